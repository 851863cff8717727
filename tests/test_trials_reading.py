"""Worlds read for measuring give the snapshot that a case gives."""

from pathlib import Path

import pytest

from graph.case import Case
from graph.model import HandsOff
from graph.snapshot import READ, Snapshot
from graph.store import Store
from liaisons.trials.reading import read_folder
from worlds.families.first.writing import write_world

pytestmark = pytest.mark.slow  # worlds are made for it


def equal(one: Snapshot, other: Snapshot) -> None:
    assert one.ids == other.ids
    assert one.labels == other.labels
    assert one.posts.equals(other.posts)
    for link in READ:
        if link is not HandsOff:
            assert one.sightings(link).equals(other.sightings(link)), link.__name__
    assert one.spells() == other.spells()


def test_the_sample_read_without_a_store_is_the_snapshot_of_its_case(worked: Path, exports: Path) -> None:
    with Store.of(Case.open(worked)) as store:
        equal(read_folder(exports), Snapshot.read(store))


def test_a_hard_world_read_without_a_store_is_the_snapshot_of_its_case(tmp_path: Path) -> None:
    from tests import acting

    write_world(tmp_path / "world", 3, 300, "hard")
    case = Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester")
    acting.ingest(case, [tmp_path / "world/case"], who="tester")
    with Store.of(case) as store:
        equal(read_folder(tmp_path / "world/case"), Snapshot.read(store))
