"""Tables as people have them: what spreadsheets, tools and people do to headers, numbers, ids, times and counts."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from graph.model import Phone, Source
from ingest.answers import Answers
from ingest.linking import Linker
from ingest.plan import Planned, plan
from ingest.record import Message, Naming, Noticed, Profile, Record, Refused, Status
from ingest.sources import table
from ingest.sources.table.counts import read_count

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
        return {one.name: one for one in plan([tmp_path / "in"], scratch=tmp_path / "scratch", **given)}

    return planner


@pytest.fixture
def read(planned: Plan) -> Read:
    """Plan one sheet, with a sources.toml or mapping beside it, and read it as planned."""

    def reader(content: str | bytes, *, name: str = "sheet.csv", regions: tuple[str, ...] = (), **beside: str) -> Any:
        files = {f"{key}.toml": text for key, text in beside.items()}
        one = planned({name: content, **files}, defaults=Answers(regions=regions))[name]
        assert one.ready, one.held or one.problem
        assert one.found is not None
        return list(table.read(one.found.path, one.answers))

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
