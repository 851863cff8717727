"""WhatsApp's Export chat: heads, sentences, messages, who is who, and which chat it is."""

import itertools
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any, TypeVar

import pytest

from graph.errors import MappingError, SourceError
from graph.model import Account, Group, Participant
from ingest.answers import Answers
from ingest.plan import plan_reading
from ingest.record import Captured, Membership, Message, Naming, Noticed, Profile, Record, Refused, Status
from ingest.sources import whatsapp

Read = Callable[..., list[Record | Refused]]
T = TypeVar("T")
OWNER = "+44 20 7946 0001"
OWN = Account(id="whatsapp:+442079460001")
NOTICE = "28/02/2024, 09:12 - Messages and calls are end-to-end encrypted."


def only(records: Sequence[Any], kind: type[T]) -> list[T]:
    return [one for one in records if isinstance(one, kind)]


def answer(**own: str) -> Answers:
    return Answers(own={"exporter": OWNER, "title": "Harbour", **own}, time_zone="UTC")


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read lines as a chat of ``OWNER``'s telephone, called Harbour; keywords are further answers."""
    numbers = itertools.count()

    def read_lines(*lines: str, answers: Answers | None = None, **own: str) -> list[Record | Refused]:
        path = tmp_path / f"{next(numbers)}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return list(whatsapp.read_chat(path, answers or answer(**own)))

    return read_lines


# Heads

HEADS = [
    ("[3/27/22, 21:41:35] Ali: hi", "2022-03-27T21:41:35"),
    ("[3/27/22 21:41:35] Ali: hi", "2022-03-27T21:41:35"),
    ("[3/27/22 21.41.35] Ali: hi", "2022-03-27T21:41:35"),
    ("[21:41:35, 3/27/22] Ali: hi", "2022-03-27T21:41:35"),
    ("[29.01.18, 12:24:03] Ali: hi", "2018-01-29T12:24:03"),
    ("[1/29/18, 11:33:03 PM] Ali: hi", "2018-01-29T23:33:03"),
    ("[1/29/18, 11:33:03\u202fPM] Ali: hi", "2018-01-29T23:33:03"),
    ("[27/3/2022، 21:41:35] Ali: hi", "2022-03-27T21:41:35"),
    ("\u200f[٢٧\u200f/٣\u200f/٢٠٢٢، ٩:٤١:٣٥ م] Ali: hi", "2022-03-27T21:41:35"),
    ("\u200f[٢٧\u200f/٣\u200f/٢٠٢٢، ٩:٤١:٣٥\u00a0ص] Ali: hi", "2022-03-27T09:41:35"),
    ("[3/27/2565 BE, 21:41:35] Ali: hi", "2022-03-27T21:41:35"),
    ("[27/3/2565 21:41:35] Ali: hi", "2022-03-27T21:41:35"),
    ("[3/27/R4, 21:41:35] Ali: hi", "2022-03-27T21:41:35"),
    ("\u200e[29.01.18, 12:24:03] Ali: hi", "2018-01-29T12:24:03"),
    ("1/29/18, 12:24 PM - Ali: hi", "2018-01-29T12:24:00"),
    ("1/29/18, 12:24 AM - Ali: hi", "2018-01-29T00:24:00"),
    ("23/03/2022, 13:31 - Ali: hi", "2022-03-23T13:31:00"),
    ("23.03.2022, 13:31 - Ali: hi", "2022-03-23T13:31:00"),
    ("23-03-2022 13:31 - Ali: hi", "2022-03-23T13:31:00"),
    ("29.01.18, 12:24 - Ali: hi", "2018-01-29T12:24:00"),
    ("2019/01/31, 11:25 - Ali: hi", "2019-01-31T11:25:00"),
    ("01/20/2019, 11:23 a. m. - Ali: hi", "2019-01-20T11:23:00"),
    ("31/04/21 11:04 p. m. - Ali: hi", None),
    ("30/04/21 11:04 p.\u00a0m. - Ali: hi", "2021-04-30T23:04:00"),
    ("20/06/2025 23:53 - Ali: hi", "2025-06-20T23:53:00"),
    ("19/04/2015 à 13:57 - Ali: hi", "2015-04-19T13:57:00"),
    ("13/10/2022 16.25 - Ali: hi", "2022-10-13T16:25:00"),
    ("18.10.2026 14:05 - Ali: hi", "2026-10-18T14:05:00"),
    ("18.10.2026 ÖS 2:05 - Ali: hi", "2026-10-18T14:05:00"),
    ("18.10.2026 2:05 ÖÖ - Ali: hi", "2026-10-18T02:05:00"),
    ("22/4/2025، 1:14 ص - Ali: hi", "2025-04-22T01:14:00"),
    ("29/1/18, 23:59 PM - Ali: hi", "2018-01-29T23:59:00"),
    ("29/1/18, 00:04 AM - Ali: hi", "2018-01-29T00:04:00"),
    ("29/1/18, 00:04 PM - Ali: hi", "2018-01-29T00:04:00"),
]


