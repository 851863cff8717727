"""Watchlists: what is watched, and what came up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.answers.plain import OMITTED
from graph.answers.quotes import Quote
from graph.answers.things import Thing

WatchKind = Literal["contact", "thing", "name", "words", "pattern", "place", "cluster"]
HitStatus = Literal["open", "seen", "done"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchShown:
    """Something that is watched."""

    n: int
    """Number by which it is called."""
    kind: WatchKind
    value: str
    """As it was typed; hidden, a pseudonym."""
    who: str
    at: str
    why: str
    hits: int
    open: int
    """Hits that nobody has seen or done with."""
    first: str | None
    """Time of the first thing that answers to it."""
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchesAnswer:
    """All that is watched."""

    computed: str
    watches: tuple[WatchShown, ...]
    partial: Mapping[str, Any] | None = field(default=None, metadata=OMITTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchHitShown:
    """What one party did with what is watched, within one week."""

    id: str
    watch: int
    kind: WatchKind
    value: str
    """What is watched."""
    party: Thing
    """Who did it; of a watched cluster the cluster."""
    period: str
    """Week of the year in UTC, as ``2025-W07``; ``undated`` where no file tells the time."""
    count: int
    """How often: posts that name it, profiles that show it, names, memberships ..."""
    more: int
    """How many of these came since the hit was last told."""
    first: str | None
    last: str | None
    ways: Mapping[str, int]
    """How many links of each type say so."""
    status: HitStatus
    who: str = field(default="", metadata=OMITTED)
    """Who said that it is seen or done."""
    why: str = field(default="", metadata=OMITTED)
    new: bool
    """Whether it was never told before."""
    quotes: tuple[Quote, ...]
    """The first in time; of hits that are listed far down none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchHitsAnswer:
    """What answers to the watches: new hits first, then those that grew, then the latest."""

    computed: str
    count: int
    """Of all hits that were asked for."""
    new: int
    """How many of these are new."""
    hits: tuple[WatchHitShown, ...]
    partial: Mapping[str, Any] | None = field(default=None, metadata=OMITTED)
