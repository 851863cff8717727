"""Scores of several seeds in one: mean and worst, and what innocents pay over all of them."""

from collections.abc import Mapping, Sequence
from typing import Any

MEASURES = (
    "precision", "recall", "recall_findable", "f1", "pr_auc", "calibration_error", "brier", "mrr", "mrr_all",
    "ari", "nmi",
)  # fmt: skip
LOW_IS_GOOD = frozenset({"calibration_error", "brier"})


def pooled(scores: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give for each kind the mean and the worst of each measure, with the seed of the worst."""
    kinds: dict[str, Any] = {}
    for kind in scores[0]["kinds"]:
        ones = [(score["seed"], score["kinds"][kind]) for score in scores]
        kinds[kind] = {}
        for measure in MEASURES:
            values = [(one[measure], seed) for seed, one in ones if one.get(measure) is not None]
            if values:
                worst = (max if measure in LOW_IS_GOOD else min)(values)
                mean = sum(value for value, _ in values) / len(values)
                kinds[kind][measure] = {"mean": mean, "worst": worst[0], "seed": worst[1]}
        counted = [one["false_per_thousand"] for _, one in ones if "false_per_thousand" in one]
        if counted:
            kinds[kind]["false_per_thousand"] = _innocents(counted)
    worlds = sorted({str(score["world"]) for score in scores})
    return {"worlds": worlds, "seeds": [score["seed"] for score in scores], "kinds": kinds}


def _innocents(counted: Sequence[Mapping[str, Mapping[str, Any]]]) -> dict[str, dict[str, Any]]:
    out = {}
    for kind in sorted({kind for one in counted for kind in one}):
        of = sum(one[kind]["innocents"] for one in counted if kind in one)
        touched = sum(one[kind]["touched"] for one in counted if kind in one)
        out[kind] = {"innocents": of, "touched": touched, "per_thousand": 1000 * touched / of if of else None}
    return out
