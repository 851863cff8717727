"""Reuse: a name or handle passed from one account or group to another, which makes them no one account."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import log2
from typing import Any

from graph import forms
from graph.analysis.names.renames import date_change
from graph.analysis.shared.context import Past
from graph.analysis.shared.lifetimes import looked_at
from graph.analysis.shared.times import DAY, format_iso
from graph.finding import Confidence, Evidence, Finding, Reason, Subject
from graph.model import Checked
from graph.snapshot import Snapshot, Spell

SWAP = 7 * DAY
"""Time within which two exchange their names."""

LAPSE = 120 * DAY
"""Time after which a name that nobody bore is found anew and not passed on: planted ones were taken within 80 days on
worlds of four families, and the same name by chance after 160 and more."""

FEW = 16
"""Least number of bearers of names that rarity is measured among."""

CLOSED = ("removed", "private")
"""States in which nobody finds a group any more."""

FOREVER = 1 << 62


@dataclass(frozen=True, slots=True)
class Tenure:
    """A name, whatever its decoration, as one subject bore it; neighbouring spells of one key are one."""

    subject: str
    key: str
    name: str
    begin: int
    """First sight, or the moment of the change."""
    since: int | None
    """When it was last known to bear another name: it took this one not before; None where that is not known."""
    end: int
    """Last sight, or the moment of the change."""
    taken: str
    """How it is known that the subject did not bear it before: renamed, or made with it; empty where it is not."""
    group: bool
    """Whether the subject is a group: the name of one is taken on other platforms too."""
    gone: int | None
    """When it is first known to bear it no more; None where it may bear it still."""
    ended: bool
    """Whether that is the end of the group and no other name."""
    dated: tuple[bool, bool]
    """Whether a file dates the taking, and the giving up."""
    after: str
    """Key of the name borne next, empty where there is none."""
    evidence: tuple[Evidence, ...]
    followed_by: tuple[Evidence, ...]
    """The links of the name borne next."""

    @property
    def platform(self) -> str:
        """Give where the subject lives."""
        return self.subject.partition(":")[0]

    @property
    def leaving(self) -> tuple[int, int]:
        """Give the moments between which the name was given up."""
        gone = FOREVER if self.gone is None else self.gone
        return (gone if self.dated[1] else self.end), gone


def find_reuses(snapshot: Snapshot, past: Past) -> Iterator[Finding]:
    """Yield swaps, freed names and freed handles, old bearer before new; read from files, so the score is 1.

    *Swap*: two on one platform exchange names within 7 days, or may have as far as sightings date it; the
    old bearer is who changed first. *Freed name*: a name left one and another took it, on the same platform, or
    on any where both are groups. Claimed only where the first was known without it by the time the second was
    first known with it, where the second is known to have borne another before or to have been made with it,
    where it took it within 120 days, and where nobody else bears it meanwhile: people who share a common name free
    nothing. The name of a group that ended is free from its
    last sign of life on (``ended``): claimed only where a group that bore another name takes it, since one that is
    made with it may be its successor. Of several former bearers the last counts. Names are compared without
    decoration; undated ones have no order and pass to nobody. *Freed handle*: two held one handle in turn.

    The key is kind, both subjects, the name or handle, and which time it is, counted among equal ones.
    """
    named: dict[str, list[Tenure]] = {}
    ends = find_ended_groups(snapshot)
    for subject, group in groupby(snapshot.attested(), key=lambda spell: spell.subject):
        for tenure in list_tenures(list(group), snapshot.label_of(subject) == "Group", ends.get(subject)):
            named.setdefault(tenure.key, []).append(tenure)
    everybody = {tenure.subject for alike in named.values() for tenure in alike}
    swapped = find_swaps(named)
    halves = {(one.subject, other.subject, one.key, one.begin) for pair in swapped for one, other in (pair, pair[::-1])}
    yield from number_reuses(snapshot, "swap", ((*pair, of_swap(pair)) for pair in swapped))
    yield from number_reuses(snapshot, "freed-name", freed_names(named, halves, max(len(everybody), FEW)))
    for handle, group in groupby(snapshot.tenures(), key=lambda spell: spell.subject):
        if handle not in past.protected:  # it is shared by design, and says nothing of who holds it
            yield from handed_on(snapshot, handle, list(group))


def list_tenures(spells: Sequence[Spell], group: bool, ended: int | None) -> Iterator[Tenure]:
    """Yield the names of one subject by key, in time; ``ended`` is the end of a group that ended."""
    dated = [spell for spell in spells if spell.begin is not None and forms.name_key(spell.name)]
    runs = [list(run) for _, run in groupby(dated, key=lambda spell: forms.name_key(spell.name))]
    for before, run, after in zip([None, *runs], runs, [*runs[1:], None], strict=False):
        first, last = run[0], run[-1]
        at = date_change(last, after[0]) if after else last.end if last.exact_end else None
        gone = at if at is not None or not after else after[0].begin
        yield Tenure(
            first.subject,
            forms.name_key(first.name),
            last.name,
            first.begin or 0,
            first.begin if first.exact_begin else first.after,
            last.end or 0,
            "renamed" if before is not None else "made" if first.exact_begin else "",
            group,
            ended if gone is None else gone,
            gone is None and ended is not None,
            (first.exact_begin, at is not None),
            forms.name_key(after[0].name) if after else "",
            tuple(dict.fromkeys(evidence for spell in run for evidence in spell.evidence)),
            after[0].evidence if after else (),
        )


def find_ended_groups(snapshot: Snapshot) -> dict[str, int]:
    """Give the last sign of life of groups that were found removed or private, or were looked at 120 days after it.

    What else the case holds of that time says nothing of a group that nobody looked at any more.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    last: dict[str, int] = {}
    for spell in snapshot.spells():
        if spell.end is not None and snapshot.label_of(spell.subject) == "Group":
            last[spell.subject] = spell.end
    wrote = snapshot.writers()
    for chat, at in zip(wrote["chat"].to_pylist(), wrote["last_seen"].to_pylist(), strict=True):
        id = snapshot.ids[chat]
        if at is not None and id in last:
            last[id] = max(last[id], at)
    checked = snapshot.table(Checked)
    closed = checked.filter(pc.is_in(checked["state"], value_set=pa.array(CLOSED)))["start"].to_pylist()
    over = {snapshot.ids[number] for number in closed}
    looked = looked_at(snapshot, {snapshot.number[id] for id in last})
    return {id: at for id, at in last.items() if id in over or looked.get(snapshot.number[id], at) - at > LAPSE}


