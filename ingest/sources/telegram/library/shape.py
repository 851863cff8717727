"""What the JSON of a library looks like: an object, a list or lines of messages, and where reading can go on."""

import re
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from ingest.record import EARLIEST, FIRST_SECOND, LAST_SECOND, LATEST
from ingest.sources.reading.head import Head
from ingest.sources.reading.json_stream import Landmarks
from ingest.sources.reading.text_window import detect_encoding
from ingest.sources.telegram.file import read_instant
from ingest.sources.telegram.overview import read_chunks

OPENED = {"messages": "[", "users": "[", "chats": "["}
"""The containers whose pieces are read one by one, with what each begins with."""
LISTED = {"": "["}
"""The same of a file that is one list."""
_S = r"\s{0,64}"
_MESSAGE = re.compile(rf'"_"{_S}:{_S}"Message(?:Service)?"')
_BEGIN = re.compile(r"\s*(?:\[\s*)?\{")
_TDL = re.compile(rf'\{{{_S}"id"{_S}:{_S}-?\d{{1,19}}{_S},{_S}"messages"{_S}:{_S}\[{_S}\{{{_S}"id"{_S}:{_S}\d')
_TDL_KEYS = re.compile(rf'"(?:file"{_S}:{_S}"|date"{_S}:{_S}\d|raw"{_S}:{_S}\{{)')
_DATES = re.compile(rb'"date"\s{0,8}:\s{0,8}"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)')
_SECONDS = re.compile(rb'"date"\s{0,8}:\s{0,8}(\d{9,11})(?!\d)')
_LINES = re.compile(r"\{[^\n]*\}[ \t\r]*\n\s*\{")
_ALONE = rf'\{{{_S}"_"{_S}:{_S}"[A-Z]'
"""An object that is itself of a class, as a message is; what holds many begins otherwise, or with ``messages.``."""
_THING = rf'\{{{_S}"_"{_S}:{_S}"'
_TDL_MESSAGE = rf'\{{{_S}"id"{_S}:{_S}\d{{1,19}}{_S},{_S}"type"{_S}:'


class Layout(Enum):
    """How the messages of a file stand in it."""

    OBJECT = "object"
    LIST = "list"
    LINES = "lines"


def claims_library(head: Head) -> bool:
    """Tell whether a file is a dump of a Telegram library, or of tdl."""
    start = decode_start(head.start)
    return (_BEGIN.match(start) is not None and _MESSAGE.search(start) is not None) or _begins_as_tdl(start)


def decode_start(start: bytes) -> str:
    """Give the beginning of a file as text."""
    encoding, mark = detect_encoding(start)
    return start[mark:].decode(encoding, "replace").lstrip()


def _begins_as_tdl(start: str) -> bool:
    return _TDL.match(start) is not None and _TDL_KEYS.search(start) is not None


def find_layout(start: str) -> Layout:
    """Give the layout of a file by its beginning; one object alone may be a line or hold the messages."""
    if start.startswith("["):
        return Layout.LIST
    holds = re.search(rf'"(?:messages|users|chats)"{_S}:{_S}\[', start) is not None
    one_a_line = _LINES.match(start) is not None or re.match(_ALONE, start) is not None or not holds
    return Layout.LINES if one_a_line else Layout.OBJECT


def list_landmarks(path: str) -> Landmarks:
    """Give the words at which reading can go on after damage, from a container on."""
    if path in ("", "messages", "users", "chats"):
        marks = {name: rf'"{name}"{_S}:{_S}\[' for name in OPENED}
        own = f"{path}[]" if path else "messages[]"
        return {own: rf"{_THING}|{_TDL_MESSAGE}", **marks}
    return {}


def find_kind(start: str, number: object) -> str | None:
    """Give what a chat's number is of, where messages that are kept raw tell it."""
    found = re.search(rf'"PeerID"{_S}:{_S}\{{{_S}"(User|Chat|Channel)ID"{_S}:{_S}(\d+)', start)
    return found[1].lower() if found and found[2] == str(number) else None


def find_newest(path: Path) -> datetime | None:
    """Give the time of the newest message, by one pass over the bytes; None where none is believed."""
    seconds, local = 0, b""
    for chunk in read_chunks(path):
        found = [number for raw in _SECONDS.findall(chunk) if FIRST_SECOND <= (number := int(raw)) < LAST_SECOND]
        seconds = max(seconds, *found, 0)
        local = max(local, *_DATES.findall(chunk), b"")
    try:
        at = datetime.fromisoformat(local.decode()).replace(tzinfo=UTC) if local else None
    except ValueError:
        at = None
    if at is not None and not EARLIEST <= at.year < LATEST:
        at = None
    known = [one for one in (at, read_instant(seconds) if seconds else None) if one is not None]
    return max(known, default=None)


def list_list_landmarks(_path: str) -> Landmarks:
    """Give the words at which reading goes on in a list of messages."""
    return {"[]": _THING}