@pytest.mark.parametrize(("line", "at"), HEADS)
def test_each_form_of_a_head_is_read(line: str, at: str | None, read: Read) -> None:
    records = read(line)
    found = [(message.at, message.text) for message in only(records, Message)]
    assert found == ([] if at is None else [(datetime.fromisoformat(at).replace(tzinfo=UTC), "hi")])
    assert len(only(records, Refused)) == (at is None)


@pytest.mark.parametrize(
    ("dates", "answered", "second"),
    [
        (("01/02/24", "13/02/24"), None, "2024-02-13"),
        (("01/02/24", "02/13/24"), None, "2024-02-13"),
        # no part above 12: read so that time rises
        (("31/01/24", "01/02/24"), None, "2024-02-01"),
        (("01/12/24", "02/01/24", "03/01/24"), None, "2024-02-01"),
        (("01/02/24", "02/02/24"), None, None),
        (("03/01/24", "01/02/24", "01/03/24"), None, "2024-02-01"),
        (("01/02/24", "01/03/24", "02/01/24"), None, "2024-01-03"),
        (("01/02/24", "02/02/24"), True, "2024-02-02"),
    ],
)
def test_order_of_day_and_month_is_decided_by_the_file(
    dates: tuple[str, ...], answered: bool | None, second: str | None, read: Read
) -> None:
    given = Answers(own={"exporter": OWNER}, time_zone="UTC", day_first=answered)
    if second is None:
        with pytest.raises(SourceError, match="order"):
            read(*(f"{date}, 10:00 - Ali: hi" for date in dates), answers=given)
        return
    messages = only(read(*(f"{date}, 10:00 - Ali: hi" for date in dates), answers=given), Message)
    assert f"{messages[1].at:%Y-%m-%d}" == second


def test_american_halves_of_the_day_put_the_month_first(read: Read) -> None:
    [message] = only(read("1/2/24, 10:00 PM - Ali: hi"), Message)
    assert message.at == datetime(2024, 1, 2, 22, tzinfo=UTC)


def test_time_that_steps_back_keeps_the_order_of_the_file(read: Read) -> None:
    messages = only(read("28/02/2024, 09:12 - Ali: one", "28/02/2024, 09:10 - Ali: two"), Message)
    assert [message.text for message in messages] == ["one", "two"]


def test_times_are_those_of_the_answered_zone(read: Read) -> None:
    given = Answers(own={"exporter": OWNER}, time_zone="Asia/Tehran")
    [message] = only(read("28/02/2024, 09:12 - Ali: one", answers=given), Message)
    assert message.at == datetime(2024, 2, 28, 5, 42, tzinfo=UTC)


# Messages


def test_lines_without_a_head_belong_to_the_message_above(read: Read) -> None:
    [message] = only(read("28/02/2024, 09:12 - Ali: one", "", "two: three", "3/27/22 four"), Message)
    assert message.text == "one\n\ntwo: three\n3/27/22 four"
    assert message.place == "line 1"


def test_a_head_of_another_form_is_text(read: Read) -> None:
    [message] = only(read("28/02/2024, 09:12 - Ali: one", "[27/03/22, 21:41:35] Bob: two"), Message)
    assert message.text == "one\n[27/03/22, 21:41:35] Bob: two"


@pytest.mark.parametrize(
    "text",
    [
        "Bob left",
        'Bob changed the subject from "A" to "B"',
        "You added Bob",
        "Messages and calls are end-to-end encrypted.",
        "+44 20 7946 0102 changed to +44 20 7946 0103",
        'he said: "Bob created group"',
    ],
)
def test_words_of_a_person_are_no_line_of_the_app(text: str, read: Read) -> None:
    records = read(f"28/02/2024, 09:12 - Ali: {text}")
    assert [message.text for message in only(records, Message)] == [text]
    assert not only(records, Membership)


