"""How sure the reach of a set is: resamples of the people, and what choosing on the same people flatters."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.analysis.outreach.choosing import Readers, choose_greedily

if TYPE_CHECKING:
    from graph.arrays import Flags

RESAMPLES = 200
SURE = 0.95
"""Level of the range."""


def measure_ranges(
    readers: Readers, allowed: "Flags", sets: Sequence[tuple[int, ...]], *, seed: int, resamples: int = RESAMPLES
) -> list[tuple[float, float]]:
    """Give for each set the range of the share of people, such as are known, that it reaches.

    Known people are a sample, so they are drawn anew with repetition, as many as there are and one more whom nobody
    has seen: without that one a set which reaches all ten known people would reach everybody for certain. A set that
    was chosen for these very people looks better on them than on others; how much, is what a greedy choice on each
    resample gains there over all known people, and the low end is moved by the mean of it (the location-shifted
    bootstrap of Noma et al. 2021, https://arxiv.org/abs/2005.01457). The high end is not moved, so that the range
    errs on the wide side.

    What no resample can tell: a group whose member list was read looks larger than one of which only posts were.
    """
    import numpy as np

    if not sets:
        return []
    generator = np.random.default_rng(seed)
    n = readers.people + 1
    chances = np.append(readers.counts, 1.0) / n
    covers = np.stack([readers.covers(chosen) for chosen in sets]).astype("float64")
    most = max(map(len, sets))
    shares, gains = np.zeros((resamples, len(sets))), np.zeros((resamples, most))
    for at in range(resamples):
        drawn = generator.multinomial(n, chances)[:-1].astype("float64")
        shares[at] = covers @ drawn / n
        chosen = choose_greedily(readers, drawn, allowed, most)
        excess = drawn - readers.counts  # what the choice has here over what it has among all who are known
        for size, row in enumerate(chosen):
            columns = readers.columns_of(row)
            gains[at, size:] += excess[columns].sum() / n
            excess[columns] = 0
    flattered = np.maximum(gains.mean(axis=0), 0.0)
    ends = np.quantile(shares, [(1 - SURE) / 2, (1 + SURE) / 2], axis=0)
    return [
        (max(0.0, float(ends[0, at] - flattered[len(chosen) - 1])), min(1.0, float(ends[1, at])))
        for at, chosen in enumerate(sets)
    ]
