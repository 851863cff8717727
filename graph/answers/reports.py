"""A report as data: what its page says, as values for other programs; ``report.json`` and the tables hold it.

Everything in it has passed the gate. Times are ISO text in UTC; ids are as they may be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.answers.changes import CompareAnswer
from graph.answers.collected import PlaceShown
from graph.answers.findings import JudgementShown
from graph.answers.outreach import OutreachShown
from graph.answers.records import FileLeft, NoticeShown, RefusalShown
from graph.answers.things import Thing
from graph.answers.watches import WatchHitShown


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """What this is: of which case, by whose program, when."""

    notice: str
    """What a lead is, and is not."""
    case: str
    purpose: str
    legal_basis: str
    profile: str
    zone: str
    """Time zone of the case; times in here are in UTC."""
    language: str
    number: int
    """Of the report in its case."""
    made: str
    computed: str | None
    """When the analyses ran; null where none has run."""
    hidden: bool
    """Whether pseudonyms stand in the place of names and numbers."""
    counts: Mapping[str, int]
    """Nodes of the case by label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonTold:
    """A reason of a finding in words."""

    says: str
    weight: float
    """Doublings of the odds for (above 0) or against (below 0); 0 where a fact is only told."""
    links: int
    """How many links of evidence it has; ``liaisons show ID`` opens them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingTold:
    """A finding of the last run in words."""

    id: str
    kind: str
    says: str
    basis: Literal["observed", "inferred"]
    score: float | None
    """1 where it was observed, the stability of a cluster, else a plausibility or chance; null where there is none."""
    chance: float | None
    """The share of such leads that were true, where that was measured and holds for this case."""
    confidence: Literal["weak", "fair", "strong"]
    """How much evidence there is."""
    bits: float
    """The sum of the weights of its reasons."""
    first: str | None
    """When it begins, as far as it is dated."""
    last: str | None
    subjects: tuple[Thing, ...]
    reasons: tuple[ReasonTold, ...]
    notes: tuple[str, ...]
    """What else a reader must know."""
    judgement: JudgementShown | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTold:
    """A file that was read."""

    name: str
    sha256: str
    reader: str
    records: int
    refused: int
    first_refused: tuple[RefusalShown, ...]
    noticed: tuple[NoticeShown, ...]
    exported: str | None
    """When it was exported, where it or sources.toml tells it."""
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapTold:
    """A time of which nothing was collected, though more came before or after."""

    what: str
    begin: str
    end: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTold:
    """How many posts of a group or page a month has, or how many contacts were first seen in it."""

    of: Literal["posts", "contacts"]
    name: str
    month: str
    count: int
    collected: bool
    """Whether files can tell of that month; where they cannot, 0 is no silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalTold:
    """A day of a curve of survival; a curve that is too few to say has one row without a day."""

    what: str
    split: str
    part: str
    count: int
    ended: int
    removed: int
    median: int | None
    median_low: int | None
    median_high: int | None
    days: int | None
    share: float | None
    low: float | None
    high: float | None
    followed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDocument:
    """All of a report: every finding, also those for which its page has no room."""

    head: ReportHead
    findings: tuple[FindingTold, ...]
    """By id."""
    changes: CompareAnswer | None
    """What changed since an earlier report; null where there is none."""
    hits: tuple[WatchHitShown, ...]
    """What answers to what is watched and nobody is done with."""
    outreach: tuple[OutreachShown, ...]
    """The fewest groups that reach most people."""
    places: tuple[PlaceShown, ...]
    """What was read of each group."""
    files: tuple[FileTold, ...]
    not_read: tuple[FileLeft, ...]
    gaps: tuple[GapTold, ...]
    months: tuple[MonthTold, ...]
    survival: tuple[SurvivalTold, ...]