def test_a_person_cannot_forge_a_notice_about_others_on_ios(read: Read) -> None:
    records = read("[28.02.24, 09:12:00] Ali: \u200eBob left")
    assert [message.text for message in only(records, Message)] == ["Bob left"]
    assert not only(records, Membership)


def test_ios_writes_notices_under_the_name_of_the_group(read: Read) -> None:
    records = read('[28.02.24, 09:12:00] Harbour: \u200eAli changed the group name to "Boats"')
    assert not only(records, Message)
    assert [naming.name for naming in only(records, Naming) if naming.how == "event"] == ["Boats"]


@pytest.mark.parametrize("text", ["see the list (attached)", "<attached: call me>", "two seats (file attached)"])
def test_words_that_name_no_file_stay_words(text: str, read: Read) -> None:
    [message] = only(read(f"28/02/2024, 09:12 - Ali: {text}"), Message)
    assert (message.text, message.attachments) == (text, ())


def test_the_name_of_a_file_is_read_for_contacts(read: Read) -> None:
    [message] = only(read("28/02/2024, 09:12 - Ali: WhatsApp +44 20 7946 0102.vcf (file attached)"), Message)
    assert [words.text for words in message.beside] == ["WhatsApp +44 20 7946 0102.vcf"]


def test_text_below_a_line_of_the_app_is_kept(read: Read) -> None:
    records = read("28/02/2024, 09:12 - Bob left", "call +44 20 7946 0102", NOTICE)
    assert [one.how for one in only(records, Membership)] == ["left"]
    assert [one.raw for one in only(records, Refused)] == [b"28/02/2024, 09:12 - Bob left\ncall +44 20 7946 0102"]


def test_ios_lines_of_a_group_with_quotes_in_its_name_are_read(read: Read) -> None:
    records = read('[28.02.24, 09:12:00] Quay "a": \u200eBob left', title='Quay "a"')
    assert [one.how for one in only(records, Membership)] == ["left"]


@pytest.mark.parametrize("text", ["null", "", " "])
def test_a_message_shown_once_is_a_post_without_words(text: str, read: Read) -> None:
    [message] = only(read(f"28/02/2024, 09:12 - Ali: {text}"), Message)
    [attachment] = message.attachments
    assert (message.text, attachment.what, attachment.state) == ("", "view_once", "unavailable")


def test_a_deleted_message_is_a_post_without_words_that_is_removed(read: Read) -> None:
    records = read("28/02/2024, 09:12 - Ali: This message was deleted")
    [message] = only(records, Message)
    assert message.text == ""
    assert [(s.subject, s.state) for s in only(records, Status)][1:] == [(message.post, "removed")]


def test_a_line_that_no_sentence_fits_is_kept_with_its_place(read: Read) -> None:
    [refused] = only(read(NOTICE, "28/02/2024, 09:13 - the kettle sings"), Refused)
    assert (refused.place, refused.raw) == ("line 2", b"28/02/2024, 09:13 - the kettle sings")


def test_text_before_the_first_head_is_kept_with_its_place(read: Read) -> None:
    [refused] = only(read("a note of somebody", "28/02/2024, 09:13 - Ali: hi"), Refused)
    assert (refused.place, refused.raw) == ("line 1", b"a note of somebody")


def test_the_mark_of_an_edit_is_no_word_of_the_message(read: Read) -> None:
    [message] = only(read("28/02/2024, 09:12 - Ali: two seats <This message was edited>"), Message)
    assert message.text == "two seats"


# Who is who


def test_a_number_is_an_account_that_shows_it(read: Read) -> None:
    records = read("28/02/2024, 09:12 - \u202a+44\u00a020\u00a07946\u00a00102\u202c: hi")
    [message] = only(records, Message)
    assert message.author == Account(id="whatsapp:+442079460102")
    shown = [(p.subject, p.contacts) for p in only(records, Profile) if p.where == "profile"]
    assert shown == [(message.author, ("+442079460102",))]


def test_a_name_is_known_in_its_chat_and_telephone_alone(read: Read) -> None:
    line = "28/02/2024, 09:12 - Ali: hi"
    here = only(read(line), Message)[0].author
    assert isinstance(here, Participant)
    assert only(read(line, title="Quay"), Message)[0].author != here
    assert only(read(line, exporter="+44 20 7946 0002"), Message)[0].author != here
    one = only(read(line, chat="one"), Message)[0].author
    assert only(read(line, chat="one", exporter="+44 20 7946 0002"), Message)[0].author != one


