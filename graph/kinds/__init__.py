"""The kinds of finding, each declared in a module of its own: every table, section and screen follows from here.

To add one: its module here and its line in ``KINDS``; its analysis in ``graph.analysis``; where its score needs more
than "the same subjects were planted", its matcher in ``worlds.matching``. ``tests/test_kinds.py`` says by name what a
kind still lacks.
"""

import re
from collections.abc import Iterable
from string import Formatter

from graph.kinds.alias import ALIAS
from graph.kinds.cluster import CLUSTER
from graph.kinds.handoff import HANDOFF
from graph.kinds.kind import Kind
from graph.kinds.rename import RENAME
from graph.kinds.reuse import REUSE
from graph.kinds.succession import SUCCESSION

__all__ = ["KINDS", "Kind", "kind_of", "place_of_kind", "reason_meanings", "reason_template", "sort_kinds"]

KINDS: dict[str, Kind] = {one.name: one for one in (SUCCESSION, ALIAS, HANDOFF, CLUSTER, REUSE, RENAME)}
"""By name, in the order in which they are worth a reader's first minute, on every screen.

Whoever reads it looks when it asks and keeps no table of its own.
"""


def kind_of(name: str) -> Kind:
    """Give a kind; one that is not declared is a bug and raises KeyError: nothing is shown that nobody understands."""
    return KINDS[name]


def sort_kinds(names: Iterable[str]) -> list[str]:
    """Give the names of kinds, each once, in their order."""
    return sorted(set(names), key=place_of_kind)


def place_of_kind(name: str) -> tuple[int, str]:
    """Give where a kind stands among all; one of an old run that is not declared any more comes after them."""
    known = list(KINDS)
    return (known.index(name) if name in KINDS else len(known), name)


def reason_template(key: str) -> str:
    """Give what a reason says, by its key; one that no kind declares raises KeyError."""
    for kind in KINDS.values():
        if key in kind.reasons:
            return kind.reasons[key]
    raise KeyError(key)


def reason_meanings(key: str) -> dict[str, str]:
    """Give what each part of a reason means, by its key; nothing of a key that no kind declares any more."""
    for kind in KINDS.values():
        if key in kind.reasons:
            return {
                part: meaning or ""
                for _, part, meaning, _ in Formatter().parse(re.sub(r"[\[\]]", "", kind.reasons[key]))
                if part is not None
            }
    return {}
