"""Who lives in a world: hands, their accounts, their numbers in time, the crews and the innocents."""

import random
from dataclasses import dataclass, field

from worlds.families.dossier.numbers import COUNTRIES, STYLES, NumberPool
from worlds.families.dossier.texts import FIRMS, NICKNAMES, PACKS, TRADES, Pack

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


def add_crews(world: World) -> None:
    """Add organisers and those who work for them; some work for two."""
    rng, rates = world.rng, world.rates
    left = int(world.size * rates["workers"] / 1.8)
    while left > 0 or len(world.crews) < 3:
        lang = world.draw_lang()
        pack = PACKS[lang]
        steady = max(3, round(rng.gauss(rates["crew_size"], 1.5)))
        crew = Crew(len(world.crews), lang, rng.choice(pack.words), (pack.towns[0], pack.towns[1]), [], "")
        if rng.random() < 0.6:
            crew.towns = (rng.choice(pack.towns[::2]), rng.choice(pack.towns[1::2]))
        crew.template = rng.choice(pack.adverts) if world.happens("bought_text") else ""
        crew.several = rates["several"] * rng.uniform(0.5, 1.5)
        for seat in range(steady):
            role = ROLES[seat] if seat < len(ROLES) else rng.choice(ROLES[1:])
            others = [hand for hand in world.hands if hand.role == role and hand.lang == lang and len(hand.crews) == 1]
            if role != "organiser" and others and world.happens("freelance"):
                hand = rng.choice(others)
            else:
                hand = add_worker(world, lang, role)
                left -= 1
            hand.crews.append(crew.index)
            crew.hands.append(hand.index)
        if world.happens("desk"):
            pass_desk(world, crew)
        if world.happens("firm_handle"):
            holder = rng.choice(world.hands[crew.hands[0]].accounts)
            holder.handle = crew.handle = world.invent_handle(crew.word if crew.word.isascii() else "route")
            crew.handle_of = holder.id
        world.crews.append(crew)


def add_worker(world: World, lang: str, role: str) -> Hand:
    """Add somebody who works for crews, with numbers and accounts."""
    hand = world.add_hand("worker", lang)
    hand.role = role
    world.give_number(hand)
    if world.happens("second_line"):
        since = world.draw_time(BEGIN, BEGIN + 600 * DAY)
        old = hand.numbers[0][2]
        world.give_number(hand, since)
        if world.happens("told_change"):
            hand.changes.append((since, old, hand.numbers[-1][2]))
    hand.burner = world.pool.issue(hand.country)
    if world.happens("personal_line"):
        hand.line = world.draw_line(hand)
    world.open_accounts(hand, "work_account", "telegram" if world.rng.random() < 0.85 else "facebook")
    return hand


def pass_desk(world: World, crew: Crew) -> None:
    """Let the common number of a crew be answered by one after another, and be replaced at times."""
    rng, time = world.rng, BEGIN
    number = world.pool.issue(world.hands[crew.hands[0]].country)
    answering = crew.hands[min(1, len(crew.hands) - 1)]
    while time < END:
        until = time + rng.randrange(120, 240) * DAY
        crew.desks.append((time, until, number, answering))
        for account in world.hands[answering].accounts:
            if rng.random() < 0.3:
                account.shown = number
        if world.happens("handed_on"):
            answering = rng.choice(crew.hands)
        if rng.random() < 0.15:
            number = world.pool.issue(world.hands[answering].country)
        time = until


def add_houses(world: World) -> None:
    """Add families, offices, agencies and exchange offices: several persons, one number each."""
    rng, rates = world.rng, world.rates
    families, offices = world.size * rates["families"], world.size * rates["offices"]
    while families > 0 or offices > 0:
        kind = "family" if families > 0 else rng.choice(("agency", "exchange", "office"))
        lang = world.draw_lang()
        surname = rng.choice(PACKS[lang].family)
        house = House(kind, [], "", lang=lang)
        firm = f"{rng.choice(FIRMS)} {rng.choice(TRADES.get(kind, ('',)))}"
        for _ in range(rng.choice((2, 2, 3, 3, 4, 5))):
            hand = world.add_hand(kind, lang, surname if kind == "family" and rng.random() < 0.8 else None)
            hand.firm = len(world.houses)
            hand.country = world.hands[house.hands[0]].country if house.hands else hand.country
            house.number = house.number or world.pool.issue(hand.country)
            world.give_number(hand, number=house.number)
            if rng.random() < (0.35 if kind == "family" else 0.15):
                world.give_number(hand)
            world.open_accounts(hand, "doubles", "facebook" if rng.random() < 0.5 else "telegram")
            for account in hand.accounts:
                account.shown = house.number if rng.random() < 0.3 else account.shown
                if kind != "family" and world.happens("firm_name"):
                    account.names = [
                        (
                            account.born,
                            rng.choice(
                                (firm, f"{firm} {hand.latin.split(' ')[0]}", f"{firm} {rng.choice(PACKS[lang].towns)}")
                            ),
                        )
                    ]
            if kind != "family" and rng.random() < 0.25:
                hand.line = world.draw_line(hand)
            house.hands.append(hand.index)
        house.names.append((BEGIN, firm))
        if kind in {"agency", "exchange"} and world.happens("firm_sold"):
            house.names.append(
                (world.draw_time(BEGIN + 200 * DAY, END - 150 * DAY), f"{rng.choice(FIRMS)} {rng.choice(TRADES[kind])}")
            )
        if len(house.names) > 1:
            sell_house(world, house)
        world.houses.append(house)
        count = sum(len(world.hands[index].accounts) for index in house.hands)
        families, offices = (families - count, offices) if kind == "family" else (families, offices - count)


