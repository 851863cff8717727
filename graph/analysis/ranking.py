"""Ranking: pairs weighed against each other, so that a new one follows one old one and a rival answer counts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.analysis.measures import TERMS
from graph.analysis.weights import Weights

if TYPE_CHECKING:
    import numpy as np

Pair = tuple[int, int]

CONTEXT = ("contested", "followed")
"""What is measured of a pair beside others: another old one for the same new one, another new one for the same old."""

CLEAR = 8.0
"""Bits by which a pair must lead so that no other contests it."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs, old and new by number, and their measures by term."""

    old: "np.ndarray[Any, Any]"
    new: "np.ndarray[Any, Any]"
    values: Mapping[str, "np.ndarray[Any, Any]"]

    def at(self, row: int) -> dict[str, float]:
        """Give the measures of one pair."""
        return {term: float(values[row]) for term, values in self.values.items()}


@dataclass(frozen=True, slots=True)
class Ranking:
    """Pairs weighed against each other."""

    total: "np.ndarray[Any, Any]"
    """Bits of each pair, what contests it included."""
    contexts: Mapping[str, "np.ndarray[Any, Any]"]
    """By term of ``CONTEXT``: how far a pair's lead over the best other falls short of ``CLEAR``, in bits below 0."""
    others: Mapping[str, "np.ndarray[Any, Any]"]
    """The row of that other, -1 where there is none."""
    chosen: "np.ndarray[Any, Any]"
    """Rows, the best first: of each new one one, those judged the same before all."""


def ranked(found: Candidates, weights: Weights, held: Collection[Pair]) -> Ranking:
    """Weigh pairs against each other and choose one old one for each new one, by falling bits."""
    import numpy as np

    own = weights.prior + weights.bits(found.values, TERMS)
    contexts, others = contested(found, own)
    total = own + weights.bits(contexts, CONTEXT)
    pairs = list(zip(found.old.tolist(), found.new.tolist(), strict=True))
    late = np.array([pair not in held for pair in pairs], dtype=bool)
    taken: set[int] = set()
    chosen = []
    for row in np.lexsort((found.new, found.old, -total, late)).tolist():
        if pairs[row][1] not in taken or not late[row]:
            taken.add(pairs[row][1])
            chosen.append(row)
    return Ranking(total, contexts, others, np.array(chosen, dtype="int64"))


def contested(found: Candidates, own: "np.ndarray[Any, Any]") -> tuple[dict[str, Any], dict[str, Any]]:
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
