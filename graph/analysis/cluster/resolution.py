"""Resolution: a ladder from coarse to fine, opened where seeds agree, with the stability of every member.

One resolution suits no case: at 1 small clusters are merged, the more the larger the case; too high, they fall to
pieces. Where the truth is, seeds agree, each of which sees nine of ten ties (docs/decisions/010-ladder.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from graph.analysis.cluster.agreement import measure_mutual_information
from graph.analysis.network.partition import LOOSE, Bound, Pair, find_communities, label_rows, release_loose_rows

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from graph.arrays import Flags, Floats, Ints, Labels

RUNGS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)

SEEDS = 6
"""Partitions of a rung, on a net of up to ``CHEAP`` ties."""

FEWER = 3
"""Partitions of a rung of a larger net, but for the one that opens."""

CHEAP = 200_000

SEEN = 0.9
"""Share of the ties that a seed sees when seeds are to agree. Where all see all of them, they agree on what the ties
make of chance: over seventeen cases with known truth the rung they chose lost 0.05 of ARI to the best one, and 0.21
at worst; so it loses 0.01, and 0.06."""

CRUMBS = 5
"""Members under which a cluster is a crumb; the ladder ends where the median cluster is one.

Seeds agree well on crumbs too: on eight of twelve sample worlds more at 5, where crews are cut up, than at 1 and 2."""

ALIKE = 0.01
"""Difference in agreement that tells nothing: with six other seeds a rung's moves by 0.002 to 0.01."""

TOGETHER = 5
"""Seeds of six in which both ends of a tie sit together, for the tie to hold."""

BORDERLINE = 0.9
"""Stability below which a member's place is doubtful."""


@dataclass(frozen=True, slots=True)
class Rung:
    """The partitions of nodes at one resolution."""

    resolution: float
    agreement: float
    """Mean normalised mutual information of every two seeds."""
    crumbs: float
    """Share of nodes that lie in crumbs though they are tied to enough others."""

    @property
    def worth(self) -> float:
        """Give the agreement, as far as it is one about more than crumbs."""
        return self.agreement * (1.0 - self.crumbs)


@dataclass(frozen=True, slots=True)
class Division:
    """Rows in clusters, by their first row, and how they came to be."""

    clusters: tuple[tuple[int, ...], ...]
    stability: "Floats"
    """Of each row: the mean share of seeds in which it sits with those it is tied to in its cluster; 1 where it has
    none. Seeds that start from the clusters of before have no say in it."""
    rungs: tuple[tuple[float, float, float], ...]
    """Resolution, agreement and share of crumbs, coarse to fine."""
    opening: int
    """Which of them it is of."""
    coarser: tuple[tuple[int, ...], ...]
    """Clusters of the rung before; none at the first."""
    finer: tuple[tuple[int, ...], ...]
    """Clusters of the rung after; none at the last."""


def divide_rows(
    pairs: "csr_array",
    *,
    seed: int = 0,
    before: Mapping[int, int] | None = None,
    stood: float | None = None,
    same: Sequence[Pair] = (),
    different: Iterable[Pair] = (),
    core: "Flags | None" = None,
    least: float = LOOSE,
) -> Division:
    """Divide rows at the rung where seeds agree most, each where five of six seeds put it.

    ``before`` gives the cluster of rows in a run before, and ``stood`` its resolution: seeds start from there, and
    the rung stays while others are no better. What is judged holds on all rungs, as in ``partition``. ``core``
    marks the rows about which seeds are to agree; all, if left out. ``least`` is the share of its ties that a
    member has inside (``release_loose_rows``).
    """
    bound = Bound.of(pairs, same, different)
    rungs = list_rungs(bound.pairs, seed, None if core is None else bound.nodes(core))
    opening = choose_rung(rungs, stood)
    rung = rungs[opening]
    cold = [find_communities(bound.pairs, rung.resolution, seed + turn) for turn in range(SEEDS)]
    warm = cold
    if before:
        start = bound.start(before)
        warm = [find_communities(bound.pairs, rung.resolution, seed + turn, start) for turn in range(SEEDS)]
    clusters = release_loose_rows(pairs, bound.rows(find_consensus(bound.pairs, warm)), same, least)
    coarser, finer = (
        release_loose_rows(pairs, bound.rows(find_communities(bound.pairs, rungs[place].resolution, seed)), same, least)
        if 0 <= place < len(rungs)
        else []
        for place in (opening - 1, opening + 1)
    )
    return Division(
        tuple(map(tuple, clusters)),
        measure_stability(pairs, label_rows(clusters, pairs.shape[0]), [label[bound.place] for label in cold]),
        tuple((one.resolution, one.agreement, one.crumbs) for one in rungs),
        opening,
        tuple(map(tuple, coarser)),
        tuple(map(tuple, finer)),
    )


