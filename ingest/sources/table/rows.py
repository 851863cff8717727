"""One row of a table to the records that its mapping makes of it: a maker for each kind of row."""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from graph import forms
from graph.model import Group, Name, Post
from ingest.record import Call, Hint, Membership, Message, Naming, Profile, Record, Status, Tie
from ingest.sources.table import ids
from ingest.sources.table.cells import Row
from ingest.sources.table.keys import HOW, WORDS
from ingest.sources.table.making import Making
from ingest.sources.table.moments import Clock
from ingest.sources.table.shape import TableMapping

State = Literal["alive", "flagged", "removed", "private", "described"]

_LASTING = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes records of rows by a mapping; ``openness`` is the file's answer for its groups."""

    mapping: TableMapping
    clock: Clock
    openness: str | None = None
    doubtful: Container[str] = ()
    """Ids of the file that a spreadsheet seems to have rounded."""

    def records(self, place: str, row: Row) -> tuple[list[Record], dict[str, str]]:
        """Give all that a row makes, and what of it could not be read: by its kind, with the cell.

        Raises ValueError where what the row stands on cannot be read: its ids, its time, its kind.
        """
        found: list[Record] = []
        losses: dict[str, str] = {}
        for part in self.mapping.rows:
            if all(when.holds(row) for when in part.when):
                making = Making(place, row, part, self.clock, self.openness, self.doubtful)
                found += MAKERS[part.kind](making)
                losses.update(making.losses)
        return found, losses


def make_post_records(row: Making) -> Iterator[Record]:
    """A post, with the names and handles that its author and group bore when it was written."""
    author, chat = row.account(), row.group()
    group = chat.subject if isinstance(chat.subject, Group) else None
    at, text, on = row.time("time"), row.text("text"), row.platform
    seen = row.time("seen") or at
    id, url = row.post_id(), row.word("url")
    if id:
        thing = ids.make_post(on, id, group)
    elif url and (found := forms.read_address(url)) and found.label == "Post":
        thing = Post(id=found.id)
    elif text or url or row.items("links", "phones"):
        said = text or url or "\n".join(row.items("links", "phones"))
        thing = ids.make_unnamed_post(on, author.subject, group, at, said)
    else:
        raise ValueError("neither an id nor a text")
    links = [Hint(value=link, rule="link") for link in row.items("links")]
    phones = [Hint(value=number, rule="phone") for number in row.contacts("phones")]
    yield Message(
        place=row.place,
        post=thing,
        at=at,
        author=author.subject,
        chat=group,
        text=text,
        edited=row.soft_time("edited"),
        hints=(*links, *phones),
        replies_to=row.reply(on, group),
        forwarded_from=row.passed_on(),
        signed=row.word("signed") or None,
        unread=("author without an id",) if author.subject is None and (author.name or author.handle) else (),
    )
    yield from author.told(row.place, seen)
    yield from chat.told(row.place, seen)


def make_profile_records(row: Making) -> Iterator[Record]:
    """What an account, or a group, shows of itself, how it is called and described."""
    who = row.group() if row.part.kind == "group" else row.account()
    if who.subject is None:
        raise ValueError("the id is empty")
    seen, text = row.time("seen"), row.text("about")
    shown, opened_by = row.items("links", "emails"), row.items("opened_by")
    yield Profile(
        place=row.place,
        subject=who.subject,
        seen=seen,
        handle=who.handle or None,
        text=text,
        shown=shown,
        contacts=row.contacts("phones"),
        opened_by=opened_by,
    )
    if who.name:
        yield Naming(place=row.place, subject=who.subject, name=who.name, seen=seen)
    kind, members = row.word("openness"), row.count("members")
    if not kind and isinstance(who.subject, Group):
        kind = row.openness or ""
    if kind or members is not None:
        yield Status(
            place=row.place, subject=who.subject, state="described", at=seen, kind=kind or None, members=members
        )


def make_member_records(row: Making) -> Iterator[Record]:
    """A stay in a group, or one entry of a list; a member without an id is a name."""
    who, chat = row.account(), row.group()
    group = chat.subject
    if not isinstance(group, Group):
        raise ValueError("the group's id is empty")
    if isinstance(who.subject, Group):
        raise ValueError("a channel is no member of a group")
    if who.subject is None and not who.name:
        raise ValueError("neither an id nor a name of a member")
    begin, end, seen = row.time("from"), row.time("to"), row.time("seen")
    how = row.choice("how", HOW["member"], "joined" if begin else "left" if end else "listed")
    if how in ("left", "removed"):
        at, end = end or begin or seen, None
    else:
        at = begin or seen
    role = row.role("admin" if how in ("created", "promoted") else "member")
    yield Membership(
        place=row.place,
        member=who.subject or Name.of(who.name),
        group=group,
        how=how,
        role=cast('Literal["member", "admin"]', role),
        at=at,
        to=end,
        by=row.word("by") or None,
    )
    yield from who.told(row.place, seen or at)
    yield from chat.told(row.place, seen or at)


