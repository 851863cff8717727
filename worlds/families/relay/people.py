"""Who and what there is in a world of the relay: persons, their accounts, places, posts, and the stock of numbers."""

import random
from dataclasses import dataclass, field
from typing import Any

from worlds.families.relay.texts import FAMILY_HEAD, FAMILY_TAIL, GIVEN, KUNYA, LATIN, NICKS

START, END = 1_672_531_200, 1_751_241_600
"""The first of January 2023 and the thirtieth of June 2025, as seconds in UTC."""
DAY = 86_400

_AREAS = (
    *(202, 212, 305, 312, 404, 415, 503, 602, 617, 702, 713, 718, 773),
    *(818, 917, 206, 214, 303, 314, 402, 410, 504, 512, 614, 704, 808),
)
_RANGES = (
    ("+3363998", 4, 0, 9999, 8),
    ("+447700900", 3, 0, 999, 4),
    ("+3319900", 4, 0, 9999, 3),
    ("+3326191", 4, 0, 9999, 2),
    ("+3346571", 4, 0, 9999, 2),
    ("+3353649", 4, 0, 9999, 1),
    ("+442079460", 3, 0, 999, 1),
    ("+493023125", 3, 0, 999, 2),
    ("+496990009", 3, 0, 999, 1),
    ("+4917139200", 2, 0, 99, 1),
    ("+467017406", 2, 5, 99, 1),
    ("+441134960", 3, 0, 999, 1),
    *((f"+1{area}55501", 2, 0, 99, 0.4) for area in _AREAS),
)
"""Prefix, digits after it, least and greatest, and how often: ranges that are reserved for fiction."""


class NumberStock:
    """Numbers that nobody has yet; SIM cards may be bought in packs that follow each other."""

    def __init__(self, rng: random.Random) -> None:
        """Begin with none given away."""
        self._rng, self._taken = rng, set[str]()

    def take(self) -> str:
        """Give one number."""
        return self.take_pack(1)[0]

    def take_pack(self, count: int) -> list[str]:
        """Give numbers of one range, nearly in a row."""
        weights = [entry[4] for entry in _RANGES]
        while True:
            prefix, width, low, high, _ = self._rng.choices(_RANGES, weights)[0]
            at, pack = self._rng.randint(low, high), list[str]()
            while at <= high and len(pack) < count:
                number = f"{prefix}{at:0{width}}"
                if number not in self._taken:
                    pack.append(number)
                at += 1 if self._rng.random() < 0.8 else 2
            if len(pack) == count:
                self._taken.update(pack)
                return pack


@dataclass(slots=True, eq=False)
class Account:
    """One profile: its names and handles with when each began, and what its bearer does with it."""

    id: str
    platform: str
    names: list[tuple[int, str]]
    born: int
    person: "Person"
    handles: list[tuple[int, str]] = field(default_factory=list)
    lost: int = END
    habits: frozenset[str] = frozenset()
    """phone: posts the number; profile-phone: shows it; text: signs; name, handle: as an earlier account has."""
    shown: list[tuple[int, str]] = field(default_factory=list)
    """Numbers on the profile, with when each began."""
    bio: str = ""
    bio_contacts: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Person:
    """One hand."""

    lang: str
    name: str
    crew: str = ""
    accounts: list[Account] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)
    """Number of each season, with when it began."""
    signature: str = ""
    role: str = ""
    since: int = START
    until: int = END

    def line_at(self, at: int) -> str:
        """Give the number in use then."""
        return value_at(self.lines, at)

    def accounts_at(self, at: int, platform: str) -> list[Account]:
        """Give the accounts that are in use then."""
        return [each for each in self.accounts if each.platform == platform and each.born <= at < each.lost]


def value_at(spells: list[tuple[int, str]], at: int) -> str:
    """Give the value that held then, else the first; nothing where there is none."""
    value = spells[0][1] if spells else ""
    for begin, each in spells:
        if begin <= at:
            value = each
    return value


@dataclass(slots=True, eq=False)
class Post:
    """What somebody wrote somewhere, and what it says."""

    at: int
    author: Account | None
    """None: the place itself, as a channel or a page."""
    text: str
    said: tuple[str, ...] = ()
    """Contacts that stand there plainly: numbers as E.164, ``telegram:@x``, ``invite:…``."""
    veiled: tuple[str, ...] = ()
    """Numbers in disguise, or without their country."""
    app: str = ""
    keys: tuple[str, ...] = ()
    """Wordings of somebody's own that it uses."""
    forwarded: str = ""
    change: tuple[str, str] = ("", "")
    announces: tuple[str, str] = ("", "")
    """Ids of an old place and a new one that it names."""
    signed: str = ""
    voice: "Place | None" = None
    """The channel that writes in the chat beside it."""
    gone: int = END * 2
    number: int = 0
    sends: bool = True
    """Whether it sends readers to its contacts: no warning, relisting or forward does."""


@dataclass(slots=True, eq=False)
class Place:
    """A channel, a chat, a WhatsApp group, a Facebook group or a page."""

    id: str
    platform: str
    kind: str
    names: list[tuple[int, str]]
    lang: str
    born: int
    end: int = END
    fate: str = "lives"
    """lives, quiet (lives, nobody writes), removed, deleted, private."""
    crew: str = ""
    handle: str = ""
    invite: str = ""
    linked: "Place | None" = None
    admins: list[Account] = field(default_factory=list)
    members: dict[Account, int] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    texts: tuple[str, ...] = ()
    turn: int = 0
    """Which of the crew's wordings those are."""
    purpose: str = "crew"

    @property
    def broadcasts(self) -> bool:
        """Whether it writes itself."""
        return self.kind in ("channel", "page")

    @property
    def link(self) -> str:
        """How people lead others to it."""
        if self.platform == "telegram" and self.handle:
            return f"https://t.me/{self.handle}"
        if self.platform == "facebook":
            return f"https://www.facebook.com/{self.id.partition(':')[2].removeprefix('group')}"
        return f"https://{self.invite.removeprefix('invite:')}"

    @property
    def contact(self) -> str:
        """Give the contact that opens it, as the graph writes it."""
        if self.platform == "telegram" and self.handle:
            return f"telegram:@{self.handle.lower()}"
        return self.invite


