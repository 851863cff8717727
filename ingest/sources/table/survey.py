"""What only a whole column tells: whether days stand before months, and whether a spreadsheet rounded its ids.

A spreadsheet keeps fifteen digits of a number and writes zeros for the rest; a program that takes it for a fraction
keeps seventeen at most. One id that ends in zeros is chance, a column of them is none.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.sources.table.cells import Row, Value, get_cell, list_texts
from ingest.sources.table.shape import Parts, TableMapping

KEPT = 15
"""Digits of a number that a spreadsheet keeps."""
WRITTEN = 17
"""Digits with which a fraction of 64 bits is written in full."""
CHANCE_OF_ZERO = 0.2
"""That a digit of an id is zero: a tenth, doubled, since ids that count in steps of powers of two end so more often."""
CHANCE_ALL, CHANCE_SOME = 0.05, 0.001
"""Below which it is no chance that all long ids of a column end in zeros, or that some among others do."""
MANY = 10_000
"""Ids ending in zeros that are kept one by one."""

TIMES = ("time", "edited", "seen", "from", "to", "at")
_LONG = re.compile(r"\d{16,25}", re.ASCII)
_DAYS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})(?!\d)")


@dataclass(slots=True)
class Zeros:
    """The long ids of a column so far: those that end in zeros from a digit on, and the others."""

    after: int
    some: float
    every: float
    doubtful: dict[str, float] = field(default_factory=dict)
    """With the chance that such an id ends so."""
    others: int = 0
    expected: float = 0.0
    """How many of all would end so by chance."""

    def add(self, id: str, digits: str) -> None:
        """Count one."""
        zeros = len(digits) - self.after
        if zeros < 1:
            return
        chance = CHANCE_OF_ZERO**zeros
        if digits.endswith("0" * zeros):
            if len(self.doubtful) < MANY and id not in self.doubtful:
                self.doubtful[id] = chance
                self.expected += chance
        else:
            self.others += 1
            self.expected += chance

    def rounded(self) -> Iterable[str]:
        """Give the ids that a spreadsheet seems to have rounded."""
        count = len(self.doubtful)
        if not count:
            return ()
        if not self.others:
            return self.doubtful if math.prod(self.doubtful.values()) <= self.every else ()
        if count <= self.expected:
            return ()
        # The chance of so many or more is at most e ** (count - expected) * (expected / count) ** count (Chernoff).
        bound = count - self.expected + count * math.log(self.expected / count)
        return self.doubtful if bound <= math.log(self.some) else ()


@dataclass(slots=True)
class Survey:
    """What the columns of a file say as a whole."""

    days: dict[bool, tuple[str, str]] = field(default_factory=dict)
    """By whether the day stands first: the first date that proves it, and its place."""
    swapped: bool = False
    """Whether a date can be read in two ways."""
    columns: dict[tuple[str, int], Zeros] = field(default_factory=dict)

    @property
    def day_first(self) -> bool | None:
        """Whether days stand before months; None where nothing proves it, or both."""
        return next(iter(self.days)) if len(self.days) == 1 else None

    @property
    def doubtful(self) -> frozenset[str]:
        """Give the ids that a spreadsheet seems to have rounded."""
        return frozenset(id for column in self.columns.values() for id in column.rounded())


def survey_rows(mapping: TableMapping, rows: Iterable[tuple[str, Row]]) -> Survey:
    """Read the times and ids of all rows; each comes with its place."""
    found = Survey()
    times = [
        (part.when, value) for part in mapping.rows for value in _list_time_values(part.parts) if value.form is None
    ]
    ids = sorted({column for part in mapping.rows for value in _list_id_values(part.parts) for column in value.columns})
    for place, row in rows:
        for when, value in times:
            if all(each.holds(row) for each in when) and (text := value.word(row)):
                _note_days(found, text, place)
        for column in ids:
            _note_ids(found, column, row)
    return found


def describe_date_conflict(found: Survey) -> str | None:
    """Say which dates contradict each other, where some do."""
    if len(found.days) < 2:
        return None
    (one, where), (other, there) = found.days.values()
    return f"two orders of dates: {one!r:.40} ({where}) and {other!r:.40} ({there})"


def _note_days(found: Survey, text: str, place: str) -> None:
    if days := _DAYS.match(text):
        first, second = int(days[1]), int(days[2])
        if (first > 12) != (second > 12):
            found.days.setdefault(first > 12, (text, place))
        elif first != second:
            found.swapped = True


def _note_ids(found: Survey, column: str, row: Row) -> None:
    for text in list_texts(get_cell(row, column)):
        if len(text) <= KEPT:
            continue
        for digits in _LONG.findall(text):
            for after, some, every in ((KEPT, CHANCE_SOME, CHANCE_ALL), (WRITTEN, CHANCE_SOME, CHANCE_SOME)):
                key = (column, after)
                zeros = found.columns.get(key) or found.columns.setdefault(key, Zeros(after, some, every))
                zeros.add(text.strip(), digits)


def _list_time_values(parts: Parts) -> Iterator[Value]:
    for key in TIMES:
        value = parts.get(key)
        if value is not None:
            yield value


def _list_id_values(parts: Parts) -> Iterator[Value]:
    """Give every value that is an id: of a post, and of each subject, however deep."""
    for key, value in parts.values.items():
        if isinstance(value, Parts):
            yield from _list_id_values(value)
        elif key in ("id", "post"):
            yield value
    reply = parts.get("reply_to")
    if reply is not None:
        yield reply
