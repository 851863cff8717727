"""Teaching: a case's judgements of one kind, and what they make of the probabilities of that kind.

The correction counts from the point at which it says more than the families of worlds do: where the range that it
leaves for the leads that are still open is narrower, in the mean, than the range of the families. Until then leads are
told as shipped, with how many more judgements that point is away. A lead that was judged *unsure* teaches nothing, nor
does what was taken back. What was judged keeps the probability that it had: the judgement says what it is.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.analysis.calibration import Calibration
from graph.analysis.calibration.correction import FROM, STEPS, Correction, Judged, Spread, learn_correction, log_odds
from graph.finding import Reason

SURE = 1.96
"""Standard deviations to each side of the mean that hold ``correction.INNER`` of what may be."""

MANY = 500
"""Judgements beyond which it is not said how many more are needed."""

BANDS = ("weak", "fair", "strong")

TEACHES = ("same", "different")
"""Verdicts that say whether a lead is true."""

NAMED: Mapping[str, str] = {"MENTIONS": "end", "SHOWS": "end", "OPENS": "start", "ADMIN_OF": "start"}
"""The end of a link that leads hang together by: a contact, or who runs a group."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What the judgements of one kind come to."""

    judged: int
    """Leads that were judged the same or different."""
    needed: int | None
    """How many more it takes; 0 where the correction counts, None where it cannot be said."""
    shipped: Calibration
    corrected: Calibration | None
    """None until it counts."""
    low: Calibration
    high: Calibration
    """The range that holds a probability, by what was judged."""

    @property
    def counts(self) -> bool:
        """Say whether probabilities are corrected."""
        return self.corrected is not None

    @property
    def calibration(self) -> Calibration:
        """Give what bits are worth in this case."""
        return self.corrected or self.shipped

    def parts(self, bits: float, told_from: float) -> dict[str, Any]:
        """Give what is told of a lead that nobody judged: its chance as shipped, its range, and if it is withdrawn."""
        if not self.counts:
            return self.head()
        before = self.shipped.probability(bits)
        said: dict[str, Any] = {"shipped": round(before, 4)}
        said["range"] = [round(curve.probability(bits), 4) for curve in (self.low, self.high)]
        if before >= told_from > self.calibration.probability(bits):
            said["withdrawn"] = told_from
        return self.head() | said

    def head(self) -> dict[str, Any]:
        """Give what is told of every lead of the kind."""
        return {"judged": self.judged} | ({} if self.needed is None else {"needed": self.needed})


def teach_case(spread: Spread | None, shipped: Calibration, judged: Sequence[Judged], bits: Sequence[float]) -> Taught:
    """Correct the probabilities of a kind by what was judged of it; ``bits`` are those of the leads still open."""
    if spread is None:
        return Taught(len(judged), None, shipped, None, shipped, shipped)
    found = learn_correction(spread, judged)
    low, high = found.bounds(shipped)
    if not bits:
        return Taught(len(judged), None, shipped, None, low, high)
    width = sum(high.probability(one) - low.probability(one) for one in bits) / len(bits)
    goal = sum(spread.range_at(one) for one in bits) / len(bits)
    if judged and width < goal:
        return Taught(len(judged), 0, shipped, found.apply(shipped), low, high)
    return Taught(len(judged), count_needed(found, shipped, bits, goal), shipped, None, low, high)


Edges = tuple[float, float]
"""Probabilities from which a lead of a case that is far from all worlds is called fair and strong."""


def tell_band(families: Mapping[str, Calibration], shipped: Calibration, bits: float, edges: Edges) -> dict[str, Any]:
    """Give the parts that stand in place of a probability where a case is far from all worlds: a band and its worth.

    What it was worth is the mean share over all probabilities of the band that was true in the worst family.
    """
    import numpy as np

    limits = (0.0, *edges, 1.0)
    told = shipped.probability(bits)
    place = sum(told >= edge for edge in edges)
    every = np.linspace(shipped.bits[0], shipped.bits[-1], STEPS)
    shares = np.interp(every, shipped.bits, shipped.shares)
    inside = every[(shares >= max(limits[place], FROM)) & (shares < limits[place + 1])]
    found: dict[str, Any] = {"band": BANDS[place]}
    if len(inside) and families:
        worst = min(float(np.interp(inside, one.bits, one.shares).mean()) for one in families.values())
        found["band_worst"] = round(worst, 3)
    return found


def count_needed(found: Correction, shipped: Calibration, bits: Sequence[float], goal: float) -> int | None:
    """Give how many more judgements narrow the range at open leads to a goal; None where that is more than ``MANY``.

    What a judgement tells is the information of a binary regression at an open lead, the mean over them (Fisher 1922).
    """
    import numpy as np

    told = np.array([shipped.probability(one) for one in bits])
    design = np.column_stack([np.ones(len(told)), log_odds(told)])
    middle = np.array([found.probability(one) for one in told.tolist()])
    worth = found.worth / found.count if found.count else 1.0
    each = worth * (design * (middle * (1 - middle))[:, None]).T @ design / len(told)
    known = np.linalg.inv(found.spread())

    def narrows(count: int) -> bool:
        left = np.linalg.inv(known + count * each)
        deviations = np.sqrt(np.einsum("ij,jk,ik->i", design, left, design))
        low, high = (1 / (1 + np.exp(-(log_odds(middle) + side * SURE * deviations))) for side in (-1, 1))
        return bool((high - low).mean() < goal)

    found_at = bisect_left(range(1, MANY + 1), True, key=narrows) + 1
    return found_at if found_at <= MANY else None


def things_of(subjects: Iterable[str], reasons: Iterable[Reason]) -> frozenset[str]:
    """Give what a lead is about and what speaks for it: its subjects, contacts, and who runs the groups."""
    found = set(subjects)
    for reason in reasons:
        if reason.weight > 0:
            found |= {getattr(link, NAMED[link.type]) for link in reason.evidence if link.type in NAMED}
    return frozenset(found)
