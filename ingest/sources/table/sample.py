"""The beginning of a table: what it is written in, what its columns are, and what only an answer can settle."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

from ingest.answers import Answers
from ingest.sources.reading.head import SIZE, Head
from ingest.sources.table import shipped
from ingest.sources.table.array import NOT_ROWS, is_array
from ingest.sources.table.calls import find_call_columns, is_headerless_calls
from ingest.sources.table.cells import Row, Value
from ingest.sources.table.encoding import detect_unmarked_utf16
from ingest.sources.table.header import Header, choose_delimiter, find_header, split_cells
from ingest.sources.table.lines import MARKED, Line, Wrong, read_csv_rows, read_json_rows
from ingest.sources.table.moments import Clock, UnansweredError
from ingest.sources.table.packed import unpack_beginning
from ingest.sources.table.shape import TableMapping, fit_header
from ingest.sources.table.survey import TIMES, Survey, describe_date_conflict, survey_rows

ROWS = 200
"""Rows of the beginning that are looked at."""
FOOTER = 2
"""Rows below the last one of a table that may be no row of it."""
SURE = 20
"""Lines that tell a form which has no header."""
LINES = (".jsonl", ".ndjson", ".json-lines")
ENDINGS = (".csv", ".tsv", ".tab")

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning of a table."""

    lines: bool
    """Whether it is JSON lines; else CSV."""
    skip: int
    """Lines before the header, or before the first row where there is none."""
    marked: bool
    """Whether it is a sheet of our own, with apostrophes to take off."""
    delimiter: str
    header: tuple[str, ...]
    """Of JSON lines all keys of the beginning."""
    rows: tuple[Row, ...]
    ragged: int
    """Rows of the beginning that are none; a footer below the last is none of them."""
    why: str | None = None
    """What stands where the header should, where it is none."""
    first: Line | Wrong | None = None
    """The line of the header as it was read; None where there is none."""


def take_sample(text: str, mapping: TableMapping | None = None) -> Sample:
    """Take the beginning of a table apart."""
    text = text.removeprefix("\ufeff")
    if text.lstrip().startswith("{") and not (mapping and mapping.delimiter):
        good = [line.cells for line in _limit_rows(read_json_rows(StringIO(text))) if isinstance(line, Line)]
        objects = sample_objects(row for row in good if isinstance(row, dict))
        return replace(objects, ragged=text.count("\n") - len(objects.rows))
    marked = MARKED in text[:80].partition("\n")[0]
    found = _find_header(text, mapping, marked)
    columns = mapping.columns if mapping else ()
    header = columns or (fit_header(mapping, found.cells) if mapping else found.cells)
    rows = read_csv_rows(StringIO(text, newline=""), found.delimiter, found.skip, len(columns) or None)
    first = None if columns else next(rows, None)
    lines = list(_limit_rows(rows))
    good_rows = [[str(cell) for cell in line.cells] for line in lines if isinstance(line, Line)]
    return Sample(
        lines=False,
        skip=found.skip,
        marked=marked,
        delimiter=found.delimiter,
        header=header,
        rows=tuple(map_cells_to_columns(header, cells) for cells in good_rows),
        ragged=len(lines) - len(good_rows) - _count_footer_rows(lines),
        why=found.why,
        first=first,
    )


def sample_objects(rows: Iterable[Mapping[str, Any]]) -> Sample:
    """Take the first objects of a file of objects."""
    objects = tuple(rows)
    return Sample(
        True, 0, False, "", tuple(dict.fromkeys(key for row in objects for key in _list_keys(row))), objects, 0
    )


def _find_header(text: str, mapping: TableMapping | None, marked: bool) -> Header:
    """Find the header, where a mapping does not say its line."""
    if mapping is None:
        return find_header(text, None, _is_shipped)
    if mapping.header_row is None:
        wanted = mapping.named if mapping.needs is None else mapping.needs
        fits = (lambda cells: set(wanted) <= set(fit_header(mapping, cells))) if wanted else _is_shipped
        return find_header(text, mapping.delimiter, fits)
    found = find_header(text, mapping.delimiter)
    skip = max(mapping.header_row - 1, 0) + (marked if mapping.header_row < 2 else 0)
    lines = StringIO(text, newline="").readlines()
    delimiter = mapping.delimiter or choose_delimiter(lines[skip:])
    if mapping.header_row < 2 and lines and lines[0].lower().lstrip('"').startswith("sep="):
        skip, delimiter = 1, found.delimiter
    return Header(skip, delimiter, split_cells(lines, skip, delimiter))


def _is_shipped(cells: Sequence[str]) -> bool:
    """Say whether a line is the header of a sheet that is read without a mapping."""
    return find_call_columns(cells) is not None or shipped.find_shipped_mapping(cells) is not None


def map_cells_to_columns(header: Sequence[str], cells: Sequence[str]) -> Row:
    """Give a row by its columns; of a column that stands there twice both cells, as a list."""
    row: dict[str, Any] = dict(zip(header, cells, strict=False))
    if len(row) < min(len(header), len(cells)):
        for column in [name for name in row if header.count(name) > 1]:
            row[column] = [cell for name, cell in zip(header, cells, strict=False) if name == column]
    return row


