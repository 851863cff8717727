"""How often things happen in the bazaars: the range of each rate, from which a seed draws its own."""

import random
from dataclasses import dataclass, fields

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ranges:
    """Lowest and highest of each rate."""

    smuggling: Range = (0.25, 0.65)
    """Share of offices that sell journeys without papers beside, or in place of, their honest trade."""
    licensed: Range = (0.3, 0.7)
    """Share of the other offices that show a licence."""
    one_man: Range = (0.05, 0.3)
    """Share of offices that are one person: the page and the person's profile are one hand."""
    staff: Range = (1.2, 3.6)
    """Clerks of an office, on average, beside its owner."""
    brother: Range = (0.2, 0.7)
    """Share of offices where a brother or cousin of the owner sells too."""
    work_account: Range = (0.25, 0.75)
    """Chance that a clerk opens an account for work beside the private one."""
    firm_in_name: Range = (0.35, 0.9)
    """Chance that an account for work bears the firm's name."""
    other_platform: Range = (0.15, 0.5)
    """Chance that a second account is on another platform than the first."""
    same_name: Range = (0.15, 0.6)
    """Chance that a person's second account bears the full name of the first."""
    other_script: Range = (0.1, 0.4)
    """Chance that a second account is named in another script or spelling."""
    personal_line: Range = (0.25, 0.7)
    """Chance that a clerk adds a line of his own to the firm's advert."""
    line_everywhere: Range = (0.2, 0.7)
    """Chance that this line is used on the private account too: for a sofa, a room, a greeting."""
    signs: Range = (0.2, 0.7)
    """Chance that a clerk signs the adverts: ask for so-and-so."""
    own_words: Range = (0.1, 0.4)
    """Chance that a person ends posts in a turn of phrase that is nobody else's."""
    second_account: Range = (0.06, 0.2)
    """Chance that an ordinary person has a second account: locked out, hacked, or for another life."""
    sim_given: Range = (0.01, 0.08)
    """Chance that somebody who leaves town gives the telephone's card to a friend."""
    household: Range = (0.06, 0.2)
    """Share of ordinary accounts that live in a household with one telephone."""
    several_numbers: Range = (0.3, 0.8)
    """Chance that an office lists all its numbers in an advert and not only the first."""
    without_country: Range = (0.2, 0.7)
    """Chance that a number is written without its country."""
    disguised: Range = (0.01, 0.12)
    """Chance that a number is written so that filters miss it."""
    in_image: Range = (0.03, 0.2)
    """Chance that the numbers stand in the picture and not in the words."""
    franchise: Range = (0.15, 0.5)
    """Share of offices that fill a common advert with the same two towns."""
    copied: Range = (0.05, 0.25)
    """Chance that an office copied the words of a competitor."""
    moves: Range = (0.15, 0.5)
    """Chance that a clerk goes to another office within the two years."""
    takes_line: Range = (0.3, 0.8)
    """Chance that a clerk who goes takes the personal line along; else the next clerk answers it."""
    new_work_account: Range = (0.2, 0.6)
    """Chance that a clerk who goes opens a new account for work; else the old one is renamed."""
    sold: Range = (0.05, 0.2)
    """Chance that an office is sold."""
    split: Range = (0.05, 0.3)
    """Chance that two brothers of an office part, and the one opens his own with a number, clerks and the name."""
    renamed: Range = (0.05, 0.25)
    """Chance that an office takes another name under the same owner."""
    closed: Range = (0.05, 0.35)
    """Chance that the authorities close an office that smuggles; a tenth of it for others."""
    recycled: Range = (0.05, 0.3)
    """Chance that the provider gives a closed office's number to somebody else, months later."""
    paid_posts: Range = (0.05, 0.4)
    """Chance that a page's advert is a paid one, and marked so."""
    next_door: Range = (0.4, 0.9)
    """Chance that a closed office opens next door, under the cousin's name."""
    keeps_number: Range = (0.2, 0.8)
    """Chance that an office keeps a number through a sale or a closing."""
    name_changed: Range = (0.01, 0.08)
    """Chance that an ordinary person takes another name within the two years."""
    handle_changed: Range = (0.1, 0.4)
    """Chance that an account with a handle takes another."""
    invites_along: Range = (0.1, 0.5)
    """Chance that an advert names the office's place on Telegram, if there is one."""
    group_dies: Range = (0.3, 0.65)
    """Chance that a group ends within the time."""
    followed: Range = (0.45, 0.9)
    """Chance that a group that ended is followed by another."""
    prepared: Range = (0.15, 0.5)
    """Chance that the successor had been opened months before, as a second shop."""
    late: Range = (0.05, 0.3)
    """Chance that it is opened half a year later."""
    page_instead: Range = (0.05, 0.3)
    """Chance that it is a page in place of a group."""
    announced: Range = (0.2, 0.75)
    """Chance that the successor is announced, mostly elsewhere."""
    name_kept: Range = (0.2, 0.7)
    """Chance that the successor's name shows whose successor it is."""
    carried: Range = (0.05, 0.6)
    """Share of the members that come along."""
    rival: Range = (0.05, 0.35)
    """Chance that another office takes name and members of a group that ended."""
    look_alike: Range = (0.05, 0.25)
    """Look-alike groups, for each group."""
    watched: Range = (0.55, 0.95)
    """Share of groups and pages that the analyst's tool watches."""
    caught: Range = (0.5, 0.97)
    """Share of posts that the tool catches in what it watches."""
    month_lost: Range = (0.02, 0.2)
    """Chance that the pull of a month is missing."""
    month_cut: Range = (0.02, 0.2)
    """Chance that it ends early, at the tool's limit."""
    writer_hidden: Range = (0.0, 0.3)
    """Share of groups for which the tool gives no writers."""
    on_sheet: Range = (0.15, 0.6)
    """Share of the accounts that write for an office which the analyst noted on a sheet."""
    seen_twice: Range = (0.1, 0.6)
    """Chance that what stands on a sheet was looked at again."""
    shown_number: Range = (0.2, 0.65)
    """Chance that a profile shows the number that its holder uses."""
    list_kept: Range = (0.05, 0.25)
    """Share of groups with a list of members."""
    telegram: Range = (0.1, 0.35)
    """Share of offices with a channel or chat on Telegram."""
    exported: Range = (0.3, 0.8)
    """Share of the Telegram chats that somebody exported."""
    tool_changed: Range = (0.0, 1.0)
    """When, in the time collected, the monitoring tool was replaced by another."""


RATES = Ranges()


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of one world."""

    by_name: dict[str, float]

    def __getitem__(self, name: str) -> float:
        """Give one rate."""
        return self.by_name[name]


def draw_rates(chance: random.Random) -> Rates:
    """Draw each rate evenly from its range."""
    drawn: dict[str, float] = {}
    for rate in fields(RATES):
        low, high = getattr(RATES, rate.name)
        drawn[rate.name] = round(chance.uniform(low, high), 3)
    return Rates(drawn)
