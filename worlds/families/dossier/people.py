"""Who lives in a world: hands, their accounts and their numbers in time."""

import random
from dataclasses import dataclass, field

from worlds.families.dossier.numbers import COUNTRIES, STYLES, NumberPool
from worlds.families.dossier.texts import NICKNAMES, PACKS, Pack

DAY = 86_400
BEGIN = 1_672_531_200
"""The first of January 2023, in seconds since 1970."""
END = BEGIN + 900 * DAY
"""When collection ends."""
NEVER = END + 3650 * DAY
UNSEEN = 1.75
"""How many accounts live for each that comes to stand in a file, as measured."""
ROLES = ("organiser", "recruiter", "house", "boat", "money")


@dataclass(slots=True)
class Account:
    """An account of a hand on one platform."""

    id: str
    hand: int
    names: list[tuple[int, str]]
    """Names from a time on."""
    handle: str
    born: int
    ends: int = NEVER
    shown: str = ""
    """The number on its profile."""
    handle_until: int = NEVER
    handle_since: int = 0
    about: str = ""
    asked: bool = False
    """Whether a request was made for it."""

    @property
    def platform(self) -> str:
        """Give its platform."""
        return self.id.partition(":")[0]

    @property
    def digits(self) -> str:
        """Give its id as the platform writes it."""
        return self.id.partition(":")[2].removeprefix("user")

    def handle_at(self, time: int) -> str:
        """Give its handle at a time."""
        return self.handle if self.handle_since <= time < self.handle_until else ""

    def name_at(self, time: int) -> str:
        """Give the name that it bears at a time."""
        return [name for since, name in self.names if since <= time or since == self.names[0][0]][-1]


@dataclass(slots=True)
class Hand:
    """A person, or a team that writes with one voice."""

    index: int
    kind: str
    lang: str
    country: str
    native: str
    latin: str
    accounts: list[Account] = field(default_factory=list)
    numbers: list[tuple[int, int, str]] = field(default_factory=list)
    """Spells in which it holds a number: from, to, number."""
    burner: str = ""
    style: str = "plus"
    mixes: bool = False
    line: str = ""
    crews: list[int] = field(default_factory=list)
    role: str = ""
    arrested: int = NEVER
    firm: int = -1
    """Index of the family, office or firm that it belongs to."""
    changes: list[tuple[int, str, str]] = field(default_factory=list)
    """Numbers given up for others, and told: when, old, new."""

    def number_at(self, time: int) -> str:
        """Give the number held at a time, the newest first."""
        return next((number for since, until, number in reversed(self.numbers) if since <= time < until), "")

    def accounts_at(self, time: int, platform: str = "") -> list[Account]:
        """List the accounts in use at a time."""
        live = [account for account in self.accounts if account.born <= time < account.ends]
        return [account for account in live if not platform or account.platform == platform]


@dataclass(slots=True)
class Crew:
    """An organiser's partnership: those with whom trips are made again and again."""

    index: int
    lang: str
    word: str
    towns: tuple[str, str]
    hands: list[int]
    template: str
    desks: list[tuple[int, int, str, int]] = field(default_factory=list)
    """The common number: from, to, number, and who answers it."""
    handle: str = ""
    handle_of: str = ""
    """The account to which the common handle leads."""
    several: float = 0.3
    begins: int = BEGIN
    ends: int = NEVER
    parent: int = -1
    last_desk: int = -1

    def desk_at(self, time: int) -> str:
        """Give the common number at a time."""
        return next((number for since, until, number, _ in self.desks if since <= time < until), "")


@dataclass(slots=True)
class House:
    """A family, an office, an agency or an exchange office: several persons, one number."""

    kind: str
    hands: list[int]
    number: str
    names: list[tuple[int, str]] = field(default_factory=list)
    lang: str = "en"


