"""Tables as people have them: what spreadsheets, tools and people do to headers, numbers, ids, times and counts."""

import json
import re
import tomllib
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Phone, Source
from ingest.answers import Answers
from ingest.linking import Linker
from ingest.plan import Planned, plan_reading
from ingest.record import Membership, Message, Naming, Noticed, Profile, Record, Refused, Status
from ingest.sources import table
from ingest.sources.table.counts import read_count
from ingest.sources.table.moments import Clock

HEADER = "platform,kind,id,name,handle,phone"
ROW = "telegram,channel,100200,Travel North,travelnorth,+44 20 7946 0123"

Read = Callable[..., list[Record | Refused]]
Plan = Callable[..., dict[str, Planned]]
T = TypeVar("T")


@pytest.fixture
def planned(tmp_path: Path) -> Plan:
    """Write files into a folder, and plan their ingest."""

    def planner(files: dict[str, str | bytes], **given: Any) -> dict[str, Planned]:
        for name, content in files.items():
            path = tmp_path / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return {one.name: one for one in plan_reading([tmp_path / "in"], scratch=tmp_path / "scratch", **given)}

    return planner


@pytest.fixture
def read(planned: Plan) -> Read:
    """Plan one sheet, with a sources.toml or mapping beside it, and read it as planned."""

    def reader(content: str | bytes, *, name: str = "sheet.csv", regions: tuple[str, ...] = (), **beside: str) -> Any:
        files = {f"{key}.toml": text for key, text in beside.items()}
        one = planned({name: content, **files}, defaults=Answers(regions=regions))[name]
        assert one.ready, one.held or one.problem
        assert one.found is not None
        return list(table.read_table(one.found.path, one.answers))

    return reader


def of(kind: type[T], things: list[Record | Refused]) -> list[T]:
    return [thing for thing in things if isinstance(thing, kind)]


def phones(things: list[Record | Refused], *regions: str) -> dict[str, Any]:
    """Give the numbers that subjects show, with their likelihood, as they would stand in the graph."""
    linker = Linker(Source(id="sha256:0"), regions)
    said: list[Any] = []
    for record in things:
        if not isinstance(record, Refused | Noticed):
            said += linker.said(record)
    said += linker.folds.rest()
    return {one.end.id: one.plausibility for one in said if isinstance(getattr(one, "end", None), Phone)}


def notes(things: list[Record | Refused]) -> str:
    return "\n".join(note.says for note in of(Noticed, things))


@pytest.mark.parametrize("footer", ["Total rows: 1", "Total,1", "\nTotal: 1\nmade on Monday"])
def test_a_footer_does_not_keep_a_short_sheet_from_being_read(read: Read, footer: str) -> None:
    things = read(f"{HEADER}\n{ROW}\n{footer}\n")
    assert [naming.name for naming in of(Naming, things)] == ["Travel North"]


@pytest.mark.parametrize("nothing", ["-", "--", "—", "<NA>", "NaT", "undefined", "(null)"])
def test_what_stands_for_nothing_is_no_name_and_no_handle(read: Read, nothing: str) -> None:
    things = read(f"{HEADER}\ntelegram,user,1001,{nothing},{nothing},{nothing}\n")
    assert of(Naming, things) == []
    assert [(profile.handle, profile.contacts) for profile in of(Profile, things)] == [(None, ())]


# Declared contacts


def sheet(*cells: str) -> str:
    rows = [f'telegram,user,{number},Person {number},"{cell}"' for number, cell in enumerate(cells, 100)]
    return "\n".join(["platform,kind,id,name,phone", *rows, ""])


@pytest.mark.parametrize(
    ("cell", "regions", "found"),
    [
        ("020 7946 0123", (), {"national:02079460123": 0.5}),
        ("442079460123", (), {"+442079460123": None}),
        ("442079460123.0", (), {"+442079460123": None}),
        ("'+442079460123", (), {"+442079460123": None}),
        ('=""+44 20 7946 0123""', (), {"+442079460123": None}),
        ("tel:+44-20-7946-0123", (), {"+442079460123": None}),
        ("+44 20 7946 0123; +44 20 7946 0124", (), {"+442079460123": None, "+442079460124": None}),
        ("+44 20 7946 0123 / +44 20 7946 0124", (), {"+442079460123": None, "+442079460124": None}),
        ("٠٠٤٤ ٢٠ ٧٩٤٦ ٠١٢٣", (), {"+442079460123": None}),
        ("WhatsApp https://wa.me/442079460123", (), {"+442079460123": None}),
    ],
)
def test_a_declared_number_is_read_as_one(
    read: Read, cell: str, regions: tuple[str, ...], found: dict[str, Any]
) -> None:
    assert phones(read(sheet(cell)), *regions) == found