def list_rungs(pairs: "csr_array", seed: int, core: "Flags | None" = None) -> list[Rung]:
    """Give the rungs up to where the median cluster is a crumb; the first is always given.

    What nothing ties, or no core, says nothing of seeds. Larger clusters are asked for where there can be some: a
    pair that shares a number and nothing else is a pair at any resolution.
    """
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    component = connected_components(pairs, directed=False)[1]
    size = np.bincount(component, minlength=1)[component]
    asked = np.ones(len(size), dtype=bool) if core is None else core
    tied, large = asked & (size > 1), asked & (size >= CRUMBS)
    seeds = SEEDS if pairs.nnz // 2 <= CHEAP else FEWER
    seen = [thin_ties(pairs, seed + turn) for turn in range(seeds)]
    rungs: list[Rung] = []
    for resolution in RUNGS:
        labels = [find_communities(some, resolution, seed + turn) for turn, some in enumerate(seen)]
        sizes = np.concatenate([np.unique(label[large], return_counts=True)[1] for label in labels])
        if rungs and (not len(sizes) or np.median(sizes) < CRUMBS):
            break
        agreement = float(
            np.mean([measure_mutual_information(one[tied], other[tied]) for one, other in combinations(labels, 2)])
        )
        crumbs = float(sizes[sizes < CRUMBS].sum() / max(sizes.sum(), 1))
        rungs.append(Rung(resolution, agreement, crumbs))
    return rungs


def thin_ties(pairs: "csr_array", seed: int) -> "csr_array":
    """Give the ties that a seed sees."""
    import numpy as np
    from scipy.sparse import csr_array, triu

    upper = triu(pairs, k=1).tocoo()
    kept = np.random.default_rng(seed).random(upper.nnz) < SEEN
    half = csr_array((upper.data[kept], tuple(ends[kept] for ends in upper.coords)), shape=pairs.shape)
    whole = csr_array(half + half.T)
    whole.sort_indices()
    return whole


def choose_rung(rungs: Sequence[Rung], stood: float | None = None) -> int:
    """Give the rung where seeds agree most: of those that differ by nothing the one that stood, else the finest.

    The finest puts the fewest together, and a wrong link costs more than a missing one.
    """
    best = max(rung.worth for rung in rungs)
    alike = [place for place, rung in enumerate(rungs) if rung.worth >= best - ALIKE]
    return next((place for place in alike if rungs[place].resolution == stood), alike[-1])


def find_consensus(pairs: "csr_array", labels: Sequence["Ints"]) -> "Labels":
    """Give the cluster of each node: who is linked by ties whose ends sit together in five of six partitions."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    coo = pairs.tocoo()
    a, b = coo.coords
    votes = np.zeros(len(a), dtype="int8")
    for label in labels:
        votes += label[a] == label[b]
    holds = votes >= TOGETHER
    kept = csr_array((np.ones(int(holds.sum())), (a[holds], b[holds])), shape=pairs.shape)
    found: Labels = connected_components(kept, directed=False)[1]
    return found


def measure_stability(pairs: "csr_array", home: "Ints", labels: Sequence["Ints"]) -> "Floats":
    """Give for each row the mean share of partitions in which it sits with those it is tied to in its cluster."""
    import numpy as np

    coo = pairs.tocoo()
    a, b = coo.coords
    inside = home[a] == home[b]
    a, b = a[inside], b[inside]
    votes = np.zeros(len(a))
    for label in labels:
        votes += label[a] == label[b]
    ties = np.bincount(a, minlength=len(home))
    shares = np.bincount(a, votes, len(home)) / len(labels)
    return np.where(ties > 0, shares / np.maximum(ties, 1), 1.0)


def find_greatest_overlaps(
    clusters: Sequence[Sequence[int]], others: Sequence[Sequence[int]], rows: int
) -> list[tuple[int, float]]:
    """Give for each cluster the other that holds most of it, of equals the first, and the share that it holds.

    Rungs are not nested, so this is all that one can be to another. The others hold every row once.
    """
    import numpy as np

    home = label_rows(others, rows)
    found = []
    for cluster in clusters:
        places, counts = np.unique(home[list(cluster)], return_counts=True)
        most = int(np.argmax(counts))
        found.append((int(places[most]), float(counts[most]) / len(cluster)))
    return found
