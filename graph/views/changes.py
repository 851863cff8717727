"""What changed from one report to another, as values that passed the gate: what its page and its section show."""

from dataclasses import dataclass, field

from graph.answers.changes import CollectedShown, CompareAnswer, ReportNamed
from graph.views.shapes import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSeen:
    """A change as a reader meets it."""

    tag: str
    kind: str
    id: str
    says: Phrase
    lines: tuple[Phrase, ...]
    """What else there is to it, a sentence each."""
    came: str
    note: str
    """How it came, where that is not by what happened; or why it is gone."""
    reasons: tuple[tuple[str, float, Phrase], ...] = ()
    """How each changed, by how many bits, and what it says."""
    more: int = 0
    """Reasons that are not told."""
    here: bool = True
    """Whether the finding is there now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SightSeen:
    """A subject seen for the first time, again, or not any more."""

    how: str
    label: str
    says: Phrase
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """What changed from one report to another."""

    then: ReportNamed
    now: ReportNamed
    first: tuple[ChangeSeen, ...]
    """Those that a reader must know of."""
    changes: tuple[ChangeSeen, ...]
    """All, by danger and worth."""
    summary: tuple[str, ...]
    """How many of each sort, in a few words."""
    late: int
    """Changes that come from what was read late alone."""
    sights: tuple[SightSeen, ...] = ()
    collected: tuple[CollectedShown, ...] = ()
    gone: tuple[str, ...] = ()
    language: str = "en"
    """The code of the language that it is said in."""
    answer: CompareAnswer = field(repr=False)
    """The same for a command."""
