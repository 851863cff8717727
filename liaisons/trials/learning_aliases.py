"""Learn what the comparisons of aliases weigh, on made-up worlds whose truth is known.

Weights are fitted to the pairs of all worlds; the probabilities of their sums to pairs of worlds that were left out of
the fit, a seed at a time, so that nothing is calibrated on what it was fitted to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.analysis.alias.columns import Traits
from graph.analysis.alias.compared import MODEL
from graph.analysis.alias.learning import Pairs, together
from graph.analysis.alias.learning import learn as fitted_weights
from graph.analysis.alias.linking import link
from graph.analysis.alias.model import Model
from graph.analysis.aliases import LEAST
from graph.analysis.calibration import fitted
from graph.analysis.clusters import measured
from liaisons.trials.worlds import World

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Lesson:
    """The compared pairs of one world."""

    kind: str
    seed: int
    size: int
    pairs: Pairs


def lesson(world: World) -> Lesson:
    """Compare the pairs of a world, and look up which are of one hand."""
    snapshot, hand = world.snapshot, {}
    for number, alias in enumerate(world.truth.aliases):
        hand.update(dict.fromkeys((snapshot.number[id] for id in alias.accounts if id in snapshot.number), number))
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

    seeds = sorted({one.seed for one in lessons})
    bits, true = [], []
    for seed in seeds:
        model = fitted_weights(together([one.pairs for one in lessons if one.seed != seed]), MODEL)
        for one in lessons:
            if one.seed == seed:
                bits.append(sums(one.pairs, model))
                true.append(one.pairs.true)
    every = together([one.pairs for one in lessons])
    model = fitted_weights(every, MODEL)
    calibration = fitted(np.concatenate(bits).tolist(), np.concatenate(true).tolist())
    return {
        "learnt_from": {
            "worlds": sorted({one.kind for one in lessons}),
            "seeds": seeds,
            "sizes": sorted({one.size for one in lessons}),
            "pairs": len(every.true),
            "of one hand": int(every.true.sum()),
        },
        "thresholds": {"told from": LEAST, "lead from": 0.5},
        "prior": model.prior,
        "weights": model.weights(),
        "calibration": calibration.plain(),
    }


def sums(pairs: Pairs, model: Model) -> "npt.NDArray[np.float64]":
    """Give the match weight of each pair, as Splink sums it."""
    import numpy as np

    found = np.full(len(pairs.true), model.prior)
    for one in model.comparisons:
        found += np.array([level.bits for level in one.levels[::-1]])[pairs.levels[one.name]]
    return found