@pytest.mark.parametrize("cell", ["4.42079E+11", "4,42079e+11", "#REF!", "########", "ask the desk", "n/k", "12"])
def test_what_a_spreadsheet_left_of_a_number_costs_itself_alone_and_is_told(read: Read, cell: str) -> None:
    things = read(sheet(cell, "+44 20 7946 0124"))
    assert phones(things) == {"+442079460124": None}
    assert {naming.name for naming in of(Naming, things)} == {"Person 100", "Person 101"}
    assert "contacts that " in notes(things)
    assert repr(cell)[1:-1] in notes(things)


def test_rows_of_contacts_are_read_like_numbers_of_profiles(read: Read) -> None:
    mapping = (
        'files = ["sheet.csv"]\n[[row]]\nkind = "contact"\nplatform = "telegram"\naccount = "acc"\ncontact = "number"'
    )
    things = read("acc,number\n201,020 7946 0123\n202,4.42079E+11\n", mapping=mapping)
    assert phones(things) == {"national:02079460123": 0.5}
    assert [one.place for one in of(Refused, things)] == ["line 3"]


# Headers


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER},,,\n{ROW},,,\n",
        f"{HEADER}\n{ROW},,,\n",
        f"{HEADER},,,\n{ROW}\n",
        f"Watchlist of desk 4,,,,,\n{HEADER}\n{ROW}\n",
        f"Watchlist of desk 4\n{HEADER}\n{ROW}\n",
        f"Exported by: desk 4\nDate: 2024-03-01\n\n{HEADER}\n{ROW}\n",
        f"Report, desk 4, March\n\n\n{HEADER}\n{ROW}\n",
        f"Watchlist, desk 4, March 2024, v2, final, x\n{HEADER}\n{ROW}\n",
        ",,,,,\n" * 2 + f"{HEADER}\n{ROW}\n",
        f'"{HEADER}"\n{ROW}\n'.replace(",", '","', 5),
        f"{HEADER}\r{ROW}\r",
        f"# made by a tool\n# on 2024-03-01, at night\n{HEADER}\n{ROW}\n",
        f"\ufeff{HEADER}\n{ROW}\n",
        f"\n\n{HEADER}\n\n{ROW}\n\n",
        f"sep=,\n{HEADER}\n{ROW}\n",
        f"sep=;\r\n{HEADER};;\r\n{ROW};;\r\n".replace(",", ";"),
        f"Liste;;;;;;\r\n{HEADER};\r\n{ROW};\r\n".replace(",", ";"),
        f"{HEADER}\n{ROW}\n".replace(",", "\t"),
        f"{HEADER}\n{ROW}\n".upper().replace("TELEGRAM,CHANNEL", "telegram,channel").replace("TRAVELN", "traveln"),
        "Platform, Kind ,ID,Name,Handle,Phone\n" + ROW + "\n",
        f"{HEADER}\n{ROW}\n{HEADER}\n{ROW}\n",
        f"{HEADER},\n{ROW},\n" + ",,,,,,\n" * 300,
    ],
)
def test_a_header_is_found_as_spreadsheets_and_tools_leave_it(read: Read, content: str) -> None:
    things = read(content)
    assert {profile.subject.id for profile in of(Profile, things)} == {"telegram:channel100200"}
    assert phones(things) == {"+442079460123": None}
    assert not of(Refused, things)


def test_what_stands_above_a_header_and_rows_that_repeat_it_are_told(read: Read) -> None:
    told = notes(read(f"Watchlist\n{HEADER}\n{ROW}\n{HEADER}\n"))
    assert "the header is line 2" in told
    assert "rows that repeat the header, left out: 1" in told


def test_cells_that_no_column_names_are_told(read: Read) -> None:
    told = notes(read(f"{HEADER},,\n{ROW},see file,\n"))
    assert "cells in columns without a name, not read: 1, the first 'see file'" in told


def test_a_sheet_without_a_header_is_held_with_what_stands_in_its_way(planned: Plan) -> None:
    one = planned({"list.csv": f"{ROW}\n{ROW}\n"})["list.csv"]
    assert one.held is not None
    assert "line 1 is no header: it holds '100200'" in one.held
    assert 'match = "list.csv", header_row = 2' in one.held
    assert one.needs == ("header_row",)


