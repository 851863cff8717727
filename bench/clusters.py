"""Clusters beside networkx Louvain on nets with planted clusters: ``python -m bench.clusters --links 1000000``."""

from collections.abc import Callable, Iterator
from functools import partial
from time import process_time
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bench.table import Row, machine, markdown

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

STAGE = "clusters"

DEGREE = 20
SIZES = (10, 200)
"""Least and greatest size of a planted cluster; how often each occurs falls with its square."""

CHANGED = 0.02
"""Share of ties that are laid anew between two runs."""

Result = TypeVar("Result")


def measure(links: int, mixing: float = 0.4, seed: int = 0) -> Iterator[Row]:
    """Yield what one rung, the whole ladder and a run after another cost and find, beside networkx Louvain."""
    import networkx as nx

    from graph.analysis.agreement import rand
    from graph.analysis.ladder import BORDERLINE, divide
    from graph.analysis.partition import communities, labelled

    pairs, truth = planted(links, mixing, seed)
    nodes, ties = pairs.shape[0], pairs.nnz // 2
    yield Row(STAGE, "net", f"{nodes:,} accounts, {ties:,} ties, {int(truth.max()) + 1:,} clusters, mixing {mixing}")
    net = nx.from_scipy_sparse_array(pairs)
    louvain, found = timed(partial(nx.community.louvain_communities, net, seed=seed))
    del net  # it takes more memory than all else
    share = rand(labelled([sorted(some) for some in found], nodes), truth)
    yield Row(STAGE, "networkx Louvain", f"{louvain:.1f} s, ARI {share:.3f}")
    ladder, division = timed(lambda: divide(pairs, seed=seed))
    rung = division.rungs[division.opening][0]
    single, label = timed(lambda: communities(pairs, rung, seed))
    yield Row(
        STAGE,
        f"one rung ({rung:g})",
        f"{single:.2f} s, {louvain / single:.0f} times Louvain, ARI {rand(label, truth):.3f}",
        "25 times networkx Louvain at 1 M links",
        louvain >= 25 * single,
    )
    doubtful = float((division.stability < BORDERLINE).mean())
    yield Row(
        STAGE,
        "the whole ladder with stability",
        f"{ladder:.1f} s, ARI {rand(labelled(division.clusters, nodes), truth):.3f}, {doubtful:.1%} borderline",
        "no slower than one networkx Louvain",
        ladder <= louvain,
    )
    agreed = ", ".join(f"{resolution:g}: {agreement:.3f}" for resolution, agreement, _ in division.rungs)
    yield Row(STAGE, "seeds agree (ARI), by rung", agreed)
    changed = relaid(pairs, CHANGED, seed)
    before = dict(enumerate(labelled(division.clusters, nodes).tolist()))
    cost, warm = timed(lambda: divide(changed, seed=seed, before=before, stood=rung))
    cold = divide(changed, seed=seed)
    old, new, anew = (labelled(one.clusters, nodes) for one in (division, warm, cold))
    yield Row(
        STAGE,
        f"again after {CHANGED:.0%} of the ties changed",
        f"{cost:.1f} s, agreement with before {rand(old, new):.3f} from there, {rand(old, anew):.3f} from nothing",
    )


def planted(links: int, mixing: float, seed: int) -> "tuple[csr_array, np.ndarray[Any, Any]]":
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


def symmetric(
    a: "np.ndarray[Any, Any]", b: "np.ndarray[Any, Any]", weights: "np.ndarray[Any, Any]", nodes: int
) -> "csr_array":
    """Give ties as the analysis takes them: both ways, none to itself."""
    from scipy.sparse import csr_array

    apart = a != b
    half = csr_array((weights[apart], (a[apart], b[apart])), shape=(nodes, nodes))
    whole = csr_array(half + half.T)
    whole.sort_indices()
    return whole


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Give the CPU seconds that work took, and what came of it."""
    begin = process_time()
    result = work()
    return process_time() - begin, result


@click.command()
@click.option("--links", default=1_000_000, show_default=True)
@click.option("--mixing", default=0.4, show_default=True, help="Share of ties that lead anywhere.")
@click.option("--seed", default=0, show_default=True)
def bench(links: int, mixing: float, seed: int) -> None:
    """Measure, and print the table; exit with 1 where a bar does not hold."""
    rows = list(measure(links, mixing, seed))
    click.echo(markdown(rows, machine()))
    if links >= 1_000_000 and any(row.holds is False for row in rows):
        raise SystemExit(1)


if __name__ == "__main__":
    bench()