def test_a_name_that_its_bearer_chose_is_not_that_of_the_address_book(read: Read) -> None:
    chosen, saved = only(read("28/02/2024, 09:12 - ~\u202fAli: hi", "28/02/2024, 09:12 - Ali: hi"), Message)
    assert chosen.author != saved.author


def test_you_is_who_deleted_a_message_of_their_own(read: Read) -> None:
    lines = ("28/02/2024, 09:12 - Sam: You deleted this message", "28/02/2024, 09:13 - Sam: hi", NOTICE)
    assert [message.author for message in only(read(*lines), Message)] == [OWN, OWN]


def test_you_is_whom_the_answer_names(read: Read) -> None:
    assert only(read("28/02/2024, 09:12 - Sam: hi", you="Sam"), Message)[0].author == OWN


def test_a_telephone_without_a_known_number_is_an_account_of_its_own(read: Read) -> None:
    [message] = only(read("28/02/2024, 09:12 - Sam: hi", exporter="phone 3", you="Sam"), Message)
    assert isinstance(message.author, Account)
    assert message.author.id.startswith("whatsapp:phone")


def test_a_private_chat_stands_with_its_partner(read: Read) -> None:
    private = ("28/02/2024, 09:12 - Harbour: hi", "28/02/2024, 09:13 - Sam: hello")
    records = read(*private)
    first, second = only(records, Message)
    assert first.chat == second.chat == first.author
    assert second.author == OWN
    assert not [naming for naming in only(records, Naming) if isinstance(naming.subject, Group)]


def test_you_is_who_is_called_so_in_the_language_of_the_file(read: Read) -> None:
    assert only(read(NOTICE, "28/02/2024, 09:12 - You: hi"), Message)[0].author == OWN


def test_a_chat_of_two_writers_that_has_the_name_of_neither_is_a_group(read: Read) -> None:
    assert isinstance(only(read("28/02/2024, 09:12 - Ali: hi", you="Sam"), Message)[0].chat, Group)


# What the app tells of groups


def events(records: Sequence[Any]) -> list[tuple[str, bool, bool]]:
    return [(n.name, n.from_ is not None, n.to is not None) for n in only(records, Naming) if n.how == "event"]


def test_a_rename_closes_the_old_name_and_opens_the_new(read: Read) -> None:
    records = read('28/02/2024, 09:12 - Ali changed the subject from "Harbour: a" to "Quay "b": c"')
    assert events(records) == [("Harbour: a", False, True), ('Quay "b": c', True, False)]


def test_a_rename_without_the_old_name_leaves_it_unknown(read: Read) -> None:
    assert events(read('28/02/2024, 09:12 - Ali changed the group name to "Quay"')) == [("Quay", True, False)]


def test_a_file_name_that_differs_in_marks_alone_is_no_other_name(read: Read) -> None:
    records = read('28/02/2024, 09:12 - Ali changed the group name to "Quay: boats"', title="Quay_ boats")
    assert {naming.name for naming in only(records, Naming) if isinstance(naming.subject, Group)} == {"Quay: boats"}


@pytest.mark.parametrize(
    ("line", "how", "members"),
    [
        ("You added Bob", "invited", ["Bob"]),
        ("Ali added Bob and Carol", "invited", ["Bob", "Carol"]),  # both write here
        ("Ali added Tom and Jerry Tours", "invited", ["Tom and Jerry Tours"]),
        ("Ali added Bob, andrew", "invited", ["Bob", "andrew"]),
        ("Ali added Bob, Carol and Dan", "invited", ["Bob", "Carol", "Dan"]),
        ("Ali added +44 20 7946 0102 and +44 20 7946 0103", "invited", ["+44 20 7946 0102", "+44 20 7946 0103"]),
        ("Ali removed Bob", "removed", ["Bob"]),
        ("Bob left", "left", ["Bob"]),
        ("Bob joined using this group's invite link", "joined", ["Bob"]),
        ("Bob joined using this group’s invite link", "joined", ["Bob"]),
    ],
)
def test_members_come_and_go(line: str, how: str, members: list[str], read: Read) -> None:
    found = only(read(f"28/02/2024, 09:12 - {line}", *(f"28/02/2024, 09:13 - {m}: hi" for m in members)), Membership)
    assert [one.how for one in found] == [how] * len(members)
    by_name = [message.author for message in only(read(f"28/02/2024, 09:12 - {line}",
               *(f"28/02/2024, 09:13 - {m}: hi" for m in members)), Message)]  # fmt: skip
    assert [one.member for one in found] == by_name