def is_table(head: Head) -> bool:
    """Say whether the beginning looks like a table with a header, or like JSON lines."""
    start = unpack_beginning(head.start)
    text = decode_beginning(start, _guess_simple_encoding(start))
    if not text.strip() or len(_CONTROL.findall(text)) * 100 > len(text):
        return False
    if text.lstrip("\ufeff \r\n\t").startswith("{"):
        return _is_lines(text, head.name)
    if text.lstrip("\ufeff \r\n\t").startswith("["):
        return is_array(start)
    if text.lstrip("\ufeff \r\n\t")[:1] in "<[%":
        return False
    if is_headerless_calls(text.removeprefix("\ufeff").splitlines()[:SURE]):
        return True
    found = take_sample(text)
    cells = [cell for cell in found.header if cell]
    return (
        found.why is None
        and len(cells) > 1
        and len(cells) * 2 > len(found.header)
        and (len(found.rows) > 4 * found.ragged if found.rows else len(cells) > 2 and found.skip == 0)
    )


def find_obstacle(head: Head) -> str | None:
    """Say what stands where the header of a table should, of a file that is one but for that; None where it is none."""
    start = unpack_beginning(head.start)
    text = decode_beginning(start, _guess_simple_encoding(start)).removeprefix("\ufeff")
    if not text.strip() or text.lstrip()[:1] in "<[%{" or len(_CONTROL.findall(text)) * 100 > len(text):
        return None
    found = take_sample(text)
    named = head.name.lower().endswith(ENDINGS)
    even = len(found.rows) > max(2, 4 * found.ragged) and len(found.header) > 2
    if not (named or even):
        return None
    return found.why or "no line of the first ten is a header as wide as the rows below it"


def choose_clock(mapping: TableMapping, answers: Answers, found: Survey) -> Clock:
    """Give the clock of a file: answers first, then the mapping, then what the days of its columns prove."""
    name = answers.time_zone or mapping.time_zone
    zone: tzinfo | None = ZoneInfo(name) if name else None
    day_first = answers.day_first if answers.day_first is not None else mapping.day_first
    return Clock(zone, found.day_first if day_first is None else day_first)


def find_open_time(
    mapping: TableMapping, answers: Answers, start: Sample, survey: Callable[[], Survey]
) -> UnansweredError | None:
    """Give the first time that only an answer can settle; of days and months the whole column is asked (``survey``)."""
    found = Survey()
    if answers.day_first is None and mapping.day_first is None:
        found = survey_rows(mapping, (("", row) for row in start.rows))
        if found.days or found.swapped:
            found = survey()
            if orders := describe_date_conflict(found):
                return UnansweredError(orders, "day_first")
    reader = choose_clock(mapping, answers, found)
    for value, text in _list_time_cells(mapping, start.rows):
        try:
            reader.read(text, value.form, value.zones, value.zone)
        except UnansweredError as error:
            return error
        except ValueError:
            continue  # refused later, with its row
    if found.swapped and not found.days:
        return UnansweredError("dates that can be read in two ways", "day_first")
    return None


def _is_lines(text: str, name: str) -> bool:
    line, _, rest = text.lstrip("\ufeff \r\n\t").partition("\n")
    if not rest.strip() and not name.lower().endswith(LINES):
        return False
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and not any(isinstance(row.get(key), list | dict) for key in NOT_ROWS)


def _list_time_cells(mapping: TableMapping, rows: tuple[Row, ...]) -> Iterator[tuple[Value, str]]:
    for row in rows:
        for part in mapping.rows:
            if not all(when.holds(row) for when in part.when):
                continue
            for key in TIMES:
                value = part.parts.get(key)
                if value is not None and (text := value.word(row)):
                    yield value, text


def _count_footer_rows(lines: list[Line | Wrong]) -> int:
    """Count the rows of one or two cells below the last whole one: a sum, a count, who made the sheet."""
    count = 0
    for line in reversed(lines[-FOOTER:]):
        if isinstance(line, Line) or line.found not in ("1 cells", "2 cells"):
            break
        count += 1
    return count


def _limit_rows(rows: Iterator[Line | Wrong]) -> Iterator[Line | Wrong]:
    for _, row in zip(range(ROWS), rows, strict=False):
        yield row


def _list_keys(row: Mapping[str, Any], before: str = "", depth: int = 3) -> Iterator[str]:
    """Give the keys of an object as a mapping names them: dotted, where they lead into another."""
    for key, value in row.items():
        yield before + key
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, dict) and depth:
            yield from _list_keys(inner, f"{before}{key}.", depth - 1)


def _guess_simple_encoding(start: bytes) -> str:
    """Say well enough for recognition how a beginning is written."""
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    return detect_unmarked_utf16(start) or "utf-8-sig"


def decode_beginning(start: bytes, name: str) -> str:
    """Decode a beginning, and leave off the line that its end cuts."""
    text = start.decode(name, "replace")
    whole, newline, rest = text.rpartition("\n")
    return whole + newline if newline and len(start) >= SIZE and rest else text
