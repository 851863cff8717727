"""Crews: hands with several accounts, and what two accounts of one hand share, or do not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from worlds import speech
from worlds.facts import Innocent
from worlds.families.first.adverts import Kit, Own, Template, Way, by_phone, make_template, write_phone_piece
from worlds.families.first.naming import SOUNDS
from worlds.families.first.stage import BEGIN, END, Stage
from worlds.texts import LANGUAGES
from worlds.world import Account, Group, Text

SORTS = {
    "phone": 5, "profile-phone": 2, "number-change": 2, "handle": 2, "text": 2, "name": 3, "invite": 1, "email": 1,
}  # fmt: skip
"""What two accounts of one hand may share, and how often."""
Both = tuple[str, str]
"""A name in its own script, and in Latin letters."""
Sharing = Callable[[Stage, "Crew", Account, Account], bool]


@dataclass(eq=False, slots=True)
class Hand:
    """Somebody with one or more accounts."""

    key: str
    accounts: list[Account]
    planned: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """What each pair was to share."""


@dataclass(eq=False, slots=True)
class Page:
    """A page on Facebook, and who asks under its posts."""

    account: Account
    kit: Kit
    born: datetime
    died: datetime | None = None
    fans: dict[str, tuple[Account, datetime]] = field(default_factory=dict)
    """Who, and since when, by id."""


@dataclass(eq=False, slots=True)
class Crew:
    """A crew: its hands, its groups, its adverts and contacts."""

    key: str
    languages: tuple[str, ...]
    hands: list[Hand]
    templates: list[Template]
    offices: list[Way]
    invite: Way
    groups: list[Group] = field(default_factory=list)
    own: dict[str, Own] = field(default_factory=dict)
    """By account."""
    retired: dict[str, datetime] = field(default_factory=dict)
    """When an account wrote its last."""
    begun: dict[str, datetime] = field(default_factory=dict)
    changed: dict[str, tuple[datetime, Way, Way]] = field(default_factory=dict)
    """When an account declared a new number, the old and the new."""
    colleagues: tuple[Account, ...] = ()
    """Two of its hands who share a telephone, and talk to each other."""
    called: dict[str, Both] = field(default_factory=dict)
    """The name that an account writes in one way or another, in both scripts."""
    pages: list[Page] = field(default_factory=list)
    later: list[tuple[datetime, Way]] = field(default_factory=list)
    """Office numbers that came with a new group, and when."""

    @property
    def accounts(self) -> list[Account]:
        """All of its accounts."""
        return [account for hand in self.hands for account in hand.accounts]

    def on(self, platform: str) -> list[Account]:
        """Give its accounts on a platform, pages of the crew as a whole left out."""
        return [account for account in self.people if account.platform == platform]

    @property
    def people(self) -> list[Account]:
        """Its accounts without the pages that the crew has as a whole."""
        pages = {page.account.id for page in self.pages}
        return [account for account in self.accounts if account.id not in pages]

    def contacts(self) -> list[str]:
        """Give the contacts it gives out."""
        own = {way.id for held in self.own.values() for _, _, way in held.ways}
        return sorted({*own, *self.common(), *(new.id for _, _, new in self.changed.values())})

    def common(self) -> set[str]:
        """Give the contacts that all of it use."""
        return {self.invite.id, *(way.id for way in self.offices), *(way.id for _, way in self.later)}

    def office(self, rng: Random, at: datetime) -> Way:
        """Give an office number of a time."""
        return rng.choice([*self.offices, *(way for begin, way in self.later if begin <= at)])


def make_crews(stage: Stage) -> list[Crew]:
    """Make the crews of a world."""
    made = [make_crew(stage, n) for n in range(stage.per_thousand(stage.rates.crews))]
    for one in made:
        if len(made) > 1 and stage.chance(stage.rates.copied):
            other = stage.rng.choice([other for other in made if other is not one])
            copied = stage.rng.choice(other.templates)
            one.templates.append(copied)
            for group in one.groups:
                stage.kits[group.id].templates.append(copied)
    return made


def make_crew(stage: Stage, n: int) -> Crew:
    """Make a crew with its hands and its first groups."""
    rng, rates = stage.rng, stage.rates
    key = f"crew-{n + 1:04}"
    language = rng.choice(rates.languages)
    second = (rng.choice(rates.languages),) if rng.randrange(3) == 0 else ()
    languages = tuple(dict.fromkeys((language, *second)))
    templates = [make_template(rng, f"{key} {m}", rng.choice(languages)) for m in range(rng.randrange(3, 6))]
    offices = [by_phone(stage.number()) for _ in range(rng.randrange(1, 3))]
    made = Crew(key, languages, [], templates, offices, Way(f"invite:{stage.code('chat.whatsapp.com/SAMPLE', 16)}"))
    for h in range(rng.randrange(rates.hands[0], rates.hands[1] + 1)):
        count = 1 + (stage.chance(rates.second_account) and 1 + stage.chance(rates.third_account))
        made.hands.append(make_hand(stage, made, f"{key}-{h}", count, ("telegram", "facebook")[h % 2]))
    share_phone(stage, made)
    born = BEGIN + timedelta(days=rng.randrange(1, 90), hours=9)
    for platform, form in (("telegram", "supergroup"), ("telegram", "public_channel"), ("facebook", "group")):
        if form == "public_channel" and rng.randrange(2):
            continue
        if form == "supergroup":
            form = rng.choice(("public_supergroup", "private_supergroup"))
        later = born + timedelta(days=rng.randrange(20), hours=rng.randrange(1, 9))
        name = stage.names.crew(language) + rng.choice(("", "", " 🌊", " 24", " | info", " ⭐"))
        group = open_group(stage, made, platform, form, name, later, made.on(platform))
        if form != "public_channel":
            seat_colleagues(stage, made, group)
    return made


def seat_colleagues(stage: Stage, crew: Crew, group: Group) -> None:
    """Let two who share a telephone work in the crew's first group of their platform: there they talk to each other."""
    for one in crew.colleagues:
        if one.platform == group.platform and one.id not in group.joined:
            stage.join(group, one, group.born, group.born + timedelta(days=3), seen=1.0)
            stage.kits[group.id].staff.append(one)


