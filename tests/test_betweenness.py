"""Who stands between others: as networkx counts it, ranks with their range, and the same answer each time."""

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import betweenness
from graph.betweenness import measure_betweenness as shares
from graph.betweenness import rank_standing, rank_values

links = st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1]), min_size=1)


def of(pairs: list[tuple[int, int]], nodes: int = 12) -> list[float]:
    found: list[float] = shares(np.array(pairs), nodes, np.random.default_rng(0)).tolist()
    return found


def counted(pairs: list[tuple[int, int]], nodes: int = 12) -> list[float]:
    net: nx.Graph[int] = nx.Graph(pairs)
    net.add_nodes_from(range(nodes))
    found = nx.betweenness_centrality(net)
    return [found[node] for node in range(nodes)]


@given(links)
def test_it_is_what_networkx_counts(pairs: set[tuple[int, int]]) -> None:
    assert of(sorted(pairs)) == pytest.approx(counted(sorted(pairs)), abs=1e-12)


def test_many_starting_points_are_worked_through_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [(n, n + 1) for n in range(29)]
    monkeypatch.setattr(betweenness, "AT_ONCE", 90)
    assert of(pairs, 30) == pytest.approx(counted(pairs, 30))


@pytest.mark.slow
def test_a_large_network_is_counted_from_a_sample_that_comes_near(monkeypatch: pytest.MonkeyPatch) -> None:
    net = nx.barabasi_albert_graph(400, 3, seed=1)
    exact, pairs = nx.betweenness_centrality(net), sorted(map(tuple, map(sorted, net.edges)))
    monkeypatch.setattr(betweenness, "WORK", 2 * len(pairs) * 100)
    near = of(pairs, 400)
    assert near != pytest.approx([exact[node] for node in range(400)])
    first = sorted(range(400), key=lambda node: -near[node])[:3]
    assert set(first) <= set(sorted(exact, key=lambda node: -exact[node])[:6])


def test_equals_have_the_first_of_their_places() -> None:
    assert rank_values(np.array([0.5, 0.0, 0.5, 0.1 + 0.2, 0.3])).tolist() == [1, 5, 1, 3, 3]


def test_a_place_that_hangs_on_one_call_has_a_wide_range_and_one_that_many_hold_has_none() -> None:
    chain = rank_standing([(a, b, 1, 50) for a, b in pairwise("abcdefg")])
    assert [chain[0][at] for at in (0, 4, 5)] == ["d", 1, 1]
    assert chain[0][6] > 1  # without the call of c and d it stands at an end
    star = rank_standing([("a", other, 1, 50) for other in "bcdefghij"])
    assert star[0][4:] == [1, 1, 1]


def test_the_rows_wanted_are_given_and_calls_are_counted_on_both_sides() -> None:
    rows = rank_standing([("a", "b", 3, 2), ("b", "c", 0, 2)])
    assert [row[:5] for row in rows] == [["b", 2, 3, 1.0, 1], ["a", 1, 3, 0.0, 2]]
    assert rank_standing([]) == []
