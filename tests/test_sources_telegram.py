"""Telegram Desktop's JSON: versions, quirks, damage."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Account, Group, Name, Post
from ingest.answers import Answers
from ingest.record import Call, Captured, Card, Hint, Membership, Message, Naming, Noticed, Profile, Record, Refused
from ingest.sources import telegram, text_window
from ingest.sources.head import Head
from ingest.sources.json_stream import JsonStream, Lost, Piece
from ingest.sources.telegram_peers import SHIFT
from ingest.sources.telegram_shape import OPENED, landmarks
from ingest.sources.text_window import TextWindow

DATA = Path(__file__).parent / "data"
SAMPLES = (DATA / "telegram-desktop.json", DATA / "telegram-desktop-account.json")
EXPORTED = Answers(exported=datetime(2024, 5, 1, tzinfo=UTC))
NOON = 1_709_294_400
"""2024-03-01, 12:00 UTC."""

Json = dict[str, Any]
Read = Callable[..., list[Record | Refused]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read JSON, or bytes, as a file would be read."""

    def from_file(thing: object, answers: Answers = EXPORTED) -> list[Record | Refused]:
        path = tmp_path / "result.json"
        path.write_bytes(thing if isinstance(thing, bytes) else json.dumps(thing, ensure_ascii=False).encode())
        return list(telegram.read(path, answers))

    return from_file


def single(*messages: Json, kind: str = "private_supergroup", number: object = 2001, **more: object) -> Json:
    return {"name": "Night Boats", "type": kind, "id": number, **more, "messages": list(messages)}


def wrote(number: object = 5, text: object = "two seats", who: object = "user4101", **more: object) -> Json:
    said = {
        "id": number,
        "type": "message",
        "date_unixtime": str(NOON),
        "from": "Odo Vint",
        "from_id": who,
        "text": text,
    }
    return {**said, **more}


def did(action: str, number: int = 6, who: object = "user4101", name: object = "Odo Vint", **more: object) -> Json:
    said = {"id": number, "type": "service", "date_unixtime": str(NOON), "actor": name, "actor_id": who}
    return {**said, "action": action, "text": "", **more}


T = TypeVar("T")


def only(records: list[Record | Refused], kind: type[T]) -> list[T]:
    return [record for record in records if isinstance(record, kind)]


def texts(records: list[Record | Refused]) -> list[str]:
    return [message.text for message in only(records, Message)]


def names(records: list[Record | Refused], how: str) -> set[tuple[str, str]]:
    return {(naming.subject.id, naming.name) for naming in only(records, Naming) if naming.how == how}


def moves(records: list[Record | Refused]) -> list[tuple[Account | Name, str, str | None]]:
    return [(each.member, each.how, each.by) for each in only(records, Membership)]


# Recognition


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_claimed(sample: Path) -> None:
    assert telegram.claims(Head.of(sample, "x.bin"))


@pytest.mark.parametrize(
    "thing",
    [
        single(wrote()),
        {"messages": [{"type": "message", "date_unixtime": str(NOON), "from": "Odo", "text": "x"}]},
        {"chats": {"list": [{"name": "x", "messages": []}]}},
        {"personal_information": {"user_id": 4101}},
    ],
)
def test_whole_and_trimmed_files_are_claimed(thing: Json) -> None:
    assert telegram.claims(Head("x", json.dumps(thing).encode(), Path("x")))
    assert telegram.claims(Head("x", "\ufeff".encode("utf-16-le") + json.dumps(thing).encode("utf-16-le"), Path("x")))


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"[]",
        b"\x00\xff{",
        b'{"messages": [{"_": "Message", "type": "message", "id": 1, "date": "x"}], "chats": {"list": []}}',
        b'{"participants": [], "messages": [{"sender_name": "x", "type": "message"}]}',
        b'{"name": "x", "text": "\\"type\\": \\"personal_chat\\" \\"messages\\" \\"id\\""}',
        b'{"rows": [{"type": "message"}]}',
    ],
)
def test_what_is_not_telegrams_is_not_claimed(start: bytes) -> None:
    assert not telegram.claims(Head("result.json", start, Path("result.json")))


# What is read


def test_newest_message_says_when_it_was_exported_at_the_earliest(read: Read) -> None:
    thing = single(wrote(1, date_unixtime=str(NOON + 60)), wrote(2), wrote(3, date_unixtime="99999999999"))
    assert read(thing, Answers())[0] == Captured(
        place="the file", at=datetime(2024, 3, 1, 12, 1, tzinfo=UTC), basis="newest message"
    )
    assert not only(read(thing), Captured)


