"""Call records: known by their columns, whoever's words those are, and read as who called whom."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Name
from ingest.answers import Answers
from ingest.linking import Linker
from ingest.plan import Planned, plan_reading
from ingest.record import Call, Noticed, Record, Refused
from ingest.sources import SOURCES, table
from ingest.sources.reading.head import Head
from ingest.sources.table import calls

SAMPLE = Path(__file__).parent / "data" / "call-records.csv"
OWN, OTHER = "+44 7700 900101", "+44 7700 900102"
ZONE = 'time_zone = "Europe/London"\n'

Plan = Callable[..., Planned]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """Plan the reading of a file with lines of a sources.toml."""

    def planned(content: str | bytes, answers: str = ZONE, name: str = "calls.csv") -> Planned:
        folder = tmp_path / "in"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        (folder / "sources.toml").write_text(f'[[file]]\nmatch = "{name}"\n{answers}')
        [one] = plan_reading([folder], scratch=tmp_path / "scratch")
        return one

    return planned


def read(planned: Planned) -> list[Record | Refused]:
    assert planned.ready, planned.held
    assert planned.found is not None
    return list(table.read_table(planned.found.path, planned.answers))


def of(kind: Any, things: Any) -> list[Any]:
    return [thing for thing in things if isinstance(thing, kind)]


def sides(things: Any) -> list[tuple[Any, ...]]:
    return [(one.caller, one.callee, one.how) for one in of(Call, things)]


# The sample


def test_the_sample_needs_an_answer_for_its_zone_alone(plan: Plan) -> None:
    assert plan(SAMPLE.read_bytes(), "").needs == ("time_zone",)


def test_the_sample_says_who_called_whom_by_the_kind_of_each_row(plan: Plan) -> None:
    own = "447700900101"
    assert sides(read(plan(SAMPLE.read_bytes()))) == [
        (own, "447700900102", "call"),
        ("442079460103", own, "text"),
        ("447700900104", own, "call"),
        ("447700900104", own, "call"),
        (Name.of("AD-TRAVEL"), own, "text"),
        (own, Name.of("611"), "call"),
        (own, "02079460105", "text"),
    ]


def test_the_sample_keeps_time_duration_device_and_cell(plan: Plan) -> None:
    first = of(Call, read(plan(SAMPLE.read_bytes())))[0]
    assert (first.at, first.seconds) == (datetime(2026, 4, 15, 9, 0, 5, tzinfo=UTC), 61)
    assert (first.device, first.cell) == ("350000000000017", "234-10-1-2001")


def test_what_the_sample_loses_is_told(plan: Plan) -> None:
    things = read(plan(SAMPLE.read_bytes()))
    [refused] = of(Refused, things)
    assert (refused.place, "9.19E+11" in refused.found) == ("line 11", True)
    told = " ".join(note.says for note in of(Noticed, things))
    assert "cells of device that are no IMEI, left out: 1" in told
    assert "rows that no [[row]] of the mapping is for, left out: 1" in told
    assert "the header is line 4" in told


@pytest.mark.parametrize("name", ["calls.csv", "calls.txt", "_chat.txt", "result.json", "447700900101.vcf"])
def test_one_source_claims_the_sample_whatever_it_is_called(name: str) -> None:
    head = Head.of(SAMPLE, name)
    assert [one for one, source in SOURCES.items() if source.claims(head)] == ["table"]


@pytest.mark.slow
def test_damage_at_every_50th_byte_costs_the_rows_that_it_is_in(plan: Plan, tmp_path: Path) -> None:
    whole = SAMPLE.read_bytes()
    answers = plan(whole).answers
    path = tmp_path / "damaged"
    for at in range(400, len(whole), 50):
        path.write_bytes(whole[:at] + b"\xff\x00\x7f" + whole[at + 3 :])
        assert len(of(Call, table.read_table(path, answers))) >= 5
        path.write_bytes(whole[:at])
        assert len(of(Call, table.read_table(path, answers))) >= whole[:at].count(b"\n") - 7


def test_numbers_with_their_country_and_without_a_plus_are_the_same_as_with_it() -> None:
    linker = Linker(make_source(), ())
    assert linker.read_number("447700900101").id == linker.read_number(OWN).id == "+447700900101"
    assert linker.read_number("02079460105").id == "national:02079460105"


def make_source() -> Any:
    from graph.model import Source

    return Source(id="sha256:" + "0" * 64)


# Other headers


HEADERS: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "calling and called, whatever the kind": (
        f"Calling Party,Called Party Telephone Number,Call Date,Call Time,Call Duration,Call Type\n"
        f"{OWN},{OTHER},2026-04-15,10:00:00,0:01:05,IN\n{OWN},{OTHER},2026-04-15,11:00:00,5,OUT\n",
        [(OWN, OTHER, "call"), (OWN, OTHER, "call")],
    ),
    "A and B with a direction": (
        f"aPartyNumber;bPartyNumber;datetime;direction;interaction;imei\n"
        f"{OWN};{OTHER};2026-04-15 10:00:00;in;call;350000000000017\n"
        f"{OWN};{OTHER};2026-04-15 10:00:00;out;text;350000000000017\n",
        [(OTHER, OWN, "call"), (OWN, OTHER, "text")],
    ),
    "A and B without a direction": (
        f"A Party\tB Party\tDate\tTime\tET\n{OWN}\t{OTHER}\t15.04.2026\t10:00\t61\n",
        [(OWN, OTHER, "call")],
    ),
    "missed": (
        f"MSISDN,B Number,Start Time,Duration,Call Type\n{OWN},{OTHER},2026-04-15 10:00,0,Missed\n",
        [(OTHER, OWN, "missed")],
    ),
    "from and to": (
        f"Time;From;To;Type;Seconds\n2026-04-15 10:00;{OWN};{OTHER};call;5\n2026-04-15 10:00;{OWN};{OTHER};text;\n",
        [(OWN, OTHER, "call"), (OWN, OTHER, "text")],
    ),
}


@pytest.mark.parametrize("what", HEADERS)
def test_headers_of_other_systems_need_no_mapping(what: str, plan: Plan) -> None:
    text, expected = HEADERS[what]
    assert sides(read(plan(text))) == expected


@pytest.mark.parametrize(
    "header",
    [
        "From,To,Date,Subject",
        "from,to,time,text",
        "id,from,to,date,message,type",
        "Target,Date,Duration",
        "a party,b party,c party",
        "name,mobile no,date",
    ],
)
def test_headers_of_other_lists_are_no_call_records(header: str) -> None:
    assert calls.find_call_columns(header.split(",")) is None


def test_columns_that_hold_no_numbers_are_called_so_by_chance(plan: Plan) -> None:
    held = plan("A Party,B Party,Date,Duration\nAmin,Petra,2026-04-15,5\nPetra,Sofia,2026-04-16,5\n")
    assert held.needs == ("mapping",)


RESEARCH = (
    "interaction,direction,correspondent_id,datetime,call_duration,antenna_id\n"
    f"call,in,{OTHER},2026-04-15 10:00:00,61,12\ntext,out,{OTHER},2026-04-15 11:00:00,,12\n"
)


def test_records_without_their_owner_wait_until_it_is_said(plan: Plan) -> None:
    assert plan(RESEARCH).needs == ("exporter",)
    assert plan(RESEARCH, ZONE + 'exporter = "the black telephone"\n').needs == ("exporter",)
    assert sides(read(plan(RESEARCH, f'{ZONE}exporter = "{OWN}"\n'))) == [(OTHER, OWN, "call"), (OWN, OTHER, "text")]


def test_the_form_without_a_header_is_known_by_its_lines(plan: Plan) -> None:
    lines = [
        "1;11;447700900101;447700900102;2026-04-15 10:00:05;61;51.5;-0.12",
        "2;21;447700900101;447700900103;2026-04-15 11:00:05;0;51.5;-0.12",
        "2;99;447700900101;447700900103;2026-04-15 11:00:05;0;51.5;-0.12",
    ]
    assert sides(read(plan("\n".join(lines[:2]) + "\n"))) == [
        ("447700900101", "447700900102", "call"),
        ("447700900103", "447700900101", "text"),
    ]
    assert plan("\n".join(lines) + "\n").source is None


def test_call_records_in_a_workbook_stand_beside_other_sheets(plan: Plan) -> None:
    from tests.test_sources_table_forms import make_xlsx

    accounts = [("platform", "kind", "id", "name"), ("telegram", "account", "user5", "Amin")]
    rows = [
        ("Report",),
        (),
        ("A Party", "B Party", "Date", "Time", "Duration"),
        (OWN, OTHER, "2026-04-15", "10:00", 61),
    ]
    things = read(plan(make_xlsx(People=accounts, Calls=rows), name="book.xlsx"))
    assert sides(things) == [(OWN, OTHER, "call")]
    assert of(Call, things)[0].place == "Calls!row 4"


@pytest.mark.parametrize("text", ["private", "Unknown", "+", "anonymous", "Private number", ""])
def test_a_number_that_was_not_shown_is_nobody(text: str, plan: Plan) -> None:
    things = read(
        plan(f"Caller,Callee,Datetime,Duration\n{OWN},{OTHER},2026-04-15 10:00,5\n{text},{OTHER},2026-04-15 11:00,5\n")
    )
    assert (len(of(Call, things)), len(of(Refused, things))) == (1, 1)


NUMBERS = st.sampled_from([OWN, OTHER, "447700900103", "611", "AD-TRAVEL", "private", "9.19E+11", "=1+1", "'@x", ""])
KINDS = st.sampled_from(["IN", "OUT", "SMT", "sms-in", "SMO", "Missed", "GPRS", "", "voice", "=HYPERLINK(1)"])


@given(st.lists(st.tuples(NUMBERS, NUMBERS, KINDS, st.text(max_size=6)), min_size=1, max_size=8), st.integers(0, 99))
def test_every_row_is_a_call_a_refusal_or_told(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], seed: int
) -> None:
    import csv

    columns = ["Target No", "B Party No", "Call Type", "IMEI", "Call Date", "Dur(s)"]
    order = random.Random(seed).sample(range(6), 6)
    path = tmp_path_factory.mktemp("calls") / "calls.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([columns[at] for at in order])
        for row in rows:
            writer.writerow([(*row, "2026-04-15T10:00:00Z", "5")[at] for at in order])
    found = calls.find_call_columns(columns)
    assert found is not None
    things = list(table.read_table(path, Answers(mapping=calls.make_call_mapping(found))))
    left_out = sum(int(note.says.rpartition(": ")[2]) for note in of(Noticed, things) if "no [[row]]" in note.says)
    assert len(of(Call, things)) + len(of(Refused, things)) + left_out >= len([row for row in rows if any(row)])
