"""Reads a page block by block: each message becomes the keys of Telegram's JSON, and is read as one of them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from graph.errors import SourceError
from graph.model import Account, Group
from ingest.answers import Answers
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.reach import Reach
from ingest.record import Captured, Record, Refused
from ingest.sources.reading.json_stream import STRAY
from ingest.sources.reading.text_window import TextWindow
from ingest.sources.telegram.chat_answer import EXAMPLE, read_chat_answer
from ingest.sources.telegram.file import TelegramFile, clean_characters
from ingest.sources.telegram.html.markup import Block, Element, UnsoundError, parse_block, read_blocks, read_words
from ingest.sources.telegram.html.message import is_gone, refuse_stray_words, translate_message
from ingest.sources.telegram.html.sentences import NOTHING, UNSUPPORTED, read_day, read_sentence
from ingest.sources.telegram.html.shape import FIRST, follows_another, overlook_page, read_date, read_title
from ingest.sources.telegram.message import read_message
from ingest.sources.telegram.peers import Chat, Peers

SAYS = "Telegram Desktop HTML"
VERSION = 1
SOUND = "a message as Telegram Desktop writes it: id, date, name, text"
OPENING = 50
"""Messages that may be looked at for what a chat without an id is known by."""


def read_page(
    path: Path, answers: Answers, reach: Reach | None = None, beside: Beside = NOTHING_BESIDE
) -> Iterator[Record | Refused]:
    """Yield what a page says, message by message; what cannot be read is refused with its place.

    Raises SourceError where the file holds no message and no chat.
    """
    zone = ZoneInfo(answers.time_zone) if answers.time_zone else UTC
    over = overlook_page(path)
    file = TelegramFile(peers=Peers(old=False), zone=zone, assumed=answers.time_zone is None, beside=beside)
    if answers.exported is None and over.newest is not None:
        newest = over.newest if over.newest.tzinfo else over.newest.replace(tzinfo=zone)
        yield Captured(place="the file", at=newest.astimezone(UTC), basis="newest message")
    with path.open("rb") as bytes_:
        (reach or Reach()).follow(bytes_)
        blocks = read_blocks(TextWindow(bytes_))
        top = next(blocks)
        title = read_title(top.text)
        node, exporter = read_chat_answer(answers)
        if node is None:
            node = Group(id=f"telegram:unknown-{make_chat_key(path, top.text, beside)}")
            file.count(f"a chat without an id, known by how it begins; {EXAMPLE} says which it is", "the file")
        file.exporter = exporter
        file.peers.own = node if isinstance(node, Group) else None
        reader = _Reader(file, Chat(node, None, "", exporter), title, over.writers, over.offset)
        if title is not None and not is_gone(title):
            yield from file.naming("the file", node, clean_characters(title))
        for block in blocks:
            yield from reader.read(block)
        if not reader.count and title is None:
            raise SourceError("the file", "neither a message nor the name of a chat", SAYS)
    yield from file.noticed()


def make_chat_key(path: Path, top: str, beside: Beside) -> str:
    """Give what a chat without an id is known by: its first messages, those of its first page where that is beside.

    So the pages of one export are one chat, and so are two exports that begin with the same message.
    """
    first = beside.find_path(FIRST) if follows_another(top) else None
    with (first or path).open("rb") as bytes_:
        known = hashlib.sha256()
        for block in islice(read_blocks(TextWindow(bytes_)), 1, OPENING):
            try:
                root, _ = parse_block(block.text)
                said, _ = translate_message(root) if "service" not in root.classes else ({}, [])
            except UnsoundError:
                continue
            known.update(f"{block.number}\0{read_words(root)}\0{said.get('date', '')}\0".encode())
            if said:
                break
    return known.hexdigest()[:16]


@dataclass(slots=True)
class _Reader:
    """Where in the page we are."""

    file: TelegramFile
    chat: Chat
    title: str | None
    writers: frozenset[str]
    offset: str
    """From UTC, of the message before: rows that name a day have none of their own."""
    writer: str | None = None
    """Who wrote the message before: a joined one is by the same."""
    origin: str | None = None
    """Whom the message before was passed on from."""
    at: str | None = None
    """When the message before was written, or the day of the row above; a service line has no time of its own."""
    count: int = 0

    def read(self, block: Block) -> Iterator[Record | Refused]:
        """Yield what one block says, or that it cannot be read."""
        place = f"message{block.number}" if block.number else f"byte {block.byte}"
        if block.stray:
            yield from self.file.tell(place, STRAY)
        self.count += 1
        try:
            root, rest = parse_block(block.text)
            if "service" in root.classes:
                thing = self.translate_service(root, block.number, place)
            else:
                thing = self.translate(root, place)
            if thing is not None:
                thing["id"] = block.number
                yield from read_message(self.file, self.chat, place, thing)
        except (ValueError, OverflowError) as error:
            self.writer = self.origin = None  # who goes on behind what was lost is not known
            found = f"{clean_characters(str(error))} (byte {block.byte})"
            yield Refused(place=place, found=found, expected=SOUND, raw=block.raw)
            return
        if rest:
            self.writer = self.origin = None
            found = f"what belongs to no message (byte {block.byte})"
            yield Refused(place=f"behind {place}", found=found, expected=SOUND, raw=rest.encode()[:65_536])

    def translate(self, root: Element, place: str) -> dict[str, Any] | None:
        """Give a message as Telegram's JSON would have it."""
        said, unread = translate_message(root)
        for what in unread:
            self.file.count(f"{what}, not read", place)
        joined = said.pop("joined", False)
        if "date" not in said:
            raise UnsoundError("a message without a time")
        self.at, self.offset = said["date"], said["date"][19:]
        if "from" in said:
            self.writer = said["from"]
        elif not joined:
            self.writer = None
        elif self.writer is None:
            self.file.count("messages joined to one that was lost, without a writer", place)
        if said.pop("forwarded", False):
            origin = said.get("forwarded_from") or (self.origin if joined else None)
            self.origin = origin
            said.pop("forwarded_from", None)
            if origin and not is_gone(origin):
                said["forwarded_from"] = origin
            else:
                self.file.count("messages passed on from somebody without a name", place)
        else:
            self.origin = None
        self.put_writer(said, "from", self.writer, place)
        if said["type"] == "service":
            self.turn_call(said)
        return said

    def put_writer(self, said: dict[str, Any], key: str, name: str | None, place: str) -> None:
        """Put who wrote or acted: the chat itself, where its id was answered and the name is its own."""
        said.pop(key, None)
        if name is None:
            return
        if is_gone(name):
            self.file.count("messages of accounts that are gone, without a writer", place)
            return
        said[key] = name
        node = self.chat.node
        if name == self.title and not node.id.startswith("telegram:unknown-"):
            said[f"{key}_id"] = node.id.partition(":")[2]
        elif self.chat.exporter is not None and isinstance(node, Account):
            said[f"{key}_id"] = self.chat.exporter.id.partition(":")[2]

    def turn_call(self, said: dict[str, Any]) -> None:
        """Turn a call into the service message that it is in JSON: who wrote it called."""
        for key, other in (("from", "actor"), ("from_id", "actor_id")):
            if key in said:
                said[other] = said.pop(key)

    def translate_service(self, root: Element, number: int, place: str) -> dict[str, Any] | None:
        """Give a service line as Telegram's JSON would have it; nothing of rows that name a day or say nothing."""
        refuse_stray_words(root)
        body = root.find("details")
        words = " ".join(read_words(body).split()) if body is not None else ""
        self.writer = self.origin = None
        if number < 0 and (day := read_day(words)) is not None:
            self.at = f"{day}T00:00:00{self.offset}"
            return None
        if words == NOTHING:
            return None
        if words.startswith(UNSUPPORTED):
            return {"type": "unsupported"}
        said = read_sentence(words, self.writers)
        if said is None:
            self.file.count(f"service lines that are not known, as {words!r:.80}", place)
            return None
        own = read_date(body.attributes.get("title", "")) if body is not None else None
        if own is None and self.at is not None:
            self.file.count("service lines, which have no time of their own: that of the message above is taken", place)
        at = own or self.at
        name = said.pop("actor", None)
        self.put_writer(said, "actor", name, place)
        return {**said, "type": "service", "text": "", **({"date": at} if at else {})}
