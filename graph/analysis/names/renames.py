"""Renames: one account or group, known by its stable id, bore another name or another handle."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from graph import forms
from graph.analysis.shared.context import Past
from graph.analysis.shared.times import format_iso
from graph.finding import Confidence, Evidence, Finding, Reason, Subject
from graph.model import Opens
from graph.snapshot import Snapshot
from graph.snapshot.sights import list_sights
from graph.snapshot.spells import Sight, Spell, fold_spells


def find_renames(snapshot: Snapshot, past: Past) -> Iterator[Finding]:
    """Yield every change of name, then of handle, by subject and time; x to y to x are two.

    Read from files by stable id, so the score is 1. ``at`` is the moment of the change where a file dates
    it; else it lies after ``after``, the last sight of the old name, and not after ``before``, the first of
    the new. A name that files give without dates is one that the subject "once bore": ``new`` is then
    the latest name that is dated, None where none is. Without a known old name nothing is claimed.

    The key is subject, name or handle, old, new, and which time this change is, counted among equal ones:
    the moment itself would move when a file with an earlier sight is added.
    """
    del past  # what files say of one id needs no judgement
    yield from list_changes(snapshot, snapshot.attested(), "name")
    yield from list_changes(snapshot, fold_handle_spells(snapshot), "handle")


def list_changes(snapshot: Snapshot, spells: Sequence[Spell], what: str) -> Iterator[Finding]:
    """Yield the changes between the spells of each subject; they come by subject and begin."""
    for _, group in groupby(spells, key=lambda spell: spell.subject):
        borne = list(group)
        dated = [spell for spell in borne if spell.end is not None]
        times: Counter[tuple[str, str]] = Counter()
        for old, new in pairwise(dated):
            times[old.name, new.name] += 1
            yield make_change(snapshot, old, new, what, times[old.name, new.name])
        if what == "name" and len(borne) > 1:
            now = dated[-1].name if dated else None
            yield from (make_undated_name(snapshot, spell, now) for spell in borne[len(dated) :])


def make_change(snapshot: Snapshot, old: Spell, new: Spell, what: str, time: int) -> Finding:
    """Give one change, dated by a file or between two sightings."""
    at = date_change(old, new)
    parts: dict[str, Any] = {"old": old.name, "new": new.name, "at": format_iso(at), "after": format_iso(old.end)}
    parts |= {"before": format_iso(new.begin), "cosmetic": is_decoration(old.name, new.name), "what": what}
    dates = ("at",) if at is not None else ("after", "before")
    key = "rename-dated" if at is not None else "rename-between"
    evidence = (*old.evidence, *new.evidence)
    return make_rename(snapshot, old.subject, (what, old.name, new.name, str(time)), key, dates, parts, evidence)


def make_undated_name(snapshot: Snapshot, spell: Spell, now: str | None) -> Finding:
    """Give a name that was borne at a time nobody tells."""
    parts: dict[str, Any] = {"old": spell.name, "new": now, "at": None, "after": None, "before": None}
    alike = now is not None and is_decoration(spell.name, now)
    parts |= {"cosmetic": alike, "what": "name"}
    return make_rename(snapshot, spell.subject, ("once", spell.name), "rename-once", (), parts, spell.evidence)


def make_rename(
    snapshot: Snapshot,
    subject: str,
    key: tuple[str, ...],
    says: str,
    dates: tuple[str, ...],
    parts: Mapping[str, Any],
    evidence: tuple[Evidence, ...],
) -> Finding:
    """Give a finding of one reason."""
    told = {"node": subject} | {name: parts[name] for name in ("old", "new", "what", *dates)}
    sure: dict[str, Confidence] = {"rename-dated": "strong", "rename-between": "fair", "rename-once": "weak"}
    reasons = [Reason(says, told, 0.0, evidence)]
    if parts["cosmetic"]:
        reasons.append(Reason("rename-cosmetic", {"old": parts["old"], "new": parts["new"]}, 0.0, evidence))
    about = (Subject(subject, snapshot.label_of(subject)),)
    return Finding("rename", (subject, *key), about, tuple(reasons), "observed", sure[says], 1.0, parts)


def is_decoration(old: str, new: str) -> bool:
    """Say whether two names are one but for case, marks and pictures, or for a year, season or number beside words."""
    keys = [forms.name_key(name) for name in (old, new)]
    bare = [" ".join(word for word in key.split() if not any(map(str.isdigit, word))) for key in keys]
    return keys[0] == keys[1] or (bare[0] == bare[1] and bool(bare[0]))


def date_change(old: Spell, new: Spell) -> int | None:
    """Give the moment of a change where a file dates it: when the new one began, or the old one ended."""
    if new.exact_begin:
        return new.begin
    return old.end if old.exact_end else None


def fold_handle_spells(snapshot: Snapshot) -> list[Spell]:
    """Give which handle each account or group had when, in the order of spells of names.

    Handles that one holder is seen with at one and the same moment stand side by side: between those there
    is no change, and neither is told. The id of a handle is its name here.
    """
    import pyarrow as pa

    opens = snapshot.sightings(Opens)
    of_handles = [snapshot.labels[number] == "Handle" for number in opens["start"].to_pylist()]
    held = opens.filter(pa.array(of_handles, pa.bool_()))
    turned = held.rename_columns([{"start": "end", "end": "start"}.get(name, name) for name in held.column_names])
    seen = (reverse_handle_sight(sight) for sight in list_sights(turned, Opens, snapshot.ids, {}))
    kept: list[Sight] = []
    for _, group in groupby(seen, key=lambda sight: sight.subject):
        every = list(group)
        beside: set[str] = set()
        moments: dict[int | None, str] = {}
        for sight in every:
            if sight.starts or sight.ends:
                continue  # one ends where the next begins: that is no side by side
            other = moments.setdefault(sight.at, sight.name)
            if sight.at is not None and other != sight.name:
                beside |= {other, sight.name}
        kept += [sight for sight in every if sight.name not in beside]
    return list(fold_spells(kept))


def reverse_handle_sight(sight: Sight) -> Sight:
    """Give a sight of a handle by its holder with the address of its link, which runs from the handle."""
    link = sight.evidence
    return sight._replace(evidence=link._replace(start=link.end, end=link.start))
