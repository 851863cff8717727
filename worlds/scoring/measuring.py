"""All measures of a kind whose findings have an order: rates, curves, calibration, and where recall falls."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from worlds.claims import Claim
from worlds.scoring.pairs import Exam, Judged, Key, Planted
from worlds.scoring.ranking import (
    average_precision,
    bin_reliability,
    count_at_precision,
    measure_bin_distance,
    measure_brier,
    precision_at,
)

TOPS = (20, 100, 1000)
SHARES = (0.05, 0.10, 0.20, 0.40)
"""Between which carried shares recall is told apart."""
LIKELY = (0.5, 0.9)
"""Probabilities from which a finding is likely, and from which it is strong."""
RECALLS = (0.5, 0.8, 0.85, 0.9)
"""Recalls at which precision is told."""
PRECISIONS = (0.9, 0.95, 0.97)
"""Precisions at which recall is told."""
TOLD = 25
"""Misses and false findings that are named."""

Scores = Mapping[int, float | None]
"""Probability of each claim, by ``id``; None where it is not calibrated."""


def measure_rates(right: int, said: int, found: int, planted: int) -> dict[str, Any]:
    """Give precision, recall and F1; a reader who says nothing where something was planted has none."""
    precision = right / said if said else float(not planted)
    recall = found / planted if planted else 1.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {"said": said, "right": right, "planted": planted, "found": found} | {
        "precision": precision,
        "recall": recall,
        "f1": f1,
    }


def measure_ranked(exam: Exam, scores: Scores, script_of: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Give all measures of a kind whose findings have an order; ``script_of`` names that are not in Latin letters."""
    out = measure_whole(exam, scores)
    planted = {one.key for one in exam.planted}
    findable = {one.key for one in exam.planted if one.findable}
    found = exam.found & planted
    out["at_probability"] = {
        str(least): at_least(exam, [one for one in exam.judged if (scores[id(one.claim)] or 0.0) >= least])
        for least in (LIKELY if out["calibrated"] else ())
    }
    out["precision_at_recall"] = at_recall(exam, planted)
    out["precision_at_recall_findable"] = at_recall(exam, findable)
    out["recall_at_precision"] = at_precision(exam, scores)
    labels = said_labels(script_of or {})
    out["precision_by"] = {name: said_by(exam.judged, scores, label) for name, label in labels.items()}
    out["by"] = {name: split_recall(exam.planted, found, label) for name, label in SPLITS.items()}
    out["within"] = {name: measure_parts(exam, scores, SPLITS[name], labels[name]) for name in ("platform", "script")}
    out["missed"] = [" ".join(one.key) for one in exam.planted if one.findable and one.key not in found][:TOLD]
    out["false"] = [str(one.claim) for one in exam.judged if not one.right][:TOLD]
    return out


def measure_whole(exam: Exam, scores: Scores, part: Callable[[Claim], bool] = lambda _: True) -> dict[str, Any]:
    """Give rates, the area under the curve, precision at the top, calibration and reliability.

    With ``part`` only the findings that it takes are held against the precision. What a finding beside them brings in
    counts all the same: two pairs of three give the third, wherever they are.
    """
    mine = [one for one in exam.judged if part(one.claim)]
    right = [one.right for one in mine]
    planted = {one.key for one in exam.planted}
    found = exam.found & planted
    findable = {one.key for one in exam.planted if one.findable}
    out = measure_rates(sum(right), len(right), len(found), len(planted))
    out["findable"] = len(findable)
    out["found_findable"] = len(found & findable)
    out["recall_findable"] = len(found & findable) / len(findable) if findable else 1.0
    steps = [(one.right if part(one.claim) else None, len(planted.intersection(one.finds))) for one in exam.judged]
    out["pr_auc"] = average_precision([step for step, _ in steps], [gain for _, gain in steps], len(planted))
    out["precision_at"] = {str(top): precision_at(right, top) for top in TOPS}
    return out | measure_calibration(mine, scores)


def measure_calibration(judged: Sequence[Judged], scores: Scores) -> dict[str, Any]:
    """Give calibration error, Brier score and the bins of the reliability plot; None where any score is empty."""
    known = [scores[id(one.claim)] for one in judged]
    given = [score for score in known if score is not None]
    if len(given) < len(known) or not known:
        return {"calibrated": False, "calibration_error": None, "brier": None, "reliability": None}
    right = [one.right for one in judged]
    bins = bin_reliability(given, right)
    return {
        "calibrated": True,
        "calibration_error": measure_bin_distance(bins),
        "brier": measure_brier(given, right),
        "reliability": [asdict(one) for one in bins],
    }


