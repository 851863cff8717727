"""What the cards say that is not measured: what each analysis reads, says and does not say."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one card."""

    title: str
    reads: str
    says: str
    says_not: str
    decided: str = ""
    """The number of the decision that tells why it works as it does."""


HEAD = (
    "Written by `make cards`: every figure below comes from runs of the analysis on made-up worlds ([what is in "
    "them](../worlds.md)), no figure from the field. What is learnt is learnt on seeds {fit} alone; seeds {judge} "
    "and every *shifted* world are looked at only to judge. *plain* has the evidence that published and measured "
    "worlds have, *hard* half of it and twice the look-alikes, *shifted* is hard with languages, names and habits "
    "that the other two never use. A world of size {size:,} has about so many accounts."
)

FIELD = (
    "A figure from made-up worlds ranks methods and sets floors. It promises nothing of a real case, whose evidence, "
    "people and gaps are its own: a finding is a lead with reasons to be checked, never a fact."
)

INDEX = (
    "Bars held on made-up worlds of {size:,} accounts, seeds {seeds}; `make cards` measures all and writes these pages."
)

AGAIN = (
    "`floors.toml` holds what two small worlds must reach in every test run; `python -m liaisons.trials floors` sets "
    "it anew. `make learn` learns the weights of aliases and successions anew."
)

MEANS = "Mean over worlds, the worst world in brackets. A precision at a recall that a world never reaches counts as 0."

NOT_CALIBRATED = (
    "Findings of this kind carry no probability in these runs: they are ordered by bits of evidence. What counts as "
    "false for innocents is then every finding, however weak."
)

CALIBRATION = (
    "Each point is a tenth of the range of probabilities with at least one finding; its height is the share that is "
    "true, the bar is Wilson's interval at 95 %. On the line, a probability is what it says."
)

PAID = (
    "Innocents of 1,000 whom a finding above 0.5, or without a probability, wrongly touches, and how many of how many; "
    "those around them count too: who names a hotline's number, or asks in a rating group. Bold where a bar is broken. "
    "*all* is everybody who belongs to no crew. Accounts and groups of crews in the same places are no innocents; they "
    "are counted apart, *of crews*, and held to the same bars."
)

READERS = "What a naive reader of the same files would say, as a measure of how hard the worlds are:"

CARDS: Mapping[str, Words] = {
    "alias": Words(
        "Aliases: accounts of one hand",
        "The contacts that accounts give out and show on profiles, declared changes of number, handles and invites "
        "that lead from one account to another, names, adverts posted word for word, the groups that they run and "
        "write in, the company of the same crew, and who answers whom when. No images, and no numbers written so that "
        "only people can read them.",
        "That two accounts may be of one hand, with every reason for and against in bits of evidence and the links "
        "that show it. A judged *different* is never crossed, a judged *same* always said.",
        "Who anybody is. Not that two accounts are of one person: a hand may be an office. Families that share a "
        "telephone, colleagues with one number and the buyer of a recycled number look alike in every file; what tells "
        "them apart here may be missing in a case.",
        "011",
    ),
    "succession": Words(
        "Successions: a group or page went dark, and another took over",
        "Members and when they joined, administrators, contacts, invites and adverts that both have, announcements, "
        "names, the time between death and birth, and what files say of a state (removed, flagged). No images.",
        "That one group or page may go on for another, and why it rather than the runner-up. *Removed* is told apart "
        "from *silent*, and silence from files that end.",
        "That the same people are behind it: a rival who lures members, and a group that copies a dead one, look "
        "alike. Of groups that nobody could export it knows what others say of them.",
        "012",
    ),
    "cluster": Words(
        "Clusters: accounts, groups and contacts that belong together",
        "The contacts and groups that accounts share, weighed by rarity. Contacts of hundreds and protected ones weigh "
        "nothing.",
        "Which accounts, groups and contacts hang together on the rung of the ladder on which seeds agree most, how "
        "stable each member is there, and what lies above and below.",
        "That a cluster is a crew, or its members accomplices. One with no contact of its own is an audience, and says "
        "so. Its score is the stability of its membership, and no probability of anything.",
        "010",
    ),
    "rename": Words(
        "Renames: an account or group bore another name",
        "Names that files tell of one stable id: events of a chat, tables of former names, names on posts.",
        "That an id bore another name, and when as exactly as files tell.",
        "Anything of names that no file holds. Where a platform gives no stable id there is no rename to see.",
    ),
    "reuse": Words(
        "Reuse: a name or handle passed from one to another",
        "Names and handles of stable ids over time.",
        "That two exchanged names, or that one took what another gave up: not the same account.",
        "Why a name passed on. Common names are borne by many at once and are no reuse.",
    ),
    "handoff": Words(
        "Handoffs: where an account or group sends people",
        "Contacts in posts and on profiles, what invites and handles open, and when.",
        "Chains from an account or group over a contact on another app to what it opens, and on; each hop with its "
        "posts and dates, all ways of one head in one finding. A way that ends in a contact of hundreds is counted.",
        "That anybody followed a chain. Numbers written so that only people read them, and those in images, lead "
        "nowhere here.",
    ),
}
