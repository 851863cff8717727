"""Scores of several seeds in one: mean and worst, and counts added up over all of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from worlds.scoring.measuring import LIKELY, PRECISIONS, RECALLS, TOPS, measure_rates
from worlds.scoring.ranking import BINS, Bin, measure_bin_distance

One = Mapping[str, Any]
"""The score of a kind in one world."""


def _get_path(*keys: str) -> Callable[[One], float | None]:
    def pick(one: One) -> float | None:
        value: Any = one
        for key in keys:
            value = value.get(key) if isinstance(value, Mapping) else None
        return None if value is None else float(value)

    return pick


MEASURES: dict[str, Callable[[One], float | None]] = {
    **{
        name: _get_path(name)
        for name in (
            "precision", "recall", "recall_findable", "f1", "pr_auc", "calibration_error", "brier", "mrr", "mrr_all",
            "ari", "ari_core", "ari_told", "covered_core", "innocents_per_ten", "innocents_per_ten_core", "nmi",
        )
    },
    **{f"b_cubed_{name}": _get_path("b_cubed", name) for name in ("precision", "recall", "f1")},
    **{f"precision_at_{top}": _get_path("precision_at", str(top)) for top in TOPS},
    **{f"precision_at_recall_{r}": _get_path("precision_at_recall", str(r)) for r in RECALLS},
    **{f"precision_at_recall_findable_{r}": _get_path("precision_at_recall_findable", str(r)) for r in RECALLS},
    **{f"recall_at_precision_{p}": _get_path("recall_at_precision", str(p), "recall") for p in PRECISIONS},
    **{
        f"recall_findable_at_precision_{p}": _get_path("recall_at_precision", str(p), "recall_findable")
        for p in PRECISIONS
    },
    **{f"precision_from_{least}": _get_path("at_probability", str(least), "precision") for least in LIKELY},
    **{f"recall_findable_from_{least}": _get_path("at_probability", str(least), "recall_findable") for least in LIKELY},
}  # fmt: skip
"""What is told as mean and worst."""
LOW_IS_GOOD = frozenset({"calibration_error", "brier", "innocents_per_ten", "innocents_per_ten_core"})
NEVER = "precision_at_recall_"
"""Beginning of the measures that a seed lacks because it never came so far: there it counts as 0."""


def pool_scores(scores: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give for each kind the mean and the worst of each measure, with the seed of the worst; and all counts added up.

    ``pool_scores`` counts all worlds as one: precision and recall, of all and from a probability on, the bins of the
    reliability plot and their calibration error, recall by what it is told apart by, innocents.
    """
    kinds: dict[str, Any] = {}
    for kind in scores[0]["kinds"]:
        ones = [(score["seed"], score["kinds"][kind]) for score in scores]
        kinds[kind] = {}
        for measure, pick in MEASURES.items():
            told = _pool_measure(measure, [(pick(one), seed) for seed, one in ones], "pr_auc" in ones[0][1])
            if told:
                kinds[kind][measure] = told
        every = [one for _, one in ones]
        counted = [one["false_per_thousand"] for one in every if "false_per_thousand" in one]
        if counted:
            kinds[kind]["false_per_thousand"] = _pool_innocents(counted)
        kinds[kind]["pooled"] = _pool_counts(every)
    worlds = sorted({str(score["world"]) for score in scores})
    return {"worlds": worlds, "seeds": [score["seed"] for score in scores], "kinds": kinds}


def _pool_measure(measure: str, values: Sequence[tuple[float | None, int]], ordered: bool) -> dict[str, Any] | None:
    if ordered and measure.startswith(NEVER):
        values = [(value or 0.0, seed) for value, seed in values]
    known = [(value, seed) for value, seed in values if value is not None]
    if not known:
        return None
    worst, seed = (max if measure in LOW_IS_GOOD else min)(known)
    return {"mean": sum(value for value, _ in known) / len(known), "worst": worst, "seed": seed}


def _pool_counts(ones: Sequence[One]) -> dict[str, Any]:
    """Count all worlds as one."""
    out = _pool_rates(ones)
    likely = [one["at_probability"] for one in ones if one.get("at_probability")]
    if likely:
        out["at_probability"] = {str(least): _pool_rates([one[str(least)] for one in likely]) for least in LIKELY}
    plots = [one["reliability"] for one in ones if one.get("reliability")]
    if plots:
        bins = [_pool_bin(n, [plot[n] for plot in plots]) for n in range(BINS)]
        out["reliability"] = [asdict(one) for one in bins]
        out["calibration_error"] = measure_bin_distance(bins)
    for key in ("by", "precision_by"):
        if key in ones[0]:
            out[key] = {name: _pool_parts([one[key][name] for one in ones]) for name in ones[0][key]}
    return out


COUNTS = ("said", "right", "planted", "found", "findable", "found_findable")


def _pool_rates(ones: Iterable[One]) -> dict[str, Any]:
    """Add counts up, and give the rates that follow."""
    every = list(ones)
    sums = {key: sum(one[key] for one in every) for key in COUNTS if key in every[0]}
    out: dict[str, Any] = dict(sums)
    if "said" in sums and "planted" in sums:
        out |= measure_rates(sums["right"], sums["said"], sums["found"], sums["planted"])
    elif "said" in sums:
        out["precision"] = sums["right"] / sums["said"] if sums["said"] else None
    else:
        out["recall"] = sums["found"] / sums["planted"] if sums["planted"] else None
    if "findable" in sums:
        out["recall_findable"] = sums["found_findable"] / sums["findable"] if sums["findable"] else None
    return out


def _pool_parts(ones: Sequence[Mapping[str, One]]) -> dict[str, dict[str, Any]]:
    labels = sorted({label for one in ones for label in one})
    return {label: _pool_rates(one[label] for one in ones if label in one) for label in labels}


def _pool_bin(n: int, some: Sequence[One]) -> Bin:
    count = sum(one["count"] for one in some)
    mean = sum((one["mean"] or 0.0) * one["count"] for one in some)
    share = sum((one["share"] or 0.0) * one["count"] for one in some)
    return Bin(n / BINS, count, mean / count if count else None, share / count if count else None)


def _pool_innocents(counted: Sequence[Mapping[str, Mapping[str, Any]]]) -> dict[str, dict[str, Any]]:
    out = {}
    for kind in sorted({kind for one in counted for kind in one}):
        of = sum(one[kind]["innocents"] for one in counted if kind in one)
        touched = sum(one[kind]["touched"] for one in counted if kind in one)
        out[kind] = {"innocents": of, "touched": touched, "per_thousand": 1000 * touched / of if of else None}
    return out
