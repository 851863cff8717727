"""TGDataset: channels and messages by their numbers; a number that does not say what it is of makes nobody."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.case import Case
from graph.model import Group, Handle, Post
from graph.store import Store
from ingest.record import Message, Naming, Noticed, Profile, Record, Refused, Status, Words
from ingest.sources.telegram import dataset
from tests.acting import settle_files, settle_undo
from tests.telegram_export import EXPORTED, NOON, only, texts

SAMPLE = Path(__file__).parent / "data" / "telegram-dataset.json"
CHANNEL = Group(id="telegram:channel2001")
Json = dict[str, Any]


def wrote(text: object = "two seats", **more: object) -> Json:
    return {"message": text, "date": float(NOON), "author": None, **more}


def read(tmp_path: Path, messages: Json, **more: object) -> list[Record | Refused]:
    path = tmp_path / "channels.json"
    about = {"username": "boats", "title": "Boats", "text_messages": messages, **more}
    path.write_text(json.dumps({"2001": about, "3001": {"title": "Night", "text_messages": {}}}))
    return list(dataset.read_dataset(path, EXPORTED))


def says(records: list[Record | Refused]) -> str:
    return "; ".join(one.says for one in only(records, Noticed))


def test_message_is_a_post_of_its_channel(tmp_path: Path) -> None:
    [message] = only(read(tmp_path, {"5": wrote()}), Message)
    assert (message.post, message.author, message.chat) == (Post(id="telegram:channel2001/5"), CHANNEL, CHANNEL)


def test_channel_has_title_handle_description_size_and_mark(tmp_path: Path) -> None:
    records = read(tmp_path, {}, description="Call me", n_subscribers=7, scam=True)
    assert [(one.subject.id, one.name) for one in only(records, Naming)] == [
        ("telegram:channel2001", "Boats"),
        ("telegram:channel3001", "Night"),
    ]
    assert [(one.handle, one.text) for one in only(records, Profile)] == [("boats", "Call me")]
    states = [(one.state, one.members, one.by) for one in only(records, Status)]
    assert states == [("described", 7, None), ("flagged", None, "Telegram"), ("described", None, None)]


def test_number_that_does_not_say_what_it_is_of_makes_nobody(tmp_path: Path) -> None:
    records = read(tmp_path, {"5": wrote(author=4101, forwarded_from_id=26811), "6": wrote(forwarded_from_id=3001)})
    first, second = only(records, Message)
    assert (first.author, first.forwarded_from) == (None, None)
    assert second.forwarded_from == Group(id="telegram:channel3001")
    assert "writers of whom the number alone" in says(records)
    assert "origins of which the number alone" in says(records)


def test_title_of_a_file_is_no_name_of_the_channel(tmp_path: Path) -> None:
    records = read(tmp_path, {}, title="map.pdf", generic_media={"4": {"title": "map.pdf", "date": NOON}})
    assert [one.name for one in only(records, Naming)] == ["Night"]
    assert "channels whose title is that of a file" in says(records)


def test_file_of_a_message_with_text_does_not_overwrite_it(tmp_path: Path) -> None:
    media = {"5": {"title": "map.pdf", "date": NOON}, "6": {"title": "sea.pdf", "date": NOON}}
    records = read(tmp_path, {"5": wrote()}, generic_media=media)
    assert texts(records) == ["two seats", ""]
    assert only(records, Message)[1].beside == (Words(text="sea.pdf", rule="file_name"),)


@pytest.mark.parametrize("change", [{"date": None}, {"date": 9.9e15}, {"date": "x"}, {"message": 5}])
def test_message_that_cannot_be_is_refused_with_its_place(change: Json, tmp_path: Path) -> None:
    records = read(tmp_path, {"5": wrote(), "6": {**wrote(), **change}, "7": wrote()})
    assert [one.place for one in only(records, Refused)] == ["2001.text_messages.6"]
    assert texts(records) == ["two seats"] * 2


@pytest.mark.slow
def test_damage_at_every_fiftieth_byte_spares_what_stands_before_it(tmp_path: Path) -> None:
    whole = SAMPLE.read_bytes()
    sound = {one.place: one for one in only(list(dataset.read_dataset(SAMPLE, EXPORTED)), Message)}
    path = tmp_path / "channels.json"
    for at in range(0, len(whole), 50):
        path.write_bytes(whole[:at] + b'"\xff{],' + whole[at + 5 :])
        records = list(dataset.read_dataset(path, EXPORTED))
        assert all(isinstance(one, (*get_args(Record), Refused)) for one in records)
        found = {one.text for one in only(records, Message)}
        before = {one.text for one in sound.values() if one.text.encode() in whole[: max(at - 250, 0)]}
        assert before - {""} <= found, at


def test_damage_within_a_message_costs_that_message(tmp_path: Path) -> None:
    path = tmp_path / "channels.json"
    path.write_bytes(SAMPLE.read_bytes().replace(b'"passed on by a number"', b'"passed on by a number'))
    records = list(dataset.read_dataset(path, EXPORTED))
    lost = set(texts(list(dataset.read_dataset(SAMPLE, EXPORTED)))) - set(texts(records))
    assert lost == {"passed on by a number"}
    assert len(only(records, Refused)) == 2


VALUES = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(max_size=6) | st.lists(st.integers())
KEYS = st.sampled_from(["message", "date", "author", "forwarded_from_id", "title", "is_forwarded", "x", "poll"])


@settings(max_examples=60)
@given(change=st.dictionaries(KEYS, VALUES, max_size=4), number=st.text("0123456789-x.", max_size=4))
def test_any_value_under_any_key_costs_at_most_that_message(
    change: Json, number: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    records = read(tmp_path_factory.mktemp("set"), {"50000": wrote(), number: {**wrote(), **change}, "70000": wrote()})
    assert all(isinstance(one, (*get_args(Record), Refused)) for one in records)
    assert {"50000", "70000"} <= {one.post.id.rpartition("/")[2] for one in only(records, Message)}


def test_undoing_a_dataset_takes_back_all_that_it_said(store: Store, tmp_path: Path) -> None:
    store.clear()
    case = Case.init(tmp_path / "case", purpose="t", legal_basis="n", profile="ngo", who="tester")
    run = settle_files(case, store, SAMPLE)
    assert list(store.rows(Handle, "id"))
    settle_undo(case, store, run)
    assert not any(list(store.rows(label, "id")) for label in (Post, Group, Handle))
