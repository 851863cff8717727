"""How often people of the relay do what: a wide range each, from which every seed draws its own rate."""

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """From where to where a rate may lie, and what it is the rate of."""

    low: float
    high: float
    says: str


RATES: dict[str, Range] = {
    "crew_share": Range(0.08, 0.16, "accounts that belong to crews"),
    "seasons_days": Range(80, 210, "days that a season's number is used"),
    "keeps_line": Range(0.15, 0.55, "persons who keep their number in a new season"),
    "lends_line": Range(0.05, 0.35, "new season's numbers that a colleague used before"),
    "handover": Range(0.2, 0.7, "roles that change hands once"),
    "hands_number": Range(0.3, 0.8, "handovers in which the number goes along"),
    "hands_handle": Range(0.05, 0.4, "handovers in which the handle goes along"),
    "loses_account": Range(0.15, 0.5, "Telegram accounts of crews that are lost"),
    "returns_alike": Range(0.2, 0.6, "returns under a similar name"),
    "returns_same": Range(0.05, 0.3, "returns under the very same name"),
    "keeps_handle": Range(0.08, 0.4, "returns that take the old handle again"),
    "posts_number": Range(0.4, 0.85, "crew accounts that post their number"),
    "shows_number": Range(0.1, 0.45, "crew accounts that show their number on the profile"),
    "names_handle": Range(0.05, 0.35, "adverts with the writer's Telegram name under them"),
    "leads_on": Range(0.05, 0.3, "adverts that lead to another place of the crew"),
    "new_words": Range(0.2, 0.6, "successors in which the crew writes other adverts"),
    "signs": Range(0.1, 0.5, "crew persons with a line of their own under what they write"),
    "tells_change": Range(0.1, 0.5, "changes of number that are told in a post"),
    "tells_other": Range(0.02, 0.2, "returning accounts that name the old one, or the other way round"),
    "whatsapp_each": Range(0.3, 0.8, "crew persons who use their season's number on WhatsApp"),
    "facebook_each": Range(0.05, 0.35, "crew persons with a Facebook account too"),
    "channel_days": Range(80, 300, "mean days until a channel of a crew dies"),
    "removed": Range(0.35, 0.75, "deaths by removal; the others are deleted, made private or left"),
    "followed": Range(0.4, 0.85, "deaths after which the crew goes on elsewhere"),
    "prepared": Range(0.15, 0.5, "successors that are spare channels opened before"),
    "late": Range(0.05, 0.25, "successors opened about half a year after"),
    "other_kind": Range(0.08, 0.35, "successors on another platform or of another kind"),
    "spare_copies": Range(0.2, 0.7, "spare channels filled with copied posts"),
    "announced": Range(0.35, 0.85, "successors that are announced somewhere"),
    "announced_elsewhere": Range(0.4, 0.8, "announcements made elsewhere than in the old channel"),
    "same_name": Range(0.15, 0.5, "successors with the old name"),
    "alike_name": Range(0.2, 0.5, "successors with a name like the old one"),
    "carried_low": Range(0.03, 0.12, "least share of members that come along"),
    "carried_high": Range(0.3, 0.7, "greatest share of members that come along"),
    "split": Range(0.05, 0.25, "crews that split when a channel dies"),
    "rival": Range(0.1, 0.35, "deaths after which a rival takes name, members and announcements"),
    "scam": Range(0.04, 0.2, "channels that scammers clone word for word"),
    "own_text": Range(0.3, 0.8, "adverts of a crew in its own words; the others use a template of all"),
    "two_numbers": Range(0.1, 0.4, "adverts with several numbers"),
    "disguised": Range(0.05, 0.4, "numbers in disguise"),
    "national": Range(0.05, 0.3, "numbers without their country"),
    "in_picture": Range(0.05, 0.25, "adverts whose number stands in the picture alone"),
    "relists": Range(0.02, 0.12, "posts of clients that forward, quote or relist an advert"),
    "warns": Range(0.01, 0.06, "posts of clients that warn of a number"),
    "banks": Range(0.2, 0.7, "exchange offices that a crew names as the place to leave the money"),
    "recommends": Range(0.02, 0.1, "posts of clients that give the number of their driver to a friend"),
    "renames": Range(0.1, 0.4, "channels and accounts that take another name once"),
    "two_apps": Range(0.1, 0.35, "ordinary people with WhatsApp or Facebook too"),
    "deleted": Range(0.02, 0.2, "posts that are gone before anybody collects them"),
    "collected_crew": Range(0.55, 0.9, "places of crews that are collected at least once"),
    "collected_other": Range(0.5, 0.9, "other places that are collected at least once"),
    "one_week": Range(0.08, 0.35, "exports that hold one week only"),
    "ends_early": Range(0.05, 0.25, "exports whose last weeks are missing"),
    "again": Range(0.2, 0.6, "places that are exported once more later"),
    "profile_seen": Range(0.1, 0.4, "accounts whose profile somebody looked up"),
    "crew_profile_seen": Range(0.3, 0.7, "accounts of crews whose profile somebody looked up"),
    "members_listed": Range(0.2, 0.6, "chats of which somebody saved the list of members"),
    "state_checked": Range(0.3, 0.8, "collected places that stand in the table of states"),
    "state_again": Range(0.2, 0.7, "places of that table that were looked at again later"),
}


def draw_rates(rng: random.Random) -> dict[str, float]:
    """Draw the rates of one world."""
    return {name: round(rng.uniform(rate.low, rate.high), 4) for name, rate in RATES.items()}
