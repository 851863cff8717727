"""Telegram Desktop's JSON, of one chat or a whole account, in all its versions since 2018."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from graph.errors import SourceError
from graph.model import Account, Group
from ingest.answers import Answers
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.reach import Reach
from ingest.record import EARLIEST, LATEST, Captured, Noticed, Record, Refused, Status
from ingest.sources.reading.converted import is_from_whatsapp
from ingest.sources.reading.head import Head
from ingest.sources.reading.json_stream import Closed, JsonStream, Lost, Mended, Opened, Piece
from ingest.sources.reading.text_window import TextWindow
from ingest.sources.telegram.account import read_exporter, read_frequent_contact, read_saved_contact
from ingest.sources.telegram.file import Json, TelegramFile, clean_characters, read_instant, take_text
from ingest.sources.telegram.media import list_media_paths
from ingest.sources.telegram.message import read_message
from ingest.sources.telegram.overview import Overview
from ingest.sources.telegram.peers import CHANNELS, KINDS, Chat, Peers, make_account, make_scoped_id
from ingest.sources.telegram.shape import OPENED, claims_export, header_key, list_landmarks

__all__ = ["SAYS", "VERSION", "claims_export", "read_export", "list_media_paths"]

SAYS = "Telegram Desktop JSON"
VERSION = 8
_ID = re.compile(rb'\{\s*"id"\s*:\s*(-?\d{1,19})\b')
SOUND = "a message as Telegram Desktop writes it: id, type, date, from, text"


def read_export(
    path: Path, answers: Answers, reach: Reach | None = None, beside: Beside = NOTHING_BESIDE
) -> Iterator[Record | Refused]:
    """Yield what the file says, message by message; what cannot be read is refused with its place."""
    if is_from_whatsapp(Head.of(path, "")):
        raise SourceError("the file", "a WhatsApp chat that a converter wrote as Telegram's JSON", SAYS)
    overview = Overview.of(path)
    zone = ZoneInfo(answers.time_zone) if answers.time_zone else UTC
    peers = Peers(old=overview.old)
    own, assumed = make_account(overview.saved), answers.time_zone is None
    file = TelegramFile(peers=peers, zone=zone, assumed=assumed, exporter=own, beside=beside)
    if answers.exported is None:
        yield from _find_export_time(overview, zone)
    yield from _Reader(path, file, overview, reach or Reach()).records()
    yield from file.noticed()


def _find_export_time(overview: Overview, zone: tzinfo) -> Iterator[Captured]:
    """Yield the time of the newest message, if any is believed."""
    if overview.seconds is not None:
        yield Captured(place="the file", at=read_instant(overview.seconds), basis="newest message")
    elif overview.local is not None:
        try:
            local = datetime.fromisoformat(overview.local).replace(tzinfo=zone)
        except ValueError:
            return
        if EARLIEST <= local.year < LATEST:
            yield Captured(place="the file", at=local.astimezone(UTC), basis="newest message")


@dataclass(slots=True)
class _Reader:
    """Where in the file we are; ``chat`` is made when its first message comes."""

    path: Path
    file: TelegramFile
    overview: Overview
    reach: Reach
    chat: Chat | None = None
    before: Chat | None = None
    """The chat of a file that ended too early: what follows without a header goes on with it."""
    place: str | None = None
    header: Json = field(default_factory=dict)
    last: object = None
    """Id of the message before."""
    doubt: bool = False
    """Whether something was lost since: the beginning of another chat may be in it."""
    began: bool = False
    """Whether the messages of this chat began."""
    unread: dict[str, None] = field(default_factory=dict)
    outlined: dict[str, Json] | None = None

    def records(self) -> Iterator[Record | Refused]:
        """Follow the stream of pieces."""
        with self.path.open("rb") as bytes_:
            self.reach.follow(bytes_)
            stream = JsonStream(TextWindow(bytes_), OPENED, partial(list_landmarks, full=self.overview.full))
            for event in stream:
                if isinstance(event, Piece):
                    if event.path.endswith("messages[]"):
                        yield from self.message(stream, event)
                    else:
                        yield from self.other(stream, event)
                elif isinstance(event, Lost):
                    self.doubt = True
                    if number := _ID.match(event.raw):
                        self.last = int(number[1])
                    yield event.refused()
                elif isinstance(event, Mended):
                    yield from self.file.tell(event.place, event.says)
                elif isinstance(event, Opened):
                    self.opened(event)
                else:
                    yield from self.closed(event)
        if self.unread:
            yield Noticed(place="the file", says=f"keys not read: {', '.join(self.unread)}")

    def opened(self, event: Opened) -> None:
        """Begin a chat, or its messages."""
        if event.path.endswith(".list[]") or not event.path:
            self.before = None if event.path else self.chat or self.before
            self.place, self.chat, self.began, self.header = event.place, None, False, {}
            self.last = None
        elif event.path.endswith("messages"):
            self.began = True
            if self.chat is None and self.before is None and not {"id", "type"} <= self.header.keys():
                self.header = {**self.outline().get(self.place or "", {}), **self.header}

    def outline(self) -> dict[str, Json]:
        """Give the headers of all chats by their place, for files that have them after the messages."""
        if self.outlined is None:
            self.outlined = {}
            with self.path.open("rb") as bytes_:
                for event in JsonStream(TextWindow(bytes_), OPENED, partial(list_landmarks, full=self.overview.full)):
                    if isinstance(event, Piece) and (key := header_key(event)):
                        place = event.place.removesuffix(key).removesuffix(".")
                        self.outlined.setdefault(place, {})[key] = event.value
        return self.outlined

    def closed(self, event: Closed) -> Iterator[Record | Refused]:
        """End a chat; one without messages is told all the same."""
        if event.place != self.place or self.chat is not None:
            return
        known = self.header.get("type")
        if (self.began and self.before is None) or (isinstance(known, str) and known in KINDS and "id" in self.header):
            yield from self.begun(None)
        elif event.path:
            yield Refused(place=event.place, found="a chat without messages", expected="name, type, id, messages")
        self.place = None

    def message(self, stream: JsonStream, event: Piece) -> Iterator[Record | Refused]:
        """Yield what a message says, or that it cannot be read."""
        if self.chat is None and not self.header:
            self.chat = self.before
        if self.chat is None:
            yield from self.begun(event.value)
        if self.doubt and self.elsewhere(event.value):
            self.header = {}
            yield from self.begun(event.value)
        self.doubt = False
        self.last = event.value.get("id") if isinstance(event.value, dict) else None
        chat = self.chat
        if chat is None:
            return
        try:
            yield from read_message(self.file, chat, event.place, event.value)
        except (ValueError, OverflowError) as error:
            found = f"{clean_characters(str(error))} (byte {stream.byte()})"
            yield Refused(place=event.place, found=found, expected=SOUND, raw=stream.raw())

    def elsewhere(self, value: object) -> bool:
        """Tell whether a message after a loss is of a chat whose beginning was lost; ids rise within a chat."""
        chat, last = self.chat, self.last
        if chat is None or not self.overview.full or not isinstance(value, dict):
            return False
        number = value.get("id")
        if type(number) is int and type(last) is int and number <= last:
            return True
        writer, ends = value.get("from_id", value.get("actor_id")), (chat.node, chat.exporter)
        closed = isinstance(chat.node, Account) or (chat.kind in CHANNELS and writer is not None)
        return closed and writer not in [end and end.id.partition(":")[2] for end in ends]

    def begun(self, first: object) -> Iterator[Record | Refused]:
        """Make the chat from what its header says, and tell its name and kind."""
        header, file, place = dict(self.header), self.file, self.place or ""
        kind, known, name = take_text(header, "type"), header.get("id"), take_text(header, "name")
        where = place or "the file"
        if kind not in KINDS:
            file.count(f"chats of the type {kind!r:.60}" if kind else "chats without a type", where)
            kind = None
        node: Account | Group | None = None
        try:
            node = None if known is None else file.peers.chat(kind, known, self.overview)
        except ValueError as error:
            yield Refused(place=where, found=str(error), expected="the id of a chat", raw=repr(known)[:60].encode())
        if node is None:
            own = f"telegram:unknown-{make_scoped_id(name, kind, first)}"
            node = Account(id=own) if KINDS.get(kind or "") == "user" else Group(id=own)
            file.count("chats without an id; theirs is made from name, type and first message", where)
        self.chat = Chat(node, kind, place, *self.ends(kind, node))
        if kind == "personal_chat":
            file.partners[node.id] = self.chat.exporter.id if self.chat.exporter else None
        file.peers.own = node if isinstance(node, Group) else None
        yield from file.naming(where, node, name)
        if kind is not None:
            yield Status(place=where, subject=node, state="described", kind=kind)

    def ends(self, kind: str | None, node: Account | Group) -> tuple[Account | None, Group | None]:
        """Give the exporter, and the basic group a supergroup grew from, where the file tells them."""
        file = self.file
        if isinstance(node, Group):
            old = [peer for peer in self.overview.groups if peer.startswith("chat")]
            grown = kind in ("private_supergroup", "public_supergroup") and not self.overview.full and len(old) == 1
            return file.exporter, Group(id=f"telegram:{old[0]}") if grown else None
        if kind == "saved_messages":
            return node, None
        if file.exporter is None and not self.overview.full:
            others = [peer for peer in self.overview.users if f"telegram:{peer}" != node.id]
            return Account(id=f"telegram:{others[0]}") if len(others) == 1 else None, None
        return file.exporter, None

    def other(self, stream: JsonStream, event: Piece) -> Iterator[Record | Refused]:
        """Read what is no message: headers, the exporter, saved contacts."""
        if key := header_key(event):
            if self.place is not None:
                if self.header.setdefault(key, event.value) != event.value:
                    yield Noticed(place=event.place, says="a second value of this key, not read")
                return
        elif event.path == "personal_information":
            yield from read_exporter(self.file, event, stream.raw())
            return
        elif event.path == "contacts.list[]":
            yield from read_saved_contact(self.file, event, stream.raw())
            return
        elif event.path == "frequent_contacts.list[]":
            yield from read_frequent_contact(self.file, event, self.overview)
            return
        if event.path != "about" and not event.path.endswith(".about"):
            self.unread[clean_characters(event.path)[:60]] = None
