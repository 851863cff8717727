"""What was read and what was not: files, records, what was refused and where, times without any collection."""

from graph.disclosure.views import File, Gap, Overview, Phrase, Piece
from graph.reports.blocks import Block, Section, Table, Text, named, row, words

MOST = 200
"""Rows of a table."""

PLACES = 5
"""Refused pieces of one file that are told by place."""


def section(view: Overview) -> Section:
    """Give files with counts, then what was refused, what was not read, and gaps in collection."""
    refused = sum(file.refused for file in view.files)
    records = sum(sum(file.read.values()) for file in view.files)
    blocks: list[Block] = [
        Text(
            words(
                f"{count(len(view.files), 'file')} with {count(records, 'record')} read, {refused:,} refused; "
                f"{count(len(view.left), 'file')} not read."
            )
        )
    ]
    if view.gaps:
        columns = ("Of what", "From", "To", "Why")
        blocks.append(Table("Not collected", columns, tuple(map(gap, view.gaps[:MOST]))))
    if view.left:
        # all of them: a file that is not named here is missed by nobody
        rows = tuple(row(named(one.name), (Piece(one.why, "text"),)) for one in view.left)
        blocks.append(Table("Not read", ("File", "Why"), rows))
    if refused:
        rows = tuple(place for file in view.files for place in places(file))[:MOST]
        blocks.append(Table("Refused", ("File", "Place", "Found", "Expected"), rows))
    noticed = tuple(
        row(named(file.name), (Piece(one.place, "text"),), (Piece(one.says, "text"),))
        for file in view.files
        for one in file.noticed[:PLACES]
    )[:MOST]
    if noticed:
        blocks.append(Table("Noticed", ("File", "Place", "What"), noticed))
    heads = ("File", "SHA-256", "Read by", "Records", "Refused", "Reaches to", "Run")
    blocks.append(Table("Files read", heads, tuple(map(file_row, view.files[:MOST])), frozenset({3, 4, 6})))
    if len(view.files) > MOST:
        blocks.append(Text(words(f"{len(view.files) - MOST:,} more files: liaisons log --act ingested lists them.")))
    return Section("What was read, and what was not", tuple(blocks), len(view.files), "Files")


def gap(one: Gap) -> tuple[Phrase, ...]:
    """Give a gap as a row."""
    end = (Piece(one.end, "time"),) if one.end else words("today")
    return row((Piece(one.what, one.kind),), (Piece(one.begin, "time"),), end, one.why)


def places(file: File) -> list[tuple[Phrase, ...]]:
    """Give the first refused pieces of a file as rows, and how many more there are."""
    rows = [
        row(named(file.name), *((Piece(text, "text"),) for text in (one.place, one.found, one.expected)))
        for one in file.first_refused[:PLACES]
    ]
    if file.refused > len(rows):
        rows.append(row(named(file.name), f"{file.refused - len(rows):,} more", "", ""))
    return rows


def file_row(file: File) -> tuple[Phrase, ...]:
    """Give a file as a row."""
    exported = (Piece(file.exported, "time"),) if file.exported else words("not known")
    sha256 = (Piece(file.sha256[:12], "contact"),)
    return row(named(file.name), sha256, file.source, sum(file.read.values()), file.refused, exported, file.run)


def count(number: int, noun: str) -> str:
    """Give a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
