"""How often things happen in a world of families: wide ranges, from which each seed draws its own rates."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from random import Random

Range = tuple[float, float]
Rates = Mapping[str, float]
"""The rates of one world, by the names of the ranges."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """The least and the greatest rate that a world may draw."""

    days: Range = (540, 1000)
    """How long the world lives."""
    facebook: Range = (0.6, 0.85)
    """Persons with a Facebook account."""
    telegram: Range = (0.2, 0.5)
    """Persons with a Telegram account."""
    second: Range = (0.04, 0.15)
    """Persons who lost a password and made a second account on the same platform."""
    own_number: Range = (0.2, 0.5)
    """Persons with a telephone of their own; the others give the household's."""
    two_phones: Range = (0.2, 0.6)
    """Households with two telephones."""
    abroad: Range = (0.15, 0.4)
    """Men who travel in the time of the world."""
    keeps_account: Range = (0.2, 0.6)
    """Travellers who still write under the account from home now and then."""
    passed: Range = (0.4, 0.9)
    """Travellers' telephones that a younger brother or cousin takes over."""
    tells: Range = (0.3, 0.8)
    """Travellers who tell relatives the new number in writing."""
    handle: Range = (0.15, 0.4)
    """Accounts with a handle."""
    handle_kept: Range = (0.15, 0.5)
    """Second accounts that take the same handle on another platform."""
    handle_passed: Range = (0.02, 0.1)
    """Travellers whose handle a brother takes."""
    latin: Range = (0.25, 0.7)
    """Accounts whose name is in Latin letters."""
    child_name: Range = (0.15, 0.4)
    """Men who are called by the name of a child."""
    renames: Range = (0.03, 0.12)
    """Accounts that take another name."""
    profile_number: Range = (0.08, 0.3)
    """Accounts that show a number on the profile."""
    crews: Range = (0.4, 0.9)
    """Crews per 100 accounts."""
    crew_split: Range = (0.1, 0.4)
    """Crews that split by a quarrel of brothers."""
    family_advert: Range = (0.3, 0.7)
    """Adverts of a crew that name the household's number and not the writer's own."""
    borrowed: Range = (0.05, 0.3)
    """Adverts of a crew that fill the template of another family."""
    offices: Range = (0.3, 0.8)
    """Agencies and exchange offices per 100 accounts."""
    sold: Range = (0.15, 0.5)
    """Agencies that a nephew buys and renames."""
    volunteers: Range = (0.4, 1.2)
    """Volunteers per 100 accounts."""
    disguise: Range = (0.03, 0.25)
    """Numbers of crews that are written in disguise."""
    several: Range = (0.2, 0.6)
    """Adverts with more than one number."""
    national: Range = (0.6, 0.95)
    """Numbers from home that are written without the country by who is at home."""
    quotes: Range = (0.04, 0.15)
    """Posts that warn of, recommend or repeat the number of somebody else."""
    copies: Range = (0.05, 0.2)
    """Adverts that a relative repeats word for word."""
    numbers: Range = (0.3, 0.6)
    """Ordinary posts of selling, mourning and searching, which give a number."""
    posts: Range = (5.0, 11.0)
    """Posts a person writes in a year, at the median."""
    groups: Range = (3.0, 5.5)
    """Groups per 100 accounts."""
    dies: Range = (0.15, 0.4)
    """Groups that are closed."""
    follows: Range = (0.45, 0.8)
    """Closed groups that a relative opens again."""
    pause: Range = (90, 260)
    """Days until a group is opened again, at the mean."""
    other_form: Range = (0.25, 0.6)
    """Opened again as a page, a channel or on Telegram."""
    rejoins: Range = (0.06, 0.35)
    """Members who come back, over months."""
    splits: Range = (0.05, 0.2)
    """Groups that two clans split."""
    split_dies: Range = (0.2, 0.6)
    """Split groups whose first half is closed, so that two claim it."""
    goes_private: Range = (0.05, 0.2)
    """Groups that are made private after an arrest."""
    renamed_group: Range = (0.08, 0.25)
    """Groups that take another name."""
    freed_name: Range = (0.2, 0.5)
    """Names of renamed groups that another group takes."""
    rival: Range = (0.1, 0.35)
    """Closed groups whose name and members another clan's group takes."""
    prepared: Range = (0.1, 0.3)
    """New groups that stood empty before the old one was closed."""
    announced: Range = (0.3, 0.7)
    """New groups that are announced somewhere."""
    watched: Range = (0.6, 0.9)
    """Facebook groups that an analyst copies."""
    copied: Range = (0.45, 0.85)
    """Posts of a copied group that stand in the sheet."""
    window: Range = (150, 500)
    """Days that a sheet reaches back, at the mean."""
    exported: Range = (0.4, 0.8)
    """Telegram groups of which a member gave an export."""
    looked_up: Range = (0.1, 0.35)
    """Profiles looked up by hand, most of them once, at the end."""
    looked_twice: Range = (0.05, 0.2)
    """Looked-up profiles that had been looked up a year before."""
    lists: Range = (0.15, 0.45)
    """Groups whose members somebody listed, in part."""
    checked: Range = (0.4, 0.8)
    """Closed or private groups of which somebody noticed it."""
    clock: Range = (0.0, 0.1)
    """Telegram exports written by a wrong clock."""


RATES = Ranges()


def draw_rates(rng: Random) -> Rates:
    """Draw the rates of one world."""
    return {rate.name: round(rng.uniform(*getattr(RATES, rate.name)), 4) for rate in fields(RATES)}
