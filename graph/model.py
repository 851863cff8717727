"""Node and link classes: the schema, declared once.

Constraints, indexes, every statement that writes, undo and the generators of the property tests follow
from these classes. A node holds what follows from its id. Everything a file says is a link; it belongs
to one file (``source``) and has a place in it, and is unique by its ends, its type and its key.
"""

import re
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, Literal, Self

from graph import forms


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything with an id that is ours, stable and unique over all labels."""

    id: str

    def values(self) -> dict[str, Any]:
        """Give the properties that the node is made with."""
        return {"id": self.id}


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPlatform(Node):
    """A node whose id begins with its platform."""

    @property
    def platform(self) -> str:
        """Where it lives, as ``telegram``."""
        return self.id.partition(":")[0]

    def values(self) -> dict[str, Any]:
        """Give id and platform."""
        return {"id": self.id, "platform": self.platform}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(OnPlatform):
    """A profile, page or bot on one platform: ``telegram:user<id>``, ``facebook:<id>``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(OnPlatform):
    """A group, channel or chat that accounts write in: ``telegram:channel<id>``, ``facebook:group<id>``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone(Node):
    """A number: E.164 (``+491701234567``), or ``national:<digits>`` where the country is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle(OnPlatform):
    """A username on a platform: ``telegram:@name``, lower case; OPENS says whose it was and when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite(Node):
    """A link that opens a group or chat: ``invite:t.me/+<hash>``, ``invite:chat.whatsapp.com/<code>``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Node):
    """A web address: ``site:<host and path>``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Email(Node):
    """A mail address: ``mail:<address>``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Node):
    """A name as people read it; who bore it and when hangs on NAMED. Make it with ``Name.of``."""

    text: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Give the node of a name exactly as it was written."""
        text = forms.storable(text)
        return cls(id=forms.identity("name", text), text=text)

    def values(self) -> dict[str, Any]:
        """Give id and text."""
        return {"id": self.id, "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(OnPlatform):
    """One message or ad; its text and times are what the best statement of its files says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Node):
    """A file that was read: ``sha256:<hex>``. ``complete``, name, reader and time of export are set by the load."""


Contact = Phone | Handle | Invite | Site | Email
CONTACTS: tuple[type[Node], ...] = (Phone, Handle, Invite, Site, Email)
SUBJECTS: tuple[type[Node], ...] = (Account, Group)

Kept = Literal["first", "least", "greatest"]
"""Which value stands when one file says the same link twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Something a file says of two nodes, and where in the file.

    ``sighting`` links are keyed by source and place, the others by source alone. ``leaf`` is the end
    with few such links: the pattern of a statement starts there (an engine's cost depends on it).
    """

    start: Node
    end: Node
    place: str

    ends: ClassVar[tuple[tuple[type[Node], ...], tuple[type[Node], ...]]]
    sighting: ClassVar[bool] = False
    leaf: ClassVar[Literal["start", "end"]] = "start"

    def values(self) -> dict[str, Any]:
        """Give the link's own properties, without ends and place; what is not known is left out."""
        return {
            property_name(f.name): value
            for f in fields(self)
            if f.name not in ENDS and (value := getattr(self, f.name)) is not None
        }


