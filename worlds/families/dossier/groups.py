"""Groups, channels and pages: who runs them and who is in them."""

from dataclasses import dataclass, field

from worlds.families.dossier.people import DAY, END, NEVER, Account, Crew, Hand, World
from worlds.families.dossier.texts import PACKS

KINDS = ("supergroup", "channel", "group", "page")
"""A supergroup and a channel are of Telegram; a group and a page of Facebook."""


@dataclass(slots=True)
class Place:
    """A group, a channel or a page."""

    id: str
    kind: str
    lang: str
    names: list[tuple[int, str]]
    born: int
    crew: int = -1
    house: int = -1
    purpose: str = "crew"
    ends: int = NEVER
    end: str = ""
    """How it ended: removed, deleted, private, idle; empty while it lives."""
    handle: str = ""
    invite: str = ""
    open: bool = True
    admins: list[tuple[str, int, int]] = field(default_factory=list)
    members: dict[str, tuple[int, int]] = field(default_factory=dict)
    old: "Place | None" = None
    """What it follows."""
    rival_of: "Place | None" = None
    claims: bool = False
    told_in: list[tuple[int, str, str]] = field(default_factory=list)
    """Announcements: when, by which account, in which place (empty: in private chats)."""
    share: float = 0.0

    @property
    def platform(self) -> str:
        """Give its platform."""
        return "telegram" if self.kind in {"supergroup", "channel"} else "facebook"

    @property
    def digits(self) -> str:
        """Give its id as the platform writes it."""
        return self.id.partition(":")[2].removeprefix("channel").removeprefix("group")

    @property
    def address(self) -> str:
        """Give the address under which it is announced."""
        if self.platform == "facebook":
            return f"https://www.facebook.com/{'groups/' if self.kind == 'group' else ''}{self.digits}"
        return f"https://t.me/{self.handle}" if self.handle else f"https://t.me/+{self.invite}"

    def name_at(self, time: int) -> str:
        """Give its name at a time."""
        return [name for since, name in self.names if since <= time or since == self.names[0][0]][-1]

    def lives(self, time: int) -> bool:
        """Tell whether it is in use."""
        return self.born <= time < self.ends


def open_place(world: World, kind: str, lang: str, name: str, born: int, *, purpose: str = "crew") -> Place:
    """Open a group, a channel or a page."""
    rng = world.rng
    space = {"supergroup": "channel", "channel": "channel", "group": "group", "page": ""}[kind]
    id = world.issue_id("telegram" if space == "channel" else "facebook", space or "page")
    id = id.replace(":page", ":")
    place = Place(id, kind, lang, [(born, name)], born, purpose=purpose)
    letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    place.invite = "".join(rng.choice(letters) for _ in range(16))
    place.open = rng.random() < (0.6 if kind != "page" else 1.0)
    if place.open and place.platform == "telegram":
        place.handle = world.invent_handle(name if name.isascii() else "canal")
    return place


def name_place(world: World, lang: str, crew: Crew | None = None) -> str:
    """Name a group: by its towns, or by a word of its crew."""
    pack = PACKS[lang]
    a, b = crew.towns if crew else (world.rng.choice(pack.towns), world.rng.choice(pack.towns))
    pattern = world.rng.choice(pack.groups)
    name = pattern.format(a=a, b=b, w=crew.word if crew else world.rng.choice(pack.words))
    return name + world.rng.choice(("", "", "", " ✈️", " 2", " 🌊", " VIP"))


def vary_name(world: World, name: str) -> str:
    """Change a name so that people know it again."""
    return world.rng.choice(
        (name, f"{name} 2", f"{name} ✅", f"🔴 {name}", f"{name} official", f"new {name}", name.split(" ")[0])
    )


class Scene:
    """All places of a world."""

    def __init__(self, world: World, arrests: list[tuple[int, int, int]]) -> None:
        self.world = world
        self.arrests = arrests
        self.places: list[Place] = []
        self.rivals: list[tuple[Place, Place]] = []
        self.by_id: dict[str, Place] = {}

    def name_of(self, id: str, time: int) -> str:
        """Give the own name of an account or place at a time."""
        return self.by_id[id].name_at(time) if id in self.by_id else self.world.accounts[id].name_at(time)

    def add(self, place: Place) -> Place:
        """Keep a place."""
        self.places.append(place)
        self.by_id[place.id] = place
        return place


