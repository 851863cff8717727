"""Who is in the bazaars: people and their accounts, offices with their staff and numbers, groups."""

import random
from dataclasses import dataclass, field

DAY = 86_400
START = 1_661_990_400
"""1 September 2022."""
DAYS = 760
END = START + DAYS * DAY


def borne_at(names: list[tuple[int, str]], at: int) -> str:
    """Give the name that was borne at a time, of names with the time from which each was; the first before all."""
    return next((name for since, name in reversed(names) if since <= at), names[0][1])


@dataclass(slots=True, eq=False)
class Account:
    """An account or page, as it is in truth."""

    id: str
    platform: str
    hand: int
    use: str
    """private, work, spare, page or voice."""
    names: list[tuple[int, str]]
    """Since when, and which name."""
    tongue: str
    town: int
    handle: str = ""
    later_handle: tuple[int, str] = (END, "")
    """Another handle, and since when."""
    begin: int = START
    end: int = END
    removed: bool = False
    office: int = -1
    """Of a page: whose it is."""
    numbers: list[tuple[str, int, int]] = field(default_factory=list)
    """Personal numbers given from this account: number, since, until."""
    shows: list[tuple[str, int, int]] = field(default_factory=list)
    """Numbers on the profile."""
    telegram_handle: str = ""
    """The handle on Telegram that its posts name."""
    changed: tuple[str, str, int] = ("", "", 0)
    """Old number, new number and when it says so."""
    phrase: str = ""
    groups: list["Group"] = field(default_factory=list)

    def handle_at(self, at: int) -> str:
        """Give the handle that it bears at a time."""
        return self.later_handle[1] if self.later_handle[0] <= at else self.handle

    def name_at(self, at: int) -> str:
        """Give the name that it bears at a time."""
        return borne_at(self.names, at)


@dataclass(slots=True, eq=False)
class Hand:
    """One person, or a team with one voice."""

    key: int
    first: str
    last: str
    tongue: str
    town: int
    kind: str
    accounts: list[Account] = field(default_factory=list)
    line: str = ""
    home: str = ""
    phrase: str = ""
    signs: bool = False
    planned: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Stint:
    """A person's time at an office."""

    hand: Hand
    begin: int
    end: int
    role: str
    line: str = ""


@dataclass(slots=True, eq=False)
class Office:
    """A firm of the bazaar."""

    key: int
    trade: str
    town: int
    tongue: str
    country: str
    names: list[tuple[int, str]]
    smuggles: bool
    licensed: bool
    crew: int
    begin: int = START
    end: int = END
    closed: bool = False
    numbers: list[tuple[str, str, int, int]] = field(default_factory=list)
    """What it is for (call, office, whatsapp, viber), the number, since and until."""
    staff: list[Stint] = field(default_factory=list)
    voices: list[Account] = field(default_factory=list)
    groups: list["Group"] = field(default_factory=list)
    wording: tuple[int, ...] = ()
    frame: int = -1
    """Which common advert it fills in, if any."""
    copied: int = -1
    """From which office it took its words."""
    route: tuple[str, str] = ("", "")
    marks: str = ""
    several: bool = False
    national: float = 0.0

    def name_at(self, at: int) -> str:
        """Give its name at a time."""
        return borne_at(self.names, at)

    def numbers_at(self, at: int) -> list[tuple[str, str]]:
        """Give what it answers at a time."""
        return [(use, number) for use, number, since, until in self.numbers if since <= at < until]


@dataclass(slots=True, eq=False)
class Group:
    """A group, channel or chat."""

    id: str
    platform: str
    kind: str
    town: int
    names: list[tuple[int, str]]
    tongue: str
    begin: int = START
    end: int = END
    how: str = ""
    """How it ended: report, quarrel, boredom, closed; empty while it lives."""
    office: int = -1
    admins: list[Account] = field(default_factory=list)
    members: dict[str, Account] = field(default_factory=dict)
    channel: bool = False
    invite: str = ""
    handle: str = ""
    private_since: int = 0
    like: str = ""
    route: tuple[str, str] = ("", "")

    def handle_at(self, at: int) -> str:
        """Give its handle; a chat that ended has given it up."""
        return self.handle if at < self.end or not self.how else ""

    def name_at(self, at: int) -> str:
        """Give the name that it bears at a time."""
        return borne_at(self.names, at)


@dataclass(slots=True, eq=False)
class Follow:
    """A group or page that ended, and what followed."""

    old: str
    new: str
    new_name: str
    at: int
    announcers: list[Account]
    crew_texts: str = ""
    similar: bool = False
    elsewhere: bool = True
    link: str = ""


@dataclass(slots=True, eq=False)
class Market:
    """Everybody and everything."""

    chance: random.Random
    hands: list[Hand] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    follows: list[Follow] = field(default_factory=list)
    rivals: list[tuple[str, str, Account | None]] = field(default_factory=list)
    freed: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Kind, old bearer, new bearer and the name or handle that passed."""
    passed_lines: list[tuple[Account, Account, str]] = field(default_factory=list)
    recycled: list[tuple[Account, str]] = field(default_factory=list)
    """Who got the number of an office that had closed."""
    households: list[list[Hand]] = field(default_factory=list)
    hotlines: list[tuple[str, list[Account]]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def new_id(self, platform: str, kind: str) -> str:
        """Give an id far above those in use."""
        while True:
            if platform == "telegram":
                digits = 12 if kind == "user" else 10
                id = f"telegram:{kind}{self._digits(digits)}"
            elif kind == "group":
                id = f"{platform}:group{self._digits(15)}"
            else:
                id = f"{platform}:{self._digits(15 if platform == 'facebook' else 13)}"
            if id not in self.taken:
                self.taken.add(id)
                return id

    def _digits(self, count: int) -> str:
        return (
            "99" + "".join(self.chance.choice("0123456789") for _ in range(count - 3)) + self.chance.choice("123456789")
        )

    def new_invite(self) -> str:
        """Give the hash of an invite of Telegram."""
        return "".join(
            self.chance.choice("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(16)
        )

    def accounts(self) -> list[Account]:
        """Give every account once."""
        return [account for hand in self.hands for account in hand.accounts]

    def account_count(self) -> int:
        """Count them."""
        return sum(len(hand.accounts) for hand in self.hands)
