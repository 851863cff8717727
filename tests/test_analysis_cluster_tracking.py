"""Lineages: which cluster of today is which of before, and what became of it."""

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.cluster.tracking import Descent, trace_descent

EVENTS = 60
CLUSTERS = 1000


def letters(*words: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in words]


@pytest.mark.parametrize(
    ("old", "new", "descents"),
    [
        ([], ["abc"], [Descent(None, "born", ())]),
        (["abcd"], ["abce"], [Descent(0, "lives", (0,))]),
        (["abcdefgh"], ["abcde", "fgh"], [Descent(0, "split", (0,)), Descent(None, "split", (0,))]),
        (["abcd", "efg"], ["abcdefg"], [Descent(0, "merged", (0, 1))]),
        (["abcd"], ["wxyz"], [Descent(None, "born", ())]),
        (["abcdefghij"], ["a12345"], [Descent(None, "born", ())]),
        (["abcde"], ["abcdefgh"], [Descent(0, "grown", (0,))]),
        (["abcdefgh"], ["abcde"], [Descent(0, "shrunk", (0,))]),
        (["abcdefg"], ["abcdefghi"], [Descent(0, "lives", (0,))]),
    ],
)
def test_a_lineage_goes_on(old: Sequence[str], new: Sequence[str], descents: list[Descent]) -> None:
    assert trace_descent(letters(*old), letters(*new)) == descents


@settings(max_examples=60, deadline=None)
@given(
    now=st.lists(st.integers(0, 4), min_size=12, max_size=12),
    then=st.lists(st.integers(0, 4), min_size=12, max_size=12),
)
def test_an_id_is_carried_by_one_cluster(now: list[int], then: list[int]) -> None:
    old, new = (
        [frozenset(str(n) for n in range(12) if home[n] == c) for c in sorted(set(home))] for home in (then, now)
    )
    found = trace_descent(old, new)
    heirs = [descent.heir_of for descent in found if descent.heir_of is not None]
    assert len(heirs) == len(set(heirs))
    assert trace_descent(new, new) == [Descent(number, "lives", (number,)) for number in range(len(new))]


def test_a_cluster_that_was_gone_for_a_run_comes_back() -> None:
    last, before, first = letters("abcd"), letters("efgh"), letters("ijkl", "mnop")
    new = letters("abcd", "mnoq", "efgx", "wxyz")
    assert trace_descent(last, new, [before, first]) == [
        Descent(0, "lives", (0,)),
        Descent(3, "back", (3,)),
        Descent(1, "back", (1,)),
        Descent(None, "born", ()),
    ]


def test_who_lives_is_no_cluster_that_comes_back() -> None:
    assert trace_descent(letters("abcd"), letters("abcx"), [letters("abxy")]) == [Descent(0, "lives", (0,))]


def test_planted_events_are_found_and_no_others() -> None:
    draw = random.Random(5)
    old = [{f"{number}.{member}" for member in range(20)} for number in range(CLUSTERS)]
    moved = [set(members) for members in old]
    for number, members in enumerate(moved):
        for member in sorted(members):
            chance = draw.random()
            if chance < 0.18 and member in old[number]:  # ten of a hundred move, eight leave
                members.discard(member)
                if chance < 0.1:
                    draw.choice(moved).add(member)
        members |= {f"new.{number}.{arrived}" for arrived in range(20) if draw.random() < 0.08}
    kinds = ("split", "merged", "with", "grown", "shrunk", "ended")
    planted = {kind: range(EVENTS * place, EVENTS * place + EVENTS) for place, kind in enumerate(kinds)}
    new: list[tuple[str, set[str]]] = []
    for number in planted["split"]:
        some = sorted(moved[number])
        new += [("split", set(some[::2])), ("split", set(some[1::2]))]
    for number, other in zip(planted["merged"], planted["with"], strict=True):
        new.append(("merged", moved[number] | moved[other]))
    for number in planted["grown"]:
        new.append(("grown", moved[number] | {f"more.{number}.{member}" for member in range(20)}))
    for number in planted["shrunk"]:
        new.append(("shrunk", set(sorted(moved[number])[::3])))
    new += [("lives", moved[number]) for number in range(EVENTS * len(kinds), CLUSTERS)]
    new += [("born", {f"born.{number}.{member}" for member in range(20)}) for number in range(EVENTS)]
    found = trace_descent(old, [members for _, members in new])
    said = Counter((what, descent.how) for (what, _), descent in zip(new, found, strict=True))
    assert said == {
        ("split", "split"): 2 * EVENTS,
        ("merged", "merged"): EVENTS,
        ("grown", "grown"): EVENTS,
        ("shrunk", "shrunk"): EVENTS,
        ("lives", "lives"): CLUSTERS - EVENTS * len(kinds),
        ("born", "born"): EVENTS,
    }
    going = {parent for descent in found for parent in descent.parents}
    assert [number for number in range(len(old)) if number not in going] == list(planted["ended"])
