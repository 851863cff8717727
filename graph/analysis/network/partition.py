"""Ties to clusters: Leiden, connected, with what people judged to be kept together and apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from graph.arrays import Flags, Ints, Labels

Pair = tuple[int, int]

SETTLED = 0.5
"""Share of a member's ties inside its cluster from which it stays, whatever else it is tied to."""

LOOSE = 0.25
"""Share below which it goes: who quotes the numbers of all crews is tied to a dozen clusters alike."""

RIVAL = 1.5
"""Between the two it stays where it is tied so many times as much to its cluster as to any other.

On twelve sample worlds this lets go one of 200 members of crews and 18 of 100 others; asking everybody for half lets
go one of 25, and on planted clusters half of all where half of the ties lead anywhere. At 2 a plain world of 2,000
accounts lost 7 of 164 members of crews for 3 of 43 others."""

WARM = 2_000_000
"""Ties up to which Leiden starts from the clusters of before: it takes them as Python tuples."""


RESOLUTIONS = ((1e3, 1.0), (1e4, 2.0), (1e5, 4.0), (1e6, 20.0), (1e7, 100.0))
"""Ties, and the resolution that found planted clusters best at that number: from 10^5 up as measured in
on made-up nets, at 10^4 on the sample world. Below, 1: at 2 a case of one cluster falls into single nodes."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Ties as people's judgements bind them: rows judged the same are one node, walls stand between nodes."""

    pairs: "csr_array"
    """The ties of nodes: symmetric, without a diagonal."""
    place: "Ints"
    """The node of each row."""
    walls: tuple[Pair, ...]

    @classmethod
    def of(cls, pairs: "csr_array", same: Iterable[Pair] = (), different: Iterable[Pair] = ()) -> "Bound":
        """Bind the ties of rows; a wall is stronger than a judged link that would cross it."""
        import numpy as np
        from scipy.sparse import csr_array

        rows = pairs.shape[0]
        walls = sorted({(min(pair), max(pair)) for pair in different if pair[0] != pair[1]})
        nodes, place = np.unique(find_joined_roots(rows, sorted(same), walls), return_inverse=True)
        join = csr_array((np.ones(rows), (np.arange(rows), place)), shape=(rows, len(nodes)))
        whole = csr_array(join.T @ pairs @ join) if len(nodes) < rows else pairs.copy()
        whole.setdiag(0.0)
        whole.eliminate_zeros()
        whole.sort_indices()
        return cls(whole, place, tuple((int(place[a]), int(place[b])) for a, b in walls))

    def start(self, before: Mapping[int, int]) -> dict[int, int]:
        """Give the cluster of nodes from that of rows in the run before."""
        return {int(self.place[row]): cluster for row, cluster in sorted(before.items())}

    def nodes(self, marked: "Flags") -> "Flags":
        """Tell which nodes hold a row that is marked."""
        import numpy as np

        return np.bincount(self.place, marked, self.pairs.shape[0]) > 0

    def rows(self, label: "Labels") -> list[list[int]]:
        """Give clusters of rows from those of nodes: connected, cut at the walls, each sorted, by their first row."""
        clusters = separate_cannot_link(self.pairs, split_by_connection(self.pairs, label), self.walls)
        if self.pairs.shape[0] == len(self.place):
            return sorted(sorted(cluster) for cluster in clusters)
        members: dict[int, list[int]] = {}
        for row, node in enumerate(self.place.tolist()):
            members.setdefault(node, []).append(row)
        return sorted(sorted(row for node in cluster for row in members[node]) for cluster in clusters)


def find_resolution(ties: int) -> float:
    """Give the resolution for a number of ties, between the measured ones by their logarithms."""
    import numpy as np

    sizes, found = zip(*RESOLUTIONS, strict=True)
    return float(np.exp(np.interp(np.log(max(ties, 1)), np.log(sizes), np.log(found))))


