"""Correction: what people judged in a case moves the probabilities of the leads that nobody has judged.

The log-odds of a probability get a shift and a slope (Platt 1999; of binary regression in general Cox 1958), and both
have a prior: a Student t around "as shipped", as wide as families of worlds differ from what the others would have said
of them (Gelman et al. 2013, chapter 5, on what several groups say of one more). The prior carries what fifty judgements
cannot tell; the slope, by which leads below those that were judged move too, is all but left to it. Summed over a fixed
grid, the posterior needs no random numbers and no order.

Who judges first what is likeliest draws no random sample, and need not: given the probability of a lead the rule by
which it was chosen says nothing more about it (Rubin 1976).

Judgements about one account or one number are not as many as they seem. Each of m leads that hang together counts for
1 / (1 + (m - 1) r), as a sample drawn in clusters does (Kish 1965); r is how much leads of one group agree in worlds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any

from graph.analysis.calibration import Calibration, pool_families

if TYPE_CHECKING:
    from graph.arrays import Floats, FloatTable

TOGETHER = 0.4
"""How much the truth of leads that share an account or a contact agrees, beyond what their probabilities say."""

SIDE = 61
"""Points of the grid along each of shift and slope."""

REACH = 5.0
"""How far the grid reaches, in widths of the prior."""

INNER = 0.95
"""Part of the posterior that a range holds."""

LEAST_WIDE = 0.05
"""Variance of shift and slope that the prior has at least: families that all agree leave room for one that does not."""

EDGE = 1e-3
"""Probabilities nearer to 0 or 1 than this are taken for it."""

FEWEST = 3
"""Families of which it can be said how they differ."""

FROM = 0.2
"""Probability from which families are compared: no lead is told far below."""

STEPS, STEEPEST = 200, 10.0
"""Places at which two curves are compared, and the slope beyond which none is believed."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A lead that people judged the same or different."""

    probability: float
    """As shipped weights tell it."""
    true: bool
    things: frozenset[str]
    """Ids of accounts, groups and contacts: leads that have one of them in common hang together."""
    stake: int = 1
    """Pairs that hang on it, for which it was chosen."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How families of worlds differ from what the others would have said of them."""

    families: Mapping[str, Calibration]
    """What each family by itself says of bits."""
    variance: tuple[tuple[float, float], tuple[float, float]]
    """Second moments of shift and log of the slope around 0, which is as shipped."""

    @classmethod
    def of(cls, families: Mapping[str, Calibration], lean: float = 0.0) -> "Spread | None":
        """Measure it; None where there are too few families to differ. ``lean`` as ``pool_families`` takes it."""
        if len(families) < FEWEST:
            return None
        apart = [fit_family_difference(families, one, lean) for one in sorted(families)]
        (a, b), (c, d) = (
            tuple(sum(one[row] * one[column] for one in apart) / len(apart) for column in (0, 1)) for row in (0, 1)
        )
        return cls(families, ((a + LEAST_WIDE, b), (c, d + LEAST_WIDE)))

    def range_at(self, bits: float) -> float:
        """Give the difference between the least and the greatest share of leads of so many bits in a family."""
        shares = [curve.probability(bits) for curve in self.families.values()]
        return max(shares) - min(shares)


def fit_family_difference(families: Mapping[str, Calibration], left: str, lean: float) -> tuple[float, float]:
    """Give shift and log of the slope that turn what other families say of leads into what one by itself says."""
    import numpy as np

    pooled = pool_families([curve for family, curve in sorted(families.items()) if family != left], lean)
    bits = np.linspace(pooled.bits[0], pooled.bits[-1], STEPS)
    told = np.interp(bits, pooled.bits, pooled.shares)
    own = np.interp(bits, families[left].bits, families[left].shares)
    some = told >= FROM
    weights = np.sqrt(np.abs(np.gradient(told))[some] + 1e-9)  # every step of probability counts the same
    design = np.column_stack([np.ones(some.sum()), log_odds(told[some])])
    (shift, slope), *_ = np.linalg.lstsq(design * weights[:, None], log_odds(own[some]) * weights, rcond=None)
    return float(shift), log(min(max(float(slope), 1 / STEEPEST), STEEPEST))


