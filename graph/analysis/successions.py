"""Successions: a group or page went dark, and another took over its audience, contacts or words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.analysis.aliases import verdicts
from graph.analysis.clusters import measured
from graph.analysis.inheritance import HARD, Inheritance
from graph.analysis.lifetimes import Life, lives
from graph.analysis.moments import DAY, iso
from graph.analysis.past import Past
from graph.finding import Confidence, Finding, Reason, Subject
from graph.snapshot import Snapshot

LEAST = 6.0
"""Bits from which a pair is a lead."""

CLOSE = 2.0
"""Bits by which a runner-up must fall behind, or the finding says "one of these two"."""

SORTS = 2
"""Sorts of reasons for a pair that a lead needs, time not counted: one of them hard to copy."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair, old before new, and its reasons."""

    old: int
    new: int
    reasons: tuple[Reason, ...]

    @property
    def bits(self) -> float:
        """Give the sum of the weights."""
        return sum(reason.weight for reason in self.reasons)

    @property
    def sorts(self) -> set[str]:
        """Give the keys of the reasons that speak for it, time not counted."""
        return {reason.key for reason in self.reasons if reason.weight > 0} - {"born-after", "born-before"}


def find_successions(snapshot: Snapshot, past: Past) -> Iterator[Finding]:
    """Yield pairs of groups, or of pages, old before new, one to one by falling bits; not calibrated.

    The old one is dark: found removed, or silent for 14 days and four times its usual gap as far as its
    files reach; one that was no longer collected is not. The new one was born from 14 days before to 120
    after. A lead needs administrators, contacts, texts or an announcement that both share, and one more sort
    of evidence; members and a name alone are what a rival copies, and other people behind it speak against.

    ``runner_up`` is the next best for the same old one: its id, bits, the difference and the keys of its
    reasons; ``close`` says that the difference is under two bits. A pair that people judged different is
    left out, one judged the same goes first. An account that took over another's contacts is an alias; here
    an account counts only where a file calls it a page. The key is old and new.
    """
    known = lives(snapshot)
    inheritance = Inheritance(snapshot, measured(snapshot, past.protected, past.seed), known)
    judged = dict(verdicts(past.judgements, "succession"))
    found: dict[int, list[Candidate]] = {}
    for old, new in inheritance.pairs():
        candidate = Candidate(old, new, tuple(sorted(inheritance.reasons(old, new), key=lambda r: (-r.weight, r.key))))
        verdict = judged.get((snapshot.ids[old], snapshot.ids[new]))
        if verdict != "different" and (verdict == "same" or leads(candidate)):
            found.setdefault(old, []).append(candidate)
    held = {pair for pair, verdict in judged.items() if verdict == "same"}

    def order(one: Candidate) -> tuple[bool, float, int, int]:
        return (snapshot.ids[one.old], snapshot.ids[one.new]) not in held, -one.bits, one.old, one.new

    followed: set[int] = set()
    following: set[int] = set()
    for best in sorted((one for candidates in found.values() for one in candidates), key=order):
        if best.old not in followed and best.new not in following:
            followed.add(best.old)
            following.add(best.new)
            rest = sorted((one for one in found[best.old] if one.new != best.new), key=order)
            yield told(snapshot, best, rest[0] if rest else None, known)


def leads(candidate: Candidate) -> bool:
    """Say whether reasons make a lead."""
    return candidate.bits >= LEAST and bool(candidate.sorts & HARD) and len(candidate.sorts) >= SORTS


def told(snapshot: Snapshot, best: Candidate, second: Candidate | None, known: Mapping[int, Life]) -> Finding:
    """Give a candidate as a finding."""
    old, new = known[best.old], known[best.new]
    ids = (snapshot.ids[best.old], snapshot.ids[best.new])
    apart = best.bits - second.bits if second else None
    parts: dict[str, Any] = {"how": old.how, "dark": iso(old.dark), "born": iso(new.born)}
    parts |= {"gap_days": round((new.born - (old.dark or 0)) / DAY, 1), "close": apart is not None and apart < CLOSE}
    parts |= {"members": next((r.parts["shared"] for r in best.reasons if "shared" in r.parts), 0), "runner_up": None}
    if second is not None and apart is not None:
        reasons = sorted({reason.key for reason in second.reasons})
        runner_up = {"id": snapshot.ids[second.new], "bits": round(second.bits, 2), "difference": round(apart, 2)}
        parts["runner_up"] = runner_up | {"reasons": reasons}
    subjects = tuple(Subject(id, snapshot.label_of(id)) for id in ids)
    return Finding("succession", ids, subjects, best.reasons, "inferred", confidence(best), None, parts)


def confidence(candidate: Candidate) -> Confidence:
    """Say how much there is, by sorts of evidence."""
    return "strong" if len(candidate.sorts) >= 4 else "fair" if len(candidate.sorts) == 3 else "weak"
