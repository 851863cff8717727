"""Read JSON of any size piece by piece, and go on after damage where that can be told.

Containers that are ``opened`` are entered; every other value comes whole, from the C decoder of ``json``, several
times as fast as an event parser. A path is ``chats.list[].messages[]``, a place ``chats.list[3].messages[12]``. After
damage, reading goes on at the next landmark: the words with which a piece of a known path begins. Text cannot feign
one, for its quotes are escaped.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ingest.record import Refused
from ingest.sources.reading.json_mending import decode_leniently, mend_value
from ingest.sources.reading.text_window import TextWindow, drop_stray_bytes, has_stray

LONGEST = 1 << 24
"""Characters that one piece may have; beyond, it is damage: what is held in memory stays bounded."""
RAW = 1 << 16
"""Bytes kept of what was lost."""
STRAY = "bytes that are no UTF-8; they became U+FFFD"
MENDABLE = (
    "Invalid ",
    "Expecting value",
    "Expecting ',' delimiter",
    "Expecting property name",
    "Illegal trailing comma",
)
"""How the decoder complains of what may be mended."""
_EDGE = 64
"""An error this near to the end of the window may only mean that the rest of the piece is not there yet."""
_LANDMARK = 4096
"""Characters that a landmark may have."""
_SPACE = re.compile(r"[ \t\r\n]*")
_AFTER = re.compile(r"[ \t\r\n,\]}]|\Z")
"""What may follow a number or text; where damage does, what was read is only its beginning."""
_DIGITS = "-0123456789"
"""A number begins so; it has no end of its own, so that one at the end of a file may lack digits."""
_NAME = re.compile(r"[^].[]+")

Landmarks = Mapping[str, str]
"""Path of a piece to the pattern of the words it begins with."""


class Piece(NamedTuple):
    """A value that was read whole."""

    path: str
    place: str
    value: Any


class Opened(NamedTuple):
    """A container begins; its pieces follow."""

    path: str
    place: str


class Closed(NamedTuple):
    """A container has ended, or is given up after damage."""

    path: str
    place: str


class Mended(NamedTuple):
    """The next piece, or what stands before it, was not as it should be, and could be read all the same."""

    place: str
    says: str


class Lost(NamedTuple):
    """What could not be read, up to where reading goes on."""

    place: str
    byte: int
    found: str
    raw: bytes

    def refused(self) -> Refused:
        """Give it as a refusal."""
        return Refused(place=self.place, found=f"{self.found} (byte {self.byte})", expected="sound JSON", raw=self.raw)


Event = Piece | Opened | Closed | Mended | Lost


class BrokenError(Exception):
    """A value that does not parse; ``at`` is where the decoder gave up."""


@dataclass(slots=True)
class _Frame:
    path: str
    place: str
    array: bool
    count: int = 0
    due: bool = False  # a comma, before another piece
    keys: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A landmark, or where the search for one stands: nothing of its kind is between ``since`` and ``at``."""

    paths: tuple[str, ...]
    since: int
    at: int
    path: str

    def moved(self, keep: int) -> "_Mark | None":
        return _Mark(self.paths, max(0, self.since - keep), self.at - keep, self.path) if self.at >= keep else None


