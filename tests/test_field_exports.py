"""Files as people bring them: exports that other programs wrote or changed, and what is told of those not read."""

from pathlib import Path

import pytest

from graph import questions
from graph.case import Case
from graph.disclosure import Disclosure
from graph.finding import address
from graph.model import Mentions, Phone, Post
from graph.store import Store
from ingest import load
from liaisons import work

FIRST, SECOND = Phone(id="+442079460123"), Phone(id="+442079460124")
BOAT = Post(id="telegram:channel5001/5")
TWICE = """platform,time,account_id,text,post_id,account_name,group_id,group_name
telegram,2024-03-01T10:00:00Z,1001,"Boat Friday, call +44 20 7946 0123",5,Amin,channel5001,Coast trips
telegram,2024-03-01T10:00:00Z,1001,"Boat Saturday, call +44 20 7946 0124",5,Amin,channel5001,Coast trips
telegram,2024-03-01T10:00:00Z,1001,"Boat Friday, call +44 20 7946 0123",5,Amin,channel5001,Coast trips
"""
"""A sheet of repeated pulls: one post in two wordings, the first of them twice."""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.init(tmp_path / "case", purpose="test", legal_basis="none", profile="ngo", who="tester")


def ingested(case: Case, store: Store, *paths: Path) -> int:
    """Read files into a store as an ingest does, and give the run."""
    planned = work.planned_files(case, paths, case.folder / "scratch")
    given = [
        (one.found.path, one.found.name, one.source, one.answers, one.found.archive)
        for one in planned
        if one.found is not None and one.source is not None and one.ready
    ]
    run = load.enter(case, given, who="tester")
    load.settle(case, store)
    return run


def undone(case: Case, store: Store, run: int) -> None:
    case.journal.append("undo", {"run": run}, who="tester")
    load.settle(case, store)


def files(folder: Path, **contents: str | bytes) -> Path:
    """Write files into a new folder; a name has __ for its point."""
    folder.mkdir()
    for name, content in contents.items():
        (folder / name.replace("__", ".")).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


# One post twice in a file


def test_both_wordings_of_one_post_in_one_file_are_kept_and_told(case: Case, store: Store, tmp_path: Path) -> None:
    ingested(case, store, files(tmp_path / "in", posts__csv=TWICE))
    rows = questions.run(store, "posts_that_differ")
    assert [row[:2] for row in rows] == [[BOAT.id, 2]]
    shown = Disclosure(case, store, who="tester").show(BOAT.id)
    assert "Boat Friday" in str(shown)
    assert "Boat Saturday" in str(shown)


def test_a_contact_opens_to_the_wording_that_names_it(case: Case, store: Store, tmp_path: Path) -> None:
    ingested(case, store, files(tmp_path / "in", posts__csv=TWICE))
    gate = Disclosure(case, store, who="tester")
    quotes = [gate.open_link(address(Mentions, BOAT.id, phone.id))[0] for phone in (FIRST, SECOND)]
    assert [(quote.text, quote.place, quote.files) for quote in quotes] == [
        ("Boat Friday, call +44 20 7946 0123", "line 2", 1),
        ("Boat Saturday, call +44 20 7946 0124", "line 3", 1),
    ]


def test_a_file_that_says_two_things_of_a_post_counts_it_once(case: Case, store: Store, tmp_path: Path) -> None:
    ingested(case, store, files(tmp_path / "in", posts__csv=TWICE))
    [read] = questions.run(store, "files_read")
    [file, *_] = read
    assert read[4] == 1  # posts
    told = {row[0]: row[1:] for row in questions.run(store, "what_a_file_says", file=file)}
    assert told["Post"] == [1, 1, 1]


def test_two_wordings_in_one_file_load_as_a_set_and_are_undone_whole(case: Case, store: Store, tmp_path: Path) -> None:
    header, first, second, *_ = TWICE.splitlines(keepends=True)
    both = files(tmp_path / "both", posts__csv=TWICE)
    other = files(tmp_path / "other", posts__csv=header + second + first)
    run = ingested(case, store, both)
    alone = store.whole()
    later = ingested(case, store, both, other)
    together = store.whole()
    undone(case, store, later)
    assert store.whole() == alone
    undone(case, store, run)
    assert store.whole() == ({}, [])
    ingested(case, store, other)
    ingested(case, store, both)
    assert store.whole() == together
