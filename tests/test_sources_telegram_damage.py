"""Telegram Desktop's JSON: damage costs what it hits, and is told."""

import json
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Account
from ingest.answers import Answers
from ingest.record import Message, Noticed, Record, Refused
from ingest.sources import telegram
from ingest.sources.reading import text_window
from ingest.sources.reading.json_stream import JsonStream, Piece
from ingest.sources.reading.text_window import TextWindow
from ingest.sources.telegram.shape import OPENED, list_landmarks
from tests.telegram_export import EXPORTED, Json, Read, only, single, texts, wrote

DATA = Path(__file__).parent / "data"
SAMPLES = (DATA / "telegram-desktop.json", DATA / "telegram-desktop-account.json")


# Damage


def test_loss_is_told_with_place_and_byte_and_reading_goes_on(read: Read) -> None:
    raw = json.dumps(single(wrote(5), wrote(6), wrote(7, text="BAD"), wrote(8))).encode()
    begin, end = raw.index(b'{"id": 7'), raw.index(b'{"id": 8')
    damaged = raw.replace(b'"BAD"', b'"BAD')
    [refused] = only(read(damaged), Refused)
    assert (refused.place, refused.raw) == ("messages[2]", damaged[begin : end - 1])
    assert f"(byte {begin})" in refused.found
    assert [m.post.id[-1] for m in only(read(damaged), Message)] == ["5", "6", "8"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"date_unixtime": "99999999999"}, "time"),
        ({"date_unixtime": "1e9"}, "time"),
        ({"date_unixtime": None, "date": "0001-01-01T00:00:00"}, "time"),
        ({"id": "9.19e11"}, "id '9.19e11'"),
        ({"id": True}, "id True"),
        ({"id": 10**25}, "id 1"),
        ({"from_id": "user"}, "id 'user'"),
        ({"from_id": {"x": 1}}, "id {'x': 1}"),
        ({"text": 5}, "text 5"),
        ({"text": [5]}, "text with 5"),
        ({"type": "poll"}, "type 'poll'"),
    ],
)
def test_message_that_cannot_be_is_refused_with_its_place(change: Json, found: str, read: Read) -> None:
    bad = {**wrote(6), **change}
    records = read(single(wrote(5), bad, wrote(7)))
    [refused] = only(records, Refused)
    assert refused.place == "messages[1]"
    assert refused.found.startswith(found)
    assert json.loads(refused.raw) == bad
    assert len(texts(records)) == 2


@pytest.mark.parametrize("kind", [{"x": 1}, ["private_group"], 5, None, True])
def test_a_chat_whose_type_is_no_text_ends_as_one_without_a_type(kind: object, read: Read) -> None:
    chats = [{"name": "A", "type": kind, "id": 7}, {**single(wrote(5)), "id": 8}]
    assert texts(read({"chats": {"list": chats}})) == ["two seats"]


def test_id_written_as_a_float_is_lost_not_rounded(read: Read) -> None:
    records = read(json.dumps(single(wrote("ID"), wrote(6))).replace('"ID"', "9.19E+11").encode())
    assert "9.19E+11" in only(records, Refused)[0].found
    assert texts(records) == ["two seats"]


def test_id_beyond_53_bits_keeps_every_digit(read: Read) -> None:
    [message] = only(read(single(wrote(9_007_199_254_740_993, who="user9007199254740995"))), Message)
    assert message.post.id == "telegram:channel2001/9007199254740993"
    assert message.author == Account(id="telegram:user9007199254740995")


@pytest.mark.parametrize("inner", ["[" * 100_000, '{"a":' * 100_000, "1" * 10_000])
def test_deep_nesting_and_endless_numbers_cost_one_message(inner: str, read: Read) -> None:
    raw = json.dumps(single(wrote(5), wrote(6, text="BAD"), wrote(7))).replace('"BAD"', inner)
    assert [m.post.id[-1] for m in only(read(raw.encode()), Message)] == ["5", "7"]


def test_one_message_of_ten_megabytes_is_read(read: Read) -> None:
    records = read(single(wrote(5), wrote(6, text="x" * 10_000_000), wrote(7)))
    assert [len(text) for text in texts(records)] == [9, 10_000_000, 9]


def test_bytes_that_are_no_utf8_become_a_mark_and_are_told(read: Read) -> None:
    raw = (
        json.dumps(single(wrote(5), wrote(6, text="CP"), wrote(7))).encode().replace(b"CP", "caf\xe9".encode("cp1252"))
    )
    records = read(raw)
    assert texts(records) == ["two seats", "caf\ufffd", "two seats"]
    assert [(n.place, n.says) for n in only(records, Noticed)] == [
        ("messages[1]", "bytes that are no UTF-8; they became U+FFFD")
    ]


