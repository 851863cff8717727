"""What was read and what was not: files, records, what was refused and where, times without any collection."""

from functools import partial

from graph.answers.collected import PlaceShown
from graph.languages import Language, read_language
from graph.reports.blocks import (
    Block,
    Section,
    Table,
    Text,
    make_row,
    phrase_command,
    phrase_name,
    phrase_time,
    phrase_words,
    write_phrase,
)
from graph.views.shapes import File, Gap, Overview, Phrase, Piece

MOST = 200
"""Rows of a table."""

PLACED = 40
"""Groups of which it is told what was read."""

PLACES = 5
"""Refused pieces of one file that are told by place."""


def write_coverage_section(view: Overview) -> Section:
    """Give files with counts, then what was refused, what was not read, and gaps in collection."""
    language = read_language(view.language)
    say, title = language.say, partial(list_heads, language)
    refused = sum(file.refused for file in view.files)
    records = say("count.record", n=sum(sum(file.read.values()) for file in view.files))
    counts = {"files": say("count.file", n=len(view.files)), "left": say("count.file", n=len(view.left))}
    blocks: list[Block] = [Text(write_phrase(language, "coverage.says", records=records, refused=refused, **counts))]
    if view.gaps:
        gaps = tuple(make_gap_row(one, language) for one in view.gaps[:MOST])
        blocks.append(Table(say("coverage.gaps"), title("of_what", "from", "to", "why"), gaps))
    if groups := view.places:
        heads = title("group", "posts", "first", "last", "read_until", "files", "gap_count")
        placed = tuple(make_place_row(one, language) for one in groups[:PLACED])
        blocks.append(Table(say("coverage.by_group"), heads, placed, frozenset({1, 5, 6})))
        if len(groups) > PLACED:
            command = phrase_command("liaisons coverage --all")
            more = write_phrase(language, "coverage.more_groups", n=len(groups) - PLACED, command=command)
            blocks.append(Text(more))
    if view.left:
        # all of them: a file that is not named here is missed by nobody
        rows = tuple(make_row(language, phrase_name(one.name), (Piece(one.why, "text"),)) for one in view.left)
        blocks.append(Table(say("coverage.left"), title("file", "why"), rows))
    if refused:
        rows = tuple(place for file in view.files for place in list_refused_rows(file, language))[:MOST]
        blocks.append(Table(say("coverage.refused"), title("file", "place", "found", "expected"), rows))
    noticed = tuple(
        make_row(language, phrase_name(file.name), (Piece(one.place, "text"),), (Piece(one.says, "text"),))
        for file in view.files
        for one in file.noticed[:PLACES]
    )[:MOST]
    if noticed:
        blocks.append(Table(say("coverage.noticed"), title("file", "place", "what"), noticed))
    heads = (title("file")[0], "SHA-256", *title("read_by", "records", "refused", "reaches", "run"))
    read = tuple(make_file_row(one, language) for one in view.files[:MOST])
    blocks.append(Table(say("coverage.read"), heads, read, frozenset({3, 4, 6})))
    if len(view.files) > MOST:
        command = phrase_command("liaisons log --act ingested")
        blocks.append(Text(write_phrase(language, "coverage.more_files", n=len(view.files) - MOST, command=command)))
    return Section(say("coverage.title"), tuple(blocks), len(view.files), say("coverage.short"))


def list_heads(language: Language, *names: str) -> tuple[str, ...]:
    """Give the heads of columns."""
    return tuple(language.say(f"coverage.{name}") for name in names)


def make_gap_row(one: Gap, language: Language) -> tuple[Phrase, ...]:
    """Give a gap as a row."""
    end = (Piece(one.end, "time"),) if one.end else phrase_words(language.say("date.today"))
    return make_row(language, (Piece(one.what, one.kind),), (Piece(one.begin, "time"),), end, one.why)


def make_place_row(one: PlaceShown, language: Language) -> tuple[Phrase, ...]:
    """Give what was read of a group as a row."""
    times = [phrase_time(language, at) for at in (one.first, one.last, one.read_until)]
    name = (Piece(one.place.name, "name", one.place.id),)
    return make_row(language, name, one.posts, *times, len(one.files), len(one.gaps))


def list_refused_rows(file: File, language: Language) -> list[tuple[Phrase, ...]]:
    """Give the first refused pieces of a file as rows, and how many more there are."""
    name = phrase_name(file.name)
    rows = [
        make_row(language, name, *((Piece(text, "text"),) for text in (one.place, one.found, one.expected)))
        for one in file.first_refused[:PLACES]
    ]
    if file.refused > len(rows):
        rows.append(make_row(language, name, language.say("count.more", n=file.refused - len(rows)), "", ""))
    return rows


def make_file_row(file: File, language: Language) -> tuple[Phrase, ...]:
    """Give a file as a row."""
    read, sha256 = sum(file.read.values()), (Piece(file.sha256[:12], "contact"),)
    exported = phrase_time(language, file.exported)
    reader = phrase_command(file.source)
    return make_row(language, phrase_name(file.name), sha256, reader, read, file.refused, exported, file.run)
