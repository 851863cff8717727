"""The price that innocents pay: false findings for 1,000 of them, by kind of look-alike."""

from collections.abc import Mapping
from typing import Any

from liaisons.simulate.facts import Truth
from liaisons.simulate.scoring.pairs import Exam

SHOWN = 0.5
"""A finding below this probability is not held against anybody; one that is not calibrated is."""


def false_findings(exam: Exam, truth: Truth, scores: Mapping[int, float | None]) -> dict[str, dict[str, Any]]:
    """Give for each kind of look-alike how many innocents there are, and how many a false finding touches.

    Those around them count too: who names a hotline's number, or asks in a rating group. ``all`` is everybody
    who belongs to no crew.
    """
    touched: set[str] = set()
    for one in exam.judged:
        score = scores[id(one.claim)]
        if not one.right and (score is None or score > SHOWN):
            touched.update(one.claim.subjects)
    people: dict[str, set[str]] = {}
    for innocent in truth.innocents:
        people.setdefault(innocent.kind, set()).update((*innocent.subjects, *innocent.around))
    crewed = {id for crew in truth.crews for id in (*crew.accounts, *crew.groups)}
    out = {kind: _rate(len(some & touched), len(some)) for kind, some in sorted(people.items())}
    outside = len(touched - crewed)
    out["all"] = _rate(outside, max(truth.size - len(crewed), 0))
    return out


def _rate(touched: int, of: int) -> dict[str, Any]:
    return {"innocents": of, "touched": touched, "per_thousand": 1000 * touched / of if of else None}