def test_message_becomes_post_writer_and_chat(read: Read) -> None:
    [message] = only(read(single(wrote(author="O.", edited_unixtime=str(NOON + 5)))), Message)
    assert message == Message(
        place="messages[0]",
        post=Post(id="telegram:channel2001/5"),
        at=datetime(2024, 3, 1, 12, tzinfo=UTC),
        author=Account(id="telegram:user4101"),
        chat=Group(id="telegram:channel2001"),
        text="two seats",
        edited=datetime(2024, 3, 1, 12, 0, 5, tzinfo=UTC),
        signed="O.",
    )


@pytest.mark.parametrize(
    ("kind", "node"),
    [
        ("private_group", Group(id="telegram:chat2001")),
        ("public_supergroup", Group(id="telegram:channel2001")),
        ("private_channel", Group(id="telegram:channel2001")),
        ("bot_chat", Account(id="telegram:user2001")),
    ],
)
def test_type_of_a_chat_says_what_its_number_means(kind: str, node: Group | Account, read: Read) -> None:
    [message] = only(read(single(wrote(who="user2001"), kind=kind)), Message)
    assert (message.chat, message.post.id) == (node, f"{node.id}/5")


def test_channel_that_writes_is_the_group_itself(read: Read) -> None:
    unsigned = wrote(6)
    del unsigned["from_id"]
    messages = only(read(single(wrote(5, who="channel2001"), unsigned, kind="public_channel")), Message)
    assert [message.author for message in messages] == [Group(id="telegram:channel2001")] * 2


def test_posts_of_a_private_chat_are_told_apart_by_whose_export_it_is(read: Read) -> None:
    mine = read(single(wrote(5, who="user7"), wrote(6, who="user4101"), kind="personal_chat", number=7))
    theirs = read(single(wrote(5, who="user7"), wrote(6, who="user4102"), kind="personal_chat", number=7))
    assert [m.post.id for m in only(mine, Message)] == ["telegram:user7/user4101/5", "telegram:user7/user4101/6"]
    assert {m.post.id for m in only(mine, Message)}.isdisjoint(m.post.id for m in only(theirs, Message))


def test_hidden_link_and_mention_are_hints_with_offsets_in_characters(read: Read) -> None:
    text = [
        "\U0001f6a4 ",
        {"type": "phone", "text": "+1 202 555 0123"},
        {"type": "text_link", "text": "here", "href": "https://wa.me/493023125101"},
        {"type": "mention_name", "text": "Mirel", "user_id": 4102},
        {"type": "text_link", "text": "https://t.me/x", "href": "https://t.me/x"},
    ]
    [message] = only(read(single(wrote(text=text))), Message)
    assert message.hints == (
        Hint(value="https://wa.me/493023125101", rule="text_link", begin=17, raw="here"),
        Hint(value="Mirel", rule="mention_name", begin=21, raw="Mirel", node=Account(id="telegram:user4102")),
    )
    assert all(message.text[hint.begin :].startswith(hint.raw or "") for hint in message.hints)


def test_text_stands_in_entities_where_a_file_has_no_other(read: Read) -> None:
    entities = [{"type": "plain", "text": "a "}, {"type": "text_link", "text": "b", "href": "c.example"}]
    [message] = only(read(single(wrote(text="", text_entities=entities))), Message)
    assert (message.text, message.hints) == ("a b", (Hint(value="c.example", rule="text_link", begin=2, raw="b"),))


def test_buttons_that_open_addresses_are_hints_and_others_are_counted(read: Read) -> None:
    rows = [[{"type": "url", "text": "Book", "data": "t.me/x"}, {"type": "callback", "text": "y"}], "z"]
    records = read(single(wrote(inline_bot_buttons=rows)))
    assert only(records, Message)[0].hints == (Hint(value="t.me/x", rule="button", raw="Book"),)
    assert [n.says for n in only(records, Noticed)] == [
        "buttons of the kind 'callback', not read: 1",
        "buttons of the kind None, not read: 1",
    ]


def test_contact_card_keeps_name_and_number_and_its_file_is_not_opened(read: Read) -> None:
    card = {"first_name": "Tova", "last_name": "Lind", "phone_number": "+46 70 174 06 05"}
    [message] = only(read(single(wrote(contact_information=card, contact_vcard="../../etc/passwd"))), Message)
    assert message.cards == (Card(name="Tova Lind", phones=("+46 70 174 06 05",)),)
    assert message.unread == ("contact_vcard",)


