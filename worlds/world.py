"""A made-up world: accounts, groups, what they wrote and what happened, and what is true of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from worlds.facts import Truth
from worlds.names import Names
from worlds.numbers import Number, Numbers

Spells = list[tuple[datetime, str]]
"""What something was called, each with its beginning, in order."""


def at_time(spells: Spells, at: datetime) -> str:
    """Give the spell that held at a time; the first one before its beginning."""
    return [text for begin, text in spells if begin <= at or begin == spells[0][0]][-1]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and what an app makes of it."""

    text: str
    kind: str = "plain"
    """plain, phone, link, mention, hashtag, bold, text_link or mention_name."""
    href: str = ""
    """Where a text_link leads, or the id behind a mention_name."""
    contact: str = ""
    """Id of the contact it names."""
    app: str = ""
    """App on which the contact is offered, where it is said."""


Text = tuple[Piece, ...]


def join_words(text: Text) -> str:
    """Give the text alone."""
    return "".join(piece.text for piece in text)


@dataclass(eq=False, slots=True, kw_only=True)
class Account:
    """A profile or page."""

    platform: str
    number: str
    language: str
    role: str
    hand: str
    """Who is behind it."""
    names: Spells
    handles: Spells = field(default_factory=list)
    shows: list[Piece] = field(default_factory=list)
    """Numbers and links on its profile."""
    about: str = ""
    page: bool = False
    removed: datetime | None = None
    checks: list[tuple[datetime, str, str]] = field(default_factory=list)
    """When who looked, what state it was in, and why."""

    @property
    def id(self) -> str:
        """Its id in the graph."""
        return f"telegram:user{self.number}" if self.platform == "telegram" else f"facebook:{self.number}"


@dataclass(eq=False, slots=True, kw_only=True)
class Group:
    """A group or channel."""

    platform: str
    number: str
    form: str
    """private_supergroup, public_supergroup, public_channel, personal_chat, saved_messages or group."""
    language: str
    names: Spells
    topic: str
    died: datetime | None = None
    """When it fell silent for good."""
    handles: Spells = field(default_factory=list)
    invite: str | None = None
    shows: list[Piece] = field(default_factory=list)
    admins: list[Account] = field(default_factory=list)
    members: list[Account] = field(default_factory=list)
    joined: dict[str, datetime] = field(default_factory=dict)
    """When each member came, by id."""
    left: dict[str, datetime] = field(default_factory=dict)
    """When members went who did not come back, by id."""
    moved: datetime | None = None
    """When it became a supergroup; a basic group before."""
    events: list["Event"] = field(default_factory=list)
    checks: list[tuple[datetime, str, str]] = field(default_factory=list)
    """When who looked, what state it was in, and why."""

    @property
    def id(self) -> str:
        """Its id in the graph."""
        if self.platform == "facebook":
            return f"facebook:group{self.number}"
        return f"telegram:{'user' if self.form == 'personal_chat' else 'channel'}{self.number}"

    @property
    def born(self) -> datetime:
        """When it was made."""
        return self.names[0][0]


@dataclass(eq=False, slots=True, kw_only=True)
class Event:
    """Something a group's log tells: made, renamed, joined, invited, left, pinned, moved."""

    at: datetime
    action: str
    actor: Account | Group
    title: str = ""
    members: list[Account] = field(default_factory=list)
    number: int = 0
    """Its id in the chat."""


@dataclass(eq=False, slots=True)
class Post:
    """A message or ad."""

    author: Account | Group
    group: Group | None
    """None: on the author's own page."""
    at: datetime
    text: Text
    purpose: str
    """ad, change, ask, answer, thanks, rate, warn, agency, client, quote, sell or chat."""
    reply_to: "Post | None" = None
    forwarded_from: str | None = None
    edited: tuple[datetime, Text] | None = None
    """When it was edited, and what it said before."""
    deleted: datetime | None = None
    card: tuple[str, Number] | None = None
    button: Piece | None = None
    """A button below it that opens an address."""
    photo: bool = False
    image_text: Text = ()
    """Words in its picture."""
    number: int = 0
    """Its id in the group, or on the platform."""
    template: str = ""
    """The advert it repeats, where worlds keep count of that."""


@dataclass(slots=True)
class World:
    """Everything in it, with the chance that made it and the truth about it."""

    rng: Random
    names: Names
    numbers: Numbers
    begin: datetime
    end: datetime
    accounts: list[Account] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    chats: list[Group] = field(default_factory=list)
    """The private chats of its owner: whoever exported a whole account."""
    owner: Account | None = None
    posts: list[Post] = field(default_factory=list)
    truth: Truth = field(default_factory=Truth)
    busy: dict[str, set[datetime]] = field(default_factory=dict)
    """Minutes in which a hand has written."""

    def time(self, hand: str, begin: datetime, end: datetime) -> datetime:
        """Give a waking minute between two times in which this hand has not written yet."""
        taken = self.busy.setdefault(hand, set())
        days = (end - begin).days + 1
        while True:
            day = begin + timedelta(days=self.rng.randrange(days))
            at = day.replace(hour=self.rng.randrange(6, 22), minute=self.rng.randrange(60), second=0)
            if begin + MINUTE <= at <= end - MINUTE and at not in taken:
                taken.add(at)
                return at.replace(second=self.rng.randrange(60))

    def account(self, platform: str, language: str, role: str, hand: str, name: str) -> Account:
        """Add an account."""
        n = len(self.accounts) + 1
        account = Account(
            platform=platform,
            # invented, in number spaces far above those in use; Facebook's beyond 2^53
            number=str(990000000000 + n * 7919 if platform == "telegram" else 99200000000000000 + n * 104729),
            language=language,
            role=role,
            hand=hand,
            names=[(self.begin, name)],
        )
        self.accounts.append(account)
        return account

    def group(
        self, platform: str, form: str, language: str, name: str, topic: str, born: datetime, admin: Account
    ) -> Group:
        """Add a group, made by its first admin."""
        n = len(self.groups) + 1
        group = Group(
            platform=platform,
            number=str(9900000000 + n * 611 if platform == "telegram" else 9930000000000000 + n * 7001),
            form=form,
            language=language,
            names=[(born, name)],
            topic=topic,
            admins=[admin],
            members=[admin],
            joined={admin.id: born},
        )
        action = "create_channel" if form.endswith("channel") else "create_group"
        group.events.append(Event(at=born, action=action, actor=admin, title=name, members=[admin]))
        self.groups.append(group)
        return group

    def invite(self) -> str:
        """Give an invite to a Telegram group."""
        return "t.me/+SMPL" + "".join(self.rng.choice(LETTERS) for _ in range(12))

    def whatsapp(self) -> str:
        """Give an invite to a WhatsApp group."""
        return "chat.whatsapp.com/SAMPLE" + "".join(self.rng.choice(LETTERS) for _ in range(16))


MINUTE = timedelta(minutes=1)
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
