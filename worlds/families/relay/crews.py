"""The crews: roles that change hands, a number a season, accounts that are lost and come back."""

from dataclasses import dataclass, field

from worlds.families.relay.people import DAY, END, START, Account, Person, Place, World
from worlds.families.relay.speaking import choose_towns, make_wordings
from worlds.families.relay.texts import BRAND_FIRST, BRAND_SECOND, LANGUAGES, SIGNATURES, SUFFIXES

ROLES = (("advertiser", 1, 2), ("dispatcher", 1, 2), ("driver", 1, 3), ("guesthouse", 0, 2), ("money", 0, 1))


@dataclass(slots=True, eq=False)
class Crew:
    """People who work together, and what they own."""

    key: str
    lang: str
    brand: str
    born: int
    until: int
    persons: list[Person] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    wordings: tuple[str, ...] = ()
    clients: list[Person] = field(default_factory=list)
    former: list[tuple[Person, int]] = field(default_factory=list)
    """Who went with the other half when it split, and when."""
    turn: int = 0
    """How often it changed its wordings."""
    used: dict[str, int] = field(default_factory=dict)
    """Numbers of the crew, and until when the last bearer uses each."""

    def working(self, at: int, *roles: str) -> list[Person]:
        """Give who works then, in these roles or in any; before a split both halves do."""
        there = [each for each in self.persons if each.since <= at < each.until]
        there += [each for each, until in self.former if each.since <= at < until]
        return [each for each in there if not roles or each.role in roles]


def make_crew(world: World, key: str) -> Crew:
    """Make the persons of a crew, their numbers and accounts; no places yet."""
    rng = world.rng
    lang = rng.choices(LANGUAGES, (5, 4, 3, 4, 2))[0]
    born = rng.randint(START - 60 * DAY, START + 420 * DAY)
    until = END if rng.random() < 0.75 else min(END, born + rng.randint(300, 800) * DAY)
    brand = f"{rng.choice(BRAND_FIRST[lang])} {rng.choice(BRAND_SECOND[lang])}"
    crew = Crew(key, lang, brand, max(born, START), until)
    crew.wordings = tuple(make_wordings(world, lang, choose_towns(world, lang)))
    for role, low, high in ROLES:
        for _ in range(rng.randint(low, high)):
            _fill_role(world, crew, role)
    _give_lines(world, crew)
    for person in crew.persons:
        give_accounts(world, person)
    _pass_handles(world, crew)
    return crew


def _fill_role(world: World, crew: Crew, role: str) -> None:
    """Put somebody in a role; half-way somebody else may take it over."""
    rng = world.rng
    person = world.add_person(crew.lang, crew.key, role)
    person.since, person.until = crew.born, crew.until
    crew.persons.append(person)
    if world.happens("handover") and crew.until - crew.born > 200 * DAY:
        at = rng.randint(crew.born + 90 * DAY, crew.until - 60 * DAY)
        heir = world.add_person(crew.lang, crew.key, role)
        heir.since, heir.until, person.until = at, crew.until, at
        crew.persons.append(heir)
        if world.happens("hands_number"):
            heir.role = f"{role}+"  # takes the number along; made plain again below
        world.note("handovers", (person, heir, at))
    for each in crew.persons:
        if each.role.startswith(role) and world.happens("signs"):
            each.signature = rng.choice(SIGNATURES[crew.lang]).format(n=each.name)


def _give_lines(world: World, crew: Crew) -> None:
    """Give every person a number a season, from packs, from colleagues, or with the role."""
    rng = world.rng
    pack: list[str] = []
    before = {id(heir): old for old, heir, _ in world.facts.get("handovers", []) if heir.crew == crew.key}
    for person in sorted(crew.persons, key=lambda each: each.since):
        at = person.since
        while at < person.until:
            until = at + int(world.rates["seasons_days"] * rng.uniform(0.7, 1.4)) * DAY
            free = [number for number, end in crew.used.items() if end <= at]
            if not person.lines and person.role.endswith("+") and before[id(person)].lines:
                number = before[id(person)].line_at(person.since)
            elif person.lines and world.happens("keeps_line"):
                number = person.lines[-1][1]
            elif free and world.happens("lends_line"):
                number = rng.choice(free)
            else:
                pack = pack or world.stock.take_pack(rng.randint(2, 6))
                number = pack.pop(0)
            crew.used[number] = max(crew.used.get(number, 0), until)
            if not person.lines or person.lines[-1][1] != number:
                person.lines.append((at, number))
            at = until
        person.role = person.role.rstrip("+")