def partition_rows(
    pairs: "csr_array",
    *,
    seed: int = 0,
    before: Mapping[int, int] | None = None,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> list[list[int]]:
    """Give clusters of rows of one seed, at the resolution that fits the number of ties.

    ``pairs`` is symmetric without a diagonal; a row that nothing ties stands alone. ``before`` gives the cluster
    of rows in the run before, from which Leiden starts. Rows judged *same* stay together unless a wall parts
    them, rows judged *different* never do: the cluster is cut between them where its ties are weakest. Traag et
    al. 2019, https://www.nature.com/articles/s41598-019-41695-z; the engine is graspologic-native.
    """
    bound = Bound.of(pairs, same, different)
    start = None if before is None else bound.start(before)
    return bound.rows(find_communities(bound.pairs, find_resolution(bound.pairs.nnz // 2), seed, start))


def find_joined_roots(rows: int, same: Iterable[Pair], walls: Iterable[Pair]) -> list[int]:
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


def find_communities(
    pairs: "csr_array", resolution: float, seed: int, before: Mapping[int, int] | None = None
) -> "Ints":
    """Give the number of each node's community by Leiden; a node without a tie is alone in its own."""
    import graspologic_native as native
    import numpy as np
    from scipy.sparse import triu

    nodes, ties = pairs.shape[0], pairs.nnz // 2
    label = np.arange(nodes, 2 * nodes)
    if ties and (before is None or ties > WARM):
        indptr, indices = pairs.indptr.astype("int64"), pairs.indices.astype("int32")
        _, found = native.leiden_csr(
            indptr, indices, pairs.data.astype("float64"), nodes, resolution=resolution, seed=seed
        )
        label[np.fromiter(found.keys(), "int64")] = np.fromiter(found.values(), "int64")
    elif ties and before is not None:
        upper = triu(pairs, format="csr").tocoo()
        edges = [
            (str(a), str(b), w) for a, b, w in zip(*(x.tolist() for x in (*upper.coords, upper.data)), strict=True)
        ]
        start = {str(node): place for place, piece in enumerate(start_clusters(pairs, before)) for node in piece}
        start = {node: start[node] for edge in edges for node in edge[:2]}
        _, named = native.leiden(edges, starting_communities=start, resolution=resolution, seed=seed)
        label[[int(node) for node in named]] = list(named.values())
    # a node without a tie has no community, whatever the engine calls it
    return np.where(np.diff(pairs.indptr) > 0, label, np.arange(nodes, 2 * nodes))


def release_loose_rows(
    pairs: "csr_array", clusters: Sequence[Sequence[int]], same: Iterable[Pair] = (), least: float = LOOSE
) -> list[list[int]]:
    """Let stand alone who is hardly tied to its cluster, and split what falls into pieces.

    Who has less than ``least`` of its ties inside goes, and who has less than half and a rival cluster.

    Leiden puts everybody somewhere: who quotes the numbers of all crews ends up in one of them. A member that is
    tied more to the inside than to the outside is Radicchi's (2004); one whose outer ties are scattered stays as
    well. Rows judged the same that were put together stay together.
    """
    import numpy as np
    from scipy.sparse import coo_array, csr_array

    rows = pairs.shape[0]
    home = label_rows(clusters, rows)
    held = [(x, y) for x, y in same if x != y and home[x] == home[y]]
    member = csr_array((np.ones(rows), (np.arange(rows), home)), shape=(rows, max(len(clusters), 1)))
    sums = csr_array(pairs @ member).tocoo()
    row, cluster = sums.coords
    own = cluster == home[row]
    inside = np.bincount(row, sums.data * own, rows)
    rival = np.zeros(rows)
    np.maximum.at(rival, row[~own], sums.data[~own])
    total = np.bincount(row, sums.data, rows)
    loose = (inside < least * total) | (inside < SETTLED * total) & (inside < RIVAL * rival)
    loose[[row for pair in held for row in pair]] = False
    home[loose] = len(clusters) + np.flatnonzero(loose)
    ends = ([x for x, _ in held], [y for _, y in held])
    judged = coo_array((np.ones(len(held)), ends), shape=pairs.shape).tocsr()
    return sorted(sorted(piece) for piece in split_by_connection(pairs + judged, home))


def start_clusters(pairs: "csr_array", before: Mapping[int, int]) -> list[list[int]]:
    """Give the clusters that Leiden starts from: those of before in connected pieces, new nodes alone.

    graspologic-native 1.3.1 panics ("index out of bounds") on a starting cluster that is in pieces.
    """
    import numpy as np

    nodes = pairs.shape[0]
    former = np.arange(nodes) + 1 + max(before.values(), default=0)
    for node, cluster in before.items():
        former[node] = cluster
    return split_by_connection(pairs, former)


def split_by_connection(pairs: "csr_array", label: "Labels") -> list[list[int]]:
    """Give clusters from the number of each node's, those in pieces split."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    coo = pairs.tocoo()
    a, b = coo.coords
    inside = label[a] == label[b]
    kept = csr_array((np.ones(int(inside.sum())), (a[inside], b[inside])), shape=pairs.shape)
    return group_by_label(connected_components(kept, directed=False)[1])


def group_by_label(label: "Labels") -> list[list[int]]:
    """Give the nodes of each cluster, ascending, from the number of each node's, by that number."""
    import numpy as np

    order = np.argsort(label, kind="stable")
    bounds = np.flatnonzero(np.diff(label[order], prepend=np.nan, append=np.nan))
    return [order[begin:end].tolist() for begin, end in pairwise(bounds.tolist())]


def label_rows(clusters: Sequence[Sequence[int]], nodes: int) -> "Ints":
    """Give the number of each node's cluster; the clusters hold every node once."""
    import numpy as np

    label = np.zeros(nodes, dtype="int64")
    sizes = [len(cluster) for cluster in clusters]
    label[[node for cluster in clusters for node in cluster]] = np.repeat(np.arange(len(clusters)), sizes)
    return label


def separate_cannot_link(pairs: "csr_array", clusters: list[list[int]], walls: Iterable[Pair]) -> list[list[int]]:
    """Cut each cluster that has both ends of a wall, where the sum of cut ties is least."""
    for a, b in walls:
        both = next((cluster for cluster in clusters if a in cluster and b in cluster), None)
        if both is None or a == b:
            continue
        import networkx as nx  # seconds, and few cases have a wall

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