def speaker_of(post: Post, place: Place | None) -> str:
    """Give the id of who wrote a post: an account, a channel in the chat beside it, or the place itself."""
    if post.author is not None:
        return post.author.id
    voice = post.voice or place
    return voice.id if voice else ""


@dataclass(slots=True)
class World:
    """All that is there."""

    rng: random.Random
    rates: dict[str, float]
    stock: NumberStock
    persons: list[Person] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    facts: dict[str, list[Any]] = field(default_factory=dict)
    """What was planned, by kind, until it is known what survives."""
    _ids: set[str] = field(default_factory=set)

    def happens(self, rate: str) -> bool:
        """Try a rate."""
        return self.rng.random() < self.rates[rate]

    def note(self, kind: str, value: Any) -> None:
        """Remember what was planned."""
        self.facts.setdefault(kind, []).append(value)

    def make_id(self, prefix: str, digits: int) -> str:
        """Give an id far above those in use."""
        while (found := f"{prefix}99{self.rng.randrange(10 ** (digits - 2)):0{digits - 2}}") in self._ids:
            pass
        self._ids.add(found)
        return found

    def make_handle(self, base: str) -> str:
        """Give a handle that nobody bears."""
        plain = "".join(sign for sign in base.lower() if sign.isascii() and sign.isalnum()) or "rl"
        while (found := f"{plain[:14]}_{self.rng.randrange(10, 99999)}") in self._ids:
            pass
        self._ids.add(found)
        return found

    def make_invite(self, app: str) -> str:
        """Give an invite link of Telegram or WhatsApp."""
        signs = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
        code = "".join(self.rng.choice(signs) for _ in range(16 if app == "telegram" else 22))
        return f"invite:t.me/+{code}" if app == "telegram" else f"invite:chat.whatsapp.com/{code}"

    def add_person(self, lang: str, crew: str = "", role: str = "") -> Person:
        """Add a hand without accounts."""
        given = self.rng.choice(GIVEN[lang])
        family = self.rng.choice(FAMILY_HEAD[lang]) + self.rng.choice(FAMILY_TAIL[lang])
        name = KUNYA[lang] + given if crew and self.rng.random() < 0.4 else f"{given} {family}"
        person = Person(lang, name, crew, role=role)
        self.persons.append(person)
        return person

    def add_account(self, person: Person, platform: str, born: int, *, name: str = "", number: str = "") -> Account:
        """Add an account of a hand; a WhatsApp account is its number."""
        if platform == "whatsapp":
            id = f"whatsapp:{number or self.stock.take()}"
            self._ids.add(id)
        else:
            id = self.make_id("telegram:user", 12) if platform == "telegram" else self.make_id("facebook:", 17)
        account = Account(id, platform, [(born, name or person.name)], born, person)
        if platform != "whatsapp" and self.rng.random() < 0.6:
            account.handles = [(born, self.make_handle(self.romanize(name or person.name)))]
            if self.rng.random() < 0.08:
                again = self.make_handle(self.rng.choice(NICKS))
                account.handles.append((born + self.rng.randint(60, 400) * DAY, again))
        person.accounts.append(account)
        self.accounts.append(account)
        return account

    def has_id(self, id: str) -> bool:
        """Tell whether an id is taken."""
        return id in self._ids

    def invent_name(self, person: Person) -> str:
        """Give a name that somebody bears who does not want to be known by his own, or does not care."""
        given, rng = person.name.split()[0], self.rng
        nick = f"{rng.choice(NICKS)}{rng.choice(('', '_', ' '))}{rng.choice(NICKS)}"
        initial = f"{self.romanize(given)} {rng.choice('ABDEHKLMNRSTYZ')}"
        return rng.choice((given, nick, initial, f"{nick} {rng.randrange(1, 99)}"))

    def add_place(self, platform: str, kind: str, name: str, lang: str, born: int, crew: str = "") -> Place:
        """Add an empty place."""
        if platform == "telegram":
            id = self.make_id("telegram:channel", 10)
        elif platform == "whatsapp":
            id = self.make_id("whatsapp:", 20) + "@g.us"
        else:
            id = self.make_id("facebook:" if kind == "page" else "facebook:group", 17)
        place = Place(id, platform, kind, [(born, name)], lang, born, crew=crew)
        if platform == "telegram" and self.rng.random() < 0.7:
            place.handle = self.make_handle(self.romanize(name))
        if platform == "whatsapp" or (platform == "telegram" and not place.handle):
            place.invite = self.make_invite(platform)
        self.places.append(place)
        return place

    def romanize(self, name: str) -> str:
        """Write a name in Latin letters, as its bearer would in a handle."""
        for word, latin in LATIN.items():
            name = name.replace(word, latin)
        return name

    def moment(self, low: int, high: int) -> int:
        """Draw a time, more by day and evening than by night."""
        day = self.rng.randint(low // DAY, max(low, high - 1) // DAY) * DAY
        hour = int(self.rng.triangular(5, 24, 18)) % 24
        at = day + hour * 3600 + self.rng.randrange(3600)
        return min(max(at, low), max(low, high - 1))
