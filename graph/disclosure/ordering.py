"""The orders of leads: kinds in one order everywhere, and within a kind surest first or as a review is best done."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from graph.finding import Finding, Judgement

KINDS = ("succession", "alias", "handoff", "cluster", "reuse", "rename")
"""In the order in which they are worth a reader's first minute, on every screen; other kinds come after, by name."""

Order = Literal["surest", "review"]

ORDERS: Mapping[Order, str] = {
    "surest": "surest first: by chance, else by what the evidence is worth",
    "review": "for review: first what nobody has judged, is likely and has most hanging on it",
}
"""What each order is called above a list."""

STRENGTH = {"strong": 2, "fair": 1, "weak": 0}

EVIDENCE = {"weak": "little", "fair": "some", "strong": "much"}
"""How much evidence there is, as it is said."""


def kinds_of(findings: Iterable[Finding]) -> list[str]:
    """Give the kinds of findings in the order of kinds."""
    return sorted({one.kind for one in findings}, key=place_of_kind)


def place_of_kind(kind: str) -> tuple[int, str]:
    """Give where a kind stands among all."""
    return (KINDS.index(kind) if kind in KINDS else len(KINDS), kind)


def ordered(findings: Iterable[Finding], judged: Mapping[str, Judgement], order: Order = "surest") -> list[Finding]:
    """Sort findings: by kind, then in the order that is asked for.

    Surest first: what was judged different stands last, then by chance, by what makes the kind telling, by how much
    evidence there is, by bits, and by id. For review: what was judged stands last.
    """
    every = list(findings)
    return [
        one for kind in kinds_of(every) for one in sort_kind([one for one in every if one.kind == kind], judged, order)
    ]


def sort_kind(some: Sequence[Finding], judged: Mapping[str, Judgement], order: Order) -> list[Finding]:
    """Sort findings of one kind."""
    surest = sorted(some, key=lambda one: (is_refuted(one, judged), *worth_of(one), one.id))
    if order == "surest":
        return surest
    if some and chance(some[0]) is not None:
        from graph.analysis.alias.review import queue  # the analyses, which most answers do not need

        return queue(surest, judged.values())
    return sorted(surest, key=lambda one: one.id in judged)


def is_refuted(one: Finding, judged: Mapping[str, Judgement]) -> bool:
    """Say whether people judged a finding different."""
    return one.id in judged and judged[one.id].verdict == "different"


def chance(one: Finding) -> float | None:
    """Give a finding's probability; a cluster's score is none, and what was observed has no need of one."""
    return one.score if one.kind in ("alias", "succession") else None


def worth_of(one: Finding) -> tuple[Any, ...]:
    """Give what a finding of a kind is sorted by, the best first."""
    return (-(chance(one) or 0.0), *telling(one), -STRENGTH[one.confidence], -one.bits)


def telling(one: Finding) -> tuple[Any, ...]:
    """Give what makes a finding of a kind worth more than another whose chance is the same.

    Clusters that share contacts come before audiences; handoffs by their hops and the apps they pass; renames that are
    more than decoration, and late ones, first.
    """
    parts = one.parts
    if one.kind == "cluster":
        return parts.get("audience", False), -STRENGTH[one.confidence], -(one.score or 0.0)
    if one.kind == "handoff":
        return -parts.get("hops", 0), -STRENGTH[one.confidence], -len(parts.get("apps", ()))
    if one.kind == "rename":
        return parts.get("cosmetic", False), parts.get("what") == "handle", reverse(parts.get("before") or "")
    return ()


def reverse(text: str) -> tuple[int, ...]:
    """Give a key that sorts texts backwards."""
    return tuple(-ord(char) for char in text)