def test_the_line_of_the_header_its_delimiter_and_encoding_are_answers_for_shipped_mappings_too(read: Read) -> None:
    content = "a,b\n" * 12 + f"{HEADER}\n{ROW}\n".replace(",", ":").replace("Travel North", "سفر")
    answers = (
        '[[file]]\nmatch = "sheet.csv"\nheader_row = 13\ndelimiter = ":"\nencoding = "cp1256"\nmapping = "accounts"\n'
    )
    things = read(content.encode("cp1256"), sources=answers)
    assert [naming.name for naming in of(Naming, things)] == ["سفر"]


def test_answers_on_how_a_file_is_written_are_remembered_with_it(planned: Plan) -> None:
    answers = (
        '[[file]]\nmatch = "sheet.csv"\nheader_row = 2\ndelimiter = ","\nencoding = "utf-8"\nmapping = "accounts"\n'
    )
    one = planned({"sheet.csv": f"x\n{HEADER}\n{ROW}\n", "sources.toml": answers})["sheet.csv"]
    plain = json.loads(json.dumps(one.answers.plain()))
    assert (plain["header_row"], plain["delimiter"], plain["encoding"]) == (2, ",", "utf-8")
    assert Answers.read(plain) == one.answers


# The same header twice


def test_both_of_two_columns_of_contacts_are_read(read: Read) -> None:
    things = read(f"{HEADER},phone\n{ROW},+44 20 7946 0124\n")
    assert phones(things) == {"+442079460123": None, "+442079460124": None}


def test_a_column_of_one_value_that_stands_there_twice_holds_the_file(planned: Plan) -> None:
    one = planned({"sheet.csv": f"{HEADER},id\n{ROW},100300\n"})["sheet.csv"]
    assert "column 'id' stands there 2 times (columns 3, 7)" in (one.held or "")


def test_a_key_that_stands_twice_in_an_object_gives_both_values(read: Read) -> None:
    line = (
        '{"platform": "telegram", "kind": "channel", "id": 5, "phone": "+44 20 7946 0123", "phone": "+44 20 7946 0124"}'
    )
    assert set(phones(read(f"{line}\n{line}\n", name="sheet.jsonl"))) == {"+442079460123", "+442079460124"}


# Counts


@pytest.mark.parametrize(
    ("text", "number", "rough"),
    [
        ("12", 12, False),
        ("12,345", 12345, False),
        ("12.345", 12345, False),
        ("12 345", 12345, False),
        ("12\u00a0345", 12345, False),
        ("12'345", 12345, False),
        ("1.234.567", 1234567, False),
        ("1,23,456", 123456, False),
        ("12.0", 12, False),
        ("12.3K", 12300, True),
        ("12,3k", 12300, True),
        ("1.2M", 1200000, True),
        ("1,2 Mio.", 1200000, True),
        ("12 mil", 12000, True),
        ("1,5 тыс.", 1500, True),
        ("12 bin", 12000, True),
        ("~5000", 5000, True),
        ("ca. 5000", 5000, True),
        ("5000+", 5000, True),
        ("١٢٣٤", 1234, False),
        ("۱۲٬۳۴۵", 12345, False),
        ("١٢ ألف", 12000, True),
        ("5 هزار", 5000, True),
        ("1 234 members", 1234, False),
        ("12 345 подписчиков", 12345, False),
        ("\u200e1,234\u200f", 1234, False),
    ],
)
def test_counts_are_read_as_people_write_them(text: str, number: int, rough: bool) -> None:
    assert read_count(text) == (number, rough)


@pytest.mark.parametrize(
    "text", ["12,5", "12.34", "1,234K", "12B", "1.2.3", "-5", "many", "1e5", "9" * 20, "12/34", "½"]
)
def test_counts_that_can_be_read_in_two_ways_or_none_are_no_counts(text: str) -> None:
    with pytest.raises(ValueError, match=r"count|two ways"):
        read_count(text)


def test_a_count_that_cannot_be_read_costs_itself_and_not_the_row(read: Read) -> None:
    rows = "".join(
        f'telegram,channel,10020{n},Group {n},group{n}x,+44 20 7946 012{n},"{count}"\n'
        for n, count in enumerate(["12,5", "12.3K", "12,345"])
    )
    things = read(f"{HEADER},members\n{rows}")
    assert [status.members for status in of(Status, things)] == [None, 12300, 12345]
    assert len(of(Naming, things)) == len(phones(things)) == 3
    assert not of(Refused, things)
    assert "members that are no count, left out: 1, the first '12,5'" in notes(things)
    assert "members that say about how many, taken so: 1, the first '12.3K'" in notes(things)


