"""A world of the relay, from its seed to its files and its truth."""

import random
from pathlib import Path

from worlds.families.relay.channels import clone_channels, run_crew
from worlds.families.relay.collecting import (
    Desk,
    collect_facebook,
    collect_places,
    collect_profiles,
    collect_telegram,
    collect_whatsapp,
    number_posts,
)
from worlds.families.relay.crews import make_crew
from worlds.families.relay.ordinary import add_innocents, add_ordinary, add_places
from worlds.families.relay.people import NumberStock, World
from worlds.families.relay.phones import seize_phones
from worlds.families.relay.rates import draw_rates
from worlds.families.relay.seeing import Seen
from worlds.families.relay.spreading import spread_news
from worlds.families.relay.talking import advertise_abroad, fill_places
from worlds.families.relay.telling import tell_truth

PRESENT = 1.35
"""Accounts that exist for each that the files are likely to show."""
ACCOUNTS_A_CREW = 17
"""So many accounts does a crew come to over two years and a half, measured."""
INNOCENT_SHARE = 0.22
"""Of accounts that offices, families, sellers and other innocents with a reason of their own have."""


def write_world(folder: Path, seed: int, size: int) -> int:
    """Write a world of about ``size`` accounts into ``folder/case`` and its truth into ``folder/truth.json``.

    The number of posts that its files hold is given. The same seed and size give the same bytes.
    """
    people_there = size * PRESENT
    rng = random.Random(f"relay {seed} {size}")
    rates = draw_rates(rng)
    world = World(rng, rates, NumberStock(rng))
    crew_accounts = people_there * rates["crew_share"]
    people = add_ordinary(world, round(people_there - crew_accounts - people_there * INNOCENT_SHARE))
    crews = [make_crew(world, f"crew-{index + 1}") for index in range(max(3, round(crew_accounts / ACCOUNTS_A_CREW)))]
    for crew in crews:
        alike = [each for each in people if each.lang == crew.lang]
        crew.clients = rng.sample(alike, min(len(alike), rng.randint(30, 170)))
    for crew in crews:
        run_crew(world, crew, crews)
    crews += world.facts.get("rebels", [])
    for crew in crews:
        fill_places(world, crew)
    scams = clone_channels(world, crews)
    spread_news(world, crews)
    places = add_places(world, people, max(6, size // 26))
    for crew in crews:
        advertise_abroad(world, crew, places)
    groups = add_innocents(world, crews, places, size)
    for place in world.places:
        number_posts(world, place)
    desk, seen = Desk(folder / "case"), Seen()
    collect_telegram(world, desk, seen)
    collect_whatsapp(world, desk, seen)
    collect_facebook(world, desk, seen)
    seize_phones(world, desk, seen, crews)
    collect_places(world, desk, seen)
    collect_profiles(world, desk, seen)
    desk.finish()
    tell_truth(world, seen, [*crews, *scams], groups, seed, size).write(folder / "truth.json")
    return len(seen.posts)
