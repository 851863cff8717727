"""The written rates of the family ``square``: each seed draws its own from these ranges."""

from random import Random
from typing import NamedTuple


class Range(NamedTuple):
    """A least and a greatest rate, and what it is the rate of."""

    low: float
    high: float
    says: str


RATES: dict[str, Range] = {
    # who there is
    "crew_share": Range(0.05, 0.13, "accounts that belong to crews at the beginning"),
    "firm_share": Range(0.08, 0.20, "accounts of agencies, drivers, exchanges, translators, recruiters"),
    "family_share": Range(0.03, 0.14, "accounts of households on one number"),
    "second_account": Range(0.03, 0.16, "ordinary people who have a second account"),
    "crew_second": Range(0.25, 0.7, "people of crews who have another account"),
    "staff_second": Range(0.1, 0.4, "staff of firms who have another account"),
    "on_telegram": Range(0.25, 0.6, "accounts on Telegram"),
    "on_instagram": Range(0.02, 0.12, "accounts on Instagram"),
    "brand_on_all": Range(0.2, 0.8, "firms and crews whose every account bears the firm's name"),
    "one_number": Range(0.3, 0.8, "firms and crews whose every account gives one number"),
    "several_brands": Range(0.03, 0.2, "crews of which one person runs further brands"),
    "freelancer": Range(0.05, 0.3, "firms and crews that let a freelancer make their adverts"),
    "bought": Range(0.03, 0.25, "accounts of crews that were grown by others, bought and renamed"),
    "sold": Range(0.03, 0.25, "agencies whose page is sold and renamed"),
    "bot": Range(0.002, 0.01, "accounts that are bots and post the adverts of others again"),
    "volunteer": Range(0.003, 0.015, "accounts of volunteers, journalists and hotlines"),
    # what accounts of one hand share
    "bond_phone": Range(0.1, 0.5, "hands whose accounts give one number in posts"),
    "bond_profile": Range(0.1, 0.4, "hands whose accounts show one number on profiles"),
    "bond_change": Range(0.03, 0.15, "hands that tell a new number"),
    "bond_handle": Range(0.08, 0.35, "hands whose accounts give one handle"),
    "bond_text": Range(0.12, 0.4, "hands whose accounts sign with one line"),
    "bond_name": Range(0.05, 0.4, "hands whose accounts bear one name"),
    "bond_email": Range(0.02, 0.1, "hands whose accounts give one address of mail"),
    "bond_invite": Range(0.02, 0.1, "hands whose accounts give one invite link that opens nothing collected"),
    "bond_kept": Range(0.5, 0.9, "accounts that keep to what the hand planned to share"),
    # how contacts are written and move
    "country_left_off": Range(0.05, 0.4, "numbers written without their country"),
    "disguise": Range(0.03, 0.35, "numbers of adverts in disguise"),
    "two_numbers": Range(0.05, 0.4, "adverts with a colleague's number beside the own one"),
    "own_line": Range(0.03, 0.25, "staff whose adverts end with a line of their own"),
    "signing": Range(0.03, 0.25, "advertisers without a second account who sign with a line"),
    "form": Range(0.1, 0.5, "drivers and crews that fill in the form everybody uses"),
    "copied": Range(0.05, 0.3, "advertisers who took their words from another one"),
    "turnover": Range(0.1, 0.5, "hands of crews who take another number in the course of time"),
    "shift_phone": Range(0.05, 0.4, "numbers given up in a crew that a colleague takes on"),
    "recycled": Range(0.1, 0.5, "numbers given up that a stranger is given half a year later"),
    "handed_on": Range(0.01, 0.06, "ordinary accounts whose number goes on to somebody else"),
    "handle_passed": Range(0.005, 0.03, "accounts whose handle another account takes"),
    # what the platform does, and what follows
    "waves": Range(2, 6, "removal waves in the time of the world"),
    "wave_groups": Range(0.18, 0.5, "groups of crews that one wave removes"),
    "wave_accounts": Range(0.08, 0.4, "accounts of crews that one wave removes"),
    "wave_wrong": Range(0.005, 0.05, "other groups and accounts that one wave removes"),
    "delay": Range(3, 60, "most days from a flag to the removal"),
    "twin_dies": Range(0.1, 0.4, "groups with another like them that their owners close"),
    "returns": Range(0.4, 0.9, "removed groups of crews that come back"),
    "innocent_returns": Range(0.2, 0.7, "removed groups of others that come back"),
    "spare": Range(0.1, 0.5, "returns to a group prepared before"),
    "late": Range(0.05, 0.3, "returns three to nine months after"),
    "elsewhere": Range(0.1, 0.4, "returns on another platform"),
    "page": Range(0.05, 0.3, "returns as a page or a channel"),
    "same_name": Range(0.2, 0.7, "returns with the same name, a digit or a sign added"),
    "other_letters": Range(0.05, 0.3, "returns with the name in other letters"),
    "announced": Range(0.2, 0.8, "returns that somebody announces"),
    "admins_back": Range(0.3, 0.9, "administrators removed who come back under a new account"),
    "split": Range(0.03, 0.25, "deaths of groups at which the crew splits"),
    "rival": Range(0.1, 0.45, "deaths of groups of which a rival takes members"),
    "rival_name": Range(0.2, 0.7, "rivals who take the name too, or the words of the announcement"),
    "clone": Range(0.05, 0.3, "crews and agencies whose name a swindler takes"),
    # groups in quiet
    "private": Range(0.02, 0.12, "groups that go private"),
    "archived": Range(0.02, 0.08, "groups that are archived"),
    "dropped": Range(0.02, 0.12, "groups that nobody collects any more"),
    "died": Range(0.02, 0.08, "groups that their owners close"),
    "group_renamed": Range(0.06, 0.3, "groups that take another name"),
    "account_renamed": Range(0.02, 0.1, "ordinary accounts that take another name"),
    # what is written
    "fridges": Range(0.05, 0.25, "posts of ordinary people that sell something"),
    "warnings": Range(0.005, 0.05, "posts of ordinary people that warn of a number"),
    "quotes": Range(0.005, 0.04, "posts of ordinary people that repeat an advert"),
    # what is captured
    "tracked": Range(0.55, 0.9, "Facebook groups whose posts are in the platform's table"),
    "scraped": Range(0.35, 0.85, "Telegram groups that the monitor reads"),
    "exported": Range(0.04, 0.12, "Telegram groups exported whole, the largest first"),
    "ends_early": Range(0.1, 0.5, "exports made before the end of the world"),
    "lost": Range(0.03, 0.25, "posts that are deleted or not captured"),
    "snapshots": Range(2, 5, "dates at which profiles and groups are looked at"),
    "profiles": Range(0.3, 0.8, "living accounts in one snapshot of profiles"),
    "groups": Range(0.5, 0.95, "living groups in one snapshot of groups"),
    "members": Range(0.35, 0.8, "living groups in one snapshot of members"),
    "sealed": Range(0.2, 0.8, "groups removed on Facebook of which the platform keeps the members of the last day"),
    "cap": Range(40, 400, "most members that a snapshot lists of a group"),
    "admins": Range(0.4, 0.9, "groups whose administrators are listed"),
    "recorded": Range(0.5, 0.95, "removals of which the queue has a record"),
    "again": Range(0.15, 0.7, "groups gone or no longer collected that are looked at again"),
    "history": Range(0.15, 0.6, "renames of which the platform gives its history"),
}
"""Rates by name: shares from 0 to 1, but for waves and snapshots (counts), delay (days) and cap (members)."""


def draw_rates(rng: Random) -> dict[str, float]:
    """Draw the rates of one world."""
    return {name: round(rng.uniform(each.low, each.high), 4) for name, each in RATES.items()}
