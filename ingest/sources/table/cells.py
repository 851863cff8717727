"""A row of a table, and the values that a mapping takes out of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any

Row = Mapping[str, Any]
"""Cells by column; of JSON lines the object, whose numbers are kept as they were written."""

EMPTY = frozenset(
    {"", "N/A", "n/a", "NULL", "null", "None", "NaN", "nan", "NaT", "<NA>", "undefined", "(null)", "-", "--", "–", "—"}
)
"""What a cell without a value may hold, unless the mapping says otherwise."""


class NumberCell(str):
    """A cell that was a number in its file: where an id or a telephone number belongs it may have lost digits."""

    __slots__ = ()


class Missing:
    """No such column in this row."""


MISSING = Missing()


def get_cell(row: Row, column: str) -> Any:
    """Give a cell; ``owner.name`` goes into an object, and through a list to each of its objects."""
    value = row.get(column, MISSING)
    if value is MISSING and "." in column:
        value = row
        for part in column.split("."):
            if isinstance(value, Mapping):
                value = value.get(part, MISSING)
            elif isinstance(value, list):
                value = [
                    inner
                    for one in value
                    if isinstance(one, Mapping) and (inner := one.get(part, MISSING)) is not MISSING
                ]
            else:
                return MISSING
    return value


def list_texts(value: Any) -> Iterator[str]:
    """Give what a cell holds as texts: a list gives each of its parts."""
    if isinstance(value, str):
        yield value
    elif value is None or value is MISSING:
        return
    elif isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, list):
        for one in value:
            yield from list_texts(one)
    else:
        yield json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Value:
    """Where a value comes from: columns, or the words of the mapping itself."""

    columns: tuple[str, ...] = ()
    literal: str | None = None
    form: str | None = None
    """Format of a time, as strptime takes it."""
    zones: Mapping[str, tzinfo] = field(default_factory=dict)
    zone: tzinfo | None = None
    split: str | None = None
    map: Mapping[str, str] = field(default_factory=dict)
    """Words of the file to ours, without regard to case."""
    empty: frozenset[str] = EMPTY

    def items(self, row: Row) -> list[str]:
        """Give each value that is not empty, split where the mapping says so."""
        if self.literal is not None:
            return [self.literal]
        found = []
        for column in self.columns:
            for text in list_texts(get_cell(row, column)):
                for part in text.split(self.split) if self.split else (text,):
                    bare = part.strip()
                    if bare not in self.empty:
                        found.append(self.map.get(bare.casefold(), part) if self.map else part)
        return found

    def text(self, row: Row) -> str:
        """Give what is written, joined by line ends; empty where nothing is."""
        if len(self.columns) == 1 and not self.split and not self.map:
            value = row.get(self.columns[0])
            if isinstance(value, str):
                return "" if value.strip() in self.empty else value
        return "\n".join(self.items(row))

    def word(self, row: Row) -> str:
        """Give an id, a name or a keyword: without the spaces around it."""
        return self.text(row).strip()


@dataclass(frozen=True, slots=True)
class When:
    """Whether a part of the mapping applies to a row."""

    value: Value
    not_empty: bool | None = None
    within: frozenset[str] | None = None
    without: frozenset[str] | None = None

    def holds(self, row: Row) -> bool:
        """Say whether it does; words are compared without regard to case."""
        word = self.value.word(row).casefold()
        return not (
            (self.not_empty is not None and bool(word) != self.not_empty)
            or (self.within is not None and word not in self.within)
            or (self.without is not None and word in self.without)
        )
