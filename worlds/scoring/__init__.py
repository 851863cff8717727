"""Scoring on worlds: every kind of finding held against the truth, and the price that innocents pay."""

from collections.abc import Iterable, Mapping
from typing import Any

from worlds.claims import Claim, read_claim
from worlds.facts import Truth
from worlds.matching import match_kind, scored_kinds
from worlds.scoring.agreement import b_cubed
from worlds.scoring.belonging import score_clusters
from worlds.scoring.measuring import LIKELY, TOLD, measure_ranked, measure_rates
from worlds.scoring.pairs import Exam, Hands, examine_aliases, examine_successions, reciprocal_rank
from worlds.scoring.sheltered import false_findings

__all__ = ["score_world"]


def score_world(findings: Iterable[Mapping[str, Any]], truth: Truth) -> dict[str, Any]:
    """Score findings, as ``Finding.plain`` or ``liaisons find --format json`` gives them, as JSON values.

    The order is that of the scores; where they are empty that of the bits, and calibration is left out.
    """
    every = [(read_claim(finding), finding.get("score")) for finding in findings]
    scores = {id(one): score for one, score in every}
    by_kind: dict[str, list[Claim]] = {kind: [] for kind in scored_kinds(truth)}
    for one, _ in every:
        by_kind.setdefault(one.kind, []).append(one)
    for kind, some in by_kind.items():
        by_kind[kind] = sorted(some, key=lambda one: order_claim(one, scores[id(one)]))
    out: dict[str, Any] = {"world": truth.world, "seed": truth.seed, "size": truth.size, "kinds": {}}
    script_of = truth.script_of()
    exams = {
        "alias": examine_aliases(by_kind["alias"], truth),
        "succession": examine_successions(by_kind["succession"], truth),
    }
    for kind, exam in exams.items():
        out["kinds"][kind] = measure_ranked(exam, scores, script_of)
        out["kinds"][kind]["false_per_thousand"] = false_findings(exam, truth, scores)
    out["kinds"]["alias"]["b_cubed"] = score_hands(exams["alias"], truth, scores)
    out["kinds"]["succession"] |= reciprocal_rank(exams["succession"])
    for kind in scored_kinds(truth):
        if kind not in exams:
            matched = match_kind(kind, by_kind[kind], truth)
            found, said = matched.planted - len(matched.missed), matched.right + len(matched.false_leads)
            out["kinds"][kind] = measure_rates(matched.right, said, found, matched.planted)
            out["kinds"][kind] |= {"missed": matched.missed[:TOLD], "false": matched.false_leads[:TOLD]}
    out["kinds"]["cluster"] |= score_clusters(by_kind["cluster"], truth)
    return out


def order_claim(one: Claim, score: float | None) -> tuple[float, float, str]:
    """Put likely findings first: by score, then by bits, then by id."""
    return -(score if score is not None else 0.0), -sum(weight for _, weight in one.reasons), one.id


def score_hands(exam: Exam, truth: Truth, scores: Mapping[int, float | None]) -> dict[str, float]:
    """Give B-cubed of the hands that the findings make, unlikely ones left out, over all accounts of crews."""
    said = Hands()
    likely = [one for one in exam.judged if _is_likely(scores[id(one.claim)])]
    for one in likely:
        said.join(one.claim.subjects)
    true = Hands()
    behind: dict[int, list[str]] = {}
    for account, hand in truth.hands().items():
        behind.setdefault(hand, []).append(account)
    for some in behind.values():
        true.join(some)
    accounts = {account for crew in truth.crews for account in crew.accounts}
    accounts |= {account for one in likely for account in one.claim.subjects}
    return b_cubed(said.groups(accounts), true.groups(accounts))


def _is_likely(score: float | None) -> bool:
    return score is None or score >= LIKELY[0]
