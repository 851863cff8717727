"""The rows of a CSV or of JSON lines, one by one, each with the line it begins on; a bad one does not end the file.

Rows of every other form of table are given in the same way.
"""

import csv
import io
import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from ingest.record import Refused

LONGEST = 1 << 24
"""Characters of a line, and of a row whose quotes go over lines; 10 MB lines are read."""
OPEN_LINES = 5_000
"""Lines after which a quote that was not closed is taken for a slip."""
MARKED = "# text cells are marked '"
"""First line of the sheets that we write: an apostrophe stands before each cell that a spreadsheet would run."""
DELIMITERS = ",;\t|"

ASTRAY = "bytes that are no text in this encoding"


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its cells, the line it begins on, and its text."""

    number: int
    cells: list[str] | dict[str, Any]
    """A list of a CSV's row, an object of JSON lines."""
    text: str
    unit: str = "line"
    """What is counted, as ``line``, or ``Calls!row``."""

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{self.unit} {self.number}"

    def refused(self, found: str, expected: str) -> Refused:
        """Refuse it for what it says."""
        return refuse_row(self.place, found, expected, self.text or json.dumps(self.cells, ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class Wrong:
    """A piece that is no row."""

    number: int
    """0 where it is more than a row."""
    found: str
    text: str
    unit: str = "line"

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{self.unit} {self.number}" if self.number else self.unit.removesuffix("!row")

    def refused(self, expected: str) -> Refused:
        """Give it as a refusal; the text is kept as the bytes it was read from, where they can be told."""
        return refuse_row(self.place, self.found, expected, self.text)


def refuse_row(place: str, found: str, expected: str, text: str) -> Refused:
    """Refuse a row with its place and its text."""
    raw = text.encode("utf-8", "surrogateescape" if _has_escape(text) else "surrogatepass")
    return Refused(place=place, found=found, expected=expected, raw=raw)


def _has_escape(text: str) -> bool:
    return all("\udc80" <= char <= "\udcff" for char in text if "\ud800" <= char <= "\udfff")


class Feed:
    """The lines of a file as csv.reader takes them: it can go back to the second line of a row."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.waiting: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0
        """Of the last line taken."""
        self.size = 0
        self.cut = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= OPEN_LINES or self.size > LONGEST:
            raise StopIteration  # the reader then says that its data end within quotes
        line = self.waiting.popleft() if self.waiting else self.file.readline(LONGEST)
        if not line:
            raise StopIteration
        if len(line) >= LONGEST:
            self._drop()
        self.number += 1
        self.size += len(line)
        self.taken.append(line)
        return line

    def _drop(self) -> None:
        """Read on to the end of a line that is too long to be kept."""
        self.cut = True
        while (rest := self.file.readline(LONGEST)) and not rest.endswith(("\n", "\r")):
            pass

    def begin(self) -> None:
        """Forget what was taken: a row begins."""
        self.taken.clear()
        self.size = 0
        self.cut = False

    def again(self) -> None:
        """Give back all lines of the row but its first."""
        self.waiting.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        del self.taken[1:]

    @property
    def text(self) -> str:
        """What the row was read from."""
        return "".join(self.taken)


def open_text(file: io.BufferedReader, encoding: str) -> TextIO:
    """Read a file as text; bytes that do not fit become lone surrogates or U+FFFD, and refuse their row."""
    escape = "replace" if "16" in encoding or "32" in encoding else "surrogateescape"
    return io.TextIOWrapper(file, encoding=encoding, errors=escape, newline="")


def read_csv_rows(file: TextIO, delimiter: str, skip: int = 0, width: int | None = None) -> Iterator[Line | Wrong]:
    """Yield the rows of a CSV after the first ``skip`` lines, ragged ones as wrong and empty ones not at all.

    A quote that swallows what follows costs its own line: reading goes on at the next. The first row gives
    the width where none is given. Cells that are empty at the end of a row are no part of the width: a
    spreadsheet writes them as far as the sheet goes.
    """
    csv.field_size_limit(2 * LONGEST)
    feed = Feed(file)
    for _ in range(skip):
        next(feed, None)
        feed.begin()
    astray = _make_stray_pattern(file)
    least = width or 0
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.begin()
        begin = feed.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            if not feed.taken:
                return
            continue
        except csv.Error as error:
            feed.again()
            yield Wrong(begin, _translate_csv_error(str(error)), feed.text)
            continue
        if not cells:
            continue
        if not any(cell.strip() for cell in cells):
            feed.again()
            continue
        if width is not None and not (least <= len(cells) and not any(cell.strip() for cell in cells[width:])):
            feed.again()
            yield Wrong(begin, f"{len(cells)} cells", feed.text)
            continue
        if feed.cut:
            yield Wrong(begin, f"a line of more than {LONGEST:,} characters", feed.text[:65_536])
            continue
        text = feed.text
        if not text.isascii() and astray.search(text):
            yield Wrong(begin, ASTRAY, text)
            continue
        if width is None:
            width = len(cells)
            least = max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=0)
        yield Line(begin, cells, text)


def read_whole_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Give an object; of a key that stands there twice both values are kept, as a list."""
    row = dict(pairs)
    if len(row) < len(pairs):
        for key in row:
            values = [value for name, value in pairs if name == key]
            row[key] = values if len(values) > 1 else values[0]
    return row


def _make_stray_pattern(file: TextIO) -> re.Pattern[str]:
    """Give what stands for bytes that did not fit; U+FFFD may otherwise stand for itself."""
    return re.compile("[\ud800-\udfff\ufffd]" if file.errors == "replace" else "[\ud800-\udfff]")


def _translate_csv_error(error: str) -> str:
    return "a quote that is not closed" if "unexpected end" in error else f"unbalanced quotes ({error:.60})"


def read_json_rows(file: TextIO) -> Iterator[Line | Wrong]:
    """Yield the objects of JSON lines; numbers are kept as they were written, so that long ids stay whole."""
    feed, astray = Feed(file), _make_stray_pattern(file)
    for line in feed:
        number, cut = feed.number, feed.cut
        feed.begin()
        if cut:
            yield Wrong(number, f"a line of more than {LONGEST:,} characters", line[:65_536])
            continue
        if not line.strip():
            continue
        if not line.isascii() and astray.search(line):
            yield Wrong(number, ASTRAY, line)
            continue
        try:
            row = json.loads(
                line, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=read_whole_object
            )
        except (ValueError, RecursionError) as error:
            yield Wrong(number, f"no JSON: {error!s:.80}", line)
            continue
        if isinstance(row, dict):
            yield Line(number, row, line)
        else:
            yield Wrong(number, f"{row!r:.60} is no object", line)
