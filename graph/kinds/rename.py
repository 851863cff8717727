"""Renames: which name or handle an account or group bore before another."""

from collections.abc import Collection
from typing import Any

from graph.finding import Finding
from graph.kinds.kind import Kind


def order_renames(finding: Finding, crews: Collection[str]) -> tuple[Any, ...]:
    """Put renames that are decoration last; of the others those of crews first, groups before accounts.

    Then come names before handles, late ones before early ones.
    """
    parts = finding.parts
    outside = not any(subject.id in crews for subject in finding.subjects)
    account, handle = finding.subjects[0].label != "Group", parts.get("what") == "handle"
    late = make_reverse_key(parts.get("at") or parts.get("before") or "")
    return parts.get("cosmetic", False), outside, account, handle, late


def make_reverse_key(text: str) -> tuple[int, ...]:
    """Give a key that sorts texts backwards."""
    return tuple(-ord(char) for char in text)


REASONS = {
    "rename-dated": "{node:Node} changed its {what:word} from {old:called} to {new:called} on {at:date}",
    "rename-between": "{node:Node} had the {what:word} {old:called} on {after:date}, and {new:called} on {before:date}",
    "rename-once": "{node:Node} once bore the {what:word} {old:called}[; its latest name with a date is {new:called}]",
    "rename-cosmetic": "{old:called} and {new:called} differ in decoration alone: case, marks, pictures, a number or "
    "year",
}

RENAME = Kind(
    name="rename",
    plural="renames",
    title="Renames",
    lead="Those of clusters that share contacts come first, groups before accounts, late ones before early ones; "
    "changes of decoration alone come last.",
    nothing="No change of a name or handle was found.",
    counted=("{count} change of name or handle", "{count} changes of names and handles"),
    card="Renames: an account or group bore another name",
    colours=("#c2410c", "#fb923c"),
    order=order_renames,
    happened=("at", "before"),
    headlines=(
        "{first:Node}: {old:called} became {new:called} on {at:date}",
        "{first:Node}: {old:called} became {new:called} between {after:date} and {before:date}",
        "{first:Node} once bore {old:called}",
    ),
    reasons=REASONS,
    parts={
        "old": "called",
        "new": "called",
        "at": "time",
        "after": "time",
        "before": "time",
        "cosmetic": "bool",
        "what": "word",
    },
)
