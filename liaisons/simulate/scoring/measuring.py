"""All measures of a kind whose findings have an order: rates, curves, calibration, and where recall falls."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from liaisons.simulate.claims import Claim
from liaisons.simulate.scoring.pairs import Exam, Judged, Key, Planted
from liaisons.simulate.scoring.ranking import average_precision, brier, calibration_error, precision_at

TOPS = (20, 100, 1000)
SHARES = (0.05, 0.10, 0.20, 0.40)
"""Between which carried shares recall is told apart."""
LIKELY = (0.5, 0.9)
"""Probabilities from which a finding is likely, and from which it is strong."""
RECALLS = (0.5, 0.8, 0.85, 0.9)
"""Recalls at which precision is told."""
TOLD = 25
"""Misses and false findings that are named."""


def rates(right: int, said: int, found: int, planted: int) -> dict[str, Any]:
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


def ranked(exam: Exam, scores: Mapping[int, float | None]) -> dict[str, Any]:
    """Give all measures of a kind whose findings have an order."""
    right = [one.right for one in exam.judged]
    planted = {one.key for one in exam.planted}
    found = exam.found & planted
    findable = {one.key for one in exam.planted if one.findable}
    out = rates(sum(right), len(right), len(found), len(planted))
    out["findable"] = len(findable)
    out["recall_findable"] = len(found & findable) / len(findable) if findable else 1.0
    gained = [len(planted.intersection(one.finds)) for one in exam.judged]
    out["pr_auc"] = average_precision(right, gained, len(planted))
    out["precision_at"] = {str(top): precision_at(right, top) for top in TOPS}
    known = [scores[id(one.claim)] for one in exam.judged]
    given = [score for score in known if score is not None]
    calibrated = len(given) == len(known) and bool(known)
    out["calibration_error"] = calibration_error(given, right) if calibrated else None
    out["brier"] = brier(given, right) if calibrated else None
    out["calibrated"] = calibrated
    out["at_probability"] = {
        str(least): at_least(exam, [one for one in exam.judged if (scores[id(one.claim)] or 0.0) >= least])
        for least in (LIKELY if calibrated else ())
    }
    out["precision_at_recall"] = at_recall(exam, planted)
    out["precision_at_recall_findable"] = at_recall(exam, findable)
    out["precision_by"] = {
        "platform": said_by(exam.judged, lambda one: "-".join(sorted({id.partition(":")[0] for id in one.subjects}))),
        "reasons": said_by(exam.judged, lambda one: str(sum(weight > 0 for _, weight in one.reasons))),
    }
    out["by"] = {name: split(exam.planted, found, label) for name, label in SPLITS.items()}
    out["missed"] = [" ".join(one.key) for one in exam.planted if one.findable and one.key not in found][:TOLD]
    out["false"] = [str(one.claim) for one in exam.judged if not one.right][:TOLD]
    return out


def at_least(exam: Exam, judged: Sequence[Judged]) -> dict[str, Any]:
    """Give the measures of those findings that are likely enough."""
    planted = {one.key for one in exam.planted}
    findable = {one.key for one in exam.planted if one.findable}
    found = {key for one in judged for key in one.finds} & planted
    right = sum(one.right for one in judged)
    out = rates(right, len(judged), len(found), len(planted))
    out["recall_findable"] = len(found & findable) / len(findable) if findable else 1.0
    return {key: out[key] for key in ("said", "precision", "recall", "recall_findable")}


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


def said_by(judged: Sequence[Judged], label: Callable[[Claim], str]) -> dict[str, dict[str, Any]]:
    """Tell precision apart by a label of the findings."""
    parts: dict[str, list[bool]] = {}
    for one in judged:
        parts.setdefault(label(one.claim), []).append(one.right)
    return {name: {"said": len(some), "precision": sum(some) / len(some)} for name, some in sorted(parts.items())}


def _share(one: Planted) -> str:
    if one.share is None:
        return ""
    below = [share for share in SHARES if share <= one.share]
    return f"{below[-1]:.0%} up" if below else f"under {SHARES[0]:.0%}"


SPLITS: dict[str, Callable[[Planted], str]] = {
    "platform": lambda one: one.platform,
    "script": lambda one: one.script,
    "evidence": lambda one: str(min(one.evidence, 3)) + ("+" if one.evidence >= 3 else ""),
    "carried": _share,
}
"""What recall is told apart by."""


def split(
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
            "recall": hit / len(some),
            "recall_findable": of_findable / len(findable) if findable else None,
        }
    return out