@pytest.mark.parametrize("line", ["Ali added you", "You were added", "You joined using this group's invite link"])
def test_you_in_a_line_is_whoever_exported(line: str, read: Read) -> None:
    assert [one.member for one in only(read(f"28/02/2024, 09:12 - {line}"), Membership)] == [OWN]


def test_a_change_of_number_lets_both_accounts_show_both_numbers(read: Read) -> None:
    line = "28/02/2024, 09:12 - \u202a+44 20 7946 0102\u202c changed to \u202a+44 20 7946 0103\u202c"
    records = read(line, NOTICE)
    shown = [(p.subject.id, p.contacts[0]) for p in only(records, Profile) if p.where == "number-change"]
    assert shown == [("whatsapp:+442079460102", "+442079460103"), ("whatsapp:+442079460103", "+442079460102")]


def test_a_change_of_number_that_names_no_new_one_is_counted(read: Read) -> None:
    records = read("28/02/2024, 09:12 - Ali changed their phone number to a new number. Tap to message.", NOTICE)
    assert "changes of a number that do not name the new one: 1" in [n.says for n in only(records, Noticed)]


# Which chat


def posts(records: Sequence[Any]) -> list[str]:
    return [message.post.id for message in only(records, Message)]


def test_a_later_export_of_one_telephone_overlaps(read: Read) -> None:
    lines = [f"28/02/2024, 09:1{n} - Ali: hi" for n in range(5)]
    early, late = posts(read(*lines[:3], you="Sam")), posts(read(*lines[1:], you="Sam"))
    assert early[1:] == late[:2]
    assert len({*early, *late}) == 5


def test_equal_words_of_one_minute_are_posts_of_their_own(read: Read) -> None:
    found = posts(read(*["28/02/2024, 09:12 - Ali: ok"] * 3))
    assert len(set(found)) == 3


def test_a_group_that_was_renamed_between_two_exports_is_one(read: Read) -> None:
    created = '28/02/2024, 09:12 - Ali created group "Harbour"'
    early = read(created, "28/02/2024, 09:13 - Ali: hi")
    late = read(
        created, "28/02/2024, 09:13 - Ali: hi", '29/02/2024, 10:00 - Ali changed the subject to "Quay"', title="Quay"
    )
    assert posts(early) == posts(late)


def test_posts_of_two_telephones_are_one_where_the_chat_is_named(read: Read) -> None:
    mine = read("28/02/2024, 09:12 - Ali: hi", "28/02/2024, 09:13 - \u202a+44 20 7946 0102\u202c: ho", chat="one")
    theirs = read(
        "[28.02.24, 09:12:31] \u202a+44 20 7946 0104\u202c: hi",
        "[28.02.24, 09:13:02] Sam: ho",
        chat="one", exporter="+44 20 7946 0102", you="Sam",
    )  # fmt: skip
    assert posts(mine) == posts(theirs)
    assert only(mine, Message)[1].author == only(theirs, Message)[1].author


def test_posts_of_two_telephones_are_apart_where_no_chat_is_named(read: Read) -> None:
    assert posts(read("28/02/2024, 09:12 - Ali: hi")) != posts(
        read("28/02/2024, 09:12 - Ali: hi", exporter="+44 20 7946 0102")
    )


def test_the_newest_message_is_when_it_was_exported_at_the_earliest(read: Read) -> None:
    records = read("28/02/2024, 09:12 - Ali: hi", "27/02/2024, 09:12 - Ali: ho")
    assert [one.at for one in only(records, Captured)] == [datetime(2024, 2, 28, 9, 12, tzinfo=UTC)]


# What is asked


def plan_chat(folder: Path, name: str, answers: str, *lines: str) -> Any:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "sources.toml").write_text(answers, encoding="utf-8")
    [planned] = plan_reading([folder], scratch=folder.parent / "scratch")
    return planned


def test_a_chat_is_held_until_it_is_said_whose_telephone_it_is(tmp_path: Path) -> None:
    planned = plan_chat(tmp_path / "in", "WhatsApp Chat with Harbour.txt", "", NOTICE, "28/02/2024, 09:13 - Ali: hi")
    assert planned.needs == ("exporter", "time_zone")
    assert 'exporter = "' in planned.held


ANSWERS = '[[file]]\nmatch = "*"\nexporter = "phone 3"\ntime_zone = "UTC"\n'


def test_a_chat_whose_questions_are_answered_is_read(tmp_path: Path) -> None:
    planned = plan_chat(tmp_path / "in", "WhatsApp Chat - Harbour.txt", ANSWERS, "28/02/2024, 09:13 - Ali: hi")
    assert planned.ready
    assert planned.answers.own == {"exporter": "phone 3", "title": "Harbour"}


