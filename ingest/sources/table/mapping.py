"""The mapping of a table: a TOML that says which columns make what (docs/mappings.md).

``read_mapping`` takes it as plain data and gathers every mistake before it speaks. Dates are no part of a
mapping, so that its plain data are JSON values and can stand in the journal as they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from graph.errors import MappingError
from graph.spelling import ask_nearest
from ingest.answers import Answers
from ingest.sources.table import ids
from ingest.sources.table.cells import EMPTY, Value, When
from ingest.sources.table.encoding import is_known
from ingest.sources.table.keys import (
    HOW,
    INNER,
    KINDS,
    NEEDS,
    OF_FILE,
    OF_SHEET,
    ORIGIN,
    PARTY,
    POST,
    SUBJECT,
    TIME,
    TOP,
    VALUE_KEYS,
    WHEN_KEYS,
    WORDS,
)
from ingest.sources.table.moments import parse_offset
from ingest.sources.table.shape import Parts, RowMapping, TableMapping

HEADER_MOST = 1000
"""The furthest line that a header may be said to stand in."""


def read_mapping(plain: Mapping[str, Any], where: str) -> TableMapping:
    """Take a mapping from its plain data; ``where`` is named when it has mistakes.

    Raises MappingError with all of them.
    """
    parser = _Parser()
    table = parser.table(plain, where)
    if parser.wrong:
        raise MappingError(where, "; ".join(parser.wrong), "", "The keys are listed in docs/mappings.md.")
    return table


class _Parser:
    """Reads a mapping, and remembers what was wrong with it."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.empty = EMPTY

    def table(self, plain: Mapping[str, Any], where: str) -> TableMapping:
        self.known(plain, TOP, "the mapping")
        if "empty" in plain:
            self.empty = frozenset({"", *self.strings(plain, "empty")})
        columns = tuple(self.strings(plain, "columns"))
        header = plain.get("header_row", 0 if columns else None)
        if header is not None and not (type(header) is int and 0 <= header <= HEADER_MOST):
            self.wrong.append(f"header_row = {header!r:.60} is no row from 0 to {HEADER_MOST}")
            header = None
        elif (header == 0) != bool(columns):
            self.wrong.append("header_row = 0 and columns = [...] go together")
        delimiter = self.string(plain, "delimiter")
        if delimiter is not None and not is_delimiter(delimiter):
            self.wrong.append(f"delimiter = {delimiter!r:.60} is not one character")
        encoding = self.string(plain, "encoding")
        if encoding is not None and not is_known(encoding):
            self.wrong.append(f"encoding = {encoding!r:.60} is not known")
        day_first = plain.get("day_first")
        if day_first is not None and not isinstance(day_first, bool):
            self.wrong.append(f"day_first = {day_first!r:.60} is neither true nor false")
        time_zone = self.string(plain, "time_zone")
        if time_zone is not None:
            self.zone(time_zone, "time_zone")
        sheets = self.sheets(plain, where)
        rows = plain.get("row", [] if sheets else None)
        if sheets and rows:
            self.wrong.append("[[row]] beside sheets: each sheet has its own, as [[sheets.NAME.row]]")
        if not isinstance(rows, list) or not (rows or sheets):
            self.wrong.append("no [[row]], so that nothing is made")
            rows = []
        return TableMapping(
            name=self.string(plain, "name") or where,
            files=tuple(self.strings(plain, "files")),
            encoding=encoding,
            delimiter=delimiter,
            header_row=header,
            columns=columns,
            time_zone=time_zone,
            day_first=day_first if isinstance(day_first, bool) else None,
            regions=tuple(self.strings(plain, "regions")),
            needs=tuple(self.strings(plain, "needs")) if "needs" in plain else None,
            rows=tuple(self.rows(rows, plain.get("platform"))),
            sheets=sheets,
        )

    def sheets(self, plain: Mapping[str, Any], where: str) -> dict[str, TableMapping]:
        """Read the mapping of each sheet of a workbook; what it does not say is as the workbook's says."""
        sheets = plain.get("sheets", {})
        if not isinstance(sheets, dict):
            self.wrong.append(f"sheets = {sheets!r:.60} is no table of sheets")
            return {}
        found: dict[str, TableMapping] = {}
        empty = self.empty
        for name, part in sheets.items():
            if not isinstance(part, dict):
                self.wrong.append(f"sheet {name!r:.60}: {part!r:.60} is no table")
                continue
            self.known(part, OF_SHEET, f"sheet {name!r:.60}")
            shared = {key: plain[key] for key in OF_FILE if key in plain}
            own = {key: value for key, value in part.items() if key in OF_SHEET}
            found[name] = self.table({**shared, **own}, f"{where}, sheet {name!r:.60}")
            self.empty = empty
        return found

    def rows(self, rows: Sequence[Any], platform: Any) -> Iterator[RowMapping]:
        """Read each [[row]]; one without a platform has that of the one before, and the first the mapping's."""
        for number, row in enumerate(rows, 1):
            if not isinstance(row, dict):
                self.wrong.append(f"row {number}: {row!r:.60} is no table")
                continue
            platform = row.get("platform", platform)
            if found := self.row(row, platform, f"row {number}"):
                yield found

    def row(self, row: Mapping[str, Any], plain_platform: Any, where: str) -> RowMapping | None:
        kind = row.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            hint = ask_nearest(str(kind), tuple(KINDS))
            self.wrong.append(f"{where}: no kind {kind!r:.60}{hint}; there are {', '.join(KINDS)}")
            return None
        shapes = {**KINDS[kind], "seen": TIME}
        where = f"{where} ({kind})"
        self.known(row, ("kind", "when", "platform", *shapes), where)
        for choice in NEEDS[kind]:
            if not any(key in row for key in choice):
                self.wrong.append(f"{where}: no {' or '.join(choice)}")
        platform = None
        if isinstance(plain_platform, str):
            # A bare word is the platform itself: nearly every mapping is for one.
            platform = self.literal_platform(plain_platform, where)
        elif plain_platform is not None:
            platform = self.value(plain_platform, f"{where}: platform")
        elif kind not in ("call", "tie", "status", "flag"):
            self.wrong.append(f"{where}: no platform")
        values = {key: self.shaped(row[key], shape, f"{where}: {key}") for key, shape in shapes.items() if key in row}
        for key, words in (*WORDS.items(), ("how", HOW.get(kind, ()))):
            value = values.get(key)
            if isinstance(value, Value) and value.literal is not None and value.literal not in words:
                self.wrong.append(f"{where}: {key}: {value.literal!r:.60} is none of {', '.join(words)}")
        plain_when = row.get("when", [])
        whens = [self.when(one, f"{where}: when") for one in _check_list(plain_when)]
        return RowMapping(kind, platform, tuple(when for when in whens if when), Parts(values))

    def literal_platform(self, text: str, where: str) -> Value | None:
        try:
            return Value(literal=ids.normalize_platform(text))
        except ValueError as error:
            self.wrong.append(f"{where}: {error}; a column is written {{ column = ... }}")
            return None

    def shaped(self, plain: Any, shape: str, where: str) -> Value | Parts:
        if shape in (SUBJECT, ORIGIN) or (shape in (POST, PARTY) and isinstance(plain, dict)):
            if shape == PARTY and not set(plain) & set(INNER[PARTY]):
                return self.value(plain, where)
            return self.things(plain, shape, where)
        if shape == POST:
            return Parts({"id": self.value(plain, where)})
        return self.value(plain, where)

    def things(self, plain: Any, shape: str, where: str) -> Parts:
        if isinstance(plain, str):
            # The shortest form: a bare column is the id, and of an origin the name.
            return Parts({"name" if shape == ORIGIN else "id": self.value(plain, where)})
        if not isinstance(plain, dict):
            self.wrong.append(f"{where}: {plain!r:.60} is no table with {', '.join(INNER[shape])}")
            return Parts({})
        self.known(plain, INNER[shape], where)
        found: dict[str, Value | Parts] = {}
        for key in INNER[shape]:
            if key not in plain:
                continue
            if key in ("account", "group"):
                found[key] = self.things(plain[key], SUBJECT, f"{where}: {key}")
            elif key == "space":
                if plain[key] not in ("channel", "chat"):
                    self.wrong.append(f"{where}: space = {plain[key]!r:.60} is neither channel nor chat")
                found[key] = Value(literal=str(plain[key]))
            else:
                found[key] = self.value(plain[key], f"{where}: {key}")
        return Parts(found)

    def value(self, plain: Any, where: str) -> Value:
        if isinstance(plain, str):
            return Value((plain,), empty=self.empty)
        if isinstance(plain, list) and plain and all(isinstance(one, str) for one in plain):
            return Value(tuple(plain), empty=self.empty)
        if not isinstance(plain, dict):
            self.wrong.append(f"{where}: {plain!r:.60} is no column, list of columns or table")
            return Value()
        self.known(plain, VALUE_KEYS, where)
        given = [key for key in ("column", "columns", "value") if key in plain]
        if len(given) != 1:
            self.wrong.append(f"{where}: one of column, columns and value must be there")
        if "value" in plain:
            return Value(literal=self.string(plain, "value", where))
        columns = self.strings(plain, "columns", where)
        if (column := self.string(plain, "column", where)) is not None:
            columns = [column]
        form = self.string(plain, "format", where)
        if form is not None and not _is_time_format(form):
            self.wrong.append(f"{where}: format = {form!r:.60} is no format of a time")
        zones = {}
        for name, text in self.words(plain, "zones", where).items():
            if (zone := self.zone(text, f"{where}: zones")) is not None:
                zones[name] = zone
        zone_name = self.string(plain, "zone", where)
        split = self.string(plain, "split", where)
        words = self.words(plain, "map", where)
        return Value(
            columns=tuple(columns),
            form=form,
            zones=zones,
            zone=self.zone(zone_name, f"{where}: zone") if zone_name else None,
            split=split or None,
            map={key.strip().casefold(): value for key, value in words.items()},
            empty=self.empty,
        )

    def when(self, plain: Any, where: str) -> When | None:
        if not isinstance(plain, dict):
            self.wrong.append(f"{where}: {plain!r:.60} is no table with {', '.join(WHEN_KEYS)}")
            return None
        self.known(plain, WHEN_KEYS, where)
        column = self.string(plain, "column", where)
        if column is None:
            self.wrong.append(f"{where}: no column")
            return None
        not_empty = plain.get("not_empty")
        if not_empty is not None and not isinstance(not_empty, bool):
            self.wrong.append(f"{where}: not_empty = {not_empty!r:.60} is neither true nor false")
        if not set(plain) & set(WHEN_KEYS[1:]):
            self.wrong.append(f"{where}: none of {', '.join(WHEN_KEYS[1:])}")
        one = self.string(plain, "is", where)
        within = [one] if one is not None else self.strings(plain, "in", where)
        without = self.strings(plain, "not_in", where)
        return When(
            Value((column,), empty=self.empty),
            not_empty if isinstance(not_empty, bool) else None,
            frozenset(word.strip().casefold() for word in within) if within else None,
            frozenset(word.strip().casefold() for word in without) if without else None,
        )

    def known(self, plain: Mapping[str, Any], keys: Sequence[str], where: str) -> None:
        for key in plain:
            if key not in keys:
                hint = ask_nearest(key, keys) or f"; there are {', '.join(keys)}"
                self.wrong.append(f"{where}: no key {key!r:.60}{hint}")

    def string(self, plain: Mapping[str, Any], key: str, where: str = "the mapping") -> str | None:
        value = plain.get(key)
        if value is None or isinstance(value, str):
            return value
        self.wrong.append(f"{where}: {key} = {value!r:.60} is no text")
        return None

    def strings(self, plain: Mapping[str, Any], key: str, where: str = "the mapping") -> list[str]:
        value = plain.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return value
        self.wrong.append(f"{where}: {key} = {value!r:.60} is no list of texts")
        return []

    def words(self, plain: Mapping[str, Any], key: str, where: str) -> dict[str, str]:
        value = plain.get(key, {})
        if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
            return value
        self.wrong.append(f"{where}: {key} = {value!r:.60} is no table of texts")
        return {}

    def zone(self, text: str, where: str) -> tzinfo | None:
        try:
            return parse_offset(text) if text[:1] in "+-" else ZoneInfo(text)
        except (ValueError, OSError, KeyError):
            self.wrong.append(f"{where}: {text!r:.60} is no zone as Europe/Berlin or -05:00")
            return None