def give_accounts(world: World, person: Person) -> None:
    """Give a person the accounts of a working life: one on Telegram after another, one on WhatsApp a number."""
    rng = world.rng
    at, first = person.since + rng.randint(-120, 5) * DAY, True
    at = max(at, START - 90 * DAY)
    while at < person.until and len(person.accounts) < 4:
        account = _open_account(world, person, "telegram", at, first=first)
        if world.happens("loses_account") and person.until - at > 120 * DAY:
            account.lost = rng.randint(at + 60 * DAY, person.until)
        if account.lost >= person.until or rng.random() < 0.15:
            break
        at, first = account.lost + int(rng.expovariate(1 / 12) * DAY), False
    if world.happens("facebook_each"):
        _open_account(world, person, "facebook", person.since, first=False)
    if world.happens("whatsapp_each"):
        for begin, number in person.lines:
            if not world.has_id(f"whatsapp:{number}"):
                account = world.add_account(
                    person,
                    "whatsapp",
                    begin,
                    name=_vary_name(world, person.name) if rng.random() < 0.4 else world.invent_name(person),
                    number=number,
                )
                account.lost = next((later for later, _ in person.lines if later > begin), END)
                account.habits = _draw_habits(world, person)


def _draw_habits(world: World, person: Person) -> frozenset[str]:
    drawn = set()
    if world.happens("posts_number"):
        drawn.add("phone")
    if world.happens("shows_number"):
        drawn.add("profile-phone")
    if person.signature and world.rng.random() < 0.75:
        drawn.add("text")
    return frozenset(drawn)


def _open_account(world: World, person: Person, platform: str, at: int, *, first: bool) -> Account:
    """Open an account; a later one may be like the first, or like nothing."""
    rng, before = world.rng, person.accounts[-1] if person.accounts else None
    account = world.add_account(person, platform, at)
    habits = set(_draw_habits(world, person))
    if not first and before is not None:
        draw = rng.random()
        if draw < world.rates["returns_same"]:
            account.names = [(at, before.names[-1][1])]
            habits.add("name")
        elif draw < world.rates["returns_same"] + world.rates["returns_alike"]:
            account.names = [(at, _vary_name(world, before.names[-1][1]))]
            habits.add("name")
        else:
            account.names = [(at, world.invent_name(person))]
        if before.handles and world.happens("keeps_handle"):
            account.handles = [(at, before.handles[-1][1])]
            habits.add("handle")
            if platform == before.platform:
                world.note("freed", (before, account, before.handles[-1][1]))
        elif before.handles and world.happens("tells_other"):
            other = before.handles[-1][1]
            account.bio, account.bio_contacts = f"also @{other}", (f"{before.platform}:@{other.lower()}",)
            if platform != before.platform:
                account.bio = f"{before.platform}: @{other}"
            habits.add("handle")
    if "profile-phone" in habits:
        account.shown = [(max(at, begin), number) for begin, number in person.lines] or []
    if world.happens("renames"):
        when = at + rng.randint(40, 200) * DAY
        account.names.append((when, _vary_name(world, account.names[0][1])))
    account.habits = frozenset(habits)
    return account


def _vary_name(world: World, name: str) -> str:
    """Write a name a little otherwise."""
    rng = world.rng
    way = rng.randrange(4)
    if way == 0:
        return world.romanize(name.split()[-1] if len(name.split()) == 2 and rng.random() < 0.5 else name)
    if way == 1:
        return f"{name} {rng.choice(SUFFIXES)}"
    if way == 2:
        return name.split()[0] + rng.choice((" ", "_", ".")) + rng.choice("ABHKMRSTY")
    return f"{rng.choice('🌙⚓🌊🧿')} {name}"


def _pass_handles(world: World, crew: Crew) -> None:
    """Let heirs take the handle of the one whose role they took."""
    for old, heir, at in world.facts.get("handovers", []):
        if heir.crew != crew.key or not world.happens("hands_handle"):
            continue
        givers = [each for each in old.accounts if each.platform == "telegram" and each.handles]
        takers = [each for each in heir.accounts if each.platform == "telegram" and each.born >= at - 130 * DAY]
        if givers and takers:
            giver, taker = givers[-1], takers[0]
            handle = giver.handles[-1][1]
            giver.handles.append((at, ""))
            taker.handles = [*taker.handles, (at + DAY, handle)]
            world.note("freed", (giver, taker, handle))
