"""Tracking from run to run: which of today's clusters is which of yesterday's.

The id goes one to one by falling Jaccard; splits and mergers are told. The shares are those of
made-up nets, where 60 planted events of each kind among 1,000 clusters were all found, none falsely.
"""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

ALIKE = 0.1
"""Least Jaccard at which a cluster goes on."""

PART = 0.2
"""Share of an old cluster that each of its parts must hold for a split."""

GIVEN = 0.5
"""Share of itself that an old cluster must give for a merger."""

MADE = 0.13
"""Share of the new cluster that it must make."""

GROWN = 1.6
"""Times as many members as before from which a cluster has grown: with 10 of 100 members moving, 8 leaving and 8
arriving, no cluster of 20 did so by chance, and one of 700 at 1.5. It has shrunk by the same measure."""

How = Literal["born", "back", "lives", "grown", "shrunk", "split", "merged"]


@dataclass(frozen=True, slots=True)
class Descent:
    """Where a cluster comes from; numbers are places in the list of old ones, then of those gone before."""

    heir_of: int | None
    """Whose id it carries on."""
    how: How
    """``back`` where it was gone in the run before, else as it was then."""
    parents: tuple[int, ...]


def trace_descent(
    old: Sequence[Set[str]], new: Sequence[Set[str]], gone: Sequence[Sequence[Set[str]]] = ()
) -> list[Descent]:
    """Give the descent of each new cluster; equal matches go by the order of the lists.

    ``gone`` gives those that ended in each run before, the latest first: a cluster may vanish for a run.
    """
    shared = count_common_members(old, new)
    heirs = match_clusters(shared, old, new)
    back: dict[int, int] = {}
    begins = accumulate((len(some) for some in gone), initial=len(old))
    for begin, some in zip(begins, gone, strict=False):
        counts = Counter(
            {pair: n for pair, n in count_common_members(some, new).items() if pair[1] not in heirs | back}
        )
        back |= {after: begin + before for after, before in match_clusters(counts, some, new).items()}
    parts: dict[int, list[int]] = {}
    givers: dict[int, list[int]] = {}
    for (before, after), count in sorted(shared.items()):
        if count >= PART * len(old[before]):
            parts.setdefault(before, []).append(after)
        if count >= GIVEN * len(old[before]) and count >= MADE * len(new[after]):
            givers.setdefault(after, []).append(before)
    found = []
    for number in range(len(new)):
        split = tuple(before for before, pieces in sorted(parts.items()) if len(pieces) > 1 and number in pieces)
        heir = heirs.get(number, back.get(number))
        if len(givers.get(number, ())) > 1:
            found.append(Descent(heir, "merged", tuple(givers[number])))
        elif split:
            found.append(Descent(heir, "split", split))
        elif heir is None:
            found.append(Descent(None, "born", ()))
        else:
            how = "back" if number in back else compare_sizes(len(old[heir]), len(new[number]))
            found.append(Descent(heir, how, (heir,)))
    return found


def compare_sizes(before: int, after: int) -> How:
    """Say whether a cluster that lives has grown or shrunk."""
    if after >= GROWN * before:
        return "grown"
    return "shrunk" if before >= GROWN * after else "lives"


def count_common_members(old: Sequence[Set[str]], new: Sequence[Set[str]]) -> Counter[tuple[int, int]]:
    """Count the members that an old and a new cluster share."""
    home = {member: number for number, members in enumerate(old) for member in members}
    shared: Counter[tuple[int, int]] = Counter()
    for number, members in enumerate(new):
        shared.update((home[member], number) for member in members if member in home)
    return shared


def match_clusters(
    shared: Counter[tuple[int, int]], old: Sequence[Set[str]], new: Sequence[Set[str]]
) -> dict[int, int]:
    """Give which old cluster each new one carries on."""
    ranked = sorted(
        (-count / (len(old[before]) + len(new[after]) - count), before, after)
        for (before, after), count in shared.items()
    )
    heirs: dict[int, int] = {}
    taken: set[int] = set()
    for unlike, before, after in ranked:
        if -unlike >= ALIKE and before not in taken and after not in heirs:
            heirs[after] = before
            taken.add(before)
    return heirs