NOTHING = TableMapping(
    name="", files=(), encoding=None, delimiter=None, header_row=None, columns=(), time_zone=None, day_first=None,
    regions=(), needs=None, rows=(),
)  # fmt: skip
"""Of a table whose mapping is not known: what answers say of its writing can be laid over it."""


def is_delimiter(text: str) -> bool:
    """Say whether a text can part the cells of a row."""
    return len(text) == 1 and text not in '\r\n"\x00\ufeff' and not text.isalnum()


def apply_answers(mapping: TableMapping, answers: Answers) -> TableMapping:
    """Give the mapping with what the file's answers say of its writing in place of its own."""
    return replace(
        mapping,
        encoding=answers.encoding or mapping.encoding,
        delimiter=answers.delimiter or mapping.delimiter,
        header_row=mapping.header_row if answers.header_row is None else answers.header_row,
        columns=mapping.columns if answers.header_row is None else (),
        sheets={name: apply_answers(sheet, answers) for name, sheet in mapping.sheets.items()},
    )


def _check_list(plain: Any) -> list[Any]:
    return plain if isinstance(plain, list) else [plain]


def _is_time_format(form: str) -> bool:
    """Say whether a format can be read back, so that a slip in it is told before the first row."""
    try:
        datetime.strptime(datetime(2024, 11, 25, 13, 45, tzinfo=UTC).strftime(form), form)  # noqa: DTZ007 - thrown away
    except (ValueError, KeyError, re.error):  # re.error: strptime made of it a pattern that is none
        return False
    return "%" in form
