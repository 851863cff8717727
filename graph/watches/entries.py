"""What is watched, and how far each hit is dealt with: both stand in the journal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.answers.watches import HitStatus, WatchKind
from graph.case import Case
from graph.errors import JournalError

WATCH, UNWATCH, MARK, LISTED = "watch", "unwatch", "mark-hit", "list-hits"
"""Acts of the journal."""


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
    count: int
    """How often it had come up then; what grows after that is open again."""


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
            found[said["hit"]] = HitMark(said["status"], entry.who, entry.at, said["why"], said["count"])
    return found


def read_listed(case: Case) -> dict[str, int]:
    """Give the counts that whoever asked the command was last told of each hit, by id."""
    last: str | None = None
    for entry in case.journal.entries(LISTED):
        if entry.payload is not None:
            last = entry.payload["hits"]
    return recall_counts(case, last)


def enter_listed(case: Case, counts: Mapping[str, int], *, who: str) -> None:
    """Enter what the command told, so that nothing is told as new twice; for a caller that holds ``writing``."""
    told = read_listed(case)
    if any(told.get(hit) != count for hit, count in counts.items()):
        digest = keep_counts(case, told, counts)
        case.journal.append(LISTED, {"hits": digest, "count": len(counts)}, who=who)


def keep_counts(case: Case, told: Mapping[str, int], counts: Mapping[str, int]) -> str:
    """Keep what was told of each hit, and give its digest; what was told before and not now stays told."""
    return case.remember("hits", json.dumps({**told, **counts}, sort_keys=True).encode())


def recall_counts(case: Case, digest: str | None) -> dict[str, int]:
    """Give what was told of each hit; where nothing was, or it is lost, every hit is new again."""
    try:
        counts: dict[str, int] = {} if digest is None else json.loads(case.recall("hits", digest))
    except JournalError:
        return {}
    return counts
