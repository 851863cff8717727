"""A mapping as it was read: which columns make what, and how a header fits it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.spelling import ask_nearest
from ingest.sources.table.cells import Value, When

KNOWN = (
    "facebook", "imo", "instagram", "messenger", "signal", "telegram", "threads", "tiktok", "viber", "vk", "whatsapp",
    "x", "youtube",
)  # fmt: skip
"""Platforms whose bare name in a mapping is no slip for a column of that name."""

DIALLED = ("phones", "phone", "contact", "caller", "callee", "who", "whom")
"""Keys whose values are numbers to dial, or hold one."""
SEVERAL = ("text", "about", "phones", "links", "emails", "opened_by", "contact")
"""Keys whose values may be several: a column that stands there twice gives both."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A thing made of several values: a subject, a post, an origin, or a party to a call."""

    values: Mapping[str, "Value | Parts"]

    def get(self, key: str) -> Value | None:
        """Give one of its values."""
        value = self.values.get(key)
        return value if isinstance(value, Value) else None

    def part(self, key: str) -> "Parts | None":
        """Give one of its things."""
        value = self.values.get(key)
        return value if isinstance(value, Parts) else None


@dataclass(frozen=True, slots=True)
class RowMapping:
    """What one row makes."""

    kind: str
    platform: Value | None
    when: tuple[When, ...]
    """All must hold."""
    parts: Parts


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How a table is read."""

    name: str
    files: tuple[str, ...]
    encoding: str | None
    delimiter: str | None
    header_row: int | None
    """The line of the header; 0: there is none; None: it is looked for."""
    columns: tuple[str, ...]
    """Names of the columns of a file without a header (``header_row`` 0)."""
    time_zone: str | None
    day_first: bool | None
    regions: tuple[str, ...]
    needs: tuple[str, ...] | None
    """Columns that must be there; None: all that are named."""
    rows: tuple[RowMapping, ...]
    sheets: Mapping[str, "TableMapping"] = field(default_factory=dict)
    """Of a workbook: how each sheet is read, by its name; without them the mapping is for every sheet that fits."""

    @property
    def single(self) -> tuple[str, ...]:
        """Give every column of which a row needs one value."""
        found: list[str] = []
        for row in self.rows:
            found += row.platform.columns if row.platform else ()
            for when in row.when:
                found += when.value.columns
            for key, value in row.parts.values.items():
                if key not in SEVERAL and not (row.kind == "name" and key == "name"):
                    found += _list_columns(value)
        return tuple(found)

    @property
    def named(self) -> tuple[str, ...]:
        """Give every column that the mapping names, once, in its order."""
        found: dict[str, None] = {}
        for row in self.rows:
            if row.platform is not None:
                found.update(dict.fromkeys(row.platform.columns))
            for when in row.when:
                found.update(dict.fromkeys(when.value.columns))
            found.update(dict.fromkeys(_list_columns(row.parts)))
        return tuple(found)


def fit_header(mapping: TableMapping, header: Sequence[str]) -> tuple[str, ...]:
    """Give the header in the words of the mapping where both differ in case, blanks and underscores alone."""
    there = set(header)
    wanted: dict[str, list[str]] = {}
    for column in mapping.named:
        if column not in there:
            wanted.setdefault(_fold_column(column), []).append(column)
    if not wanted:
        return tuple(header)
    folded = [_fold_column(cell) for cell in header]
    return tuple(
        wanted[word][0] if len(wanted.get(word, ())) == 1 and folded.count(word) == 1 else cell
        for cell, word in zip(header, folded, strict=True)
    )


def list_missing_columns(mapping: TableMapping, header: Sequence[str]) -> list[str]:
    """Say which columns the mapping wants and the header lacks, each with the nearest there is."""
    wanted = mapping.named if mapping.needs is None else mapping.needs
    wrong = [f"no column {column!r:.60}{ask_nearest(column, header)}" for column in wanted if column not in header]
    return wrong + _list_repeated_columns(mapping, header) + _list_platform_slips(mapping, header)


def _list_repeated_columns(mapping: TableMapping, header: Sequence[str]) -> list[str]:
    """Say which columns of one value stand there more than once; of those that may hold several both are read."""
    wrong = []
    for column in dict.fromkeys(mapping.single):
        places = [str(at) for at, name in enumerate(header, 1) if name == column]
        if len(places) > 1:
            wrong.append(f"column {column!r:.60} stands there {len(places)} times (columns {', '.join(places)})")
    return wrong


def list_suspect_columns(mapping: TableMapping, *, ids: bool) -> tuple[str, ...]:
    """Give the columns in which a number cannot be what was typed in: of telephones, and ``ids`` where wished."""
    found: dict[str, None] = {}
    for row in mapping.rows:
        for key, value in row.parts.values.items():
            if isinstance(value, Value):
                if key in DIALLED or (ids and key == "id"):
                    found.update(dict.fromkeys(value.columns))
            else:
                for part in ("phone", *(("id",) if ids else ())):
                    if inner := value.get(part):
                        found.update(dict.fromkeys(inner.columns))
    return tuple(found)


def _fold_column(column: str) -> str:
    return " ".join(column.casefold().replace("_", " ").split())


def _list_columns(value: Value | Parts) -> tuple[str, ...]:
    if isinstance(value, Value):
        return value.columns
    return tuple(column for inner in value.values.values() for column in _list_columns(inner))


def _list_platform_slips(mapping: TableMapping, header: Sequence[str]) -> list[str]:
    """Say where a column was written as if it were the platform's name."""
    folded = {column.casefold(): column for column in header}
    named = {row.platform.literal for row in mapping.rows if row.platform and row.platform.literal not in KNOWN}
    return [
        f'platform = "{name}" names a column; write platform = {{ column = {folded[name]!r:.60} }}'
        for name in sorted(name for name in named if name in folded)
    ]
