"""Reuse: a name or handle that passed from one account or group to another."""

from collections.abc import Collection
from typing import Any

from graph.finding import Finding
from graph.kinds.kind import Kind


def order_reuses(finding: Finding, crews: Collection[str]) -> tuple[Any, ...]:
    """Put names and handles that passed on in a crew first."""
    return (not any(subject.id in crews for subject in finding.subjects),)


REASONS = {
    "name-given-up": "{node:Node} bore {name:name}[ until {after:date}][ and no more from {before:date}]",
    "name-left": "{node:Node} bore {name:name} and gives no sign of life after {after:date}",
    "name-taken": "{node:Node} took {name:name}[ by {before:date}]",
    "name-bearers": "{name:name} was borne by {bearers:int} of {of:int} accounts and groups",
    "names-exchanged": "{name:name} and {other:name} were exchanged within {days:days}",
    "handle-given-up": "{node:Node} held {handle:Handle}[ until {after:date}]",
    "handle-taken": "{node:Node} holds {handle:Handle}[ from {before:date}]",
    "not-the-same-account": "{old:Node} and {new:Node} are two: a name or handle passed on joins nobody",
}

REUSE = Kind(
    name="reuse",
    plural="reuse",
    title="Names and handles passed on",
    short="Passed on",
    lead="A name or handle passed from one to another. They are two: a name that is passed on joins nobody.",
    nothing="No name or handle that passed from one to another was found.",
    counted=("{count} name or handle passed on", "{count} names and handles passed on"),
    card="Reuse: a name or handle passed from one to another",
    colours=("#a16207", "#facc15"),
    sought="names and handles passed on",
    order=order_reuses,
    happened=("taken",),
    headlines=(
        "{value:called} and {other:called} changed places between {first:Node} and {last:Node}[ on {taken:date}]",
        "{value:called} passed from {first:Node} to {last:Node}[ by {taken:date}]: not the same account",
    ),
    reasons=REASONS,
    parts={"kind": "word", "value": "called", "other": "called", "freed": "time", "taken": "time"},
)
