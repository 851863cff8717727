"""Weights from pairs whose truth is known: an additive logistic model whose terms are the levels of comparisons.

What Splink learns without labels counts evidence twice that travels together (a crew's number brings its adverts).
With labels the weights are fitted jointly, so that their sum is as near to the true log odds as a sum can be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, NamedTuple

from graph.analysis.alias.linking import read_pair_levels
from graph.analysis.alias.model import RARE, Comparison, Model, Says

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.arrays import Flags, Floats, FloatTable, Ints

RIDGE = 0.5
"""Pull of every weight towards 0, in pairs: a level seen ten times is believed less than one seen a thousand times."""

SEEN = 5
"""Pairs below which a level is not weighed at all."""

BOUNDS: Mapping[Says, tuple[float | None, float | None]] = {
    "for": (0.0, None),
    "against": (None, 0.0),
    "either": (None, None),
}
"""What a weight may be, by what its level says: an advert that two share is no reason against one hand by chance."""


MOST_BITS: Mapping[str, float] = {"text": 3.5}
"""What a comparison weighs at most. People borrow and copy adverts: of pairs that share nothing else and that weights
without this put at 0.3 or more in families left out, 2 of 15 were of one hand; so an advert alone makes no lead."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Compared pairs whose truth is known, one row a pair."""

    levels: "Mapping[str, Ints]"
    """By comparison, as Splink numbers levels: 0 is the last."""
    true: "Flags"
    weights: "Floats"
    """What each pair counts for; 1 where nothing else is said."""

    @classmethod
    def of(cls, table: "pa.Table", true: Sequence[bool], comparisons: Sequence[Comparison]) -> "Pairs":
        """Take them from a run of ``linking.link_accounts`` and its truth, row by row."""
        import numpy as np

        return cls(read_pair_levels(table, comparisons), np.asarray(true, dtype=bool), np.ones(len(true)))


def merge_pairs(some: Sequence[Pairs]) -> Pairs:
    """Put the pairs of several worlds into one."""
    import numpy as np

    levels = {name: np.concatenate([pairs.levels[name] for pairs in some]) for name in some[0].levels}
    true, weights = (np.concatenate([getattr(pairs, name) for pairs in some]) for name in ("true", "weights"))
    return Pairs(levels, true, weights)


def learn_alias_weights(pairs: Pairs, model: Model, ridge: float = RIDGE) -> Model:
    """Give the model with weights fitted to pairs; the last level of every comparison weighs nothing.

    A level that fewer than ``SEEN`` pairs reach weighs what the next one does: it is a finer grade of it.
    """
    import numpy as np
    from scipy.optimize import minimize

    columns, counts, trues, names = count_patterns(pairs, model)

    def loss(weights: "Floats") -> "tuple[float, Floats]":
        odds = columns @ weights[1:] + weights[0]
        wrong = counts / (1 + np.exp(-odds)) - trues
        slope = np.concatenate([[wrong.sum()], columns.T @ wrong + ridge * weights[1:]])
        return float(counts @ np.logaddexp(0, odds) - trues @ odds + ridge / 2 * weights[1:] @ weights[1:]), slope

    limits = [(None, None), *(bound_weight(find_comparison(model, name), place) for name, place in names)]
    start = np.zeros(len(names) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits, options={"maxiter": 5000}).x / log(2)
    bits = dict(zip(names, found[1:].tolist(), strict=True))
    weights = {
        one.name: {
            level.key: (bits[one.name, instead], share_true_pairs(pairs, one, place))
            for place, (level, instead) in enumerate(zip(one.levels, map_weighed_levels(pairs, one), strict=True))
        }
        for one in model.comparisons
    }
    return model.weighed(float(found[0]), weights)


def bound_weight(comparison: Comparison, place: int) -> tuple[float | None, float | None]:
    """Give the least and the greatest weight that a level may have, in natural units."""
    low, high = BOUNDS[comparison.levels[place].says]
    most = MOST_BITS.get(comparison.name)
    return (low, high) if most is None else (low, most * log(2))


class Patterns(NamedTuple):
    """Each way in which pairs compare, once."""

    columns: "FloatTable"
    """Its levels, as 0 and 1."""
    counts: "Floats"
    trues: "Floats"
    names: list[tuple[str, int]]
    """What each column is: comparison, and place of the level."""


def count_patterns(pairs: Pairs, model: Model) -> Patterns:
    """Give each way in which pairs compare, with how many do and how many of these are true.

    What is usual, the last level, has a column of nothing but 0: under the ridge
    its weight stays 0.
    """
    import numpy as np

    every = np.stack([pairs.levels[one.name] for one in model.comparisons], axis=1)
    kinds, which = np.unique(every, axis=0, return_inverse=True)
    counts = np.bincount(which.ravel(), weights=pairs.weights, minlength=len(kinds)).astype(np.float64)
    trues = np.bincount(which.ravel(), weights=pairs.weights * pairs.true, minlength=len(kinds)).astype(np.float64)
    names = [(one.name, place) for one in model.comparisons for place in sorted({*(map_weighed_levels(pairs, one))})]
    column = {name: number for number, name in enumerate(names)}
    columns = np.zeros((len(kinds), len(names)))
    for at, one in enumerate(model.comparisons):
        for place, instead in enumerate(map_weighed_levels(pairs, one)[:-1]):
            if instead < len(one.levels) - 1:
                columns[kinds[:, at] == len(one.levels) - 1 - place, column[one.name, instead]] = 1.0
    return Patterns(columns, counts, trues, names)


def map_weighed_levels(pairs: Pairs, one: Comparison) -> list[int]:
    """Give for each level, by place, the level by which it is weighed: the next one that enough pairs reach."""
    import numpy as np

    last = len(one.levels) - 1
    counts = np.bincount(last - pairs.levels[one.name], minlength=last + 1)
    found = [last] * (last + 1)
    for place in reversed(range(last)):
        found[place] = place if counts[place] >= SEEN else found[place + 1]
    return found


def find_comparison(model: Model, name: str) -> Comparison:
    """Give a comparison by its name."""
    return next(one for one in model.comparisons if one.name == name)


def share_true_pairs(pairs: Pairs, one: Comparison, place: int) -> float:
    """Give the share of true pairs at a level."""
    at = pairs.levels[one.name] == len(one.levels) - 1 - place
    return max(RARE, float((at & pairs.true).sum() / max(pairs.true.sum(), 1)))
