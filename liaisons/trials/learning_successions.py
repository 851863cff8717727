"""Learning of successions: the bits of each measure, and what their sums are worth, from worlds with known truth."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.analysis.calibration import Calibration, fit_calibration, pool_families
from graph.analysis.network.contact_rarity import measure_rarity
from graph.analysis.shared.lifetimes import measure_lives
from graph.analysis.succession import CLOSE, SHOWN, STRONG, find_candidates
from graph.analysis.succession.candidates import CandidatePairs
from graph.analysis.succession.features import TERMS
from graph.analysis.succession.ranking import CONTEXT, Candidates, find_contested, rank_pairs
from graph.analysis.succession.weights import NEAR_WORST, Curve, Weights
from liaisons.trials.worlds import World, digest_makers
from worlds.families import family_of

if TYPE_CHECKING:
    from graph.arrays import Flags, Floats, Ints

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
    "same-circle": (0, 0.1, 0.2, 0.4, 0.7),
    "handed-text": (0, 4, 8, 16, 24),
    "texts-kept": (0, 0.2, 0.4, 0.6, 0.8, 0.9),
    "other-texts": (-1, 0),
    "staff-there": (0, 0.1, 0.2, 0.4, 0.7),
    "like-staff": (0, 6, 12),
    "strangers": (-6, -5, -4, -3, -2, -1, 0),
    "announced": (0, 1, 2, 3),
    "heralded": (0, 1, 2),
    "by-people": (0, 1, 2, 3),
    "named-both": (0, 1, 2),
    "like-name": (0, 4, 6, 8, 10, 12),
    "borne-out": (0, 0.25, 0.5, 0.75, 1, 1.5, 2),
    "asked-after": (-1, 0),
    "gap": (-720, -365, -240, -180, -120, -90, -60, -40, -25, -15, -7, 0),
    "born-before": (-720, -365, -240, -180, -120, -90, -60, -30, -14, 0),
    "other-order": (-1, 0),
    "outlived": (-4, -3, -2, -1, 0),
    "alive-since": (-4, -3, -2, -1, 0),
    "unended": (-1, 0),
    "removed": (0, 1),
    "same-kind": (0, 2, 4, 6),
    "other-kind": (-1, 0),
    "other-platform": (-1, 0),
    "other-sort": (-1, 0),
    "other-trade": (-6, -4, -3, -2, -1, 0),
    "flagged": (0, 1),
    "silence": (0, 1, 2, 4),
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

SMOOTH = 0.3
"""Weight of the squares of the rises (L2), for each true pair that is learnt from."""

PRIOR = -1.0
"""Bits above which no pair begins, whatever fits worlds best: of whom nothing is known, nothing is to be said."""

ROOM = 2.0
"""Bits of these that are left for what contests pairs, which only takes bits away."""

STEPS = 250
"""Steps of the search for the rises: after these the loss moves by less than one part in ten thousand."""

SPARED = 25
"""Pairs of which little is known, for each that is learnt from: they are most of all, and alike."""

SPEAKS = (
    "members", "same-admin", "same-staff", "handed-contact", "same-circle", "handed-text",
    "staff-there", "like-staff", "announced", "named-both", "like-name",
)  # fmt: skip
"""Terms that speak for a pair, one a sort of evidence."""

LEADS = 20
"""Leads of a family on which a calibrated share stands at least: the small families have some hundreds."""

FEW_TRUE = 30
"""True pairs added to those of each family where families are made to weigh the same: few pairs are no family."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The candidates of one world, and which are true."""

    world: str
    seed: int
    found: Candidates
    true: "Flags"


def make_succession_lesson(world: World) -> Lesson:
    """Take the candidates of a world."""
    import numpy as np

    snapshot = world.snapshot
    candidate_pairs = CandidatePairs(snapshot, measure_rarity(snapshot, frozenset(), 0), measure_lives(snapshot))
    found = find_candidates(candidate_pairs, {})
    truth = {(one.old, one.new) for one in world.truth.successions}
    ids = snapshot.ids
    true = [(ids[a], ids[b]) in truth for a, b in zip(found.old.tolist(), found.new.tolist(), strict=True)]
    return Lesson(world.kind, world.seed, found, np.array(true, dtype=bool))


