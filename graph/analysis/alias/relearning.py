"""Weights that a case teaches itself, without labels, by expectation maximisation over its own pairs (Winkler 1988).

By choice only. Weights learnt so count evidence twice that travels together, and nothing says how many of a case's
leads are true: they have no probability then, and are ordered by bits. The prior stays: left free, it rose until
every pair of colleagues was a lead. Splink's own training ends in an error where
a level holds true pairs alone, as a handle that leads to the other account does; here a level is never quite empty.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.analysis.alias.learnt import Learnt
from graph.analysis.alias.linking import read_pair_levels
from graph.analysis.alias.model import Comparison, Level, clamp_bits

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.arrays import Floats, Ints

TOO_FEW = 500
"""Pairs of one circle below which a case teaches nothing: a handful of true ones would decide every weight."""

BELIEF = 2000.0
"""Pairs that the weights learnt before count for beside the case's: with 20 two of three leads of poor cases were
false (decision 011)."""

ROUNDS, STILL = 200, 1e-3
"""Rounds at most, and the change in true pairs below which a round is the last."""

WITHIN = "company"
"""The comparison whose first level, one circle, makes the pairs that are learnt from; it keeps its weights."""


def relearn_weights(pairs: "pa.Table", learnt: Learnt) -> Learnt | None:
    """Give weights relearnt on a case's compared pairs, begun from those learnt before; None where they are few."""
    import numpy as np

    model = learnt.model
    at_level = read_pair_levels(pairs, model.comparisons)
    company = next(one for one in model.comparisons if one.name == WITHIN)
    within = at_level[WITHIN] == len(company.levels) - 1
    if within.sum() < TOO_FEW:
        return None
    taught = [one for one in model.comparisons if one.name != WITHIN]
    at = {one.name: len(one.levels) - 1 - at_level[one.name][within] for one in taught}
    bits = {one.name: np.array([level.bits for level in one.levels]) for one in taught}
    begin, before = model.prior + company.levels[0].bits, 0.0
    for _ in range(ROUNDS):
        odds = begin + np.sum([bits[name][places] for name, places in at.items()], axis=0)
        likely = 1 / (1 + np.exp2(-odds))
        bits = {one.name: weigh_levels(one, at[one.name], likely) for one in taught}
        if abs(likely.sum() - before) < STILL:
            break
        before = likely.sum()
    return Learnt(replace(model, comparisons=tuple(reweigh_comparison(one, bits) for one in model.comparisons)), None)


def weigh_levels(one: Comparison, places: "Ints", likely: "Floats") -> "Floats":
    """Give the bits of each level, the last one's taken off: what is usual weighs nothing."""
    import numpy as np

    size = len(one.levels)
    usual = np.bincount(places, minlength=size) / len(places)
    true = np.bincount(places, weights=likely, minlength=size)
    false = np.bincount(places, weights=1 - likely, minlength=size)
    before = np.array([level.bits for level in one.levels])
    u = (false + BELIEF * usual) / (false.sum() + BELIEF)
    m = (true + BELIEF * usual * np.exp2(before)) / (true.sum() + BELIEF * (usual @ np.exp2(before)))
    found = np.where(usual > 0, np.log2(np.maximum(m, 1e-12) / np.maximum(u, 1e-12)), before)
    found = found - (found[-1] if usual[-1] > 0 else 0.0)
    return np.array([limit_level_weight(level, bits) for level, bits in zip(one.levels, found.tolist(), strict=True)])


def limit_level_weight(level: Level, bits: float) -> float:
    """Keep a weight within limits, and to what its level may say."""
    bits = clamp_bits(bits)
    return max(bits, 0.0) if level.says == "for" else min(bits, 0.0) if level.says == "against" else bits


def reweigh_comparison(one: Comparison, bits: "Mapping[str, Floats]") -> Comparison:
    """Give a comparison with its new weights."""
    if one.name not in bits:
        return one
    found = bits[one.name].tolist()
    return replace(one, levels=tuple(replace(level, bits=n) for level, n in zip(one.levels, found, strict=True)))
