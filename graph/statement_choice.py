"""Which of several statements of a post is shown: one rule, in Cypher for an engine and in Python for everybody else.

Several files, or one file at several places, may say something of one post. The latest edit is shown: it is what stood
there last. Of those edited at one time, or never, the one exported last: that file saw the post last. Then file and
place, which say nothing of what is true: by them the order in which files were loaded changes nothing.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

NEVER = -(10**15)
"""Stands for "no time" where times are compared as epoch milliseconds."""


class Stated(NamedTuple):
    """A file's statement of a post, by what decides between several; times in epoch milliseconds."""

    edited: int | None
    exported: int | None
    """When the file was exported."""
    source: str
    place: str


RULE: tuple[tuple[str, Callable[[Stated], Any]], ...] = (
    (f"coalesce(r.edited.epochMillis, {NEVER})", lambda one: NEVER if one.edited is None else one.edited),
    (f"coalesce(s.exported.epochMillis, {NEVER})", lambda one: NEVER if one.exported is None else one.exported),
    ("s.id", lambda one: one.source),
    ("size(r.place)", lambda one: len(one.place)),  # message 10 stands after message 9
    ("r.place", lambda one: one.place),
)
"""What decides, the first thing first, of a link ``r`` to a file ``s`` and of ``Stated``; the greatest is shown."""

BEST_FIRST = ", ".join(f"{asked} DESC" for asked, _ in RULE)
"""The rule as an order of Cypher."""


def rank_statement(one: Stated) -> tuple[Any, ...]:
    """Give the rank of a statement: of several the one with the greatest is shown."""
    return tuple(decide(one) for _, decide in RULE)
