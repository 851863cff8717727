"""Bazaar: offices of a few towns that sell journeys, money and papers beside each other, honest ones and others.

People do trade here. An office is a firm with a page, several numbers and clerks who sign under its adverts; clerks
move and take a line along or leave it; firms are sold, renamed, closed and opened next door; groups are markets in
which everybody posts. The analyst holds monthly pulls of a page monitor, sheets kept by hand and a few chats.
"""

import random
from pathlib import Path

from worlds.families.bazaar import words
from worlds.families.bazaar.answers import tell_truth
from worlds.families.bazaar.chats import write_chats, write_phones
from worlds.families.bazaar.collecting import Collector
from worlds.families.bazaar.market import Market
from worlds.families.bazaar.numbers import Numbers
from worlds.families.bazaar.people import People
from worlds.families.bazaar.places import Places
from worlds.families.bazaar.rates import RATES, draw_rates
from worlds.families.bazaar.sheets import write_histories, write_member_lists, write_sheets
from worlds.families.bazaar.talk import Talk
from worlds.families.bazaar.turnover import live_two_years

__all__ = ["RATES", "write_world"]

ACCOUNTS_AN_OFFICE = 25
"""One office for so many accounts."""
UNSEEN = 1.35
"""So many more accounts are made than wanted, since the files do not show all."""


def write_world(folder: Path, seed: int, size: int) -> int:
    """Write a world of about ``size`` accounts into ``folder/case`` and its truth into ``folder/truth.json``.

    Gives the number of posts.
    """
    chance = random.Random(f"bazaar {seed} {size}")
    rates = draw_rates(random.Random(f"bazaar rates {seed}"))
    market = Market(chance)
    people = People(market, rates, Numbers(chance))
    for number in range(max(6, size // ACCOUNTS_AN_OFFICE)):
        people.staff_office(
            people.make_office(
                number % len(words.TOWNS) if number < len(words.TOWNS) else chance.randrange(len(words.TOWNS))
            )
        )
    people.dress_offices()
    live_two_years(people)
    people.make_ordinary(max(40, int(size * UNSEEN) - market.account_count()))
    places = Places(people)
    places.make_groups(size)
    places.end_groups()
    posts = Talk(market, rates).write_all()
    case = folder / "case"
    case.mkdir(parents=True, exist_ok=True)
    collector = Collector(market, rates, posts, case)
    collector.write_monitors()
    write_sheets(collector)
    write_member_lists(collector)
    write_histories(collector)
    write_chats(collector)
    write_phones(collector)
    collector.write_answers()
    tell_truth(market, collector, seed, size).write(folder / "truth.json")
    return len({post for _, post in collector.shown.counted})
