"""What was read and what was not: files, records, what was refused and where, times without any collection."""

from graph.answers.collected import PlaceShown
from graph.reports.blocks import Block, Section, Table, Text, make_row, phrase_name, phrase_number, phrase_words
from graph.views.shapes import File, Gap, Overview, Phrase, Piece

MOST = 200
"""Rows of a table."""

PLACED = 40
"""Groups of which it is told what was read."""

PLACES = 5
"""Refused pieces of one file that are told by place."""


def write_coverage_section(view: Overview) -> Section:
    """Give files with counts, then what was refused, what was not read, and gaps in collection."""
    refused = sum(file.refused for file in view.files)
    records = sum(sum(file.read.values()) for file in view.files)
    blocks: list[Block] = [
        Text(
            phrase_words(
                f"{phrase_number(len(view.files), 'file')} with {phrase_number(records, 'record')} read, "
                f"{refused:,} refused; "
                f"{phrase_number(len(view.left), 'file')} not read."
            )
        )
    ]
    if view.gaps:
        columns = ("Of what", "From", "To", "Why")
        blocks.append(Table("Not collected", columns, tuple(map(make_gap_row, view.gaps[:MOST]))))
    if groups := view.places:
        heads = ("Group", "Posts", "First", "Last", "Read until", "Files", "Gaps")
        placed = tuple(map(make_place_row, groups[:PLACED]))
        blocks.append(Table("Collected, by group", heads, placed, frozenset({1, 5, 6})))
        if len(groups) > PLACED:
            blocks.append(Text(phrase_words(f"{len(groups) - PLACED:,} more groups: liaisons coverage --all.")))
    if view.left:
        # all of them: a file that is not named here is missed by nobody
        rows = tuple(make_row(phrase_name(one.name), (Piece(one.why, "text"),)) for one in view.left)
        blocks.append(Table("Not read", ("File", "Why"), rows))
    if refused:
        rows = tuple(place for file in view.files for place in list_refused_rows(file))[:MOST]
        blocks.append(Table("Refused", ("File", "Place", "Found", "Expected"), rows))
    noticed = tuple(
        make_row(phrase_name(file.name), (Piece(one.place, "text"),), (Piece(one.says, "text"),))
        for file in view.files
        for one in file.noticed[:PLACES]
    )[:MOST]
    if noticed:
        blocks.append(Table("Noticed", ("File", "Place", "What"), noticed))
    heads = ("File", "SHA-256", "Read by", "Records", "Refused", "Reaches to", "Run")
    blocks.append(Table("Files read", heads, tuple(map(file_row, view.files[:MOST])), frozenset({3, 4, 6})))
    if len(view.files) > MOST:
        blocks.append(
            Text(phrase_words(f"{len(view.files) - MOST:,} more files: liaisons log --act ingested lists them."))
        )
    return Section("What was read, and what was not", tuple(blocks), len(view.files), "Files")


def make_gap_row(one: Gap) -> tuple[Phrase, ...]:
    """Give a gap as a row."""
    end = (Piece(one.end, "time"),) if one.end else phrase_words("today")
    return make_row((Piece(one.what, one.kind),), (Piece(one.begin, "time"),), end, one.why)


def make_place_row(one: PlaceShown) -> tuple[Phrase, ...]:
    """Give what was read of a group as a row."""
    times = [(Piece(at, "time"),) if at else phrase_words("not known") for at in (one.first, one.last, one.read_until)]
    return make_row((Piece(one.place.name, "name", one.place.id),), one.posts, *times, len(one.files), len(one.gaps))


def list_refused_rows(file: File) -> list[tuple[Phrase, ...]]:
    """Give the first refused pieces of a file as rows, and how many more there are."""
    rows = [
        make_row(phrase_name(file.name), *((Piece(text, "text"),) for text in (one.place, one.found, one.expected)))
        for one in file.first_refused[:PLACES]
    ]
    if file.refused > len(rows):
        rows.append(make_row(phrase_name(file.name), f"{file.refused - len(rows):,} more", "", ""))
    return rows


def file_row(file: File) -> tuple[Phrase, ...]:
    """Give a file as a row."""
    exported = (Piece(file.exported, "time"),) if file.exported else phrase_words("not known")
    sha256 = (Piece(file.sha256[:12], "contact"),)
    return make_row(
        phrase_name(file.name), sha256, file.source, sum(file.read.values()), file.refused, exported, file.run
    )
