"""The places of crews: channels with chats, spare channels, deaths, successors, splits, rivals and clones."""

from worlds.families.relay.crews import Crew
from worlds.families.relay.people import DAY, END, START, Account, Place, World
from worlds.families.relay.speaking import (
    choose_towns,
    make_wordings,
    name_of,
)
from worlds.families.relay.texts import (
    SUFFIXES,
    TOWNS,
)

HALF_YEAR = 182


def run_crew(world: World, crew: Crew, crews: list[Crew]) -> None:
    """Let a crew open its places one after another, until it ends."""
    rng = world.rng
    at: int = max(crew.born, START)
    place = open_place(world, crew, "telegram", "channel", crew.brand, at)
    queue = [(place, at)]
    if rng.random() < 0.35:
        sister = open_place(world, crew, "telegram", "channel", f"{crew.brand} {rng.choice(SUFFIXES)}", at + 20 * DAY)
        _end_place(world, crew, sister)
    if rng.random() < 0.4:
        group = open_place(world, crew, "whatsapp", "group", crew.brand, at + rng.randint(0, 90) * DAY)
        queue.append((group, group.born))
    if rng.random() < 0.2:
        page = open_place(world, crew, "facebook", "page", crew.brand, at)
        queue.append((page, at))
    while queue and len(crew.places) < 16:
        old, _ = queue.pop(0)
        _end_place(world, crew, old)
        if old.fate == "lives":
            continue
        if old.end < crew.until and world.happens("followed"):
            new = _open_successor(world, crew, old)
            if new is not None:
                queue.append((new, new.born))
        if old.fate in ("removed", "deleted") and world.happens("rival") and len(crews) > 1:
            _lure_members(world, rng.choice([each for each in crews if each is not crew]), old)


def open_place(world: World, crew: Crew, platform: str, kind: str, name: str, at: int) -> Place:
    """Open a place of a crew with its staff, and often a chat beside a channel."""
    rng = world.rng
    place = world.add_place(platform, kind, name, crew.lang, min(at, END - 10 * DAY), crew.key)
    if crew.places and world.happens("new_words"):
        crew.wordings = tuple(make_wordings(world, crew.lang, choose_towns(world, crew.lang)))
        crew.turn += 1
    place.texts, place.turn = crew.wordings, crew.turn
    staff = crew.working(place.born, "advertiser", "dispatcher") or crew.working(place.born) or crew.persons[:1]
    place.admins = [account for person in staff for account in person.accounts_at(place.born, platform)][:3]
    crew.places.append(place)
    if kind == "channel" and rng.random() < 0.6:
        chat = world.add_place("telegram", "chat", f"{name} chat", crew.lang, place.born, crew.key)
        chat.linked, place.linked, chat.admins = place, chat, list(place.admins)
        crew.places.append(chat)
        _welcome_members(world, crew, chat)
    elif kind in ("chat", "group"):
        _welcome_members(world, crew, place)
    if world.happens("renames"):
        place.names.append((place.born + rng.randint(20, 200) * DAY, f"{name} {rng.choice(SUFFIXES)}"))
    return place


def _welcome_members(world: World, crew: Crew, place: Place) -> None:
    """Bring clients and staff in."""
    rng = world.rng
    for person in rng.sample(crew.clients, round(len(crew.clients) * rng.uniform(0.3, 0.8))):
        for account in person.accounts:
            if account.platform == place.platform:
                place.members[account] = rng.randint(place.born, min(END, place.born + 250 * DAY))
    for person in crew.persons:
        if person.until > place.born:
            for account in person.accounts_at(max(person.since, place.born), place.platform):
                place.members[account] = max(place.born, account.born)


def _end_place(world: World, crew: Crew, place: Place) -> None:
    """Say when and how a place ends, its chat a little later or not at all."""
    rng = world.rng
    end = place.born + int(rng.expovariate(1 / world.rates["channel_days"]) * DAY) + 25 * DAY
    if end >= END - 20 * DAY and crew.until >= END:
        return
    place.end = max(place.born + 2 * DAY, min(end, crew.until, END - 15 * DAY))
    if world.happens("removed"):
        place.fate = "removed"
    else:
        place.fate = rng.choice(("deleted", "private", "quiet"))
    chat = place.linked
    if chat is not None and place.kind == "channel":
        chat.fate = place.fate if rng.random() < 0.6 else "quiet"
        chat.end = max(chat.born + DAY, min(END - DAY, place.end + rng.randint(0, 60) * DAY))


def _open_successor(world: World, crew: Crew, old: Place) -> Place | None:
    """Open the successor: a spare one, soon, late, or of another kind; some crews split instead."""
    rng, prepared = world.rng, world.happens("prepared")
    if prepared:
        at = max(START, old.end - rng.randint(14, HALF_YEAR) * DAY)
    elif world.happens("late"):
        at = old.end + rng.randint(HALF_YEAR - 30, HALF_YEAR + 60) * DAY
    else:
        at = old.end + int(rng.expovariate(1 / 8) * DAY)
    if max(at, old.end) > END - 25 * DAY:
        return None
    platform, kind = old.platform, old.kind
    if world.happens("other_kind"):
        others = [("telegram", "channel"), ("telegram", "chat"), ("whatsapp", "group"), ("facebook", "page")]
        platform, kind = rng.choice([each for each in others if each != (platform, kind)])
    new = open_place(world, crew, platform, kind, _rename_place(world, name_of(old, old.end), crew), at)
    if prepared and world.happens("spare_copies"):
        world.note("spares", (old, new))
    _carry_members(world, old, new, rng.uniform(world.rates["carried_low"], world.rates["carried_high"]))
    split = world.happens("split") and len(crew.persons) > 4
    world.note("successions", (old, new, crew))
    left, entered = _people_of(old), _people_of(new)
    if left is not None and entered is not None and (left, entered) != (old, new) and left.fate != "lives":
        world.note("successions", (left, entered, crew))
    if split:
        _split_crew(world, crew, old, new)
    if world.happens("announced"):
        world.note("announcements", (old, new, crew))
    return new