def test_reply_may_answer_a_post_elsewhere(read: Read) -> None:
    here = wrote(5, reply_to_message_id=4)
    there = wrote(6, reply_to_message_id=9, reply_to_peer_id="channel2002")
    lost = wrote(7, reply_to_message_id="9.19e11")
    messages = only(read(single(here, there, lost)), Message)
    assert [m.replies_to and m.replies_to.id for m in messages] == [
        "telegram:channel2001/4",
        "telegram:channel2002/9",
        None,
    ]
    assert messages[2].unread == ("reply_to_message_id",)


def test_writer_is_named_once_a_file_and_at_export_time(read: Read) -> None:
    records = read(single(wrote(5), wrote(6), wrote(7, who="user4102", **{"from": None})))
    assert [(n.place, n.subject.id, n.name, n.seen) for n in only(records, Naming) if n.place != "the file"] == [
        ("messages[0]", "telegram:user4101", "Odo Vint", None)
    ]


def test_every_key_is_read_or_told(read: Read) -> None:
    [message] = only(read(single(wrote(width=5, photo="(File not included. …)", reactions=[], hops=3))), Message)
    assert message.unread == ("hops", "photo", "reactions")


# Service messages


def test_titles_are_namings_from_their_event_on(read: Read) -> None:
    records = read(single(did("create_channel", title="Boats"), did("edit_group_title", 7, title="Night Boats II")))
    assert names(records, "event") == {("telegram:channel2001", "Boats"), ("telegram:channel2001", "Night Boats II")}
    assert names(records, "seen") == {("telegram:channel2001", "Night Boats"), ("telegram:user4101", "Odo Vint")}
    assert {(n.from_, n.by) for n in only(records, Naming) if n.how == "event"} == {
        (datetime(2024, 3, 1, 12, tzinfo=UTC), "telegram:user4101")
    }


def test_founder_runs_the_group_and_members_are_names(read: Read) -> None:
    records = read(single(did("create_group", title="Boats", members=["Odo Vint", "Mirel Tash", None])))
    assert moves(records) == [
        (Account(id="telegram:user4101"), "created", None),
        (Name.of("Mirel Tash"), "invited", "telegram:user4101"),
    ]
    assert [m.role for m in only(records, Membership)] == ["admin", "member"]
    assert "members without a name, not read: 1" in [n.says for n in only(records, Noticed)]


def test_who_moves_itself_joined_or_left(read: Read) -> None:
    records = read(
        single(
            did("invite_members", 6, members=["Odo Vint"]),
            did("invite_members", 7, members=["Mirel Tash"]),
            did("remove_members", 8, members=["Mirel Tash"]),
            did("remove_members", 9, members=["Odo Vint"]),
            did("join_group_by_link", 10, inviter="Mirel Tash"),
            did("join_group_by_request", 11),
        )
    )
    odo, mirel = Account(id="telegram:user4101"), Name.of("Mirel Tash")
    assert moves(records) == [
        (odo, "joined", None),
        (mirel, "invited", "telegram:user4101"),
        (mirel, "removed", "telegram:user4101"),
        (odo, "left", None),
        (odo, "joined", "Mirel Tash"),
        (odo, "requested", None),
    ]
    assert not only(records, Message)


def test_calls_run_between_exporter_and_partner(read: Read) -> None:
    records = read(
        single(
            did("phone_call", 1, duration_seconds=42, discard_reason="hangup"),
            did("phone_call", 2, who="user7", discard_reason="missed"),
            kind="personal_chat",
            number=7,
        )
    )
    assert [(c.caller, c.callee, c.seconds, c.how) for c in only(records, Call)] == [
        (Account(id="telegram:user4101"), Account(id="telegram:user7"), 42, "call"),
        (Account(id="telegram:user7"), Account(id="telegram:user4101"), None, "missed"),
    ]


def test_call_with_an_unknown_end_is_counted(read: Read) -> None:
    records = read(single(did("phone_call", who="user7"), kind="personal_chat", number=7))
    assert not only(records, Call)
    assert [n.says for n in only(records, Noticed)] == ["calls whose ends or time are not known, not read: 1"]


