"""The difference between two reports: typed values compared, each change told once, with where it comes from.

A report keeps what it stands on (``standing``) in the case. Two of these are compared; no graph is asked and no word
is read. The gate says what comes out.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from graph.difference.changes import Change, compare_findings
from graph.difference.facts import (
    Collected,
    Sight,
    compare_contacts,
    compare_coverage,
    compare_judgements,
    compare_sights,
    compare_states,
)
from graph.difference.lineage import compare_members
from graph.difference.ranking import rank_change
from graph.difference.standing import Standing

__all__ = ["Change", "Collected", "Difference", "Sight", "Standing", "compare_standings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed from one report to another."""

    then: Standing
    now: Standing
    changes: tuple[Change, ...]
    """By danger and worth."""
    sights: tuple[Sight, ...]
    collected: tuple[Collected, ...]
    gone: tuple[str, ...]
    """Ids of files that had been read and are not any more."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.changes or self.sights or self.collected or self.gone)


def tell_once(findings: Collection[Change], contacts: Collection[Change]) -> Iterator[Change]:
    """Yield changes of findings and of contacts, each once.

    Who took a contact that moved is not told again as its new giver; that a contact is silent is told where nothing
    else is told of its handoff.
    """
    known = {one.id for one in findings}
    moved = {one.now.id: set(one.joined) for one in contacts if one.what == "moved" and one.now is not None}
    for one in findings:
        if not (one.what == "grown" and set(one.joined) <= moved.get(one.id, set())):
            yield one
    yield from (one for one in contacts if one.what == "moved" or one.id not in known)


def compare_standings(then: Standing, now: Standing) -> Difference:
    """Compare what two reports stand on."""
    changes = [
        *tell_once([*compare_findings(then, now), *compare_members(then, now)], list(compare_contacts(then, now))),
        *compare_states(then, now),
        *compare_judgements(then, now),
    ]
    return Difference(
        then=then,
        now=now,
        changes=tuple(sorted(changes, key=rank_change)),
        sights=tuple(compare_sights(then, now)),
        collected=tuple(compare_coverage(then, now)),
        gone=tuple(sorted(then.sources.keys() - now.sources.keys())),
    )
