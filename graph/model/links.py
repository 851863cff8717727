"""Link classes: every link type, declared once.

Everything a file says is a link; it belongs to one file (``source``) and has a place in it, and is unique by its ends,
its type and its key. Finding and Judgement, with ABOUT, come from the case and are no part of what files say.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from graph.model.meaning import Heading, LinkDeclaration, LinkLook, Means
from graph.model.nodes import (
    CONTACTS,
    NODES,
    Account,
    Group,
    Handle,
    Invite,
    Media,
    Name,
    Node,
    Participant,
    Phone,
    Post,
    Site,
    Source,
)

Begin: TypeAlias = Annotated[datetime | None, Means("time", "When it began, where a file tells the moment")]
End: TypeAlias = Annotated[datetime | None, Means("time", "When it ended, where a file tells the moment")]
FirstSeen: TypeAlias = Annotated[
    datetime | None, Means("time", "When the file saw it first; of one file the least stands", keep="least")
]
LastSeen: TypeAlias = Annotated[
    datetime | None, Means("time", "When the file saw it last; of one file the greatest stands", keep="greatest")
]
Raw: TypeAlias = Annotated[str, Means("raw", "As it was written")]
App: TypeAlias = Annotated[str | None, Means("word", "The app it leads to, as `whatsapp`")]
Candidates: TypeAlias = Annotated[
    tuple[str, ...] | None, Means("list of word", "Countries that a national number may belong to")
]
Plausibility: TypeAlias = Annotated[
    float | None, Means("float", "Share of such strings that are contacts, 0 to 1; absent means certain")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Something a file says of two nodes, and where in the file.

    ``sighting`` links are keyed by source and place, the others by source alone. ``leaf`` is the end
    with few such links: the pattern of a statement starts there (an engine's cost depends on it).
    """

    start: Node
    end: Node
    place: Annotated[str, Means("place", "Where in the file, as people can find it again")]

    declared: ClassVar[LinkDeclaration | None] = None
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