def at_least(exam: Exam, judged: Sequence[Judged]) -> dict[str, Any]:
    """Give the measures of those findings that are likely enough."""
    planted = {one.key for one in exam.planted}
    findable = {one.key for one in exam.planted if one.findable}
    found = {key for one in judged for key in one.finds} & planted
    right = sum(one.right for one in judged)
    out = measure_rates(right, len(judged), len(found), len(planted))
    out["findable"], out["found_findable"] = len(findable), len(found & findable)
    out["recall_findable"] = len(found & findable) / len(findable) if findable else 1.0
    return out


def at_recall(exam: Exam, wanted: set[Key]) -> dict[str, float | None]:
    """Give the precision down to where a share of what is wanted was found; None where it never is."""
    out: dict[str, float | None] = {str(target): None for target in RECALLS}
    found: set[Key] = set()
    right = 0
    for rank, one in enumerate(exam.judged, 1):
        right += one.right
        found |= wanted.intersection(one.finds)
        for target in RECALLS:
            if out[str(target)] is None and wanted and len(found) >= target * len(wanted):
                out[str(target)] = right / rank
    return out


def at_precision(exam: Exam, scores: Scores) -> dict[str, dict[str, Any]]:
    """Give the best recall at a precision, how many findings that takes, and the probability of the last of them."""
    right = [one.right for one in exam.judged]
    out = {}
    for least in PRECISIONS:
        taken = exam.judged[: count_at_precision(right, least)]
        one = at_least(exam, taken)
        kept = {key: one[key] for key in ("said", "precision", "recall", "recall_findable")}
        out[str(least)] = kept | {"score": scores[id(taken[-1].claim)] if taken else None}
    return out


def measure_parts(
    exam: Exam, scores: Scores, planted_label: Callable[[Planted], str], said_label: Callable[[Claim], str]
) -> dict[str, dict[str, Any]]:
    """Give rates, the area under the curve, precision at the top and calibration within each part of a world."""
    names = sorted({*map(planted_label, exam.planted), *(said_label(one.claim) for one in exam.judged)} - {""})
    return {name: _measure_part(exam, scores, name, planted_label, said_label) for name in names}


def _measure_part(
    exam: Exam, scores: Scores, name: str, planted_label: Callable[[Planted], str], said_label: Callable[[Claim], str]
) -> dict[str, Any]:
    planted = [one for one in exam.planted if planted_label(one) == name]
    return measure_whole(Exam(planted, exam.judged), scores, lambda claim: said_label(claim) == name)


def said_labels(script_of: Mapping[str, str]) -> dict[str, Callable[[Claim], str]]:
    """Give what precision is told apart by."""
    return {
        "platform": lambda one: "-".join(sorted({id.partition(":")[0] for id in one.subjects})),
        "script": lambda one: "-".join(sorted({script_of.get(id, "Latin") for id in one.subjects})),
        "reasons": lambda one: str(sum(weight > 0 for _, weight in one.reasons)),
    }


def said_by(judged: Sequence[Judged], scores: Scores, label: Callable[[Claim], str]) -> dict[str, dict[str, Any]]:
    """Tell precision and calibration apart by a label of the findings."""
    parts: dict[str, list[Judged]] = {}
    for one in judged:
        parts.setdefault(label(one.claim), []).append(one)
    out = {}
    for name, some in sorted(parts.items()):
        right = sum(one.right for one in some)
        told = measure_calibration(some, scores)
        kept = {key: told[key] for key in ("calibration_error", "brier")}
        out[name] = {"said": len(some), "right": right, "precision": right / len(some)} | kept
    return out


def _name_share(one: Planted) -> str:
    if one.share is None:
        return ""
    below = [share for share in SHARES if share <= one.share]
    return f"{below[-1]:.0%} up" if below else f"under {SHARES[0]:.0%}"


SPLITS: dict[str, Callable[[Planted], str]] = {
    "platform": lambda one: one.platform,
    "script": lambda one: one.script,
    "evidence": lambda one: str(min(one.evidence, 3)) + ("+" if one.evidence >= 3 else ""),
    "carried": _name_share,
}
"""What recall is told apart by."""


def split_recall(
    planted: Sequence[Planted], found: set[tuple[str, str]], label: Callable[[Planted], str]
) -> dict[str, dict[str, Any]]:
    """Tell recall apart by a label; what has none is left out."""
    parts: dict[str, list[Planted]] = {}
    for one in planted:
        if label(one):
            parts.setdefault(label(one), []).append(one)
    out = {}
    for name, some in sorted(parts.items()):
        hit = sum(one.key in found for one in some)
        findable = [one for one in some if one.findable]
        of_findable = sum(one.key in found for one in findable)
        out[name] = {
            "planted": len(some),
            "findable": len(findable),
            "found": hit,
            "found_findable": of_findable,
            "recall": hit / len(some),
            "recall_findable": of_findable / len(findable) if findable else None,
        }
    return out
