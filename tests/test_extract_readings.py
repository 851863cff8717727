"""Readings of texts beside contacts: one function and one line give nodes and links, over words that others take."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from graph.case import Case
from graph.lookups.loading import RECORDED
from graph.model import NODES, Link, Mentions, Node, Post, RecordedIn, Source
from graph.store import Store
from ingest import load
from ingest.answers import Answers
from ingest.extract import READINGS, Reading, Written, find_contacts
from ingest.linking import Linker
from ingest.record import Message
from tests.telegram_export import single, wrote

POST = Post(id="telegram:channel2001/1")
TEXT = "Two seats, 1500 euro. Call +1 202 555 0101, 300 euro for children"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fare(Node):
    """What a seat costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks(Link):
    """The post asks for the fare."""

    ends: ClassVar = ((Post,), (Fare,))

    raw: str
    begin: int


def read_fares(written: Written) -> Iterator[Node | Link]:
    for match in re.finditer(r"(\d+) euro", written.folded.text):
        first, last = written.folded.span(*match.span())
        fare = Fare(id=f"fare:{written.post.id}/{match[1]}")
        yield fare
        yield Asks(
            start=written.post, end=fare, place=written.place, raw=written.text[first:last], begin=first
        )  # fmt: skip


@pytest.fixture
def fares(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add the reading: one line."""
    monkeypatch.setitem(READINGS, "fares", Reading(read_fares, 1))


def links(text: str) -> list[Link]:
    message = Message(place="line 1", post=POST, at=None, author=None, chat=None, text=text)
    said = Linker(Source(id="sha256:00"), ("US",)).said(message)
    return [thing for thing in said if isinstance(thing, Asks | Mentions)]


@pytest.mark.usefixtures("fares")
def test_what_contacts_leave_out_as_a_price_another_reading_finds() -> None:
    assert [link.end.id for link in links(TEXT)] == [
        "+12025550101", "fare:telegram:channel2001/1/1500", "fare:telegram:channel2001/1/300",
    ]  # fmt: skip


@pytest.mark.usefixtures("fares")
def test_readings_may_find_something_in_the_same_words() -> None:
    text = "wa.me/12025550101 euro"
    mention, asks = links(text)
    assert isinstance(mention, Mentions)
    assert isinstance(asks, Asks)
    assert (mention.raw, asks.raw) == ("wa.me/12025550101", "12025550101 euro")
    assert mention.begin is not None
    assert mention.begin < asks.begin < mention.begin + len(mention.raw)


@pytest.mark.usefixtures("fares")
def test_a_link_tells_where_in_the_text_it_stands_though_folding_moves_characters() -> None:
    [asks] = links("ﬁrst ２００ euro")
    assert isinstance(asks, Asks)
    assert (asks.begin, asks.raw) == (5, "２００ euro")


def test_contacts_of_a_post_are_those_of_its_text() -> None:
    assert [link.end for link in links(TEXT)] == [found.node for found in find_contacts(TEXT, regions=("US",))]


def test_a_reading_that_is_added_is_loaded_and_taken_back_whole(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.clear()
    case = Case.init(tmp_path / "case", purpose="t", legal_basis="n", profile="ngo", who="tester")
    path = tmp_path / "result.json"
    path.write_text(json.dumps(single(wrote(1, TEXT), wrote(2, "no price here"))), encoding="utf-8")
    load.enter_run(case, [load.Given(path, "result.json", "telegram-desktop", Answers())], who="tester")
    load.apply_runs(case, store)
    before = store.whole()
    monkeypatch.setattr("graph.statements.NODES", (Fare, *NODES))
    undone = RECORDED[Post].replace("(n:Post)", "(n:Fare)")
    assert undone != RECORDED[Post]
    monkeypatch.setitem(RECORDED, Fare, undone)  # what an undo takes back
    monkeypatch.setattr(RecordedIn, "ends", ((*RecordedIn.ends[0], Fare), RecordedIn.ends[1]))
    store.prepare()
    with monkeypatch.context() as added:
        added.setitem(READINGS, "fares", Reading(read_fares, 1))
        assert [outcome.file.name for outcome in load.apply_runs(case, store)] == ["result.json"]
        assert sorted(store.rows(Asks, "start", "end", "raw", "begin")) == [
            ["telegram:channel2001/1", "fare:telegram:channel2001/1/1500", "1500 euro", 11],
            ["telegram:channel2001/1", "fare:telegram:channel2001/1/300", "300 euro", TEXT.index("300")],
        ]
        whole = store.whole()
        assert load.apply_runs(case, store) == []
        store.clear()
        load.apply_runs(case, store)
        assert store.whole() == whole
    load.apply_runs(case, store)
    assert store.whole() == before
    assert not list(store.rows(Fare, "id"))