def find_swaps(named: Mapping[str, Sequence[Tenure]]) -> list[tuple[Tenure, Tenure]]:
    """Give pairs of tenures whose bearers took each other's name, who changed first before the other."""
    near: list[tuple[int, int, str, str, Tenure, Tenure]] = []
    for _, alike in sorted(named.items()):
        for one in alike:
            for other in named.get(one.after, ()):
                if other.after == one.key and one.subject < other.subject and one.platform == other.platform:
                    (a, b), (c, d) = one.leaving, other.leaving
                    apart = max(0, c - b, a - d)
                    if apart <= SWAP:
                        near.append((apart, abs(a - c) + abs(b - d), one.subject, other.subject, one, other))
    found: list[tuple[Tenure, Tenure]] = []
    paired: set[tuple[str, str, int]] = set()
    for *_, one, other in sorted(near, key=lambda row: (*row[:4], row[4].begin, row[5].begin)):
        ends = {(tenure.subject, tenure.key, tenure.begin) for tenure in (one, other)}
        if not ends & paired:
            paired |= ends
            first, second = sorted((one, other), key=lambda tenure: (*tenure.leaving[::-1], tenure.subject))
            found.append((first, second))
    return sorted(found, key=lambda pair: (pair[0].subject, pair[1].subject, pair[0].begin))


def freed_names(
    named: Mapping[str, Sequence[Tenure]], halves: set[tuple[str, str, str, int]], of: int
) -> Iterator[tuple[Tenure, Tenure, list[Reason]]]:
    """Yield who gave a name up and who took it, the halves of swaps left out."""
    for _, alike in sorted(named.items()):
        count = len({tenure.subject for tenure in alike})
        if count > 1:
            for new in sorted(alike, key=lambda tenure: (tenure.begin, tenure.subject)):
                old = find_former_bearer(alike, new)
                if old is not None and (old.subject, new.subject, old.key, old.begin) not in halves:
                    told = {"name": new.name, "bearers": count, "of": of}
                    evidence = (*old.evidence, *new.evidence)
                    yield old, new, [Reason("name-bearers", told, log2(of / count), evidence)]


def find_former_bearer(alike: Sequence[Tenure], new: Tenure) -> Tenure | None:
    """Give the tenure from which a name passed to a new bearer; None where it was not free, or not taken."""
    beside = [one for one in alike if one.platform == new.platform or (one.group and new.group)]
    gone = [one for one in beside if one.gone is not None and one.gone <= new.begin]
    if not new.taken or not gone:
        return None
    old = max(gone, key=lambda one: (one.leaving[1], one.begin, one.subject))
    lain = (new.begin if new.since is None else new.since) - old.leaving[1]
    if old.subject == new.subject or lain > LAPSE:
        return None
    if new.taken == "made" and (old.ended or widens_name(old.key, old.after)):
        return None
    if old.ended and len({one.subject for one in alike}) > 2:
        return None
    for third in beside:
        until = FOREVER if third.gone is None else third.leaving[0]
        if third not in (old, new) and third.begin <= new.begin and until > old.leaving[1]:
            return None
    return old


