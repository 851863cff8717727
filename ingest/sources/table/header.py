"""Where the header of a CSV stands, and what parts its cells; or what stands in the way of both."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from ingest.sources.table.lines import DELIMITERS, MARKED

TOP = 10
"""Lines that are not empty within which the header must stand: titles and preambles of tools take one to six."""
LOOKED_AT = 60
"""Rows that say how wide a table is."""

_SEPARATED = re.compile(r"\"?sep=([,;\t|])\"?[,;\t ]*\r?(?:\n|$)", re.IGNORECASE)
"""First line that tells Excel the delimiter."""
_NO_HEADER = re.compile(r"[\d./:\s+-]*|.*(://|\n).*|.{81,}", re.DOTALL)

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Header:
    """A header, or none: then ``why`` says what stands in its place."""

    skip: int
    """Lines before it."""
    delimiter: str
    cells: tuple[str, ...]
    why: str | None = None


def find_header(text: str, delimiter: str | None, fits: Callable[[Cells], bool] | None = None) -> Header:
    """Give the first line within the first ten that can be the header of the rows below it.

    ``fits`` says of a line's cells whether a mapping finds its columns there: such a line is the header, whatever
    the rows below look like.
    """
    lines = StringIO(text, newline="").readlines()
    start = 0
    if MARKED in text[:80].partition("\n")[0]:
        start = 1
    elif separated := _SEPARATED.match(text):
        start, delimiter = 1, delimiter or separated[1]
    places = list(islice((at for at in range(start, len(lines)) if lines[at].strip(" ,;|\t\r\n")), TOP))
    if not places:
        return Header(start, delimiter or ",", (), "nothing stands in it")
    if fits is not None:
        for at in places:
            for part in (delimiter,) if delimiter else DELIMITERS:
                cells = split_cells(lines, at, part)
                if len(cells) > 1 and fits(cells):
                    return Header(at, part, cells)
    delimiter = delimiter or choose_delimiter(lines[start:])
    width = _find_usual_width(lines[start:], delimiter)
    for at in places:
        cells = split_cells(lines, at, delimiter)
        if not _is_wide(cells, lines[at].count(delimiter) + 1, width):
            continue
        return Header(at, delimiter, cells, _explain_no_header(cells, at + 1))
    first = split_cells(lines, places[0], delimiter)
    return Header(places[0], delimiter, first, f"line {places[0] + 1} is one cell: {_shorten_text(''.join(first[:1]))}")


def split_cells(lines: Sequence[str], at: int, delimiter: str) -> tuple[str, ...]:
    """Give the cells of the row that begins on a line, without the empty ones at its end."""
    try:
        cells = next(csv.reader(islice(lines, at, None), delimiter=delimiter), [])
    except csv.Error:
        return ()
    return trim_cells([cell.strip().removeprefix("\ufeff") for cell in cells])


def trim_cells(cells: Sequence[str]) -> tuple[str, ...]:
    """Leave off the empty cells at the end of a row, which spreadsheets write to the width of the sheet."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return tuple(cells[:end])


def choose_delimiter(lines: Sequence[str]) -> str:
    """Give the delimiter under which most rows have as many cells as each other, and the most."""
    best, most = ",", 0.0
    for delimiter in DELIMITERS:
        widths = [len(cells) for cells in _split_rows(lines, delimiter)]
        parted = [width for width in widths if width > 1]  # a title above a table is one cell
        if parted:
            usual = max(set(parted), key=lambda width: (parted.count(width), width))
            even = parted.count(usual) / len(widths) * min(usual, 50)
            if even > most:
                best, most = delimiter, even
    return best


def _is_wide(cells: Cells, written: int, width: int) -> bool:
    """Say whether a row is as wide as those below it; some of its cells may be empty, and no comment is one."""
    if len(cells) < 2 or (len(cells[0]) > 1 and cells[0].startswith("#") and len(cells) != width):
        return False
    return len(cells) >= width or (written >= width and 2 * sum(map(bool, cells)) > width)


def _find_usual_width(lines: Sequence[str], delimiter: str) -> int:
    """Give how many cells most rows have, those alone left out that are empty at a row's end."""
    widths = Counter(len(trim_cells(cells)) for cells in _split_rows(lines, delimiter))
    widths.pop(0, None)
    return max(widths, key=lambda width: (width > 1, widths[width], width), default=0)


def _split_rows(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    try:
        return [
            cells for cells in islice(csv.reader(StringIO("".join(lines)), delimiter=delimiter), LOOKED_AT) if cells
        ]
    except csv.Error:
        return []


def _explain_no_header(cells: Cells, line: int) -> str | None:
    odd = [cell for cell in cells if cell and _NO_HEADER.fullmatch(cell)]
    return f"line {line} is no header: it holds {_shorten_text(odd[0])}" if odd else None


def _shorten_text(text: str) -> str:
    return f"{text!r:.60}"