def make_hand(stage: Stage, crew: Crew, key: str, count: int, first: str) -> Hand:
    """Make a hand with its accounts, and decide what they share."""
    rng = stage.rng
    native, latin = stage.names.person(crew.languages[0])
    accounts = []
    for n in range(count):
        platform = first if n == 0 else rng.choice(("telegram", "facebook"))
        called = (native, latin) if n == 0 else make_nickname(stage, crew)
        account = stage.account(platform, crew.languages[0], "crew", key, called[rng.randrange(3) == 0])
        crew.called[account.id] = called
        account.page = platform == "facebook" and n > 0 and rng.randrange(3) == 0
        accounts.append(account)
        crew.own[account.id] = Own()
        if stage.chance(stage.rates.listed) or account.page:
            stage.listed.add(account.id)
        if account.platform == "telegram" and rng.randrange(2):
            account.handles = [(BEGIN, stage.code("quiet_sample_", 6).lower())]
        if account.platform == "facebook" and rng.randrange(2):
            account.handles = [(BEGIN, stage.code("sample.page.", 6).lower())]
    made = Hand(key, accounts)
    own_number = by_phone(stage.number()) if rng.randrange(4) else None
    if own_number:
        crew.own[accounts[0].id].ways.append((BEGIN, END, own_number))
    for n, other in enumerate(accounts[1:]):
        with_ = rng.choice(accounts[: n + 1])
        pair = (min(with_.id, other.id), max(with_.id, other.id))
        made.planned[pair] = lay_shared_traits(stage, crew, with_, other)
        if not crew.own[other.id].ways and rng.randrange(2):
            crew.own[other.id].ways.append((BEGIN, END, by_phone(stage.number())))
    return made


def lay_shared_traits(stage: Stage, crew: Crew, one: Account, other: Account) -> tuple[str, ...]:
    """Lay what a pair shares: nothing, or one sort, or two or three; what these two cannot share is drawn anew."""
    if stage.chance(stage.rates.nothing):
        return ()
    sorts: set[str] = set()
    wanted = 1 + (stage.chance(stage.rates.more) and 1 + stage.chance(stage.rates.more))
    for _ in range(30):
        if len(sorts) == wanted:
            break
        sort = stage.rng.choices(list(SORTS), list(SORTS.values()))[0]
        second_phone = sort in PHONES and sorts & PHONES
        if sort not in sorts and not second_phone and SHARING[sort](stage, crew, one, other):
            sorts.add(sort)
    return tuple(sorted(sorts))


PHONES = frozenset({"phone", "number-change"})
"""Of these a pair has one at most."""


def make_nickname(stage: Stage, crew: Crew) -> Both:
    """Give a name that says nothing of the hand: of another person, or of a business."""
    if stage.rng.randrange(3) == 0:
        business = stage.rng.choice(("Service", "Travel", "Info", "24"))
        name = f"{stage.rng.choice(SOUNDS[crew.languages[0]].tails)} {business}"
        return name, name
    return stage.names.person(crew.languages[0])


def _share_phone(stage: Stage, crew: Crew, one: Account, other: Account) -> bool:
    held = [way for _, _, way in crew.own[one.id].ways if way.number]
    way = held[0] if held else by_phone(stage.number())
    if not held:
        crew.own[one.id].ways.append((BEGIN, END, way))
    crew.own[other.id].ways.append((BEGIN, END, way))
    return True


def _profile_phone(stage: Stage, crew: Crew, one: Account, other: Account) -> bool:
    held = [way for _, _, way in crew.own[one.id].ways if way.number]
    way = held[0] if held else by_phone(stage.number())
    if not held:
        crew.own[one.id].ways.append((BEGIN, END, way))
    if way.number:
        other.shows = [*other.shows, write_phone_piece(stage.rng, one.language, way.number)]
    return True


