"""Reads a chat entry by entry: messages, and what the lines of the app tell of the group and its members."""

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any

from graph.model import Account, Group, Participant, Post
from ingest.beside import Beside
from ingest.record import (
    FILE_NAME,
    Attachment,
    Card,
    Membership,
    Message,
    Naming,
    Noticed,
    Profile,
    Record,
    Refused,
    Status,
    Words,
)
from ingest.sources.reading.digests import hash_words
from ingest.sources.whatsapp.cards import read_cards
from ingest.sources.whatsapp.contents import Content, name_kind, read_content
from ingest.sources.whatsapp.entries import Entry
from ingest.sources.whatsapp.heads import Form, make_local_time
from ingest.sources.whatsapp.marks import NOTICE, clean_words
from ingest.sources.whatsapp.overview import Overview
from ingest.sources.whatsapp.people import PLATFORM, People, clean_name, read_number
from ingest.sources.whatsapp.sentences import YOU, Line, may_hold_sentence, read_language

RECENT = 4_096
"""Messages among which equal ones of one minute are counted."""
NAME_LONGEST = 200
"""Characters before the first colon that may be a name; WhatsApp's own end at 25, those of address books later."""
SOUND = "a message, or a line that WhatsApp itself writes"
_PARTED = re.compile("[,،、]")


