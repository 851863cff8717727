"""Dumps of Telegram's libraries: the nodes are those of Desktop's JSON, and damage costs what it hits."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.case import Case
from graph.model import Account, Group, Phone, Post
from graph.store import Store
from ingest import plan
from ingest.answers import Answers
from ingest.record import Call, Hint, Membership, Message, Naming, Noticed, Profile, Record, Refused, Status, Words
from ingest.sources import telegram
from ingest.sources.telegram import library
from tests import telegram_export as desktop
from tests.acting import settle_files, settle_undo
from tests.telegram_export import EXPORTED, NOON, only, single, texts

DATA = Path(__file__).parent / "data"
SAMPLES = sorted(DATA.glob("telegram-library*"))
CHANNEL = {"_": "PeerChannel", "channel_id": 2001}
GROUP = Group(id="telegram:channel2001")
Json = dict[str, Any]
Read = Callable[..., list[Record | Refused]]


def wrote(number: object = 5, text: object = "two seats", who: int | None = 4101, **more: object) -> Json:
    writer = {"_": "PeerUser", "user_id": who} if who else None
    said = {"_": "Message", "id": number, "peer_id": CHANNEL, "date": NOON, "message": text, "from_id": writer}
    return {**said, **more}


def did(kind: str, number: int = 6, who: int = 4101, peer: Json = CHANNEL, **more: object) -> Json:
    said = {"_": "MessageService", "id": number, "peer_id": peer, "date": NOON, "from_id": {"user_id": who}}
    return {**said, "action": {"_": f"MessageAction{kind}", **more}}


@pytest.fixture
def read_dump(tmp_path: Path) -> Read:
    """Read messages as lines, or bytes, as a dump would be read."""

    def from_file(*things: Any, answers: Answers = EXPORTED) -> list[Record | Refused]:
        path = tmp_path / "dump.jsonl"
        raw = isinstance(things[0], bytes)
        path.write_bytes(things[0] if raw else "".join(f"{json.dumps(thing)}\n" for thing in things).encode())
        return list(library.read_library(path, answers))

    return from_file


# What is read


def test_the_same_messages_as_from_desktop_are_the_same_posts(read_dump: Read, tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    link = {"type": "text_link", "text": "here", "href": "https://wa.me/493023125101"}
    answered, origin = {"reply_to_message_id": 5}, {"forwarded_from_id": "channel3001"}
    chat = single(desktop.wrote(5), desktop.wrote(6, ["🚤 ", link], **answered), desktop.wrote(7, "x", **origin))
    path.write_text(json.dumps(chat))
    entity = {"_": "MessageEntityTextUrl", "offset": 3, "length": 4, "url": "https://wa.me/493023125101"}
    dump = [
        wrote(5),
        wrote(6, "🚤 here", entities=[entity], reply_to={"reply_to_msg_id": 5}),
        wrote(7, "x", fwd_from={"from_id": {"_": "PeerChannel", "channel_id": 3001}}),
    ]
    ours, theirs = (
        [
            (m.post, m.text, m.at, m.author, m.chat, m.hints, m.replies_to, m.forwarded_from)
            for m in only(records, Message)
        ]
        for records in (read_dump(*dump), list(telegram.read_export(path, EXPORTED)))
    )
    assert ours == theirs
    assert ours[1][5] == (Hint(value="https://wa.me/493023125101", rule="text_link", begin=2, raw="here"),)


@pytest.mark.parametrize("layout", ["lines", "list", "object"])
def test_layout_changes_nothing_but_the_places(layout: str, tmp_path: Path) -> None:
    things = [wrote(5), did("ChatEditTitle", title="Day Boats"), wrote(7)]
    path = tmp_path / "dump"
    one_a_line = "".join(f"{json.dumps(thing)}\n" for thing in things)
    whole = {"lines": one_a_line, "list": json.dumps(things), "object": json.dumps({"messages": things})}
    path.write_text(whole[layout])
    records = list(library.read_library(path, EXPORTED))
    assert [one.post.id for one in only(records, Message)] == ["telegram:channel2001/5", "telegram:channel2001/7"]
    assert [one.name for one in only(records, Naming)] == ["Day Boats"]
    places = {"lines": ["line 1", "line 3"], "list": ["[0]", "[2]"], "object": ["messages[0]", "messages[2]"]}
    assert [one.place for one in only(records, Message)] == places[layout]


@pytest.mark.parametrize(
    "date",
    [
        "2024-03-01T12:00:00+00:00",
        "2024-03-01 12:00:00",
        "2024-03-01T14:00:00+02:00",
        NOON,
        "2024-03-01 12:00:00.000000",
    ],
)
def test_time_without_an_offset_is_utc(date: object, read_dump: Read) -> None:
    assert only(read_dump(wrote(date=date)), Message)[0].at == datetime(2024, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (did("ChatAddUser", users=[4102]), [("telegram:user4102", "invited", "telegram:user4101")]),
        (did("ChatAddUser", users=[4101]), [("telegram:user4101", "joined", None)]),
        (did("ChatDeleteUser", user_id=4102), [("telegram:user4102", "removed", "telegram:user4101")]),
        (did("ChatDeleteUser", user_id=4101), [("telegram:user4101", "left", None)]),
        (did("ChatJoinedByLink", inviter_id=4102), [("telegram:user4101", "joined", "telegram:user4102")]),
        (did("ChatJoinedByRequest"), [("telegram:user4101", "requested", None)]),
        (did("ChatAddUser", users=[0, "x", None]), []),
    ],
)
def test_action_tells_members_by_id(action: Json, expected: list[object], read_dump: Read) -> None:
    assert [(one.member.id, one.how, one.by) for one in only(read_dump(action), Membership)] == expected


def test_supergroup_names_the_basic_group_that_it_grew_from(read_dump: Read) -> None:
    titles = only(read_dump(did("ChannelMigrateFrom", title="Boats", chat_id=2999)), Naming)
    assert [(one.subject.id, one.name) for one in titles] == [
        ("telegram:channel2001", "Boats"),
        ("telegram:chat2999", "Boats"),
    ]


def test_who_wrote_without_an_id_is_the_channel_or_the_partner(read_dump: Read) -> None:
    private = {"_": "PeerUser", "user_id": 4109}
    records = read_dump(wrote(5, who=None, post=True), wrote(6, who=None, peer_id=private), wrote(7, who=None))
    assert [one.author for one in only(records, Message)] == [GROUP, Account(id="telegram:user4109"), None]


def test_listed_users_and_chats_show_names_handles_numbers_and_state(read_dump: Read) -> None:
    user = {"_": "User", "id": 5, "first_name": "Odo", "username": "odo", "phone": "447700900457"}
    chat = {"_": "Channel", "id": 2001, "title": "Boats", "username": "boats", "participants_count": 7}
    records = read_dump(wrote(), user, chat, {"_": "User", "id": 6, "deleted": True})
    assert {(one.subject.id, one.name, one.how) for one in only(records, Naming)} == {
        ("telegram:user5", "Odo", "shown"),
        ("telegram:channel2001", "Boats", "seen"),
    }
    assert [(one.handle, one.contacts) for one in only(records, Profile)] == [
        ("odo", ("+447700900457",)),
        ("boats", ()),
    ]
    assert [(one.state, one.kind, one.members) for one in only(records, Status)] == [
        ("described", "public_channel", 7),
        ("removed", None, None),
    ]


def test_words_beside_the_text_and_buttons_are_read(read_dump: Read) -> None:
    poll = {"_": "MessageMediaPoll", "poll": {"question": {"text": "Which?"}, "answers": [{"text": "Friday"}]}}
    row = {"buttons": [{"_": "KeyboardButtonUrl", "text": "Book", "url": "https://t.me/x_y"}]}
    [message] = only(read_dump(wrote(text="", media=poll, reply_markup={"rows": [row]})), Message)
    assert message.beside == (Words(text="Which?\nFriday", rule="poll"), Words(text="Book", rule="button"))
    assert message.hints == (Hint(value="https://t.me/x_y", rule="button", raw="Book"),)


def test_call_is_between_the_partner_and_who_is_known(read_dump: Read) -> None:
    private = {"_": "PeerUser", "user_id": 4109}
    [call] = only(read_dump(did("PhoneCall", peer=private, duration=35)), Call)
    assert (call.caller.id, call.callee.id, call.seconds) == ("telegram:user4101", "telegram:user4109", 35)  # type: ignore[union-attr]


def test_keys_that_are_not_read_are_told(read_dump: Read) -> None:
    [message] = only(read_dump(wrote(reactions={"_": "x"}, views=3, media={"_": "MessageMediaDice"})), Message)
    assert message.unread == ("media Dice", "reactions")


# tdl


TDL_MESSAGE: Json = {"id": 2, "type": "message", "date": NOON, "text": "two seats"}
TDL: Json = {"id": 2001, "messages": [TDL_MESSAGE]}


def read_tdl(tmp_path: Path, thing: Json, answers: Answers = EXPORTED) -> list[Record | Refused]:
    path = tmp_path / "tdl.json"
    path.write_text(json.dumps(thing))
    return list(library.read_library(path, answers))


def test_tdl_says_the_number_of_its_chat_and_the_answer_what_it_is_of(tmp_path: Path) -> None:
    records = read_tdl(tmp_path, TDL)
    assert only(records, Message)[0].post == Post(id="telegram:unknown-id2001/2")
    assert 'chat = "telegram:channel123" says it' in "; ".join(one.says for one in only(records, Noticed))
    answered = read_tdl(tmp_path, TDL, Answers(own={"chat": "telegram:channel2001"}))
    assert only(answered, Message)[0].post == Post(id="telegram:channel2001/2")


def test_tdl_with_raw_messages_tells_chat_and_writer(tmp_path: Path) -> None:
    raw = {"PeerID": {"ChannelID": 2001}, "FromID": {"UserID": 4101}, "ReplyTo": {"ReplyToMsgID": 1}}
    [message] = only(read_tdl(tmp_path, {"id": 2001, "messages": [{**TDL_MESSAGE, "raw": raw}]}), Message)
    assert (message.post, message.author) == (Post(id="telegram:channel2001/2"), Account(id="telegram:user4101"))
    assert message.replies_to == Post(id="telegram:channel2001/1")


def test_answer_that_is_no_chat_is_asked_again(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/tdl.json").write_text(json.dumps(TDL))
    (tmp_path / "in/sources.toml").write_text('[[file]]\nmatch = "*"\nchat = "Boats"\n')
    [one] = plan.plan_reading([tmp_path / "in"], scratch=tmp_path / "scratch")
    assert (one.source, one.needs) == ("telegram-library", ("chat",))


# Damage


@pytest.mark.parametrize(
    "change",
    [
        {"id": "9.19E+11"},
        {"id": True},
        {"date": "yesterday"},
        {"date": 99999999999},
        {"message": 5},
        {"peer_id": None},
        {"peer_id": {"_": "PeerChannel"}},
        {"from_id": {"user_id": "x"}},
        {"from_id": [1]},
        {"date": ["x"]},
    ],
)
def test_message_that_cannot_be_is_refused_with_its_place(change: Json, read_dump: Read) -> None:
    records = read_dump(wrote(5), {**wrote(6), **change}, wrote(7))
    assert [one.place for one in only(records, Refused)] == ["line 2"]
    assert texts(records) == ["two seats"] * 2


def test_lost_line_costs_that_line(read_dump: Read) -> None:
    good = json.dumps(wrote(5)).encode()
    records = read_dump(good + b"\n" + good[:40] + b"\n\xff\n\n[1]\n" + good.replace(b'"id": 5', b'"id": 8'))
    assert [one.place for one in only(records, Refused)] == ["line 2", "line 3", "line 5"]
    assert [one.post.id[-1] for one in only(records, Message)] == ["5", "8"]


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_damage_at_every_fiftieth_byte_spares_what_stands_before_it(sample: Path, tmp_path: Path) -> None:
    whole = sample.read_bytes()
    answers = Answers(exported=EXPORTED.exported, own={"chat": "telegram:channel2001"})
    sound = {one.place: one for one in only(list(library.read_library(sample, answers)), Message)}
    path = tmp_path / sample.name
    for at in range(0, len(whole), 50):
        path.write_bytes(whole[:at] + b'"\xff{],' + whole[at + 5 :])
        records = list(library.read_library(path, answers))
        assert all(isinstance(one, (*get_args(Record), Refused)) for one in records)
        before = find_places_before(whole, at, sound)
        found = {one.place: one for one in only(records, Message)}
        assert [found.get(place) for place in before] == [sound[place] for place in before], at


def find_places_before(whole: bytes, at: int, sound: dict[str, Message]) -> list[str]:
    """Give the places of messages that end before a byte, by their ids: none but whole ones stand before another."""
    text = whole[:at].decode("utf-8", "ignore")
    marks = [text.rfind(f'"id": {one.post.id.rpartition("/")[2]},') for one in sound.values()]
    there = [place for place, mark in zip(sound, marks, strict=True) if mark >= 0]
    return there[:-1]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["_", "id", "user_id", "text", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        "id",
        "peer_id",
        "date",
        "message",
        "from_id",
        "fwd_from",
        "reply_to",
        "media",
        "entities",
        "action",
        "reply_markup",
        "edit_date",
        "post_author",
        "poll",
        "members",
        "type",
        "text",
        "file",
    ]
)


@pytest.mark.slow
@settings(max_examples=100)
@given(
    change=st.dictionaries(KEYS, VALUES, max_size=4),
    kind=st.sampled_from(["Message", "MessageService", "User", "Channel", "x"]),
)
def test_any_value_under_any_key_costs_at_most_that_message(
    change: Json, kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("dump") / "dump.json"
    path.write_text(json.dumps({"messages": [wrote(5), {**wrote(6), **change, "_": kind}, wrote(7)]}), encoding="utf-8")
    records = list(library.read_library(path, EXPORTED))
    assert all(isinstance(one, (*get_args(Record), Refused)) for one in records)
    assert {"5", "7"} <= {one.post.id[-1] for one in only(records, Message)}


def test_undoing_a_dump_takes_back_all_that_it_said(store: Store, tmp_path: Path) -> None:
    store.clear()
    case = Case.init(tmp_path / "case", purpose="t", legal_basis="n", profile="ngo", who="tester")
    run = settle_files(case, store, DATA / "telegram-library-tracker.json")
    assert list(store.rows(Phone, "id"))
    settle_undo(case, store, run)
    assert not any(list(store.rows(label, "id")) for label in (Post, Account, Group, Phone))
