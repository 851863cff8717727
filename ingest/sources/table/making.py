"""One [[row]] of a mapping at work on one row of a table: its values as words, times, counts and nodes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from graph import forms
from graph.model import Account, Group, Handle, Invite, Name, Node, Phone, Post, Site
from ingest.record import Naming, Profile, Record, Subject
from ingest.sources.table import ids
from ingest.sources.table.cells import Row, Value
from ingest.sources.table.moments import Clock
from ingest.sources.table.shape import Parts, RowMapping

LARGEST = 2**53
"""Counts beyond this are slips of a spreadsheet."""
LINKED: dict[str, type[Invite | Phone | Site]] = {"invite": Invite, "phone": Phone, "site": Site}


class Seen(NamedTuple):
    """A subject as a row gives it: no subject where the id is empty."""

    subject: Subject | None = None
    name: str = ""
    handle: str = ""

    def told(self, place: str, at: datetime | None) -> Iterator[Record]:
        """Yield the name and handle that stand beside the id."""
        if self.subject is None:
            return
        if self.name:
            yield Naming(place=place, subject=self.subject, name=self.name, seen=at)
        if self.handle:
            yield Profile(place=place, subject=self.subject, seen=at, handle=self.handle)


@dataclass(frozen=True, slots=True)
class Making:
    """What a maker of records asks; every method raises ValueError where the row does not fit."""

    place: str
    row: Row
    part: RowMapping
    clock: Clock
    openness: str | None = None
    """The file's answer for its groups."""

    def text(self, key: str) -> str:
        """Give a text as it was written."""
        value = self.part.parts.get(key)
        return value.text(self.row) if value else ""

    def word(self, key: str) -> str:
        """Give a text without the spaces around it, as it can be stored."""
        return forms.storable(self.text(key).strip())

    def items(self, *keys: str) -> tuple[str, ...]:
        """Give all texts of some keys, one by one."""
        values = (self.part.parts.get(key) for key in keys)
        return tuple(text.strip() for value in values if value for text in value.items(self.row))

    def time(self, key: str) -> datetime | None:
        """Give a time; None where the cell is empty."""
        value = self.part.parts.get(key)
        text = value.word(self.row) if value else ""
        if not value or not text:
            return None
        return self.clock.read(text, value.form, value.zones, value.zone)

    def count(self, key: str) -> int | None:
        """Give a count; None where the cell is empty."""
        text = self.word(key)
        if not text:
            return None
        digits = "".join(text.split()).replace(",", "").removesuffix(".0")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 17 and int(digits) < LARGEST):
            raise ValueError(f"{key} {text!r:.60} is no count")
        return int(digits)

    def choice(self, key: str, words: Iterable[str], default: str) -> str:
        """Give one of our words."""
        text = self.word(key).casefold() or default
        if text not in words:
            raise ValueError(f"{key} {text!r:.60} is none of {', '.join(words)}; map says which is which")
        return text

    @property
    def platform(self) -> str:
        """The platform of this row."""
        value = self.part.platform
        if value is not None and value.literal is not None:
            return value.literal
        text = value.word(self.row) if value else ""
        if not text:
            raise ValueError("the platform is empty")
        return ids.platform(text)

    def has(self, key: str) -> bool:
        """Whether the mapping gives the key."""
        return key in self.part.parts.values

    def account(self, key: str = "account", parts: Parts | None = None) -> Seen:
        """Give an account; a Telegram channel that writes is a group."""
        parts = parts or self.part.parts.part(key)
        id = self._inner(parts, "id")
        subject = ids.account(self.platform, id) if id else None
        return Seen(subject, self._inner(parts, "name"), self._inner(parts, "handle"))

    def group(self, key: str = "group", parts: Parts | None = None) -> Seen:
        """Give a group."""
        parts = parts or self.part.parts.part(key)
        id = self._inner(parts, "id")
        subject = ids.group(self.platform, id, self._inner(parts, "space") or None) if id else None
        return Seen(subject, self._inner(parts, "name"), self._inner(parts, "handle"))

    def chat(self) -> Group | None:
        """Give the group alone."""
        subject = self.group().subject
        return subject if isinstance(subject, Group) else None

    def either(self) -> tuple[Seen, Subject]:
        """Give the account, or the group where no account is; one of them must be there."""
        for seen in (self.account(), self.group()):
            if seen.subject is not None:
                return seen, seen.subject
        raise ValueError("the id is empty")

    def origin(self) -> Account | Group | Name | Post | None:
        """Give where a post was passed on from: by its id where there is one, else by the mere name."""
        parts = self.part.parts.part("forwarded_from")
        if parts is None:
            return None
        chat = self.group(parts=parts.part("group")) if parts.part("group") else Seen()
        author = self.account(parts=parts.part("account")) if parts.part("account") else Seen()
        if id := self._inner(parts, "post"):
            return ids.post(self.platform, id, chat.subject if isinstance(chat.subject, Group) else None)
        if subject := author.subject or chat.subject:
            return subject
        name = self._inner(parts, "name") or author.name or chat.name
        return Name.of(name) if name else None

    def checked(self) -> tuple[Seen, Node]:
        """Give the thing whose state is told."""
        post = self.part.parts.part("post")
        if post is not None and (id := self._inner(post, "id")):
            chat = self.group(parts=post.part("group")).subject if post.part("group") else self.chat()
            return Seen(), ids.post(self.platform, id, chat if isinstance(chat, Group) else None)
        if text := self.word("handle"):
            handle = forms.handle(self.platform, text)
            if handle is None:
                raise ValueError(f"{text!r:.60} is no username on {self.platform}")
            return Seen(), Handle(id=handle)
        for key, label in LINKED.items():
            if text := self.word(key):
                return Seen(), _linked(key, label, text)
        return self.either()

    def party(self, key: str) -> Account | str:
        """Give an end of a call: an account by its id, or a number as it was written."""
        parts = self.part.parts.part(key)
        if parts is None:
            number = self.word(key)
            if not any(char.isdecimal() for char in number):  # "Private number" is everybody's: no node for it
                raise ValueError(f"{key} {number!r:.60} is no number")
            return number
        subject = self.account(key).subject
        if not isinstance(subject, Account):
            raise ValueError(f"{key} has no id")
        return subject

    def _inner(self, parts: Parts | None, key: str) -> str:
        value: Value | None = parts.get(key) if parts else None
        return value.word(self.row) if value else ""


def _linked(key: str, label: type[Invite | Phone | Site], text: str) -> Node:
    """Read an address or number whose state is told."""
    if label is Phone:
        number = forms.phone(text)
        id = number
    else:
        reading = forms.read_address(text)
        id = reading.id if reading and reading.label == label.__name__ else None
    if id is None:
        raise ValueError(f"{key} {text!r:.60} is not in its form")
    return label(id=id)
