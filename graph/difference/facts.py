"""What changed beside findings: states, contacts that moved or went silent, judgements, first sights, collection."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.difference.changes import Change
from graph.difference.newness import Came, Newness, to_ms
from graph.difference.spots import BY_TYPE
from graph.difference.standing import Seen, Standing
from graph.finding import Finding

DAY = 86_400_000
SILENT = 60 * DAY
"""A contact that nobody gave out for so long, where those who did were read, is dead."""

GIVEN_OUT = ("hop-posts", "hop-profile")
"""Reasons of a handoff that say who gives its contact out."""


def compare_states(then: Standing, now: Standing) -> Iterator[Change]:
    """Yield the subjects that were found removed, flagged or private since, and those that are so no more."""
    newest = then.reach().newest
    for id, seen in sorted(now.things.items()):
        known = then.things.get(id)
        before = "" if known is None else known.state
        if seen.state == before or (known is None and then.coverage is None):
            continue
        late = newest is not None and seen.state_at is not None and seen.state_at <= newest
        if known is None and (late or seen.state_at is None):
            continue  # it was so before anybody led to it, and stands beside its name
        came: Came = "late" if late else "undated" if seen.state and seen.state_at is None else "new"
        yield Change(what="state", kind="thing", id=id, state=seen.state, state_at=seen.state_at, came=came)


def compare_judgements(then: Standing, now: Standing) -> Iterator[Change]:
    """Yield the judgements made since, and those taken back that no other took the place of."""
    before, after = ({one.n: one for one in some.judgements} for some in (then, now))
    findings = {one.id: one for one in (*then.findings, *now.findings)}
    judged = {one.finding for one in now.judgements}
    for n, one in sorted(after.items()):
        if n not in before:
            about = findings.get(one.finding)
            yield Change(what="judged", kind=one.kind, id=one.finding, now=about, judgement=one)
    for n, one in sorted(before.items()):
        if n not in after and one.finding not in judged:
            about = findings.get(one.finding)
            yield Change(what="unjudged", kind=one.kind, id=one.finding, now=about, judgement=one)


def compare_contacts(then: Standing, now: Standing) -> Iterator[Change]:
    """Yield the contacts that went over to others, and those that are given out no more."""
    newness = Newness(then, now)
    newest = newness.reach.newest
    if newest is None:
        return
    before = {one.id: one for one in then.findings if one.kind == "handoff"}
    for one in now.findings:
        old = before.get(one.id)
        if one.kind != "handoff" or old is None:
            continue
        contact = one.subjects[-1].id
        if is_silent(contact, now) and not is_silent(contact, then):
            yield Change(what="dead", kind="handoff", id=one.id, now=one, was=old)
            continue
        had, has = givers(old), givers(one)
        fresh = {user for user, (first, _) in has.items() if user not in had and first is not None and first > newest}
        quiet = had and all(
            user in has and (last := has[user][1]) is not None and last <= newest and looked_after(user, now, newest)
            for user in had
        )
        if fresh and quiet:
            yield Change(
                what="moved", kind="contact", id=contact, now=one, was=old,
                joined=tuple(sorted(fresh)), left=tuple(sorted(had)),
            )  # fmt: skip


def givers(handoff: Finding) -> dict[str, tuple[int | None, int | None]]:
    """Give who gives the contact of a handoff out, with when it was first and last seen."""
    contact = handoff.subjects[-1].id
    return {
        reason.parts["user"]: (to_ms(reason.parts.get("first_seen")), to_ms(reason.parts.get("last_seen")))
        for reason in handoff.reasons
        if reason.key in GIVEN_OUT and reason.parts.get("contact") == contact
    }


def looked_after(id: str, now: Standing, moment: int) -> bool:
    """Say whether the places where somebody is seen were read beyond a moment."""
    seen = now.things.get(id)
    return seen is not None and seen.looked is not None and seen.looked > moment


def is_silent(id: str, standing: Standing) -> bool:
    """Say whether a thing was not seen for long, though the places where it was were read."""
    seen = standing.things.get(id)
    return seen is not None and silence(seen) >= SILENT


def silence(seen: Seen) -> int:
    """Give for how long a thing was not seen by the time its places were last read."""
    return 0 if seen.last is None or seen.looked is None else seen.looked - seen.last


@dataclass(frozen=True, slots=True)
class Sight:
    """A subject that was seen for the first time, again after long, or not any more for long."""

    how: Literal["first", "again", "silent"]
    id: str
    seen: Seen


def compare_sights(then: Standing, now: Standing) -> Iterator[Sight]:
    """Yield subjects first seen since, by their dates and not by when they were read; seen again; and silent."""
    reach = then.reach()
    if reach.newest is None:
        return
    for id, seen in sorted(now.things.items()):
        known = then.things.get(id)
        if seen.first is not None and seen.first > reach.newest:
            yield Sight("first", id, seen)
        elif known is not None and is_silent(id, then) and seen.last is not None and seen.last > (known.looked or 0):
            yield Sight("again", id, seen)
        elif known is not None and is_silent(id, now) and not is_silent(id, then):
            yield Sight("silent", id, seen)


@dataclass(frozen=True, slots=True)
class Collected:
    """What was read of one place since."""

    how: Literal["on", "back", "between", "place"]
    """``on``: it goes on from where it ended; ``back``: older than all that was read of it; ``between``: within what
    was read; ``place``: nothing of it had been read."""
    place: str
    """Id of a group, chat or writer; else the type of a link."""
    is_type: bool
    first: int | None
    last: int | None
    count: int
    sources: tuple[str, ...]


def compare_coverage(then: Standing, now: Standing) -> Iterator[Collected]:
    """Yield what was read since of each place, apart by how it lies to what had been read."""
    if then.coverage is None or now.coverage is None:
        return
    newness = Newness(then, now)
    begins: dict[str, int] = {}
    for spot in then.coverage:
        if spot.first is not None:
            begins[spot.place] = min(spot.first, begins.get(spot.place, spot.first))
    known = {spot.place for spot in then.coverage}
    for spot in now.coverage:
        if any(map(newness.has_read, spot.sources)):
            continue
        until, begin = newness.reach.places.get(spot.place), begins.get(spot.place)
        how: Literal["on", "back", "between", "place"] = "between"
        if spot.place not in known:
            how = "place"
        elif spot.last is not None and until is not None and spot.last > until:
            how = "on"
        elif spot.first is not None and begin is not None and spot.first < begin:
            how = "back"
        yield Collected(how, spot.place, spot.place in BY_TYPE, spot.first, spot.last, spot.sightings, spot.sources)