def property_name(field: str) -> str:
    """Give a field's name in the graph: Python keeps ``from`` to itself, so ``from_`` stands for it."""
    return field.rstrip("_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted(Link):
    """The account, one known in the chat by name, or the group itself, wrote the post."""

    ends: ClassVar = ((Account, Group, Participant), (Post,))
    leaf: ClassVar = "end"
    declared = LinkDeclaration("{start} wrote {end}", at_end=Heading("author", "Written by", "account"))

    signed: Annotated[str | None, Means("name", "Name under which an anonymous writer signed")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class In(Link):
    """The post stands in the group, or in the private chat with the account, or with one known by name."""

    ends: ClassVar = ((Post,), (Group, Account, Participant))
    declared = LinkDeclaration(
        "{start} stands in {end}",
        at_start=Heading("chat", "Stands in", "group"),
        at_end=Heading("chats", "Posts in the chat with it", "post"),
        look=LinkLook("writes in", "writes in", "written in by", "#8291a7", "#7d8da6"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardedFrom(Link):
    """The post was passed on from there; a mere name stays a Name."""

    ends: ClassVar = ((Post,), (Account, Group, Name, Post))
    declared = LinkDeclaration(
        "{start} was passed on from {end}",
        at_start=Heading("forwarded", "Passed on from", "from"),
        at_end=Heading("origin", "Named as the origin of", "post"),
        look=LinkLook("passes on", "passes on posts of", "passed on by", "#64748b", "#a3b1c4"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RepliesTo(Link):
    """The post answers another."""

    ends: ClassVar = ((Post,), (Post,))
    declared = LinkDeclaration(
        "{start} answers {end}",
        at_start=Heading("answers", "Answers", "post"),
        at_end=Heading("answered", "Answered by", "post"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberOf(Link):
    """The account, or one known by name only, was in the group; one link an event or list entry."""

    ends: ClassVar = ((Account, Name, Participant), (Group,))
    sighting: ClassVar = True
    declared = LinkDeclaration(
        "{start} in {end}: {how}",
        at_start=Heading("member", "Member of", "group"),
        at_end=Heading("members", "Members", "member"),
        listed=("how",),
        look=LinkLook("member of", "member of", "members", "#a9b6c8", "#5f718c"),
    )

    how: Annotated[str, Means("word", "joined, invited, created, requested, listed, left or removed")]
    from_: Begin = None
    to: End = None
    first_seen: FirstSeen = None
    last_seen: LastSeen = None
    by: Annotated[str | None, Means("party", "Id of the account, or the name, that invited or removed it")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminOf(Link):
    """The account ran the group."""

    ends: ClassVar = ((Account,), (Group,))
    sighting: ClassVar = True
    declared = LinkDeclaration(
        "{start} runs {end}: {how}",
        at_start=Heading("runs", "Runs", "group"),
        at_end=Heading("admins", "Run by", "account"),
        listed=("how",),
        look=LinkLook("runs", "runs", "run by", "#c2410c", "#fb923c"),
    )

    how: Annotated[str, Means("word", "created, listed or promoted")]
    from_: Begin = None
    to: End = None
    first_seen: FirstSeen = None
    last_seen: LastSeen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Link):
    """The account or group bore the name: seen between two times, or from and to where an event says so.

    A number only ever has a name that somebody saved it under.
    """

    ends: ClassVar = ((Account, Group, Phone, Participant), (Name,))
    sighting: ClassVar = True
    declared = LinkDeclaration(
        "{start} was called {end} ({how})",
        at_start=Heading("saved", "Saved in address books as", "name"),
        at_end=Heading("bearers", "Borne by", "who"),
        listed=("how",),
    )

    how: Annotated[
        str,
        Means(
            "word",
            "seen, shown (on somebody's phone, where a saved name may stand for it), event (a rename says when), "
            "history (a list of former names) or saved (in an address book)",
        ),
    ]
    from_: Begin = None
    to: End = None
    first_seen: FirstSeen = None
    last_seen: LastSeen = None
    by: Annotated[str | None, Means("party", "Id of the account that saved or set it")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shows(Link):
    """A profile, or a name, shows the contact."""

    ends: ClassVar = ((Account, Group, Participant), CONTACTS)
    sighting: ClassVar = True
    declared = LinkDeclaration(
        "the {where} of {start} shows {end}",
        at_start=Heading("shows", "Contacts on its profile", "contact"),
        at_end=Heading("shown", "On the profile of", "account"),
        listed=("where",),
        look=LinkLook("shows", "shows on the profile", "shown by", "#0369a1", "#38bdf8"),
    )

    raw: Raw
    where: Annotated[
        str,
        Means(
            "word",
            "profile, name, card, address-book, export (the exporter's own number) or number-change (the app says that "
            "one went over to the other)",
        ),
    ]
    app: App = None
    candidates: Candidates = None
    plausibility: Plausibility = None
    first_seen: FirstSeen = None
    last_seen: LastSeen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions(Link):
    """A post names the contact, account, group, post or person."""

    ends: ClassVar = ((Post,), (*CONTACTS, Account, Group, Post, Name))
    declared = LinkDeclaration(
        "{start} names {end}",
        at_start=Heading("names", "Names", "what"),
        at_end=Heading("named", "Named in", "post"),
        listed=("raw", "rule"),
        look=LinkLook("names", "names", "named by", "#0f766e", "#2dd4bf"),
    )

    raw: Raw
    begin: Annotated[
        int | None,
        Means(
            "int",
            "Offset of `raw` in the post's text, in characters; absent where it is not in the text (a button, a card)",
        ),
    ] = None
    rule: Annotated[str, Means("word", "What read it, as `phone`, `wa.me`, `text_link` or `card`")]
    app: App = None
    candidates: Candidates = None
    plausibility: Plausibility = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attaches(Link):
    """The post carries the picture or file."""

    ends: ClassVar = ((Post,), (Media,))
    declared = LinkDeclaration(
        "{start} carries {end}",
        at_start=Heading("carries", "Carries", "file"),
        at_end=Heading("carried", "Carried by", "post"),
        listed=("what", "state", "file_name", "mime_type", "width", "height"),
    )

    what: Annotated[str, Means("word", "photo, file, thumbnail, or what kind of file it is, as `voice_message`")]
    state: Annotated[
        str,
        Means(
            "word",
            "kept (as evidence), or why it is not: not_included, too_large or unavailable, as the export says, or "
            "not_beside, where the export names a file that does not lie beside it",
        ),
    ]
    file_name: Annotated[str | None, Means("name", "Its name, as it was sent")] = None
    mime_type: Annotated[str | None, Means("word", "Its type, as `audio/ogg`")] = None
    width: Annotated[int | None, Means("int", "Pixels across")] = None
    height: Annotated[int | None, Means("int", "Pixels down")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens(Link):
    """The invite or handle leads to the group or account, at that time."""

    ends: ClassVar = ((Invite, Handle), (Account, Group))
    sighting: ClassVar = True
    leaf: ClassVar = "start"
    declared = LinkDeclaration(
        "{start} leads to {end}",
        at_start=Heading("opens", "Leads to", "to"),
        at_end=Heading("opened", "Opened by", "contact"),
        look=LinkLook("leads to", "leads to", "reached by", "#a16207", "#facc15"),
    )

    from_: Begin = None
    to: End = None
    first_seen: FirstSeen = None
    last_seen: LastSeen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(Link):
    """One called or texted the other.

    A sender that is a word, or a number of a few digits, is a Name: everybody has texts from it, and it ties nobody.
    """

    ends: ClassVar = ((Account, Phone, Participant, Name), (Account, Phone, Participant, Name))
    sighting: ClassVar = True
    declared = LinkDeclaration(
        "{start} to {end}: {how}",
        at_start=Heading("calls", "Calls and texts with", "other"),
        at_end=Heading("calls", "Calls and texts with", "other"),
        listed=("how",),
        look=LinkLook("calls", "called", "called by", "#be185d", "#f472b6"),
    )

    at: Annotated[datetime, Means("time", "When")]
    seconds: Annotated[int | None, Means("int", "How long")] = None
    how: Annotated[str, Means("word", "call, missed or text")]
    device: Annotated[str | None, Means("text", "IMEI of the telephone whose record it is")] = None
    cell: Annotated[str | None, Means("text", "The cell that it was in, as the file names it")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TiedTo(Link):
    """Somebody says that the two know each other, in the order in which it was said.

    Who is known by name only is a Name: it stands for everybody called so, and no analysis ties by it.
    """

    ends: ClassVar = ((Account, Phone, Name), (Account, Phone, Name))
    sighting: ClassVar = True
    declared = LinkDeclaration(
        "{start} knows {end}[: {what}][, says {by}]",
        at_start=Heading("knows", "Knows", "other"),
        at_end=Heading("known", "Known to", "other"),
        listed=("what", "by"),
        look=LinkLook("knows", "knows", "known to", "#4d7c0f", "#a3e635"),
    )

    what: Annotated[
        str | None,
        Means("word", "What the first is to the second, as the file says it: `brother`, `seen together`"),
    ] = None
    from_: Begin = None
    to: End = None
    first_seen: FirstSeen = None
    last_seen: LastSeen = None
    by: Annotated[str | None, Means("party", "Id of the account, or the name, that says so")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Link):
    """What the file says of a thing's state at a time."""

    ends: ClassVar = ((Account, Group, Post, Invite, Handle, Phone, Site), (Source,))
    sighting: ClassVar = True
    declared = LinkDeclaration(
        "{start} is {state}",
        at_start=Heading("states", "States", ""),
        listed=("state", "at", "by", "why", "kind", "members", "flags"),
    )

    state: Annotated[str, Means("word", "alive, flagged, removed, private or described (kind and counts only)")]
    at: Annotated[datetime | None, Means("time", "When it was looked at")] = None
    by: Annotated[str | None, Means("party", "Who says so")] = None
    why: Annotated[str | None, Means("text", "Why, as the file says it")] = None
    kind: Annotated[
        str | None, Means("word", "Kind and openness as the platform says, as `public_channel` or `page`")
    ] = None
    members: Annotated[int | None, Means("int", "Members, as the platform counts them")] = None
    flags: Annotated[int | None, Means("int", "Flags, as the platform counts them")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedIn(Link):
    """The file names the node; of a post it also says what it says."""

    ends: ClassVar = (tuple(cls for cls in NODES if cls is not Source), (Source,))
    declared = LinkDeclaration(
        "{start} stands in {end}",
        at_start=Heading("files", "Files", "file"),
        at_end=Heading("holds", "Holds", "what"),
        listed=("place",),
    )

    stated: Annotated[bool, Means("bool", "Whether the file states the node there, or merely mentions it")] = False
    text: Annotated[str | None, Means("text", "Of a post: what it says")] = None
    at: Annotated[datetime | None, Means("time", "Of a post: when it was written")] = None
    edited: Annotated[datetime | None, Means("time", "Of a post: when it was last edited")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsOff(Link):
    """The account or group sends people to this contact on another app. Derived, never loaded."""

    ends: ClassVar = ((Account, Group), CONTACTS)
    declared = LinkDeclaration(
        "{start} sends people to {end} on {app}",
        at_start=Heading("handoffs", "Sends people to", "contact"),
        listed=("app", "posts"),
    )

    app: Annotated[str, Means("word", "Where to, as `whatsapp` or `telegram`")]
    posts: Annotated[int, Means("int", "How many of its posts say so; 0 where only its profile shows the contact")]
    first_seen: FirstSeen = None
    last_seen: LastSeen = None


LINKS: tuple[type[Link], ...] = (
    Posted, Mentions, Shows, Opens, In, MemberOf, AdminOf, ForwardedFrom, RepliesTo, Attaches, Named, Called, TiedTo,
    Checked, RecordedIn,
)  # fmt: skip
"""What files say, in the order in which legends list them. HandsOff is derived from these."""
