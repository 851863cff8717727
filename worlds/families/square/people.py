"""Who there is in a world of ``square``: accounts, hands, firms, crews, public groups, and what each has to share."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TypeVar

from worlds.families.square import words
from worlds.families.square.rates import draw_rates

DAY = 24 * 60
EVER = 10**9
Item = TypeVar("Item")


@dataclass(slots=True, eq=False)
class Account:
    """One account; times are minutes since the world began."""

    id: str
    platform: str
    lang: str
    town: int
    role: str
    """ordinary, crew, agency, exchange, driver, translator, jobs, bot, freelancer, journalist, hotline or clone."""
    hand: "Hand"
    names: list[tuple[int, str]]
    born: int
    handles: list[tuple[int, str]] = field(default_factory=list)
    died: int = EVER
    gives: list[tuple[int, int, str]] = field(default_factory=list)
    """Numbers that its adverts give, from when, to when."""
    shown: list[tuple[int, int, str]] = field(default_factory=list)
    """Numbers on its profile."""
    bio: str = ""
    tells: list[tuple[int, str]] = field(default_factory=list)
    """Lines added to the profile, from when."""
    handle_given: str = ""
    email: str = ""
    invite: str = ""
    grown: int = 0
    """Until when somebody else let it grow, before it was bought."""
    sign: str = ""
    style: str = "intl"
    page: bool = False
    firm: "Firm | None" = None
    groups: list["Group"] = field(default_factory=list)
    home: tuple[str, int] = ("en", 0)

    def name_at(self, at: int) -> str:
        """Give the name borne at a time."""
        return [name for since, name in self.names if since <= max(at, self.names[0][0])][-1]

    def handle_at(self, at: int) -> str:
        """Give the handle borne at a time, or nothing."""
        borne = [handle for since, handle in self.handles if since <= at]
        return borne[-1] if borne else ""


@dataclass(slots=True, eq=False)
class Hand:
    """One person, or a team that speaks as one."""

    given: int
    family: int
    lang: str
    accounts: list[Account] = field(default_factory=list)
    phone: str = ""
    later: str = ""
    """The number taken later, where a change is told."""
    planned: tuple[str, ...] = ()
    numbers: list[str] = field(default_factory=list)
    """Numbers the accounts were to share."""
    sign: str = ""
    handle: str = ""
    email: str = ""
    invite: str = ""


@dataclass(slots=True, eq=False)
class Firm:
    """A crew, an agency or another firm: people under one name."""

    brand: str
    trade: str
    lang: str
    town: int
    way: tuple[int, int]
    lines: list[str]
    phone: str = ""
    handle: str = ""
    one_number: bool = False
    branded: bool = False
    splits: bool = False
    hands: list[Hand] = field(default_factory=list)
    groups: list["Group"] = field(default_factory=list)
    designer: str = ""
    """The number of a freelancer, put below the adverts."""
    form: bool = False
    half_of: "Firm | None" = None

    def accounts(self) -> list[Account]:
        """Give the accounts that are the firm's, without those of the same hand elsewhere."""
        return [account for hand in self.hands for account in hand.accounts if account.firm is self]


@dataclass(slots=True, eq=False)
class Group:
    """A public place, or a page that a group became."""

    id: str
    platform: str
    lang: str
    town: int
    kind: str
    """group, channel or page."""
    theme: str
    """place, route, rating or crew."""
    names: list[tuple[int, str]]
    born: int
    link: str
    handle: str = ""
    end: int = EVER
    fate: str = ""
    """removed, closed, private, archived or dropped."""
    firm: Firm | None = None
    admins: list[tuple[int, int, Account]] = field(default_factory=list)
    members: dict[str, tuple[int, int, Account]] = field(default_factory=dict)
    about: str = ""
    page: Account | None = None

    def name_at(self, at: int) -> str:
        """Give the name borne at a time."""
        return [name for since, name in self.names if since <= max(at, self.names[0][0])][-1]


@dataclass(slots=True, eq=False)
class Kind:
    """Innocents of one kind."""

    kind: str
    subjects: list[Account | Group]
    contacts: list[str] = field(default_factory=list)
    around: list[Account] = field(default_factory=list)
    like: list[Group] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Follow:
    """A group that took over from another."""

    old: Group
    new: Group
    share: float
    script: str = ""


@dataclass(slots=True, eq=False)
class Errand:
    """A post that somebody is going to write: an announcement, a new number, a return."""

    at: int
    account: Account
    kind: str
    link: str = ""
    old: str = ""
    number: str = ""
    group: Group | None = None
    of: Group | None = None
    """The group that an announcement is about."""


