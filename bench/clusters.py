"""Subjects ``cluster-rung``, ``clusters`` and ``clusters-again``: planted clusters, beside networkx Louvain."""

from pathlib import Path
from typing import TYPE_CHECKING

from bench.subject import Bar, Cost, Peer, Subject, metered

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from graph.analysis.cluster.resolution import Division
    from graph.arrays import Floats, Ints, Labels

DEGREE = 20
SIZES = (10, 200)
"""Least and greatest size of a planted cluster; how often each occurs falls with its square."""
MIXING = 0.4
"""Share of ties that lead anywhere."""

CHANGED = 0.02
"""Share of ties that are laid anew between two runs."""


def prepare(size: int, folder: Path) -> None:
    """Write a net of about that many ties, and the cluster of each node."""
    import numpy as np
    from scipy.sparse import save_npz

    pairs, home = planted(size, MIXING, 0)
    save_npz(folder / "pairs.npz", pairs)
    np.save(folder / "home.npy", home)


def rung(_: int, folder: Path) -> Cost:
    """Find the clusters of one seed on the rung that opens."""
    from graph.analysis.cluster.resolution import divide_rows
    from graph.analysis.network.partition import find_communities

    pairs, home = read(folder)
    division = divide_rows(pairs)
    resolution = division.rungs[division.opening][0]
    label, cpu, peak = metered(lambda: find_communities(pairs, resolution, 0))
    return Cost(pairs.nnz // 2, cpu, peak, {"ARI": agreement(label, home), "rung": resolution})


def ladder(_: int, folder: Path) -> Cost:
    """Find the clusters of the whole ladder, with the stability of every member."""
    from graph.analysis.cluster.resolution import BORDERLINE, divide_rows

    pairs, home = read(folder)
    division, cpu, peak = metered(lambda: divide_rows(pairs))
    facts = {
        "ARI": agreement(labels(division), home),
        "rung": division.rungs[division.opening][0],
        "borderline": float((division.stability < BORDERLINE).mean()),
    }
    return Cost(pairs.nnz // 2, cpu, peak, facts)


def louvain(_: int, folder: Path) -> Cost:
    """Find clusters at resolution 1, as networkx does unless it is told otherwise."""
    import networkx as nx

    from graph.analysis.network.partition import label_rows

    pairs, home = read(folder)
    net = nx.from_scipy_sparse_array(pairs)
    found, cpu, peak = metered(lambda: nx.community.louvain_communities(net, seed=0), again=False)
    label = label_rows([sorted(some) for some in found], len(home))
    return Cost(pairs.nnz // 2, cpu, peak, {"ARI": agreement(label, home), "rung": 1.0})


def again(_: int, folder: Path) -> Cost:
    """Find the clusters after some ties changed, from those of before."""
    return after(folder, warm=True)


def anew(_: int, folder: Path) -> Cost:
    """Find the same from nothing."""
    return after(folder, warm=False)


def after(folder: Path, *, warm: bool) -> Cost:
    """Give the cost of a run after another, and how much both agree."""
    from graph.analysis.cluster.resolution import divide_rows

    pairs, home = read(folder)
    old = divide_rows(pairs)
    changed = relaid(pairs, CHANGED, 0)
    before = dict(enumerate(labels(old).tolist())) if warm else None
    stood = old.rungs[old.opening][0]
    new, cpu, peak = metered(lambda: divide_rows(changed, before=before, stood=stood), again=False)
    facts = {"ARI with before": agreement(labels(new), labels(old)), "ARI": agreement(labels(new), home)}
    return Cost(changed.nnz // 2, cpu, peak, facts)


def read(folder: Path) -> "tuple[csr_array, Ints]":
    """Read the net, and the planted cluster of each node."""
    import numpy as np
    from scipy.sparse import csr_array, load_npz

    return csr_array(load_npz(folder / "pairs.npz")), np.load(folder / "home.npy")


def labels(division: "Division") -> "Ints":
    """Give the cluster of each node."""
    from graph.analysis.network.partition import label_rows

    return label_rows(division.clusters, len(division.stability))


def agreement(one: "Labels", other: "Labels") -> float:
    """Give the adjusted Rand index."""
    from graph.analysis.cluster.agreement import measure_adjusted_rand

    return measure_adjusted_rand(one, other)


def planted(links: int, mixing: float, seed: int) -> "tuple[csr_array, Ints]":
    """Give the ties of a net and the cluster of each node; ``mixing`` is the share of ties that lead anywhere."""
    import numpy as np

    draw = np.random.default_rng(seed)
    nodes = 2 * links // DEGREE
    least, most = SIZES
    sizes = (1.0 / (1.0 / least - draw.random(nodes) * (1.0 / least - 1.0 / most))).astype("int64")
    ends = np.cumsum(sizes)
    home = np.repeat(np.arange(nodes), sizes)[:nodes]
    begins = ends - sizes
    a = draw.integers(0, nodes, links)
    inside = (begins[home[a]] + draw.random(links) * sizes[home[a]]).astype("int64").clip(max=nodes - 1)
    b = np.where(draw.random(links) < mixing, draw.integers(0, nodes, links), inside)
    return symmetric(a, b, np.where(draw.random(links) < 0.5, 1.0, 0.5), nodes), home


def relaid(pairs: "csr_array", share: float, seed: int) -> "csr_array":
    """Give the ties with a share of them between others, chosen by chance."""
    import numpy as np
    from scipy.sparse import triu

    draw = np.random.default_rng(seed + 1)
    upper = triu(pairs, k=1).tocoo()
    a, b = (ends.copy() for ends in upper.coords)
    moved = draw.random(len(a)) < share
    a[moved], b[moved] = draw.integers(0, pairs.shape[0], (2, int(moved.sum())))
    return symmetric(a, b, upper.data, pairs.shape[0])


def symmetric(a: "Ints", b: "Ints", weights: "Floats", nodes: int) -> "csr_array":
    """Give ties as the analysis takes them: both ways, none to itself."""
    from scipy.sparse import csr_array

    apart = a != b
    half = csr_array((weights[apart], (a[apart], b[apart])), shape=(nodes, nodes))
    whole = csr_array(half + half.T)
    whole.sort_indices()
    return whole


SUBJECTS = (
    Subject(
        "cluster-rung",
        "Clusters of one seed at the resolution that the ladder opens on; the peer has resolution 1.",
        "ties",
        prepare,
        rung,
        Peer("networkx Louvain", louvain),
        (Bar("25 times networkx Louvain", lambda ours, peer: peer.cpu >= 25 * ours.cpu),),
    ),
    Subject(
        "clusters",
        "The whole ladder of resolutions, opened where seeds agree most, with the stability of every member.",
        "ties",
        prepare,
        ladder,
        Peer("networkx Louvain", louvain),
        (Bar("no slower than networkx Louvain", lambda ours, peer: peer.cpu >= ours.cpu),),
    ),
    Subject(
        "clusters-again",
        "The same after two of a hundred ties were laid anew, from the clusters of before.",
        "ties",
        prepare,
        again,
        Peer("from nothing", anew),
        sizes=(10_000, 100_000),
    ),
)
