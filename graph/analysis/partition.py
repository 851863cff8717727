"""Ties to clusters: Leiden, connected, with what people judged to be kept together and apart."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Pair = tuple[int, int]

SETTLED = 0.5
"""Share of a member's ties that lie inside its cluster. On the sample world it keeps 97 of 100 members of
crews, and lets go 30 of 100 others."""

WARM = 2_000_000
"""Ties up to which Leiden starts from the clusters of before: it takes them as Python tuples."""


RESOLUTIONS = ((1e3, 1.0), (1e4, 2.0), (1e5, 4.0), (1e6, 20.0), (1e7, 100.0))
"""Ties, and the resolution that found planted clusters best at that number: from 10^5 up as measured in
methods.md 3, at 10^4 on the sample world. Below, 1: at 2 a case of one cluster falls into single nodes."""


def resolution(ties: int) -> float:
    """Give the resolution for a number of ties, between the measured ones by their logarithms."""
    import numpy as np

    sizes, found = zip(*RESOLUTIONS, strict=True)
    return float(np.exp(np.interp(np.log(max(ties, 1)), np.log(sizes), np.log(found))))


def partition(
    pairs: "csr_array",
    *,
    seed: int = 0,
    before: Mapping[int, int] | None = None,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> list[list[int]]:
    """Give clusters of rows, each sorted, by their first row; a row that nothing ties stands alone.

    ``pairs`` is symmetric without a diagonal. ``before`` gives the cluster of rows in the run before, from
    which Leiden starts. Rows judged *same* stay together unless a wall parts them, rows judged
    *different* never do: the cluster is cut between them where its ties are weakest. Traag et al. 2019,
    https://www.nature.com/articles/s41598-019-41695-z; the engine is graspologic-native.
    """
    import numpy as np
    from scipy.sparse import csr_array

    rows = pairs.shape[0]
    walls = sorted({(min(pair), max(pair)) for pair in different if pair[0] != pair[1]})
    roots = held(rows, sorted(same), walls)
    nodes, place = np.unique(roots, return_inverse=True)
    join = csr_array((np.ones(rows), (np.arange(rows), place)), shape=(rows, len(nodes)))
    whole = csr_array(join.T @ pairs @ join) if len(nodes) < rows else pairs.copy()
    whole.setdiag(0.0)
    whole.eliminate_zeros()
    whole.sort_indices()
    start = None if before is None else {int(place[row]): cluster for row, cluster in sorted(before.items())}
    clusters = connected(whole, communities(whole, seed, start))
    clusters = apart(whole, clusters, [(int(place[a]), int(place[b])) for a, b in walls])
    members: dict[int, list[int]] = {}
    for row, node in enumerate(place.tolist()):
        members.setdefault(node, []).append(row)
    return sorted(sorted(row for node in cluster for row in members[node]) for cluster in clusters)


def held(rows: int, same: Iterable[Pair], walls: Iterable[Pair]) -> list[int]:
    """Give each row's root, where rows judged the same share one; a join that a wall forbids is not made."""
    root = list(range(rows))
    together: dict[int, list[int]] = {}
    barred: dict[int, set[int]] = {}
    for a, b in walls:
        barred.setdefault(a, set()).add(b)
        barred.setdefault(b, set()).add(a)
    for a, b in same:
        low, high = sorted((root[a], root[b]))
        ours, theirs = together.get(low, [low]), together.get(high, [high])
        if low != high and not any(barred.get(row, set()) & set(ours) for row in theirs):
            together[low] = ours + theirs
            for row in theirs:
                root[row] = low
    return root


def communities(pairs: "csr_array", seed: int, before: Mapping[int, int] | None) -> list[list[int]]:
    """Give Leiden's communities; nodes without a tie stand alone."""
    import graspologic_native as native
    from scipy.sparse import triu

    ties = pairs.nnz // 2
    found: Mapping[int, int] = {}
    if ties and (before is None or ties > WARM):
        indptr, indices = pairs.indptr.astype("int64"), pairs.indices.astype("int32")
        _, found = native.leiden_csr(
            indptr, indices, pairs.data.astype("float64"), pairs.shape[0], resolution=resolution(ties), seed=seed
        )
    elif ties and before is not None:
        upper = triu(pairs, format="csr").tocoo()
        edges = [
            (str(a), str(b), w) for a, b, w in zip(*(x.tolist() for x in (*upper.coords, upper.data)), strict=True)
        ]
        start = {str(node): place for place, piece in enumerate(begun(pairs, before)) for node in piece}
        start = {node: start[node] for edge in edges for node in edge[:2]}
        _, named = native.leiden(edges, starting_communities=start, resolution=resolution(ties), seed=seed)
        found = {int(node): community for node, community in named.items()}
    clusters: dict[tuple[int, int], list[int]] = {}
    for node, degree in enumerate((pairs.indptr[1:] - pairs.indptr[:-1]).tolist()):
        # a node without a tie has no community, whatever the engine calls it
        clusters.setdefault((0, found[node]) if degree else (1, node), []).append(node)
    return list(clusters.values())