def appoint_admins(place: Place, hands: list[Hand], time: int) -> None:
    """Make people administrators, with the accounts that they use."""
    for hand in hands:
        accounts = hand.accounts_at(time, place.platform) or [
            one for one in hand.accounts if one.platform == place.platform
        ]
        for account in accounts[:1]:
            place.admins.append((account.id, time, min(place.ends, account.ends)))
            place.members[account.id] = (time, min(place.ends, account.ends))


def join_people(scene: Scene, places: list[Place]) -> None:
    """Let ordinary people and houses join places of their language."""
    world, rng = scene.world, scene.world.rng
    fits = {
        (lang, platform): [
            place for place in places if place.lang == lang and place.platform == platform and place.kind != "page"
        ]
        for lang in world.langs
        for platform in ("telegram", "facebook")
    }
    for account in world.accounts.values():
        hand = world.hands[account.hand]
        choice = fits.get((hand.lang, account.platform))
        if not choice or rng.random() < 0.25:
            continue
        for place in {place.id: place for place in rng.choices(choice, k=rng.choice((1, 1, 2, 3)))}.values():
            low, high = max(account.born, place.born), min(account.ends, place.ends, END)
            if high - low > 5 * DAY:
                place.members.setdefault(account.id, (world.draw_time(low, high), high))


def staff_place(world: World, place: Place, crew: Crew, time: int) -> None:
    """Let some of the crew run a place and others be in it."""
    free = [world.hands[index] for index in crew.hands if world.hands[index].arrested > time]
    world.rng.shuffle(free)
    appoint_admins(place, free[: world.rng.choice((1, 2, 2, 3))], time)
    for hand in free:
        for account in hand.accounts_at(time, place.platform)[:1]:
            if world.rng.random() < 0.7:
                place.members.setdefault(
                    account.id, (time + world.rng.randrange(0, 20) * DAY, min(account.ends, place.ends))
                )


def gather_members(scene: Scene, place: Place, count: int) -> None:
    """Let people of a language join, at times between its opening and its end."""
    world = scene.world
    pool = [
        one
        for one in world.accounts.values()
        if world.hands[one.hand].lang == place.lang
        and one.platform == place.platform
        and world.hands[one.hand].kind != "worker"
    ]
    for account in world.rng.sample(pool, min(count, len(pool))):
        low, high = max(place.born, account.born), min(place.ends, account.ends, END)
        if low < high:
            place.members.setdefault(account.id, (world.draw_time(low, min(high, low + 200 * DAY)), high))


def carry_members(scene: Scene, old: Place, new: Place, share: float) -> None:
    """Let a share of the members come along: with the same account, or with that on the other platform."""
    world, rng = scene.world, scene.world.rng
    staff = {
        id
        for crew in world.crews
        if crew.index == old.crew
        for hand in crew.hands
        for id in (account.id for account in world.hands[hand].accounts)
    }
    for id in old.members:
        if id in staff or rng.random() > share:
            continue
        accounts = [one for one in world.hands[world.accounts[id].hand].accounts if one.platform == new.platform]
        for account in accounts[:1]:
            since = max(new.born, account.born, old.ends if rng.random() < 0.7 else new.born) + rng.randrange(
                0, 30 * DAY
            )
            if since < min(new.ends, account.ends, END) and new.kind != "page":
                new.members.setdefault(account.id, (since, min(new.ends, account.ends)))


def staff_account(world: World, crew: Crew, place: Place, time: int) -> Account | None:
    """Give an account of the crew with which somebody writes in a place."""
    accounts = [
        account
        for hand in crew.hands
        for account in world.hands[hand].accounts_at(time, place.platform)
        if world.hands[hand].role in {"organiser", "recruiter", "house"} or world.rng.random() < 0.3
    ]
    inside = [account for account in accounts if account.id in place.members]
    return world.rng.choice(inside or accounts) if inside or accounts else None