def test_cells_on_which_a_post_does_not_stand_cost_themselves(read: Read) -> None:
    things = read(
        "platform,time,account_id,text,post_id,group_id,reply_to,forwarded_from,edited\n"
        "telegram,2024-03-01T10:00:00Z,user5,Call +44 20 7946 0123,7,channel9,1.2E+5,,whenever\n"
    )
    [post] = of(Message, things)
    assert (post.replies_to, post.edited, post.post.id) == (None, None, "telegram:channel9/7")
    assert "cells of reply_to that were not read: 1" in notes(things)
    assert "times of edited that were not read: 1" in notes(things)


# Ids that a spreadsheet left


@pytest.mark.parametrize(
    "lost",
    ["9.06E+17", "7,301,234,567", "7.301.234.567", "7 301 234 567", "73012345…", "#NAME?", "####", "unknown", "0"],
)
def test_an_id_that_a_spreadsheet_or_a_person_put_in_place_of_one_is_refused(read: Read, lost: str) -> None:
    things = read(f'platform,kind,id,name\nviber,user,"{lost}",Amin\nviber,user,"{lost}",Petra\n')
    assert not of(Naming, things)
    assert [one.place for one in of(Refused, things)] == ["line 2", "line 3"]


def test_an_id_that_is_kept_as_text_for_a_spreadsheet_is_read(read: Read) -> None:
    things = read('platform,kind,id,name\nfb,user,"=""100000000000017""",Amin\nfb,user,\'100000000000018,Petra\n')
    assert {one.subject.id for one in of(Naming, things)} == {"facebook:100000000000017", "facebook:100000000000018"}


POSTS = "platform,time,account_id,text,post_id,account_name,group_id,group_name\n"


def post_rows(*rows: tuple[str, str, str], on: str = "tiktok") -> str:
    """Give a sheet of posts: id of the account, id of the post, its author's name."""
    return POSTS + "".join(f"{on},2024-03-01T10:00:00Z,{who},hello,{post},{name},,\n" for who, post, name in rows)


def test_ids_that_a_spreadsheet_rounded_are_refused_and_never_merged(read: Read) -> None:
    things = read(
        post_rows(
            ("7001234567890120000", "7312345678901230000", "Amin"),
            ("7001234567890120000", "7312345678901230000", "Petra"),
        )
    )
    assert not of(Message, things)
    assert not of(Naming, things)
    assert [one.place for one in of(Refused, things)] == ["line 2", "line 3"]
    assert "what a spreadsheet left of an id" in of(Refused, things)[0].found
    assert "ids that a spreadsheet seems to have rounded: 2" in notes(things)


def test_one_id_of_a_hundred_may_end_in_zeros(read: Read) -> None:
    ids = [f"70012345678901{number:05}" for number in range(10_003, 10_102)]
    rows = [("7001234567890120000", "7312345678901234567", "Amin")]
    rows += [(id, f"73123456789012{number:05}", "Petra") for number, id in enumerate(ids, 11)]
    things = read(post_rows(*rows))
    assert len(of(Message, things)) == 100
    assert not of(Refused, things)


def test_rounded_ids_among_whole_ones_cost_their_own_rows(read: Read) -> None:
    whole = [(f"70012345678901{number:05}", f"73123456789012{number:05}", "Petra") for number in range(111, 140)]
    lost = [(f"700123456789{number}0000", f"73123456789012{number:05}", "Amin") for number in range(211, 217)]
    things = read(post_rows(*whole, *lost))
    assert {naming.name for naming in of(Naming, things)} == {"Petra"}
    assert len(of(Refused, things)) == len(lost)


@pytest.mark.parametrize(
    "ids",
    [
        ["1234567890123450", "1234567890123460"],  # 16 digits
        ["12345678901234500"],  # 17, alone
        ["7312345678901235000", "7312345678901236000", "7312345678901237000", "7312345678901239000"],  # a fraction's
    ],
)
def test_shorter_and_otherwise_rounded_ids_are_seen_over_their_rows(read: Read, ids: list[str]) -> None:
    rows = "".join(f"fb,user,{id},Person {id}\n" for id in ids)
    assert len(of(Refused, read("platform,kind,id,name\n" + rows))) == len(ids)


def test_rounded_ids_of_groups_replies_and_origins_are_seen_too(read: Read) -> None:
    mapping = (
        'files = ["sheet.csv"]\nplatform = "facebook"\n[[row]]\nkind = "post"\ntime = "t"\ntext = "x"\naccount = "by"\n'
        'group = "g"\nreply_to = "re"\nforwarded_from = { account = "fw" }\n'
    )
    row = "2024-03-01T10:00:00Z,hello,100000000000017"
    things = read(
        f"t,x,by,g,re,fw\n{row},9912345678901230000,,\n{row},,991234567890120000,\n{row},,,99123456789012000\n",
        mapping=mapping,
    )
    assert [(post.place, post.replies_to, post.forwarded_from) for post in of(Message, things)] == [
        ("line 3", None, None),
        ("line 4", None, None),
    ]
    assert [one.place for one in of(Refused, things)] == ["line 2"]
    assert "cells of reply_to that were not read" in notes(things)
    assert "cells of forwarded_from that were not read" in notes(things)


