"""A JSON array of objects, object by object: what is held is one of them, and damage costs the one that it is in."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from ingest.sources.reading.text_window import TextWindow, detect_encoding, has_stray
from ingest.sources.table.lines import ASTRAY, LONGEST, Line, Wrong, read_whole_object

UNIT = "object"
NOT_ROWS = ("messages", "chats", "participants")
"""Keys of whole chats, which are no rows even where the file is one line."""
OF_OTHERS = ("_", "peer_id", "string_list_data", "string_map_data", "sender_name", "nav_index")
"""Keys of arrays that are no tables, but the chats and lists of other programs."""
KEPT = 65_536
"""Characters that are kept of what was lost."""
ALIKE = 0.5
"""Share of the keys of the first object that one behind damage must have: else it may be a part of another."""

_SPACE = re.compile(r"[ \t\r\n]*")
_AFTER_OBJECT = re.compile(r"\}[ \t\r\n]*,[ \t\r\n]*(?=\{[ \t\r\n]*\")")
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=read_whole_object)


class _Objects:
    """The objects of one file."""

    def __init__(self, file: io.BufferedReader) -> None:
        self.window = TextWindow(file)
        self.at = 0
        self.number = 0
        self.due = False
        """Whether a comma or the end must come next."""
        self.keys: frozenset[str] = frozenset()

    def skip(self) -> str:
        """Go to the next character that is no space, and give it; nothing at the end."""
        while True:
            found = _SPACE.match(self.window.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.window.text):
                return self.window.text[self.at]
            if self.window.ended:
                return ""
            self.more()

    def more(self) -> None:
        """Read on, and forget what was read."""
        self.window.more(self.at)
        self.at = 0

    def decode(self) -> tuple[Any, int]:
        """Decode the value that begins here, reading on while it may go on; raise ValueError where it is none."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self.window.text, self.at)
            except RecursionError:
                raise ValueError("nested too deeply") from None
            except json.JSONDecodeError as error:
                cut = error.pos > len(self.window.text) - 64 or error.msg.startswith("Unterminated")
                if not cut or self.window.ended or len(self.window.text) - self.at > LONGEST:
                    raise
            else:
                if end < len(self.window.text) or self.window.ended:
                    return value, end
            self.more()

    def rows(self) -> Iterator[Line | Wrong]:
        """Yield the objects, and what is none."""
        if self.skip() != "[":
            yield Wrong(0, "no array of objects", self.window.text[:KEPT], "file")
            return
        self.at += 1
        while True:
            char = self.skip()
            if char == "]":
                self.at += 1
                if self.skip():
                    yield Wrong(0, "more after the end of the array", self.window.text[self.at :][:KEPT], "file")
                return
            if not char:
                yield Wrong(0, "the array ends early", "", "file")
                return
            if not self.due:
                yield self.take()
            elif char == ",":
                self.at += 1
                self.due = False
            else:
                self.number += 1
                yield self.recover(f"{char!r} where a comma or the end belongs")

    def take(self) -> Line | Wrong:
        """Take the value that begins here."""
        self.number += 1
        try:
            value, end = self.decode()
        except ValueError as error:
            return self.recover(f"no JSON: {error!s:.80}")
        text = self.window.text[self.at : end]
        self.at, self.due = end, True
        if self.window.stray and has_stray(text):
            return Wrong(self.number, ASTRAY, text[:KEPT], UNIT)
        if not isinstance(value, dict):
            return Wrong(self.number, f"{value!r:.60} is no object", text[:KEPT], UNIT)
        self.keys = self.keys or frozenset(value)
        return Line(self.number, value, text[:KEPT], UNIT)

    def recover(self, found: str) -> Wrong:
        """Give up what begins here, and go to the next object that is like the first."""
        self.due = False
        lost = self.window.text[self.at : self.at + KEPT]
        while True:
            next_ = _AFTER_OBJECT.search(self.window.text, self.at)
            while next_ is None:
                if self.window.ended:
                    self.at = len(self.window.text)
                    return Wrong(self.number, found, lost, UNIT)
                self.at = max(self.at, len(self.window.text) - 64)
                self.more()
                next_ = _AFTER_OBJECT.search(self.window.text, self.at)
            self.at = next_.end()
            try:
                value, _ = self.decode()
            except ValueError:
                continue
            if isinstance(value, dict) and len(self.keys & value.keys()) >= ALIKE * len(self.keys):
                return Wrong(self.number, found, lost, UNIT)


def read_array_rows(file: io.BufferedReader) -> Iterator[Line | Wrong]:
    """Yield the objects of a JSON array; numbers are kept as they were written, so that long ids stay whole."""
    return _Objects(file).rows()


def decode_array(start: bytes) -> str:
    """Decode the beginning of an array: UTF-8, or what its mark says."""
    encoding, mark = detect_encoding(start)
    return start[mark:].decode(encoding, "replace")


def is_array(start: bytes) -> bool:
    """Say whether a beginning is that of an array of rows, and of no other program's array."""
    first = next(read_array_beginning(decode_array(start), 1), None)
    return bool(first) and not any(
        key in OF_OTHERS or (key in NOT_ROWS and isinstance(value, list | dict)) for key, value in (first or {}).items()
    )


def read_array_beginning(text: str, most: int) -> Iterator[dict[str, Any]]:
    """Yield the first objects of the beginning of an array; it may be cut anywhere."""
    at = len(text) - len(text.lstrip(" \t\r\n\ufeff")) + 1
    for _ in range(most):
        found = re.compile(r"[ \t\r\n,]*").match(text, at)
        at = found.end() if found else at
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        if isinstance(value, dict):
            yield value
