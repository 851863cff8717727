"""Which changes come first: by danger and worth, what happened before what was only read late."""

from collections.abc import Iterable
from typing import Any

from graph.difference.changes import Change
from graph.difference.newness import Came

WORTH: tuple[tuple[str, str], ...] = (
    ("born", "succession"),
    ("merged", "cluster"),
    ("moved", "contact"),
    ("born", "cluster"),
    ("born", "alias"),
    ("back", "alias"),
    ("stronger", "succession"),
    ("grown", "cluster"),
    ("split", "cluster"),
    ("state", "thing"),
    ("stronger", "alias"),
    ("gone", "succession"),
    ("gone", "cluster"),
    ("gone", "alias"),
    ("withdrawn", "alias"),
    ("weaker", "succession"),
    ("weaker", "alias"),
    ("born", "handoff"),
    ("dead", "handoff"),
    ("born", "reuse"),
    ("born", "rename"),
    ("shrunk", "cluster"),
    ("grown", "handoff"),
)
"""What a reader must know first; anything else comes after, by what it is."""

LAST: tuple[str, ...] = ("judged", "unjudged")
"""What readers did themselves."""

CAME: tuple[Came, ...] = ("new", "both", "unknown", "worked-out", "undated", "late")

FIRST = 10
OF_A_SORT = 3
"""Of one change of one kind at most so many come first."""


def rank_change(change: Change) -> tuple[Any, ...]:
    """Give the place of a change among others."""
    one = change.finding
    parts = {} if one is None else one.parts
    sort = change.what, change.kind
    size = len(change.joined) + len(change.left)
    return (
        change.what in LAST,
        bool(parts.get("audience")) or bool(parts.get("cosmetic")),
        CAME.index(change.came),
        WORTH.index(sort) if sort in WORTH else len(WORTH),
        *sort,
        -(one.score or 0.0) if one is not None else 0.0,
        -size,
        -one.bits if one is not None else 0.0,
        change.id,
    )


def choose_first(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Give at most ten changes of those in order, at most three of a sort; judgements are told apart."""
    taken: dict[tuple[str, str], int] = {}
    found: list[Change] = []
    for change in changes:
        sort = change.what, change.kind
        if change.what not in LAST and len(found) < FIRST and taken.get(sort, 0) < OF_A_SORT:
            taken[sort] = taken.get(sort, 0) + 1
            found.append(change)
    return tuple(found)