@dataclass(slots=True)
class Reader:
    """Where in the chat we are."""

    overview: Overview
    people: People
    chat: Group | Account | Participant
    """What posts stand in: the group, or the partner of a private chat."""
    title: str | None
    form: Form
    zone: tzinfo
    beside: Beside
    scope: str
    """Of the ids of posts: the chat, and its telephone where no chat was named."""
    recent: OrderedDict[str, int] = field(default_factory=OrderedDict)
    counts: dict[str, tuple[int, str]] = field(default_factory=dict)
    named: str | None = None
    """What the lines of the app last told to be the group's name."""

    def count(self, says: str, place: str) -> None:
        """Count something that was not read, or is worth telling; ``notices`` tells."""
        times, first = self.counts.get(says, (0, place))
        self.counts[says] = times + 1, first

    def notices(self) -> Iterator[Noticed]:
        """Yield what was counted, one a kind with its first place."""
        for says, (times, first) in self.counts.items():
            yield Noticed(place=first, says=f"{says}: {times}")

    def read(self, entry: Entry) -> Iterator[Record | Refused]:
        """Yield what an entry says."""
        head, place = entry.head, entry.place
        if head is None:
            if clean_words(entry.raw.decode("utf-8", "replace")):
                yield self.refuse(entry, "text before the first date")
            return
        try:
            local = make_local_time(head, bool(self.overview.day_first))
            at = local.replace(tzinfo=self.zone).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            yield self.refuse(entry, f"a time that cannot be: {error!s:.80}")
            return
        if entry.stray:
            self.count("bytes that are no text; they became U+FFFD", place)
        if entry.pasted:
            self.count("messages in which lines look like the head of another", place)
        if entry.dropped:
            self.count("messages that are too long and were cut", place)
        line = self.overview.find_line(head.rest) if not entry.more or may_hold_sentence(head.rest) else None
        if line is not None:
            yield from self.tell_line(line, place, at)
            if any(map(clean_words, entry.more)):
                yield self.refuse(entry, "text below a line of WhatsApp")
            return
        name, colon, first = head.rest.partition(": ")
        if not colon and head.rest.rstrip().endswith(":"):  # a message without words
            name, colon, first = head.rest.rstrip()[:-1], ":", ""
        if not colon or not clean_name(name) or len(name) > NAME_LONGEST:
            yield self.refuse(entry, "a line of WhatsApp that no sentence fits")
            return
        if first.startswith(NOTICE) and isinstance(self.chat, Group) and self.overview.is_chat(name):
            yield self.refuse(entry, "a line of WhatsApp that no sentence fits")
            return
        yield from self.tell_message(place, at, name, "\n".join([first, *entry.more]))

    def refuse(self, entry: Entry, found: str) -> Refused:
        """Keep an entry that was not read."""
        return Refused(place=entry.place, found=found, expected=SOUND, raw=entry.raw)

    # Messages

    def tell_message(self, place: str, at: datetime, name: str, text: str) -> Iterator[Record]:
        """Yield a message, who wrote it, and what it carries."""
        author = self.people.find(name)
        content = read_content(text, self.overview.sentences, self.form)
        attachments, cards = self.find_attached(content, place)
        post = self.make_post(at, content.key)
        yield Message(
            place=place,
            post=post,
            at=at,
            author=author,
            chat=self.chat,
            text=content.text,
            attachments=attachments,
            cards=cards,
            beside=tuple(Words(text=one.file_name, rule=FILE_NAME) for one in attachments if one.file_name),
        )
        yield from self.people.tell(place, author, name, at)
        if content.deleted:
            yield Status(place=place, subject=post, state="removed", why="deleted by its writer")

    def make_post(self, at: datetime, key: str) -> Post:
        """Give the post of a message: of its chat, minute and words, and which of equal ones it is."""
        known = hash_words(self.scope, str(int(at.timestamp()) // 60), key)
        number = self.recent.pop(known, 0)
        self.recent[known] = number + 1
        if len(self.recent) > RECENT:
            self.recent.popitem(last=False)
        return Post(id=f"{PLATFORM}:post{known if not number else hash_words(known, str(number))}")

    def find_attached(self, content: Content, place: str) -> tuple[tuple[Attachment, ...], tuple[Card, ...]]:
        """Give what a message carries, with its bytes where they lie beside the chat, and the contacts in it."""
        if content.file is None:
            return (content.attachment,) if content.attachment else (), ()
        sha256, what = self.beside.find_sha256(content.file), name_kind(content.file)
        if sha256 is None:
            self.count("pictures and files that are named and are not beside the chat", place)
        attached = Attachment(
            what=what, sha256=sha256, state="kept" if sha256 else "not_beside", file_name=content.file
        )
        path = self.beside.find_path(content.file) if what == "card" else None
        return (attached,), tuple(read_cards(path)) if path is not None else ()

    # Lines of the app

    def tell_line(self, line: Line, place: str, at: datetime) -> Iterator[Record]:
        """Yield what a line of the app tells; its time is that of the minute, as every telephone writes it."""
        at = at.replace(second=0)
        if line.kind == "notice":
            return
        if line.kind == "number":
            yield from self.tell_number_change(line, place, at)
            return
        group = self.chat
        if not isinstance(group, Group):
            self.count("lines of a group in a private chat, not read", place)
            return
        actor = line.take("actor")
        by = None if actor is None else self.people.find(actor)
        if by is not None:
            yield from self.people.tell(place, by, actor, at)
        if line.kind in ("created", "renamed"):
            yield from self.tell_name(line, group, by, place, at)
        elif line.kind == "admin":
            yield Membership(place=place, member=self.people.exporter, group=group, how="promoted", role="admin", at=at)
        else:
            how = {"added": "invited"}.get(line.kind, line.kind)
            for name in self.split_members(line):
                member = self.people.find(name)
                yield from self.people.tell(place, member, name, at)
                yield Membership(place=place, member=member, group=group, how=how, at=at, by=by.id if by else None)

    def tell_name(
        self, line: Line, group: Group, by: Account | Participant | None, place: str, at: datetime
    ) -> Iterator[Record]:
        """Yield the name that a group took, and the end of the one before, where the line has it."""
        name, old = line.take("name"), line.take("old")
        maker = by.id if by else None
        if old:
            yield Naming(place=place, subject=group, name=old, how="event", to=at)
        if name:
            self.named = name
            yield Naming(place=place, subject=group, name=name, how="event", from_=at, by=maker)
        if line.kind == "created" and by is not None:
            role: Any = "admin" if isinstance(by, Account) else "member"
            yield Membership(place=place, member=by, group=group, how="created", role=role, at=at)

    def tell_number_change(self, line: Line, place: str, at: datetime) -> Iterator[Record]:
        """Yield that two numbers are shown by both accounts, where a line names both; that they are one is a lead."""
        old, new = (read_number(clean_name(str(line.take(gap) or ""))) for gap in ("from", "to"))
        if old is None or new is None:
            self.count("changes of a number that do not name the new one", place)
            return
        for one, other in ((old, new), (new, old)):
            account = Account(id=f"{PLATFORM}:{one}")
            yield Profile(place=place, subject=account, seen=at, contacts=(one,))
            yield Profile(place=place, subject=account, seen=at, contacts=(other,), where="number-change")

    def split_members(self, line: Line) -> Sequence[Any]:
        """Give those whom a line names: a list is parted by commas, and by ``and`` where it is a list for sure.

        It is one where it has a comma, or where each part is a number or somebody who writes here.
        """
        members = line.take("members")
        if members is YOU or not members:
            return (YOU,) if members is YOU else ()
        parts = [part.strip() for part in _PARTED.split(members) if part.strip()]
        last = split_last(parts[-1], read_language(line.language).get("and", ()))
        known = [clean_name(part) for part in last]
        sure = len(parts) > 1 or all(one in self.overview.writers or read_number(one) for one in known)
        return [*parts[:-1], *(last if sure else parts[-1:])]


def split_last(part: str, conjunctions: Sequence[str]) -> list[str]:
    """Give what stands on both sides of ``and``; one that is written together with what follows parts numbers alone."""
    words = "|".join(map(re.escape, conjunctions))
    if not words:
        return [part]
    found = re.split(rf"(?:^|\s+)(?:{words})(?:\s+|(?=\+))", part)
    return [one.strip() for one in found if one.strip()] or [part]
