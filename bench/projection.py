"""Subject ``projection``: ties of all pairs that share things, beside networkx on the same entries."""

from pathlib import Path
from typing import TYPE_CHECKING

from bench.subject import Bar, Cost, Peer, Subject, metered

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from graph.arrays import Ints

EACH = 4
"""Things an account uses, on average."""
CIRCLE = 30
"""Accounts in a circle; half of what an account uses is of its circle."""


def prepare(size: int, folder: Path) -> None:
    """Write who uses what: half of it of one's circle, half of everybody's, a few things far more used than others."""
    import numpy as np
    from scipy.sparse import csr_array, save_npz

    draw = np.random.default_rng(0)
    things = size // 2
    users = draw.integers(0, size, EACH * size)
    near = users // CIRCLE * (CIRCLE // 2) + draw.integers(0, CIRCLE // 2, len(users))
    far = (things * draw.random(len(users)) ** 2).astype("int64")
    used = np.where(draw.random(len(users)) < 0.5, near, far).clip(max=things - 1)
    pairs = np.unique(np.stack([users, used]), axis=1)
    save_npz(folder / "uses.npz", csr_array((np.ones(pairs.shape[1]), pairs), shape=(size, things)))


def ours(size: int, folder: Path) -> Cost:
    """Multiply by the transpose, things above the cap left out."""
    import numpy as np
    from scipy.sparse import csr_array, load_npz

    from graph.analysis.network.projection import Ties

    matrix = csr_array(load_npz(folder / "uses.npz"))
    ties = Ties(np.arange(size, dtype="int32"), np.arange(matrix.shape[1], dtype="int32"), matrix)
    pairs, cpu, peak = metered(ties.pairs)
    return Cost(matrix.nnz, cpu, peak, {"ties": pairs.nnz // 2})


def networkx(size: int, folder: Path) -> Cost:
    """Project a bipartite net, without the same things."""
    import networkx as nx
    import numpy as np
    from scipy.sparse import csr_array, load_npz

    matrix = csr_array(load_npz(folder / "uses.npz"))
    users, things = (ends + shift for ends, shift in zip(tying(matrix), (0, size), strict=True))
    net = nx.Graph()
    net.add_edges_from(zip(users.tolist(), things.tolist(), strict=True))
    some = np.unique(users).tolist()
    made, cpu, peak = metered(lambda: nx.bipartite.collaboration_weighted_projected_graph(net, some))
    return Cost(matrix.nnz, cpu, peak, {"ties": made.number_of_edges()})


def tying(matrix: "csr_array") -> "tuple[Ints, Ints]":
    """Give user and thing of every entry that ties anybody."""
    import numpy as np

    from graph.analysis.network.projection import limit_users

    counts = np.diff(matrix.tocsc().indptr)
    users, things = matrix.tocoo().coords
    kept = (counts[things] > 1) & (counts[things] <= limit_users(counts))
    return users[kept], things[kept]


SUBJECTS = (
    Subject(
        "projection",
        "Accounts tied by what they share, the more the fewer share it; the peer weighs by Newman's 1/(d - 1).",
        "accounts",
        prepare,
        ours,
        Peer("networkx projection", networkx),
        (Bar("150 times networkx", lambda ours, peer: peer.cpu >= 150 * ours.cpu, 100_000),),
        counted="links",
    ),
)
