"""One [[row]] of a mapping at work on one row of a table: its values as words, times, counts and nodes."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from graph import forms
from graph.model import Account, Group, Handle, Invite, Name, Node, Phone, Post, Site
from ingest.record import Contact, Naming, Profile, Record, Subject
from ingest.sources.table import ids
from ingest.sources.table.cells import Row, Value
from ingest.sources.table.contacts import IMEI, explain_lost_contact, is_lost_number, is_sender, split_contacts
from ingest.sources.table.counts import read_count
from ingest.sources.table.keys import WORDS
from ingest.sources.table.moments import Clock
from ingest.sources.table.shape import Parts, RowMapping

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


class Party(NamedTuple):
    """A side of a call or a tie, and the name and handle that stand beside its id or number."""

    who: Account | Name | str
    seen: Seen

    def told(self, place: str, at: datetime | None) -> Iterator[Record]:
        """Yield what stands beside it; a number has no name but one that somebody saved it under."""
        if isinstance(self.who, str) and self.seen.name:
            yield Contact(place=place, number=self.who, name=self.seen.name)
        yield from self.seen.told(place, at)


@dataclass(frozen=True, slots=True)
class Making:
    """What a maker of records asks; every method raises ValueError where the row does not fit."""

    place: str
    row: Row
    part: RowMapping
    clock: Clock
    openness: str | None = None
    """The file's answer for its groups."""
    doubtful: Container[str] = ()
    """Ids of the file that a spreadsheet seems to have rounded."""
    losses: list[tuple[str, str]] = field(default_factory=list)
    """What of the row cannot be read, though the row is taken: what it is, and the cell."""

    def text(self, key: str) -> str:
        """Give a text as it was written."""
        value = self.part.parts.get(key)
        return value.text(self.row) if value else ""

    def word(self, key: str) -> str:
        """Give a text without the spaces around it, as it can be stored."""
        return forms.make_storable(self.text(key).strip())

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
        """Give a count; None where the cell is empty, or cannot be read: that costs the count and not the row."""
        text = self.word(key)
        if not text:
            return None
        try:
            number, rough = read_count(text)
        except ValueError as error:
            self.lose(f"cells of {key} that are no count, left out", str(error))
            return None
        if rough:
            self.lose(f"cells of {key} that say about how many, taken so", f"{text!r:.40}")
        return number

    def lose(self, what: str, example: str) -> None:
        """Note what the row loses; a cell that cannot be read costs itself where the row does not stand on it."""
        self.losses.append((what, example))

    def soft_time(self, key: str) -> datetime | None:
        """Give a time on which the row does not stand; None where it cannot be read."""
        try:
            return self.time(key)
        except ValueError as error:
            self.lose(f"times of {key} that were not read", str(error))
            return None

    def contacts(self, *keys: str) -> tuple[str, ...]:
        """Give what the cells declare to be contacts, one by one; what a spreadsheet left of a number is told."""
        found = []
        for text in self.items(*keys):
            for each in split_contacts(text):
                if why := explain_lost_contact(each):
                    self.lose(f"contacts that {why}, left out", f"{each!r:.40}")
                else:
                    found.append(each)
        return tuple(found)

    def role(self, default: str) -> str:
        """Give the role in a group; a word that is none of ours costs the role and not the membership."""
        try:
            return self.choice("role", WORDS["role"], default)
        except ValueError as error:
            self.lose("words of role that were not understood, left out", str(error))
            return default

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
        return ids.normalize_platform(text)

    def has(self, key: str) -> bool:
        """Whether the mapping gives the key."""
        return key in self.part.parts.values

    def account(self, key: str = "account", parts: Parts | None = None) -> Seen:
        """Give an account; a Telegram channel that writes is a group."""
        parts = parts or self.part.parts.part(key)
        id = self._id(parts)
        subject = ids.make_account(self.platform, id) if id else None
        return Seen(subject, self._inner(parts, "name"), self._inner(parts, "handle"))

    def group(self, key: str = "group", parts: Parts | None = None) -> Seen:
        """Give a group."""
        parts = parts or self.part.parts.part(key)
        id = self._id(parts)
        subject = ids.make_group(self.platform, id, self._inner(parts, "space") or None) if id else None
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
        if id := self._id(parts, "post"):
            return ids.make_post(self.platform, id, chat.subject if isinstance(chat.subject, Group) else None)
        if subject := author.subject or chat.subject:
            return subject
        name = self._inner(parts, "name") or author.name or chat.name
        return Name.of(name) if name else None

    def checked(self) -> tuple[Seen, Node]:
        """Give the thing whose state is told."""
        post = self.part.parts.part("post")
        if post is not None and (id := self._id(post)):
            chat = self.group(parts=post.part("group")).subject if post.part("group") else self.chat()
            return Seen(), ids.make_post(self.platform, id, chat if isinstance(chat, Group) else None)
        if text := self.word("handle"):
            handle = forms.make_handle_id(self.platform, text)
            if handle is None:
                raise ValueError(f"{text!r:.60} is no username on {self.platform}")
            return Seen(), Handle(id=handle)
        for key, label in LINKED.items():
            if text := self.word(key):
                return Seen(), _read_stated_contact(key, label, text)
        return self.either()

    def party(self, key: str, *, senders: bool = False) -> Party:
        """Give a side of a call or a tie: an account by its id, a number as it was written, or a mere name.

        With ``senders`` a name is only what stands in the place of a number: a word, or a number of a few digits.
        """
        parts = self.part.parts.part(key)
        number = forms.make_storable(self._inner(parts, "phone")) if parts else self.word(key)
        if parts is None or number:
            if senders and is_sender(number):
                return Party(Name.of(number), Seen())
            # "Private number" is everybody's, and so is what a spreadsheet left of many: no node for them.
            if not any(char.isdecimal() for char in number) or is_lost_number(number):
                raise ValueError(f"{key} {number!r:.60} is no number")
            return Party(number, Seen(name=self._inner(parts, "name")))
        seen = self.account(key)
        if isinstance(seen.subject, Account):
            return Party(seen.subject, seen)
        if seen.subject is None and seen.name:
            if senders:
                raise ValueError(f"{seen.name!r:.60} is a name, where a call has an id or a number")
            return Party(Name.of(seen.name), seen)
        raise ValueError(f"{key} has no id")

    def device(self, key: str) -> str | None:
        """Give the IMEI of a telephone; None where it is none, or what a spreadsheet left of one."""
        text = self.word(key).strip("'")
        if not text or IMEI.fullmatch(text):
            return text or None
        self.lose(f"cells of {key} that are no IMEI, left out", f"{text!r:.40}")
        return None

    def post_id(self) -> str:
        """Give the id of the post itself, empty where there is none."""
        return self._whole(self.word("id"))

    def reply(self, on: str, chat: Group | None) -> Post | None:
        """Give the post that is answered; None where its id cannot be read."""
        text = self.word("reply_to")
        try:
            return ids.make_post(on, self._whole(text), chat) if text else None
        except ValueError as error:
            self.lose("cells of reply_to that were not read", str(error))
            return None

    def passed_on(self) -> Account | Group | Name | Post | None:
        """Give where the post was passed on from; None where its id cannot be read."""
        try:
            return self.origin()
        except ValueError as error:
            self.lose("cells of forwarded_from that were not read", str(error))
            return None

    def _id(self, parts: Parts | None, key: str = "id") -> str:
        return self._whole(self._inner(parts, key))

    def _whole(self, id: str) -> str:
        """Give an id back, unless a spreadsheet seems to have rounded it."""
        if id and id in self.doubtful:
            raise ValueError(f"{id!r:.60} is what a spreadsheet left of an id: too many of its column end in zeros")
        return id

    def _inner(self, parts: Parts | None, key: str) -> str:
        value: Value | None = parts.get(key) if parts else None
        return value.word(self.row) if value else ""


def _read_stated_contact(key: str, label: type[Invite | Phone | Site], text: str) -> Node:
    """Read an address or number whose state is told."""
    if label is Phone:
        number = forms.parse_phone(text)
        id = number
    else:
        reading = forms.read_address(text)
        id = reading.id if reading and reading.label == label.__name__ else None
    if id is None:
        raise ValueError(f"{key} {text!r:.60} is not in its form")
    return label(id=id)
