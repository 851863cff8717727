"""Outreach: the fewest groups in which most people can be told something; groups are named, people never."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.answers.plain import OMITTED
from graph.answers.things import Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachGroup:
    """A group of a set."""

    group: Thing
    people: int
    """Known people of the scope who are in it or write there, rounded to fives."""
    listed: bool
    """Whether a list of its members was read. Of another only those are known who came, ran it or wrote."""
    core_of: str = field(default="", metadata=OMITTED)
    """The cluster in whose core it is: who runs it can delete a warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachSet:
    """The best set of so many groups. A share is told in steps of at least five people, and of a hundredth."""

    groups: tuple[OutreachGroup, ...]
    """Those with most people first."""
    reached: float
    """Share of the known people who are in one of them or write there."""
    low: float
    """Low end of the 95 % range of the share among people like those who are known."""
    high: float
    passed_on: float
    """Mean of 1/d over the known people: d is 1 in one of these groups, and one more with each group told on from
    there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachShown:
    """What it takes to reach the people of a scope. Those in the core of a cluster are not among them: they offer."""

    scope: Literal["case", "platform", "cluster"]
    name: str = field(default="", metadata=OMITTED)
    """Of the platform or cluster."""
    finding: str = field(default="", metadata=OMITTED)
    """Id of the cluster's finding."""
    people: int
    """Known people, rounded to fives."""
    groups: int
    """Groups that could be chosen: not dark, and with five of the people or more."""
    dark: int
    """Groups with as many that went dark."""
    enough: bool
    """Whether the last set reaches the share that was asked for."""
    sets: tuple[OutreachSet, ...]
    """The best set of one group, of two and so on; the last reaches most people, or no group more adds five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachAnswer:
    """Sets of groups by scope: the case, platforms where there are several, the largest clusters."""

    computed: str
    share: float
    """The share of the people that is to be reached."""
    scopes: tuple[OutreachShown, ...]
    """None with fewer than 20 people."""
    partial: Mapping[str, Any] | None = field(default=None, metadata=OMITTED)
