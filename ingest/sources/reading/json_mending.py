"""Read a JSON value that breaks the rules in ways that can be told: escapes, characters, words without quotes."""

import json
import re
from typing import Any, NamedTuple

from ingest.sources.reading.text_window import drop_stray_bytes

UNQUOTED = "values without quotes, read as text"
TRAILING = "commas with nothing behind them"
_TOKEN = re.compile(r'("(?:[^"\\]++|\\.)*+"?)(\s*+:\s*+)?|[][{}]|,(?=\s*+[]}])', re.DOTALL)
_DEPTH = {"{": 1, "[": 1, "}": -1, "]": -1}
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|.)", re.DOTALL)
_PLAIN = re.compile(
    r"""["[]|\{(?=\s*+["}])|(?:-?\d++(?:\.\d++)?+(?:[eE][+-]?\d++)?+|true|false|null|NaN|-?Infinity)(?=\s*+[],}]|\s*+\Z)"""
)
"""How a value begins that is written as it should be."""
_LINE = re.compile(r'[^\n"]*+(?=\n\s*+["}\]]|\n?\Z)')
"""A bare value that has the rest of its line for itself, as in what writers indent."""
_SHORT = re.compile(r'[^\n",{}[\]]*+(?=\s*+[],}])')
_WORDS = {"": "null", "None": "null", "undefined": "null", "True": "true", "False": "false"}
"""Bare words that other languages write for what JSON knows."""
_LENIENT = json.JSONDecoder(parse_float=str, parse_constant=str, strict=False)


class Repaired(NamedTuple):
    """A value that was read after all."""

    value: Any
    end: int
    """Where it ends in the text that was given."""
    says: tuple[str, ...]
    """What was wrong with it, beside escapes."""


def decode_leniently(text: str) -> Any:
    """Decode text with control characters in it; each byte that was no text becomes U+FFFD.

    Raises ValueError or RecursionError.
    """
    return _LENIENT.decode(drop_stray_bytes(text))


def mend_value(text: str, *, bare: bool = False) -> Repaired:
    r"""Give the value that text begins with: ``\x0B`` read as ``\u000B``, values without quotes as text.

    ``bare``: text may begin with such a value, which is read to the end of its line.
    Raises ValueError or RecursionError.
    """
    if bare and text[:1] not in ("{", "[", '"', ""):
        return _read_bare_word(text)
    for pattern in (_LINE, _SHORT):
        try:
            repaired, end, says = _quote_bare_words(text, pattern)
            return Repaired(decode_leniently(_ESCAPE.sub(_mend_escape, repaired)), end, says)
        except ValueError:
            if pattern is _SHORT:
                raise
    raise ValueError("no value")


def _read_bare_word(text: str) -> Repaired:
    """Read a bare value at the beginning of text."""
    found = _LINE.match(text) or _SHORT.match(text)
    word = found[0].rstrip(" \t\r\n,") if found else ""
    if not word:
        raise ValueError("no value")
    return Repaired(json.loads(_WORDS.get(word, json.dumps(word))), len(word), (UNQUOTED,))


def _mend_escape(found: re.Match[str]) -> str:
    """Turn an escape into one that JSON knows; a backslash that is escaped itself takes what follows with it."""
    return f"\\u00{found[1]}" if found[1] else found[0]


def _quote_bare_words(text: str, bare: re.Pattern[str]) -> tuple[str, int, tuple[str, ...]]:
    """Give the value that text begins with, its bare words quoted and empty commas left out, and where it ends."""
    parts: list[str] = []
    says: dict[str, None] = {}
    depth = begin = at = 0
    while found := _TOKEN.search(text, at):
        at = found.end()
        if found[0] == ",":
            parts.append(text[begin : found.start()])
            begin = at
            says[TRAILING] = None
        elif found[2]:
            if _PLAIN.match(text, at):
                continue
            word = bare.match(text, at)
            if word is None:
                break
            value = word[0].rstrip(" \t\r\n,")
            parts += [text[begin:at], _WORDS.get(value, json.dumps(value))]
            begin = at = at + len(value)
            says[UNQUOTED] = None
        else:
            depth += _DEPTH.get(found[0], 0)
            if depth <= 0:
                return "".join([*parts, text[begin:at]]), at, tuple(says)
    raise ValueError("a value without an end")