def _number_change(stage: Stage, crew: Crew, one: Account, other: Account) -> bool:
    """Let the first write until it declares a new number, which only the second uses from then on."""
    old = [way for _, _, way in crew.own[one.id].ways if way.number]
    if one.id in crew.retired or len(old) != 1 or (one.page and other.page):
        return False
    at = BEGIN + timedelta(days=stage.rng.randrange(160, 330), hours=12)
    new = by_phone(stage.number())
    crew.own[one.id].ways = [(BEGIN, at, old[0])]
    crew.own[other.id].ways.append((at, END, new))
    crew.retired[one.id], crew.begun[other.id] = at + timedelta(days=5), at
    crew.changed[one.id] = (at, old[0], new)
    return True


def _share_handle(stage: Stage, crew: Crew, one: Account, other: Account) -> bool:
    bearer, teller = (one, other) if one.platform == "telegram" else (other, one)
    if bearer.platform != "telegram":
        return False
    bearer.handles = [(BEGIN, stage.code("direct_sample_", 6).lower())]
    stage.listed.add(bearer.id)
    crew.own[teller.id].ways.append((BEGIN, END, Way(f"telegram:@{bearer.handles[0][1]}")))
    return True


def _share_text(stage: Stage, crew: Crew, one: Account, other: Account) -> bool:
    own = crew.own[one.id].template or make_template(stage.rng, f"{one.id} own", crew.languages[0])
    crew.own[one.id].template = crew.own[other.id].template = own
    return True


def _share_name(stage: Stage, crew: Crew, one: Account, other: Account) -> bool:
    bare = one.names[0][1]
    native, latin = crew.called[other.id] = crew.called[one.id]
    choice = stage.rng.randrange(4)
    named = bare if choice == 0 else native if bare == latin and choice < 3 else stage.names.spelt(latin)
    other.names = [(other.names[0][0], named)]
    return True


def _make_link_sharing(start: str, length: int, kind: str) -> Sharing:
    def share(stage: Stage, crew: Crew, one: Account, other: Account) -> bool:
        code = stage.code(start, length)
        way = Way(f"{kind}:{code.lower()}@mail.example" if kind == "mail" else f"{kind}:{code}")
        for account in (one, other):
            crew.own[account.id].ways.append((BEGIN, END, way))
        return True

    return share


SHARING: dict[str, Sharing] = {
    "phone": _share_phone,
    "profile-phone": _profile_phone,
    "number-change": _number_change,
    "handle": _share_handle,
    "text": _share_text,
    "name": _share_name,
    "invite": _make_link_sharing("chat.whatsapp.com/SAMPLE", 16, "invite"),
    "email": _make_link_sharing("desk-", 8, "mail"),
}
"""How each sort is laid; False where these two accounts cannot."""


def share_phone(stage: Stage, crew: Crew) -> None:
    """In some crews two hands share a telephone: colleagues, not aliases."""
    if not stage.chance(stage.rates.colleagues):
        return
    platform = stage.rng.choice(("telegram", "facebook"))
    able = [hand.accounts[0] for hand in crew.hands if hand.accounts[0].platform == platform]
    one, other = stage.rng.sample(able, 2)
    way = by_phone(stage.number())
    for account in (one, other):
        crew.own[account.id].ways.append((BEGIN, END, way))
    crew.colleagues = (one, other)
    stage.truth.innocents.append(Innocent("colleagues", tuple(sorted((one.id, other.id))), (way.id,)))


def open_group(
    stage: Stage, crew: Crew, platform: str, form: str, name: str, born: datetime, able: list[Account]
) -> Group:
    """Open a group of the crew, run by some of those who are able to."""
    rng = stage.rng
    staff = rng.sample(able, max(1, round(len(able) * 0.6)))
    group = stage.group(platform, form, crew.languages[0], name, "crew", born, staff[0])
    for account in staff[1:]:
        stage.join(group, account, born, born + timedelta(days=3), seen=1.0)
        if rng.randrange(2):
            group.admins.append(account)
    if platform == "telegram":
        group.invite = stage.code("t.me/+SMPL", 12)
        if form.startswith("public"):
            group.handles = [(born, stage.code("way_sample_", 7).lower())]
    ways = [*crew.offices, *([crew.invite] if rng.randrange(2) else [])]
    templates = rng.sample(crew.templates, min(3, len(crew.templates)))
    stage.kits[group.id] = Kit(staff, templates, ways)
    crew.groups.append(group)
    return group


def find_way_in(group: Group) -> Way:
    """Give what leads to a group."""
    if group.invite:
        return Way(f"invite:{group.invite}")
    return Way(group.id)


def change_text(stage: Stage, language: str, old: Way, new: Way) -> Text:
    """Declare a new number."""
    if old.number is None or new.number is None:
        raise ValueError("only numbers are changed")
    line = stage.rng.choice(LANGUAGES[language].change)
    numbers = {
        "old": write_phone_piece(stage.rng, language, old.number),
        "contact": write_phone_piece(stage.rng, language, new.number),
    }
    return speech.fill_template(stage.rng, language, line, **numbers)