class World:
    """All people and places of one seed, the chance they were drawn by, and what is free to hand out."""

    def __init__(self, seed: int, size: int) -> None:
        """Begin an empty world."""
        self.rng = Random(seed)
        self.seed, self.size = seed, size
        self.rates = draw_rates(self.rng)
        self.start = datetime(2023, 9, 1, tzinfo=UTC) + timedelta(days=self.rng.randrange(300))
        self.span = self.rng.randrange(480, 800) * DAY
        langs = self.rng.sample(words.LANGUAGES, 4)
        self.homes = [(lang, town) for lang in langs for town in range(len(words.TOWNS[lang][1]))]
        self.rng.shuffle(self.homes)
        self.homes = self.homes[: max(4, min(len(self.homes), size // 60))]
        self.accounts: list[Account] = []
        self.groups: list[Group] = []
        self.hands: list[Hand] = []
        self.firms: list[Firm] = []
        self.kinds: list[Kind] = []
        self.reuses: list[tuple[str, Account, Account, str, int]] = []
        """Handles that went over: kind, from whom, to whom, the handle, when."""
        self.taken: list[tuple[Group, Group, str]] = []
        """Names of dead groups that a rival's group took."""
        self.generic: list[str] = []
        self.follows: list[Follow] = []
        self.rivals: list[tuple[Group, Group]] = []
        self.errands: list[Errand] = []
        self.numbers = _list_numbers(self.rng)
        self.ids = 0

    def chance(self, rate: str | float) -> bool:
        """Tell whether something happens, by a rate's name or a share."""
        return self.rng.random() < (self.rates[rate] if isinstance(rate, str) else rate)

    def pick(self, items: Sequence[Item]) -> Item:
        """Give one of several."""
        return items[int(self.rng.random() * len(items))]

    def new_id(self, platform: str, kind: str = "user") -> str:
        """Give an id that nobody has."""
        self.ids += 1
        scatter = self.ids * 7919 % 99991
        if platform == "telegram":
            if kind == "user":
                return f"telegram:user99{scatter:05d}{self.ids:05d}"
            return f"telegram:channel99{self.ids:05d}{scatter % 1000:03d}"
        prefix = "group" if kind != "user" else ""
        return f"{platform}:{prefix}99{scatter:05d}{self.ids:06d}17"

    def new_number(self, lang: str) -> str:
        """Give a number that nobody had, of a country where people of this language live."""
        countries = {"en": "GGGUA", "fr": "FFFFG", "ar": "DDFFS", "ru": "DDDGS", "bn": "GFFUU"}[lang]
        stock = self.numbers[self.pick(countries)] or self.numbers["F"]
        return stock.pop()

    def new_handle(self, stem: str) -> str:
        """Give a handle that nobody has."""
        self.ids += 1
        plain = "".join(sign for sign in stem.lower() if sign.isascii() and sign.isalnum())[:14]
        return f"{plain or 'sq'}_{self.ids % 10000}x"

    def new_link(self, platform: str) -> str:
        """Give an invite link."""
        letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
        if platform == "telegram":
            return "https://t.me/+" + "".join(self.pick(letters) for _ in range(16))
        return ""

    def day(self, minute: int) -> datetime:
        """Give a minute of the world as a time."""
        return self.start + timedelta(minutes=minute)


def _list_numbers(rng: Random) -> dict[str, list[str]]:
    """List numbers reserved for fiction, by country, in an order of chance."""
    areas = (
        "113496",
        "114496",
        "115496",
        "116496",
        "117496",
        "118496",
        "121496",
        "131496",
        "141496",
        "151496",
        "161496",
    )
    towns = ("3023125", "6990009", "4066969", "2214710", "8999998")
    stock = {
        "G": [f"+447700900{n:03d}" for n in range(1000)]
        + [f"+442079460{n:03d}" for n in range(1000)]
        + [f"+44{area}0{n:03d}" for area in areas for n in rng.sample(range(1000), 300)],
        "F": [f"+3363998{n:04d}" for n in range(10000)]
        + [f"+33{area}{n:04d}" for area in ("19900", "26191") for n in rng.sample(range(10000), 400)],
        "U": [f"+1{area}55501{n:02d}" for area in range(212, 980, 7) for n in range(100)],
        "D": [f"+49{area}{n:03d}" for area in towns for n in range(1000)]
        + [f"+49171392{n:04d}" for n in range(100)],
        "S": [f"+468465004{n:02d}" for n in range(100)] + [f"+4670174{n:04d}" for n in range(605, 700)],
        "A": [f"+61255501{n:03d}" for n in range(1000)] + [f"+6137010{n:04d}" for n in range(1000, 1400)],
        "H": [f"+44808157{n:04d}" for n in range(10000)],
    }  # fmt: skip
    for numbers in stock.values():
        rng.shuffle(numbers)
    return stock


def name_person(hand: Hand, latin: bool) -> str:
    """Spell the name of a person, in Latin letters where asked."""
    if latin and hand.lang in words.LATIN_GIVEN:
        return f"{words.LATIN_GIVEN[hand.lang][hand.given]} {words.LATIN_FAMILY[hand.lang][hand.family]}"
    return f"{words.GIVEN[hand.lang][hand.given]} {words.FAMILY[hand.lang][hand.family]}"


def name_profile(world: World, hand: Hand, home: tuple[str, int]) -> str:
    """Name the account of an ordinary person: the full name, a part of it, or what people call themselves."""
    first, last = name_person(hand, world.chance(0.4)).split(" ", 1)
    town = words.TOWNS[home[0]][1][home[1]]
    return world.pick(words.NICKNAMES).format(first, last, world.rng.randrange(2, 99), t=town)


def make_hand(world: World, lang: str) -> Hand:
    """Make a person without accounts."""
    given, family = len(words.GIVEN[lang]), len(words.FAMILY[lang])
    hand = Hand(int(world.rng.random() ** 1.4 * given), int(world.rng.random() ** 1.4 * family), lang)
    world.hands.append(hand)
    return hand


def choose_platform(world: World) -> str:
    """Choose where an account is opened."""
    draw = world.rng.random()
    if draw < world.rates["on_telegram"]:
        return "telegram"
    return "instagram" if draw < world.rates["on_telegram"] + world.rates["on_instagram"] else "facebook"


def open_account(
    world: World, hand: Hand, role: str, home: tuple[str, int], *, born: int, name: str, platform: str = ""
) -> Account:
    """Open an account of a hand."""
    platform = platform or choose_platform(world)
    account = Account(
        world.new_id(platform), platform, home[0], home[1], role, hand, [(born, name)], born,
        style=world.pick(("intl", "intl", "bare", "zero", "national", "wa", "digits")), home=home,
    )  # fmt: skip
    if platform != "facebook" or world.chance(0.15):
        account.handles.append(
            (
                born,
                world.new_handle(
                    name if name.isascii() else words.LATIN_GIVEN.get(hand.lang, words.GIVEN["en"])[hand.given]
                ),
            )
        )
    hand.accounts.append(account)
    world.accounts.append(account)
    return account


def plan_bonds(world: World, hand: Hand) -> None:
    """Decide what the accounts of a hand are to share, and let each keep to it or not."""
    kinds = {
        "phone": "bond_phone",
        "profile-phone": "bond_profile",
        "number-change": "bond_change",
        "handle": "bond_handle",
        "text": "bond_text",
        "name": "bond_name",
        "email": "bond_email",
        "invite": "bond_invite",
    }
    hand.planned = tuple(kind for kind, rate in kinds.items() if world.chance(rate))
    for account in hand.accounts:
        keep_bonds(world, hand, account)


def keep_bonds(world: World, hand: Hand, account: Account) -> None:
    """Give an account of a hand what the hand's accounts share, as far as it keeps to it."""
    if {"phone", "profile-phone", "number-change"} & {*hand.planned} and not hand.phone:
        hand.phone = world.new_number(hand.lang)
    for kind in hand.planned:
        if not world.chance("bond_kept"):
            continue
        if kind == "phone":
            account.gives.append((account.born, EVER, hand.phone))
            hand.numbers.append(hand.phone)
        elif kind == "profile-phone":
            account.shown.append((account.born, EVER, hand.phone))
            hand.numbers.append(hand.phone)
        elif kind == "number-change":
            hand.later = hand.later or world.new_number(hand.lang)
            number = hand.phone if account is hand.accounts[0] else hand.later
            account.gives.append((account.born, EVER, number))
            hand.numbers.append(number)
        elif kind == "handle":
            hand.handle = hand.handle or (hand.accounts[0].handle_at(EVER) or world.new_handle(name_person(hand, True)))
            account.handle_given = hand.handle
        elif kind == "text":
            hand.sign = hand.sign or world.pick(words.LINES[hand.lang]["sign"]).format(n=name_person(hand, False))
            account.sign = hand.sign
        elif kind == "invite":
            hand.invite = hand.invite or world.new_link("telegram")
            account.invite = hand.invite
        elif kind == "email":
            hand.email = hand.email or f"{world.new_handle('post')}@mail.example"
            account.email = hand.email
        elif kind == "name" and account is not hand.accounts[0]:
            account.names = [(account.born, hand.accounts[0].names[-1][1])]


def open_second(world: World, account: Account, born: int, platform: str = "") -> Account:
    """Open another account of a hand, and draw what the two share."""
    hand = account.hand
    nick = world.pick(("{0}", "{1}", "{0} {2}", "{1} {0}", "Mr {0}", "{0}_{2}"))
    first, last = name_person(hand, world.chance(0.4)).split(" ", 1)
    name = nick.format(first, last, world.rng.randrange(2, 99))
    platform = platform or (account.platform if world.chance(0.45) else choose_platform(world))
    second = open_account(world, hand, account.role, account.home, born=born, name=name, platform=platform)
    second.firm, second.bio = account.firm, account.bio if world.chance(0.3) else ""
    if hand.planned:
        keep_bonds(world, hand, second)
    else:
        plan_bonds(world, hand)
    return second
