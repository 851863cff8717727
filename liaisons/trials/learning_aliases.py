"""Learn what the comparisons of aliases weigh, on made-up worlds whose truth is known.

Weights are fitted to the pairs of all worlds; the probabilities of their sums to pairs of worlds that were left out of
the fit, a seed at a time, so that nothing is calibrated on what it was fitted to.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Any

from graph.analysis.alias.columns import Traits
from graph.analysis.alias.compared import MODEL
from graph.analysis.alias.learning import Pairs, together
from graph.analysis.alias.learning import learn as fitted_weights
from graph.analysis.alias.linking import link
from graph.analysis.alias.model import Model
from graph.analysis.alias.prevalence import Prevalence, believed, sharing
from graph.analysis.aliases import LEAST
from graph.analysis.calibration import Calibration, fitted
from graph.analysis.clusters import measured
from liaisons.trials.worlds import World

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

TOGETHER = 150
"""Pairs on which a probability stands: of twenty that are all true nobody knows whether it is 0.95 or 0.995."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The compared pairs of one world."""

    kind: str
    seed: int
    size: int
    pairs: Pairs


def lesson(world: World) -> Lesson:
    """Compare the pairs of a world, and look up which are of one hand."""
    snapshot = world.snapshot
    hand = {snapshot.number[id]: number for id, number in world.truth.hands().items() if id in snapshot.number}
    table = link(Traits(snapshot, measured(snapshot, frozenset(), 0)).table(), MODEL).pairs
    ends = zip(table["unique_id_l"].to_pylist(), table["unique_id_r"].to_pylist(), strict=True)
    true = [a in hand and hand[a] == hand.get(b) for a, b in ends]
    return Lesson(world.kind, world.seed, world.size, Pairs.of(table, true, MODEL.comparisons))


def learn(worlds: Iterable[World]) -> dict[str, Any]:
    """Give weights, probabilities and what they were learnt from, as JSON values of ``alias.learnt``."""
    return taught([lesson(world) for world in worlds])


def taught(lessons: Sequence[Lesson]) -> dict[str, Any]:
    """Learn from lessons; raises ``ValueError`` where all are of one seed."""
    import numpy as np

    every = together([one.pairs for one in lessons])
    model = fitted_weights(every, MODEL)
    held = [(one, bits) for seed in sorted({one.seed for one in lessons}) for one, bits in held_out(lessons, seed)]
    true = np.concatenate([one.pairs.true for one, _ in held])
    rough = fitted(np.concatenate([bits for _, bits in held]).tolist(), true.tolist(), TOGETHER)
    prevalence = prevalent([(one.pairs, bits) for one, bits in held], rough)
    moved = [bits + prevalence.moved(bits[sharing(one.pairs.levels)]) for one, bits in held]
    calibration = fitted(np.concatenate(moved).tolist(), true.tolist(), TOGETHER)
    return {
        "learnt_from": {
            "worlds": sorted({one.kind for one in lessons}),
            "seeds": sorted({one.seed for one in lessons}),
            "sizes": sorted({one.size for one in lessons}),
            "pairs": len(every.true),
            "of one hand": int(every.true.sum()),
        },
        "thresholds": {"told from": LEAST},
        "prior": model.prior,
        "weights": model.weights(),
        "prevalence": prevalence.plain(),
        "calibration": calibration.plain(),
    }


def held_out(lessons: Sequence[Lesson], seed: int) -> "Iterator[tuple[Lesson, npt.NDArray[np.float64]]]":
    """Yield the lessons of a seed, each with the bits that weights learnt on the others give its pairs."""
    model = fitted_weights(together([one.pairs for one in lessons if one.seed != seed]), MODEL)
    for one in lessons:
        if one.seed == seed:
            yield one, sums(one.pairs, model)


def prevalent(worlds: "Sequence[tuple[Pairs, npt.NDArray[np.float64]]]", rough: Calibration) -> Prevalence:
    """Learn how far to believe what the pairs of a case say of its riches: least squares through 0, world by world."""
    import numpy as np

    kept = [(pairs.true, bits, sharing(pairs.levels)) for pairs, bits in worlds]
    shares = [(true[own], np.interp(bits[own], rough.bits, rough.shares)) for true, bits, own in kept]
    share = float(np.concatenate([true for true, _ in shares]).mean())
    guessed = np.array([believed(p, share) for _, p in shares])
    told = np.array([log2(true.mean() / (1 - true.mean()) / (share / (1 - share))) for true, _ in shares])
    trust = float(np.clip(guessed @ told / max(guessed @ guessed, 1e-9), 0.0, 1.0))
    return Prevalence(share, trust, rough)


def sums(pairs: Pairs, model: Model) -> "npt.NDArray[np.float64]":
    """Give the match weight of each pair, as Splink sums it."""
    import numpy as np

    found = np.full(len(pairs.true), model.prior)
    for one in model.comparisons:
        found += np.array([level.bits for level in one.levels[::-1]])[pairs.levels[one.name]]
    return found
