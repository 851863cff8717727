"""The rates of this family: ranges from which each seed draws its own."""

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """A range that a seed draws from."""

    name: str
    low: float
    high: float
    says: str


RATES: tuple[Rate, ...] = (
    Rate("workers", 0.1, 0.2, "share of the accounts that belong to people who work for crews"),
    Rate("crew_size", 4.0, 9.0, "people for whom one organiser has steady work"),
    Rate("freelance", 0.08, 0.35, "chance that a role of a trip is filled by somebody of another crew"),
    Rate("desk", 0.3, 0.8, "crews with one common number in their adverts"),
    Rate("several", 0.2, 0.6, "adverts with a number for each role"),
    Rate("handed_on", 0.15, 0.55, "common numbers that change hands within the crew each half year"),
    Rate("bought_text", 0.3, 0.85, "crews that use the texts of a seller instead of a text of their own"),
    Rate("personal_line", 0.15, 0.6, "workers who put a line of their own under adverts"),
    Rate("proverb", 0.2, 0.5, "personal lines that many others use too"),
    Rate("national", 0.1, 0.6, "numbers that a writer of mixed habits writes without the country"),
    Rate("disguise", 0.03, 0.2, "numbers in adverts with their digits hidden"),
    Rate("firm_handle", 0.1, 0.4, "crews whose adverts give one handle, whoever posts"),
    Rate("second_line", 0.2, 0.6, "workers with a second number"),
    Rate("work_account", 0.25, 0.6, "workers with a second account on the same platform"),
    Rate("other_platform", 0.3, 0.7, "people with several accounts who have them on several platforms"),
    Rate("own_name", 0.25, 0.65, "second accounts that bear the same name"),
    Rate("other_script", 0.2, 0.5, "second names that are in the other script"),
    Rate("whatsapp", 0.1, 0.45, "numbers of one holder under which there is an account of WhatsApp"),
    Rate("shows_number", 0.1, 0.4, "accounts whose profile shows a number"),
    Rate("arrests", 0.25, 0.7, "crews with an arrest in each year"),
    Rate("dropped", 0.25, 0.7, "colleagues who leave their accounts after an arrest and come back under new ones"),
    Rate("kept_number", 0.15, 0.6, "new accounts after an arrest that keep the number"),
    Rate("told_change", 0.2, 0.6, "new numbers that are announced beside the old"),
    Rate("sold_phone", 0.05, 0.25, "dropped numbers that are sold with the phone, or issued anew, to a stranger"),
    Rate("removed", 0.1, 0.35, "crews' groups that a platform removes in each year"),
    Rate("private", 0.15, 0.5, "groups of an arrested person that are made private and not deleted"),
    Rate("followed", 0.35, 0.75, "dead groups that another follows"),
    Rate("prepared", 0.1, 0.4, "successors opened before the death"),
    Rate("late", 0.1, 0.35, "successors opened half a year after"),
    Rate("other_place", 0.1, 0.4, "successors on another platform"),
    Rate("other_kind", 0.1, 0.4, "successors of another kind: a page for a group, a chat for a channel"),
    Rate("same_title", 0.2, 0.6, "successors that keep a recognisable name"),
    Rate("new_desk", 0.2, 0.6, "successors that come with a new common number"),
    Rate("announced", 0.35, 0.8, "successors that are announced"),
    Rate("elsewhere", 0.3, 0.7, "announcements made in a sister group, on a profile or in a private chat only"),
    Rate("carried", 0.05, 0.6, "members that come along, at most"),
    Rate("rival", 0.1, 0.45, "deaths that a rival uses: name, members, announcement"),
    Rate("split", 0.05, 0.3, "crews that split, each half claiming the group"),
    Rate(
        "bystander", 0.1, 0.35, "deaths of a crew's group about which an innocent group opens with part of the members"
    ),
    Rate("handle_passed", 0.2, 0.6, "common handles that go to a colleague's account when their holder is arrested"),
    Rate("families", 0.06, 0.16, "share of the accounts that are of families with one number"),
    Rate("offices", 0.02, 0.07, "share of the accounts that are of offices, firms and agencies"),
    Rate("doubles", 0.12, 0.4, "ordinary people with a second account"),
    Rate("firm_name", 0.2, 0.7, "staff whose accounts are called after the firm"),
    Rate("firm_sold", 0.1, 0.4, "firms that are sold and renamed, the number going along"),
    Rate("sales", 0.02, 0.1, "ordinary members who sell a fridge or let a room in a crew's group"),
    Rate("warnings", 0.02, 0.1, "ordinary members who warn of a number that they read"),
    Rate("forwards", 0.03, 0.12, "ordinary members who copy or forward an advert"),
    Rate("unmarked", 0.3, 0.8, "copied adverts without a sign that they are copied"),
    Rate("phones", 0.02, 0.045, "phones that were read out, for each account"),
    Rate("whole", 0.2, 0.6, "phones read out as a whole account and not as single chats"),
    Rate("chats_taken", 0.35, 0.9, "chats of a phone that were exported, where single ones were"),
    Rate("cut_early", 0.1, 0.4, "exports that begin late or end early"),
    Rate("saved", 0.3, 0.7, "partners whom a phone's holder has saved"),
    Rate("odd_saved", 0.25, 0.65, "saved partners who are not saved under their own name"),
    Rate("requested", 0.15, 0.45, "accounts named in adverts, or of the arrested, that a request asks for"),
    Rate("answered", 0.5, 0.9, "requests that are answered"),
    Rate("called", 0.15, 0.5, "workers' numbers whose calls were asked for"),
    Rate("looked_again", 0.25, 0.7, "groups that somebody looked at again"),
    Rate(
        "visited",
        0.2,
        0.6,
        "announced or open groups that an officer visits later: what they show, and their last posts",
    ),
    Rate("searched", 0.25, 0.65, "open successors and rivals of known groups that somebody searches for and visits"),
    Rate("admins_listed", 0.15, 0.55, "groups whose administrators were noted"),
    Rate("captured", 0.3, 0.7, "open groups and pages on Facebook that an officer captured"),
)
"""What differs between seeds."""


def draw_rates(rng: random.Random) -> dict[str, float]:
    """Draw the rates of one world."""
    return {rate.name: rng.uniform(rate.low, rate.high) for rate in RATES}
