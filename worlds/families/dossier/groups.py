"""Groups, channels and pages: who runs them, who is in them, how they end and what comes after."""

from dataclasses import dataclass, field

from worlds.families.dossier.people import BEGIN, DAY, END, NEVER, Account, Crew, Hand, House, World
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


def open_places(scene: Scene) -> None:
    """Open the places of crews and of everybody else, fill them, and let them end and be followed."""
    world = scene.world
    open_innocent_places(scene)
    join_people(scene, [place for place in scene.places if place.purpose != "house" and place.old is None])
    for place in scene.places:
        if place.old and place.purpose != "house":
            carry_members(scene, place.old, place, place.share)
            gather(scene, place, 6)
    for crew in list(world.crews):
        open_crew_places(scene, crew)
    split_crews(scene)
    follow_places(scene)
    rename_places(scene)


def open_innocent_places(scene: Scene) -> None:
    """Open groups of people from one town, of those who compare and rate, markets, and pages of firms."""
    world, rng = scene.world, scene.world.rng
    for _ in range(max(6, world.size // 45)):
        lang = world.draw_lang()
        purpose = rng.choice(("diaspora", "diaspora", "rating", "market", "news"))
        kind = rng.choice(("supergroup", "supergroup", "channel" if purpose == "news" else "supergroup", "group"))
        born = world.draw_time(BEGIN - 200 * DAY, END - 200 * DAY)
        place = scene.add(open_place(world, kind, lang, name_place(world, lang), born, purpose=purpose))
        appoint(
            place,
            [hand for hand in rng.sample(world.hands, min(60, len(world.hands))) if hand.kind == "ordinary"][:2],
            born,
        )
        if rng.random() < 0.2:
            close_place(place, world.draw_time(born + 100 * DAY, END), rng.choice(("idle", "removed", "private")))
            if rng.random() < 0.4 and place.ends < END - 60 * DAY:
                again = place.ends + rng.randrange(1, 40) * DAY
                name = vary_name(world, place.names[0][1])
                new = scene.add(open_place(world, kind, lang, name, again, purpose=purpose))
                appoint(new, [world.hands[world.accounts[id].hand] for id, _, _ in place.admins], again)
                new.old, new.share = place, rng.uniform(0.1, 0.6)
    for index, house in enumerate(world.houses):
        if house.kind != "family" and rng.random() < 0.45:
            open_house_place(scene, house, index)


def open_house_place(scene: Scene, house: House, index: int) -> None:
    """Open the page or channel of a firm; when the firm is sold it is renamed, or a new one follows."""
    world, rng = scene.world, scene.world.rng
    kind = rng.choice(("page", "page", "channel"))
    place = scene.add(open_place(world, kind, house.lang, house.names[0][1], BEGIN, purpose="house"))
    place.house = index
    appoint(place, [world.hands[hand] for hand in house.hands], BEGIN)
    if len(house.names) > 1 and rng.random() < 0.35:
        since, name = house.names[1]
        close_place(place, since, "deleted")
        new = scene.add(open_place(world, rng.choice(("page", "channel")), house.lang, name, since, purpose="house"))
        new.house, new.old, new.share = index, place, 0.3
    else:
        place.names += house.names[1:]


def appoint(place: Place, hands: list[Hand], time: int) -> None:
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


def open_crew_places(scene: Scene, crew: Crew) -> None:
    """Open a crew's first channel, group or page, and let some people of its language join."""
    world, rng = scene.world, scene.world.rng
    for _ in range(rng.choice((1, 2, 2, 3, 4))):
        kind = rng.choices(KINDS, (5, 3, 2.5, 1.5))[0]
        born = world.draw_time(crew.begins, crew.begins + 250 * DAY)
        place = scene.add(open_place(world, kind, crew.lang, name_place(world, crew.lang, crew), born))
        place.crew = crew.index
        staff_place(world, place, crew, born)
        gather(scene, place, rng.randrange(8, 15 + world.size // 25))
        end_place(scene, place)


def staff_place(world: World, place: Place, crew: Crew, time: int) -> None:
    """Let some of the crew run a place and others be in it."""
    free = [world.hands[index] for index in crew.hands if world.hands[index].arrested > time]
    world.rng.shuffle(free)
    appoint(place, free[: world.rng.choice((1, 2, 2, 3))], time)
    for hand in free:
        for account in hand.accounts_at(time, place.platform)[:1]:
            if world.rng.random() < 0.7:
                place.members.setdefault(
                    account.id, (time + world.rng.randrange(0, 20) * DAY, min(account.ends, place.ends))
                )


def gather(scene: Scene, place: Place, count: int) -> None:
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


def end_place(scene: Scene, place: Place) -> None:
    """End a place with the arrest of one who runs it, by removal, by chance; or let it live."""
    world, rng = scene.world, scene.world.rng
    hands = {world.accounts[id].hand for id, _, _ in place.admins}
    ends = [
        (time, "private" if world.happens("private") else "deleted")
        for time, hand, _ in scene.arrests
        if hand in hands and time > place.born + 20 * DAY and rng.random() < 0.7
    ]
    ends += [
        (world.draw_time(place.born + (25 + 365 * year) * DAY, place.born + (390 + 365 * year) * DAY), "removed")
        for year in range(2)
        if world.happens("removed")
    ]
    if rng.random() < 0.12:
        ends.append((world.draw_time(place.born + 60 * DAY, END), "idle"))
    if ends and min(ends)[0] < END - 5 * DAY:
        close_place(place, *min(ends))


def close_place(place: Place, time: int, end: str) -> None:
    """End a place and what people do in it."""
    place.ends, place.end = time, end
    place.members = {id: (since, min(until, time)) for id, (since, until) in place.members.items() if since < time}
    place.admins = [(id, since, min(until, time)) for id, since, until in place.admins]


def split_crews(scene: Scene) -> None:
    """Split some crews: the group ends in the quarrel, and each half opens its own and claims to be the old one."""
    world, rng = scene.world, scene.world.rng
    for crew in list(world.crews):
        live = [
            place
            for place in scene.places
            if place.crew == crew.index and not place.end and place.born < END - 300 * DAY
        ]
        if not live or len(crew.hands) < 4 or not world.happens("split"):
            continue
        place = rng.choice(live)
        time = world.draw_time(place.born + 90 * DAY, END - 120 * DAY)
        half = rng.sample(crew.hands[1:], len(crew.hands) // 2)
        other = Crew(len(world.crews), crew.lang, crew.word, crew.towns, half, crew.template, several=crew.several)
        other.begins, other.parent = time, crew.index
        if crew.desks and rng.random() < 0.5:
            other.desks = [spell for spell in crew.desks if spell[0] > time]
            crew.desks = [spell for spell in crew.desks if spell[0] <= time]
        elif rng.random() < 0.5:
            other.desks = [(time, NEVER, world.pool.issue(world.hands[half[0]].country), half[0])]
        crew.hands = [index for index in crew.hands if index not in half]
        for index in half:
            world.hands[index].crews = [other.index if one == crew.index else one for one in world.hands[index].crews]
        world.crews.append(other)
        close_place(place, time, rng.choice(("deleted", "private", "idle")))
        place.claims = True
        for side in (crew, other):
            follow_place(scene, place, side, claims=True)


def follow_places(scene: Scene) -> None:
    """Let others follow the dead, again and again, and rivals use the death."""
    world = scene.world
    queue = [place for place in scene.places if place.crew >= 0 and place.end and not place.claims]
    while queue:
        place = queue.pop()
        if place.claims:
            continue
        crew = world.crews[place.crew]
        free = [index for index in crew.hands if world.hands[index].arrested > place.ends]
        if free and world.happens("followed"):
            new = follow_place(scene, place, crew)
            if new and new.end:
                queue.append(new)
        if world.happens("rival"):
            lure_members(scene, place)
        if world.happens("bystander"):
            open_bystander(scene, place)


def follow_place(scene: Scene, old: Place, crew: Crew, *, claims: bool = False) -> Place | None:
    """Open what follows a place: before its death, at once, or half a year after; there or elsewhere."""
    world, rng = scene.world, scene.world.rng
    way = rng.random()
    if not claims and way < world.rates["prepared"]:
        born = old.ends - rng.randrange(3, 90) * DAY
    elif not claims and way < world.rates["prepared"] + world.rates["late"]:
        born = old.ends + rng.randrange(130, 240) * DAY
    else:
        born = old.ends + rng.choice((0, 1, 1, 2, 5, 9, 20)) * DAY + rng.randrange(DAY)
    if born > END - 20 * DAY or born <= old.born:
        return None
    telegram = (old.platform == "telegram") != world.happens("other_place")
    same = not world.happens("other_kind") and telegram == (old.platform == "telegram")
    kind = old.kind if same else rng.choice(("supergroup", "channel") if telegram else ("group", "page"))
    name = (
        vary_name(world, old.name_at(old.ends))
        if claims or world.happens("same_title")
        else name_place(world, crew.lang, crew)
    )
    new = scene.add(open_place(world, kind, crew.lang, name, born))
    new.crew, new.old, new.claims = crew.index, old, claims
    staff_place(world, new, crew, born)
    for id, _, _ in old.admins:
        hand = world.hands[world.accounts[id].hand]
        if hand.arrested > born and hand.index in crew.hands and rng.random() < 0.6:
            appoint(new, [hand], born)
    if old.handle and old.platform == new.platform and old.end in {"deleted", "removed"} and rng.random() < 0.12:
        new.handle = old.handle
        scene.world.handle_moves.append((new.handle, old.id, new.id))
    if crew.desks and world.happens("new_desk"):
        number = world.pool.issue(world.hands[crew.hands[0]].country)
        crew.desks = [(since, until, number if since >= born else held, who) for since, until, held, who in crew.desks]
    new.share = rng.uniform(0.02, world.rates["carried"])
    carry_members(scene, old, new, new.share)
    gather(scene, new, rng.randrange(4, 10 + world.size // 50))
    if claims or world.happens("announced"):
        announce(scene, old, new, crew)
    if not claims or rng.random() < 0.3:
        end_place(scene, new)
        new.claims = False
    return new


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


def announce(scene: Scene, old: Place, new: Place, crew: Crew) -> None:
    """Announce a new place: in the old one while it lives, or elsewhere."""
    world, rng = scene.world, scene.world.rng
    speakers = [
        account
        for hand in crew.hands
        for account in world.hands[hand].accounts
        if account.born <= new.born < account.ends
    ]
    if not speakers:
        return
    speaker = rng.choice(speakers)
    if not world.happens("elsewhere") and new.born < old.ends + DAY:
        low = max(new.born, old.ends - 4 * DAY)
        inside = [id for id, since, until in old.admins if since <= low < until]
        for _ in range(rng.choice((1, 2))):
            new.told_in.append(
                (min(world.draw_time(low, old.ends + 1), old.ends - 60), rng.choice(inside or [speaker.id]), old.id)
            )
        return
    where = rng.choice(("sister", "profile", "private", "guest"))
    sisters = [
        place
        for place in scene.places
        if place.lives(new.born)
        and place.id != new.id
        and (place.crew == crew.index if where == "sister" else place.lang == crew.lang and place.crew < 0)
    ]
    time = new.born + rng.randrange(DAY, 12 * DAY)
    if where in {"sister", "guest"} and sisters:
        sister = rng.choice(sisters)
        member = [account for account in speakers if account.platform == sister.platform]
        if member:
            new.told_in.append((time, rng.choice(member).id, sister.id))
            return
    if where == "profile":
        speaker.about = f"{speaker.about} {new.address}".strip()
        return
    new.told_in.append((time, speaker.id, ""))


def lure_members(scene: Scene, dead: Place) -> None:
    """Let another crew use a death: take the name, lure members, say that it is the new group."""
    world, rng = scene.world, scene.world.rng
    others = [
        crew for crew in world.crews if crew.lang == dead.lang and crew.index != dead.crew and crew.begins < dead.ends
    ]
    born = dead.ends + rng.randrange(0, 25) * DAY
    if not others or born > END - 20 * DAY:
        return
    crew = rng.choice(others)
    name = vary_name(world, dead.name_at(dead.ends)) if rng.random() < 0.7 else name_place(world, crew.lang, crew)
    new = scene.add(open_place(world, dead.kind if rng.random() < 0.8 else "supergroup", crew.lang, name, born))
    new.crew, new.rival_of = crew.index, dead
    staff_place(world, new, crew, born)
    carry_members(scene, dead, new, rng.uniform(0.05, 0.45))
    gather(scene, new, rng.randrange(4, 10 + world.size // 60))
    if rng.random() < 0.6:
        announce(scene, dead, new, crew)
    scene.rivals.append((dead, new))


def open_bystander(scene: Scene, dead: Place) -> None:
    """Open an innocent group about the time of a death, to which part of the same people come."""
    world, rng = scene.world, scene.world.rng
    born = dead.ends + rng.randrange(-30, 60) * DAY
    if not dead.born < born < END - 20 * DAY:
        return
    kind = rng.choice(("supergroup", "supergroup", "group"))
    purpose = rng.choice(("diaspora", "rating", "news"))
    new = scene.add(open_place(world, kind, dead.lang, name_place(world, dead.lang), born, purpose=purpose))
    people = [world.hands[world.accounts[id].hand] for id in dead.members]
    appoint(new, [hand for hand in people if hand.kind == "ordinary"][:2], born)
    carry_members(scene, dead, new, rng.uniform(0.05, 0.5))
    gather(scene, new, rng.randrange(6, 12 + world.size // 60))


def rename_places(scene: Scene) -> None:
    """Give some places another name in their life."""
    world, rng = scene.world, scene.world.rng
    for place in scene.places:
        if place.purpose != "house" and rng.random() < 0.18:
            time = world.draw_time(place.born + 5 * DAY, min(place.ends, END))
            if time < min(place.ends, END):
                crew = world.crews[place.crew] if place.crew >= 0 else None
                name = (
                    vary_name(world, place.names[0][1]) if rng.random() < 0.5 else name_place(world, place.lang, crew)
                )
                if name != place.names[-1][1]:
                    place.names.append((time, name))


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
