"""Who lives in the world: clans, households with their telephones, travellers, crews of relatives, offices."""

from dataclasses import dataclass, field
from random import Random

from worlds.families.kin.rates import Rates
from worlds.families.kin.speech import (
    ABOUTS,
    COUNTRIES,
    DIAL,
    FAMILIES,
    FIRMS,
    ITEMS,
    MEN,
    TOWNS,
    WOMEN,
    Spelt,
    spell_name,
)

DAY = 86_400
BEGIN = 1_672_531_200
"""1 January 2023, 00:00 UTC."""

FICTION: dict[str, tuple[tuple[str, int, int], ...]] = {
    "GB": (
        ("+447700900", 3, 1000),
        ("+442079460", 3, 1000),
        *((f"+44{area}4960", 3, 1000) for area in (113, 114, 115, 116, 117, 118, 121, 131, 141, 151, 161)),
        ("+441914980", 3, 1000),
    ),
    "FR": tuple((prefix, 4, 10_000) for prefix in ("+3363998", "+3363998", "+3319900", "+3326191", "+3335301")),
    "DE": (
        ("+493023125", 3, 1000),
        ("+496990009", 3, 1000),
        ("+494066969", 3, 1000),
        ("+492214710", 3, 1000),
        ("+498999998", 3, 1000),
        ("+4917139200", 2, 100),
    ),
    "SE": (("+468465004", 2, 100),),
    "AU": (("+6125550", 4, 10_000), ("+6137010", 4, 10_000)),
    "US": tuple((f"+1{area}55501", 2, 100) for area in range(201, 981, 3) if str(area)[1:] not in ("11", "55")),
}
"""Prefix, digits left and how many numbers, in ranges kept for fiction."""


class Numbers:
    """Gives out numbers that nobody has yet."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.given: set[str] = set()

    def take(self, country: str) -> str:
        """Give a new number of a country; of another one where too many are taken."""
        for land in (country, country, "US", "FR"):
            for _ in range(40):
                prefix, width, count = self.rng.choice(FICTION[land])
                number = f"{prefix}{self.rng.randrange(count):0{width}d}"
                if number not in self.given:
                    self.given.add(number)
                    return number
        raise ValueError(f"no free number of {country}: the world is too large for the ranges kept for fiction")


@dataclass(slots=True, eq=False)
class Account:
    """A profile on one platform."""

    id: str
    platform: str
    owner: "Person"
    name: str
    latin: bool
    since: int
    until: int
    land: str
    """Where its writer is: the home country, or the country of stay."""
    handle: str = ""
    handle_until: int = 0
    about: str = ""
    shows: tuple[str, ...] = ()
    """Numbers on the profile."""
    renamed: tuple[int, str] = (0, "")
    """When it took another name, and which."""

    def name_at(self, at: int) -> str:
        """Give the name that it bears at a time."""
        when, name = self.renamed
        return name if when and at >= when else self.name

    def active(self, at: int) -> bool:
        """Say whether somebody writes under it at a time."""
        return self.since <= at < self.until


@dataclass(slots=True, eq=False)
class Person:
    """One hand: a person, or the team of an office that writes with one voice."""

    given: Spelt
    man: bool
    house: "Household"
    kind: str = "person"
    """person, or front: the account of a whole office or crew."""
    child: Spelt | None = None
    lines: list[tuple[str, int, int]] = field(default_factory=list)
    """Numbers of one's own, from when until when."""
    left: int = 0
    land: str = ""
    foreign: str = ""
    role: str = ""
    crew: "Crew | None" = None
    office: "Office | None" = None
    accounts: list[Account] = field(default_factory=list)
    stock: dict[str, list[str]] = field(default_factory=dict)
    """Texts of one's own that are posted again and again, by topic."""

    def lines_at(self, at: int) -> list[str]:
        """Give the numbers at home that this person gives out at a time."""
        own = [number for number, since, until in self.lines if since <= at < until]
        return own or self.house.numbers


@dataclass(slots=True, eq=False)
class Household:
    """Father, mother and children, with one or two telephones."""

    town: Spelt
    clan: Spelt
    numbers: list[str]
    people: list[Person] = field(default_factory=list)
    item: str = ""
    """What it sells now and then."""


@dataclass(slots=True, eq=False)
class Crew:
    """Relatives who organise a road: an uncle abroad, brothers on the way, a cousin with the guesthouse."""

    name: str
    town: Spelt
    clan: Spelt
    members: list[Person]
    split_at: int = 0
    leavers: list[Person] = field(default_factory=list)
    """Who goes with the other brother when the crew splits."""
    texts: list[str] = field(default_factory=list)
    number: str = ""
    """The household's number, which most adverts name."""


