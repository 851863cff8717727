"""What runs read, and what the journal holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class RefusalShown:
    """A record that was refused, and kept."""

    place: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """Something that a reader noticed in a file."""

    place: str
    says: str


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """Why records of a file were refused, with the first of them."""

    count: int
    expected: str
    found: str
    place: str


@dataclass(frozen=True, slots=True)
class ShortfallShown:
    """A group, chat or writer of whom a file has far fewer posts than files of earlier runs let one expect."""

    how: Literal["same days", "exports before", "not in it"]
    """On the days that both hold, against the two exports before, or not in the file at all."""
    place: str
    name: str
    """As the file names it; empty where it does not, and where names are hidden."""
    posts: int
    expected: int
    first: str | None
    """The days that are compared."""
    last: str | None
    earlier: str
    """The file that has more."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """What came of a file that was read."""

    name: str
    sha256: str | None
    source: str
    """What read it."""
    read: Mapping[str, int]
    """Records by kind."""
    refused: int
    unread: Mapping[str, int]
    """Fields that nothing reads, with how often."""
    first_refused: tuple[RefusalShown, ...]
    noticed: tuple[NoticeShown, ...]
    reasons: tuple[ReasonShown, ...] = ()
    """Why records were refused, the most frequent reason first."""
    fewer: tuple[ShortfallShown, ...] = ()
    """Where it has far fewer posts than files before, the largest lack first."""
    fewer_of: int = 0
    """How many such places there are; those beyond the first are not listed."""


@dataclass(frozen=True, slots=True)
class FileLeft:
    """A file that was not read."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class IngestAnswer:
    """What came of an ingest."""

    run: int
    """0 where nothing could be read."""
    read: int
    """Records of all files."""
    refused: int
    files: tuple[FileRead, ...]
    known: tuple[str, ...]
    """Files whose bytes the graph had already."""
    left: tuple[FileLeft, ...]
    lost: tuple[str, ...]
    """Evidence that is not what was kept, and why."""


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry of the journal."""

    n: int
    at: str
    who: str
    act: str
    says: str
    payload: Mapping[str, Any] | None
    """Null where it was erased, and where names are hidden."""
    hash: str


@dataclass(frozen=True, slots=True)
class LogAnswer:
    """Entries of the journal, the oldest first."""

    entries: tuple[EntryShown, ...]


@dataclass(frozen=True, slots=True)
class FaultShown:
    """A place where journal, evidence, results or reports do not add up."""

    where: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class VerifyAnswer:
    """What a check of all that is kept found."""

    faults: tuple[FaultShown, ...]
    notes: tuple[str, ...]
    """What a person should be told beside."""
