"""What a source may say: a union of frozen classes, one a kind of statement.

A source reads one format into these and knows nothing of contacts or the graph's links; ``ingest.extract``
reads contacts out of the texts, and ``ingest.load`` makes nodes and links. Every record has its ``place``
in the file, as people can find it again (``line 12``, ``messages[3]``). Times are aware and in UTC.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from graph.model import Account, Group, Name, Node, Participant, Post

Subject = Account | Group
Writer = Account | Group | Participant
"""Who may write: a participant is known in one chat by a name only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """When the file was exported, as its bytes tell; the first record of a file that tells it."""

    place: str
    at: datetime
    basis: str
    """How it is known, as ``newest message``: then it is the earliest it can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Something the format marks in or beside a text: a hidden link, a button, a mention by id."""

    value: str
    """The address, or the text of a phone, mail address or handle."""
    rule: str
    """text_link, button, link, mention, phone, email or mention_name."""
    begin: int | None = None
    """Offset in the text, in characters, where it stands over a part of it."""
    raw: str | None = None
    """The words it hides behind."""
    node: Account | None = None
    """The account meant, where the format gives its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A contact card in a message: a name with a number, perhaps with an account's id."""

    name: str
    phones: tuple[str, ...]
    account: Account | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that stand with a message and are not its text: of a poll, a place, a button, a file's name."""

    text: str
    rule: str
    """Where they stand, as ``poll``."""


FILE_NAME = "file_name"
"""The rule of words that name a file: most digits in them are no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A picture or file that a message carries: its bytes by SHA-256 (``ingest.beside``), or why there are none."""

    what: str
    """photo, file, thumbnail, or what kind of file it is, as ``voice_message``."""
    sha256: str | None = None
    state: Literal["kept", "not_included", "too_large", "unavailable", "not_beside"] = "kept"
    file_name: str | None = None
    mime_type: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message or ad."""

    place: str
    post: Post
    at: datetime | None
    author: Writer | None
    chat: Group | Account | Participant | None
    """The group, or the partner of a private chat."""
    text: str = ""
    edited: datetime | None = None
    hints: tuple[Hint, ...] = ()
    cards: tuple[Card, ...] = ()
    beside: tuple[Words, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    replies_to: Post | None = None
    forwarded_from: Account | Group | Name | Post | None = None
    signed: str | None = None
    unread: tuple[str, ...] = ()
    """Keys of the record that were not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What an account or group shows of itself at a time: handle, words, contacts, what opens it."""

    place: str
    subject: Subject
    seen: datetime | None = None
    handle: str | None = None
    """As written, with or without @."""
    text: str = ""
    """Description; contacts are read out of it."""
    shown: tuple[str, ...] = ()
    """Links and addresses it gives as its own, as written."""
    contacts: tuple[str, ...] = ()
    """What the file declares to be contacts, numbers above all, as written: one each."""
    opened_by: tuple[str, ...] = ()
    """Invite links that lead to it."""
    where: Literal["profile", "card", "address-book", "export", "number-change"] = "profile"
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """An account, or a name, came into a group, was listed in it, or left it."""

    place: str
    member: Account | Name | Participant
    group: Group
    how: str
    """joined, invited, created, requested, promoted, listed, left or removed."""
    role: Literal["member", "admin"] = "member"
    at: datetime | None = None
    """Of the event, or of the list."""
    to: datetime | None = None
    """Where a table gives both ends of a stay."""
    by: str | None = None
    """Id, or name, of who invited or removed it."""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """An account, group or participant bears a name: seen at a time, or from and to where an event or list says so."""

    place: str
    subject: Writer
    name: str
    how: Literal["seen", "shown", "event", "history", "saved"] = "seen"
    """``shown``: as somebody's phone shows it, who may have saved the account under another name than its own."""
    seen: datetime | None = None
    """None with ``how`` seen means: when the file was exported."""
    from_: datetime | None = None
    to: datetime | None = None
    by: str | None = None
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A number that stands in an address book under a name, with no account told."""

    place: str
    number: str
    """As written."""
    name: str
    since: datetime | None = None
    by: str | None = None
    """Id of the account whose address book it is."""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One called or texted another (an account, a participant, a number as written, or a sender that is a name)."""

    place: str
    caller: Account | Name | Participant | str
    callee: Account | Name | Participant | str
    at: datetime
    seconds: int | None = None
    how: Literal["call", "missed", "text"] = "call"
    device: str | None = None
    """IMEI of the telephone whose record it is."""
    cell: str | None = None
    """The cell that it was in, as the file names it."""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two know each other, as somebody says (``who`` and ``whom``: Account, Name, or a number as written)."""

    place: str
    who: Account | Name | str
    whom: Account | Name | str
    what: str | None = None
    """What the first is to the second, as ``brother``."""
    since: datetime | None = None
    until: datetime | None = None
    seen: datetime | None = None
    """When it was so, or was said; None means when the file was exported."""
    by: str | None = None
    """Id, or name, of who says so."""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The state of a thing at a time, kind, counts and openness included."""

    place: str
    subject: Node
    state: Literal["alive", "flagged", "removed", "private", "described"]
    at: datetime | None = None
    by: str | None = None
    why: str | None = None
    kind: str | None = None
    members: int | None = None
    flags: int | None = None
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """Something worth telling about the file that loses nothing: a missing key, an assumed encoding."""

    place: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A record that could not be read: kept whole, counted, told with its place."""

    place: str
    found: str
    """What was found, hostile text cut and escaped."""
    expected: str
    raw: bytes = b""


Record = Captured | Message | Profile | Membership | Naming | Contact | Call | Tie | Status | Noticed
EARLIEST, LATEST = 1990, 2100
"""Years between which a time is believed."""
FIRST_SECOND, LAST_SECOND = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (EARLIEST, LATEST))
"""The same in seconds since 1970: a time is one from the first on, and before the last."""
