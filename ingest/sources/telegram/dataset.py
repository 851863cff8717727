"""TGDataset: channels by their numbers, each with its messages by theirs; writers and origins are bare numbers.

A number does not say whether it is of a user, a group or a channel: only one of a channel of the same file is read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.model import Group
from ingest.answers import Answers
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.reach import Reach
from ingest.record import FIRST_SECOND, LAST_SECOND, Captured, Profile, Record, Refused, Status
from ingest.sources.reading.head import Head
from ingest.sources.reading.json_stream import Closed, JsonStream, Landmarks, Lost, Mended, Opened, Piece
from ingest.sources.reading.text_window import TextWindow, detect_encoding
from ingest.sources.telegram.file import TelegramFile, clean_characters, take_text
from ingest.sources.telegram.message import read_message
from ingest.sources.telegram.overview import read_chunks
from ingest.sources.telegram.peers import Chat, Peers, read_whole_number

SAYS = "TGDataset (JSON)"
VERSION = 1
SOUND = "a message as TGDataset writes it: its number, message, date"
LEFT_OUT = "(File not included)"
LISTS = ("text_messages", "generic_media")
_S = r"\s{0,64}"
_KEYS = "username|creation_date|title|description|scam|verified|n_subscribers"
_CHANNEL = rf'"\d{{1,19}}"{_S}:{_S}\{{{_S}"(?:{_KEYS})"{_S}:'
_BEGIN = re.compile(rf"\{{{_S}{_CHANNEL}")
_OWN = re.compile(rf'"(?:creation_date|text_messages)"{_S}:')
_NUMBERS = re.compile(rb'"(\d{1,19})"\s{0,64}:\s{0,64}\{\s{0,64}"(?:%s)"' % _KEYS.encode())
_DATES = re.compile(rb'"date"\s{0,8}:\s{0,8}(\d{9,11})(?!\d)')
_SECONDS = re.compile(r"(\d{9,11})(?:\.\d{1,9})?", re.ASCII)


def claims_dataset(head: Head) -> bool:
    """Tell whether a file begins as TGDataset's do: a channel by its number."""
    encoding, mark = detect_encoding(head.start)
    start = head.start[mark:].decode(encoding, "replace").lstrip()
    return _BEGIN.match(start) is not None and _OWN.search(start) is not None


class _Containers(Mapping[str, str]):
    """The containers whose pieces are read one by one: channels, and the lists in them, whose keys are numbers."""

    def __getitem__(self, path: str) -> str:
        channel, _, inner = path.partition(".")
        if channel.isascii() and channel.isdecimal() and (not inner or inner in LISTS):
            return "{"
        raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def list_landmarks(path: str) -> Landmarks:
    """Give the words at which reading can go on after damage, from a container on."""
    channel, _, inner = path.partition(".")
    marks = {"channel": _CHANNEL}
    if inner:
        marks[f"{path}.message"] = rf'"\d{{1,19}}"{_S}:{_S}\{{{_S}"(?:message|title|date)"{_S}:'
    if channel:
        marks |= {f"{channel}.{name}": rf'"{name}"{_S}:{_S}\{{' for name in LISTS}
    return marks


def read_dataset(
    path: Path, answers: Answers, reach: Reach | None = None, beside: Beside = NOTHING_BESIDE
) -> Iterator[Record | Refused]:
    """Yield what the file says, channel by channel; what cannot be read is refused with its place."""
    file = TelegramFile(peers=Peers(old=False), zone=UTC, assumed=False, beside=beside)
    channels: set[int] = set()
    newest = 0
    for chunk in read_chunks(path):
        channels.update(map(int, _NUMBERS.findall(chunk)))
        newest = max(
            newest, *(at for raw in _DATES.findall(chunk) if FIRST_SECOND <= (at := int(raw)) < LAST_SECOND), 0
        )
    if answers.exported is None and newest:
        yield Captured(place="the file", at=datetime.fromtimestamp(newest, UTC), basis="newest message")
    reader = _Reader(file, frozenset(channels))
    with path.open("rb") as bytes_:
        (reach or Reach()).follow(bytes_)
        stream = JsonStream(TextWindow(bytes_), _Containers(), list_landmarks)
        for event in stream:
            if isinstance(event, Piece):
                yield from reader.read_piece(event, stream)
            elif isinstance(event, Opened):
                reader.open(event)
            elif isinstance(event, Closed):
                yield from reader.close(event)
            elif isinstance(event, Lost):
                yield event.refused()
            elif isinstance(event, Mended):
                yield from file.tell(event.place, event.says)
    yield from file.noticed()