@dataclass(slots=True, eq=False)
class Office:
    """A small agency or exchange office of a family, with one number for all."""

    kind: str
    name: str
    latin: bool
    town: Spelt
    number: str
    front: Person
    staff: list[Person]
    sold: tuple[int, str, Person | None] = (0, "", None)
    """When a nephew bought it, its new name, and who he is."""


@dataclass(slots=True)
class Village:
    """Everybody in the world."""

    rng: Random
    rates: Rates
    home: str
    lands: tuple[str, ...]
    end: int
    numbers: Numbers
    households: list[Household] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    crews: list[Crew] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    hotlines: list[str] = field(default_factory=list)
    passed: list[tuple[str, Person, Person, int]] = field(default_factory=list)
    """A traveller's number that a relative took over."""
    recycled: list[tuple[str, Person, Person]] = field(default_factory=list)
    """A number that a crew dropped, and the stranger who got it."""
    passed_handles: list[tuple[Account, Account, str, int]] = field(default_factory=list)
    ids: set[int] = field(default_factory=set)

    def take_id(self, digits: int) -> int:
        """Give an id above all that are in use: 99 and more digits, none of them 0, so that it never looks rounded."""
        while (number := int("99" + "".join(str(self.rng.randrange(1, 10)) for _ in range(digits - 2)))) in self.ids:
            pass
        self.ids.add(number)
        return number

    def accounts(self) -> list[Account]:
        """Give all accounts, in the order of their owners."""
        return [account for person in self.people for account in person.accounts]


