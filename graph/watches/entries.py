"""What is watched, and how far each hit is dealt with: both stand in the journal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from graph.case import Case
from graph.errors import JournalError

WatchKind = Literal["contact", "thing", "name", "words", "pattern", "place", "cluster"]
WATCH_KINDS: tuple[WatchKind, ...] = get_args(WatchKind)

HitStatus = Literal["open", "seen", "done"]
HIT_STATUSES: tuple[HitStatus, ...] = get_args(HitStatus)

WATCH, UNWATCH, MARK, LISTED = "watch", "unwatch", "mark-hit", "list-hits"
"""Acts of the journal."""

Reader = Literal["command", "report"]
"""Whoever is told of hits: each is told once that a hit is new."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Something that is watched."""

    n: int
    """Number of its entry in the journal, by which it is called."""
    at: datetime
    who: str
    kind: WatchKind
    value: str
    """As it was typed."""
    ids: tuple[str, ...]
    """Of a contact the ids that it may have, of a thing its id, of a cluster that of its finding; else empty."""
    why: str


@dataclass(frozen=True, slots=True)
class HitMark:
    """How far a hit is dealt with, and who said so."""

    status: HitStatus
    who: str
    at: datetime
    why: str


def read_watches(case: Case) -> tuple[Watch, ...]:
    """Give what is watched now, in the order in which it was entered; what was erased is watched no more."""
    found: dict[int, Watch] = {}
    for entry in case.journal.entries(WATCH, UNWATCH):
        said = entry.payload
        if said is None:
            continue
        if entry.act == UNWATCH:
            found.pop(said["watch"], None)
        else:
            found[entry.n] = Watch(
                entry.n, entry.at, entry.who, said["kind"], said["value"], tuple(said["ids"]), said["why"]
            )
    return tuple(found.values())


def read_hit_marks(case: Case) -> dict[str, HitMark]:
    """Give how far each hit is dealt with, by its id; one of which nothing was said is open."""
    found: dict[str, HitMark] = {}
    for entry in case.journal.entries(MARK):
        if (said := entry.payload) is not None:
            found[said["hit"]] = HitMark(said["status"], entry.who, entry.at, said["why"])
    return found


def read_listed(case: Case, reader: Reader) -> Mapping[str, int]:
    """Give the counts that a reader was last told of each hit, by id; where they are lost every hit is new again."""
    last: str | None = None
    for entry in case.journal.entries(LISTED):
        if entry.payload is not None and entry.payload["reader"] == reader:
            last = entry.payload["hits"]
    if last is None:
        return {}
    try:
        counts: dict[str, int] = json.loads(case.recall("hits", last))
    except JournalError:
        return {}
    return counts


def enter_listed(case: Case, reader: Reader, counts: Mapping[str, int], *, who: str) -> None:
    """Enter what a reader was told of, so that nothing is told as new twice; for a caller that holds ``writing``.

    What was told before and not now, as hits of another watch, stays told.
    """
    told = read_listed(case, reader)
    both = {**told, **counts}
    if both != told:
        digest = case.remember("hits", json.dumps(both, sort_keys=True).encode())
        case.journal.append(LISTED, {"reader": reader, "hits": digest, "count": len(counts)}, who=who)
