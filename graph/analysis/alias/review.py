"""The order in which an analyst's time is best spent on leads of aliases."""

from collections.abc import Collection, Mapping, Sequence
from math import log2

from graph.finding import Finding, Judgement


def queue_for_review(findings: Sequence[Finding], judgements: Collection[Judgement] = ()) -> list[Finding]:
    """Give the findings of aliases in the order of review: those not judged that are likely, and much hangs on, first.

    A lead is worth its ``rate_review_gain``. After the best of each set come the second of each, and so on: once one
    pair of a hand is judged, the others of it are seen with it. Judged ones stand last.
    """
    judged = {one.finding for one in judgements}
    ranked = sorted(findings, key=lambda one: (one.id in judged, -rate_review_gain(one), one.key))
    taken: dict[tuple[bool, str], int] = {}
    turns = {}
    for one in ranked:
        place = (one.id in judged, str(one.parts.get("set", one.key)))
        turns[one.id] = taken.get(place, 0)
        taken[place] = turns[one.id] + 1
    return sorted(ranked, key=lambda one: (one.id in judged, turns[one.id], -rate_review_gain(one), one.key))


def rate_review_gain(finding: Finding) -> float:
    """Give what a judgement of a lead is worth: its probability, and more where it is open, times the pairs it ties.

    A probable lead becomes usable when it is judged, so its probability counts; a doubtful one settles a doubt, so its
    entropy counts beside it; and a wrong tie between two sets is wrong for every pair across.
    """
    probability = finding.score if finding.score is not None else 0.5
    return (probability + measure_answer_entropy(probability)) * max(1, count_pairs_at_stake(finding.parts))


def measure_answer_entropy(probability: float) -> float:
    """Give the bits that an answer tells."""
    if not 0 < probability < 1:
        return 0.0
    return -probability * log2(probability) - (1 - probability) * log2(1 - probability)


def count_pairs_at_stake(parts: Mapping[str, object]) -> int:
    """Give the pairs of accounts that hang on a lead."""
    brings = parts.get("brings")
    return brings if isinstance(brings, int) else 1