# Times


ATHENS = ZoneInfo("Europe/Athens")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("March 1, 2024 9:00 AM", "07:00"),
        ("March 1, 2024 10:00 PM", "20:00"),
        ("March 1, 2024 at 10:00 PM", "20:00"),
        ("10:00 PM · Mar 1, 2024", "20:00"),
        ("Friday, March 1, 2024 10:00pm", "20:00"),
        ("1st March 2024, 10 p.m.", "20:00"),
        ("Fri, 01 Mar 2024 22:00:00 EEST", "19:00"),
        ("Fri, 01 Mar 2024 22:00:00 CET", "21:00"),
        ("Fri, 01 Mar 2024 22:00:00 (EEST)", "19:00"),
        ("Fri Mar 01 2024 22:00:00 GMT+0300 (Eastern European Summer Time)", "19:00"),
        ("Fri Mar 01 22:00:00 +0000 2024", "22:00"),
        ("2024/03/01 10:00:00 PM GMT+1", "21:00"),
        ("01/03/2024 22:00 UTC+3", "19:00"),
        ("01/03/2024 22:00 GMT+0300", "19:00"),
        ("2024-03-01 22:00 UTC-03:30", "01:30"),
        ("2024-03-01 22:00 Europe/Berlin", "21:00"),
        ("2024-03-01 10:00:00 PM", "20:00"),
        ("01.03.2024 22:00:00.000", "20:00"),
        ("01.03.2024, 22:00 Uhr", "20:00"),
        ("1. März 2024 um 22:00 Uhr", "20:00"),
        ("le 1er mars 2024 à 22h00", "20:00"),
        ("ven. 1 mars 2024 22:00", "20:00"),
        ("1 de marzo de 2024, 22:00", "20:00"),
        ("1 Mart 2024 Cuma 22:00", "20:00"),
        ("1 марта 2024 г. в 22:00", "20:00"),
        ("1 مارس 2024 10:00 م", "20:00"),
        ("١ آذار ٢٠٢٤ ١٠:٠٠ ص", "08:00"),
        ("الجمعة 1 مارس 2024 الساعة 10:00 مساءً", "20:00"),
        ("01/03/2024 10:00 ب.ظ", "20:00"),
        ("01/03/2024 ق.ظ 10:00", "08:00"),
        ("۱ مارس ۲۰۲۴ ساعت ۲۲:۰۰", "20:00"),
        ("1 مارچ 2024 22:00", "20:00"),
        ("01/03/2024 10:00 ÖS", "20:00"),
        ("01-Mar-24", "22:00"),
        ("1 March 2024", "22:00"),
        ("1 مارس 2024", "22:00"),
        ("1 مارس 2024 م", "22:00"),
        ("2024-03-01T22:00:00+03:00[Europe/Athens]", "19:00"),
        ("2024-03-01T22:00:00[Europe/Athens]", "20:00"),
        ("2024-03-01T22:00Z[UTC]", "22:00"),
        ("[01/03/24, 22:00:15]", "20:00"),
        ("01-Mar-2024 10.00.00 PM", "20:00"),
        ("01-MAR-24 10.00.00.000000 PM", "20:00"),
    ],
)
def test_times_with_words_are_read_whole(text: str, at: str) -> None:
    assert f"{Clock(ATHENS, day_first=True).read(text):%H:%M}" == at


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2024-02-29 24:00", "2024-02-29 22:00"),
        ("2024-02-29T24:00:00Z", "2024-03-01 00:00"),
        ("31/12/2024 24:00", "2024-12-31 22:00"),
    ],
)
def test_the_end_of_a_day_is_the_beginning_of_the_next(text: str, at: str) -> None:
    assert f"{Clock(ATHENS, day_first=True).read(text):%Y-%m-%d %H:%M}" == at


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 كانون الثاني 2024", 1), ("1 شباط 2024", 2), ("1 آذار 2024", 3), ("1 نيسان 2024", 4), ("1 أيار 2024", 5),
        ("1 حزيران 2024", 6), ("1 تموز 2024", 7), ("1 آب 2024", 8), ("1 أيلول 2024", 9), ("1 تشرين الأول 2024", 10),
        ("1 تشرين الثاني 2024", 11), ("1 كانون الأول 2024", 12), ("1 جويلية 2024", 7), ("1 غشت 2024", 8),
        ("1 ژوئیه 2024", 7), ("1 سپتمبر 2024", 9), ("1 Ağustos 2024", 8), ("1 Şubat 2024", 2), ("1 septiembre 2024", 9),
        ("1 Dezember 2024", 12), ("1 déc. 2024", 12), ("1 août 2024", 8), ("1 сентября 2024", 9), ("1 Mayıs 2024", 5),
    ],
)  # fmt: skip
def test_months_are_known_in_the_languages_of_the_field(text: str, number: int) -> None:
    assert Clock(UTC, day_first=None).read(text).month == number


