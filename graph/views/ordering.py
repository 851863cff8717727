"""The orders of leads: kinds in one order everywhere, and within a kind surest first or as a review is best done."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

from graph.finding import Finding, Judgement
from graph.kinds import kind_of, sort_kinds

Order = Literal["surest", "review"]

ORDERS: Mapping[Order, str] = {
    "surest": "surest first: by chance, else by what the evidence is worth",
    "review": "for review: first what nobody has judged, is likely and has most hanging on it",
}
"""What each order is called above a list."""

STRENGTH = {"strong": 2, "fair": 1, "weak": 0}

EVIDENCE = {"weak": "little", "fair": "some", "strong": "much"}
"""How much evidence there is, as it is said."""


def ordered(
    findings: Iterable[Finding],
    judged: Mapping[str, Judgement],
    order: Order = "surest",
    crews: Collection[str] = frozenset(),
) -> list[Finding]:
    """Sort findings: by kind, then in the order that is asked for; ``crews`` gives who is in a crew (``crews_of``).

    Surest first: what was judged different stands last, then by chance, by what makes the kind telling, by how much
    evidence there is, by bits, and by id. For review: what was judged stands last.
    """
    every = [one for one in findings if is_led(one)]
    return [
        one
        for kind in sort_kinds(one.kind for one in every)
        for one in sort_kind([one for one in every if one.kind == kind], judged, order, crews)
    ]


def crews_of(findings: Iterable[Finding]) -> frozenset[str]:
    """Give the ids of the cores of all clusters, and of the contacts that they hold."""
    return frozenset(id for one in findings if one.kind == "cluster" for id in members_of(one))


def members_of(one: Finding) -> list[str]:
    """Give whom a finding names: of a cluster its core and the contacts that it holds, of an audience nobody."""
    if one.kind != "cluster":
        return [subject.id for subject in one.subjects]
    if one.parts.get("audience"):
        return []
    placed = {place["id"]: place["core"] for place in one.parts.get("belongs", ())}
    return [subject.id for subject in one.subjects if placed.get(subject.id, True)]


def sort_kind(
    some: Sequence[Finding], judged: Mapping[str, Judgement], order: Order, crews: Collection[str]
) -> list[Finding]:
    """Sort findings of one kind."""
    surest = sorted(some, key=lambda one: (is_refuted(one, judged), is_withdrawn(one), *worth_of(one, crews), one.id))
    if order == "surest":
        return surest
    if some and chance(some[0]) is not None:
        from graph.analysis.alias.review import queue_for_review  # the analyses, which most answers do not need

        return queue_for_review(surest, judged.values())
    return sorted(surest, key=lambda one: one.id in judged)


def is_led(one: Finding) -> bool:
    """Say whether a finding leads anywhere: not where each way of it ends in a widely shared or protected contact."""
    ways = one.parts.get("ways")
    return not ways or len(ways) > one.parts["shared"]


def count_shared(findings: Iterable[Finding]) -> int:
    """Count the ways that end in a widely shared or protected contact, and are not led."""
    return sum(one.parts.get("shared", 0) for one in findings)


def is_refuted(one: Finding, judged: Mapping[str, Judgement]) -> bool:
    """Say whether people judged a finding different, or every way of it that leads anywhere."""
    ways = [way["id"] for way in one.parts.get("ways", ()) if not way["shared"]]
    return is_different(one.id, judged) or (bool(ways) and all(is_different(way, judged) for way in ways))


def is_withdrawn(one: Finding) -> bool:
    """Say whether judgements of the case put a lead below the chance from which such leads are told."""
    return "withdrawn" in one.parts


def is_different(id: str, judged: Mapping[str, Judgement]) -> bool:
    """Say whether people judged a finding or a way different."""
    return id in judged and judged[id].verdict == "different"


def chance(one: Finding) -> float | None:
    """Give a finding's probability; a cluster's score is none, and what was observed has no need of one."""
    return one.score if kind_of(one.kind).measured else None


def worth_of(one: Finding, crews: Collection[str]) -> tuple[Any, ...]:
    """Give what a finding of a kind is sorted by, the best first."""
    return (-(chance(one) or 0.0), *kind_of(one.kind).order(one, crews), -STRENGTH[one.confidence], -one.bits)