def settled(pairs: "csr_array", clusters: list[list[int]], same: Iterable[Pair] = ()) -> list[list[int]]:
    """Let stand alone who has less than half of its ties in its cluster, and split what falls into pieces.

    Leiden puts everybody somewhere: who quotes the numbers of all crews ends up in one of them. A member
    tied more to the inside than to the outside is Radicchi's (2004). Rows judged the same that were put
    together stay together.
    """
    import numpy as np
    from scipy.sparse import coo_array

    home = np.zeros(pairs.shape[0], dtype="int64")
    for number, cluster in enumerate(clusters):
        home[cluster] = number
    coo = pairs.tocoo()
    a, b = coo.coords
    held = [(x, y) for x, y in same if x != y and home[x] == home[y]]
    total = np.bincount(a, coo.data, pairs.shape[0])
    inside = np.bincount(a, coo.data * (home[a] == home[b]), pairs.shape[0])
    loose = inside < SETTLED * total
    loose[[row for pair in held for row in pair]] = False
    home[loose] = len(clusters) + np.flatnonzero(loose)
    places: dict[int, list[int]] = {}
    for row, place in enumerate(home.tolist()):
        places.setdefault(place, []).append(row)
    ends = ([x for x, _ in held], [y for _, y in held])
    judged = coo_array((np.ones(len(held)), ends), shape=pairs.shape).tocsr()
    return sorted(sorted(piece) for piece in connected(pairs + judged, list(places.values())))


def begun(pairs: "csr_array", before: Mapping[int, int]) -> list[list[int]]:
    """Give the clusters that Leiden starts from: those of before in connected pieces, new nodes alone.

    graspologic-native 1.3.1 panics ("index out of bounds") on a starting cluster that is in pieces.
    """
    former: dict[tuple[int, int], list[int]] = {}
    for node in range(pairs.shape[0]):
        former.setdefault((0, before[node]) if node in before else (1, node), []).append(node)
    return connected(pairs, list(former.values()))


def connected(pairs: "csr_array", clusters: list[list[int]]) -> list[list[int]]:
    """Split clusters that are in pieces."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    label = np.zeros(pairs.shape[0], dtype="int64")
    for number, cluster in enumerate(clusters):
        label[cluster] = number
    coo = pairs.tocoo()
    a, b = coo.coords
    inside = label[a] == label[b]
    kept = csr_array((np.ones(int(inside.sum())), (a[inside], b[inside])), shape=pairs.shape)
    pieces: dict[int, list[int]] = {}
    for node, piece in enumerate(connected_components(kept, directed=False)[1].tolist()):
        pieces.setdefault(piece, []).append(node)
    return list(pieces.values())


def apart(pairs: "csr_array", clusters: list[list[int]], walls: Iterable[Pair]) -> list[list[int]]:
    """Cut each cluster that has both ends of a wall, where the sum of cut ties is least."""
    import networkx as nx

    for a, b in walls:
        both = next((cluster for cluster in clusters if a in cluster and b in cluster), None)
        if both is None or a == b:
            continue
        net: nx.Graph[int] = nx.Graph()
        net.add_nodes_from(both)
        inner = pairs[both][:, both].tocoo()
        for x, y, weight in zip(*(part.tolist() for part in (*inner.coords, inner.data)), strict=True):
            net.add_edge(both[x], both[y], capacity=weight)
        _, sides = nx.minimum_cut(net, a, b)
        clusters = [cluster for cluster in clusters if cluster is not both]
        for side in sides:
            clusters += [sorted(piece) for piece in nx.connected_components(net.subgraph(side))]
    return clusters
