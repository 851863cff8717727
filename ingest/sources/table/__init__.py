"""Tables: CSV, JSON lines and arrays, workbooks and Parquet, read by a mapping that says which columns make what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from graph.errors import SourceError
from ingest.answers import Answers
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.reach import Reach
from ingest.record import Captured, Message, Noticed, Record, Refused
from ingest.sources.reading.head import Head
from ingest.sources.table import mapping as mappings
from ingest.sources.table.asking import TAKES, ask_mapping, find_header_obstacle, list_mapping_mistakes
from ingest.sources.table.cells import NumberCell, Row
from ingest.sources.table.header import trim_cells
from ingest.sources.table.lines import Line, Wrong
from ingest.sources.table.moments import UnansweredError
from ingest.sources.table.opening import Table, choose_sheet_mapping, holds_tables, open_tables
from ingest.sources.table.rows import Rows
from ingest.sources.table.sample import choose_clock, map_cells_to_columns
from ingest.sources.table.shape import TableMapping, fit_header, list_missing_columns, list_suspect_columns
from ingest.sources.table.told import NUMBERS, Told

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

VERSION = 4
SAYS = "a table (CSV, JSON, XLSX, ODS, XLS or Parquet) with a mapping"
TOLD = 40
"""Columns that were not read and are named; of the rest the number is told."""


def claims_table(head: Head) -> bool:
    """Claim what has a header and even rows, an object a line or an array of them, a workbook, and Parquet."""
    return holds_tables(head)


def read_table(
    path: Path, answers: Answers, reach: Reach | None = None, _beside: Beside = NOTHING_BESIDE
) -> Iterator[Record | Refused]:
    """Yield what each row makes by the mapping in the answers; a row that does not fit it is refused whole.

    Raises SourceError where there is no mapping, MappingError where it is wrong.
    """
    if answers.mapping is None:
        raise SourceError(path.name, "a table without a mapping", "mapping = ... in sources.toml")
    mapping = mappings.apply_answers(mappings.read_mapping(answers.mapping, "mapping"), answers)
    newest = Newest()
    for table in open_tables(path, mapping, answers.regions):
        if isinstance(table, Wrong):
            yield table.refused("a table that can be read")
            continue
        yield from (Noticed(place=table.place, says=says) for says in table.told)
        own = choose_sheet_mapping(mapping, table.sheet)
        header = _take_header(table, own)
        if isinstance(header, Header):
            if header.above:
                says = f"the header is line {header.above}; what stands above it was not read"
                yield Noticed(place=table.place, says=says)
            yield from _note_unread_columns(own, header.columns, table.place)
            yield from _list_records(table, header, own, answers, newest, reach)
        elif table.sheet is None:
            yield header
        else:
            yield Noticed(place=table.place, says=explain_unread_sheet(table, own))
    if newest.post is not None and newest.at is not None and answers.exported is None:
        yield Captured(place=newest.post.place, at=newest.at, basis="newest post")


@dataclass(slots=True)
class Newest:
    """The newest post of the tables of a file."""

    post: Message | None = None
    at: datetime | None = None

    def take(self, record: Record) -> None:
        """Take a record, if it is a newer post."""
        if isinstance(record, Message) and record.at and (self.at is None or record.at > self.at):
            self.post, self.at = record, record.at


class Header(NamedTuple):
    """The columns of a table, in the words of the mapping and as they are written."""

    columns: tuple[str, ...]
    written: tuple[str, ...]
    above: int = 0
    """The line of the header, where something stands above it."""


def _take_header(table: Table, mapping: TableMapping) -> Header | Refused:
    """Give the columns of a table, or what is wrong with them."""
    start = table.sample
    if start.lines:
        return Header(start.header, start.header)
    if mapping.columns:
        return Header(mapping.columns, mapping.columns)
    first = start.first
    if not isinstance(first, Line):
        return Refused(
            place=first.place if first else "line 1",
            found=first.found if first else "nothing",
            expected="a header with the columns that the mapping names",
        )
    written = trim_cells([str(cell).strip().removeprefix("\ufeff") for cell in first.cells])
    header = fit_header(mapping, written)
    if wrong := list_missing_columns(mapping, header):
        expected = ", ".join(mapping.named if mapping.needs is None else mapping.needs)
        return Refused(place=first.place, found="; ".join(wrong), expected=expected)
    return Header(header, written, first.number if start.skip and not start.marked and first.number > 1 else 0)


def _list_records(
    table: Table, header: Header, mapping: TableMapping, answers: Answers, newest: Newest, reach: Reach | None
) -> Iterator[Record | Refused]:
    start, whole = table.sample, table.survey(mapping)
    time = choose_clock(mapping, answers, whole)
    if doubtful := whole.doubtful:
        first = next(iter(sorted(doubtful)))
        says = f"ids that a spreadsheet seems to have rounded: {len(doubtful):,}, the first {first!r:.40}"
        yield Noticed(place=table.place, says=f"{says}; their rows are refused. Export them as text")
    rows = Rows(mapping, time, answers.openness, doubtful)
    told = Told()
    suspect = list_suspect_columns(mapping, ids=not start.lines)
    expected = "an object a line" if start.lines else f"{len(header.columns)} cells"
    for line in table.rows(reach):
        if isinstance(line, Wrong):
            yield line.refused(expected)
            continue
        place = line.place
        if isinstance(line.cells, list) and told.passes(place, line.cells, header.written):
            continue
        row = _make_row(line.cells, header.columns, start.marked)
        try:
            records, losses = rows.records(place, row)
        except UnansweredError as error:
            yield line.refused(error.found, f"{error.answer} = ... in sources.toml")
            continue
        except ValueError as error:
            yield line.refused(str(error), f"a row as {mapping.name} maps it")
            continue
        if not records:
            told.add(place, "rows that no [[row]] of the mapping is for, left out")
        for column in suspect:
            if isinstance(cell := row.get(column), NumberCell):
                told.add(place, NUMBERS, f"{cell!r:.40}")
        for says, example in losses.items():
            told.add(place, says, example)
        for record in records:
            newest.take(record)
            yield record
    yield from told.notices()
    if time.bare is not None:
        yield Noticed(place=table.place, says=f"dates alone, as {time.bare!r:.20}, are taken as midnight UTC")


def explain_unread_sheet(table: Table, mapping: TableMapping) -> str:
    """Say why a sheet is not read, and how much stands in it."""
    count = sum(isinstance(row, Line) for row in table.rows(None))
    why = "has no columns that the mapping names" if mapping.rows else "stands under no sheets of the mapping"
    return f"the sheet {why}: not read, rows below the first: {count:,}"


def _make_row(cells: list[str] | dict[str, Any], header: tuple[str, ...], marked: bool) -> Row:
    if isinstance(cells, dict):
        return cells
    if marked:
        cells = [cell.removeprefix("'") for cell in cells]
    return map_cells_to_columns(header, cells)


def _note_unread_columns(mapping: TableMapping, header: tuple[str, ...], place: str) -> Iterator[Noticed]:
    """Tell once which columns no part of the mapping reads."""
    named = set(mapping.named)
    parents = {column.rpartition(".")[0] for column in named}
    left = [column for column in header if column and column not in named and column not in parents]
    if left:
        more = f" and {len(left) - TOLD} more" if len(left) > TOLD else ""
        yield Noticed(place=place, says=f"columns that were not read: {', '.join(left[:TOLD])[:2000]}{more}")
