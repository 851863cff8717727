"""Why not the next best answer: the reasons of both side by side, one sort a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.finding import Evidence, Finding, Reason


@dataclass(frozen=True, slots=True)
class Row:
    """The reasons of one sort for the answer that was given and for the next best; either may be empty."""

    key: str
    mine: tuple[Reason, ...]
    theirs: tuple[Reason, ...]


def reasons(rival: Mapping[str, Any]) -> tuple[Reason, ...]:
    """Read the reasons of a runner-up; findings of earlier runs hold their keys alone and tell none."""
    return tuple(
        Reason(one["key"], one["parts"], one["weight"], tuple(Evidence(*link) for link in one.get("evidence", ())))
        for one in rival.get("told", ())
    )


def of(finding: Finding) -> Mapping[str, Any] | None:
    """Give the runner-up of a finding, if it has one."""
    return finding.parts.get("runner_up") or None


def rows(finding: Finding) -> tuple[Row, ...]:
    """Give both lists of reasons by sort, those first that part the two most; none where the runner-up told none."""
    rival = of(finding)
    theirs = reasons(rival) if rival else ()
    if not theirs:
        return ()
    keys = dict.fromkeys(reason.key for reason in (*finding.reasons, *theirs))
    found = [Row(key, having(finding.reasons, key), having(theirs, key)) for key in keys]
    return tuple(sorted(found, key=lambda row: -abs(bits(row.mine) - bits(row.theirs))))


def having(some: Sequence[Reason], key: str) -> tuple[Reason, ...]:
    """Give the reasons of one sort."""
    return tuple(reason for reason in some if reason.key == key)


def bits(some: Sequence[Reason]) -> float:
    """Give the sum of their weights."""
    return sum(reason.weight for reason in some)