def test_actions_that_are_not_read_are_counted_by_kind_with_the_first_place(read: Read) -> None:
    records = read(single(wrote(), did("topic_created", 6, title="x"), did("topic_created", 7), did("no_such", 8)))
    assert [(n.place, n.says) for n in only(records, Noticed)] == [
        ("messages[1]", "service messages 'topic_created', not read: 2"),
        ("messages[3]", "service messages 'no_such', not read: 1"),
    ]


def test_service_message_with_words_is_a_post(read: Read) -> None:
    assert texts(read(single(did("send_webview_data", text="call +1 202 555 0123")))) == ["call +1 202 555 0123"]


# A whole account


def test_account_tells_the_exporter_its_contacts_and_all_its_chats() -> None:
    records = list(telegram.read(SAMPLES[1], EXPORTED))
    assert [(p.subject.id, p.where, p.shown) for p in only(records, Profile)] == [
        ("telegram:user4101", "export", ("+1 202 555 0101",)),
        ("telegram:user4102", "address-book", ("+1 202 555 0102",)),
    ]
    assert names(records, "saved") == {("telegram:user4102", "Mirel boats")}
    assert [(m.place, m.post.id) for m in only(records, Message)] == [
        ("chats.list[0].messages[0]", "telegram:user4101/user4101/1"),
        ("chats.list[1].messages[3]", "telegram:user4102/user4101/5"),
        ("chats.list[2].messages[0]", "telegram:user4109/user4101/6"),
        ("chats.list[3].messages[2]", "telegram:chat3001/9"),
        ("chats.list[4].messages[0]", "telegram:channel2001/5"),
        ("left_chats.list[0].messages[1]", "telegram:channel2002/2"),
    ]
    assert [r.place for r in only(records, Refused)] == ["chats.list[1].messages[2]"]
    assert {n.says for n in only(records, Noticed)} == {
        "keys not read: profile_pictures, sessions",
        "saved contacts without an account, not read: 2",
    }


# Quirks, as the formats page numbers them


def test_quirk_1_escapes_that_json_does_not_know(read: Read) -> None:
    raw = json.dumps(single(wrote(text="TEXT"), wrote(6))).replace("TEXT", r"a\x0Bb \\x0B \\\x1F")
    records = read(raw.encode())
    assert texts(records) == ["a\x0bb \\x0B \\\x1f", "two seats"]
    assert not only(records, Refused)
    assert not only(records, Noticed)


def test_quirk_2_local_date_counts_only_without_an_instant(read: Read) -> None:
    local = {"date": "2024-03-01T15:00:00"}
    both = read(single(wrote(**local)))
    assert only(both, Message)[0].at == datetime(2024, 3, 1, 12, tzinfo=UTC)
    alone = single(wrote(5, date_unixtime=None, **local), wrote(6, date_unixtime=None, **local))
    berlin = read(alone, Answers(time_zone="Europe/Berlin"))
    assert only(berlin, Message)[0].at == datetime(2024, 3, 1, 14, tzinfo=UTC)
    assert only(berlin, Captured)[0].at == datetime(2024, 3, 1, 14, tzinfo=UTC)
    assert not only(berlin, Noticed)
    assumed = read(alone)
    assert only(assumed, Message)[0].at == datetime(2024, 3, 1, 15, tzinfo=UTC)
    assert [n.says for n in only(assumed, Noticed)] == ["times without a zone, taken as UTC; time_zone says better: 2"]


def test_quirk_3_forward_is_a_name_until_a_file_gives_its_id(read: Read) -> None:
    by_id = wrote(6, forwarded_from="Coast News", forwarded_from_id="channel2002")
    saved = wrote(7, saved_from="Coast News")
    messages = only(read(single(wrote(5, forwarded_from="Coast News"), by_id, saved)), Message)
    assert [message.forwarded_from for message in messages] == [
        Name.of("Coast News"),
        Group(id="telegram:channel2002"),
        Name.of("Coast News"),
    ]


def test_quirk_4_messages_of_the_old_group_keep_ids_of_their_own(read: Read) -> None:
    old = wrote(5 - SHIFT), wrote(6 - SHIFT, reply_to_message_id=5 - SHIFT)
    grown = read(single(*old, did("migrate_from_group", 1, title="Boats"), wrote(5)))
    assert [m.post.id for m in only(grown, Message)] == [
        "telegram:channel2001/-999999995",
        "telegram:channel2001/-999999994",
        "telegram:channel2001/5",
    ]
    assert names(grown, "event") == {("telegram:channel2001", "Boats")}


