"""The tables of a file, whatever its form: the file itself, or each sheet of a workbook, with their beginning and rows.

A table's rows can be asked for more than once: what only a whole column tells is looked for before the first is read.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from ingest.reach import Reach
from ingest.sources.reading.head import Head
from ingest.sources.table import array, packed, parquet, workbook
from ingest.sources.table.array import read_array_beginning, read_array_rows
from ingest.sources.table.cells import Row
from ingest.sources.table.encoding import Encoding, choose_encoding
from ingest.sources.table.lines import Line, Wrong, open_text, read_csv_rows, read_json_rows
from ingest.sources.table.sample import (
    ROWS,
    Sample,
    decode_beginning,
    is_table,
    map_cells_to_columns,
    sample_objects,
    take_sample,
)
from ingest.sources.table.shape import TableMapping
from ingest.sources.table.survey import Survey, survey_rows

Rows = Iterator[Line | Wrong]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file."""

    sample: Sample
    rows: Callable[[Reach | None], Rows]
    """Gives the rows below the header, as often as asked; follows the reach, where one is given."""
    sheet: str | None = None
    """The name of the sheet; None where the file is the table."""
    known: Encoding = field(default_factory=lambda: Encoding("utf-8"))
    told: tuple[str, ...] = ()
    """What is to be told of how it is read."""

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return "file" if self.sheet is None else workbook.format_unit(self.sheet).removesuffix("!row")

    def survey(self, mapping: TableMapping) -> Survey:
        """Read the times and ids of all rows, for what only all of them tell together."""
        return survey_rows(
            mapping,
            (
                (
                    line.place,
                    line.cells
                    if isinstance(line.cells, dict)
                    else map_cells_to_columns(self.sample.header, line.cells),
                )
                for line in self.rows(None)
                if isinstance(line, Line)
            ),
        )


def holds_tables(head: Head) -> bool:
    """Say by its content whether a file is a table, or holds some."""
    return is_table(head) or parquet.is_parquet(head.start, head.path) or workbook.is_workbook(head.start, head.path)


def open_tables(path: Path, mapping: TableMapping, regions: Sequence[str] = ()) -> Iterator[Table | Wrong]:
    """Yield the tables of a file, each let go before the next, and sheets that cannot be read.

    A mapping's sheets say how each is to be read; one without sheets is for all of them.
    """
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(parquet.MAGIC) and parquet.is_parquet(start, path):
        yield _open_parquet(path)
    elif start.startswith((workbook.ZIP, workbook.OLD)):
        for sheet in workbook.read_sheets(path):
            yield sheet if isinstance(sheet, Wrong) else _open_sheet(sheet, choose_sheet_mapping(mapping, sheet.name))
    else:
        yield _open_text(path, mapping, regions)


def choose_sheet_mapping(mapping: TableMapping, sheet: str | None) -> TableMapping:
    """Give the mapping of a sheet: its own, or the one that is for all; one without rows where it has none."""
    if sheet is None or not mapping.sheets:
        return mapping
    return mapping.sheets.get(sheet) or replace(mapping, sheets={}, rows=())


def _open_text(path: Path, mapping: TableMapping, regions: Sequence[str]) -> Table:
    beginning = packed.read_beginning(path)
    text = array.decode_array(beginning)
    if not mapping.delimiter and text.lstrip(" \t\r\n\ufeff").startswith("["):
        return Table(sample_objects(read_array_beginning(text, ROWS)), lambda reach: _read_array(path, reach))
    known = choose_encoding(path, mapping.encoding, regions)
    start = take_sample(decode_beginning(beginning, known.name), mapping)
    told = (known.told,) if known.told else ()
    if not (start.lines or mapping.columns) and are_wrapped(start.rows):
        start = replace(start, rows=tuple({key: unwrap(cell) for key, cell in row.items()} for row in start.rows))
        rows = partial(_read_text, path, start, known.name, mapping.columns)
        return Table(start, lambda reach: map(unwrap_line, rows(reach)), None, known, told)
    return Table(start, partial(_read_text, path, start, known.name, mapping.columns), None, known, told)


def are_wrapped(rows: Sequence[Row]) -> bool:
    """Say whether most cells stand between apostrophes, as some systems of telephone companies write them."""
    cells = [cell for row in rows for cell in row.values() if isinstance(cell, str) and cell.strip()]
    return bool(cells) and 2 * sum(unwrap(cell) != cell for cell in cells) > len(cells)


def unwrap(cell: Any) -> Any:
    """Give a cell without the apostrophes around it."""
    bare = cell.strip() if isinstance(cell, str) else ""
    return bare[1:-1].strip() if len(bare) > 1 and bare[0] == bare[-1] == "'" else cell


def unwrap_line(line: Line | Wrong) -> Line | Wrong:
    """Give a row whose cells have no apostrophes around them."""
    return replace(line, cells=[unwrap(cell) for cell in line.cells]) if isinstance(line, Line) else line


def _read_text(path: Path, start: Sample, encoding: str, columns: Sequence[str], reach: Reach | None) -> Rows:
    with packed.open_bytes(path) as file, open_text(file, encoding) as text:
        if reach is not None:
            reach.follow(packed.take_packed_file(file))
        if start.lines:
            yield from read_json_rows(text)
        else:
            rows = read_csv_rows(text, start.delimiter, start.skip, len(columns) or None)
            if not columns:
                next(rows, None)
            yield from rows
        if wrong := packed.explain_end(file):
            yield Wrong(0, wrong, "", "file")


def _read_array(path: Path, reach: Reach | None) -> Rows:
    with packed.open_bytes(path) as file:
        if reach is not None:
            reach.follow(packed.take_packed_file(file))
        yield from read_array_rows(file)
        if wrong := packed.explain_end(file):
            yield Wrong(0, wrong, "", "file")


def _open_parquet(path: Path) -> Table:
    objects = (row.cells for row in parquet.read_parquet_rows(path) if isinstance(row, Line))
    start = sample_objects(islice((row for row in objects if isinstance(row, dict)), ROWS))
    return Table(start, lambda _: parquet.read_parquet_rows(path))


def _open_sheet(sheet: workbook.Sheet, mapping: TableMapping) -> Table:
    """Find the header of a sheet as that of a CSV is found, in its first rows."""
    made = StringIO()
    writer = csv.writer(made, lineterminator="\n")
    for cells in islice(sheet.cells.iter_rows(), ROWS):
        writer.writerow([" ".join(workbook.show_cell(cell).split()) for cell in cells])
    start = take_sample(made.getvalue(), replace(mapping, delimiter=","))
    header = start.first.number if start.first else start.skip
    told = ("the sheet is hidden; it is read as the others are",) if sheet.hidden else ()
    return Table(start, lambda _: sheet.read_rows(header), sheet.name, told=told)
