"""What a file cannot tell of itself, answered by people: whose zone, which countries, who captured it.

Answers are asked for once a file, stand in a ``sources.toml`` (``ingest.sections``) and in the journal, and are part
of what a file says: when they change, the file is undone and loaded again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Answers for one file; what is None was not answered, and is never guessed."""

    regions: tuple[str, ...] = ()
    """Countries that national numbers may belong to, as ``("DE", "TR")``."""
    time_zone: str | None = None
    """Of times written without an offset, as ``Europe/Berlin``."""
    exported: datetime | None = None
    """When the file was exported, where its bytes do not say; aware."""
    day_first: bool | None = None
    """Whether 03/04 is the third of April."""
    captured_by: str | None = None
    captured_how: str | None = None
    openness: str | None = None
    """Open or closed, of a group whose file does not say."""
    mapping: Mapping[str, Any] | None = None
    """Of a table: the mapping (``ingest.sources.mapping``) as plain data, whole, so that the journal has it."""
    encoding: str | None = None
    """Of a table: how its text is written, as Python names it."""
    delimiter: str | None = None
    """Of a CSV: the character between its cells."""
    header_row: int | None = None
    """Of a CSV: the line of its header."""
    source: str | None = None
    """Name of the source that must read the file, whatever claims it."""
    own: Mapping[str, Any] = field(default_factory=dict)
    """Answers that one source alone takes (``Source.takes``) and that have no field here, as JSON values."""

    def filled(self, other: "Answers") -> "Answers":
        """Give the answers with those of another where there are none."""
        gaps = [one.name for one in fields(self) if getattr(self, one.name) in (None, ())]
        return replace(self, own={**other.own, **self.own}, **{name: getattr(other, name) for name in gaps})

    def given(self, key: str) -> bool:
        """Say whether a question was answered."""
        return key in self.own or getattr(self, key, None) not in (None, ())

    def plain(self) -> dict[str, Any]:
        """Give what was answered as JSON values; ``Answers.read`` takes them back."""
        plain: dict[str, Any] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if value is None or value == () or (one.name == "own" and not value):
                continue
            if isinstance(value, tuple):
                value = list(value)
            elif isinstance(value, datetime):
                value = value.astimezone(UTC).isoformat()
            plain[one.name] = value
        return plain

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Self:
        """Take answers back from their JSON values."""
        values = dict(plain)
        if "regions" in values:
            values["regions"] = tuple(values["regions"])
        if "exported" in values:
            values["exported"] = datetime.fromisoformat(values["exported"])
        return cls(**values)