def make_name_records(row: Making) -> Iterator[Record]:
    """A name that was borne: with its dates, or seen at a time, or in a list of all there were."""
    who, subject = row.either()
    begin, end, seen = row.time("from"), row.time("to"), row.time("seen")
    spelled = row.has("from") or row.has("to")
    how = row.choice("how", HOW["name"], "history" if spelled else "seen")
    names = dict.fromkeys(row.items("name"))
    if not names:
        raise ValueError("the name is empty")
    if begin and end and end < begin:
        raise ValueError(f"the name ends {end:%Y-%m-%d}, before it begins")
    for borne in names:
        yield Naming(
            place=row.place,
            subject=subject,
            name=borne,
            how=cast('Literal["seen", "event", "history", "saved"]', how),
            seen=seen,
            from_=begin,
            to=end,
            by=row.word("by") or None,
        )
    yield from who.told(row.place, seen or end or begin)


def make_contact_records(row: Making) -> Iterator[Record]:
    """A contact that an account or group shows; two dates are its first and last sighting."""
    who, subject = row.either()
    shown = row.contacts("contact")
    if not shown:
        raise ValueError("the contact is empty, or what a spreadsheet left of one")
    where = row.choice("where", WORDS["where"], "profile")
    times = [at for key in ("from", "to", "seen") if (at := row.time(key))]
    sightings: list[datetime | None] = [*times] or [None]
    for at in sightings:
        yield Profile(
            place=row.place,
            subject=subject,
            seen=at,
            contacts=shown,
            where=cast('Literal["profile", "card", "address-book", "export"]', where),
        )
    yield from who.told(row.place, max(times, default=None))


def make_status_records(row: Making) -> Iterator[Record]:
    """The state of a thing at a time."""
    who, thing = row.checked()
    at = row.time("at") or row.time("seen")
    state = row.choice("state", WORDS["state"], "flagged" if row.part.kind == "flag" else "")
    yield Status(
        place=row.place,
        subject=thing,
        state=cast("State", state),
        at=at,
        by=row.word("by") or None,
        why=row.word("why") or None,
        kind=row.word("openness") or None,
        members=row.count("members"),
        flags=row.count("flags"),
    )
    yield from who.told(row.place, at)


def make_call_records(row: Making) -> Iterator[Record]:
    """A call or a text from one number or account to another."""
    at = row.time("at")
    if at is None:
        raise ValueError("the time of the call is empty")
    how = row.choice("how", HOW["call"], "call")
    sides = [row.party("caller", senders=True), row.party("callee", senders=True)]
    caller, callee = (side.who for side in sides)
    yield Call(
        place=row.place,
        caller=caller,
        callee=callee,
        at=at,
        seconds=_read_call_seconds(row),
        how=cast('Literal["call", "missed", "text"]', how),
        device=row.device("device"),
        cell=row.word("cell") or None,
    )
    for side in sides:
        yield from side.told(row.place, at)


def make_tie_records(row: Making) -> Iterator[Record]:
    """Two who know each other, by id, number or mere name; what they are to each other is as the row says it."""
    first, second = row.party("who"), row.party("whom")
    if first.who == second.who:
        raise ValueError("who and whom are the same")
    begin, end, seen = row.time("from"), row.time("to"), row.time("seen")
    if begin and end and end < begin:
        raise ValueError(f"the tie ends {end:%Y-%m-%d}, before it begins")
    yield Tie(
        place=row.place,
        who=first.who,
        whom=second.who,
        what=row.word("what") or None,
        since=begin,
        until=end,
        seen=seen,
        by=row.word("by") or None,
    )
    for side in (first, second):
        yield from side.told(row.place, seen or end or begin)


def _read_call_seconds(row: Making) -> int | None:
    """Give how long a call was, whether in seconds or as 1:02:03."""
    if found := _LASTING.fullmatch(row.word("seconds")):
        return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])
    return row.count("seconds")


MAKERS: dict[str, Callable[[Making], Iterator[Record]]] = {
    "post": make_post_records,
    "profile": make_profile_records,
    "group": make_profile_records,
    "member": make_member_records,
    "name": make_name_records,
    "contact": make_contact_records,
    "status": make_status_records,
    "flag": make_status_records,
    "call": make_call_records,
    "tie": make_tie_records,
}
