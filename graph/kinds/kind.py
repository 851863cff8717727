"""What a kind of finding declares of itself: all that is data, so that every screen follows from one place."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from graph.finding import Finding

ScoreName = Literal["chance", "stability", "plausibility"]
"""What the score of an inferred finding is called.

A chance is the share of such leads that were true in made-up worlds; stability is how often runs put the members of a
cluster together; plausibility has no unit, and orders leads of one kind.
"""

SEEN = "[, {first_seen:date} to {last_seen:date}]"
"""The end of a sentence about something that was seen from one day to another."""

WEIGHTLESS: Mapping[str, str] = {
    "contact-protected": "{contact:Contact} weighs nothing: case.toml protects it",
    "contact-many": "{contact:Contact} weighs nothing: more than {limit:int} of {of:int} use it",
    "contact-spread": "{contact:Contact} weighs nothing: of {users:int} that use it no place holds more than "
    "{share:share} beyond chance",
    "contact-nobody": "{contact:Contact} weighs nothing: it is a service's address, a short code or a made-up number",
}
"""Reasons of every kind that weighs contacts: why a contact counts for nothing (``analysis.shared.rarity``)."""

TAUGHT: Mapping[str, str] = {
    "judged": "int",
    "needed": "int",
    "shipped": "share",
    "range": "list of share",
    "withdrawn": "share",
    "band": "word",
    "band_worst": "share",
}
"""What judgements of a case make of a probability, and what stands for it where the case is like no world."""


def order_by_evidence(_finding: Finding, _crews: Collection[str]) -> tuple[Any, ...]:
    """Give nothing: findings of the kind are ordered by chance, by how much evidence there is and by its weight."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of finding: its words, its place in a report, how it is ordered and recognised.

    A template has typed parts between braces; the type of a part is its meaning (``graph.disclosure.voice``), by which
    it is masked, counted or put into a list. What stands in square brackets is left out where a part in it is null.
    """

    name: str
    """What findings bear and what people type: small letters and hyphens."""
    plural: str
    headlines: tuple[str, ...]
    """What a finding says in a line: of its parts and of ``subjects``, ``first``, ``last``, ``many`` (all but the
    last), ``on_first``, ``on_last`` (their platforms), ``removed`` (where the first was found so), ``chain`` (the
    subjects, where each leads to the next), ``via`` and ``ends`` (of several ways, what they pass and where they end).

    Of several templates the first counts whose parts outside brackets are all known.
    """
    reasons: Mapping[str, str]
    """What each reason says, by its key. A key that two kinds use says the same in both."""
    parts: Mapping[str, str]
    """What each part of a finding means. A part without a meaning cannot be shown."""
    title: str
    """Of its section in a report."""
    lead: str
    """The first paragraph of that section."""
    nothing: str
    """What the section says where there is no finding."""
    counted: tuple[str, str]
    """What one finding is in a sentence, and what several are, with ``{count}``."""
    card: str
    """The head of its part of the card that tells how well it is found (``docs/cards/families.md``)."""
    short: str = ""
    """The title where there is little room; empty where it is short enough."""
    colours: tuple[str, str] = ("#64748b", "#94a3b8")
    """On white and on dark; without it, grey."""
    sought: str = ""
    """What an analysis is said to look for while it runs; empty for the plural."""
    score_name: ScoreName = "plausibility"
    order: Callable[[Finding, Collection[str]], tuple[Any, ...]] = order_by_evidence
    """What makes a finding worth more than another whose chance is the same, the least first; the second argument are
    the ids of who is in the core of a cluster."""
    weighs_contacts: bool = False
    """Whether findings rest on how rare contacts are."""
    holds_members: bool = False
    """Whether a finding is a set of members, as a cluster is: its weights are no odds, and a later run recognises it
    by its members and not by its key alone."""
    happened: tuple[str, ...] = ()
    """Parts that say when what a finding tells happened: by these, news is told from what was only read late. Empty
    where the dates of its evidence tell it."""
    line: tuple[str, str, str] | None = None
    """Where the network shows a finding as a line from its first subject to each other one: what the line is called,
    and what stands between the two, read from the first and from the other."""

    @property
    def anchor(self) -> str:
        """The id of its section in a report."""
        return self.plural.replace(" ", "-")

    @property
    def link_type(self) -> str:
        """The type that its lines have in the network."""
        return self.name.upper().replace("-", "_")

    @property
    def measured(self) -> bool:
        """Whether the score of an inferred finding is a chance that was measured on made-up worlds."""
        return self.score_name == "chance"