class JsonStream:
    """The events of one file, in order; ``raw`` and ``byte`` tell of the piece last given."""

    def __init__(self, window: TextWindow, opened: Mapping[str, str], landmarks: Callable[[str], Landmarks]) -> None:
        """``opened`` gives how each container begins; ``landmarks``, from a container on, where reading may go on."""
        self._window = window
        self._opened = opened
        self._landmarks = landmarks
        self._at = 0
        self._begin = 0
        self._stack: list[_Frame] = []
        self._list = opened.get("") == "["  # whether the whole file is one list
        self._mark: _Mark | None = None
        self._bare: _Mark | None = None
        self._counts: dict[str, int] = {}
        self._patterns: dict[str, tuple[re.Pattern[str], tuple[str, ...]]] = {}
        self._decode = json.JSONDecoder(parse_float=str, parse_constant=str).raw_decode

    def raw(self) -> bytes:
        """Give the bytes of the piece last given, cut to what is kept of a loss."""
        return self._window.raw(self._begin, min(self._at, self._begin + RAW))[:RAW]

    def byte(self) -> int:
        """Give the byte where the piece last given begins."""
        return self._window.byte(self._begin)

    def __iter__(self) -> Iterator[Event]:
        """Yield what the file holds; never raise for what is in it."""
        first = self._next()
        if first == ("[" if self._list else "{"):
            self._at += 1
        elif not first:
            yield Lost("the file", 0, "nothing in it", b"")
            return
        yield self._push(_Frame("", "", array=self._list))
        while True:
            char = self._next()
            if not self._stack:
                if not char:
                    return
                yield from self._recover("after the end", "more after the end", 0)
            elif not char:
                yield Lost(self._stack[-1].place or "the file", self._window.byte(self._at), "the file ends early", b"")
                while self._stack:
                    yield self._pop()
                return
            else:
                yield from self._step(self._stack[-1], char)

    def _step(self, frame: _Frame, char: str) -> Iterator[Event]:
        if char == ("]" if frame.array else "}"):
            self._at += 1
            yield self._pop()
        elif char == "," and frame.due:
            self._at += 1
            frame.due = False
        elif frame.due:
            says = f"{char!r} where a comma or an end belongs"
            yield from self._recover(self._item(frame), says, 0)
        elif frame.array:
            yield from self._value(frame, frame.path + "[]", self._item(frame))
        else:
            try:
                key = self._key()
            except BrokenError as error:
                yield from self._recover(frame.place or "the file", str(error), 1)
                return
            yield from self._value(
                frame, f"{frame.path}.{key}" if frame.path else key, f"{frame.place}.{key}" if frame.place else key
            )
            frame.keys.add(key)

    def _key(self) -> str:
        key, end = self._whole()
        if not isinstance(key, str):
            raise BrokenError("no key where one belongs")
        self._at = end
        if self._next() != ":":
            self._at -= 1  # what stands here may be where reading goes on
            raise BrokenError("no colon after a key")
        self._at += 1
        self._next()
        return drop_stray_bytes(key)

    def _value(self, frame: _Frame, path: str, place: str) -> Iterator[Event]:
        char = self._next()
        if char == self._opened.get(path):
            if stray := self._stray(path):
                yield from self._recover(place, stray, 0)
                return
            self._at += 1
            frame.count += 1
            frame.due = True
            yield self._push(_Frame(path, place, array=char == "["))
            return
        try:
            value, end = self._whole()
        except BrokenError as error:
            yield from self._mend(frame, path, place, str(error))
            return
        if char not in ("{", "["):
            stray = "" if _AFTER.match(self._window.text, end) else "a value that goes on after its end"
        else:
            stray = "" if frame.array else self._stray("", end)
        if stray:
            yield from self._recover(place, stray, 1)
            return
        frame.count += 1
        frame.due = True
        self._begin, self._at = self._at, end
        if self._window.stray and has_stray(text := self._window.text[self._begin : end]):
            yield Mended(place, STRAY)
            value = decode_leniently(text)
        yield Piece(path, place, value)

    def _next(self) -> str:
        """Go to the next character that is no space, and give it; nothing at the end of the file."""
        window = self._window
        while True:
            found = _SPACE.match(window.text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(window.text):
                return window.text[self._at]
            if window.ended:
                return ""
            self._more(self._at)
            self._at = 0

    def _whole(self) -> tuple[Any, int]:
        """Decode the value that begins here, reading on while it may be longer than the window."""
        window = self._window
        while True:
            text = window.text
            try:
                value, end = self._decode(text, self._at)
                if end < len(text):
                    return value, end
                if window.ended:
                    if text[self._at] in _DIGITS:
                        raise BrokenError("the file ends within a number")
                    return value, end
                says = "a value without an end"
            except json.JSONDecodeError as error:
                says = error.msg
                cut = error.pos > len(text) - _EDGE or says.startswith("Unterminated")
                if window.ended or not cut:
                    raise BrokenError(says) from None
            except RecursionError:
                raise BrokenError("nested too deeply") from None
            except ValueError as error:  # an integer of thousands of digits
                raise BrokenError(str(error)) from None
            if len(text) - self._at > LONGEST:
                raise BrokenError(f"{says}: longer than {LONGEST} characters")
            self._more(self._at)
            self._at = 0

    def _mend(self, frame: _Frame, path: str, place: str, says: str) -> Iterator[Event]:
        """Read a piece that breaks the rules in a way that is known; where that fails it is lost."""
        if says.startswith(MENDABLE):
            for further in (False, True):  # what can be mended mostly stands in the window already
                mark, lost = self._seek(1, further)
                text = "" if lost else self._window.text[self._at : mark.at if mark else len(self._window.text)]
                try:
                    read = mend_value(text, bare=not frame.array)
                except (ValueError, RecursionError):
                    if mark:
                        break
                    continue
                frame.count += 1
                frame.due = True
                self._begin, self._at = self._at, self._at + read.end
                if "control" in says:
                    yield Mended(place, "control characters that are not escaped")
                for wrong in read.says:
                    yield Mended(place, wrong)
                if has_stray(text[: read.end]):
                    yield Mended(place, STRAY)
                yield Piece(path, place, read.value)
                return
        yield from self._recover(place, says, 1)

    def _seek(self, offset: int, further: bool) -> tuple[_Mark | None, tuple[int, bytes] | None]:
        """Find the next landmark, in the window or ``further``.

        The text up to it stays in the window; where that is too long, byte and beginning of it are given.
        """
        window, lost = self._window, None
        pattern, paths = self._pattern()
        start = self._at + offset
        if self._mark and self._mark.paths is paths and self._mark.since <= start <= self._mark.at:
            return self._mark, lost
        if self._bare and self._bare.paths is paths and self._bare.since <= start < self._bare.at:
            start = self._bare.at
        since = self._at + offset
        while True:
            found = pattern.search(window.text, start)
            if found and (window.ended or found.end() < len(window.text)):
                self._mark = _Mark(paths, since, found.start(), paths[int((found.lastgroup or "l0")[1:])])
                return self._mark, lost
            start = found.start() if found else max(start, len(window.text) - _LANDMARK)
            self._bare = _Mark(paths, since, start, "")
            if window.ended or not further:
                return None, lost
            if lost is None and len(window.text) - self._at > LONGEST:
                lost = window.byte(self._at), window.raw(self._at, self._at + RAW)[:RAW]
            keep = start if lost else self._at
            self._more(keep)
            start -= keep
            since = max(0, since - keep)
            self._at = 0

    def _more(self, keep: int) -> None:
        """Read on, and move what is known of the window with it."""
        self._window.more(keep)
        self._mark = self._mark and self._mark.moved(keep)
        self._bare = self._bare and self._bare.moved(keep)

    def _recover(self, place: str, says: str, offset: int) -> Iterator[Event]:
        """Tell what is lost from here on, and go on at the next landmark."""
        window = self._window
        mark, lost = self._seek(offset, True)
        end = mark.at if mark else len(window.text)
        gap = window.text[self._at : end]
        byte, raw = lost or (window.byte(self._at), window.raw(self._at, min(end, self._at + RAW))[:RAW])
        if lost or mark is None or gap.strip(" \t\r\n,"):
            if self._stack and self._stack[-1].array:
                self._stack[-1].count += 1
            yield Lost(place, byte, says, raw)
        else:
            yield Mended(place, says)
        self._at = end
        if mark is None:
            while self._stack:
                yield self._pop()
        else:
            yield from self._stand(mark.path)

    def _stand(self, path: str) -> Iterator[Event]:
        """Leave and enter containers until a piece of this path may begin."""
        container, _, key = (path[:-2], "", "") if path.endswith("[]") else path.rpartition(".")
        while self._stack and self._left(self._stack[-1], container, key):
            yield self._pop()
        if not self._stack:
            yield self._push(_Frame("", "", array=self._list))
        while (top := self._stack[-1]).path != container:
            top.due = True
            name = "" if top.array else _NAME.findall(container[len(top.path) :])[0]
            here = top.path + "[]" if top.array else f"{top.path}.{name}".removeprefix(".")
            place = self._item(top) if top.array else f"{top.place}.{name}".removeprefix(".")
            top.count += 1
            top.keys.add(name)
            array = container.startswith(here + "[]") or (here == container and not key)
            yield self._push(_Frame(here, place, array=array))
        self._stack[-1].due = False

    def _left(self, frame: _Frame, container: str, key: str) -> bool:
        """Tell whether a piece in this container stands outside the frame, or in another one of its kind."""
        if frame.path == container:
            return frame.path.endswith("[]") and key in frame.keys
        return bool(frame.path) and not container.startswith((frame.path + ".", frame.path + "[]"))

    def _pattern(self) -> tuple[re.Pattern[str], tuple[str, ...]]:
        path = self._stack[-1].path if self._stack else ""
        if path not in self._patterns:
            marks = self._landmarks(path)
            words = "|".join(f"(?P<l{number}>{words})" for number, words in enumerate(marks.values()))
            self._patterns[path] = re.compile(words), tuple(marks)
        return self._patterns[path]

    def _stray(self, path: str, end: int = 0) -> str:
        """Say that another kind of piece begins here, or up to ``end`` inside a value that should have none."""
        pattern, paths = self._pattern()
        text = self._window.text
        found = pattern.search(text, self._at + 1, end) if end else pattern.match(text, self._at)
        begun = paths[int((found.lastgroup or "l0")[1:])] if found else ""
        return f"{begun} where none belongs" if begun.endswith("[]") and begun != path else ""

    def _push(self, frame: _Frame) -> Opened:
        frame.count = self._counts.get(frame.place, 0)
        self._stack.append(frame)
        return Opened(frame.path, frame.place)

    def _pop(self) -> Closed:
        frame = self._stack.pop()
        if frame.array:
            self._counts[frame.place] = frame.count
        return Closed(frame.path, frame.place)

    @staticmethod
    def _item(frame: _Frame) -> str:
        return f"{frame.place}[{frame.count}]" if frame.array else frame.place or "the file"
