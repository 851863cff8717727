"""Where a change comes from: the world, what was read late, or a new look at what was known."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

from graph.difference.spots import Spot
from graph.difference.standing import Standing
from graph.finding import Finding, Reason
from graph.kinds import kind_of, reason_meanings
from graph.kinds.kind import WEIGHTLESS

Came = Literal["new", "both", "late", "worked-out", "undated", "unknown"]
"""``new`` happened after what the earlier report had read; ``late`` is older and was read since; ``both`` is some of
either; ``worked-out`` follows from what had been read before; ``undated`` stands in new files that date nothing;
``unknown``: the earlier report is of a version that kept no coverage."""

TIMES = ("time", "date")


class Newness:
    """Tells for evidence of the later report how it came to it since the earlier one."""

    def __init__(self, then: Standing, now: Standing) -> None:
        self.then, self.now = then, now
        self.reach = then.reach()
        self.told = then.coverage is not None

    def has_read(self, source: str) -> bool:
        """Say whether the earlier report had this file, read as it is now."""
        return source in self.then.sources and self.then.sources[source] == self.now.sources.get(source)

    def of_spots(self, spots: Iterable[Spot]) -> Came | None:
        """Say how sightings came; None where the earlier report had them all."""
        found: set[Came] = set()
        for spot in spots:
            if any(map(self.has_read, spot.sources)):
                continue
            if not self.told:
                return "unknown"
            known = [self.now.exported[source] for source in spot.sources if source in self.now.exported]
            last = spot.last if spot.last is not None else max(known, default=None)
            first = spot.first if spot.first is not None else last
            until = self.reach.until(spot.place)
            if last is None or first is None:
                found.add("undated")
            elif until is None or first > until:
                found.add("new")
            else:
                found.add("late" if last <= until else "both")
        return join(found)

    def of_finding(self, finding: Finding) -> Came:
        """Say how what a finding rests on came: what speaks against it made nobody find it."""
        happened = [to_ms(finding.parts.get(part)) for part in kind_of(finding.kind).happened]
        reasons = [at for at, one in enumerate(finding.reasons) if speaks_for(one)]
        came = self.of_reasons(finding, reasons)
        if self.told and (known := [at for at in happened if at is not None]):
            return "new" if max(known) > self._until(finding) else "late" if came else "worked-out"
        return came or "worked-out"

    def of_reasons(self, finding: Finding, places: Iterable[int]) -> Came | None:
        """Say how the evidence of some reasons of a finding came, by their places; also what their dates tell."""
        spots = self.now.reasons.get(finding.id, ())
        chosen = list(places)
        came = self.of_spots(spot for at in chosen if at < len(spots) for spot in spots[at])
        newest = self.reach.newest
        if came is None and newest is not None:
            dates = (date for at in chosen for date in dates_of(finding.reasons[at]))
            return "new" if any(date > newest for date in dates) else None
        return came

    def _until(self, finding: Finding) -> int:
        """Give until when the subjects of a finding had been looked at."""
        seen = [self.then.things[one.id].looked for one in finding.subjects if one.id in self.then.things]
        known = [at for at in seen if at is not None]
        return max(known, default=self.reach.until(finding.subjects[0].id) or 0)


def join(some: Iterable[Came]) -> Came | None:
    """Give what several sightings are together."""
    found = set(some)
    if "both" in found or {"new", "late"} <= found:
        return "both"
    order: tuple[Came, ...] = ("unknown", "new", "late", "undated", "worked-out")
    return next((one for one in order if one in found), None)


def speaks_for(reason: Reason) -> bool:
    """Say whether a reason speaks for its finding: its weight, or that it is a fact of one that was observed."""
    return reason.weight >= 0 and not reason.key.endswith("-prior") and reason.key not in WEIGHTLESS


def dates_of(reason: Reason) -> Iterable[int]:
    """Give the times that a reason tells, in epoch milliseconds."""
    meanings: Mapping[str, str] = reason_meanings(reason.key)
    found = (to_ms(value) for key, value in reason.parts.items() if meanings.get(key) in TIMES)
    return [at for at in found if at is not None]


def to_ms(value: Any) -> int | None:
    """Give a time of a finding in epoch milliseconds: there it is a number or ISO text."""
    if isinstance(value, str):
        return round(datetime.fromisoformat(value).timestamp() * 1000)
    return None if value is None else round(value)
