"""Nodes as they are shown: a thing by what it is called, what a search found, and all that is told of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.answers.plain import OMITTED, omitted_with
from graph.answers.quotes import Quote

if TYPE_CHECKING:
    from graph.answers.findings import FindingsAnswer


@dataclass(frozen=True, slots=True)
class Thing:
    """A node by what it is called."""

    id: str
    """As it may be shown: hidden, a pseudonym."""
    label: str
    """Account, Group, Phone, Handle ..."""
    name: str
    state: str = field(default="", metadata=OMITTED)
    """removed, flagged or private; left out where it is not."""
    state_at: str | None = field(default=None, metadata=omitted_with("state"))
    """When it was seen so."""
    mark: str = field(default="", metadata=OMITTED)
    """Of a contact that is widely shared or protected: what is told of it wherever it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HitShown:
    """What a search found."""

    id: str
    label: str
    """Finding, where a finding answers."""
    name: str
    """What it is called; of a finding its headline."""
    matched: str
    """What of it answers: ``id``, ``pseudonym``, or a name, handle or number."""
    state: str = field(default="", metadata=OMITTED)
    state_at: str | None = field(default=None, metadata=omitted_with("state"))
    mark: str = field(default="", metadata=OMITTED)


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A list about a node: its names, contacts, groups, files."""

    key: str
    title: str
    columns: tuple[tuple[str, str], ...]
    """Name and meaning of each column; beside the id of a node stands ``NAME_name``, what it is called."""
    count: int
    """Of all rows; at most 100 are here."""
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityShown:
    """A node with all that is told of it."""

    id: str
    label: str
    name: str
    state: str = field(default="", metadata=OMITTED)
    state_at: str | None = field(default=None, metadata=omitted_with("state"))
    mark: str = field(default="", metadata=OMITTED)
    platform: str = field(default="", metadata=OMITTED)
    """Of an account or group."""
    sha256: str = field(default="", metadata=OMITTED)
    """Of a file."""
    sections: tuple[SectionShown, ...] = ()
    quotes: tuple[Quote, ...] = ()
    """The latest posts of it, or that name it."""
    findings: "FindingsAnswer"
    """The findings of the last run that are about it."""
    alike: tuple[HitShown, ...] = ()
    """Things whose names sound like what was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityAnswer:
    """One thing, as ``show`` answers where one was meant."""

    computed: str
    since: Mapping[str, int]
    entity: EntityShown
    partial: Mapping[str, Any] | None = field(default=None, metadata=OMITTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class HitsAnswer:
    """The several things that ``show`` was asked for."""

    computed: str
    since: Mapping[str, int]
    count: int
    """Of all; at most 100 are here."""
    rows: tuple[HitShown, ...]
    partial: Mapping[str, Any] | None = field(default=None, metadata=OMITTED)
