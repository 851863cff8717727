"""The kept snapshot: the graph is read once, and what is stale, damaged or half loaded is never taken for it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.case import Case
from graph.model import Account, Group, In, Link, Name, Named, Node, Post, Posted, RecordedIn, Source
from graph.snapshot import READ, Snapshot, kept
from graph.snapshot.kept import graph_key, read_snapshot
from graph.store import Store

DAY = datetime(2025, 3, 1, tzinfo=UTC)
ME, GROUP, NAME = Account(id="telegram:user1"), Group(id="telegram:channel1"), Name.of("Sea Road")
READER = {"reader": "test", "version": 1, "answers": "none"}


class Refusing:
    """A store whose rows nobody may read."""

    def __init__(self, store: Store) -> None:
        self.sources = store.sources

    def rows(self, cls: type[Node] | type[Link], *columns: str) -> Iterator[list[Any]]:
        raise AssertionError(f"{cls.__name__} was read")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.init(tmp_path / "case", purpose="test", legal_basis="none", profile="ngo", who="tester")


def load(store: Store, number: int) -> None:
    """Load a file with one post, to its end."""
    file = Source(id=f"sha256:{number:02}")
    post = Post(id=f"telegram:channel1/{number}")
    said = RecordedIn(start=post, end=file, place="2", stated=True, text="seats tonight", at=DAY)
    named = [RecordedIn(start=node, end=file, place="1") for node in (ME, GROUP, NAME)]
    links = [Posted(start=ME, end=post, place="2"), In(start=post, end=GROUP, place="2")]
    name = Named(start=ME, end=NAME, place="1", how="seen", first_seen=DAY, last_seen=DAY)
    store.begin(file.id, READER, None)
    store.load(file.id, [*named, said], [*links, name])
    store.finish(file.id)


def equal(one: Snapshot, other: Snapshot) -> bool:
    tables = all(one.sightings(cls).equals(other.sightings(cls)) for cls in READ)
    return tables and one.ids == other.ids and one.labels == other.labels and one.posts.equals(other.posts)


def test_a_graph_that_was_read_is_not_read_again(case: Case, store: Store) -> None:
    load(store, 1)
    first = read_snapshot(case, store, keep=True)
    again = read_snapshot(case, Refusing(store), keep=True)  # type: ignore[arg-type]  # rows and sources are all it asks
    assert equal(first, again)
    assert equal(again, Snapshot.read(store))
    assert {path.stat().st_mode & 0o077 for path in (case.folder / kept.FOLDER).rglob("*")} == {0}


def test_another_file_or_another_reading_is_another_graph(case: Case, store: Store) -> None:
    load(store, 1)
    keys = {graph_key(case, store)}
    read_snapshot(case, store, keep=True)
    load(store, 2)
    assert equal(read_snapshot(case, store, keep=True), Snapshot.read(store))
    keys.add(graph_key(case, store))
    store.begin("sha256:02", {**READER, "version": 2}, None)
    store.finish("sha256:02")
    keys.add(graph_key(case, store))
    case.journal.append("rebuild", {}, who="tester")
    keys.add(graph_key(case, store))
    assert len(keys) == 4
    with pytest.raises(AssertionError, match="was read"):
        read_snapshot(case, Refusing(store), keep=True)  # type: ignore[arg-type]


def test_a_graph_that_is_half_loaded_or_half_taken_back_is_neither_kept_nor_taken_from_what_is_kept(
    case: Case, store: Store
) -> None:
    load(store, 1)
    read_snapshot(case, store, keep=True)
    store.begin("sha256:01", READER, None)
    assert graph_key(case, store) is None
    assert equal(read_snapshot(case, store, keep=True), Snapshot.read(store))
    assert not (case.folder / kept.FOLDER).exists()
    load(store, 1)
    assert graph_key(case, store) is not None


def test_a_graph_that_is_being_emptied_has_no_key(case: Case, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, 1)
    write, left = store.write, [2]

    def ended(work: Any) -> Any:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return write(work)

    monkeypatch.setattr(store, "write", ended)
    with pytest.raises(KeyboardInterrupt):
        store.clear()
    assert store.sources()
    assert graph_key(case, store) is None


@pytest.mark.parametrize("damage", ["changed", "cut", "gone", "no key", "another key", "another form"])
def test_what_is_damaged_or_of_another_form_is_read_anew(
    case: Case, local_store: Store, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    local_store.clear()
    load(local_store, 1)
    read_snapshot(case, local_store, keep=True)
    path, key = case.folder / kept.FOLDER / "Posted.arrow", case.folder / kept.FOLDER / kept.KEY
    data = path.read_bytes()
    if damage == "changed":
        path.write_bytes(data.replace(b"telegram:user1", b"telegram:user2") + b"\0")
    elif damage == "cut":
        path.write_bytes(data[:-9])
    elif damage == "gone":
        path.unlink()
    elif damage == "no key":
        key.write_bytes(b"[" * 50)
    elif damage == "another key":
        key.write_bytes(key.read_bytes().replace(b'"key": "', b'"key": "0'))
    else:
        monkeypatch.setattr(kept, "FORM", kept.FORM + 1)
    with pytest.raises(AssertionError, match="was read"):
        read_snapshot(case, Refusing(local_store), keep=False)  # type: ignore[arg-type]
    assert equal(read_snapshot(case, local_store, keep=True), Snapshot.read(local_store))
    read_snapshot(case, Refusing(local_store), keep=True)  # type: ignore[arg-type]


def test_who_does_not_hold_the_case_keeps_nothing(case: Case, local_store: Store) -> None:
    local_store.clear()
    load(local_store, 1)
    read_snapshot(case, local_store, keep=False)
    assert not (case.folder / kept.FOLDER).exists()
