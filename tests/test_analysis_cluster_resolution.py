"""The ladder: opened where seeds agree, each member as stable as seeds say, what is judged held on every rung."""

import random
from collections import Counter
from itertools import combinations
from math import log

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_array

from bench.clusters import planted
from graph.analysis.cluster.agreement import measure_adjusted_rand, measure_mutual_information
from graph.analysis.cluster.resolution import (
    BORDERLINE,
    CRUMBS,
    RUNGS,
    Division,
    Rung,
    choose_rung,
    divide_rows,
    find_consensus,
    find_greatest_overlaps,
    list_rungs,
    measure_stability,
    thin_ties,
)
from graph.analysis.network.partition import LOOSE, SETTLED, find_communities, label_rows

pytestmark = pytest.mark.slow  # whole analyses run over many made-up cases

Labels = NDArray[np.int64]

labels = st.lists(st.integers(0, 3), min_size=1, max_size=12)


def by_definition(one: list[int], other: list[int]) -> float:
    """Count pairs: the adjusted Rand index as Hubert and Arabie define it."""
    pairs = list(combinations(range(len(one)), 2))
    both = sum(one[a] == one[b] and other[a] == other[b] for a, b in pairs)
    ones, others = sum(one[a] == one[b] for a, b in pairs), sum(other[a] == other[b] for a, b in pairs)
    chance = ones * others / len(pairs) if pairs else 0.0
    most = (ones + others) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), one=labels)
def test_agreement_is_the_adjusted_rand_index(data: st.DataObject, one: list[int]) -> None:
    other = data.draw(st.lists(st.integers(0, 3), min_size=len(one), max_size=len(one)))
    assert measure_adjusted_rand(np.array(one), np.array(other)) == pytest.approx(by_definition(one, other), abs=1e-12)
    names = {number: 7 - number for number in range(4)}
    assert measure_adjusted_rand(np.array(one), np.array([names[number] for number in one])) == 1.0


def test_nothing_agrees_with_nothing() -> None:
    assert measure_adjusted_rand(np.array([], dtype="int64"), np.array([], dtype="int64")) == 1.0


def home(division: Division) -> Labels:
    found: Labels = label_rows(division.clusters, len(division.stability))
    return found


@pytest.mark.parametrize("mixing", [0.3, 0.5])
@pytest.mark.parametrize("links", [20_000, 80_000])
def test_planted_clusters_are_found_at_the_opening_rung(links: int, mixing: float) -> None:
    pairs, truth = planted(links, mixing, seed=1)
    division = divide_rows(pairs)
    assert measure_adjusted_rand(home(division), truth) >= 0.95
    every = [measure_adjusted_rand(find_communities(pairs, rung, 0), truth) for rung in RUNGS]
    assert measure_adjusted_rand(home(division), truth) >= max(every) - 0.02


def test_a_ladder_ends_where_clusters_are_crumbs() -> None:
    pairs, _ = planted(4_000, 0.3, seed=1)
    rungs = list_rungs(pairs, 0)
    assert [rung.resolution for rung in rungs] == list(RUNGS[: len(rungs)])
    assert len(rungs) < len(RUNGS)
    after = np.unique(find_communities(pairs, RUNGS[len(rungs)], 0), return_counts=True)[1]
    assert np.median(after) < CRUMBS


def rung(resolution: float, agreement: float, crumbs: float = 0.0) -> Rung:
    return Rung(resolution, agreement, crumbs)


def test_the_ladder_opens_where_seeds_agree_most() -> None:
    assert choose_rung([rung(1, 0.6), rung(2, 0.97), rung(5, 0.9)]) == 1


def test_of_rungs_that_agree_alike_the_finest_opens() -> None:
    assert choose_rung([rung(1, 0.6), rung(2, 0.98), rung(5, 0.975)]) == 2
    assert choose_rung([rung(1, 0.6), rung(2, 0.98), rung(5, 0.965)]) == 1


def test_a_rung_that_stood_stands_while_others_are_no_better() -> None:
    assert choose_rung([rung(1, 0.6), rung(2, 0.975), rung(5, 0.98)], 2) == 1
    assert choose_rung([rung(1, 0.6), rung(2, 0.95), rung(5, 0.98)], 2) == 2


def test_agreement_about_crumbs_is_worth_nothing() -> None:
    assert choose_rung([rung(1, 0.85, 0.02), rung(2, 0.95, 0.03), rung(5, 0.99, 0.12)]) == 1


def test_pairs_that_share_nothing_else_do_not_end_the_ladder() -> None:
    pairs, _ = planted(20_000, 0.3, seed=1)
    nodes = pairs.shape[0]
    loose = symmetric({(2 * place, 2 * place + 1): 1.0 for place in range(nodes)}, 2 * nodes)
    alone, beside = list_rungs(pairs, 0), list_rungs(beside_each_other(pairs, loose), 0)
    assert len(beside) >= len(alone) > 1
    assert all(one.crumbs < 0.1 for one in beside)


