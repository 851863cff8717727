"""Likeness: what speaks for two accounts being of one hand, and what against it, in bits."""

from collections.abc import Iterator

from graph.analysis.belongings import Belongings, Pair
from graph.analysis.manner import Manner
from graph.analysis.rarity import Rarity
from graph.finding import Reason
from graph.snapshot import Snapshot

IDENTITY = frozenset({"own-contact", "own-handle", "same-handle"})
"""Reasons without which nothing else makes a lead: company, names and texts are shared by colleagues."""


def likenesses(snapshot: Snapshot, rarity: Rarity) -> Iterator[tuple[Pair, list[Reason]]]:
    """Yield the pairs of accounts that share what could be one hand's, by number, with reasons for and against."""
    belongings = Belongings(snapshot, rarity)
    pairs = belongings.pairs()
    manner = Manner(belongings, {account for pair in pairs for account in pair})
    for pair in pairs:
        reasons = [reason for find in (
            belongings.contacts, belongings.handles, belongings.changes, belongings.company, belongings.takeover,
            manner.names, manner.texts, manner.circles, manner.answers, manner.moments,
        ) for reason in find(*pair)]  # fmt: skip
        if reasons:
            yield pair, sorted(reasons, key=lambda reason: (-reason.weight, reason.key))