def _rename_place(world: World, name: str, crew: Crew) -> str:
    rng, draw = world.rng, world.rng.random()
    if draw < world.rates["same_name"]:
        return name
    if draw < world.rates["same_name"] + world.rates["alike_name"]:
        return (
            f"{name.split(' ')[0]} {rng.choice(SUFFIXES)}" if rng.random() < 0.4 else f"{name} {rng.choice(SUFFIXES)}"
        )
    return rng.choice(
        (f"{rng.choice(TOWNS[crew.lang])} ✨", world.romanize(rng.choice(crew.persons).name), "Family", "24/7")
    )


def _carry_members(world: World, old: Place, new: Place, share: float) -> None:
    """Bring a part of the old members, its own or those of its chat, to the new one."""
    source, target = _people_of(old), _people_of(new)
    if source is None or target is None:
        return
    rng = world.rng
    for account in list(source.members):
        if rng.random() >= share:
            continue
        moved: list[Account] = [account]
        if target.platform != source.platform:
            moved = [each for each in account.person.accounts if each.platform == target.platform]
        for each in moved:
            begin = max(old.end, new.born)
            target.members.setdefault(each, begin + int(rng.expovariate(1 / 20) * DAY))


def _people_of(place: Place) -> Place | None:
    if place.kind in ("chat", "group", "fbgroup"):
        return place
    return place.linked


def _split_crew(world: World, crew: Crew, old: Place, new: Place) -> None:
    """Let half of a crew go its own way under the same name."""
    half = [each for each in crew.persons if each.role in ("driver", "guesthouse", "money")] or crew.persons[-2:]
    half = half + [each for each in crew.persons if each.role == "advertiser"][-1:]
    rebel = Crew(f"{crew.key}-b", crew.lang, crew.brand, old.end, END, half, [], crew.wordings, crew.clients)
    for person in half:
        person.until = max(person.until, END - 60 * DAY)
    crew.former += [(each, old.end) for each in half]
    crew.persons = [each for each in crew.persons if each not in half]
    for person in half:
        person.crew = rebel.key
    twin = open_place(world, rebel, "telegram", "channel", name_of(old, old.end), max(old.end, new.born))
    _carry_members(world, old, twin, world.rng.uniform(0.05, 0.3))
    world.note("claims", (old, new, crew))
    world.note("claims", (old, twin, rebel))
    world.note("copies", (old, twin))
    world.note("copies", (old, new))
    _note_rivals(world, old, twin)
    _end_place(world, rebel, twin)
    world.note("rebels", rebel)


def _lure_members(world: World, rival: Crew, old: Place) -> None:
    """Let another crew take name, members and announcements of a dead place."""
    at = old.end + world.rng.randint(1, 40) * DAY
    if at > END - 25 * DAY or rival.until <= at or rival.born > at:
        return
    name = name_of(old, old.end)
    taken = open_place(world, rival, "telegram", "channel", name if world.rng.random() < 0.6 else f"{name} 2", at)
    if old.handle and taken.handle and world.rng.random() < 0.3:
        taken.handle = old.handle
        world.note("taken", (old, taken, old.handle))
    _carry_members(world, old, taken, world.rng.uniform(0.05, 0.25))
    world.note("copies", (old, taken))
    _note_rivals(world, old, taken)
    _end_place(world, rival, taken)
    if world.rng.random() < 0.4:
        world.note("announcements", (old, taken, rival))


def _note_rivals(world: World, old: Place, taken: Place) -> None:
    """Note who lured the members of a place, or of the chat beside it."""
    world.note("rivals", (old, taken))
    left, entered = _people_of(old), _people_of(taken)
    if left is not None and entered is not None and (left, entered) != (old, taken):
        world.note("rivals", (left, entered))


def clone_channels(world: World, crews: list[Crew]) -> list[Crew]:
    """Let scammers clone channels word for word, with a number of their own."""
    scams: list[Crew] = []
    for place in [each for crew in crews for each in crew.places if each.kind == "channel"]:
        if not world.happens("scam") or place.end - place.born < 90 * DAY:
            continue
        at = world.rng.randint(place.born + 60 * DAY, place.end)
        person = world.add_person(place.lang, f"scam-{len(scams) + 1}", "advertiser")
        person.since, person.lines = at, [(at, world.stock.take())]
        account = world.add_account(person, "telegram", at)
        account.habits = frozenset(("phone",))
        scam = Crew(person.crew, place.lang, name_of(place, at), at, END, [person])
        copied = open_place(world, scam, "telegram", "channel", scam.brand, at)
        copied.end, copied.fate = (
            min(END, at + world.rng.randint(30, 200) * DAY),
            world.rng.choice(("removed", "quiet")),
        )
        if copied.linked is not None:
            copied.linked.end, copied.linked.fate = copied.end, copied.fate
        world.note("clones", (place, copied, person.lines[0][1]))
        scams.append(scam)
    return scams
