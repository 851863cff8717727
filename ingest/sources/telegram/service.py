"""What Telegram's service messages say: titles, members who come and go, calls; other kinds are counted."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import datetime

from graph.model import Account, Group, Name, Participant, Post
from ingest.record import Call, Membership, Naming, Record, Subject
from ingest.sources.telegram.file import Json, TelegramFile, clean_characters, take_text
from ingest.sources.telegram.peers import Chat


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One service message: where it stands, who did something when, and what is still to be read of it."""

    file: TelegramFile
    chat: Chat
    place: str
    thing: Json
    at: datetime | None
    actor: Subject | None
    name: str | None
    post: Post

    @property
    def by(self) -> str | None:
        """Id of the actor, else the name."""
        return self.actor.id if self.actor else self.name

    @property
    def member(self) -> Account | Participant | None:
        """The actor as a member, by the name in this chat where it has no id; a channel that acts is none."""
        if isinstance(self.actor, Account):
            return self.actor
        return Participant.of(self.chat.node, self.name) if self.name and self.actor is None else None

    @property
    def group(self) -> Group | None:
        """The group it is about: the old one, for what happened there."""
        node = self.chat.stands(self.post)
        return node if isinstance(node, Group) else None

    def is_actor(self, member: Name | Account) -> bool:
        """Tell whether a member that is named is who acted."""
        return member == (self.actor if isinstance(member, Account) else self.name and Name.of(self.name))

    def count(self, says: str) -> None:
        """Count something that was not read."""
        self.file.count(says, self.place)


Read = Callable[[Event], Iterator[Record]]


def read_service(event: Event) -> Generator[Record, None, bool]:
    """Yield what a service message says, and take it out of the object; return whether the action is known."""
    action = take_text(event.thing, "action")
    read = ACTIONS.get(action or "")
    if read is None:
        event.count(f"service messages {action!r:.60}, not read")
        return False
    yield from read(event)
    return True


def _read_title(event: Event) -> Iterator[Record]:
    """A title that stands from now on."""
    group, title = event.group, take_text(event.thing, "title")
    if group is None or not title or event.at is None:
        event.count("titles without a group, a time or words, not read")
        return
    yield Naming(place=event.place, subject=group, name=title, how="event", from_=event.at, by=event.by)


def _read_creation(event: Event) -> Iterator[Record]:
    yield from _read_title(event)
    group, who = event.group, event.member
    if group and isinstance(who, Account):
        yield Membership(place=event.place, member=who, group=group, how="created", role="admin", at=event.at)
    elif group and who:
        yield Membership(place=event.place, member=who, group=group, how="created", at=event.at)
    for member in _list_members(event):
        if group and not event.is_actor(member):
            yield Membership(place=event.place, member=member, group=group, how="invited", at=event.at, by=event.by)


def _read_invitation(event: Event) -> Iterator[Record]:
    """Members by name; who brings itself in has joined."""
    yield from _make_member_changes(event, ("joined", "invited"))


def _read_removal(event: Event) -> Iterator[Record]:
    """Members by name; who takes itself out has left."""
    yield from _make_member_changes(event, ("left", "removed"))


def _make_member_changes(event: Event, how: tuple[str, str]) -> Iterator[Record]:
    group = event.group
    for member in _list_members(event):
        if group is None:
            event.count("members without a group, not read")
        elif event.is_actor(member) and event.member:
            yield Membership(place=event.place, member=event.member, group=group, how=how[0], at=event.at)
        else:
            yield Membership(place=event.place, member=member, group=group, how=how[1], at=event.at, by=event.by)


def _read_joining(event: Event) -> Iterator[Record]:
    yield from _make_membership(event, "joined", take_text(event.thing, "inviter"))


def _read_join_request(event: Event) -> Iterator[Record]:
    yield from _make_membership(event, "requested", None)


def _make_membership(event: Event, how: str, by: str | None) -> Iterator[Record]:
    group, who = event.group, event.member
    if group is None or who is None:
        event.count("members without a name or a group, not read")
        return
    yield Membership(place=event.place, member=who, group=group, how=how, at=event.at, by=by)


def _list_members(event: Event) -> Iterator[Name | Account]:
    """Yield the members that are named; libraries give them as accounts."""
    members = event.thing.pop("members", ())
    for member in members if isinstance(members, list) else ():
        if isinstance(member, Account):
            yield member
        elif isinstance(member, str) and member:
            yield Name.of(clean_characters(member))
        else:
            event.count("members without a name, not read")


def _read_migration_from_group(event: Event) -> Iterator[Record]:
    """The supergroup begins with the title its basic group had; one group under two ids."""
    event.count("a basic group went on as this supergroup: one group, two ids")
    title = take_text(event.thing, "title")
    if not title or event.at is None or not isinstance(event.chat.node, Group):
        return
    yield Naming(place=event.place, subject=event.chat.node, name=title, how="event", from_=event.at, by=event.by)
    if event.chat.old:
        yield Naming(place=event.place, subject=event.chat.old, name=title, how="event", to=event.at, by=event.by)


def _read_migration_to_supergroup(event: Event) -> Iterator[Record]:
    event.count("this basic group went on as a supergroup, whose id is not told")
    yield from ()


def _read_call(event: Event) -> Iterator[Record]:
    """A call between the exporter and the partner of the chat; by their names where ids are not known."""
    partner, caller, called = event.chat.node, event.actor or event.member, take_text(event.thing, "called")
    callee: Subject | Participant | None = event.chat.exporter if caller == partner else partner
    if called and not isinstance(callee, Account):
        callee = Participant.of(partner, called)
    if (
        event.at is None
        or not isinstance(caller, Account | Participant)
        or not isinstance(callee, Account | Participant)
        or caller == callee
    ):
        event.count("calls whose ends or time are not known, not read")
        return
    seconds, reason = event.thing.pop("duration_seconds", None), take_text(event.thing, "discard_reason")
    yield Call(
        place=event.place,
        caller=caller,
        callee=callee,
        at=event.at,
        seconds=seconds if type(seconds) is int and 0 <= seconds < 10**9 else None,
        how="missed" if reason in ("missed", "busy") else "call",
    )


ACTIONS: dict[str, Read] = {
    "create_group": _read_creation,
    "create_channel": _read_creation,
    "edit_group_title": _read_title,
    "invite_members": _read_invitation,
    "remove_members": _read_removal,
    "join_group_by_link": _read_joining,
    "join_group_by_request": _read_join_request,
    "migrate_from_group": _read_migration_from_group,
    "migrate_to_supergroup": _read_migration_to_supergroup,
    "phone_call": _read_call,
}
"""What is read of each action; the others are counted by name."""
