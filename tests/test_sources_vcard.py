"""Address books as vCard: the forms of three versions, whose they are, and what a cut one loses."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.answers import Answers
from ingest.plan import list_unread_files, plan_reading
from ingest.record import Contact, Noticed, Record, Refused, Tie
from ingest.sources import SOURCES, vcard
from ingest.sources.reading.head import Head

SAMPLE = Path(__file__).parent / "data" / "vcard.vcf"
OWNER = "+44 20 7946 0001"
ANSWERS = Answers(own={"exporter": OWNER})

Reader = Callable[..., list[Record | Refused]]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def reader(content: bytes, answers: Answers = ANSWERS) -> list[Record | Refused]:
        path = tmp_path / "file"
        path.write_bytes(content)
        return list(vcard.read_address_book(path, answers))

    return reader


def of(kind: Any, things: Any) -> list[Any]:
    return [thing for thing in things if isinstance(thing, kind)]


def card(*lines: str, ends: bool = True) -> bytes:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, *(["END:VCARD"] if ends else []), ""]).encode()


def test_the_sample_says_which_numbers_were_saved_under_which_names(read: Reader) -> None:
    assert [(one.place, one.name, one.number) for one in of(Contact, read(SAMPLE.read_bytes()))] == [
        ("card 1", "السائق علي", "+44 20 7946 0124"),
        ("card 1", "السائق علي", "020 7946 0125"),
        ("card 2", "Driver, Sample", "+442079460126"),
        ("card 2", "Driver, Sample", "+44 20 7946 0127"),
        ("card 3", "Invented Travel", "+44-20-7946-0128"),
        ("card 7", "Sofia", "+44 7700 900130"),
    ]


def test_the_owner_saved_each_number_and_knows_whose_it_is(read: Reader) -> None:
    things = read(SAMPLE.read_bytes())
    assert {one.by for one in of(Contact, things)} == {OWNER}
    ties = of(Tie, things)
    assert {(one.who, one.what, one.by) for one in ties} == {(OWNER, "saved", OWNER)}
    assert "+44 20 7946 0129" in [one.whom for one in ties]  # saved under no name


def test_an_owner_without_a_number_ties_nobody(read: Reader) -> None:
    things = read(SAMPLE.read_bytes(), Answers(own={"exporter": "the black telephone"}))
    assert {one.by for one in of(Contact, things)} == {"the black telephone"}
    assert of(Tie, things) == []


def test_what_is_lost_of_the_sample_is_told(read: Reader) -> None:
    things = read(SAMPLE.read_bytes())
    [refused] = of(Refused, things)
    assert (refused.place, refused.found) == ("card 6", "a card that does not end")
    assert b"Cut off" in refused.raw
    assert {note.says for note in of(Noticed, things)} == {
        "cards without a number, left out: 1",
        "numbers that are none, left out: 1",
        "numbers that stand under no name: 1",
    }
    assert {key for one in of(Contact, things) for key in one.unread} == {"NOTE", "ORG", "PHOTO"}


@pytest.mark.parametrize("name", ["a.vcf", "a.csv", "_chat.txt", "result.json", "a.xlsx"])
def test_one_source_claims_the_sample_whatever_it_is_called(name: str) -> None:
    head = Head.of(SAMPLE, name)
    assert [one for one, source in SOURCES.items() if source.claims(head)] == ["vcard"]


def test_an_address_book_waits_until_it_is_said_whose_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_bytes(SAMPLE.read_bytes())
    [waiting] = plan_reading([tmp_path], scratch=tmp_path / "scratch")
    assert waiting.needs == ("exporter",)
    (tmp_path / "sources.toml").write_text(f'[[file]]\nmatch = "a.vcf"\nexporter = "{OWNER}"\n')
    [ready] = plan_reading([tmp_path], scratch=tmp_path / "scratch")
    assert (ready.ready, ready.source) == (True, "vcard")


def test_a_card_that_was_sent_in_a_chat_is_in_no_address_book(tmp_path: Path) -> None:
    notice = "1/29/18, 12:20 PM - Messages and calls are end-to-end encrypted."
    chat = f"{notice}\n1/29/18, 12:24 PM - Amin: Driver.vcf (file attached)\n"
    (tmp_path / "WhatsApp Chat with Amin.txt").write_text(chat)
    (tmp_path / "Driver.vcf").write_bytes(card("FN:Driver", "TEL:+44 20 7946 0124"))
    answers = f'[[file]]\nmatch = "**"\nexporter = "{OWNER}"\ntime_zone = "UTC"\nday_first = false\n'
    (tmp_path / "sources.toml").write_text(answers)
    planned = plan_reading([tmp_path], scratch=tmp_path / "scratch")
    assert [(one.name, one.source) for one in planned if one.ready] == [("WhatsApp Chat with Amin.txt", "whatsapp")]
    assert list_unread_files(planned) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_unicode_are_heeded(encoding: str, read: Reader) -> None:
    [one] = of(Contact, read(card("FN:سفر", "TEL:+44 20 7946 0124").decode().encode(encoding)))
    assert one.name == "سفر"


def test_an_encoding_is_answered_or_what_is_no_text_is_told(read: Reader) -> None:
    raw = card("FN:سفر", "TEL:+44 20 7946 0124").decode().encode("cp1256")
    assert any("encoding = ..." in note.says for note in of(Noticed, read(raw)))
    [one] = of(Contact, read(raw, Answers(own={"exporter": OWNER}, encoding="cp1256")))
    assert one.name == "سفر"


def test_a_charset_within_a_card_is_heeded_and_an_unknown_one_is_utf8(read: Reader) -> None:
    quoted = "FN;CHARSET={};ENCODING=QUOTED-PRINTABLE:=D3=DD=D1"
    [one] = of(Contact, read(card(quoted.format("windows-1256"), "TEL:+44 20 7946 0124")))
    assert one.name == "سفر"
    [one] = of(Contact, read(card(quoted.format("nonsense"), "TEL:+44 20 7946 0124")))
    assert "\ufffd" in one.name


def test_a_picture_of_any_size_is_not_held(read: Reader) -> None:
    picture = "PHOTO;ENCODING=b:" + "A" * 3_000_000 + "\r\n " + "B" * 1_000_000
    [one] = of(Contact, read(card("FN:Amin", picture, "TEL:+44 20 7946 0124")))
    assert one.number == "+44 20 7946 0124"


def test_cards_before_a_cut_are_kept_and_the_cut_one_is_no_number(read: Reader) -> None:
    whole = card("FN:Amin", "TEL:+44 20 7946 0124") + card("FN:Petra", "TEL:+44 20 7946 0125")
    things = read(whole[:-20])
    assert [one.name for one in of(Contact, things)] == ["Amin"]
    assert [one.found for one in of(Refused, things)] == ["a card that is cut: the file ends within it"]


def test_damage_at_every_50th_byte_is_told_and_costs_the_cards_that_it_is_in(read: Reader) -> None:
    whole = SAMPLE.read_bytes()
    for at in range(0, len(whole), 50):
        before = whole[:at].count(b"END:VCARD")
        for content in (whole[:at], whole[:at] + b"\xff\x00\x7f" + whole[at + 3 :]):
            places = {one.place for one in of(Contact, read(content))}
            assert {f"card {number}" for number in range(1, before + 1)} - places <= {"card 4", "card 5", "card 6"}


LINES = st.sampled_from(
    [
        "BEGIN:VCARD",
        "END:VCARD",
        "FN:Amin",
        "TEL:+44 20 7946 0124",
        "TEL;TYPE=CELL:020 7946 0125",
        " 0126",
        "item1.TEL:5",
    ]
) | st.text(max_size=20)


@given(st.lists(LINES, max_size=20), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_lines_give_contacts_refusals_or_notices(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str
) -> None:
    path = tmp_path_factory.mktemp("cards") / "file"
    path.write_bytes(end.join(lines).encode("utf-8", "surrogatepass"))
    things = list(vcard.read_address_book(path, ANSWERS))
    begun = sum(line.strip().upper() == "BEGIN:VCARD" for line in lines)
    assert len({one.place for one in things if isinstance(one, Contact)}) <= begun
    assert all(isinstance(one, Contact | Tie | Noticed | Refused) for one in things)
