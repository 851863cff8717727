"""How groups end, and what comes after: successors, halves of split crews, rivals, innocent groups."""

from worlds.families.dossier.groups import (
    Place,
    Scene,
    appoint_admins,
    carry_members,
    gather_members,
    name_place,
    open_place,
    staff_place,
    vary_name,
)
from worlds.families.dossier.people import DAY, END, NEVER, Crew


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
            appoint_admins(new, [hand], born)
    if old.handle and old.platform == new.platform and old.end in {"deleted", "removed"} and rng.random() < 0.12:
        new.handle = old.handle
        scene.world.handle_moves.append((new.handle, old.id, new.id))
    if crew.desks and world.happens("new_desk"):
        number = world.pool.issue(world.hands[crew.hands[0]].country)
        crew.desks = [(since, until, number if since >= born else held, who) for since, until, held, who in crew.desks]
    new.share = rng.uniform(0.02, world.rates["carried"])
    carry_members(scene, old, new, new.share)
    gather_members(scene, new, rng.randrange(4, 10 + min(world.size // 50, 60)))
    if claims or world.happens("announced"):
        announce_place(scene, old, new, crew)
    if not claims or rng.random() < 0.3:
        end_place(scene, new)
        new.claims = False
    return new


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
    gather_members(scene, new, rng.randrange(4, 10 + min(world.size // 60, 50)))
    if rng.random() < 0.6:
        announce_place(scene, dead, new, crew)
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
    appoint_admins(new, [hand for hand in people if hand.kind == "ordinary"][:2], born)
    carry_members(scene, dead, new, rng.uniform(0.05, 0.5))
    gather_members(scene, new, rng.randrange(6, 12 + min(world.size // 60, 50)))


def announce_place(scene: Scene, old: Place, new: Place, crew: Crew) -> None:
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
        inside = inside or [account.id for account in speakers if account.platform == old.platform]
        for _ in range(rng.choice((1, 2)) if inside else 0):
            new.told_in.append((min(world.draw_time(low, old.ends + 1), old.ends - 60), rng.choice(inside), old.id))
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
