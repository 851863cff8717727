"""What changed from one report to another, as commands and files give it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.answers.plain import OMITTED
from graph.answers.things import Thing


@dataclass(frozen=True, slots=True)
class ReportNamed:
    """A report by its number."""

    number: int
    made: str
    """When it was written."""


@dataclass(frozen=True, slots=True)
class ReasonChangeShown:
    """A reason that came, went or weighs otherwise."""

    how: str
    """new, gone, heavier or lighter."""
    says: str
    weight: float
    """Bits now; of one that is gone, what it weighed."""
    was: float
    """Bits before; 0 of a new one."""
    came: str | None
    """How its evidence came, as of a change; null of one that is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """One thing that changed."""

    what: str
    """born, back, gone, withdrawn, stronger, weaker, grown, shrunk, merged, split, dead, moved, state, judged or
    unjudged."""
    kind: str
    """The kind of finding; else contact or thing."""
    id: str
    """Of the finding; else of the contact or thing."""
    says: str
    came: str
    """new: it happened after what the earlier report had read. late: it is older, and was read since. both: some of
    either. worked-out: it follows from what had been read before. undated: nothing dates it. unknown: the earlier
    report kept no coverage."""
    why: str | None
    """Of what is gone or weaker: judged, unjudged, undone, reread, protected, version, against or below."""
    first: bool
    """Whether it is among the few that come first."""
    subjects: tuple[Thing, ...]
    score: float | None
    score_was: float | None
    confidence: str | None
    confidence_was: str | None
    joined: tuple[Thing, ...]
    """Who belongs to it now and did not."""
    joined_late: tuple[str, ...]
    """Ids of those among them that joined by what was read late alone."""
    left: tuple[Thing, ...]
    origin: tuple[str, ...]
    """Ids of findings that it came from; of one that is gone, of those that hold most of its members."""
    reasons: tuple[ReasonChangeShown, ...]
    verdict: str | None
    """Of a judgement made or taken back."""
    state: str | None
    state_at: str | None


@dataclass(frozen=True, slots=True)
class SightShown:
    """A subject seen for the first time, again after long, or not for long."""

    how: str
    """first, again or silent."""
    thing: Thing
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class CollectedShown:
    """What was read of a place since."""

    how: str
    """on: it goes on from where it ended; back: older than all that was read of it; between: within what was read;
    place: nothing of it had been read."""
    place: str
    first: str | None
    last: str | None
    count: int
    """Posts; of a type of links, links."""
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareAnswer:
    """What changed from one report to another."""

    then: ReportNamed
    now: ReportNamed
    nothing: bool
    """Whether nothing changed."""
    counts: Mapping[str, Mapping[str, int]]
    """How many changes of each sort there are, by kind."""
    late: int
    """How many of them come from what was read late alone."""
    changes: tuple[ChangeShown, ...]
    """By danger and worth."""
    sights: tuple[SightShown, ...]
    collected: tuple[CollectedShown, ...]
    gone: tuple[str, ...]
    """Files that had been read and are not any more."""
    missed: Mapping[str, Any] | None = field(default=None, metadata=OMITTED)
    """Reports that a schedule missed and that this one stands for."""
