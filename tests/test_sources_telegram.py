"""Telegram Desktop's JSON: what is claimed, and what is read out of it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.model import Account, Group, Name, Node, Post
from ingest.answers import Answers
from ingest.record import (
    Call,
    Captured,
    Card,
    Contact,
    Hint,
    Membership,
    Message,
    Naming,
    Noticed,
    Profile,
    Record,
    Refused,
)
from ingest.sources import telegram
from ingest.sources.reading.head import Head
from tests.telegram_export import EXPORTED, NOON, Json, Read, did, only, single, texts, wrote

DATA = Path(__file__).parent / "data"
SAMPLES = (DATA / "telegram-desktop.json", DATA / "telegram-desktop-account.json")


def names(records: list[Record | Refused], how: str) -> set[tuple[str, str]]:
    return {(naming.subject.id, naming.name) for naming in only(records, Naming) if naming.how == how}


def moves(records: list[Record | Refused]) -> list[tuple[Node, str, str | None]]:
    return [(each.member, each.how, each.by) for each in only(records, Membership)]


# Recognition


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_claimed(sample: Path) -> None:
    assert telegram.claims_export(Head.of(sample, "x.bin"))


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
    assert telegram.claims_export(Head("x", json.dumps(thing).encode(), Path("x")))
    assert telegram.claims_export(
        Head("x", "\ufeff".encode("utf-16-le") + json.dumps(thing).encode("utf-16-le"), Path("x"))
    )


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
    assert not telegram.claims_export(Head("result.json", start, Path("result.json")))


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
    assert message.unread == ("hops", "reactions")


# Service messages


def test_titles_are_namings_from_their_event_on(read: Read) -> None:
    records = read(single(did("create_channel", title="Boats"), did("edit_group_title", 7, title="Night Boats II")))
    assert names(records, "event") == {("telegram:channel2001", "Boats"), ("telegram:channel2001", "Night Boats II")}
    assert names(records, "seen") == {("telegram:channel2001", "Night Boats")}
    assert names(records, "shown") == {("telegram:user4101", "Odo Vint")}
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
    records = list(telegram.read_export(SAMPLES[1], EXPORTED))
    assert [(p.subject.id, p.where, p.contacts) for p in only(records, Profile)] == [
        ("telegram:user4101", "export", ("+1 202 555 0101",)),
        ("telegram:user4102", "address-book", ("+1 202 555 0102",)),
    ]
    assert names(records, "saved") == {("telegram:user4102", "Mirel boats")}
    assert [(c.number, c.name, c.since, c.by) for c in only(records, Contact)] == [
        ("+1 202 555 0103", "Harbour Office", datetime(2024, 3, 1, 7, 59, 55, tzinfo=UTC), "telegram:user4101"),
        ("+1 202 555 0104", "Nobody", datetime(2024, 3, 1, 7, 59, 56, tzinfo=UTC), "telegram:user4101"),
    ]
    assert [(m.place, m.post.id) for m in only(records, Message)] == [
        ("chats.list[0].messages[0]", "telegram:user4101/user4101/1"),
        ("chats.list[1].messages[3]", "telegram:user4102/user4101/5"),
        ("chats.list[2].messages[0]", "telegram:user4109/user4101/6"),
        ("chats.list[3].messages[2]", "telegram:chat3001/9"),
        ("chats.list[4].messages[0]", "telegram:channel2001/5"),
        ("left_chats.list[0].messages[1]", "telegram:channel2002/2"),
    ]
    assert [r.place for r in only(records, Refused)] == ["chats.list[1].messages[2]"]
    assert {n.says for n in only(records, Noticed)} == {"keys not read: profile_pictures, sessions"}


def test_a_name_from_the_address_book_of_an_account_is_saved_wherever_it_stands(read: Read) -> None:
    group = single(wrote(5, who="user4102", **{"from": "Mirel boats"}), wrote(6, who="user4103", **{"from": "Sanna"}))
    records = read(
        {
            "personal_information": {"user_id": 4101, "first_name": "Odo", "last_name": "Vint"},
            "contacts": {"list": [{"user_id": 4102, "first_name": "Mirel", "last_name": "boats"}]},
            "chats": {"list": [group]},
        }
    )
    assert names(records, "saved") == {("telegram:user4102", "Mirel boats")}
    assert {name for name in names(records, "seen") if "user" in name[0]} == {("telegram:user4101", "Odo Vint")}
    assert names(records, "shown") == {("telegram:user4103", "Sanna")}


def test_what_an_export_of_one_group_shows_of_its_writers_may_be_what_its_owner_saved(read: Read) -> None:
    records = read({**single(wrote(5, who="user4102", **{"from": "Driver"})), "name": "Harbour"})
    assert names(records, "shown") == {("telegram:user4102", "Driver")}
    assert {name for _, name in names(records, "seen")} == {"Harbour"}


def test_the_partner_of_a_private_chat_may_be_saved_and_its_exporter_is_not(read: Read) -> None:
    partner = wrote(6, who="user4102", **{"from": "Mirel boats"})
    records = read({**single(wrote(5), partner, kind="personal_chat", number=4102), "name": "Mirel boats"})
    assert [(n.subject.id, n.name, n.how, n.by) for n in only(records, Naming)] == [
        ("telegram:user4102", "Mirel boats", "saved", "telegram:user4101"),
        ("telegram:user4101", "Odo Vint", "shown", None),
    ]