def test_quirk_4_ids_of_the_old_group_are_its_own_where_a_file_tells_it(read: Read) -> None:
    told = did("migrate_to_supergroup", 7 - SHIFT, who="chat3001", name="Boats")
    grown = read(single(wrote(5 - SHIFT), wrote(6 - SHIFT, reply_to_message_id=5 - SHIFT), told, wrote(5)))
    itself = read(single(wrote(5), wrote(6, reply_to_message_id=5), kind="private_group", number=3001))
    same = [(m.post, m.chat, m.replies_to) for m in only(itself, Message)]
    assert [(m.post, m.chat, m.replies_to) for m in only(grown, Message)][:2] == same
    assert only(grown, Message)[2].post.id == "telegram:channel2001/5"


def test_quirk_5_ids_say_what_they_are_of(read: Read) -> None:
    writers = ("user9", "chat9", "channel9", "group2001", "group9", "9", 9, -1009000000001, -9)
    messages = only(read(single(*(wrote(number, who=who) for number, who in enumerate(writers, 1)))), Message)
    assert [message.author and message.author.id for message in messages] == [
        "telegram:user9",
        "telegram:chat9",
        "telegram:channel9",
        "telegram:channel2001",
        "telegram:group9",
        "telegram:user9",
        "telegram:user9",
        "telegram:channel9000000001",
        "telegram:chat9",
    ]


def test_quirk_6_words_in_place_of_a_path_are_no_text(read: Read) -> None:
    [message] = only(read(single(wrote(text="", file="(File exceeds maximum size. …)"))), Message)
    assert (message.text, message.hints) == ("", ())


def test_quirk_7_gaps_are_no_loss_and_1970_is_no_edit(read: Read) -> None:
    records = read(single(wrote(5, edited="1970-01-01T03:00:00"), wrote(900, edited_unixtime="0", edited="x")))
    assert [m.edited for m in only(records, Message)] == [None, None]
    assert not only(records, Refused)


# Versions


def test_plain_numbers_of_2020_held_all_peers(read: Read) -> None:
    def old(number: int, who: int) -> Json:
        return wrote(number, who=who, date_unixtime=None, date="2020-07-01T10:00:00")

    thing = single(old(5, 4101), old(6, (2 << 32) + 2001), old(7, (1 << 32) + 9), number=(2 << 32) + 2001)
    messages = only(read(thing), Message)
    assert {m.chat for m in messages} == {Group(id="telegram:channel2001")}
    assert [m.author and m.author.id for m in messages] == [
        "telegram:user4101",
        "telegram:channel2001",
        "telegram:chat9",
    ]


def test_large_plain_number_of_today_is_an_account(read: Read) -> None:
    [message] = only(read(single(wrote(who=7_123_456_789))), Message)
    assert message.author == Account(id="telegram:user7123456789")


def test_header_after_the_messages_is_read_first(read: Read) -> None:
    thing = single(wrote(5), wrote(6))
    backwards = dict(reversed(thing.items()))
    assert read(backwards) == read(thing)


def test_trimmed_file_has_ids_of_its_own_and_says_so(read: Read) -> None:
    def trimmed(name: str) -> Json:
        said = {"type": "message", "date_unixtime": str(NOON), "from": "Odo Vint", "text": "x"}
        return {"name": name, "messages": [said, {**said, "from": "Mirel"}]}

    records, again, other = read(trimmed("Boats")), read(trimmed("Boats")), read(trimmed("Rides"))
    assert records == again
    ids = [{m.post.id for m in only(each, Message)} for each in (records, other)]
    assert ids[0].isdisjoint(ids[1])
    assert all(id_.startswith("telegram:unknown-") for id_ in ids[0] | ids[1])
    assert len({m.author for m in only(records, Message)}) == len({m.post for m in only(records, Message)}) == 2
    assert [n.says for n in only(records, Noticed)] == [
        "chats without a type: 1",
        "chats without an id; theirs is made from name, type and first message: 1",
        "writers without an id, kept apart by name within the chat: 2",
        "messages without an id, known by time, writer and words: 2",
    ]


def test_missing_type_is_read_from_who_writes_or_stays_unknown(read: Read) -> None:
    told = {"name": "x", "id": 2001, "messages": [wrote(5, who="channel2001"), wrote(6)]}
    untold = {"name": "x", "id": 2001, "messages": [wrote(6)]}
    assert only(read(told), Message)[0].chat == Group(id="telegram:channel2001")
    assert only(read(untold), Message)[0].chat == Group(id="telegram:unknown-id2001")


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


