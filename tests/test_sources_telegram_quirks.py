"""Telegram Desktop's JSON: the quirks that the formats page numbers, and older versions."""

import json
from datetime import UTC, datetime

from graph.model import Account, Group, Name
from ingest.answers import Answers
from ingest.record import Captured, Message, Naming, Noticed, Record, Refused
from ingest.sources.telegram.peers import SHIFT
from tests.telegram_export import NOON, Json, Read, did, only, single, texts, wrote


def names(records: list[Record | Refused], how: str) -> set[tuple[str, str]]:
    return {(naming.subject.id, naming.name) for naming in only(records, Naming) if naming.how == how}


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
