"""The sheets of a workbook (XLSX, ODS, XLS), each a table of its own: values and not formulas, with their rows.

The library holds one sheet of an XLSX or XLS at a time, and all sheets of an ODS: what a sheet would take is counted
before it is opened (``workbook_size``), and above a limit it is refused.
"""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from graph.forms import clean_line
from ingest.sources.table.cells import NumberCell
from ingest.sources.table.lines import Line, Wrong
from ingest.sources.table.workbook_size import LONG_NUMBER, ZIP_FAULTS, explain_size

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Answer = TypeVar("Answer")

ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
AS_CSV = "save the sheet as CSV (UTF-8), which is read at any size"

_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "Book\0"))
"""Names of what holds the cells of an old workbook, as the directory of its file gives them."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with something in it."""

    name: str
    hidden: bool
    cells: "CalamineSheet"

    def read_rows(self, after: int = 0) -> Iterator[Line | Wrong]:
        """Yield the rows below one, empty ones not at all; the first row is 1."""
        unit = format_unit(self.name)
        for number, cells in enumerate(self.cells.iter_rows(), 1):
            if number > after:
                texts = [show_cell(cell) for cell in cells]
                if any(text.strip() for text in texts):
                    yield Line(number, texts, "\t".join(texts), unit)


def format_unit(sheet: str) -> str:
    """Give what stands before the number of a row."""
    return f"{clean_line(sheet)}!row"


def is_workbook(start: bytes, path: Path) -> bool:
    """Say whether a file is a workbook, by what is in it."""
    if start.startswith(ZIP):
        try:
            with zipfile.ZipFile(path) as archive:
                names = set(archive.namelist())
                return "xl/workbook.xml" in names or (
                    {"mimetype", "content.xml"} <= names and archive.open("mimetype").read(100).strip() == ODS_TYPE
                )
        except ZIP_FAULTS:
            return False
    return start.startswith(OLD) and is_old_workbook(start, path)


def is_old_workbook(start: bytes, path: Path) -> bool:
    """Say whether the directory of an old Office file names a workbook."""
    place = (int.from_bytes(start[48:52], "little") + 1) << min(int.from_bytes(start[30:32], "little"), 16)
    try:
        with path.open("rb") as file:
            file.seek(place)
            directory = file.read(4096)
    except (OSError, OverflowError, ValueError):
        return False
    return any(name in directory for name in _STREAMS)


def read_sheets(path: Path) -> Iterator[Sheet | Wrong]:
    """Yield the sheets with something in them, in their order, each let go before the next."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    known = explain_size(path)
    if why := known.get(""):
        yield Wrong(0, f"{why}: {AS_CSV}", "", "file")
        return
    workbook = ask_library(lambda: CalamineWorkbook.from_path(path))
    if isinstance(workbook, str):
        yield Wrong(0, f"the workbook cannot be opened ({workbook})", "", "file")
        return
    with workbook:
        for number, told in enumerate(workbook.sheets_metadata):
            if told.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.DialogSheet, SheetTypeEnum.MacroSheet):
                continue
            if wrong := known.get(told.name):
                yield Wrong(0, f"{wrong}: {AS_CSV}", "", format_unit(told.name))
                continue
            cells = ask_library(partial(workbook.get_sheet_by_index, number))
            if isinstance(cells, str):
                yield Wrong(0, f"the sheet cannot be read ({cells})", "", format_unit(told.name))
            elif cells.height:
                yield Sheet(told.name, told.visible is not SheetVisibleEnum.Visible, cells)


def ask_library(call: Callable[[], Answer]) -> Answer | str:
    """Give what a call of the library gives, or say what it found wrong with the file."""
    from python_calamine import CalamineError

    try:
        return call()
    except (CalamineError, OSError, ValueError) as error:
        return f"{error!s:.80}"
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of Rust: damage that the library did not look for
            raise
        return "damaged"


def show_cell(value: Any) -> str:
    """Give a cell as a text that a table's columns can be read from."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return show_number(value)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return "" if value is None else str(value)


def show_number(value: float) -> NumberCell:
    """Give a number as it was typed in; one of more digits than a spreadsheet keeps shows that it lost some."""
    if abs(value) < LONG_NUMBER and float(value).is_integer():
        return NumberCell(str(int(value)))
    return NumberCell(repr(float(value)))