def sell_house(world: World, house: House) -> None:
    """Hand a firm to new owners: the number goes along, some of the staff stay and rename their accounts."""
    rng, (time, name) = world.rng, house.names[-1]
    for index in house.hands:
        hand = world.hands[index]
        if rng.random() < 0.5:
            hand.numbers = [
                (since, time if held == house.number else until, held) for since, until, held in hand.numbers
            ]
            continue
        for account in hand.accounts:
            old = account.names[-1][1]
            if house.names[0][1] in old and account.born < time:
                account.names.append((time, old.replace(house.names[0][1], name)))
    for _ in range(rng.choice((1, 2, 2))):
        owner = world.add_hand(house.kind, house.lang)
        owner.firm = len(world.houses)
        world.give_number(owner, time, number=house.number)
        shown = name if world.happens("firm_name") else world.draw_name(owner)
        world.open_account(owner, rng.choice(("facebook", "telegram")), time, shown)
        house.hands.append(owner.index)


def add_others(world: World) -> None:
    """Add those who report, help and sell texts, then ordinary people until the world is full."""
    rng = world.rng
    for kind, share in (("journalist", 0.004), ("volunteer", 0.006), ("hotline", 0.002), ("text seller", 0.002)):
        for _ in range(max(1, round(world.size * share * rng.uniform(0.5, 1.5)))):
            hand = world.add_hand(kind)
            world.give_number(hand)
            world.open_accounts(hand, "doubles")
    while len(world.accounts) < world.size:
        hand = world.add_hand("ordinary")
        if rng.random() < 0.7:
            world.give_number(hand)
        world.open_accounts(hand, "doubles")


def drop_number(world: World, hand: Hand, time: int) -> None:
    """End the number that a hand holds; by chance a stranger gets it later."""
    number = hand.number_at(time)
    hand.numbers = [(since, min(until, time) if held == number else until, held) for since, until, held in hand.numbers]
    if number and world.happens("sold_phone"):
        strangers = [other for other in world.hands if other.kind == "ordinary" and other.lang == hand.lang]
        if strangers:
            stranger = world.rng.choice(strangers)
            since = time + world.rng.choice((5, 20, 90, 200, 300)) * DAY
            world.give_number(stranger, since, number=number)
            world.reissued.append((number, hand.index, stranger.index))
            for account in stranger.accounts:
                if world.happens("shows_number", 1.5):
                    account.shown = number


def arrest_people(world: World) -> list[tuple[int, int, int]]:
    """Arrest workers; colleagues drop accounts and numbers. Give the arrests: when, hand, crew."""
    rng, arrests = world.rng, []
    for crew in world.crews:
        for year in range(2):
            if not world.happens("arrests"):
                continue
            time = world.draw_time(BEGIN + (60 + 400 * year) * DAY, BEGIN + (440 + 400 * year) * DAY)
            free = [index for index in crew.hands if world.hands[index].arrested == NEVER]
            if len(free) < 2:
                continue
            arrested = free[0] if rng.random() < 0.35 else rng.choice(free)
            world.hands[arrested].arrested = time
            drop_number(world, world.hands[arrested], time)
            arrests.append((time, arrested, crew.index))
            for index in free:
                if index == arrested:
                    for account in world.hands[index].accounts:
                        account.ends = min(account.ends, time)
                elif world.happens("dropped"):
                    come_back(world, world.hands[index], time + rng.randrange(0, 12) * DAY)
            pass_handle(world, crew, time)
    return sorted(arrests)


def open_whatsapp(world: World) -> None:
    """Give some people WhatsApp, where the account is the number; numbers that change hands are left out."""
    holders: dict[str, set[int]] = {}
    for hand in world.hands:
        for _, _, number in hand.numbers:
            holders.setdefault(number, set()).add(hand.index)
    for crew in world.crews:
        for _, _, number, answering in crew.desks:
            holders.setdefault(number, set()).update((answering, -1))
    for hand in world.hands:
        for since, until, number in hand.numbers:
            if len(holders[number]) == 1 and world.happens("whatsapp"):
                account = Account(f"whatsapp:{number}", hand.index, [(since, world.draw_name(hand))], "", since, until)
                hand.accounts.append(account)
                world.accounts[account.id] = account


def pass_handle(world: World, crew: Crew, time: int) -> None:
    """Give a crew's common handle to a colleague's account when its holder is gone."""
    holder = world.accounts.get(crew.handle_of)
    if not holder or holder.ends > time or not world.happens("handle_passed"):
        return
    free = [account for index in crew.hands for account in world.hands[index].accounts_at(time + 5 * DAY, "telegram")]
    if free:
        heir = world.rng.choice(free)
        holder.handle_until = time
        heir.handle, heir.handle_since = crew.handle, time + world.rng.randrange(DAY, 5 * DAY)
        crew.handle_of = heir.id
        world.handle_moves.append((crew.handle, holder.id, heir.id))


def come_back(world: World, hand: Hand, time: int) -> None:
    """Leave the accounts in use and open others after a while, with a number kept or taken anew."""
    rng = world.rng
    left = hand.accounts_at(time)
    if not left:
        return
    again = time + rng.choice((1, 4, 15, 40, 120)) * DAY
    if not world.happens("kept_number"):
        old = hand.number_at(time)
        drop_number(world, hand, time)
        new = world.give_number(hand, again)
        if old and world.happens("told_change"):
            hand.changes.append((again, old, new))
    for account in left:
        account.ends = min(account.ends, time)
        if rng.random() < 0.8:
            name = account.names[-1][1] if world.happens("own_name") else world.draw_name(hand)
            opened = world.open_account(hand, account.platform, again, name)
            if account.handle and rng.random() < 0.15:
                opened.handle = account.handle