def learn_kind(worlds: Iterable[World]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Learn from worlds, one in memory at a time; give what ``graph/analysis/learnt/succession.json`` holds, and by
    family what is learnt without it."""
    lessons, sizes = [], set()
    for world in worlds:
        lessons.append(make_succession_lesson(world))
        sizes.add(world.size)
    learner = Learner(lessons)
    apart = {
        one: describe_weights(
            [other for other in lessons if family_of(other.world) != one], sizes, learner.taught(frozenset({one}))
        )
        for one in learner.families
    }
    return describe_weights(lessons, sizes, learner.taught()), apart


def describe_weights(lessons: Sequence[Lesson], sizes: set[int], weights: Weights) -> dict[str, Any]:
    """Give weights as JSON values, with what they were learnt from."""
    source = {
        "worlds": sorted({one.world for one in lessons}),
        "seeds": sorted({one.seed for one in lessons}),
        "sizes": sorted(sizes),
        "pairs": sum(len(one.true) for one in lessons),
        "successions among them": sum(int(one.true.sum()) for one in lessons),
        "code of the worlds": digest_makers(),
    }
    families = sorted({family_of(one.world) for one in lessons})
    return {"learnt_from": source, "families": families, "thresholds": THRESHOLDS} | weights.plain()


THRESHOLDS = {"shown from": SHOWN, "with one kind of reason from": STRONG, "one of two below bits": CLOSE}


class Learner:
    """Learns from lessons of several families, with any of them left out; what was learnt once is kept."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self.lessons = lessons
        self.families = sorted({family_of(one.world) for one in lessons})
        self._known: dict[frozenset[str], Weights] = {}

    def curves(self, without: frozenset[str] = frozenset()) -> Weights:
        """Give prior and curves learnt on all families but some; the search begins at what all together gave."""
        if without not in self._known:
            begin = self.curves() if without else None
            kept = [one for one in self.lessons if family_of(one.world) not in without]
            self._known[without] = weigh_lessons(kept, begin)
        return self._known[without]

    def leads(self, judged: str, without: frozenset[str]) -> tuple["Floats", "Flags"]:
        """Give bits and truth of the leads in a family, by weights that saw neither it nor those left out."""
        import numpy as np

        known, bits, true = self.curves(without | {judged}), [np.zeros(0)], [np.zeros(0, dtype=bool)]
        for one in self.lessons:
            if family_of(one.world) == judged:
                ranking = rank_pairs(one.found, known, set())
                bits.append(ranking.total[ranking.chosen])
                true.append(one.true[ranking.chosen])
        return np.concatenate(bits), np.concatenate(true)

    def taught(self, without: frozenset[str] = frozenset()) -> Weights:
        """Give weights of all families but some, calibrated on each of these by weights of the others."""
        whole = self.curves(without)
        # a family of few leads says nothing of what bits are worth
        earned = {
            one: fit_calibration(bits.tolist(), true.tolist(), LEADS)
            for one in self.families
            if one not in without
            for bits, true in [self.leads(one, without)]
            if len(bits) >= 2 * LEADS
        }
        told = pool_families(list(earned.values()), NEAR_WORST)
        families = {one: round_curve(curve) for one, curve in earned.items()}
        return Weights(whole.prior, whole.curves, round_curve(told), families)


def round_curve(curve: Calibration) -> Calibration:
    """Cut the figures of a curve to what they can tell."""
    return Calibration(tuple(round(bits, 3) for bits in curve.bits), tuple(round(share, 4) for share in curve.shares))


def weigh_lessons(lessons: Sequence[Lesson], begin: Weights | None = None) -> Weights:
    """Learn the curves: first those of a pair by itself, then of what contests it; all families weigh the same."""
    import numpy as np

    shares = balance_families(lessons)
    rows = [sample_pairs(one) for one in lessons]
    true = np.concatenate([one.true[some] for one, (some, _) in zip(lessons, rows, strict=True)]).astype(float)
    weight = np.concatenate([share * many for share, (_, many) in zip(shares, rows, strict=True)])
    values = {
        term: np.concatenate([one.found.values[term][some] for one, (some, _) in zip(lessons, rows, strict=True)])
        for term in TERMS
    }
    prior, curves = fit_regression(values, true, TERMS, PRIOR - ROOM, weight, begin=begin)
    plain = Weights(prior, curves, NONE)
    some: dict[str, list[Floats]] = {term: [] for term in CONTEXT}
    offsets = []
    for one, (kept, _) in zip(lessons, rows, strict=True):
        own = plain.prior + plain.bits(one.found.values, TERMS)
        offsets.append(own[kept])
        for term, those in find_contested(one.found, own)[0].items():
            some[term].append(those[kept])
    around = {term: np.concatenate(those) for term, those in some.items()}
    shift, more = fit_regression(around, true, CONTEXT, PRIOR - prior, weight, np.concatenate(offsets))
    return Weights(round(prior + shift, 3), curves | more, NONE)


def balance_families(lessons: Sequence[Lesson]) -> list[float]:
    """Give each lesson's weight, by which the true pairs of all families weigh the same."""
    true = Counter[str]()
    for one in lessons:
        true[family_of(one.world)] += int(one.true.sum())
    mean = true.total() / max(len(true), 1)
    return [(mean + FEW_TRUE) / (true[family_of(one.world)] + FEW_TRUE) for one in lessons]


def sample_pairs(one: Lesson) -> tuple["Ints", "Floats"]:
    """Give the pairs of a lesson that are learnt from, and how many each stands for: of those of which little is
    known, one in ``SPARED``."""
    import numpy as np

    kinds = np.sum([one.found.values[term] > 0 for term in SPEAKS], axis=0)
    much = one.true | (kinds >= 3)
    draw = np.random.default_rng(one.seed).random(len(much)) < 1 / SPARED
    kept = np.flatnonzero(much | draw)
    return kept, np.where(much[kept], 1.0, float(SPARED))


NAT = math.log(2)
"""Natural units in a bit."""

NONE = Calibration((0.0, 1.0), (0.5, 0.5))


def fit_regression(
    values: Mapping[str, "Floats"],
    true: "Floats",
    terms: Sequence[str],
    most: float,
    weight: "Floats | None" = None,
    offset: "Floats | None" = None,
    begin: Weights | None = None,
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
    design = np.array(columns, dtype="float32").T
    base = np.zeros(len(true)) if offset is None else offset * NAT
    each = np.ones(len(true)) if weight is None else weight
    penalty = SMOOTH * (each * true).sum() / 100

    def loss(x: "Floats") -> tuple[float, "Floats"]:
        z = base + x[0] + design @ x[1:].astype("float32")
        p = 1.0 / (1.0 + np.exp(-np.clip(z, -60, 60)))
        cost = np.sum(each * (np.logaddexp(0.0, z) - true * z)) + penalty * np.sum(x[1:] ** 2)
        off = each * (p - true)
        slope = np.concatenate([[np.sum(off)], off.astype("float32") @ design + 2 * penalty * x[1:]])
        return float(cost), slope

    bounds = [(None, most * NAT), *limits]
    start = np.zeros(len(places) + 1)
    if begin is not None:
        start = np.concatenate([[begin.prior], *(np.diff(begin.curves[term].bits) for term in terms)]) * NAT
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": STEPS})
    rises = found.x[1:] / np.log(2)
    curves = {}
    for term in terms:
        own = np.concatenate([[0.0], np.cumsum(rises[[place == term for place in places]])])
        own -= own[POINTS[term].index(0)]
        curves[term] = Curve(tuple(map(float, POINTS[term])), tuple(np.round(own, 3).tolist()))
    return round(float(found.x[0] / np.log(2)), 3), curves
