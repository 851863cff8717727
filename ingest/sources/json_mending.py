"""Read a JSON value that breaks the rules in ways that can be told: escapes and characters it forbids."""

import json
import re
from typing import Any

from ingest.sources.text_window import without_stray

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[][{}]', re.DOTALL)
_DEPTH = {"{": 1, "[": 1, "}": -1, "]": -1}
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|.)", re.DOTALL)
_LENIENT = json.JSONDecoder(parse_float=str, parse_constant=str, strict=False)


def lenient(text: str) -> Any:
    """Decode text with control characters in it; each byte that was no text becomes U+FFFD.

    Raises ValueError or RecursionError.
    """
    return _LENIENT.decode(without_stray(text))


def mended(text: str) -> tuple[Any, int]:
    r"""Give the value that text begins with, its ``\x0B`` read as ``\u000B``, and where it ends.

    Raises ValueError or RecursionError.
    """
    end = _end(text)
    return lenient(_ESCAPE.sub(_known, text[:end])), end


def _known(found: re.Match[str]) -> str:
    """Turn an escape into one that JSON knows; a backslash that is escaped itself takes what follows with it."""
    return f"\\u00{found[1]}" if found[1] else found[0]


def _end(text: str) -> int:
    """Give the end of the value that text begins with; nothing where it has none."""
    depth = 0
    for found in _TOKEN.finditer(text):
        depth += _DEPTH.get(found[0], 0)
        if depth <= 0:
            return found.end()
    return 0