@pytest.mark.parametrize(
    "text",
    [
        "Fri, 01 Mar 2024 22:00:00 IST",
        "01/03/2024 22:00 BST",
        "01/03/2024 10:00 in the evening",
        "01/03/2024 10:00 شب",
        "March 1, 2024 10:00 XM",
        "March 1, 2024 22:00 Moon time",
        "1 مارس 2024 م 10:00",
        "22 Uhr 1. März 2024",
        "March 2024",
        "2024-03",
        "03/2024",
        "45352.9167",
        "yesterday at 10:00",
        "1402-12-11",
        "11/12/1402 22:00",
        "۱۱ اسفند ۱۴۰۲",
        "20 شعبان 1445",
        "1 March 2024 2 April 2024",
        "2024-03-01 24:00:01",
        "2024-03-01 24:30",
        "2024-03-01T22:00:00[Nowhere/Land]",
    ],
)
def test_a_time_that_is_not_understood_whole_is_not_read(text: str) -> None:
    with pytest.raises(
        ValueError, match=r"understood|two countries|another calendar|no day|no time|or of the hour|two months"
    ):
        Clock(UTC, day_first=True).read(text)


PIECES = (
    "1 12 31 2024 24 March mar Fri آذار م PM 10:00 22.15 IST CET +03 -0500 UTC (EEST) Uhr , . / - at Europe/Rome x ب.ظ"
)


@given(st.lists(st.sampled_from(PIECES.split()), max_size=9), st.sampled_from([" ", "", "  "]))
def test_words_of_times_in_any_order_are_read_or_refused(words: list[str], blank: str) -> None:
    try:
        at = Clock(UTC, day_first=True).read(blank.join(words))
    except ValueError:
        return
    assert 1990 <= at.year <= 2100


def test_a_format_does_not_forget_the_zone_that_it_names(read: Read) -> None:
    mapping = (
        'files = ["sheet.csv"]\nplatform = "facebook"\ntime_zone = "Europe/Athens"\n[[row]]\nkind = "post"\n'
        'time = { column = "t", format = "%d.%m.%Y %H:%M %Z" }\ntext = "x"\naccount = "by"\n'
    )
    things = read(
        "t,x,by\n01.03.2024 22:00 CET,a,100000000000017\n01.03.2024 22:00 IST,b,100000000000017\n", mapping=mapping
    )
    assert [f"{post.at:%H:%M}" for post in of(Message, things)] == ["21:00"]
    assert [one.place for one in of(Refused, things)] == ["line 3"]


def dated(*dates: str) -> str:
    return POSTS + "".join(
        f"facebook,{date} 10:00,{number + 10**14},t,{number},A,,\n" for number, date in enumerate(dates, 1)
    )


def test_two_orders_of_dates_far_below_hold_the_file(planned: Plan) -> None:
    content = dated(*["25/01/2024"] * 250, *["01/25/2024"] * 3)
    zone = '[[file]]\nmatch = "*"\ntime_zone = "UTC"\n'
    one = planned({"sheet.csv": content, "sources.toml": zone})["sheet.csv"]
    assert one.needs == ("day_first",)
    assert "two orders of dates: '25/01/2024 10:00' (line 2) and '01/25/2024 10:00' (line 252)" in (one.held or "")


def test_a_date_that_goes_against_the_answered_order_is_refused(read: Read) -> None:
    answers = '[[file]]\nmatch = "*"\ntime_zone = "UTC"\nday_first = true\n'
    things = read(dated("03/04/2024", "25/01/2024", "01/25/2024"), sources=answers)
    assert [f"{post.at:%d.%m.}" for post in of(Message, things)] == ["03.04.", "25.01."]
    assert ["month first" in one.found for one in of(Refused, things)] == [True]


def test_a_day_above_twelve_far_below_settles_the_order_for_the_file(read: Read) -> None:
    answers = '[[file]]\nmatch = "*"\ntime_zone = "UTC"\n'
    things = read(dated(*["03/04/2024"] * 250, "25/04/2024"), sources=answers)
    assert {f"{post.at:%d.%m.}" for post in of(Message, things)} == {"03.04.", "25.04."}