def test_broken_name_of_a_chat_costs_the_name_alone(read: Read) -> None:
    chats = [single(wrote(5), number=2001), single(wrote(3), number=2002)]
    raw = json.dumps({"chats": {"list": chats}}).encode()
    at = raw.rindex(b"Night Boats")
    records = read(raw[:at] + b'"\\#' + raw[at:])
    assert [m.post.id for m in only(records, Message)] == ["telegram:channel2001/5", "telegram:channel2002/3"]
    assert len(only(records, Refused)) == 1


def outcome(path: Path) -> list[Record | Refused]:
    """Read a file, and want nothing but records."""
    records = list(telegram.read(path, EXPORTED))
    assert all(isinstance(record, (*get_args(Record), Refused)) for record in records)
    return records


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
    places = {message.place: message for message in only(list(telegram.read(sample, EXPORTED)), Message)}
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
    undamaged = [each for each in telegram.read(sample, EXPORTED) if not isinstance(each, Refused | Noticed)]
    assert told == undamaged[: len(told)]


def ends(sample: Path) -> dict[str, int]:
    """Give where each message of a sample ends: before the next begins."""
    with sample.open("rb") as file:
        stream = telegram_stream(file)
        begins = [(event.place, stream.byte()) for event in stream if isinstance(event, Piece)]
    return {place: after for (place, _), (_, after) in pairwise(begins)}


# Streaming


def telegram_stream(file: BinaryIO) -> JsonStream:
    full = b'"chats"' in file.read()
    file.seek(0)
    return JsonStream(TextWindow(file), OPENED, partial(landmarks, full=full))


class Endless(io.BytesIO):
    """An export whose messages never end."""

    def __init__(self) -> None:
        super().__init__()
        self.given = 0
        self._rest = b'{"name": "x", "type": "private_channel", "id": 1, "messages": ['

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return 0

    def read(self, size: int | None = -1, /) -> bytes:
        size = size or 0
        while len(self._rest) < size:
            self._rest += (json.dumps(wrote(text="y" * 200)) + ",").encode() * 100
        given, self._rest = self._rest[:size], self._rest[size:]
        self.given += size
        return given


def test_stream_reads_no_further_than_it_is_asked_and_holds_little() -> None:
    endless = Endless()
    window = TextWindow(endless)
    stream = JsonStream(window, OPENED, partial(landmarks, full=False))
    widest = 0
    for count, _ in enumerate(islice(stream, 20_000), 1):
        widest = max(widest, len(window.text))
        assert endless.given <= count * 400 + 3 * text_window.CHUNK
    assert endless.given > 5 * text_window.CHUNK
    assert widest <= 3 * text_window.CHUNK


def test_records_come_before_the_file_is_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_window, "CHUNK", 512)
    path = tmp_path / "result.json"
    path.write_text(json.dumps(single(*(wrote(number) for number in range(1, 200)))))
    wider: list[int] = []
    more = TextWindow.more

    def counted(window: TextWindow, keep: int) -> None:
        wider.append(keep)
        more(window, keep)

    monkeypatch.setattr(TextWindow, "more", counted)
    records = telegram.read(path, EXPORTED)
    assert any(isinstance(record, Message) for record in islice(records, 5))
    assert len(wider) < 5
    assert len(list(records)) > 190
    assert len(wider) > 40


@pytest.mark.parametrize("chunk", [1, 7, 64, 1000])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_window_of_any_size_says_the_same(sample: Path, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(telegram.read(sample, EXPORTED))
    monkeypatch.setattr(text_window, "CHUNK", chunk)
    assert list(telegram.read(sample, EXPORTED)) == whole


def test_piece_longer_than_the_bound_is_lost_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_window, "CHUNK", 4096)
    monkeypatch.setattr("ingest.sources.json_stream.LONGEST", 20_000)
    raw = json.dumps(single(wrote(5), wrote(6, text="x" * 100_000), wrote(7))).encode()
    window = TextWindow(io.BytesIO(raw))
    seen: list[str] = []
    for event in JsonStream(window, OPENED, partial(landmarks, full=False)):
        assert len(window.text) < 80_000
        if isinstance(event, Lost):
            assert event.byte == raw.index(b'{"id": 6')
            assert len(event.raw) > 10_000
            seen.append("lost")
        elif isinstance(event, Piece) and event.path == "messages[]":
            seen.append(str(event.value["id"]))
    assert seen == ["5", "lost", "7"]
