"""How long groups live and names last: counts and shares that name nobody, so that they pass the gate as they are."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graph.analysis.survival import Curve, Split, Step, What, measure_survival

if TYPE_CHECKING:
    from graph.disclosure import Disclosure
    from graph.finding import Finding
    from graph.snapshot import Snapshot

__all__ = ["COLUMNS", "STEPS", "Curve", "Split", "Step", "What", "curves", "rows"]


def curves(gate: "Disclosure", snapshot: "Snapshot") -> tuple[Curve, ...]:
    """Give the curves of ``analysis.survival``, parted by the first removal in each cluster of the last run.

    Clusters whose members merely meet in groups hold bystanders, whom a removal does not concern.
    """
    gate.consult("survival", ())
    some = [one for one in gate.latest.findings if one.kind == "cluster" and not bystanders(one)]
    return measure_survival(snapshot, [[subject.id for subject in one.subjects] for one in some])


def bystanders(one: "Finding") -> bool:
    """Say whether the members of a cluster share no contact."""
    return bool(one.parts.get("audience") or one.parts.get("apart"))


COLUMNS = ("what", "split", "part", "count", "ended", "removed", "median", "median_low", "median_high")
"""What a row says of its curve; ``STEPS`` is what it says of a day."""

STEPS = ("days", "share", "low", "high", "followed")


def rows(some: Iterable[Curve]) -> list[tuple[Any, ...]]:
    """Give curves as rows of ``COLUMNS`` and ``STEPS``, a row a day; one that is too few to say has a row without."""
    found: list[tuple[Any, ...]] = []
    for one in some:
        said = (one.what, one.split, one.part, one.count, one.ended, one.removed, one.median, *one.range)
        found += [(*said, step.days, step.share, step.low, step.high, step.followed) for step in one.steps]
        if not one.steps:
            found.append((*said, *(None,) * len(STEPS)))
    return found
