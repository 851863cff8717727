"""The ledger of collection: what was read of each group, chat and writer, and what was not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.answers.plain import OMITTED
from graph.answers.things import Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanShown:
    """What one file holds of a place."""

    file: str
    sha256: str
    reader: str
    """What read it, as ``telegram``."""
    mapping: str = field(default="", metadata=OMITTED)
    """By which a table was read."""
    captured_by: str = field(default="", metadata=OMITTED)
    captured_how: str = field(default="", metadata=OMITTED)
    exported: str | None
    posts: int
    undated: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class MissingShown:
    """A time of which a place has no post, longer than it is used to."""

    begin: str
    """Its last post before."""
    end: str
    """Its first post after."""
    days: int
    within: bool
    """Whether one file has posts of both sides: silence, deleted posts, or a capture that took some alone. Else the
    time lies between files, and nobody read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceShown:
    """What all files hold of a place."""

    place: Thing
    """A group, a chat, or who wrote posts that stand in neither."""
    posts: int
    """Each once, however many files hold it."""
    undated: int
    first: str | None
    last: str | None
    usual_days: float | None
    """Usual days between days with posts; null where there are not two."""
    read_until: str | None
    """When the newest file that holds posts of it was exported, where a file or sources.toml tells it."""
    files: tuple[SpanShown, ...]
    gaps: tuple[MissingShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectedAnswer:
    """The ledger: places with most posts first."""

    computed: str
    places: tuple[PlaceShown, ...]
    scope: Mapping[str, Any]
    """What is to be collected, and what is knowingly not, as case.toml says."""
    partial: Mapping[str, Any] | None = field(default=None, metadata=OMITTED)
