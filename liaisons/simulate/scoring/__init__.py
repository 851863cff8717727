"""Scoring on worlds: every kind of finding held against the truth, and the price that innocents pay."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from liaisons.simulate.claims import Claim, claim
from liaisons.simulate.facts import Truth
from liaisons.simulate.matching import MATCHERS
from liaisons.simulate.scoring.agreement import adjusted_rand, b_cubed, mutual_information
from liaisons.simulate.scoring.pairs import Exam, Hands, Planted, aliases, reciprocal_rank, successions
from liaisons.simulate.scoring.ranking import average_precision, brier, calibration_error, precision_at
from liaisons.simulate.scoring.sheltered import false_findings

TOPS = (20, 100, 1000)
SHARES = (0.05, 0.10, 0.20, 0.40)
"""Between which carried shares recall is told apart, as methods.md 6 does."""
TOLD = 25
"""Misses and false findings that are named."""

__all__ = ["score_world"]


def score_world(findings: Iterable[Mapping[str, Any]], truth: Truth) -> dict[str, Any]:
    """Score findings, as ``Finding.plain`` or ``liaisons find --format json`` gives them, as JSON values.

    The order is that of the scores; where they are empty that of the bits, and calibration is left out.
    """
    every = [(claim(finding), finding.get("score")) for finding in findings]
    scores = {id(one): score for one, score in every}
    by_kind: dict[str, list[Claim]] = {kind: [] for kind in MATCHERS}
    for one, _ in every:
        by_kind.setdefault(one.kind, []).append(one)
    for kind, some in by_kind.items():
        by_kind[kind] = sorted(some, key=lambda one: order(one, scores[id(one)]))
    out: dict[str, Any] = {"world": truth.world, "seed": truth.seed, "size": truth.size, "kinds": {}}
    exams = {"alias": aliases(by_kind["alias"], truth), "succession": successions(by_kind["succession"], truth)}
    for kind, exam in exams.items():
        out["kinds"][kind] = ranked(exam, {id(one.claim): scores[id(one.claim)] for one in exam.judged})
        out["kinds"][kind]["false_per_thousand"] = false_findings(exam, truth, scores)
    out["kinds"]["alias"]["b_cubed"] = hands(exams["alias"], truth)
    out["kinds"]["succession"] |= reciprocal_rank(exams["succession"])
    for kind, match in MATCHERS.items():
        if kind not in exams:
            matched = match(by_kind[kind], truth)
            found, said = matched.planted - len(matched.missed), matched.right + len(matched.false_leads)
            out["kinds"][kind] = rates(matched.right, said, found, matched.planted)
            out["kinds"][kind] |= {"missed": matched.missed[:TOLD], "false": matched.false_leads[:TOLD]}
    out["kinds"]["cluster"] |= clusters(by_kind["cluster"], truth)
    return out


def order(one: Claim, score: float | None) -> tuple[float, float, str]:
    """Put likely findings first: by score, then by bits, then by id."""
    return -(score if score is not None else 0.0), -sum(weight for _, weight in one.reasons), one.id


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
    out["by"] = {name: split(exam.planted, found, label) for name, label in SPLITS.items()}
    out["missed"] = [" ".join(one.key) for one in exam.planted if one.findable and one.key not in found][:TOLD]
    out["false"] = [str(one.claim) for one in exam.judged if not one.right][:TOLD]
    return out


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


def hands(exam: Exam, truth: Truth) -> dict[str, float]:
    """Give B-cubed of the hands that all findings together make, over the accounts of crews and those found."""
    said = Hands()
    for one in exam.judged:
        said.join(one.claim.subjects)
    true = Hands()
    for alias in truth.aliases:
        true.join(alias.accounts)
    accounts = {account for crew in truth.crews for account in crew.accounts}
    accounts |= {account for one in exam.judged for account in one.claim.subjects}
    return b_cubed(said.groups(accounts), true.groups(accounts))


def clusters(claims: Sequence[Claim], truth: Truth) -> dict[str, Any]:
    """Give the agreement of clusters with crews, over the accounts of crews; who is in none is alone."""
    true = {account: crew.name for crew in truth.crews for account in crew.accounts}
    said: dict[str, str] = {}
    for one in claims:
        for subject in one.subjects:
            if subject in true:
                said.setdefault(subject, f"cluster {one.id}")
    covered = len(said) / len(true) if true else 1.0
    whole = {account: said.get(account, account) for account in true}
    return {"ari": adjusted_rand(whole, true), "nmi": mutual_information(whole, true), "covered": covered}
