"""Values made plain before any form is written: text that no program obeys, ids that stay apart.

Control characters, lone surrogates, noncharacters and direction marks are taken out of all text. A form has no value
left that its library refuses, or writes and cannot read.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from graph.answers.exchange import Exchange
from graph.forms.texts import BIDI

Value = TypeVar("Value")

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_REFUSED = re.compile(
    f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff{BIDI}"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
"""What XML, JSON or a spreadsheet refuses, or a screen obeys."""

DIGITS = 8
"""Hexadecimal digits that keep apart two ids that differ in what was taken out."""


def clean_text(text: str) -> str:
    """Give text that every form can hold and no screen obeys; lines end with a line feed."""
    return _REFUSED.sub("", _BREAKS.sub("\n", text))


def clean_id(id: str) -> str:
    """Give an id as plain text; where anything was taken out, with digits that say so, so that ids stay apart."""
    plain = " ".join(clean_text(id).split())
    if plain == id:
        return id
    return f"{plain}~{hashlib.sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"


def make_plain(view: Exchange) -> tuple[Exchange, int]:
    """Give a view of plain text, and how many of its texts were changed."""
    return make_plain_values(view, [thing.id for thing in view.things])


def make_plain_values(view: Value, ids_of_things: Iterable[str]) -> tuple[Value, int]:
    """Give frozen classes with plain text in all of their fields, and how many texts were changed; ids stay apart."""
    ids = {id: clean_id(id) for id in ids_of_things}
    names: dict[type, tuple[str, ...]] = {}
    changed = 0

    def make_value(value: Any) -> Any:
        nonlocal changed
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, str):
            if (plain := ids.get(value)) is None:
                plain = value if value.isascii() and value.isprintable() else clean_text(value)
            changed += plain != value
            return plain
        if isinstance(value, tuple):
            return tuple([make_value(one) for one in value])
        if isinstance(value, Mapping):
            return {make_value(key): make_value(one) for key, one in value.items()}
        cls = type(value)
        if cls not in names:
            names[cls] = tuple(one.name for one in fields(value))
        said = [(name, getattr(value, name)) for name in names[cls]]
        return cls(**{name: make_value(one) for name, one in said})

    plain: Value = make_value(view)
    return plain, changed


def make_line(text: str) -> str:
    """Give a text as one line."""
    return " ".join(text.split())


def say_flag(value: bool) -> str:
    """Give a flag as XML and tables write it."""
    return "true" if value else "false"
