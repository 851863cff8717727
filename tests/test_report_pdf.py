"""The report as a PDF: any name can be set, nothing is read as markup, and the same report is the same bytes."""

import json
import random
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from graph.errors import InstallError
from graph.languages import read_language
from graph.reports import fonts, pdf
from graph.reports.blocks import Leads, Section, Table, make_row
from graph.reports.pdf.content import LETTER, PADDING, WIDTH, Content, Runs, break_cell, share_places, share_width
from graph.reports.pdf.glyphs import FSI, LRI, PDI, ZERO_WIDTH_SPACE, Glyphs
from graph.reports.report_forms import check_forms
from graph.reports.sections import make_sections
from graph.views.shapes import Lead, Overview, Piece
from tests.views import HOSTILE

AT = datetime(2025, 7, 7, 9, tzinfo=UTC)
SCRIPTS = (
    "Ελληνικά και ένα κατάστημα",
    "Лесная тропа",
    "باب البحر ٢ (الجديد)",
    "شاهراه گرم، پژمان",
    "دریائے ڈھاکہ ٹ",
    "שער הים",
    "ባሕሪ በር ሰላም",
    "সমুদ্রের দরজা ক্ষ",
    "समुद्र का द्वार क्ष",
    "sea → door, ①②③, 𝟎𝟒𝟗 ✓ ☎",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f44d\U0001f3fd",
    "1\ufe0f\u20e3 \U0001f1e9\U0001f1ea",
    "漢字 with Latin, ไทย, ქართული",
    "e\u0301\u0302\u0303 \u0301alone a\u064bb\u0951",
)
TYPST = (
    '#eval("1+1")',
    '#import "@preview/cetz:0.3.0": *',
    "$x^2$",
    "= Heading",
    "@lead-aaaaaaaaaaaa",
    '#read("/etc/passwd")',
    "<lead-aaaaaaaaaaaa>",
    "*bold* _it_ `raw` \\u{202e} // none /* none",
    "#set page(width: 1pt)",
    "\x85\u2028\u2029\ufeff\ufffe\uffff\U000f0000\ue000",
    "w" * 120,
)
NAMES = (*HOSTILE[:-1], *TYPST, *SCRIPTS)
"""What names may hold: what other forms are attacked with, what this one could be, and scripts."""

LATIN = Glyphs(
    {"latin": frozenset({*range(32, 0x250), 0x301, 0x200B, 0x27E8, 0x27E9}), "greek": frozenset({0x3B1, 0x345})}
)


@pytest.fixture(scope="module")
def folder() -> Path:
    """Give the fonts, which make test brings."""
    if not fonts.FOLDER.is_dir():
        pytest.skip("no fonts; run make fonts")
    return fonts.require_fonts()


@pytest.fixture(scope="module")
def glyphs(folder: Path) -> Glyphs:
    return Glyphs(fonts.read_coverage(folder))


def content(glyphs: Glyphs = LATIN, language: str = "en") -> Content:
    return Content(glyphs, read_language(language), ZoneInfo("Europe/Athens"))