@pytest.mark.parametrize("name", ["_chat.txt", "notes.txt", "WhatsApp Chat with Harbour (1).txt"])
def test_a_name_that_does_not_tell_the_chat_is_asked_about(name: str, tmp_path: Path) -> None:
    assert plan_chat(tmp_path / "in", name, ANSWERS, NOTICE, "28/02/2024, 09:13 - Ali: hi").needs == ("chat",)


def test_dates_that_can_be_read_in_two_ways_are_asked_about(tmp_path: Path) -> None:
    planned = plan_chat(tmp_path / "in", "WhatsApp Chat with A.txt", ANSWERS, "01/02/24, 09:13 - Ali: hi")
    assert planned.needs == ("day_first",)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('exporter = "020 7946 0001"', "is no number with its country"),
        ('exporter = ""', "is no text"),
        ('exporter = "+..."', "is no number with its country"),
        ('invite = "t.me/+abc"', "is no link to a group"),
        ("you = 5", "is no text"),
    ],
)
def test_an_answer_that_is_none_is_a_mistake(line: str, word: str, tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=word):
        plan_chat(tmp_path / "in", "WhatsApp Chat with A.txt", f'[[file]]\nmatch = "*"\n{line}\n', NOTICE)


def test_pictures_beside_a_chat_are_no_chats_though_the_answers_are_for_them_too(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "IMG-1.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\x00" * 40)
    (folder / "WhatsApp Chat with A.txt").write_text("28/02/24, 09:13 - Ali: IMG-1.jpg (file attached)\n")
    (folder / "sources.toml").write_text(ANSWERS)
    picture, chat = plan_reading([folder], scratch=tmp_path / "scratch")
    assert picture.carried
    assert picture.source is None
    assert list(chat.beside) == ["IMG-1.jpg"]


@pytest.mark.parametrize(
    "lines",
    [
        ("2024-02-28 09:12:00 INFO started", "2024-02-28 09:12:01 INFO: ended"),
        ("date,text", "28/02/2024 09:12,Ali: hi", "28/02/2024 09:13,Bob: ho"),
        ("Dear Ali,", "28/02/2024, 09:12 - we met: it rained"),
        ("28/02/2024: it rained",),
    ],
)
def test_text_with_dates_is_no_chat(lines: tuple[str, ...], tmp_path: Path) -> None:
    planned = plan_chat(tmp_path / "in", "notes.txt", "", *lines)
    assert planned.source != "whatsapp"
    assert "source" not in planned.needs


def test_a_text_that_looks_like_a_chat_and_has_no_sentence_of_whatsapp_waits_for_a_word(tmp_path: Path) -> None:
    lines = ("28/02/2024, 09:12 - server: started", "28/02/2024, 09:13 - server: ended")
    planned = plan_chat(tmp_path / "in", "notes.txt", "", *lines)
    assert (planned.source, planned.needs) == (None, ("source",))


HEAD = "28/02/2024, 09:12 - "
LONG = 60_000
EVIL = [
    "1/1/24" + "\u200e" * LONG,
    "[1/1/24" + "\u200f" * LONG + "]",
    HEAD + '"' + " added " * (LONG // 7) + ": x",
    HEAD + '"' + ' changed the subject from "A" to "' * (LONG // 30) + ": x",
    HEAD + "Ali: <attached:" + " " * LONG,
    HEAD + "Ali: " + "<attached: " * (LONG // 11),
    HEAD + "Ali: " + " " * LONG + "x>",
    HEAD + "Ali: \u200e" + " " * LONG + "•" + " " * LONG + "\u200edocument omitted",
    HEAD + "Ali added " + " , " * 1_500,
    HEAD + "+" + "4 " * LONG + ": hi",
]


@pytest.mark.parametrize("line", EVIL, ids=range(len(EVIL)))
def test_no_line_takes_long(line: str, read: Read) -> None:
    begin = process_time()
    read(HEAD + "Ali: hi", *[line] * 3)
    assert process_time() - begin < 3


def test_what_follows_a_very_long_line_without_a_break_is_no_head(read: Read) -> None:
    filler = "x" * (65_536 - len(HEAD) - len("Ali: "))
    [message] = only(read(f"{HEAD}Ali: {filler}28/02/2024, 09:13 - Bob: forged"), Message)
    assert message.text.endswith("Bob: forged")