@pytest.mark.parametrize("chunk", [1, 2, 3, 5, 1000])
def test_bytes_that_are_no_utf8_spoil_no_character_beside_them(
    chunk: int, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = json.dumps(single(wrote(text="TEXT"))).encode().replace(b"TEXT", "قا".encode() + b"\xe9" + "رب🚤".encode())
    monkeypatch.setattr(text_window, "CHUNK", chunk)
    assert texts(read(raw)) == ["قا\ufffdرب🚤"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16-be"])
def test_byte_order_mark_tells_the_encoding(encoding: str, read: Read) -> None:
    thing = single(wrote(text="قارب \U0001f6a4"))
    mark = "" if encoding == "utf-8-sig" else "\ufeff"
    assert read((mark + json.dumps(thing, ensure_ascii=False)).encode(encoding), Answers()) == read(thing, Answers())


def test_raw_control_characters_are_read_and_told(read: Read) -> None:
    records = read(json.dumps(single(wrote(text="A1B"), wrote(6))).replace("A1B", "a\x00\x07\nb").encode())
    assert texts(records) == ["a\ufffd\x07\nb", "two seats"]
    assert [n.says for n in only(records, Noticed)] == ["control characters that are not escaped"]


def test_lone_surrogates_become_a_mark(read: Read) -> None:
    assert texts(read(json.dumps(single(wrote(text="a\ud800b"))).encode())) == ["a\ufffdb"]


def test_second_value_of_a_key_is_told(read: Read) -> None:
    raw = json.dumps(single(wrote())).replace('"id": 2001', '"id": 2001, "id": 2002')
    records = read(raw.encode())
    assert only(records, Message)[0].post.id == "telegram:channel2001/5"
    assert [(n.place, n.says) for n in only(records, Noticed)] == [("id", "a second value of this key, not read")]


@pytest.mark.parametrize(
    "raw", [b"", b"\x00" * 100, b"\xef\xbb\xbf", b"null", b"[]", b"{", b'{"messages": 5', b"\xff\xfe\x00"]
)
def test_what_is_no_export_is_refused(raw: bytes, read: Read) -> None:
    assert only(read(raw), Refused)
    assert not only(read(raw), Message)


def test_lost_header_of_a_chat_gives_its_messages_to_no_other_chat(read: Read) -> None:
    chats = [single(wrote(5), wrote(6), number=2001), single(wrote(3), wrote(4), number=2002)]
    raw = json.dumps({"chats": {"about": "x", "list": chats}}).encode()
    hole = raw[: raw.index(b'{"id": 6') + 12] + raw[raw.index(b'{"id": 3') :]
    records = read(hole)
    [first, *others] = only(records, Message)
    assert first.post.id == "telegram:channel2001/5"
    assert len(others) == 2
    assert all(message.post.id.startswith("telegram:unknown-") for message in others)


def test_number_that_damage_cut_short_is_no_id(read: Read) -> None:
    raw = json.dumps(single(wrote(5), number=2001)).encode().replace(b"2001", b"20#1")
    records = read(raw)
    assert [refused.place for refused in only(records, Refused)] == ["id"]
    assert only(records, Message)[0].post.id.startswith("telegram:unknown-")


def test_broken_name_of_a_chat_costs_the_name_alone(read: Read) -> None:
    chats = [single(wrote(5), number=2001), single(wrote(3), number=2002)]
    raw = json.dumps({"chats": {"list": chats}}).encode()
    at = raw.rindex(b"Night Boats")
    records = read(raw[:at] + b'"\\#' + raw[at:])
    assert [m.post.id for m in only(records, Message)] == ["telegram:channel2001/5", "telegram:channel2002/3"]
    assert len(only(records, Refused)) == 1


def outcome(path: Path) -> list[Record | Refused]:
    """Read a file, and want nothing but records."""
    records = list(telegram.read_export(path, EXPORTED))
    assert all(isinstance(record, (*get_args(Record), Refused)) for record in records)
    return records


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@settings(max_examples=100)
@given(data=st.data())
def test_damage_is_refused_and_spares_what_stands_before_it(
    sample: Path, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = sample.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    junk = data.draw(st.binary(max_size=40) | st.text('{}[]",:\\x0', max_size=8).map(str.encode))
    over = data.draw(st.booleans())
    path = tmp_path_factory.mktemp("damaged") / sample.name
    path.write_bytes(whole[:at] + junk + whole[at + len(junk) * over :])
    found = outcome(path)
    places = {message.place: message for message in only(list(telegram.read_export(sample, EXPORTED)), Message)}
    before = [place for place, end in ends(sample).items() if end <= at and place in places]
    kept = {message.place: message for message in only(found, Message)}
    assert [kept.get(place) for place in before] == [places[place] for place in before]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
@settings(max_examples=50)
@given(cut=st.floats(0, 1))
def test_cut_file_says_the_beginning_of_what_the_whole_says(
    sample: Path, cut: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = sample.read_bytes()
    path = tmp_path_factory.mktemp("cut") / sample.name
    path.write_bytes(whole[: int(len(whole) * cut) - 2])
    found = [record for record in outcome(path) if not isinstance(record, Noticed)]
    assert only(found, Refused)
    told = [record for record in found if not isinstance(record, Refused)]
    undamaged = [each for each in telegram.read_export(sample, EXPORTED) if not isinstance(each, Refused | Noticed)]
    assert told == undamaged[: len(told)]


def ends(sample: Path) -> dict[str, int]:
    """Give where each message of a sample ends: before the next begins."""
    with sample.open("rb") as file:
        stream = telegram_stream(file)
        begins = [(event.place, stream.byte()) for event in stream if isinstance(event, Piece)]
    return {place: after for (place, _), (_, after) in pairwise(begins)}


def telegram_stream(file: BinaryIO) -> JsonStream:
    full = b'"chats"' in file.read()
    file.seek(0)
    return JsonStream(TextWindow(file), OPENED, partial(list_landmarks, full=full))


@pytest.mark.parametrize("chunk", [1, 7, 64, 1000])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_window_of_any_size_says_the_same(sample: Path, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(telegram.read_export(sample, EXPORTED))
    monkeypatch.setattr(text_window, "CHUNK", chunk)
    assert list(telegram.read_export(sample, EXPORTED)) == whole