class World:
    """Everything that exists, before anybody collects it."""

    def __init__(self, seed: int, size: int, rates: dict[str, float]) -> None:
        self.rng = random.Random(seed)
        self.seed, self.size, self.rates = seed, round(size * UNSEEN), rates
        self.pool = NumberPool(self.rng)
        self.hands: list[Hand] = []
        self.crews: list[Crew] = []
        self.houses: list[House] = []
        self.accounts: dict[str, Account] = {}
        self.handles: set[str] = set()
        self.reissued: list[tuple[str, int, int]] = []
        """Numbers that a stranger got: number, old hand, new hand."""
        self.handle_moves: list[tuple[str, str, str]] = []
        """Handles that went from one account or place to another: handle, old, new."""
        self._next = {
            "user": 990_000_000_000 + seed % 997 * 1_000_000,
            "channel": 9_900_000_000,
            "": 99_000_000_000_000,
        }
        self.langs = self.rng.sample(sorted(PACKS), self.rng.randint(4, 5))
        if not {"ar", "bn", "am"} & {*self.langs}:
            self.langs[0] = "ar"
        self.lang_weights = [self.rng.uniform(0.5, 3) for _ in self.langs]
        self.country_weights = [self.rng.uniform(low, 3) for low in (1, 1, 0.3, 0.2, 0)]

    def happens(self, rate: str, times: float = 1.0) -> bool:
        """Draw whether something of a rate happens."""
        return self.rng.random() < self.rates[rate] * times

    def draw_time(self, low: int = BEGIN, high: int = END) -> int:
        """Draw a time between two."""
        return self.rng.randrange(low, max(high, low + 1))

    def draw_lang(self) -> str:
        """Draw a language by its weight."""
        return self.rng.choices(self.langs, self.lang_weights)[0]

    def pack(self, lang: str) -> Pack:
        """Give the words of a language."""
        return PACKS[lang]

    def issue_id(self, platform: str, kind: str = "") -> str:
        """Give the next id of a platform."""
        kind = kind or ("user" if platform == "telegram" else "")
        space = kind if kind in self._next else ""
        self._next[space] += self.rng.randrange(3, 9_000)
        return f"{platform}:{kind}{self._next[space]}"

    def invent_handle(self, word: str) -> str:
        """Invent a handle that nobody has."""
        stem = "".join(sign for sign in word.casefold() if sign.isascii() and sign.isalpha())[:14] or "acc"
        while True:
            handle = f"{stem}{self.rng.choice(('_', '', '_x', 's'))}{self.rng.randrange(10, 99999)}"
            if handle not in self.handles and len(handle) > 4:
                self.handles.add(handle)
                return handle

    def add_hand(self, kind: str, lang: str = "", family: tuple[str, str] | None = None) -> Hand:
        """Add a person."""
        rng = self.rng
        lang = lang or self.draw_lang()
        pack = PACKS[lang]
        given, surname = rng.choice(pack.given), family or rng.choice(pack.family)
        middle = rng.choice(pack.given) if rng.random() < 0.45 else ("", "")
        if middle[1] and family is None and rng.random() < 0.5:
            surname, middle = middle, ("", "")
        hand = Hand(
            len(self.hands),
            kind,
            lang,
            rng.choices(COUNTRIES, self.country_weights)[0],
            " ".join(filter(None, (given[0], middle[0], surname[0]))),
            " ".join(filter(None, (given[1], middle[1], surname[1]))),
            style=rng.choice(STYLES),
            mixes=rng.random() < 0.5,
        )
        self.hands.append(hand)
        return hand

    def give_number(self, hand: Hand, since: int = BEGIN, until: int = NEVER, number: str = "") -> str:
        """Give a hand a number, a new one if none is named."""
        number = number or self.pool.issue(hand.country)
        hand.numbers.append((since, until, number))
        return number

    def draw_name(self, hand: Hand) -> str:
        """Draw how a person names an account: by its script, in Latin letters, by a first name, by a nickname."""
        way = self.rng.random()
        full = hand.native if way < 0.45 else hand.latin
        if way < 0.72:
            return full
        if way < 0.9:
            return full.split(" ", 1)[0] + self.rng.choice(
                ("", "", " 🌙", " ⚓", " 99", f" {self.rng.randrange(10, 99)}")
            )
        return self.rng.choice(NICKNAMES) + self.rng.choice(
            ("", f" {hand.latin.split(' ')[0]}", f" {self.rng.randrange(2, 99)}")
        )

    def open_account(self, hand: Hand, platform: str, born: int = BEGIN, name: str = "") -> Account:
        """Open an account for a hand, with name, handle and what its profile shows."""
        name = name or self.draw_name(hand)
        handle = self.invent_handle(hand.latin) if self.rng.random() < 0.45 else ""
        account = Account(self.issue_id(platform), hand.index, [(born, name)], handle, born)
        if self.happens("shows_number"):
            account.shown = hand.number_at(born)
        if self.rng.random() < 0.06:
            changed = self.draw_name(hand)
            if changed != name:
                account.names.append((self.draw_time(born, END), changed))
        hand.accounts.append(account)
        self.accounts[account.id] = account
        return account

    def open_accounts(self, hand: Hand, rate: str, first: str = "") -> None:
        """Open the first account of a person, and by chance a second on this or another platform."""
        platform = first or ("telegram" if self.rng.random() < 0.75 else "facebook")
        first_account = self.open_account(hand, platform)
        while self.happens(rate) and len(hand.accounts) < 3:
            other = {"telegram": "facebook", "facebook": "telegram"}[platform]
            where = other if self.happens("other_platform") else platform
            name = self.name_again(hand, first_account.names[0][1])
            self.open_account(hand, where, self.draw_time(BEGIN, BEGIN + 500 * DAY), name)

    def name_again(self, hand: Hand, name: str) -> str:
        """Name a further account: the same, the same in the other script, or another name."""
        if self.happens("own_name"):
            return name
        if self.happens("other_script"):
            return hand.latin if name == hand.native else hand.native
        return self.draw_name(hand)

    def draw_line(self, hand: Hand) -> str:
        """Draw the line that somebody puts under adverts: an own one, a signature, or a proverb that many use."""
        pack = PACKS[hand.lang]
        if self.rng.random() < 0.2:
            name = self.rng.choice((hand.native, hand.latin, hand.latin))
            return f"— {name if self.rng.random() < 0.4 else name.split(' ')[0]}"
        if self.happens("proverb"):
            return self.rng.choice(pack.proverbs)
        return (
            f"{self.rng.choice(pack.openings)}{self.rng.choice((' ', ', ', ' ... '))}{self.rng.choice(pack.closings)}"
        )
