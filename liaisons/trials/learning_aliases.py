"""Learn what the comparisons of aliases weigh, on made-up worlds of several families whose truth is known.

Every family of worlds counts the same, however many pairs it has. The probabilities stand on pairs of families that
were left out of the fit, a family at a time: what a lead is worth where people have other habits than those that
weights were learnt on is what a reader of a real case has to know.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from graph.analysis.alias.columns import Traits
from graph.analysis.alias.compared import MODEL
from graph.analysis.alias.learning import Pairs, together
from graph.analysis.alias.learning import learn as fitted_weights
from graph.analysis.alias.linking import link
from graph.analysis.alias.model import Model
from graph.analysis.aliases import LEAST
from graph.analysis.calibration import Calibration, fitted, pool_families
from graph.analysis.clusters import measured
from liaisons.trials.worlds import World
from worlds.families import family_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

TOGETHER = 40
"""Pairs of one family on which a probability stands at least."""

EACH = 10_000
"""Pairs that a family counts for in the fit, however many it has."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The compared pairs of one world."""

    kind: str
    seed: int
    size: int
    pairs: Pairs

    @property
    def family(self) -> str:
        """Give the family that the world is of."""
        return family_of(self.kind)


def lesson(world: World) -> Lesson:
    """Compare the pairs of a world, and look up which are of one hand."""
    snapshot = world.snapshot
    hand = {snapshot.number[id]: number for id, number in world.truth.hands().items() if id in snapshot.number}
    table = link(Traits(snapshot, measured(snapshot, frozenset(), 0)).table(), MODEL).pairs
    ends = zip(table["unique_id_l"].to_pylist(), table["unique_id_r"].to_pylist(), strict=True)
    true = [a in hand and hand[a] == hand.get(b) for a, b in ends]
    return Lesson(world.kind, world.seed, world.size, Pairs.of(table, true, MODEL.comparisons))


def learn(worlds: Iterable[World]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Give weights learnt on all families, and by family those learnt without it, as JSON of ``alias.learnt``."""
    lessons = [lesson(world) for world in worlds]
    families = sorted({one.family for one in lessons})
    held = hold_out(lessons, families)
    return taught(lessons, held), {family: taught_without(lessons, family) for family in families}


def taught_without(lessons: Sequence[Lesson], family: str) -> dict[str, Any]:
    """Learn as if a family had never been seen: neither its pairs nor what others' weights came to on it count."""
    rest = [one for one in lessons if one.family != family]
    return taught(rest, hold_out(rest, sorted({one.family for one in rest})))


Held = Mapping[str, "tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]"]
"""By family the bits that weights learnt on the other families give its pairs, and which of these are true."""


def hold_out(lessons: Sequence[Lesson], families: Sequence[str]) -> Held:
    """Give every family the bits of weights that were learnt without it."""
    found = {}
    for family in families:
        model = fitted_weights(weigh_families([one for one in lessons if one.family != family]), MODEL)
        pairs = together([one.pairs for one in lessons if one.family == family])
        found[family] = sums(pairs, model), pairs.true
    return found


def weigh_families(lessons: Sequence[Lesson]) -> Pairs:
    """Put the pairs of all worlds together, so that each family counts the same."""
    import numpy as np

    total: dict[str, int] = {}
    for one in lessons:
        total[one.family] = total.get(one.family, 0) + len(one.pairs.true)
    return together(
        [replace(one.pairs, weights=np.full(len(one.pairs.true), EACH / total[one.family])) for one in lessons]
    )


def taught(lessons: Sequence[Lesson], held: Held) -> dict[str, Any]:
    """Give weights fitted to lessons, and the probabilities that families left out of the fit give their sums."""
    model = fitted_weights(weigh_families(lessons), MODEL)
    calibration, curves = calibrate(held)
    return {
        "learnt_from": {
            "families": sorted(held),
            "worlds": sorted({one.kind for one in lessons}),
            "seeds": sorted({one.seed for one in lessons}),
            "sizes": sorted({one.size for one in lessons}),
            "pairs": sum(len(one.pairs.true) for one in lessons),
            "of one hand": sum(int(one.pairs.true.sum()) for one in lessons),
        },
        "thresholds": {"told from": LEAST},
        "prior": model.prior,
        "weights": model.weights(),
        "calibration": calibration.plain(),
        "families": {family: curve.plain() for family, curve in curves.items()},
    }


def calibrate(held: Held) -> tuple[Calibration, dict[str, Calibration]]:
    """Give the probability of a sum of bits over families, and what each family by itself would say."""
    curves = {family: fitted(bits.tolist(), true.tolist(), TOGETHER) for family, (bits, true) in held.items()}
    return pool_families(list(curves.values())), curves


def sums(pairs: Pairs, model: Model) -> "npt.NDArray[np.float64]":
    """Give the match weight of each pair, as Splink sums it."""
    import numpy as np

    found = np.full(len(pairs.true), model.prior)
    for one in model.comparisons:
        found += np.array([level.bits for level in one.levels[::-1]])[pairs.levels[one.name]]
    return found