def read_text(data: bytes, tmp_path: Path) -> str:
    """Read the text of a PDF by another program."""
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext; install it (Debian: apt-get install poppler-utils)")
    (tmp_path / "read.pdf").write_bytes(data)
    said = subprocess.run(["pdftotext", "-layout", "read.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    return said.stdout.decode()


def test_what_no_font_has_is_told_by_its_code_point() -> None:
    assert LATIN.show("sea 漢 door") == "sea ⟨U+6F22⟩ door"
    assert LATIN.show("\ue000") == "⟨U+E000⟩"


def test_a_mark_that_the_font_of_its_letter_lacks_is_told_and_one_that_it_has_stands() -> None:
    assert LATIN.show("e\u0301") == "e\u0301"
    assert LATIN.show("e\u0345") == "e⟨U+0345⟩"
    assert LATIN.show("α\u0345") == "α\u0345"


def test_what_only_chooses_a_look_is_left_out_and_a_space_of_any_width_is_a_space() -> None:
    assert LATIN.show("a\ufe0eb\u3000c") == "ab c"


def test_controls_halves_of_characters_and_direction_marks_are_taken_out() -> None:
    assert LATIN.show("a\x00b\ud800c\u202ed\x1b\u2066e") == "abcde"


def test_a_long_run_may_break_after_each_twelve_letters_and_never_between_a_letter_and_its_mark() -> None:
    assert LATIN.show("x" * 23) == "x" * 23
    assert LATIN.show("x" * 30) == ZERO_WIDTH_SPACE.join(("x" * 12, "x" * 12, "x" * 6))
    parts = LATIN.show("e\u0301" * 20).split(ZERO_WIDTH_SPACE)
    assert all(part.startswith("e") for part in parts)
    assert len(parts) > 2


def test_names_and_numbers_stand_isolated_and_marks_that_were_taken_out_are_told() -> None:
    runs = content().runs((Piece("see "), Piece("a\u202eb", "name"), Piece("+49 30 23125 001", "contact")))
    told = ("told", " direction marks taken out")
    assert runs == ["see ", ("n", f"{FSI}ab{PDI}"), told, ("c", f"{LRI}+49 30 23125 001{PDI}")]


def test_days_and_weights_stand_isolated_where_the_page_goes_from_right_to_left() -> None:
    assert content(language="ar").weight(-2.5).startswith(LRI)
    assert content().day("2025-03-01T23:30:00Z") == "2025-03-02"


def test_of_a_name_of_hundreds_of_letters_the_first_stand_and_how_many_there_are() -> None:
    [run] = content().name_runs("x" * 4_000)
    said = run[1]
    assert said.endswith(f"{PDI}… (4,000 characters)")
    assert len(said) < 400


@pytest.mark.parametrize(
    ("wanted", "shares"),
    [
        ({"a": 3, "b": 9, "c": 4_000}, {"a": 3, "b": 9, "c": 188}),
        ({"a": 100, "b": 100, "c": 100}, {"a": 66, "b": 67, "c": 67}),
        ({"a": 5}, {"a": 5}),
        ({}, {}),
    ],
)
def test_two_hundred_places_are_shared_and_no_kind_is_starved(
    wanted: Mapping[str, int], shares: Mapping[str, int]
) -> None:
    assert share_places(wanted, 200) == shares


def list_leads(view: Overview, count: int) -> dict[str, Section]:
    """Give a section of so many leads, of which there are three times as many."""
    leads = tuple(replace(view.first[0], id=f"{number:012x}") for number in range(count))
    return {"aliases": Section("Aliases", (Leads(leads, 3 * count),), 3 * count)}


def test_two_hundred_leads_stand_in_it_and_it_tells_of_how_many(view: Overview) -> None:
    made = content().describe_report(view, list_leads(view, 300))
    [section] = made["sections"]
    assert sum(block["is"] == "lead" for block in section["blocks"]) == 200
    assert made["cut"] == ["200 of 900 leads stand here, the first of each kind; the tables of this report hold all."]
    assert section["blocks"][-1]["says"] == [
        "200 of 900 are shown; findings.parquet beside this report holds them all."
    ]


def test_two_hundred_rows_of_a_table_stand_in_it_and_it_tells_of_how_many(view: Overview) -> None:
    table = Table("Files", ("Name",), tuple(make_row(read_language("en"), f"file {number}") for number in range(450)))
    blocks = content().describe_section("files", Section("Files", (table,)), set(), 0)["blocks"]
    assert len(blocks[0]["rows"]) == 200
    assert blocks[1]["says"] == ["200 of 450 rows stand here; the tables of this report hold all."]


def test_columns_fill_the_page_and_each_has_room_for_its_longest_word() -> None:
    cells: list[Runs] = [["a name of several words and more"], ["2025-03-05"], ["9"]]
    widths = share_width(["Name", "Latest", "Times"], [cells])
    assert sum(widths) == pytest.approx(WIDTH, abs=1)
    for width, letters in zip(widths, (7, 10, 5), strict=True):
        assert width >= PADDING + LETTER * letters
    assert widths[0] > widths[1] + widths[2]


def test_a_long_word_in_a_cell_may_break() -> None:
    assert break_cell(["telegram-desktop", ("n", "x" * 13)]) == [
        f"telegram-des{ZERO_WIDTH_SPACE}ktop",
        ("n", f"{'x' * 12}{ZERO_WIDTH_SPACE}x"),
    ]


def test_a_picture_goes_out_without_its_labels_which_are_set_beside_it(view: Overview) -> None:
    made = content()
    sections = make_sections(view)
    described = made.describe_report(view, {"activity": sections["activity"]})
    [plot, *_] = (block for block in described["sections"][0]["blocks"] if block["is"] == "plot")
    assert "<text" not in made.pictures[plot["file"]]
    assert plot["labels"]
    assert plot["alt"]


def test_the_template_brings_no_package_and_reads_nothing_but_its_data() -> None:
    text = pdf.TEMPLATE.read_text("utf-8")
    assert not re.search(r"#import|#include|\bread\(|\beval\(|\bplugin\(|@preview", text)
    assert re.findall(r"\bjson\((.*?)\)", text) == ["sys.inputs.data"]


def test_without_fonts_a_pdf_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts.require_fonts, "__defaults__", (tmp_path,))
    with pytest.raises(InstallError, match="make fonts"):
        check_forms(("pdf",))
    check_forms(("xlsx", "csv", "parquet", "json"))


def test_a_font_that_is_another_than_that_of_the_list_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = "NotoSansHebrew_400Regular.ttf"
    monkeypatch.setattr(fonts, "list_fonts", lambda: {name: (f"x/{name}", "0" * 64)})
    shutil.copy(folder / name, tmp_path)
    with pytest.raises(InstallError, match="another font"):
        fonts.require_fonts(tmp_path)


def test_fonts_come_with_their_licence_and_whole_or_not_at_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = "NotoSansHebrew_400Regular.ttf"
    place, digest = fonts.list_fonts()[name]
    there = tmp_path / "modules" / fonts.PACKAGES / place
    there.parent.mkdir(parents=True)
    shutil.copy(folder / name, there)
    (there.parents[1] / "LICENSE_FONT").write_text("Copyright of some\n\nthe licence\n")
    monkeypatch.setattr(fonts, "list_fonts", lambda: {name: (place, digest)})
    fonts.bring_fonts(tmp_path / "modules", tmp_path / "fonts")
    assert (tmp_path / "fonts" / fonts.LICENCE).read_text() == "Copyright of some\n\nthe licence\n"
    there.write_bytes(b"no font")
    with pytest.raises(InstallError):
        fonts.bring_fonts(tmp_path / "modules", tmp_path / "fonts")
    assert (tmp_path / "fonts" / name).is_file()


def test_the_licence_of_the_fonts_lies_beside_them(folder: Path) -> None:
    text = (folder / fonts.LICENCE).read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert text.count("Copyright 20") >= len(fonts.FAMILIES) - 2  # two share an owner


def lead_of(view: Overview, name: str, number: int) -> Lead:
    """Give a lead about somebody of such a name."""
    says = (Piece(name, "name"), Piece(" leads over "), Piece("+49 30 23125 001", "contact"))
    return replace(view.first[0], id=f"{number:012x}", says=says)


@pytest.fixture(scope="module")
def hostile_pdf(view: Overview, folder: Path) -> bytes:
    """Give the whole report of hostile names, with a lead about each of these names."""
    leads = tuple(lead_of(view, name, number) for number, name in enumerate(NAMES))
    sections = make_sections(view) | {"names": Section("Names", (Leads(leads, len(leads)),), len(leads))}
    return pdf.render_pdf(replace(view, name=TYPST[0]), sections)


@pytest.mark.slow
def test_what_looks_like_markup_is_text_in_it(hostile_pdf: bytes, tmp_path: Path) -> None:
    text = read_text(hostile_pdf, tmp_path)
    for name in (*HOSTILE[:4], *TYPST[:7], "𝟎𝟒𝟗", "⟨U+6F22⟩", "Лесная тропа", "⟨U+E000⟩"):
        assert "".join(name.split()) in "".join(text.split()).replace("\u200b", ""), name


@pytest.mark.slow
def test_it_says_that_it_is_for_archives_and_for_those_who_hear_a_page(hostile_pdf: bytes) -> None:
    assert hostile_pdf.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in hostile_pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in hostile_pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in hostile_pdf


@pytest.mark.slow
def test_the_same_report_is_the_same_bytes_twice(view: Overview, folder: Path) -> None:
    code = (
        "import pickle, sys; from graph.reports import pdf; view, sections = pickle.loads(sys.stdin.buffer.read());"
        "sys.stdout.buffer.write(pdf.render_pdf(view, sections))"
    )
    import pickle
    import sys

    sections = {key: one for key, one in make_sections(view).items() if key in ("matters", "activity", "case")}
    told = [
        subprocess.run(
            [sys.executable, "-c", code], input=pickle.dumps((view, sections)), capture_output=True, check=True
        )
        for _ in range(2)
    ]
    assert told[0].stdout == told[1].stdout
    assert len(told[0].stdout) > 10_000


def set_lines(lines: list[str], folder: Path) -> bytes:
    """Set lines, each a paragraph of its own."""
    view: dict[str, Any] = {
        "language": "en", "direction": "ltr", "width": WIDTH, "title": "lines", "running": "", "name": "lines",
        "head": "",
        "hidden": "", "told": [], "counts": [], "span": "", "notice": "", "short": "", "contents": "", "page": "",
        "cut": [], "foot": "", "fonts": fonts.FAMILIES,
        "sections": [{"key": "a", "title": "a", "count": None,
                      "blocks": [{"is": "text", "says": [line]} for line in lines]}],
    }  # fmt: skip
    return pdf.set_pages(view, {}, folder, AT)


@pytest.mark.slow
def test_any_string_can_be_set(glyphs: Glyphs, folder: Path) -> None:
    chance = random.Random(47)
    known = sorted(frozenset().union(*fonts.read_coverage(folder).values()))
    lines = []
    for _ in range(400):
        codes = chance.choices(known, k=6) + [chance.randrange(0x110000) for _ in range(3)]
        chance.shuffle(codes)
        lines.append(glyphs.show("".join(map(chr, codes))))
    assert set_lines(lines, folder).startswith(b"%PDF")


@pytest.mark.slow
def test_what_a_font_has_stands_as_it_is(glyphs: Glyphs) -> None:
    for name in SCRIPTS[:11]:
        assert glyphs.show(name) == name, name


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr", "de", "ar"])
def test_it_is_set_in_every_language(language: str, view: Overview, folder: Path) -> None:
    said = replace(view, language=language)
    sections = {key: one for key, one in make_sections(said).items() if key in ("matters", "case")}
    assert pdf.render_pdf(said, sections).startswith(b"%PDF")


def test_what_is_set_is_json_whatever_is_in_it(view: Overview) -> None:
    json.dumps(content().describe_report(view, make_sections(view)), ensure_ascii=False).encode()