# Encodings


def named(name: str) -> str:
    return f"platform,kind,id,name\ntelegram,user,5,{name}\n"


@pytest.mark.parametrize(
    ("name", "encoding", "regions"),
    [
        ("سفر الشمال", "cp1256", ()),
        ("سفر الشمال", "cp1256", ("IQ",)),
        ("سفر الشمال", "cp1256", ("DE", "IQ")),
        ("Север", "cp1251", ("RS", "DE")),
        ("Işık", "cp1254", ("TR",)),
        ("Łódź", "cp1250", ("PL",)),
        ("Ταξίδι", "cp1253", ("GR",)),
    ],
)
def test_a_short_sheet_waits_for_its_encoding(
    planned: Plan, name: str, encoding: str, regions: tuple[str, ...]
) -> None:
    content = named(name).encode(encoding)
    one = planned({"sheet.csv": content}, defaults=Answers(regions=regions))["sheet.csv"]
    assert one.needs == ("encoding",)
    assert f"{name!r} as {encoding}" in (one.held or "")
    if regions:
        assert f'encoding = "{encoding}"' in (one.held or "")


@pytest.mark.parametrize(
    ("name", "regions"), [("Müller", ("DE", "IQ")), ("Été à Bâle", ()), ("Çelik", ("TR",)), ("Müller", ())]
)
def test_a_short_sheet_that_reads_the_same_in_every_likely_encoding_is_read_and_told(
    read: Read, name: str, regions: tuple[str, ...]
) -> None:
    things = read(named(name).encode("cp1252"), regions=regions)
    assert [naming.name for naming in of(Naming, things)] == [name]
    assert "a guess" in notes(things)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["Travel North", "سفر الشمال"])
def test_utf_16_without_a_mark_is_read_and_told(read: Read, encoding: str, name: str) -> None:
    things = read(named(name).encode(encoding))
    assert [naming.name for naming in of(Naming, things)] == [name]
    assert encoding in notes(things)


# The draft


def drafted(planned: Plan, content: str, platform: str, name: str = "sheet.csv") -> tuple[str, list[Record | Refused]]:
    """Give the draft of a sheet, and what it reads as it is but for the platform and the zone of its times."""
    one = planned({name: content})[name]
    assert one.found is not None
    draft = one.draft or ""
    mapping = tomllib.loads(draft.replace('"..."', json.dumps(platform)))
    return draft, list(table.read_table(one.found.path, Answers(mapping=mapping, time_zone="UTC", day_first=True)))