@dataclass(frozen=True, slots=True)
class Correction:
    """Shifts and slopes of log-odds, and how likely each is after what people judged."""

    shifts: "Floats"
    slopes: "Floats"
    weights: "Floats"
    """Sum to 1."""
    count: int
    """Judgements that it stands on."""
    worth: float
    """How many they are worth, leads that hang together taken for what they are."""

    def probability(self, told: float) -> float:
        """Give the probability of a lead that is told at so much as shipped."""
        return float(self.weights @ self._shares(told))

    def inner(self, told: float) -> tuple[float, float]:
        """Give the range that holds ``INNER`` of what the probability may be."""
        import numpy as np

        shares = self._shares(told)
        order = np.argsort(shares, kind="stable")
        reached = np.cumsum(self.weights[order])
        low, high = np.searchsorted(reached, [(1 - INNER) / 2, (1 + INNER) / 2])
        return float(shares[order[low]]), float(shares[order[min(high, len(order) - 1)]])

    def apply(self, calibration: Calibration) -> Calibration:
        """Give a calibration by what people judged."""
        return Calibration(calibration.bits, tuple(round(self.probability(one), 6) for one in calibration.shares))

    def bounds(self, calibration: Calibration) -> tuple[Calibration, Calibration]:
        """Give calibrations of the least and of the greatest that a probability may be, by ``INNER``."""
        some = [self.inner(one) for one in calibration.shares]
        low, high = (tuple(round(one[side], 6) for one in some) for side in (0, 1))
        return Calibration(calibration.bits, low), Calibration(calibration.bits, high)

    def spread(self) -> "FloatTable":
        """Give the covariance of shift and slope."""
        import numpy as np

        both = np.column_stack([self.shifts, self.slopes])
        apart = both - self.weights @ both
        found: FloatTable = (apart * self.weights[:, None]).T @ apart
        return found

    def _shares(self, told: float) -> "Floats":
        import numpy as np

        found: Floats = 1 / (1 + np.exp(-(self.shifts + self.slopes * log_odds(told))))
        return found


def learn_correction(spread: Spread, judged: Iterable[Judged]) -> Correction:
    """Learn from what people judged; of nothing it is what families of worlds say of one more."""
    import numpy as np

    leads = sorted(judged, key=lambda one: (one.probability, one.true, one.stake, sorted(one.things)))
    weights = np.array(share_weight([one.things for one in leads])) / [max(one.stake, 1) for one in leads]
    variance = np.array(spread.variance)
    sides = [np.linspace(-REACH, REACH, SIDE) * np.sqrt(variance[place, place]) for place in (0, 1)]
    shifts, logs = (grid.ravel() for grid in np.meshgrid(*sides, indexing="ij"))
    apart = np.column_stack([shifts, logs])
    families = len(spread.families)
    far = np.einsum("ij,jk,ik->i", apart, np.linalg.inv(variance), apart)
    believed = -(families + 2) / 2 * np.log1p(far / families)
    slopes = np.exp(logs)
    for lead, weight in zip(leads, weights.tolist(), strict=True):
        odds = shifts + slopes * log_odds(lead.probability)
        believed = believed - weight * np.logaddexp(0.0, -odds if lead.true else odds)
    shares = np.exp(believed - believed.max())
    return Correction(shifts, slopes, shares / shares.sum(), len(leads), float(weights.sum()))


def share_weight(things: Sequence[frozenset[str]]) -> list[float]:
    """Give what each lead counts for: less, the more of them hang together by what they are about."""
    from scipy.cluster.hierarchy import DisjointSet

    joined, first = DisjointSet(range(len(things))), dict[str, int]()
    for place, some in enumerate(things):
        for thing in some:
            joined.merge(first.setdefault(thing, place), place)
    return [1 / (1 + (joined.subset_size(place) - 1) * TOGETHER) for place in range(len(things))]


def log_odds(probability: Any) -> Any:
    """Give the natural logarithm of the odds of a probability, or of each of an array."""
    import numpy as np

    inside = np.clip(probability, EDGE, 1 - EDGE)
    return np.log(inside / (1 - inside))