def widens_name(key: str, other: str) -> bool:
    """Say whether another name holds this one and adds words to it."""
    return f" {key} " in f" {other} "


def of_swap(pair: tuple[Tenure, Tenure]) -> list[Reason]:
    """Give how far apart the two changes are at least."""
    (a, b), (c, d) = (tenure.leaving for tenure in pair)
    days = round(max(0, c - b, a - d) / DAY, 1)
    evidence = (*pair[0].evidence, *pair[1].evidence)
    return [Reason("names-exchanged", {"name": pair[0].name, "other": pair[1].name, "days": days}, 0.0, evidence)]


def number_reuses(
    snapshot: Snapshot, kind: str, passed: Iterable[tuple[Tenure, Tenure, list[Reason]]]
) -> Iterator[Finding]:
    """Yield findings of names that passed, each with its place among equal ones in its key."""
    times: Counter[tuple[str, ...]] = Counter()
    for old, new, more in passed:
        pair = (kind, old.subject, new.subject, old.key)
        times[pair] += 1
        # of a swap, ``new`` is how the other bore its own name: it took this one when it gave that up
        swap = kind == "swap"
        taken, dated, evidence = (
            (new.gone, new.dated[1], new.followed_by) if swap else (new.begin, new.dated[0], new.evidence)
        )
        parts: dict[str, Any] = {
            "kind": kind,
            "value": old.name,
            "freed": format_iso(old.gone),
            "taken": format_iso(taken),
        }
        parts |= {"other": new.name} if swap else {}
        given = {"node": old.subject, "name": old.name, "after": format_iso(old.end), "before": format_iso(old.gone)}
        reasons = [
            Reason(
                "name-left", {"node": old.subject, "name": old.name, "after": format_iso(old.gone)}, 0.0, old.evidence
            )
            if old.ended
            else Reason("name-given-up", given, 0.0, (*old.evidence, *old.followed_by)),
            Reason("name-taken", {"node": new.subject, "name": old.name, "before": format_iso(taken)}, 0.0, evidence),
            *more,
        ]
        sure: Confidence = "strong" if old.dated[1] and dated else "fair"
        yield make_reuse(snapshot, (*pair, str(times[pair])), (old.subject, new.subject), reasons, parts, sure)


def handed_on(snapshot: Snapshot, handle: str, held: Sequence[Spell]) -> Iterator[Finding]:
    """Yield each passing of a handle from one holder to the next; without dates nobody knows who was first."""
    dated = [spell for spell in held if spell.begin is not None]
    undated = [spell for spell in held if spell.begin is None]
    pairs = [*pairwise(dated), *((old, (dated or undated)[0]) for old in undated[not dated :])]
    times: Counter[tuple[str, str]] = Counter()
    for old, new in pairs:
        times[old.name, new.name] += 1
        known = old.end is not None
        freed = format_iso(old.end) if old.exact_end else None
        taken = format_iso(new.begin) if known else None
        parts = {"kind": "freed-handle", "value": handle, "freed": freed, "taken": taken}
        given = {"node": old.name, "handle": handle, "after": format_iso(old.end), "before": freed}
        reasons = [
            Reason("handle-given-up", given, 0.0, old.evidence),
            Reason("handle-taken", {"node": new.name, "handle": handle, "before": taken}, 0.0, new.evidence),
        ]
        key = ("freed-handle", old.name, new.name, handle, str(times[old.name, new.name]))
        yield make_reuse(snapshot, key, (old.name, new.name), reasons, parts, "fair" if known else "weak")


def make_reuse(
    snapshot: Snapshot,
    key: tuple[str, ...],
    pair: tuple[str, str],
    reasons: Sequence[Reason],
    parts: Mapping[str, Any],
    confidence: Confidence,
) -> Finding:
    """Give a finding that two are not one account, for all that a name or handle says."""
    evidence = tuple(dict.fromkeys(evidence for reason in reasons for evidence in reason.evidence))
    apart = Reason("not-the-same-account", {"old": pair[0], "new": pair[1]}, 0.0, evidence)
    about = tuple(Subject(id, snapshot.label_of(id)) for id in pair)
    return Finding("reuse", key, about, (*reasons, apart), "observed", confidence, 1.0, parts)