def symmetric(links: dict[tuple[int, int], float], nodes: int) -> csr_array:
    a, b = zip(*links, strict=True)
    half = csr_array((list(links.values()), (a, b)), shape=(nodes, nodes))
    return csr_array(half + half.T)


def beside_each_other(one: csr_array, other: csr_array) -> csr_array:
    from scipy.sparse import block_diag

    whole = csr_array(block_diag([one, other]).tocsr())
    whole.sort_indices()
    return whole


def ring(nodes: int) -> csr_array:
    """Give nodes each tied to the next: where it is cut is chance."""
    return symmetric({tuple(sorted((node, (node + 1) % nodes))): 1.0 for node in range(nodes)}, nodes)  # type: ignore[misc]


def test_five_of_six_seeds_hold_a_tie() -> None:
    pairs = symmetric({(0, 1): 1.0, (1, 2): 1.0}, 3)
    five, four = np.array([0, 0, 0]), np.array([0, 0, 1])
    assert find_consensus(pairs, [five] * 5 + [four]).tolist() == [0, 0, 0]
    assert find_consensus(pairs, [five] * 4 + [four] * 2).tolist() == [0, 0, 1]


def test_stability_is_the_share_of_seeds_that_keep_a_member_with_its_neighbours() -> None:
    pairs = symmetric({(0, 1): 1.0, (1, 2): 1.0, (2, 3): 1.0}, 5)
    seeds = [np.array([0, 0, 0, 1, 2])] * 5 + [np.array([0, 0, 1, 1, 2])]
    found = measure_stability(pairs, np.array([0, 0, 0, 1, 2]), seeds)
    assert found == pytest.approx([1.0, (1 + 5 / 6) / 2, 5 / 6, 1.0, 1.0])