ENDS = ("start", "end", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted(Link):
    """The account, or the group itself, wrote the post."""

    ends: ClassVar = ((Account, Group), (Post,))
    leaf: ClassVar = "end"

    signed: str | None = None
    """Name under which an anonymous writer signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class In(Link):
    """The post stands in the group, or in the private chat with the account."""

    ends: ClassVar = ((Post,), (Group, Account))


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardedFrom(Link):
    """The post was passed on from there; a mere name stays a Name."""

    ends: ClassVar = ((Post,), (Account, Group, Name, Post))


@dataclass(frozen=True, slots=True, kw_only=True)
class RepliesTo(Link):
    """The post answers another."""

    ends: ClassVar = ((Post,), (Post,))


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberOf(Link):
    """The account, or one known by name only, was in the group; one link an event or list entry."""

    ends: ClassVar = ((Account, Name), (Group,))
    sighting: ClassVar = True

    how: str
    """joined, invited, created, requested, listed, left or removed."""
    from_: datetime | None = None
    to: datetime | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    by: str | None = None
    """Id of the account, or the name, that invited or removed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminOf(Link):
    """The account ran the group."""

    ends: ClassVar = ((Account,), (Group,))
    sighting: ClassVar = True

    how: str
    """created, listed or promoted."""
    from_: datetime | None = None
    to: datetime | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Link):
    """The account or group bore the name: seen between two times, or from and to where an event says so.

    A number only ever has a name that somebody saved it under.
    """

    ends: ClassVar = ((Account, Group, Phone), (Name,))
    sighting: ClassVar = True

    how: str
    """seen, shown (on somebody's phone, where a saved name may stand for it), event (a rename says when), history (a
    list of former names) or saved (in an address book)."""
    from_: datetime | None = None
    to: datetime | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    by: str | None = None
    """Id of the account that saved or set it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shows(Link):
    """A profile shows the contact."""

    ends: ClassVar = ((Account, Group), CONTACTS)
    sighting: ClassVar = True

    raw: str
    """As it was written."""
    where: str
    """profile, name, card, address-book or export (the exporter's own number)."""
    app: str | None = None
    """The app it leads to, as ``whatsapp``."""
    candidates: tuple[str, ...] | None = None
    """Countries a national number may belong to."""
    plausibility: float | None = None
    """Share of such strings that are contacts, 0 to 1; absent means certain."""
    first_seen: datetime | None = None
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions(Link):
    """A post names the contact, account, group, post or person."""

    ends: ClassVar = ((Post,), (*CONTACTS, Account, Group, Post, Name))

    raw: str
    """As it was written."""
    begin: int | None = None
    """Offset of ``raw`` in the post's text, in characters; absent where it is not in the text (a button, a card)."""
    rule: str
    """What read it, as ``phone``, ``wa.me``, ``text_link`` or ``card``."""
    app: str | None = None
    candidates: tuple[str, ...] | None = None
    plausibility: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens(Link):
    """The invite or handle leads to the group or account, at that time."""

    ends: ClassVar = ((Invite, Handle), (Account, Group))
    sighting: ClassVar = True
    leaf: ClassVar = "start"

    from_: datetime | None = None
    to: datetime | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(Link):
    """One called or texted the other."""

    ends: ClassVar = ((Account, Phone), (Account, Phone))
    sighting: ClassVar = True

    at: datetime
    seconds: int | None = None
    how: str
    """call, missed or text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TiedTo(Link):
    """Somebody says that the two know each other, in the order in which it was said.

    Who is known by name only is a Name: it stands for everybody called so, and no analysis ties by it.
    """

    ends: ClassVar = ((Account, Phone, Name), (Account, Phone, Name))
    sighting: ClassVar = True

    what: str | None = None
    """What the first is to the second, as the file says it: ``brother``, ``seen together``."""
    from_: datetime | None = None
    to: datetime | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    by: str | None = None
    """Id of the account, or the name, that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Link):
    """What the file says of a thing's state at a time."""

    ends: ClassVar = ((Account, Group, Post, Invite, Handle, Phone, Site), (Source,))
    sighting: ClassVar = True

    state: str
    """alive, flagged, removed, private or described (kind and counts only)."""
    at: datetime | None = None
    by: str | None = None
    why: str | None = None
    kind: str | None = None
    """Kind and openness as the platform says, as ``public_channel`` or ``page``."""
    members: int | None = None
    flags: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedIn(Link):
    """The file names the node; of a post it also says what it says."""

    ends: ClassVar = (
        (Account, Group, Phone, Handle, Invite, Site, Email, Name, Post),
        (Source,),
    )

    stated: bool = False
    """Whether the file states the node there, or merely mentions it."""
    text: str | None = None
    at: datetime | None = None
    edited: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsOff(Link):
    """The account or group sends people to this contact on another app. Derived, never loaded."""

    ends: ClassVar = ((Account, Group), CONTACTS)

    app: str
    """Where to, as ``whatsapp`` or ``telegram``."""
    posts: int
    """How many of its posts say so; 0 where only its profile shows the contact."""
    first_seen: datetime | None = None
    last_seen: datetime | None = None


NODES: tuple[type[Node], ...] = (Post, Name, Phone, Handle, Invite, Site, Email, Account, Group, Source)
"""Leaf first: the order in which an undo takes them back."""

LINKS: tuple[type[Link], ...] = (
    Posted, In, ForwardedFrom, RepliesTo, MemberOf, AdminOf, Named, Shows, Mentions, Opens, Called, TiedTo, Checked,
    RecordedIn,
)  # fmt: skip
"""What files say. HandsOff is derived from these; Finding and Judgement come from the case (``graph.store``)."""

FOLDS: dict[str, Kept] = {"first_seen": "least", "last_seen": "greatest"}
"""Which value of a property stands within one file; the first, where not named here."""


def label(node: type[Node]) -> str:
    """Give a node class's label."""
    return node.__name__


def link_type(link: type[Link]) -> str:
    """Give a link class's type: HandsOff is HANDS_OFF."""
    return _shouted(link.__name__)


@cache
def _shouted(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper()


def property_name(field: str) -> str:
    """Give a field's name in the graph: Python keeps ``from`` to itself, so ``from_`` stands for it."""
    return field.rstrip("_")
