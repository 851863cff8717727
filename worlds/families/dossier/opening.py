"""How groups are opened: those of crews, of firms, and of everybody else."""

from worlds.families.dossier.groups import (
    KINDS,
    Scene,
    appoint_admins,
    carry_members,
    gather_members,
    join_people,
    name_place,
    open_place,
    staff_place,
    vary_name,
)
from worlds.families.dossier.people import BEGIN, DAY, END, Crew, House
from worlds.families.dossier.succession import close_place, end_place, follow_places, split_crews


def open_places(scene: Scene) -> None:
    """Open the places of crews and of everybody else, fill them, and let them end and be followed."""
    world = scene.world
    open_innocent_places(scene)
    join_people(scene, [place for place in scene.places if place.purpose != "house" and place.old is None])
    for place in scene.places:
        if place.old and place.purpose != "house":
            carry_members(scene, place.old, place, place.share)
            gather_members(scene, place, 6)
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
        appoint_admins(
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
                appoint_admins(new, [world.hands[world.accounts[id].hand] for id, _, _ in place.admins], again)
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
    appoint_admins(place, [world.hands[hand] for hand in house.hands], BEGIN)
    if len(house.names) > 1 and rng.random() < 0.35:
        since, name = house.names[1]
        close_place(place, since, "deleted")
        new = scene.add(open_place(world, rng.choice(("page", "channel")), house.lang, name, since, purpose="house"))
        new.house, new.old, new.share = index, place, 0.3
    else:
        place.names += house.names[1:]


def open_crew_places(scene: Scene, crew: Crew) -> None:
    """Open a crew's first channel, group or page, and let some people of its language join."""
    world, rng = scene.world, scene.world.rng
    for _ in range(rng.choice((1, 2, 2, 3, 4))):
        kind = rng.choices(KINDS, (5, 3, 2.5, 1.5))[0]
        born = world.draw_time(crew.begins, crew.begins + 250 * DAY)
        place = scene.add(open_place(world, kind, crew.lang, name_place(world, crew.lang, crew), born))
        place.crew = crew.index
        staff_place(world, place, crew, born)
        gather_members(scene, place, rng.randrange(8, 15 + min(world.size // 25, 90)))
        end_place(scene, place)


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
