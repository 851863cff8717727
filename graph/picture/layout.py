"""Positions of nodes: groups side by side as discs, each arranged alone, nothing over anything else.

Two levels, since one force over all nodes takes longer and draws a ball of wool: the graph of groups is laid out,
then each group in its own disc. Springs on links, repulsion among neighbours in space alone (``cKDTree``), capped and
cooling steps; seeded, and rounded to 0.1 so that a rerun is identical.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.arrays import Floats, FloatTable, Ints, IntTable

LENGTH = 78.0
"""Ideal length of a link, in the page's pixels."""

REACH = 2.5
"""Ideal lengths within which nodes push each other."""

STEPS = 160
PIVOTS = 12
"""Nodes whose distances give the first positions; so few do for thousands (pivot MDS, Brandes and Pich 2006)."""

GAP = 8.0
"""Pixels kept between two nodes."""

MARGIN = 40.0
"""Pixels kept between two groups."""


def arrange_nodes(
    radii: Sequence[float], links: Sequence[tuple[int, int, float]], groups: Sequence[int] | None = None, seed: int = 0
) -> list[tuple[float, float]]:
    """Give a position for each node; ``links`` are two nodes and a weight, ``groups`` a number a node.

    Without groups each connected part is one. The middle of the picture is 0, 0.
    """
    import numpy as np

    count = len(radii)
    if count == 0:
        return []
    sizes = np.asarray(radii, dtype=float)
    ends = np.asarray([link[:2] for link in links], dtype=np.int64).reshape(-1, 2)
    weights = np.asarray([link[2] for link in links], dtype=float)
    keep = ends[:, 0] != ends[:, 1]
    ends, weights = ends[keep], weights[keep]
    home = find_components(count, ends) if groups is None else np.asarray(groups, dtype=np.int64)
    _, home = np.unique(home, return_inverse=True)
    places = np.zeros((count, 2))
    discs = np.zeros(int(home.max()) + 1)
    inner = home[ends[:, 0]] == home[ends[:, 1]]
    for group in range(len(discs)):
        members = np.flatnonzero(home == group)
        mine = inner & (home[ends[:, 0]] == group)
        local = np.searchsorted(members, ends[mine])
        placed = push_apart(lay_by_force(len(members), local, weights[mine], seed + group), sizes[members])
        placed -= (placed.max(axis=0) + placed.min(axis=0)) / 2
        places[members] = placed
        discs[group] = float((np.hypot(*placed.T) + sizes[members]).max())
    places += pack_discs(discs, home[ends[~inner]], weights[~inner])[home]
    places -= (places.max(axis=0) + places.min(axis=0)) / 2
    return [(round(float(x), 1) + 0.0, round(float(y), 1) + 0.0) for x, y in places]


def find_components(count: int, ends: "IntTable") -> "Ints":
    """Give the connected part of each node; nodes without a link are one part together."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    matrix = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(count, count))
    found: Ints = connected_components(matrix, directed=False)[1].astype(np.int64)
    alone = np.ones(count, dtype=bool)
    alone[ends.ravel()] = False
    if alone.any():
        found[alone] = found[alone].min()
    return found


def lay_by_force(count: int, ends: "IntTable", weights: "Floats", seed: int) -> "FloatTable":
    """Lay one group out by springs and repulsion."""
    import numpy as np
    from scipy.spatial import cKDTree

    if len(ends) == 0:
        return place_in_disc(count)
    places = first_places(count, ends, seed)
    degree = np.bincount(ends.ravel(), minlength=count).astype(float)
    a, b = ends.T
    # the leaves of a hub need room on its rim
    ideal = LENGTH * (
        0.7 + 0.22 * np.sqrt(np.maximum(np.minimum(degree[a], degree[b]), np.maximum(degree[a], degree[b]) / 6))
    )
    pull = (0.25 + 0.75 * np.minimum(weights / (np.median(weights) or 1.0), 3.0) / 3.0) / np.maximum(
        np.sqrt(np.minimum(degree[a], degree[b])), 1.0
    )
    for step in range(STEPS):
        moves = np.zeros_like(places)
        between = places[b] - places[a]
        length = np.maximum(np.hypot(*between.T), 1e-6)
        force = (pull * (length - ideal) / length)[:, None] * between * 0.5
        np.add.at(moves, a, force)
        np.add.at(moves, b, -force)
        near = cKDTree(places).query_pairs(REACH * LENGTH, output_type="ndarray")
        if len(near):
            c, d = near.T
            between = places[d] - places[c]
            length = np.maximum(np.hypot(*between.T), 1e-3)
            force = (LENGTH * LENGTH * 0.22 / length * (1 - length / (REACH * LENGTH)) / length)[:, None] * between
            np.add.at(moves, c, -force)
            np.add.at(moves, d, force)
        moves -= places * 0.004  # what is linked to little must not drift away
        cap = LENGTH * max(1.2 * (1 - step / STEPS), 0.04)
        far = np.maximum(np.hypot(*moves.T), 1e-9)
        places += moves * np.minimum(1.0, cap / far)[:, None]
    return places


def first_places(count: int, ends: "IntTable", seed: int) -> "FloatTable":
    """Give first positions from the distances to a few nodes, so that the force unfolds instead of tangling."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    chance = np.random.default_rng(seed)
    matrix = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(count, count)).tocsr()
    pivot = int(np.bincount(ends.ravel(), minlength=count).argmax())
    columns: list[Floats] = []
    nearest = np.full(count, np.inf)
    for _ in range(min(PIVOTS, count)):
        far = dijkstra(matrix, directed=False, unweighted=True, indices=pivot)
        far = np.where(np.isfinite(far), far, far[np.isfinite(far)].max() + 2)
        columns.append(far)
        nearest = np.minimum(nearest, far)
        pivot = int(nearest.argmax())
    squares = np.stack(columns, axis=1) ** 2
    squares = squares - squares.mean(axis=0) - squares.mean(axis=1, keepdims=True) + squares.mean()
    _, _, axes = np.linalg.svd(squares, full_matrices=False)
    places = np.zeros((count, 2))
    flat = squares @ axes[:2].T
    flat *= np.sign(
        flat[np.abs(flat).argmax(axis=0), range(flat.shape[1])]
    )  # the sign of an axis is the library's whim
    places[:, : flat.shape[1]] = flat
    spread = np.maximum(places.std(axis=0), 1e-9)
    spreading: FloatTable = places / spread * LENGTH * np.sqrt(count) * 0.5
    return spreading + chance.normal(0, LENGTH * 0.4, (count, 2))


