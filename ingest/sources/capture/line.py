"""Lines of a capture: one object a line, with the platform's own object inside."""

import json

from ingest.sources.reading.head import Head

ZEESCHUIMER = frozenset({"item_id", "source_platform", "data"})
"""Keys of a line of Zeeschuimer."""
IMPORTED = "__import_meta"
"""Key of a line that 4CAT gives out: the rest is the platform's own object."""
LINES = 20
"""Lines of a beginning that are looked at: the first may be damaged."""


def is_capture(head: Head) -> bool:
    """Tell whether a file holds lines of Zeeschuimer, or of 4CAT's NDJSON."""
    if b"source_platform" not in head.start and IMPORTED.encode() not in head.start:
        return False
    return any(is_captured(read_line(line)) for line in head.start.split(b"\n")[:LINES])


def is_captured(value: object) -> bool:
    """Tell whether an object is a line of a capture."""
    return isinstance(value, dict) and (value.keys() >= ZEESCHUIMER or IMPORTED in value)


def read_line(line: bytes) -> object:
    """Read one line; None where it is no JSON. Fractions keep their digits, and a NUL is no part of a text."""
    try:
        return json.loads(line.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf"), parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
