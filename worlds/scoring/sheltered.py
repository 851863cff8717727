"""The price that innocents pay: false findings for 1,000 of them, by kind of look-alike."""

from collections.abc import Mapping
from typing import Any

from worlds.facts import Truth
from worlds.scoring.pairs import Exam

SHOWN = 0.5
"""A finding below this probability is not held against anybody; one that is not calibrated is."""


CREWS = " (of crews)"
"""Ends the kind of those that belong to a crew: no innocents, though a false finding about them is an error too."""

BY_CREWS = frozenset({"colleagues", "handed-on"})
"""Kinds that crews alone have: two of a crew with one telephone, and a SIM that one crew's hand leaves to another."""


def false_findings(exam: Exam, truth: Truth, scores: Mapping[int, float | None]) -> dict[str, dict[str, Any]]:
    """Give for each kind of look-alike how many innocents there are, and how many a false finding touches.

    Those around them count too: who names a hotline's number, or asks in a rating group. ``all`` is everybody
    who belongs to no crew. Of a kind, those of crews are counted apart: who deals in a crew's name may well change
    money at the same office as its clients.
    """
    touched: set[str] = set()
    for judged in exam.judged:
        score = scores[id(judged.claim)]
        if not judged.right and (score is None or score > SHOWN):
            touched.update(judged.claim.subjects)
    people: dict[str, set[str]] = {}
    crewed = {id for crew in truth.crews for id in (*crew.accounts, *crew.groups)}
    for innocent in truth.innocents:
        for one in (*innocent.subjects, *innocent.around):
            of_crews = one in crewed or innocent.kind in BY_CREWS
            people.setdefault(f"{innocent.kind}{CREWS}" if of_crews else innocent.kind, set()).add(one)
    out = {kind: _rate_touched(len(some & touched), len(some)) for kind, some in sorted(people.items())}
    outside = len(touched - crewed)
    out["all"] = _rate_touched(outside, max(truth.size - len(crewed), 0))
    return out


def _rate_touched(touched: int, of: int) -> dict[str, Any]:
    return {"innocents": of, "touched": touched, "per_thousand": 1000 * touched / of if of else None}