def test_cliques_are_stable_and_a_ring_is_not() -> None:
    cliques = {pair: 1.0 for start in (0, 6, 12) for pair in combinations(range(start, start + 6), 2)}
    division = divide_rows(symmetric(cliques, 18))
    assert division.clusters == tuple(tuple(range(start, start + 6)) for start in (0, 6, 12))
    assert division.stability.min() == 1.0
    arcs = {node: node // 3 for node in range(9)}
    assert divide_rows(ring(9), before=arcs).stability.max() < BORDERLINE


def test_clusters_start_from_those_of_before_but_stability_does_not() -> None:
    arcs = {node: (node + 1) % 9 // 3 for node in range(9)}
    division = divide_rows(ring(9), before=arcs)
    assert set(division.clusters) == {(0, 1, 8), (2, 3, 4), (5, 6, 7)}
    other = divide_rows(ring(9), before={node: node // 3 for node in range(9)})
    assert division.stability.max() < BORDERLINE
    assert set(other.clusters) == {(0, 1, 2), (3, 4, 5), (6, 7, 8)}


def test_walls_and_links_hold_on_every_rung() -> None:
    pairs, truth = planted(4_000, 0.3, seed=2)
    inside = np.flatnonzero(truth == 3)[:2].tolist()
    across = [int(np.flatnonzero(truth == cluster)[0]) for cluster in (5, 6)]
    division = divide_rows(pairs, same=[(across[0], across[1])], different=[(inside[0], inside[1])])
    assert division.coarser or division.finer
    for clusters in (division.clusters, division.coarser, division.finer):
        place = {row: number for number, cluster in enumerate(clusters) for row in cluster}
        if place:
            assert place[inside[0]] != place[inside[1]]
            assert place[across[0]] == place[across[1]]


@pytest.mark.parametrize("mixing", [0.3, 0.5])
def test_clusters_are_connected(mixing: float) -> None:
    pairs, _ = planted(10_000, mixing, seed=3)
    net = nx.from_scipy_sparse_array(pairs)
    assert all(nx.is_connected(net.subgraph(cluster)) for cluster in divide_rows(pairs).clusters)


def test_relabelled_nodes_give_much_the_same_clusters() -> None:
    # the order of nodes moves chance, so a few doubtful members move too
    pairs, truth = planted(10_000, 0.4, seed=4)
    order = list(range(pairs.shape[0]))
    random.Random(0).shuffle(order)
    moved = csr_array(pairs[order][:, order])
    moved.sort_indices()
    assert measure_adjusted_rand(home(divide_rows(moved)), home(divide_rows(pairs))[order]) >= 0.97
    assert measure_adjusted_rand(home(divide_rows(moved)), truth[order]) >= 0.95


def test_the_same_ties_give_the_same_division() -> None:
    pairs, _ = planted(10_000, 0.5, seed=5)
    first, again = divide_rows(pairs, seed=3), divide_rows(pairs.copy(), seed=3)
    assert first.clusters == again.clusters
    assert first.rungs == again.rungs
    assert (first.stability == again.stability).all()


def test_modularity_is_what_networkx_says() -> None:
    import graspologic_native as native

    pairs, _ = planted(4_000, 0.4, seed=6)
    for resolution in RUNGS[:3]:
        quality, found = native.leiden_csr(
            pairs.indptr.astype("int64"),
            pairs.indices.astype("int32"),
            pairs.data,
            pairs.shape[0],
            resolution=resolution,
            seed=0,
        )
        clusters: dict[int, set[int]] = {}
        for node, cluster in found.items():
            clusters.setdefault(cluster, set()).add(node)
        net = nx.from_scipy_sparse_array(pairs)
        expected = nx.community.modularity(net, clusters.values(), resolution=resolution)
        assert quality == pytest.approx(expected, abs=1e-9)
        ours = find_communities(pairs, resolution, 0)
        assert measure_adjusted_rand(ours, np.array([found[node] for node in range(len(ours))])) == 1.0


def test_a_cluster_lies_where_most_of_it_does() -> None:
    assert find_greatest_overlaps([[0, 1, 2], [3, 4]], [[0, 1], [2, 3], [4]], 5) == [
        (0, pytest.approx(2 / 3)),
        (1, 0.5),
    ]


def test_a_case_without_ties_has_one_rung_of_single_rows() -> None:
    division = divide_rows(csr_array((3, 3)))
    assert division.clusters == ((0,), (1,), (2,))
    assert [rung[:2] for rung in division.rungs] == [(1.0, 1.0)]
    assert divide_rows(csr_array((0, 0))).clusters == ()


ties_of_twelve = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from([0.25, 0.5, 1.0, 2.0]),
    min_size=1,
    max_size=30,
)
pairs_of_twelve = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=4)


@settings(max_examples=80, deadline=None)
@given(
    links=ties_of_twelve,
    same=pairs_of_twelve,
    different=pairs_of_twelve,
    warm=st.none() | st.lists(st.integers(0, 3), min_size=12, max_size=12),
    core=st.none() | st.lists(st.booleans(), min_size=12, max_size=12),
    least=st.sampled_from([LOOSE, SETTLED]),
)
def test_no_rung_has_a_cluster_in_pieces_or_crosses_a_wall(
    links: dict[tuple[int, int], float],
    same: list[tuple[int, int]],
    different: list[tuple[int, int]],
    warm: list[int] | None,
    core: list[bool] | None,
    least: float,
) -> None:
    division = divide_rows(
        symmetric(links, 12),
        before=None if warm is None else dict(enumerate(warm)),
        same=same,
        different=different,
        core=None if core is None else np.array(core),
        least=least,
    )
    net = nx.Graph([*links, *same])
    net.add_nodes_from(range(12))
    for clusters in (division.clusters, division.coarser, division.finer):
        if clusters:
            assert sorted(row for cluster in clusters for row in cluster) == list(range(12))
            assert all(nx.is_connected(net.subgraph(cluster)) for cluster in clusters)
            home = {row: number for number, cluster in enumerate(clusters) for row in cluster}
            assert all(a == b or home[a] != home[b] for a, b in different)
    assert division.stability.min() >= 0.0
    assert division.stability.max() <= 1.0


def test_seeds_are_to_agree_about_the_core_alone() -> None:
    cliques = {pair: 1.0 for start in range(0, 60, 6) for pair in combinations(range(start, start + 6), 2)}
    both = beside_each_other(symmetric(cliques, 60), ring(60))
    core = np.arange(120) < 60
    assert all(one.agreement > 0.95 and one.crumbs == 0.0 for one in list_rungs(both, 0, core)[:3])
    assert all(one.agreement < 0.95 for one in list_rungs(both, 0, ~core)[:3])


@settings(max_examples=100, deadline=None)
@given(data=st.data(), one=labels)
def test_information_is_mutual_information_over_the_mean_entropy(data: st.DataObject, one: list[int]) -> None:
    other = data.draw(st.lists(st.integers(0, 3), min_size=len(one), max_size=len(one)))
    both = Counter(zip(one, other, strict=True))
    ones, others, n = Counter(one), Counter(other), len(one)
    shared = sum(k / n * log(k * n / ones[a] / others[b]) for (a, b), k in both.items())
    entropies = [-sum(k / n * log(k / n) for k in some.values()) for some in (ones, others)]
    expected = 2 * shared / sum(entropies) if sum(entropies) else 1.0
    assert measure_mutual_information(np.array(one), np.array(other)) == pytest.approx(expected, abs=1e-12)
    assert measure_mutual_information(np.array(one), np.array([7 - number for number in one])) == pytest.approx(1.0)


def test_a_seed_sees_nine_of_ten_ties_and_no_other() -> None:
    pairs, _ = planted(20_000, 0.3, seed=1)
    seen = thin_ties(pairs, 3)
    assert seen.nnz == pytest.approx(0.9 * pairs.nnz, rel=0.02)
    assert (seen != seen.T).nnz == 0
    assert set(zip(*seen.nonzero(), strict=True)) <= set(zip(*pairs.nonzero(), strict=True))
    assert (thin_ties(pairs, 4) != seen).nnz > 0
