"""Ranking: pairs weighed against each other, so that a new one follows one old one and a rival answer counts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.analysis.succession.features import TERMS
from graph.analysis.succession.weights import Weights

if TYPE_CHECKING:
    from graph.arrays import Floats, Ints

Pair = tuple[int, int]

CONTEXT = ("contested", "followed")
"""What is measured of a pair beside others: another old one for the same new one, another new one for the same old."""

CLEAR = 8.0
"""Bits by which a pair must lead so that no other contests it."""


TRICKLE = 0.02
"""Part of members that is added to both sides: who came in ones and twos says little."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs, old and new by number, and their measures by term."""

    old: "Ints"
    new: "Ints"
    values: Mapping[str, "Floats"]
    donors: "Donors | None" = None
    """From where most came early into each new one, if that was looked at."""

    def at(self, row: int) -> dict[str, float]:
        """Give the measures of one pair."""
        return {term: float(values[row]) for term, values in self.values.items()}

    def without(self, pairs: Collection[Pair]) -> "Candidates":
        """Leave some pairs out."""
        import numpy as np

        if not pairs:
            return self
        every = zip(self.old.tolist(), self.new.tolist(), strict=True)
        kept = np.array([pair not in pairs for pair in every], dtype=bool)
        values = {term: values[kept] for term, values in self.values.items()}
        return Candidates(self.old[kept], self.new[kept], values, self.donors)


class Donors:
    """From which old one the largest part came early into each new one, over pairs that come by and are not kept."""

    def __init__(self, nodes: int) -> None:
        import numpy as np

        self.share: Floats = np.zeros(nodes)
        """Part of that old one's members, by number of the new one."""
        self.who: Ints = np.full(nodes, -1)
        """That old one, the first of equals; -1 where nobody came early."""

    def see(self, old: "Ints", new: "Ints", share: "Floats") -> None:
        """Take pairs and what part of the old one's members came early into the new one."""
        import numpy as np

        before = self.share[new]
        np.maximum.at(self.share, new, share)
        best = np.flatnonzero((share > before) & (share == self.share[new]))[::-1]
        self.who[new[best]] = old[best]  # of equals the first is written last

    def behind(self, new: "Ints", share: "Floats") -> "Floats":
        """Give how far pairs fall behind the best donor of their new one, in bits (log2 of shares); 0 for it."""
        import numpy as np

        bits: Floats = np.minimum(np.log2((share + TRICKLE) / (self.share[new] + TRICKLE)), 0.0)
        return bits


@dataclass(frozen=True, slots=True)
class Ranking:
    """Pairs weighed against each other."""

    total: "Floats"
    """Bits of each pair, what contests it included."""
    contexts: Mapping[str, "Floats"]
    """By term of ``CONTEXT``: how far a pair's lead over the best other falls short of ``CLEAR``, in bits below 0."""
    others: Mapping[str, "Ints"]
    """The row of that other, -1 where there is none."""
    chosen: "Ints"
    """Rows, the best first: of each new one one, those judged the same before all."""


def rank_pairs(found: Candidates, weights: Weights, held: Collection[Pair]) -> Ranking:
    """Weigh pairs against each other and choose one old one for each new one, by falling bits."""
    import numpy as np

    own = weights.prior + weights.bits(found.values, TERMS)
    contexts, others = find_contested(found, own)
    total = own + weights.bits(contexts, CONTEXT)
    pairs = list(zip(found.old.tolist(), found.new.tolist(), strict=True))
    late = np.array([pair not in held for pair in pairs], dtype=bool)
    taken: set[int] = set()
    both: set[Pair] = set()
    chosen = []
    for row in np.lexsort((found.new, found.old, -total, late)).tolist():
        old, new = pairs[row]
        if not late[row] or (new not in taken and (new, old) not in both):  # none follows what follows it
            taken.add(new)
            both.add((old, new))
            chosen.append(row)
    return Ranking(total, contexts, others, np.array(chosen, dtype="int64"))


def find_contested(found: Candidates, own: "Floats") -> tuple[dict[str, Any], dict[str, Any]]:
    """Give for each pair how far the best other one for the same new, or the same old, comes near it, and which."""
    import numpy as np

    values, others = {}, {}
    for term, ends in (("contested", found.new), ("followed", found.old)):
        order = np.lexsort((np.arange(len(own)), -own, ends))
        begins = np.flatnonzero(np.diff(ends[order], prepend=-1))
        sizes = np.diff([*begins, len(order)])
        place = np.arange(len(order)) - np.repeat(begins, sizes)
        rival = np.where(place > 0, np.repeat(begins, sizes), np.repeat(begins, sizes) + 1)
        alone = np.repeat(sizes, sizes) < 2
        other = np.full(len(own), -1)
        other[order] = np.where(alone, -1, order[np.minimum(rival, len(order) - 1)] if len(order) else -1)
        lead = np.where(other >= 0, own - own[other], CLEAR)
        values[term], others[term] = np.minimum(lead - CLEAR, 0.0), other
    return values, others
