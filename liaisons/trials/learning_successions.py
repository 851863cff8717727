"""Learning of successions: the bits of each measure, and what their sums are worth, from worlds with known truth."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.analysis.calibration import Calibration, fitted
from graph.analysis.clusters import measured
from graph.analysis.inheritance import Inheritance
from graph.analysis.lifetimes import lives
from graph.analysis.measures import TERMS
from graph.analysis.ranking import CONTEXT, Candidates, contested, ranked
from graph.analysis.successions import CLOSE, SHOWN, STRONG, candidates
from graph.analysis.weights import Curve, Weights
from liaisons.trials.worlds import World, makers

if TYPE_CHECKING:
    import numpy as np

POINTS: Mapping[str, tuple[float, ...]] = {
    "members": (0, 1, 2, 3, 4, 5, 6),
    "carried": (0, 0.05, 0.1, 0.2, 0.4, 0.7),
    "overlap": (0, 0.02, 0.05, 0.1, 0.2, 0.4),
    "wave": (-8, -2, 0, 1, 2, 4, 8, 16),
    "few-early": (-5, -3, -2, -1, 0),
    "belongs-elsewhere": (-7, -6, -5, -4, -3, -2, -1, 0),
    "few-members": (-4, -2, -1, 0),
    "came-elsewhere": (-5, -4, -3, -2, -1, -0.5, 0),
    "same-admin": (0, 4, 8, 12, 18),
    "other-admins": (-1, 0),
    "same-staff": (0, 4, 8, 12, 18),
    "staff-kept": (0, 0.2, 0.4, 0.6, 0.8, 0.9),
    "handed-contact": (0, 4, 8, 16),
    "contacts-kept": (0, 0.2, 0.4, 0.6, 0.8, 0.9),
    "other-contacts": (-1, 0),
    "same-circle": (0, 4, 8, 16, 32),
    "handed-text": (0, 4, 8, 16, 24),
    "texts-kept": (0, 0.2, 0.4, 0.6, 0.8, 0.9),
    "other-texts": (-1, 0),
    "announced": (0, 1, 2),
    "like-name": (0, 4, 6, 8, 10, 12),
    "asked-after": (-1, 0),
    "gap": (-120, -90, -60, -40, -25, -15, -7, 0),
    "born-before": (-1, 0),
    "same-kind": (0, 2, 4, 6),
    "other-kind": (-1, 0),
    "other-trade": (-6, -4, -3, -2, -1, 0),
    "flagged": (0, 1),
    "silence": (-1, -0.5, 0),
    "contested": (-24, -16, -12, -8, -6, -4, -2, 0),
    "followed": (-24, -16, -12, -8, -6, -4, -2, 0),
}
"""Values between which the bits of a term run straight; 0 among them, where they are 0."""

AT_MOST: Mapping[str, float] = {"same-kind": 1.0}
"""Bits that a term may rise for each unit: what is measured in bits of rarity is worth no more than that.

Worlds have no crew with two channels side by side, so that there being a channel like the other is all but proof; cases
are not so tidy.
"""

AT_LEAST: Mapping[str, float] = {"same-admin": 0.025, "handed-contact": 0.025, "handed-text": 0.025}
"""Bits that a term rises at least for each unit up to its first point: what both have and few others is a reason, if a
small one, even where others say all that it says."""

SMOOTH = 0.005
"""Weight of the squares of the rises (L2), for each true pair that is learnt from."""

PRIOR = -1.0
"""Bits above which no pair begins, whatever fits worlds best: of whom nothing is known, nothing is to be said."""

ROOM = 2.0
"""Bits of these that are left for what contests pairs, which only takes bits away."""

LEADS = 150
"""Leads on which a calibrated share stands at least: with 20 the highest could not exceed 0.976."""

FOLDS = 5
"""Parts of the worlds; each is calibrated with weights that were learnt on the others."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The candidates of one world, and which are true."""

    world: str
    seed: int
    found: Candidates
    true: "np.ndarray[Any, Any]"


def lesson(world: World) -> Lesson:
    """Take the candidates of a world."""
    import numpy as np

    snapshot = world.snapshot
    inheritance = Inheritance(snapshot, measured(snapshot, frozenset(), 0), lives(snapshot))
    found = candidates(inheritance, {})
    truth = {(one.old, one.new) for one in world.truth.successions}
    ids = snapshot.ids
    true = [(ids[a], ids[b]) in truth for a, b in zip(found.old.tolist(), found.new.tolist(), strict=True)]
    return Lesson(world.kind, world.seed, found, np.array(true, dtype=bool))


