"""What commands answer that no gate is asked for: acts on a case, a dry run, made-up worlds and their scores."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.answers.plain import OMITTED
from graph.answers.records import FileLeft, NoticeShown


@dataclass(frozen=True, slots=True)
class InitAnswer:
    """A case that was started."""

    case: str
    name: str
    profile: str


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something that a file cannot tell of itself."""

    key: str
    add: str
    """The line that answers it, and where it goes."""
    why: str
    files: tuple[str, ...]
    """Which files wait for it."""


@dataclass(frozen=True, slots=True)
class FileRehearsed:
    """What would come of a file."""

    name: str
    source: str
    read: Mapping[str, int]
    """Records by kind."""
    refused: int
    reasons: tuple[tuple[int, str], ...]
    """Why records would be refused, and how many, the commonest first."""
    rows: tuple[tuple[str, str, str], ...]
    """The first rows of a table: place, kind of record, and the record as it would load."""
    noticed: tuple[NoticeShown, ...]
    unread: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DryRunAnswer:
    """What an ingest would do."""

    open: tuple[OpenQuestion, ...]
    files: tuple[FileRehearsed, ...]
    left: tuple[FileLeft, ...]
    draft: str
    """A sources.toml with the lines to add; empty where names are hidden."""


@dataclass(frozen=True, slots=True)
class RunStays:
    """Another run that has read files of a run too, so that these stay in the graph."""

    run: int
    files: int


@dataclass(frozen=True, slots=True)
class UndoAnswer:
    """A run that was taken back."""

    run: int
    undone: bool
    already: bool
    """Whether it was taken back before."""
    went_on: bool
    """Whether that had been broken off, and is complete now."""
    files: int
    """Files of the run."""
    stay: tuple[RunStays, ...]


@dataclass(frozen=True, slots=True)
class RebuildAnswer:
    """The graph made anew."""

    files: int
    lost: tuple[str, ...]
    """Evidence that is not what was kept, and why."""
    equal: bool | None
    """Whether the graph equals the one before; null where nobody asked, or it could not be read."""


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """A report that was written."""

    report: str
    network: str
    forms: tuple[str, ...] = ()
    """Files of other forms beside it, where they were asked for."""


@dataclass(frozen=True, slots=True)
class RunShown:
    """What came of a report that was due."""

    report: str
    """The name of its schedule."""
    due: str
    """When."""
    page: str | None
    """Where it stands; null where it was not made."""
    missed: int
    """Reports before it that were missed and that it stands for."""
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextShown:
    """When a report is due next."""

    report: str
    at: str


@dataclass(frozen=True, slots=True)
class ScheduleAnswer:
    """What was due, and what comes next."""

    done: tuple[RunShown, ...]
    undelivered: tuple[str, ...]
    """What could not be delivered or mailed, and why, and whether it is tried again."""
    next: tuple[NextShown, ...]


@dataclass(frozen=True, slots=True)
class DemoAnswer:
    """The demo: its report, and how its findings did against what was planted."""

    report: str
    network: str
    kinds: tuple[Mapping[str, Any], ...]
    """A kind each: planted, found, right, missed, false_leads, precision, recall."""
    checks: tuple[Mapping[str, Any], ...]
    """A bar each: name, holds, detail."""


@dataclass(frozen=True, slots=True)
class WorldAnswer:
    """A made-up world that was written."""

    case: str
    """The folder of its files."""
    truth: str
    """The file that tells what is true of it."""
    world: str
    seed: int
    size: int | None = field(default=None, metadata=OMITTED)
    """Accounts; left out of the sample."""
    posts: int | None = field(default=None, metadata=OMITTED)


@dataclass(frozen=True, slots=True)
class ScoreAnswer:
    """How the last findings of a case did against the truth of its world."""

    world: str
    seed: int
    size: int
    kinds: Mapping[str, Mapping[str, Any]]
    """Measures of each kind of finding; docs/worlds.md says what each is."""
    naive: Mapping[str, Mapping[str, Any]]
    """Those of naive readers, where the raw facts of the world lie beside its truth."""