@dataclass(slots=True)
class _Reader:
    """Where in the file we are."""

    file: TelegramFile
    channels: frozenset[int]
    """Numbers of the channels that the file holds."""
    number: int = 0
    chat: Chat | None = None
    about: dict[str, Any] = field(default_factory=dict)
    written: set[int] = field(default_factory=set)
    """Numbers of the messages whose text was read: a file of theirs stands in the other list."""
    titles: set[str] = field(default_factory=set)

    def open(self, event: Opened) -> None:
        """Begin a channel."""
        if event.path.isdecimal() and len(event.path) < 20:
            self.number = int(event.path)
            node = Group(id=f"telegram:channel{self.number}")
            self.chat = Chat(node, None, event.place)
            self.file.peers.own = node
            self.about, self.written, self.titles = {}, set(), set()

    def read_piece(self, event: Piece, stream: JsonStream) -> Iterator[Record | Refused]:
        """Yield what a message says; keep what is told of the channel until its end."""
        _, _, inner = event.path.partition(".")
        kind, _, number = inner.partition(".")
        if not number:
            if self.chat is not None and kind:
                self.about[kind] = event.value
            else:
                found = f"{event.path!r:.60} where a channel belongs"
                yield Refused(place=event.place, found=found, expected="a channel by its number", raw=stream.raw())
            return
        if self.chat is None:
            return
        try:
            if not isinstance(event.value, dict):
                raise ValueError(f"{event.value!r:.60} is no object")
            thing = self.translate(kind, read_whole_number(number), event.value, event.place)
            if thing is not None:
                yield from read_message(self.file, self.chat, event.place, thing)
        except (ValueError, OverflowError) as error:
            found = f"{clean_characters(str(error))} (byte {stream.byte()})"
            yield Refused(place=event.place, found=found, expected=SOUND, raw=stream.raw())

    def translate(self, kind: str, number: int, raw: dict[str, Any], place: str) -> dict[str, Any] | None:
        """Give a message in the keys of Desktop's JSON; nothing of a file whose message was read with its text."""
        thing = {key: value for key, value in raw.items() if value not in (None, False, "")}
        thing.pop("is_forwarded", None)
        seconds = _SECONDS.fullmatch(str(thing.pop("date", None)))
        if seconds is None:
            raise ValueError(f"time {raw.get('date')!r:.60} is no number of seconds")
        said: dict[str, Any] = {"type": "message", "id": number, "date_unixtime": seconds[1]}
        if kind == "text_messages":
            said["text"] = thing.pop("message", "")
            self.written.add(number)
        else:
            title = thing.pop("title", None)
            if isinstance(title, str):
                self.titles.add(title)
                said["file_name"] = title
            if number in self.written:
                self.file.count("files of messages that were read with their text, not read", place)
                return None
            said |= {"text": "", "file": LEFT_OUT}
            for key in ("media_id", "extension"):
                thing.pop(key, None)
        author = thing.pop("author", None)
        if author in (None, self.number):
            said["from_id"] = f"channel{self.number}"
        else:
            self.file.count("writers of whom the number alone is told, not whether it is of a user, not read", place)
        origin = thing.pop("forwarded_from_id", None)
        thing.pop("forwarded_message_date", None)
        if type(origin) is int and origin in self.channels:
            said["forwarded_from_id"] = f"channel{origin}"
        elif origin is not None:
            self.file.count("origins of which the number alone is told, not what it is of, not read", place)
        return {**thing, **said}

    def close(self, event: Closed) -> Iterator[Record]:
        """Tell of a channel what was told of it; its title is at times the name of a file, which is no name of it."""
        if self.chat is None or event.place != self.chat.place:
            return
        node, about, place = self.chat.node, self.about, self.chat.place
        title, handle = take_text(about, "title"), take_text(about, "username")
        if title and title in self.titles:
            self.file.count("channels whose title is that of a file in them, not read", place)
        else:
            yield from self.file.naming(place, node, title)
        text = take_text(about, "description") or ""
        if handle or text:
            yield Profile(place=place, subject=node, handle=handle, text=text)
        count = about.pop("n_subscribers", None)
        members = count if type(count) is int and count >= 0 else None
        kind = "public_channel" if handle else "private_channel"
        yield Status(place=place, subject=node, state="described", kind=kind, members=members)
        if about.pop("scam", None) is True:
            yield Status(place=place, subject=node, state="flagged", by="Telegram", why="scam")
        for key in about.keys() - {"creation_date", "verified"}:
            self.file.count(f"key {key!r:.60} of a channel, not read", place)
        self.chat = None