def build_village(rng: Random, rates: Rates, size: int) -> Village:
    """Make households until there are about ``size`` accounts, then crews, offices and volunteers among them."""
    home = rng.choice(("FR", "US", "GB", "AU", "DE"))
    lands = tuple(rng.sample([land for land in COUNTRIES if land != home], 3))
    village = Village(rng, rates, home, lands, BEGIN + int(rates["days"]) * DAY, Numbers(rng))
    towns = rng.sample(TOWNS, min(len(TOWNS), rng.randint(2, 3) + size // 1500))
    clans = {town: rng.sample(FAMILIES, rng.randint(3, 6)) for town in towns}
    count = 0
    while count < size * 0.96:
        town = rng.choice(towns)
        house = add_household(village, town, rng.choice(clans[town]))
        count += sum(len(person.accounts) for person in house.people)
    village.hotlines = [village.numbers.take(rng.choice((home, *lands))) for _ in range(rng.randint(3, 6))]
    for number in range(max(2, round(size * rates["crews"] / 100))):
        add_crew(village, number)
    for _ in range(max(2, round(size * rates["offices"] / 100))):
        add_office(village)
    ordinary = [person for person in village.people if not person.role and person.accounts]
    rng.shuffle(ordinary)
    for _ in range(max(2, round(size * rates["volunteers"] / 100))):
        ordinary.pop().role = "volunteer"
    for _ in range(1 + size // 1500):
        ordinary.pop().role = "journalist"
    for crew in village.crews:
        drop_number(village, crew, ordinary.pop())
    return village


def add_household(village: Village, town: Spelt, clan: Spelt) -> Household:
    """Make a household, the journeys of its men, its telephones and accounts."""
    rng, rates = village.rng, village.rates
    numbers = [village.numbers.take(village.home) for _ in range(1 + (rng.random() < rates["two_phones"]))]
    house = Household(town, clan, numbers, item=rng.choice(ITEMS) if rng.random() < 0.5 else "")
    sons = [Person(rng.choice(MEN), True, house) for _ in range(rng.choice((0, 1, 1, 2, 2, 3)))]
    daughters = [Person(rng.choice(WOMEN), False, house) for _ in range(rng.choice((0, 0, 1, 1, 2)))]
    father = Person(rng.choice(MEN), True, house)
    mother = Person(rng.choice(WOMEN), False, house)
    for person in (father, *sons):
        if rng.random() < rates["child_name"]:
            person.child = sons[0].given if person is father and sons else rng.choice(MEN)
    house.people = [father, mother, *sons, *daughters]
    for person in house.people:
        if rng.random() < rates["own_number"]:
            person.lines.append((village.numbers.take(village.home), 0, village.end))
        if person.man and rng.random() < rates["abroad"]:
            send_abroad(village, person, BEGIN + int(rng.uniform(-0.4, 0.85) * (village.end - BEGIN)))
        add_accounts(village, person)
    pass_things_on(village, house)
    village.households.append(house)
    village.people.extend(house.people)
    return house


def send_abroad(village: Village, person: Person, at: int) -> None:
    """Let somebody travel: another country, another number."""
    person.left = max(at, 1)
    person.land = village.rng.choice(village.lands)
    person.foreign = village.numbers.take(person.land)


def add_accounts(village: Village, person: Person) -> None:
    """Make a person's accounts: at home, after a lost password, and in the country of stay."""
    rng, rates = village.rng, village.rates
    for platform in ("facebook", "telegram"):
        if rng.random() >= rates[platform]:
            continue
        since = BEGIN - rng.randrange(900) * DAY
        until = village.end
        if person.left and rng.random() >= rates["keeps_account"]:
            until = max(person.left, BEGIN)
        if not person.left or person.left > BEGIN or until == village.end:
            lost = rng.random() < rates["second"]
            break_at = BEGIN + int(rng.uniform(0.1, 0.9) * (village.end - BEGIN)) if lost else until
            add_account(village, person, platform, since, min(until, break_at), village.home)
            if break_at < until:
                add_account(village, person, platform, break_at + rng.randrange(40) * DAY, until, village.home)
        if person.left and rng.random() < 0.8:
            start = person.left + rng.randrange(5, 90) * DAY
            add_account(village, person, platform, start, village.end, person.land)


def add_account(
    village: Village, person: Person, platform: str, since: int, until: int, land: str, name: str = ""
) -> Account:
    """Make one account, with the name, handle and number that it shows."""
    rng, rates = village.rng, village.rates
    id = f"telegram:user{village.take_id(12)}" if platform == "telegram" else f"facebook:{village.take_id(17)}"
    latin = rng.random() < rates["latin"]
    account = Account(
        id, platform, person, name or call_person(person, latin, rng), latin, since, until, land,
        handle_until=village.end,
    )  # fmt: skip
    if rng.random() < rates["handle"]:
        kept = [other.handle for other in person.accounts if other.handle and other.platform != platform]
        if kept and rng.random() < rates["handle_kept"]:
            account.handle = kept[0]
        else:
            root = rng.choice(person.given[1]).lower() + rng.choice((".", "_", ""))
            tail = rng.choice((person.house.clan, person.house.town))[1][0].lower().replace(" ", "")
            account.handle = (root + tail).replace(".", "_" if platform == "telegram" else ".") + str(
                rng.randrange(10, 9999)
            )
    place = {
        "town": spell_name(person.house.town, latin, rng),
        "land": spell_name(COUNTRIES[land], latin, rng),
        "family": spell_name(person.house.clan, latin, rng),
    }
    account.about = rng.choice(ABOUTS).format(**place) if rng.random() < 0.6 else ""
    if rng.random() < rates["profile_number"]:
        account.shows = (person.foreign if land != village.home else rng.choice(person.lines_at(max(since, BEGIN))),)
    if not name and rng.random() < rates["renames"]:
        at = BEGIN + int(rng.uniform(0.2, 0.9) * (village.end - BEGIN))
        account.renamed = (at, call_person(person, rng.random() < rates["latin"], rng))
        if account.renamed[1] == account.name or not account.since < at < account.until:
            account.renamed = (0, "")
    person.accounts.append(account)
    return account


def call_person(person: Person, latin: bool, rng: Random) -> str:
    """Give one of the names that a person goes by."""
    given = spell_name(person.given, latin, rng)
    if person.child and rng.random() < 0.5:
        child = spell_name(person.child, latin, rng)
        father = rng.choice(("Abu ", "Abou ", "Bu ")) if latin else rng.choice(("ابو ", "أبو "))
        return father + child
    after = rng.choice(("clan", "clan", "clan", "town", "father", "alone"))
    if after == "clan":
        return f"{given} {spell_name(person.house.clan, latin, rng)}"
    if after == "town":
        return f"{given} {spell_name(person.house.town, latin, rng)}"
    if after == "father" and person.house.people:
        return f"{given} {spell_name(person.house.people[0].given, latin, rng)}"
    return f"{given} {rng.choice(('77', '❤', '🌹', 'sd', '10', '⚽'))}"


def pass_things_on(village: Village, house: Household) -> None:
    """Let those who stay take over the telephones and handles of those who travel."""
    rng, rates = village.rng, village.rates
    for person in house.people:
        staying = [other for other in house.people if other is not person and not other.left]
        if not person.left or not staying:
            continue
        heir = rng.choice(staying)
        if person.lines and person.left > BEGIN and rng.random() < rates["passed"]:
            number, since, _ = person.lines[0]
            person.lines[0] = (number, since, person.left)
            heir.lines.append((number, person.left, village.end))
            village.passed.append((number, person, heir, person.left))
        for old in person.accounts:
            heirs = [other for other in heir.accounts if other.platform == old.platform and not other.handle]
            if old.handle and heirs and old.land == village.home and rng.random() < rates["handle_passed"] * 4:
                at = max(person.left, BEGIN + 30 * DAY)
                old.handle_until = at
                heirs[0].handle = old.handle
                village.passed_handles.append((old, heirs[0], old.handle, at))


def add_crew(village: Village, number: int) -> None:
    """Make a crew of one family: one to three households of a clan, and one that a marriage brings in."""
    rng = village.rng
    free = [house for house in village.households if not any(person.crew for person in house.people)]
    first = rng.choice(free)
    clan = [house for house in free if house.clan is first.clan and house.town is first.town and house is not first]
    other = [house for house in free if house.clan is not first.clan]
    houses = [first, *rng.sample(clan, min(len(clan), rng.randint(0, 2))), *rng.sample(other, rng.randint(0, 1))]
    men = [person for house in houses for person in house.people if person.man or rng.random() < 0.1]
    members = men[:1] + rng.sample(men[1:], min(len(men) - 1, rng.randint(1, 6)))
    if not any(person.left for person in members):
        send_abroad(village, members[-1], BEGIN - 300 * DAY)
    crew = Crew(f"kin-{number + 1}", first.town, first.clan, members, number=first.numbers[0])
    for person in members:
        person.crew, person.role = crew, "crew"
        if not person.accounts:
            land = person.land if person.left and person.left < BEGIN else village.home
            start = BEGIN + rng.randrange(200) * DAY
            add_account(village, person, rng.choice(("facebook", "telegram")), start, village.end, land)
    if rng.random() < 0.3:
        front = add_front(village, first, crew.town, "crew")
        front.crew = crew
        members.append(front)
    if len(members) > 3 and rng.random() < village.rates["crew_split"]:
        crew.split_at = BEGIN + int(rng.uniform(0.3, 0.7) * (village.end - BEGIN))
        crew.leavers = members[len(members) // 2 :]
    village.crews.append(crew)


def add_front(village: Village, house: Household, named: Spelt, role: str, name: str = "") -> Person:
    """Make the account, or two, that a whole office or crew writes under with one voice."""
    rng = village.rng
    front = Person(named, True, house, kind="front", role=role)
    for platform in rng.choice((("facebook",), ("facebook", "telegram"), ("facebook", "facebook"), ("telegram",))):
        latin = rng.random() < village.rates["latin"]
        title = name or rng.choice(("Travel {}", "{} sons", "Road of {}") if latin else ("سفر {}", "شباب {}")).format(
            spell_name(named, latin, rng)
        )
        account = add_account(
            village, front, platform, BEGIN + rng.randrange(120) * DAY, village.end, village.home, title
        )
        account.shows = ()
    village.people.append(front)
    return front


def add_office(village: Village) -> None:
    """Make an agency or an exchange office: a front, and relatives who all give its number."""
    rng = village.rng
    houses = [house for house in village.households if any(not p.role and p.accounts for p in house.people)]
    house = rng.choice(houses)
    staff = [person for person in house.people if not person.role and person.accounts]
    cousins = rng.choice(houses)
    if cousins is not house and rng.random() < 0.5:
        staff += [person for person in cousins.people if not person.role and person.accounts][:2]
    latin = rng.random() < village.rates["latin"]
    name = f"{spell_name(rng.choice(FIRMS), latin, rng)} {spell_name(house.town, latin, rng)}"
    kind = rng.choice(("agency", "agency", "exchange"))
    number = rng.choice((house.numbers[0], village.numbers.take(village.home)))
    front = add_front(village, house, house.town, kind, name)
    office = Office(kind, name, latin, house.town, number, front, staff)
    for person in (front, *staff):
        person.office, person.role = office, kind
    for account in front.accounts:
        account.shows = (number,)
    for person in staff:
        for account in person.accounts:
            if rng.random() < 0.3:
                account.shows = (number,)
            if rng.random() < 0.4 and not account.renamed[0]:
                account.name = f"{account.name} {name}"
    if kind == "agency" and rng.random() < village.rates["sold"]:
        at = BEGIN + int(rng.uniform(0.3, 0.8) * (village.end - BEGIN))
        title = f"{spell_name(rng.choice(FIRMS), latin, rng)} {rng.choice(('travel', 'tours')) if latin else 'للسفر'}"
        heirs = [p for h in village.households if h.clan is house.clan for p in h.people if not p.role and p.accounts]
        if title != name and heirs:
            nephew = rng.choice(heirs)
            nephew.role = "nephew"
            nephew.office = office
            office.sold = (at, title, nephew)
            for account in front.accounts:
                account.renamed = (at + rng.randrange(20) * DAY, title)
    village.offices.append(office)


def drop_number(village: Village, crew: Crew, stranger: Person) -> None:
    """Let a crew give up a number, which a stranger gets after a season."""
    rng = village.rng
    number = village.numbers.take(village.home)
    at = BEGIN + int(rng.uniform(0.2, 0.5) * (village.end - BEGIN))
    user = crew.members[0]
    user.lines.insert(0, (number, 0, at))
    stranger.lines.insert(0, (number, at + 150 * DAY, village.end))
    village.recycled.append((number, user, stranger))


def dial_country(number: str) -> str:
    """Give the country of a number."""
    return next(land for land, code in DIAL.items() if number.startswith("+" + code))
