"""What became of what holds members, as clusters do: born, grown, split, merged or gone, by its members alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from graph.difference.changes import Change, Why, explain_loss, is_other_version
from graph.difference.newness import Came, Newness, join
from graph.difference.standing import Standing
from graph.finding import Finding
from graph.kinds import kind_of

SHARE = 0.5
"""Part of its members that must go into another for it to be the other's origin, or it to have split off."""

Members = Mapping[str, frozenset[str]]


def compare_members(then: Standing, now: Standing) -> Iterator[Change]:
    """Yield what became of all that holds members, each told once: what merged or split is not told as gone or new."""
    newness = Newness(then, now)
    kinds = {one.kind for one in (*then.findings, *now.findings) if kind_of(one.kind).holds_members}
    for kind in sorted(kinds):
        before = {one.id: one for one in then.findings if one.kind == kind}
        after = {one.id: one for one in now.findings if one.kind == kind}
        yield from trace(before, after, newness)


def trace(before: Mapping[str, Finding], after: Mapping[str, Finding], newness: Newness) -> Iterator[Change]:
    """Yield what became of the findings of one kind."""
    was, has = members_of(before.values()), members_of(after.values())
    absorbed = {id: into for id in was if id not in has and (into := absorber(was[id], has)) is not None}
    origins: dict[str, list[str]] = {}
    for id, into in sorted(absorbed.items()):
        origins.setdefault(into, []).append(id)
    split = {
        id: parent for id in has if id not in was and id not in origins if (parent := source_of(has[id], was, has))
    }
    gone_off: dict[str, set[str]] = {}
    for id, source in split.items():
        gone_off.setdefault(source, set()).update(has[id])
    for id, one in after.items():
        old = before.get(id)
        came_in = origins.get(id, [])
        if old is None and len(came_in) == 1:  # goes on under another id
            old, came_in = before[came_in[0]], []
        if old is None and not came_in:
            parents = (split[id],) if id in split else ()
            yield born(one, parents, has[id].difference(*(was[other] for other in parents)), newness)
            continue
        known = (was[old.id] if old is not None else frozenset()).union(*(was[other] for other in came_in))
        joined, left = has[id] - known, known - has[id] - gone_off.get(id, set())
        if (change := carried_on(one, old, tuple(came_in), joined, left, newness)) is not None:
            yield change
    for id, one in before.items():
        if id not in after and id not in absorbed:
            homes = Counter(other for other, members in has.items() for _ in members & was[id])
            most = tuple(other for other, _ in sorted(homes.items(), key=lambda pair: (-pair[1], pair[0]))[:2])
            why = explain_loss(one, newness)
            yield Change(what="gone", kind=one.kind, id=id, was=one, origin=most, why=why)


def members_of(findings: Iterable[Finding]) -> dict[str, frozenset[str]]:
    """Give the members of each finding: those of its core, where it has one, for who stands around comes and goes."""
    found = {}
    for one in findings:
        core = one.parts.get("core") or ()
        found[one.id] = frozenset(core) or frozenset(subject.id for subject in one.subjects)
    return found


def absorber(members: frozenset[str], has: Members) -> str | None:
    """Give what holds at least half of some members now; None where nothing does."""
    best = max(has, key=lambda id: (len(members & has[id]), id), default=None)
    return best if best is not None and len(members & has[best]) >= SHARE * len(members) else None


def source_of(members: frozenset[str], was: Members, has: Members) -> str | None:
    """Give what at least half of some members were in, and which still stands."""
    best = max((id for id in was if id in has), key=lambda id: (len(members & was[id]), id), default=None)
    return best if best is not None and len(members & was[best]) >= SHARE * len(members) else None


def born(one: Finding, parents: tuple[str, ...], joined: Iterable[str], newness: Newness) -> Change:
    """Tell one that was not there, or that split off another."""
    came = newness.of_finding(one)
    if parents:
        return Change(what="split", kind=one.kind, id=one.id, now=one, origin=parents, joined=ids(joined), came=came)
    why: Why | None = "version" if came == "worked-out" and is_other_version(newness.then, newness.now) else None
    return Change(what="born", kind=one.kind, id=one.id, now=one, came=came, why=why)


def carried_on(
    one: Finding,
    old: Finding | None,
    came_in: tuple[str, ...],
    joined: Iterable[str],
    left: Iterable[str],
    newness: Newness,
) -> Change | None:
    """Tell one that goes on, where members came or went, or where others went into it; else None."""
    more, fewer = ids(joined), ids(left)
    came = {member: came_of_member(one, member, newness) for member in more}
    late = tuple(member for member in more if came[member] == "late")
    if came_in:
        told = newness.of_finding(one)
        return Change(
            what="merged", kind=one.kind, id=one.id, now=one, was=old, origin=came_in, joined=more, left=fewer,
            joined_late=late, came=told,
        )  # fmt: skip
    if len(more) >= len(fewer) and more:
        return Change(
            what="grown", kind=one.kind, id=one.id, now=one, was=old, joined=more, left=fewer, joined_late=late,
            came=join(came.values()) or "worked-out",
        )  # fmt: skip
    if fewer:
        return Change(
            what="shrunk", kind=one.kind, id=one.id, now=one, was=old, joined=more, left=fewer, joined_late=late,
            why=None if old is None else explain_loss(old, newness, one),
        )  # fmt: skip
    return None


def came_of_member(one: Finding, member: str, newness: Newness) -> Came:
    """Say how the evidence that speaks of a member came."""
    return newness.of_spots(newness.now.members.get(one.id, {}).get(member, ())) or "worked-out"


def ids(some: Iterable[str]) -> tuple[str, ...]:
    """Give ids sorted."""
    return tuple(sorted(some))
