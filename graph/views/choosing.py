"""What a report is asked to hold: findings of some kinds, of a period, about clusters; what is left out is counted.

A choice of ``case.toml`` names what stays: a cluster by any of its members, since its number and id change with it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from graph import forms
from graph.difference import Change, Difference, Standing
from graph.disclosure.voice import moment
from graph.finding import Finding
from graph.kinds import kind_of
from graph.settings import ReportChoice
from graph.views.changing import subjects_of
from graph.views.shapes import Activity, ChoiceShown, Row
from graph.views.watching import find_hits
from graph.watches.entries import read_watches

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from graph.views.answering import AnsweringGate


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when, in epoch milliseconds; None where it is open."""

    first: int | None
    last: int | None
    """The first moment after it."""

    def holds(self, first: int | None, last: int | None) -> bool:
        """Say whether what was seen from one moment to another was seen in it."""
        begin, end = first if first is not None else last, last if last is not None else first
        early = self.last is None or (begin is not None and begin < self.last)
        return early and (self.first is None or (end is not None and end >= self.first))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a choice came to in one case."""

    choice: ReportChoice
    period: Period | None
    findings: tuple[Finding, ...]
    about: frozenset[str] | None
    """Ids of all that the report is about; None where it is about everything."""
    left: Mapping[str, int]
    """How many findings are left out, by why."""


def find_period(choice: ReportChoice, now: datetime, zone: ZoneInfo) -> Period | None:
    """Give the period of a choice, its days being those of the reader; None where it is of all times."""
    since, until = choice.since, choice.until
    if choice.days:
        until = now.astimezone(zone).date()
        since = until - timedelta(days=choice.days - 1)
    if since is None and until is None:
        return None
    first = None if since is None else datetime.combine(since, time(), zone)
    last = None if until is None else datetime.combine(until + timedelta(days=1), time(), zone)
    return Period(*(None if at is None else round(at.timestamp() * 1000) for at in (first, last)))


def choose_findings(
    gate: "AnsweringGate", snapshot: "Snapshot", standing: Standing, choice: ReportChoice, now: datetime
) -> Chosen:
    """Give the findings that a choice asks for; each that is left out is counted once, by the first reason for it."""
    period = find_period(choice, now, ZoneInfo(gate.case.settings.time_zone))
    about = find_about(gate, snapshot, choice)
    tests: list[tuple[str, Callable[[Finding], bool]]] = [
        ("kind", lambda one: bool(choice.kinds) and one.kind not in choice.kinds),
        ("about", lambda one: about is not None and not is_about(one, about)),
        ("undated", lambda one: period is not None and not list_seen(one, standing)),
        ("period", lambda one: period is not None and not any(period.holds(*at) for at in list_seen(one, standing))),
        ("probability", lambda one: is_below(one, choice.probability)),
    ]
    left: Counter[str] = Counter()
    kept = []
    for one in gate.latest.findings:
        why = next((name for name, leaves in tests if leaves(one)), None)
        if why is None:
            kept.append(one)
        else:
            left[why] += 1
    return Chosen(choice, period, tuple(kept), about, {name: left[name] for name, _ in tests if left[name]})


def find_about(gate: "AnsweringGate", snapshot: "Snapshot", choice: ReportChoice) -> frozenset[str] | None:
    """Give the ids of all that a report is about: members of the chosen clusters, and who answers to a watch."""
    if not choice.clusters and not choice.watchlist:
        return None
    wanted = {id for text in choice.clusters for id in forms.list_typed_ids(text)}
    clusters = [one for one in gate.latest.findings if one.kind == "cluster"]
    members = [{subject.id for subject in one.subjects} for one in clusters]
    about = {id for some in members if some & wanted for id in some} | wanted
    if choice.watchlist:
        watches = read_watches(gate.case)
        about |= {id for watch in watches for id in watch.ids}
        about |= {hit.party for hit in find_hits(gate, snapshot, watches)}
    return frozenset(about)


def is_about(one: Finding, about: Collection[str]) -> bool:
    """Say whether a finding is about any of these, or is one of them."""
    return one.id in about or any(subject.id in about for subject in one.subjects)


def list_seen(one: Finding, standing: Standing) -> list[tuple[int | None, int | None]]:
    """Give from when to when the evidence of a finding was seen, a pair a place; what no file dates is left out."""
    some = (spot for spots in standing.reasons.get(one.id, ()) for spot in spots)
    return [(spot.first, spot.last) for spot in some if spot.first is not None or spot.last is not None]


def is_below(one: Finding, probability: float) -> bool:
    """Say whether a finding has a measured chance under a line."""
    return one.basis == "inferred" and kind_of(one.kind).measured and (one.score or 0.0) < probability


def choose_changes(found: Difference, chosen: Chosen) -> Difference:
    """Give the changes that a report of a choice tells: of its kinds, and of all that it is about.

    What was read since is told whole: by that a reader judges the rest.
    """
    kinds, about = chosen.choice.kinds, chosen.about

    def is_chosen(one: Change) -> bool:
        of_kind = not kinds or one.kind in kinds or one.kind in ("contact", "thing")
        return of_kind and (about is None or one.id in about or not about.isdisjoint(subjects_of(one)))

    sights = tuple(one for one in found.sights if about is None or one.id in about)
    return replace(found, changes=tuple(filter(is_chosen, found.changes)), sights=sights)


def cut_activity(data: Activity, period: Period | None, zone: ZoneInfo) -> Activity:
    """Give the months of a period; what lies outside is counted as such."""
    if period is None or not data.months:
        return data
    first, last = (
        None if at is None else f"{datetime.fromtimestamp(at / 1000, zone):%Y-%m}"
        for at in (period.first, None if period.last is None else period.last - 1)
    )
    kept = [at for at, month in enumerate(data.months) if (first or "") <= month <= (last or "9999")]
    if not kept:
        outside = data.outside + sum(row.total for row in data.rows)
        return replace(data, months=(), rows=(), outside=outside)
    begin, end = kept[0], kept[-1] + 1
    rows = [
        Row(row.name, row.id, row.counts[begin:end], (row.collected[0] - begin, row.collected[1] - begin))
        for row in data.rows
    ]
    shown = tuple(
        replace(row, collected=(max(row.collected[0], 0), min(row.collected[1], end - begin - 1)))
        for row in rows
        if row.total
    )
    outside = data.outside + sum(row.total for row in data.rows) - sum(row.total for row in shown)
    return replace(data, months=data.months[begin:end], rows=shown, outside=outside)


def show_choice(gate: "AnsweringGate", chosen: Chosen, issue: int) -> ChoiceShown:
    """Give what a choice is and what it left out, as it may be shown."""
    choice, period = chosen.choice, chosen.period
    return ChoiceShown(
        name=choice.name,
        issue=issue,
        sections=choice.sections,
        kinds=choice.kinds,
        first=moment(period.first) if period is not None and period.first is not None else None,
        last=moment(period.last - 1) if period is not None and period.last is not None else None,
        about=tuple(name_members(gate, choice.clusters)),
        watchlist=choice.watchlist,
        probability=choice.probability,
        left=chosen.left,
    )


def name_members(gate: "AnsweringGate", texts: Sequence[str]) -> Iterable[str]:
    """Yield what members are called that a choice names; one that is not in the graph as it was typed."""
    for text in texts:
        ids = forms.list_typed_ids(text)
        gate.learn(ids)
        known = next((id for id in ids if gate.label(id)), None)
        yield gate.called(text) if known is None else gate.name(known)