SHEETS = {
    "members": (
        "telegram",
        "username,user id,access hash,name,group,group id",
        "sam_t,555001,-123,Sam T,Travel North,100200",
    ),
    "telepathy": (
        "telegram",
        "To,Message ID,Display_name,ID,Message_text,Timestamp,Views",
        "North,7,Sam T,555001,hello,2024-03-01 10:00,5",
    ),
    "4cat": (
        "telegram",
        "id,thread_id,chat,author,author_username,author_name,body,reply_to,views,timestamp,unix_timestamp",
        "7,100200,north,555001,sam_t,Sam T,hello,,12,2024-03-01 10:00:00,1709287200",
    ),
    "posts of pages": (
        "facebook",
        "Page,User Name,Facebook Id,Likes at Posting,Post Created,Type,URL,Message,Link,Final Link,Image Text",
        "Travel,travel.n,100000000000017,5,2024-03-01 10:00:00 EET,Photo,"
        "https://www.facebook.com/travel/posts/1234567,hello,https://a.example,https://b.example,words",
    ),
    "tweets": (
        "x",
        "tweet_id,created_at,text,author_id,username",
        "1234567,Fri Mar 01 10:00:00 +0000 2024,hello,77,sam_t",
    ),
    "arabic": (
        "telegram",
        "المنصة,المعرف,الاسم,اسم المستخدم,رقم الهاتف,ملاحظات",
        "telegram,555001,سامي,sam_t,+44 20 7946 0123,x",
    ),
    "arabic posts": (
        "facebook",
        "التاريخ,الوقت,المرسل,معرف المستخدم,نص الرسالة",
        "01/03/2024,22:00,سامي,100000000000017,مرحبا",
    ),
    "persian": ("telegram", "شناسه,نام,نام کاربری,شماره تلفن,توضیحات", "555001,سامی,sam_t,+44 20 7946 0123,سلام"),
    "french": ("telegram", "Plateforme;Identifiant;Nom;Téléphone;Remarques", "telegram;555001;Sam;+44 20 7946 0123;x"),
    "german": (
        "telegram",
        "Kennung;Name;Benutzername;Handynummer;Beschreibung",
        "555001;Sam;sam_t;+44 20 7946 0123;Fahrten",
    ),
    "german posts": (
        "facebook",
        "Datum;Uhrzeit;Absender ID;Absender;Nachricht",
        "01.03.2024;22:00;100000000000017;Sam;hallo",
    ),
    "turkish": ("telegram", "Kimlik;İsim;Kullanıcı Adı;Cep Telefonu", "555001;Sam;sam_t;+44 20 7946 0123"),
    "russian": ("telegram", "ID;Имя;Имя пользователя;Номер телефона", "555001;Сэм;sam_t;+44 20 7946 0123"),
    "spanish": ("telegram", "identificador,nombre,nombre de usuario,teléfono", "555001,Sam,sam_t,+44 20 7946 0123"),
    "mixed kinds": (
        "telegram",
        "Type,ID,Title of it,Name,Phone 1,Phone 2",
        "channel,100200,x,North,+44 20 7946 0123,+44 20 7946 0124",
    ),
    "groups": (
        "telegram",
        "group id,group title,group username,participants count,link",
        "100200,Travel North,travelnorth,12.3K,https://t.me/travelnorth",
    ),
    "handles alone": ("telegram", "username,name,subscribers", "travelnorth,Travel North,1200"),
    "arabic calls": (
        "",
        "المتصل,المتصل به,التاريخ,الوقت,المدة",
        "+442079460123,+442079460124,01/03/2024,22:00,1:05",
    ),
    "camel": (
        "telegram",
        "userId,fullName,phoneNumber,joinDate,groupId",
        "555001,Sam,+44 20 7946 0123,2024-03-01,100200",
    ),
    "names as ids": ("facebook", "Author ID,Author,Created,Message", "sam.t,Sam,2024-03-01 10:00,hello"),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_draft_used_as_it_is_loads_every_row_and_lists_what_it_leaves_out(planned: Plan, name: str) -> None:
    platform, header, row = SHEETS[name]
    draft, things = drafted(planned, f"{header}\n{row}\n{row}\n", platform)
    assert not of(Refused, things), draft
    assert [thing for thing in things if not isinstance(thing, Noticed)], draft
    unread = re.findall(r"columns that were not read: (.*)", notes(things))
    for column in unread[0].split(", ") if unread else ():
        assert re.search(f"# not taken: .*{re.escape(json.dumps(column, ensure_ascii=False))}", draft), draft


def test_a_member_list_keeps_its_memberships(planned: Plan) -> None:
    _, header, row = SHEETS["members"]
    _, things = drafted(planned, f"{header}\n{row}\n", "telegram")
    [member] = of(Membership, things)
    assert (member.member.id, member.group.id) == ("telegram:user555001", "telegram:channel100200")
    assert {naming.name for naming in of(Naming, things)} == {"Sam T", "Travel North"}


def test_the_address_of_a_post_is_its_own_and_no_link_of_it(planned: Plan) -> None:
    _, header, row = SHEETS["posts of pages"]
    _, things = drafted(planned, f"{header}\n{row}\n", "facebook")
    [post] = of(Message, things)
    assert [hint.value for hint in post.hints] == ["https://a.example", "https://b.example"]
    assert post.text == "hello\nwords"
    assert "1234567" in post.post.id


def test_a_header_in_capitals_is_read_by_the_shipped_mapping(read: Read) -> None:
    things = read(f"Platform,Kind,ID,Name,Handle,Phone\n{ROW}\n")
    assert {profile.subject.id for profile in of(Profile, things)} == {"telegram:channel100200"}


def test_rows_of_accounts_and_groups_are_told_apart_in_a_draft(planned: Plan) -> None:
    content = "النوع,المعرف,الاسم\nقناة,100200,سفر\nشخص,555001,سامي\n"
    _, things = drafted(planned, content, "telegram")
    assert {profile.subject.id for profile in of(Profile, things)} == {"telegram:channel100200", "telegram:user555001"}


def test_a_platform_that_addresses_tell_is_guessed_and_said_to_be(planned: Plan) -> None:
    draft, _ = drafted(planned, "ID,Name,Link\n555001,Sam,https://t.me/sam_t\n", "x")
    assert 'platform = "telegram"' in draft
    assert "guess from names and addresses" in draft


def test_an_id_that_costs_every_row_is_given_up_with_the_reason(planned: Plan) -> None:
    _, header, row = SHEETS["names as ids"]
    draft, _ = drafted(planned, f"{header}\n{row}\n", "facebook")
    assert "Author ID" in draft
