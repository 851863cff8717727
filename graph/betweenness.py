"""Who stands between others: how many shortest ways run over each node of a network, and how sure its place is.

Brandes 2001 (https://doi.org/10.1080/0022250X.2001.9990249), from many starting points at once: a step of all of them
is one product of a sparse matrix. Nothing is claimed of whoever comes first; the words stand with the question.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

    from graph.arrays import Floats, Ints, IntTable

DRAWS = 20
"""Networks in which a tenth of the pairs is missing."""

LEFT_OUT = 0.1

WORK = 10_000_000
"""Starting points times links up to which all starting points are taken, in each draw."""

FEWEST = 16
AT_ONCE = 4_000_000
"""Cells of a table of nodes and starting points."""


def rank_standing(pairs: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Give who, partners, calls, betweenness, rank, best and worst rank over the draws, the first rank first.

    ``pairs`` are the ids of two, how often they called each other, and how many rows are wanted at most.
    """
    import numpy as np

    told = list(pairs)
    if not told:
        return []
    ids = sorted({id for low, high, *_ in told for id in (low, high)})
    number = {id: place for place, id in enumerate(ids)}
    ends = np.array([(number[low], number[high]) for low, high, *_ in told])
    calls = np.array([count for _, _, count, *_ in told])
    draw = np.random.default_rng(0)
    share = measure_betweenness(ends, len(ids), draw)
    place = rank_values(share)
    drawn = np.stack(
        [
            rank_values(measure_betweenness(ends[draw.random(len(ends)) >= LEFT_OUT], len(ids), draw))
            for _ in range(DRAWS)
        ]
    )
    partners = np.bincount(ends.ravel(), minlength=len(ids))
    of_each = np.bincount(ends[:, 0], calls, len(ids)) + np.bincount(ends[:, 1], calls, len(ids))
    order = sorted(range(len(ids)), key=lambda at: (int(place[at]), -int(partners[at]), -int(of_each[at]), ids[at]))
    return [
        [
            ids[at],
            int(partners[at]),
            int(of_each[at]),
            round(float(share[at]), 4),
            int(place[at]),
            int(drawn[:, at].min()),
            int(drawn[:, at].max()),
        ]
        for at in order[: told[0][3]]
    ]


def rank_values(values: "Floats") -> "Ints":
    """Give the place of each value, the greatest first; equals have the first of theirs."""
    import numpy as np

    rounded = np.round(values, 9)  # sums in another order differ in the last digits
    return 1 + len(rounded) - np.searchsorted(np.sort(rounded), rounded, "right")


def measure_betweenness(ends: "IntTable", nodes: int, draw: "np.random.Generator") -> "Floats":
    """Give for each node the share of the shortest ways between two others that run over it, from 0 to 1.

    In a large network ways are counted from a sample of starting points, which ``draw`` draws.
    """
    import numpy as np
    from scipy.sparse import csr_array

    if nodes < 3 or not len(ends):
        return np.zeros(nodes)
    both = np.concatenate([ends, ends[:, ::-1]])
    net = csr_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(nodes, nodes))
    starts = np.arange(nodes)
    wanted = max(FEWEST, WORK // net.nnz)
    if wanted < nodes:
        starts = np.sort(draw.choice(nodes, wanted, replace=False))
    sums = np.zeros(nodes)
    width = max(1, AT_ONCE // nodes)
    for begin in range(0, len(starts), width):
        sums += sum_dependencies(net, starts[begin : begin + width])
    return sums * (nodes / len(starts)) / ((nodes - 1) * (nodes - 2))


def sum_dependencies(net: "csr_array", starts: "Ints") -> "Floats":
    """Give for each node the part of the shortest ways from some starting points that run over it, summed."""
    import numpy as np

    nodes, places = net.shape[0], np.arange(len(starts))
    ways, depth = np.zeros((nodes, len(starts))), np.full((nodes, len(starts)), -1)
    ways[starts, places], depth[starts, places] = 1.0, 0
    front, deepest = ways.copy(), 0
    while front.any():
        reached = net @ front
        front = np.where((depth < 0) & (reached > 0), reached, 0.0)
        deepest += 1
        depth[front > 0] = deepest
        ways += front
    over = np.zeros_like(ways)
    for level in range(deepest - 1, 0, -1):
        passed = net @ np.where(depth == level, (1.0 + over) / np.maximum(ways, 1.0), 0.0)
        over += np.where(depth == level - 1, ways * passed, 0.0)
    over[starts, places] = 0.0
    sums: Floats = over.sum(axis=1)
    return sums
