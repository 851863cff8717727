"""Records to nodes and links: what each statement of a file means in the graph.

The ends of a link depend on the record alone; nothing is resolved here. Sightings of a name, a handle,
a contact on a profile or a place in a member list are folded within the file, so that a post a minute
does not make a link a minute: see ``Folds``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from graph import forms
from graph.model import (
    Account,
    AdminOf,
    Attaches,
    Called,
    Checked,
    ForwardedFrom,
    Handle,
    In,
    Link,
    Media,
    MemberOf,
    Mentions,
    Name,
    Named,
    Node,
    Opens,
    Participant,
    Phone,
    Post,
    Posted,
    RecordedIn,
    RepliesTo,
    Shows,
    Source,
    TiedTo,
)
from ingest.extract import (
    READINGS,
    Found,
    Written,
    find_contacts,
    make_mention,
    read_card_numbers,
    read_declared_contact,
    read_file_name,
    read_hint,
)
from ingest.record import (
    FILE_NAME,
    Call,
    Contact,
    Membership,
    Message,
    Naming,
    Profile,
    Record,
    Status,
    Tie,
    Words,
    Writer,
)

LONGEST = 100_000
"""Characters of a post that are kept in the graph; the whole of it stays in the evidence."""

Seen = tuple[datetime | None, datetime | None]
"""When something was first and last seen."""
Said = Node | Link
"""A node that is mentioned, or a link; ``RecordedIn`` states a node."""


@dataclass(slots=True)
class Folds:
    """What a file has said so far and may still say on: one link a run of equal sightings.

    A run of one name (or handle) of one subject ends when another is seen, so that x, y, x are three.
    Contacts shown, invites and member lists cannot tell an end: they are folded over the whole file.
    """

    runs: dict[tuple[type[Link], str], Link] = field(default_factory=dict)
    whole: dict[tuple[type[Link], str, str, str], Link] = field(default_factory=dict)

    def run(self, subject: Node, said: Named | Opens) -> Iterator[Link]:
        """Take a sighting of a name or handle; give the run that it ends."""
        key = (type(said), subject.id)
        old = self.runs.get(key)
        if old is not None and (old.start, old.end) == (said.start, said.end):
            self.runs[key] = widen_sighting(old, said)
            return
        self.runs[key] = said
        if old is not None:
            yield old

    def fold(self, said: Shows | Opens | MemberOf | AdminOf, how: str = "") -> None:
        """Take a sighting that only widens the times of those before."""
        key = (type(said), said.start.id, said.end.id, how)
        old = self.whole.get(key)
        self.whole[key] = said if old is None else widen_sighting(old, said)

    def rest(self) -> Iterator[Link]:
        """Give what is still open at the end of the file."""
        yield from self.runs.values()
        yield from self.whole.values()
        self.runs.clear()
        self.whole.clear()


def widen_sighting(old: Link, new: Link) -> Link:
    """Give a sighting widened by another: first seen least, last seen greatest, the rest of the first."""
    firsts = [at for at in (old.first_seen, new.first_seen) if at is not None]  # type: ignore[attr-defined]
    lasts = [at for at in (old.last_seen, new.last_seen) if at is not None]  # type: ignore[attr-defined]
    return replace(old, first_seen=min(firsts, default=None), last_seen=max(lasts, default=None))  # type: ignore[call-arg]


@dataclass(slots=True)
class Linker:
    """What one file says, record by record; ``exported`` is when, where somebody has answered that."""

    source: Source
    regions: Sequence[str]
    exported: datetime | None = None
    folds: Folds = field(default_factory=Folds)

    def said(self, record: Record) -> Iterator[Said]:
        """Give the nodes and links of a record; a node comes before the links it is an end of, or as their end."""
        if isinstance(record, Message):
            yield from self.message(record)
        elif isinstance(record, Profile):
            yield from self.profile(record)
        elif isinstance(record, Naming):
            yield from self.naming(record)
        elif isinstance(record, Membership):
            yield from self.membership(record)
        elif isinstance(record, Status):
            # that a post is gone or flagged is no statement of its text
            about = isinstance(record.subject, Post)
            yield RecordedIn(start=record.subject, end=self.source, place=record.place, stated=not about)
            yield Checked(
                start=record.subject,
                end=self.source,
                place=record.place,
                state=record.state,
                at=record.at,
                by=record.by,
                why=record.why,
                kind=record.kind,
                members=record.members,
                flags=record.flags,
            )
        elif isinstance(record, Contact):
            yield from self.saved(record)
        elif isinstance(record, Call):
            yield from self.call(record)
        elif isinstance(record, Tie):
            yield from self.tie(record)

    def stated(self, node: Node, place: str) -> RecordedIn:
        """State a node: the file says something of it here."""
        return RecordedIn(start=node, end=self.source, place=place, stated=True)

    def message(self, record: Message) -> Iterator[Said]:
        """A post, who wrote it, where, what it answers or passes on, and whom it names."""
        post, place = record.post, record.place
        yield RecordedIn(
            start=post,
            end=self.source,
            place=place,
            stated=True,
            text=forms.make_storable(record.text[:LONGEST]),
            at=record.at,
            edited=record.edited,
        )
        if record.author is not None:
            yield Posted(start=record.author, end=post, place=place, signed=clean_text(record.signed))
        if record.chat is not None:
            yield In(start=post, end=record.chat, place=place)
        if record.replies_to is not None:
            yield RepliesTo(start=post, end=record.replies_to, place=place)
        if record.forwarded_from is not None:
            yield ForwardedFrom(start=post, end=record.forwarded_from, place=place)
        yield from list_attachments(record)
        platform = post.platform
        written = Written(post, place, record.text[:LONGEST], self.regions)
        for reading in READINGS.values():
            yield from reading.read(written)
        found: list[Found] = []
        for hint in record.hints:
            found += read_hint(hint, platform=platform, regions=self.regions)
        for words in (*record.beside, *list_names_beside(record)):
            read = read_file_name if words.rule == FILE_NAME else find_contacts
            beside = read(words.text[:LONGEST], platform=platform, regions=self.regions)
            found += (replace(one, begin=None, rule=words.rule) for one in beside)
        for card in record.cards:
            found += read_card_numbers(card, regions=self.regions)
            if card.name.strip():
                yield Mentions(
                    start=post,
                    end=Name.of(card.name),
                    place=place,
                    raw=forms.make_storable(card.name),
                    rule="card",
                )
        for one in found:
            yield make_mention(post, place, one)

    def profile(self, record: Profile) -> Iterator[Said]:
        """What a subject shows of itself: handle, contacts, and what opens it."""
        subject, place, seen = record.subject, record.place, record.seen or self.exported
        yield self.stated(subject, place)
        platform = subject.platform
        if record.handle and record.handle.strip(" @"):
            handle = Handle(id=make_stated_handle_id(platform, record.handle))
            held = Opens(start=handle, end=subject, place=place, first_seen=seen, last_seen=seen)
            yield handle
            yield from self.folds.run(subject, held)
        found: list[Found] = []
        for text in (record.text, *record.shown):
            found += find_contacts(text, platform=platform, regions=self.regions)
        for text in record.contacts:
            found += read_declared_contact(text, platform=platform, regions=self.regions)
        yield from self.shown(subject, place, record.where, found, (seen, seen))
        for text in record.opened_by:
            for one in find_contacts(text, platform=platform, regions=self.regions):
                if isinstance(one.node, Opens.ends[0]):
                    yield one.node
                    opened = Opens(start=one.node, end=subject, place=place, first_seen=seen, last_seen=seen)
                    self.folds.fold(opened)

    def shown(self, subject: Writer, place: str, where: str, found: Iterable[Found], seen: Seen) -> Iterator[Said]:
        """Contacts that a subject shows of itself, in its profile or in its name."""
        for one in found:
            if isinstance(one.node, Shows.ends[1]):
                shown = Shows(
                    start=subject,
                    end=one.node,
                    place=place,
                    raw=forms.make_storable(one.raw),
                    where=where,
                    app=one.app,
                    candidates=one.candidates,
                    plausibility=one.plausibility,
                    first_seen=seen[0],
                    last_seen=seen[1],
                )
                yield one.node
                self.folds.fold(shown, where)

    def naming(self, record: Naming) -> Iterator[Said]:
        """A name borne: a sighting goes into a run, an event or a row of a history is a link of its own."""
        if not record.name.strip():
            return
        name, subject = Name.of(record.name), record.subject
        seen = record.seen or (self.exported if record.how in ("seen", "shown", "saved") else None)
        named = Named(
            start=subject,
            end=name,
            place=record.place,
            how=record.how,
            from_=record.from_,
            to=record.to,
            first_seen=seen,
            last_seen=seen,
            by=clean_text(record.by),
        )
        yield self.stated(subject, record.place)
        yield name
        if record.how in ("seen", "shown") and record.from_ is None and record.to is None:
            yield from self.folds.run(subject, named)
        else:
            yield named
        if record.how != "saved":
            moment = seen or record.from_ or record.to
            found = find_contacts(record.name, platform=subject.platform, regions=self.regions)
            yield from self.shown(subject, record.place, "name", found, (moment, moment))

    def saved(self, record: Contact) -> Iterator[Said]:
        """A number that somebody saved under a name: the name is not one that anybody bears."""
        found = (one.node for one in read_declared_contact(record.number, platform=None, regions=self.regions))
        number = next((node for node in found if isinstance(node, Phone)), None) or make_phone(
            record.number, self.regions
        )
        yield self.stated(number, record.place)
        yield Named(
            start=number,
            end=Name.of(record.name),
            place=record.place,
            how="saved",
            from_=record.since,
            first_seen=self.exported,
            last_seen=self.exported,
            by=record.by,
        )

    def membership(self, record: Membership) -> Iterator[Said]:
        """A member came, was listed or left; who ran a group has ADMIN_OF beside it."""
        yield self.stated(record.group, record.place)
        yield record.member
        listed = record.how == "listed"
        gone = record.how in ("left", "removed")
        seen = (record.at or self.exported) if listed else None
        begin, end = (None, record.at or record.to) if gone else (None if listed else record.at, record.to)
        stay: dict[str, Any] = {
            "end": record.group,
            "place": record.place,
            "how": record.how,
            "from_": begin,
            "to": end,
            "first_seen": seen,
            "last_seen": seen,
        }
        stays: list[MemberOf | AdminOf] = [MemberOf(start=record.member, by=clean_text(record.by), **stay)]
        if record.role == "admin" and isinstance(record.member, Account):
            stays.append(AdminOf(start=record.member, **stay))
        for said in stays:
            if listed and end is None:
                self.folds.fold(said)
            else:
                yield said

    def call(self, record: Call) -> Iterator[Said]:
        """A call between accounts or numbers; a number that is none is kept as its digits."""
        yield Called(
            start=self.end_of(record.caller),
            end=self.end_of(record.callee),
            place=record.place,
            at=record.at,
            seconds=record.seconds,
            how=record.how,
            device=clean_text(record.device),
            cell=clean_text(record.cell),
        )

    def tie(self, record: Tie) -> Iterator[Said]:
        """Two who know each other: every row that says so is a link of its own."""
        seen = record.seen or self.exported
        yield TiedTo(
            start=self.end_of(record.who),
            end=self.end_of(record.whom),
            place=record.place,
            what=clean_text(record.what),
            from_=record.since,
            to=record.until,
            first_seen=seen,
            last_seen=seen,
            by=clean_text(record.by),
        )

    def end_of(self, party: Account | Name | Participant | str) -> Node:
        """Give one side of a call or a tie: what a file gives as a number is one."""
        return self.read_number(party) if isinstance(party, str) else party

    def read_number(self, text: str) -> Phone:
        """Give the number that a file says is one: with its country, where its digits leave no doubt of it."""
        found = read_declared_contact(text, platform=None, regions=self.regions)
        sure = (one.node for one in found if one.plausibility is None)
        return next((node for node in sure if isinstance(node, Phone)), None) or make_phone(text, self.regions)


def list_attachments(record: Message) -> Iterator[Attaches]:
    """Yield what a message carries; of two that are not there nobody can tell whether they are the same."""
    for number, one in enumerate(record.attachments):
        slot = f"{one.what} {number}"
        yield Attaches(
            start=record.post,
            end=Media.of(one.sha256) if one.sha256 else Media.absent(record.post, slot),
            place=record.place,
            what=one.what,
            state=one.state,
            file_name=clean_text(one.file_name),
            mime_type=clean_text(one.mime_type),
            width=one.width,
            height=one.height,
        )


def list_names_beside(record: Message) -> Iterator[Words]:
    """Yield the names that stand with a message and may hold a contact: of cards, an origin, a signature."""
    for card in record.cards:
        yield Words(text=card.name, rule="card")
    if isinstance(record.forwarded_from, Name):
        yield Words(text=record.forwarded_from.text, rule="forwarded_from")
    if record.signed:
        yield Words(text=record.signed, rule="signature")


def make_phone(text: str, regions: Sequence[str]) -> Phone:
    """Give the number of a call or an address book; one that is none is kept as its digits."""
    number = forms.parse_phone(text)
    if number is None and (digits := forms.read_digits(text)):
        number = forms.make_national_id(digits, forms.find_countries(digits, regions))
    return Phone(id=number or forms.make_text_id("national", "".join(filter(str.isalnum, text))))


def make_stated_handle_id(platform: str, text: str) -> str:
    """Give the id of a handle that a file states: it is one, even where it breaks its platform's rule."""
    return forms.make_handle_id(platform, text) or forms.make_text_id(platform, "@" + text.strip(" @＠").lower())


def clean_text(text: str | None) -> str | None:
    """Give text that both engines can keep."""
    return None if text is None else forms.make_storable(text)
