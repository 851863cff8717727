"""Reads a dump piece by piece: each message becomes the keys of Telegram Desktop's JSON, and is read as one of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any, BinaryIO

from graph.model import Account, Group
from ingest.answers import Answers
from ingest.asking import Asked, Asking
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.reach import Reach
from ingest.record import Captured, Noticed, Record, Refused
from ingest.sources.reading.head import Head
from ingest.sources.reading.json_stream import LONGEST, JsonStream, Lost, Mended, Piece
from ingest.sources.reading.long_lines import list_lines
from ingest.sources.reading.text_window import TextWindow
from ingest.sources.telegram.chat_answer import EXAMPLE, find_wrong_answer, read_chat_answer
from ingest.sources.telegram.file import TelegramFile, clean_characters
from ingest.sources.telegram.library.message import translate_message
from ingest.sources.telegram.library.shape import (
    LISTED,
    OPENED,
    Layout,
    decode_start,
    find_kind,
    find_layout,
    find_newest,
    list_landmarks,
    list_list_landmarks,
)
from ingest.sources.telegram.library.tables import read_listed
from ingest.sources.telegram.library.tdl import translate_tdl
from ingest.sources.telegram.message import read_message
from ingest.sources.telegram.overview import Overview
from ingest.sources.telegram.peers import Chat, Peers

SAYS = "JSON of a Telegram library (Telethon, telegram-tracker, tdl)"
VERSION = 1
SOUND = "a message as Telegram's libraries write it: id, peer_id, date, message"
RAW = 1 << 16


def ask_library(asking: Asking) -> Asked:
    """Ask again where the answer to which chat it is is no id."""
    wrong = find_wrong_answer(asking.answers)
    return Asked(asking.answers, (wrong,) if wrong else ())


def read_library(
    path: Path, answers: Answers, reach: Reach | None = None, beside: Beside = NOTHING_BESIDE
) -> Iterator[Record | Refused]:
    """Yield what a dump says, piece by piece; what cannot be read is refused with its place."""
    start = decode_start(Head.of(path, "").start)
    layout = find_layout(start)
    file = TelegramFile(peers=Peers(old=False), zone=UTC, assumed=False, beside=beside)
    if answers.exported is None and (newest := find_newest(path)) is not None:
        yield Captured(place="the file", at=newest, basis="newest message")
    reader = _Reader(file, *read_chat_answer(answers), start)
    with path.open("rb") as bytes_:
        (reach or Reach()).follow(bytes_)
        if layout is Layout.LINES:
            yield from reader.read_lines(bytes_)
        else:
            yield from reader.read_stream(bytes_, layout)
    yield from file.noticed()


@dataclass(slots=True)
class _Reader:
    """Where in the dump we are; a dump may hold many chats."""

    file: TelegramFile
    answered: Account | Group | None
    exporter: Account | None
    start: str
    """The beginning of the file, which tells of a number what it is of."""
    chats: dict[str | int | None, Chat] = field(default_factory=dict)
    number: object = None
    """Of the chat, where the file has one for all its messages."""
    unread: dict[str, None] = field(default_factory=dict)

    def read_lines(self, bytes_: BinaryIO) -> Iterator[Record | Refused]:
        """Yield what each line says."""
        for number, raw, cut in list_lines(bytes_, LONGEST):
            place = f"line {number}"
            if cut:
                yield Refused(place=place, found=f"a line of more than {LONGEST} bytes", expected=SOUND, raw=raw[:RAW])
                continue
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip()
            if not text:
                continue
            try:
                value = json.loads(text, parse_float=str, parse_constant=str)
            except (ValueError, RecursionError) as error:
                found = clean_characters(str(error))
                yield Refused(place=place, found=found, expected="one object a line", raw=raw[:RAW])
                continue
            yield from self.read_piece(place, value, raw[:RAW])

    def read_stream(self, bytes_: BinaryIO, layout: Layout) -> Iterator[Record | Refused]:
        """Yield what each piece of one object, or of a list, says."""
        landmarks = list_list_landmarks if layout is Layout.LIST else list_landmarks
        stream = JsonStream(TextWindow(bytes_), OPENED if layout is Layout.OBJECT else LISTED, landmarks)
        for event in stream:
            if isinstance(event, Piece):
                if event.path.endswith("[]"):
                    yield from self.read_piece(event.place, event.value, stream.raw())
                elif event.path == "id":
                    self.number = event.value
                else:
                    self.unread[clean_characters(event.path)[:60]] = None
            elif isinstance(event, Lost):
                yield event.refused()
            elif isinstance(event, Mended):
                yield from self.file.tell(event.place, event.says)
        if left := [key for key in self.unread if key != "count"]:
            yield Noticed(place="the file", says=f"keys not read: {', '.join(left)}")

    def read_piece(self, place: str, value: object, raw: bytes) -> Iterator[Record | Refused]:
        """Yield what a message, a user or a chat says, or that it cannot be read."""
        kind = value.get("_") if isinstance(value, dict) else None
        if isinstance(kind, str) and not kind.startswith("Message"):
            yield from read_listed(self.file, place, value, raw)
            return
        try:
            if not isinstance(value, dict):
                raise ValueError(f"{value!r:.60} is no object")
            if kind == "MessageEmpty":
                self.file.count("messages that are gone, of which the number alone is left", place)
                return
            thing, peer = translate_message(value) if isinstance(kind, str) else translate_tdl(value)
            chat = self.find_chat(peer, place)
            self.note_old_group(chat, thing)
            self.file.peers.own = chat.node if isinstance(chat.node, Group) else None
            yield from read_message(self.file, chat, place, thing)
        except (ValueError, OverflowError) as error:
            yield Refused(place=place, found=clean_characters(str(error)), expected=SOUND, raw=raw)

    def find_chat(self, peer: str | int | None, place: str) -> Chat:
        """Give the chat that a message stands in, by its own peer, the answer, or the file's number."""
        known = self.chats.get(peer)
        if known is not None:
            return known
        if peer is not None:
            node = self.file.peers(peer)
        elif self.answered is not None:
            node = self.answered
        elif self.number is not None:
            kind = find_kind(self.start, self.number)
            node = (
                self.file.peers(f"{kind}{self.number}") if kind else self.file.peers.chat(None, self.number, Overview())
            )
            if not kind:
                self.file.count(f"a chat of which the number alone is told, not what it is; {EXAMPLE} says it", place)
        else:
            raise ValueError(f"no peer_id, and no chat; {EXAMPLE} says which it is")
        exporter = self.exporter if node == self.answered else None
        chat = self.chats[peer] = Chat(node, None, place, exporter)
        return chat

    def note_old_group(self, chat: Chat, thing: dict[str, Any]) -> None:
        """Take the basic group that a supergroup grew from out of the message that tells it."""
        old = thing.pop("old", None) if thing.get("action") == "migrate_from_group" else None
        if type(old) is int and old > 0:
            chat.old = Group(id=f"telegram:chat{old}")