def learn(worlds: Iterable[World]) -> dict[str, Any]:
    """Learn from worlds; give what ``graph/analysis/learnt/succession.json`` holds."""
    lessons, sizes = [], set()
    for world in worlds:
        lessons.append(lesson(world))
        sizes.add(world.size)
    source = {
        "worlds": sorted({one.world for one in lessons}),
        "seeds": sorted({one.seed for one in lessons}),
        "sizes": sorted(sizes),
        "pairs": sum(len(one.true) for one in lessons),
        "successions among them": sum(int(one.true.sum()) for one in lessons),
        "code of the worlds": makers(),
    }
    return {"learnt_from": source, "thresholds": THRESHOLDS} | taught(lessons).plain()


THRESHOLDS = {"shown from": SHOWN, "with one kind of reason from": STRONG, "one of two below bits": CLOSE}


def taught(lessons: Sequence[Lesson]) -> Weights:
    """Give weights of all lessons, calibrated on each part of them with weights of the others."""
    bits, true = [], []
    seeds = sorted({one.seed for one in lessons})
    for fold in range(FOLDS):
        held = set(seeds[fold::FOLDS])
        known = weighed([one for one in lessons if one.seed not in held])
        for one in lessons:
            if one.seed in held:
                ranking = ranked(one.found, known, set())
                bits += ranking.total[ranking.chosen].tolist()
                true += one.true[ranking.chosen].tolist()
    whole = weighed(lessons)
    return Weights(whole.prior, whole.curves, fitted(bits, true, LEADS))


def weighed(lessons: Sequence[Lesson]) -> Weights:
    """Learn the curves: first those of a pair by itself, then those of what contests it."""
    import numpy as np

    true = np.concatenate([one.true for one in lessons]).astype(float)
    values = {term: np.concatenate([one.found.values[term] for one in lessons]) for term in TERMS}
    prior, curves = regression(values, true, TERMS, PRIOR - ROOM)
    plain = Weights(prior, curves, NONE)
    some: dict[str, list[np.ndarray[Any, Any]]] = {term: [] for term in CONTEXT}
    offsets = []
    for one in lessons:
        own = plain.prior + plain.bits(one.found.values, TERMS)
        offsets.append(own)
        for term, those in contested(one.found, own)[0].items():
            some[term].append(those)
    around = {term: np.concatenate(those) for term, those in some.items()}
    shift, more = regression(around, true, CONTEXT, PRIOR - prior, np.concatenate(offsets))
    return Weights(round(prior + shift, 3), curves | more, NONE)


NAT = math.log(2)
"""Natural units in a bit."""

NONE = Calibration((0.0, 1.0), (0.5, 0.5))


def regression(
    values: Mapping[str, "np.ndarray[Any, Any]"],
    true: "np.ndarray[Any, Any]",
    terms: Sequence[str],
    most: float,
    offset: "np.ndarray[Any, Any] | None" = None,
) -> tuple[float, dict[str, Curve]]:
    """Give prior and curves, in bits, of a logistic regression in which no curve falls and the prior is ``most``."""
    import numpy as np
    from scipy.optimize import minimize

    columns, places, limits = [], [], list[tuple[float, float | None]]()
    for term in terms:
        for low, high in zip(POINTS[term], POINTS[term][1:], strict=False):
            share = np.clip((values[term] - low) / (high - low), 0.0, 1.0)
            columns.append(share if low >= 0 else share - 1.0)
            places.append(term)
            least = AT_LEAST[term] * (high - low) if term in AT_LEAST and low == 0 else 0.0
            limits.append((least * NAT, AT_MOST[term] * (high - low) * NAT if term in AT_MOST else None))
    design = np.array(columns).T
    base = np.zeros(len(true)) if offset is None else offset * NAT
    penalty = SMOOTH * true.sum() / 100

    def loss(x: "np.ndarray[Any, Any]") -> tuple[float, "np.ndarray[Any, Any]"]:
        z = base + x[0] + design @ x[1:]
        p = 1.0 / (1.0 + np.exp(-np.clip(z, -60, 60)))
        cost = np.sum(np.logaddexp(0.0, z) - true * z) + penalty * np.sum(x[1:] ** 2)
        slope = np.concatenate([[np.sum(p - true)], design.T @ (p - true) + 2 * penalty * x[1:]])
        return float(cost), slope

    bounds = [(None, most * NAT), *limits]
    found = minimize(
        loss, np.zeros(len(places) + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}
    )
    rises = found.x[1:] / np.log(2)
    curves = {}
    for term in terms:
        own = np.concatenate([[0.0], np.cumsum(rises[[place == term for place in places]])])
        own -= own[POINTS[term].index(0)]
        curves[term] = Curve(tuple(map(float, POINTS[term])), tuple(np.round(own, 3).tolist()))
    return round(float(found.x[0] / np.log(2)), 3), curves
