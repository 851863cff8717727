"""What analyses work out of a snapshot: once, for it alone, and gone with it."""

import gc
import weakref

import pytest

from graph.analysis import ANALYSES
from graph.analysis.shared.context import Past
from graph.snapshot import Snapshot
from graph.snapshot.derived import keep_derived
from tests.test_analysis_cluster_core import office

counted: list[int] = []


@keep_derived
def count_nodes(snapshot: Snapshot, seed: int) -> int:
    counted.append(seed)
    return len(snapshot.ids)


def test_it_is_worked_out_once_for_each_snapshot_and_value() -> None:
    counted.clear()
    one, other = office().snapshot(), office("telegram:client0").snapshot()
    assert count_nodes(one, 1) == count_nodes(one, seed=1) == len(one.ids)
    assert count_nodes(one, 2) == len(one.ids)
    assert count_nodes(other, 1) == len(other.ids) > len(one.ids)
    assert count_nodes(one, 1) == len(one.ids)
    assert counted == [1, 1, 2, 1]  # one of them by its name, which is a value of its own


@pytest.mark.slow
def test_nothing_keeps_a_snapshot_when_the_analyses_are_done() -> None:
    snapshot = office("telegram:client0").snapshot()
    for analysis in ANALYSES.values():
        list(analysis(snapshot, Past()))
    assert snapshot.derived
    gone = weakref.ref(snapshot)
    del snapshot
    gc.collect()
    assert gone() is None
