"""Aliases: accounts of one hand, by the contacts they give out as their own and the company they keep."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.analysis.clusters import measured
from graph.analysis.likeness import IDENTITY, likenesses
from graph.analysis.past import Past
from graph.finding import Confidence, Finding, Judgement, Reason, Subject
from graph.snapshot import Snapshot

LEAST = 6.0
"""Bits from which a pair is a lead."""

TOLD_ONLY = frozenset({"same-circle"})
"""Reasons that add bits and are no sort of their own: a family has a small group together too."""


def find_aliases(snapshot: Snapshot, past: Past) -> Iterator[Finding]:
    """Yield pairs of accounts that may be of one hand, by both ids; not calibrated, so the score is empty.

    A lead needs something that is one hand's (a rare contact both give out, a handle by which one leads to
    the other, one handle on two platforms) and a second sort of evidence beside it (a change of number that
    both made, the crew's contact, a name, an advert, a group both run). So a family that shares a telephone is no
    lead, however rare the number, nor are two colleagues, and who asks or quotes gives nothing out. Generic
    and protected contacts weigh nothing. Known limit: two who give out one private number and keep one
    company look like one hand.

    Every pair is a finding of its own, which a judgement can hold; ``set`` in its parts gives all accounts
    of the hand: pairs joined by falling bits, never across a *different* that people judged. ``wall`` names
    the judged pair that kept this one apart. The key is the sorted pair.
    """
    rarity = measured(snapshot, past.protected, past.seed)
    judged = dict(verdicts(past.judgements))
    found: list[Finding] = []
    for (a, b), reasons in likenesses(snapshot, rarity):
        pair = (snapshot.ids[a], snapshot.ids[b])
        verdict = judged.get(pair)
        if verdict != "different" and (verdict == "same" or leads(reasons)):
            subjects = tuple(Subject(id, "Account") for id in pair)
            found.append(Finding("alias", pair, subjects, tuple(reasons), "inferred", confidence(reasons), None))
    found.sort(key=lambda one: (judged.get((one.key[0], one.key[1])) != "same", -one.bits, one.key))
    walls = {pair for pair, verdict in judged.items() if verdict == "different"}
    held = [pair for pair, verdict in sorted(judged.items()) if verdict == "same"]
    sets, stopped = joined([*held, *((one.key[0], one.key[1]) for one in found)], walls)
    for one in found:
        wall = stopped.get((one.key[0], one.key[1]))
        yield replace(one, parts={"set": sets[one.key[0]], "wall": list(wall) if wall else None})


def verdicts(judgements: Iterable[Judgement], kind: str = "alias") -> Iterator[tuple[tuple[str, str], str]]:
    """Yield each judged pair with the last verdict on it: sorted, or old before new where the kind has an order."""
    last: dict[tuple[str, str], str] = {}
    for judgement in sorted(judgements, key=lambda judgement: judgement.n):
        if judgement.kind == kind and len(judgement.subjects) == 2:
            a, b = (subject.id for subject in judgement.subjects)
            a, b = sorted((a, b)) if kind == "alias" else (a, b)
            last[a, b] = judgement.verdict
    yield from sorted(last.items())


def leads(reasons: Sequence[Reason]) -> bool:
    """Say whether reasons make a lead."""
    found = sorts(reasons)
    return bool(found & IDENTITY) and len(found) > 1 and sum(reason.weight for reason in reasons) >= LEAST


def sorts(reasons: Sequence[Reason]) -> set[str]:
    """Give the sorts of evidence that speak for a pair."""
    return {reason.key for reason in reasons if reason.weight > 0} - TOLD_ONLY


def confidence(reasons: Sequence[Reason]) -> Confidence:
    """Say how much there is, by sorts of evidence."""
    found = len(sorts(reasons))
    return "strong" if found > 2 else "fair" if found == 2 else "weak"


Ids = tuple[str, str]


def joined(pairs: Iterable[Ids], walls: set[Ids]) -> tuple[dict[str, list[str]], dict[Ids, Ids]]:
    """Join pairs in order into sets, but for those that would put the two of a wall together.

    Gives each id its set, sorted, and each pair that was not joined the wall that stopped it.
    """
    sets: dict[str, list[str]] = {}
    apart: dict[str, set[str]] = {}
    for one, other in walls:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    stopped: dict[Ids, Ids] = {}
    for a, b in pairs:
        left, right = sets.setdefault(a, [a]), sets.setdefault(b, [b])
        if left is right:
            continue
        crossed = sorted((x, y) for x in left for y in apart.get(x, set()).intersection(right))
        if crossed:
            stopped[a, b] = crossed[0]
            continue
        left += right
        for id in right:
            sets[id] = left
    return {id: sorted(some) for id, some in sets.items()}, stopped
