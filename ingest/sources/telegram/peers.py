"""Who a Telegram id means: accounts, basic groups and channels are three number spaces, written in several ways."""

import hashlib
import json
import re
from dataclasses import dataclass, field

from graph.model import Account, Group, Post
from ingest.record import Subject
from ingest.sources.reading.marked_ids import read_marked_id
from ingest.sources.telegram.overview import Overview

KINDS = {
    "saved_messages": "user",
    "replies": "user",
    "verification_codes": "user",
    "personal_chat": "user",
    "bot_chat": "user",
    "private_group": "chat",
    "private_supergroup": "channel",
    "public_supergroup": "channel",
    "private_channel": "channel",
    "public_channel": "channel",
}
"""Number space that the id of a chat of each type belongs to."""
CHANNELS = ("private_channel", "public_channel")
SHIFT = 1_000_000_000
"""By so much are the ids of an old basic group's messages lowered in the export of its supergroup."""
_CHATS, _CHANNELS, _BEYOND = 1 << 32, 2 << 32, 3 << 32
"""Until 2021-04 plain numbers held all peers: accounts, then basic groups from here, then channels from here."""
_PEER = re.compile(r"(user|chat|channel|group|)(-?\d{1,19})", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,19}", re.ASCII)


def read_whole_number(value: object) -> int:
    """Read a whole number that an id may be; raise ValueError for anything else, as 9.19e11."""
    if type(value) is int and abs(value) < 10**19:
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return int(value)
    raise ValueError(f"id {value!r:.60} is no whole number of at most 19 digits")


def make_account(value: object) -> Account | None:
    """Give the account of a bare number; nothing where it is none, or 0, as for a contact that has no account."""
    try:
        digits = read_whole_number(value)
    except ValueError:
        return None
    return Account(id=f"telegram:user{digits}") if digits > 0 else None


@dataclass(slots=True)
class Peers:
    """The nodes that the ids of one file mean; each is made once."""

    old: bool
    """Whether the file may be of the time when plain numbers held all peers."""
    own: Group | None = None
    """The group that the messages stand in: third parties write ``group`` before its number."""
    _known: dict[str | int, Subject] = field(default_factory=dict)

    def __call__(self, value: object) -> Subject:
        """Give the account or group of an id; raise ValueError where it is none."""
        if type(value) is not str and type(value) is not int:
            raise ValueError(f"id {value!r:.60} is neither text nor a whole number")
        found = self._known.get(value)
        if found is None:
            found = self._read(value)
            if not str(value).startswith("group"):
                self._known[value] = found
        return found

    def _read(self, value: str | int) -> Subject:
        match = _PEER.fullmatch(str(value))
        if match is None:
            raise ValueError(f"id {value!r:.60} is neither user, chat nor channel with a number")
        kind, digits = match[1], int(match[2])
        if kind == "group":
            own = self.own is not None and self.own.id in (f"telegram:chat{digits}", f"telegram:channel{digits}")
            return self.own if own and self.own else Group(id=f"telegram:group{digits}")
        if not kind:
            kind, digits = self._plain(digits)
        if digits < 0:
            raise ValueError(f"id {value!r:.60} is below zero")
        return Account(id=f"telegram:user{digits}") if kind == "user" else Group(id=f"telegram:{kind}{digits}")

    def _plain(self, digits: int) -> tuple[str, int]:
        if digits < 0:
            return read_marked_id(digits)
        if self.old and digits >= _BEYOND:
            raise ValueError(f"id {digits} is beyond the numbers of its time")
        if self.old and digits >= _CHATS:
            return ("channel", digits - _CHANNELS) if digits >= _CHANNELS else ("chat", digits - _CHATS)
        return "user", digits

    def chat(self, kind: str | None, value: object, overview: Overview) -> Subject:
        """Give what a chat's id means by its type; an id of our own, where neither that nor a writer tells."""
        match = _PEER.fullmatch(value) if isinstance(value, str) else None
        digits = read_whole_number(match[2] if match else value)
        space = KINDS.get(kind or "", "")
        if digits < 0:
            marked, digits = read_marked_id(digits)
            space = space or marked
        if not space:
            writers = overview.users | overview.groups
            spaces = [space for space in ("user", "chat", "channel") if f"{space}{digits}" in writers]
            space = spaces[0] if len(spaces) == 1 else ""
        if not space:
            return Group(id=f"telegram:unknown-id{digits}")
        if self.old and space == "chat" and _CHATS <= digits < _CHANNELS:
            digits -= _CHATS
        if self.old and space == "channel" and _CHANNELS <= digits < _BEYOND:
            digits -= _CHANNELS
        return Account(id=f"telegram:user{digits}") if space == "user" else Group(id=f"telegram:{space}{digits}")


@dataclass(slots=True)
class Chat:
    """One chat of the file, and how its posts are numbered."""

    node: Subject
    kind: str | None
    place: str
    """Where its messages stand, as ``chats.list[3]``; empty for a single chat."""
    exporter: Account | None = None
    """Whose export it is: messages of private chats are numbered by account."""
    old: Group | None = None
    """The basic group it grew from, where the file tells."""

    def post(self, message: int) -> Post:
        """Give the post of a message's number."""
        if self.old and -SHIFT < message < 0:
            return Post(id=f"{self.old.id}/{message + SHIFT}")
        return Post(id=f"{self.scope(self.node)}/{message}")

    def stands(self, post: Post) -> Subject:
        """Give where a post stands: the old basic group, for what was written there."""
        return self.old if self.old and post.id.startswith(f"{self.old.id}/") else self.node

    def scope(self, chat: Subject) -> str:
        """Give what the posts of a chat in this file begin with."""
        if self.exporter and isinstance(chat, Account):
            return f"{chat.id}/{self.exporter.id.partition(':')[2]}"
        return chat.id


def make_scoped_id(*known: object) -> str:
    """Give an id for what has none, from all that is known of it; it is never taken for one of Telegram's."""
    text = json.dumps(known, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
