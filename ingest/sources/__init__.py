"""The sources: one module an export format, and the registry that names them all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.errors import SourceError
from ingest.answers import Answers
from ingest.reach import Reach
from ingest.record import Record, Refused
from ingest.sources import table, telegram
from ingest.sources.head import Head


class Reading(Protocol):
    """Reads a file; where somebody waits, it tells the reach which file it follows."""

    def __call__(self, path: Path, answers: Answers, reach: Reach | None = None, /) -> Iterator[Record | Refused]:
        """Yield what the file says."""


@dataclass(frozen=True, slots=True)
class Source:
    """One export format: how it is recognised and read."""

    claims: Callable[[Head], bool]
    """Whether the file is in this format, by its content; never raises."""
    read: Reading
    """Yield what the file says, in its order, as it is read; what cannot be read is Refused, not raised."""
    version: int
    """Raised when the reader says something else of the same bytes; files read before are then loaded again."""
    says: str
    """The format in a few words, for the list of what was read."""


SOURCES: dict[str, Source] = {
    "telegram-desktop": Source(telegram.claims, telegram.read, telegram.VERSION, telegram.SAYS),
    "table": Source(table.claims, table.read, table.VERSION, table.SAYS),
}


def claimant(head: Head) -> str | None:
    """Name the one source that claims the file; None where none does.

    Raises SourceError where two do, naming both.
    """
    names = [name for name, source in SOURCES.items() if source.claims(head)]
    if len(names) > 1:
        raise SourceError(
            head.name,
            f"{' and '.join(names)} both claim the file",
            "one source",
            "Name the right one in sources.toml: source = ...",
        )
    return names[0] if names else None
