"""Tables: CSV and JSON lines, read by a mapping that says which columns make what."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from ingest.answers import Answers
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.reach import Reach
from ingest.record import Captured, Message, Noticed, Record, Refused
from ingest.sources.reading.head import Head
from ingest.sources.table import lines
from ingest.sources.table import mapping as mappings
from ingest.sources.table.asking import TAKES, ask_mapping, find_header_obstacle, list_mapping_mistakes
from ingest.sources.table.cells import Row
from ingest.sources.table.header import trim_cells
from ingest.sources.table.lines import Line, Wrong
from ingest.sources.table.moments import UnansweredError
from ingest.sources.table.rows import Rows
from ingest.sources.table.sample import Sample, choose_clock, is_table, map_cells_to_columns, sample_file, survey_file
from ingest.sources.table.shape import TableMapping, fit_header, list_missing_columns
from ingest.sources.table.survey import Survey
from ingest.sources.table.told import Told

__all__ = [
    "SAYS",
    "TAKES",
    "VERSION",
    "ask_mapping",
    "claims_table",
    "find_header_obstacle",
    "list_mapping_mistakes",
    "read_table",
]

VERSION = 3
SAYS = "a table (CSV or JSON lines) with a mapping"
TOLD = 40
"""Columns that were not read and are named; of the rest the number is told."""


def claims_table(head: Head) -> bool:
    """Claim what has a header and even rows, or an object a line."""
    return is_table(head)


def read_table(
    path: Path, answers: Answers, reach: Reach | None = None, _beside: Beside = NOTHING_BESIDE
) -> Iterator[Record | Refused]:
    """Yield what each row makes by the mapping in the answers; a row that does not fit it is refused whole.

    Raises SourceError where there is no mapping, MappingError where it is wrong.
    """
    if answers.mapping is None:
        raise SourceError(path.name, "a table without a mapping", "mapping = ... in sources.toml")
    mapping = mappings.apply_answers(mappings.read_mapping(answers.mapping, "mapping"), answers)
    start, known = sample_file(path, mapping, answers.regions)
    if known.told:
        yield Noticed(place="file", says=known.told)
    with lines.open_table(path, known.name) as file:
        if start.lines:
            found, header, written = lines.read_json_rows(file), start.header, start.header
        else:
            columns = mapping.columns
            found = lines.read_csv_rows(file, start.delimiter, start.skip, len(columns) or None)
            first = Line(0, list(columns), "") if columns else next(found, None)
            if not isinstance(first, Line):
                yield Refused(
                    place=f"line {first.number if first else 1}",
                    found=first.found if first else "nothing",
                    expected="a header with the columns that the mapping names",
                )
                return
            written = trim_cells([str(cell).strip().removeprefix("\ufeff") for cell in first.cells])
            header = fit_header(mapping, written)
            if wrong := list_missing_columns(mapping, header):
                expected = ", ".join(mapping.named if mapping.needs is None else mapping.needs)
                yield Refused(place=f"line {first.number}", found="; ".join(wrong), expected=expected)
                return
            if start.skip and not start.marked and first.number > 1:
                yield Noticed(
                    place="file", says=f"the header is line {first.number}; what stands above it was not read"
                )
        yield from _note_unread_columns(mapping, header)
        whole = survey_file(path, mapping, start, known.name)
        if reach is not None:
            reach.follow(file.buffer)
        yield from _list_records(found, header, written, mapping, answers, whole, start)


def _list_records(
    found: Iterator[Line | Wrong],
    header: tuple[str, ...],
    written: tuple[str, ...],
    mapping: TableMapping,
    answers: Answers,
    whole: Survey,
    start: Sample,
) -> Iterator[Record | Refused]:
    time = choose_clock(mapping, answers, whole)
    if doubtful := whole.doubtful:
        first = next(iter(sorted(doubtful)))
        says = f"ids that a spreadsheet seems to have rounded: {len(doubtful):,}, the first {first!r:.40}"
        yield Noticed(place="file", says=f"{says}; their rows are refused. Export them as text")
    rows = Rows(mapping, time, answers.openness, doubtful)
    told = Told()
    expected = "an object a line" if start.lines else f"{len(header)} cells"
    newest: Message | None = None
    for line in found:
        if isinstance(line, Wrong):
            yield line.refused(expected)
            continue
        place = f"line {line.number}"
        if isinstance(line.cells, list) and told.passes(place, line.cells, written):
            continue
        try:
            records, losses = rows.records(place, _make_row(line.cells, header, start.marked))
        except UnansweredError as error:
            yield lines.refuse_row(line.number, error.found, f"{error.answer} = ... in sources.toml", line.text)
            continue
        except ValueError as error:
            yield lines.refuse_row(line.number, str(error), f"a row as {mapping.name} maps it", line.text)
            continue
        if not records:
            told.add(place, "rows that no [[row]] of the mapping is for, left out")
        for says, example in losses.items():
            told.add(place, says, example)
        for record in records:
            if isinstance(record, Message) and record.at and (newest is None or record.at > (newest.at or record.at)):
                newest = record
            yield record
    yield from told.notices()
    if time.bare is not None:
        yield Noticed(place="file", says=f"dates alone, as {time.bare!r:.20}, are taken as midnight UTC")
    if newest is not None and newest.at is not None and answers.exported is None:
        yield Captured(place=newest.place, at=newest.at, basis="newest post")


def _make_row(cells: list[str] | dict[str, Any], header: tuple[str, ...], marked: bool) -> Row:
    if isinstance(cells, dict):
        return cells
    if marked:
        cells = [cell.removeprefix("'") for cell in cells]
    return map_cells_to_columns(header, cells)


def _note_unread_columns(mapping: TableMapping, header: tuple[str, ...]) -> Iterator[Noticed]:
    """Tell once which columns no part of the mapping reads."""
    named = set(mapping.named)
    parents = {column.rpartition(".")[0] for column in named}
    left = [column for column in header if column and column not in named and column not in parents]
    if left:
        more = f" and {len(left) - TOLD} more" if len(left) > TOLD else ""
        yield Noticed(place="file", says=f"columns that were not read: {', '.join(left[:TOLD])[:2000]}{more}")