def place_in_disc(count: int) -> "FloatTable":
    """Place nodes without links evenly in a disc."""
    import numpy as np

    turn = np.arange(count) * np.pi * (3 - np.sqrt(5))
    away = LENGTH * 0.62 * np.sqrt(np.arange(count))
    return np.stack([away * np.cos(turn), away * np.sin(turn)], axis=1)


def push_apart(places: "FloatTable", sizes: "Floats", rounds: int = 60) -> "FloatTable":
    """Push nodes apart until none lies over another, each as little as it takes."""
    import numpy as np
    from scipy.spatial import cKDTree

    places = places.copy()
    reach = 2 * float(sizes.max()) + GAP
    for number in range(rounds):
        near = cKDTree(places).query_pairs(reach, output_type="ndarray")
        if not len(near):
            break
        a, b = near.T
        between = places[b] - places[a]
        length = np.hypot(*between.T)
        needed = sizes[a] + sizes[b] + GAP
        over = length < needed - 0.05
        if not over.any():
            break
        a, b, between, length, needed = a[over], b[over], between[over], length[over], needed[over]
        angle = (a * 2.399963 + b + number) % (2 * np.pi)  # two on one spot part in a direction of their own
        way = np.where(length[:, None] < 1e-6, np.stack([np.cos(angle), np.sin(angle)], axis=1), between)
        way = way / np.maximum(np.hypot(*way.T), 1e-9)[:, None]
        push = way * ((needed - length) * 0.55)[:, None]
        np.add.at(places, a, -push)
        np.add.at(places, b, push)
    return places


def pack_discs(discs: "Floats", ends: "IntTable", weights: "Floats") -> "FloatTable":
    """Place discs side by side, those with much between them near each other, the largest in the middle."""
    import numpy as np

    count = len(discs)
    if count == 1:
        return np.zeros((1, 2))
    between: dict[tuple[int, int], float] = {}
    for (a, b), weight in zip(np.sort(ends, axis=1).tolist(), weights.tolist(), strict=True):
        between[a, b] = between.get((a, b), 0.0) + weight
    order = sorted(range(count), key=lambda one: (-discs[one], one))
    places = np.zeros((count, 2))
    done: list[int] = []
    for one in order:
        if done:
            pulls = [(between.get((min(one, other), max(one, other)), 0.0), other) for other in done]
            places[one] = free_spot(places[done], discs[done], discs[one], [pull for pull, _ in pulls])
        done.append(one)
    return places


def free_spot(places: "FloatTable", discs: "Floats", size: float, pulls: Sequence[float]) -> "Floats":
    """Give the free place nearest to what pulls, and to the middle where nothing does."""
    import numpy as np

    strength = np.asarray(pulls, dtype=float)
    total = strength.sum()
    goal = (places * strength[:, None]).sum(axis=0) / total if total else np.zeros(2)
    angles = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    ring = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    away = discs + size + MARGIN
    spots = (places[:, None, :] + ring[None, :, :] * away[:, None, None]).reshape(-1, 2)
    far = np.hypot(spots[:, None, 0] - places[None, :, 0], spots[:, None, 1] - places[None, :, 1])
    free = spots[(far >= away[None, :] - 0.01).all(axis=1)]
    cost = np.hypot(*(free - goal).T) + 0.15 * np.hypot(*free.T)
    best: Floats = free[int(np.round(cost, 3).argmin())]
    return best
