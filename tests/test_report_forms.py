"""Forms of a report beside its page: the same content in each, inert, valid, hidden, whole or not at all."""

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from jsonschema import Draft202012Validator
from python_calamine import CalamineWorkbook

from graph.case import Case, hash_file
from graph.exchange.csv_tables import RUN
from graph.reports import fonts, pdf
from graph.reports.report_forms import FORMS, plain_document, write_report_forms
from graph.reports.sections import make_sections
from graph.settings import REPORT_FORMS
from graph.views.shapes import Overview
from liaisons import schema
from liaisons.acts import reporting
from liaisons.session import Session
from tests.exchanges import list_files, list_secrets
from tests.test_report_pdf import read_text

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
TABLES = tuple(name for name in REPORT_FORMS if name != "pdf")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def written(view: Overview) -> dict[str, bytes]:
    """Give every form but the PDF of a report of hostile names."""
    return write_report_forms(TABLES, view, make_sections(view))


def read_tables(data: bytes) -> dict[str, list[list[str]]]:
    """Read the tables of a zip of CSV."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name.removesuffix(".csv"): list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
            for name in archive.namelist()
        }


def test_a_case_can_name_every_form_and_no_other() -> None:
    assert tuple(FORMS) == REPORT_FORMS


def test_the_first_table_says_what_this_is_when_it_was_made_and_for_whom(written: dict[str, bytes]) -> None:
    tables = read_tables(written["report-csv.zip"])
    assert next(iter(tables)) == "about"
    said = dict(tables["about"][1:])
    assert said["notice"].startswith("Leads are no proof.")
    assert (said["made"], said["profile"]) == ("2025-07-07T09:00:00Z", "police")


def test_no_cell_of_csv_begins_as_a_formula_does(written: dict[str, bytes]) -> None:
    cells = [cell for rows in read_tables(written["report-csv.zip"]).values() for row in rows for cell in row]
    assert not [cell for cell in cells if cell.lstrip(' "\ufeff\u200b').startswith(RUN) and not is_number(cell)]
    assert "'=cmd|' /C calc'!A0" in cells


def is_number(cell: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell))


def test_a_workbook_holds_texts_as_they_are_and_no_formula(written: dict[str, bytes]) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(written["report.xlsx"]))
    names = {row[4] for row in book.get_sheet_by_name("subjects").to_python()[1:]}
    assert "=cmd|' /C calc'!A0" in names
    with zipfile.ZipFile(io.BytesIO(written["report.xlsx"])) as archive:
        sheets = "".join(archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name)
    assert not re.search(r"<f>|<f |<hyperlink", sheets)


def test_every_form_has_every_finding(view: Overview, written: dict[str, bytes]) -> None:
    ids = sorted(one.id for one in view.found)
    read = read_tables(written["report-csv.zip"])["findings"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(written["report.xlsx"]))
    with zipfile.ZipFile(io.BytesIO(written["report-parquet.zip"])) as archive:
        typed = pq.read_table(io.BytesIO(archive.read("findings.parquet")))
    assert sorted(row[0] for row in read[1:]) == ids
    assert sorted(row[0] for row in book.get_sheet_by_name("findings").to_python()[1:]) == ids
    assert sorted(typed["id"].to_pylist()) == ids
    assert sorted(one["id"] for one in json.loads(written["report.json"])["findings"]) == ids


def test_json_is_valid_by_its_schema(written: dict[str, bytes]) -> None:
    shape = json.loads((schema.FOLDER / "report-document.json").read_text("utf-8"))
    faults = Draft202012Validator(shape).iter_errors(json.loads(written["report.json"]))
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


def test_no_form_holds_a_control_or_half_a_character(written: dict[str, bytes]) -> None:
    texts = [written["report.json"].decode("utf-8")]
    texts += [cell for rows in read_tables(written["report-csv.zip"]).values() for row in rows for cell in row]
    assert not [text for text in texts if re.search("[\x00-\x08\x1b\u202e\u2066\ud800]", text)]


def test_the_same_report_gives_the_same_bytes(view: Overview, written: dict[str, bytes]) -> None:
    assert write_report_forms(TABLES, view, make_sections(view)) == written


def test_a_report_as_data_has_what_its_page_counts(view: Overview) -> None:
    document = plain_document(view)
    assert document.head.number == view.number
    assert len(document.files) == len(view.files)
    assert {one.of for one in document.months} == {"posts", "contacts"}
    assert document.changes is not None


# A whole case


def report(case: Path, tmp_path_factory: pytest.TempPathFactory, *, hidden: bool) -> Iterator[tuple[Session, Path]]:
    """Give a session in a copy of the worked case, and the folder of its report in all forms."""
    if not fonts.FOLDER.is_dir():
        pytest.skip("no fonts; run make fonts")
    folder = tmp_path_factory.mktemp("forms") / "case"
    shutil.copytree(case, folder)
    set_pages = pdf.set_pages

    def keep_and_set(described: dict[str, Any], *rest: Any) -> bytes:
        (folder / "described.json").write_text(json.dumps(described, ensure_ascii=False), "utf-8")
        return set_pages(described, *rest)

    with pytest.MonkeyPatch.context() as patched, Session.open(folder) as session:
        patched.setattr(pdf, "set_pages", keep_and_set)
        page = reporting.write_report(session, who="tester", now=NOW, hide_names=hidden, forms=REPORT_FORMS)
        yield session, page.parent


@pytest.fixture(scope="module")
def hidden_report(worked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, Path]]:
    yield from report(worked, tmp_path_factory, hidden=True)


@pytest.fixture(scope="module")
def secrets(hidden_report: tuple[Session, Path]) -> frozenset[str]:
    """Give what no hidden form may hold."""
    return frozenset(list_secrets(hidden_report[0]))


def read_form(path: Path, tmp_path: Path) -> str:
    """Give all text of a form; of the PDF as another program reads it, without what lets lines break."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        # other programs turn Arabic around: what was set is looked at as well
        text = read_text(data, tmp_path) + (path.parents[2] / "described.json").read_text("utf-8")
        return re.sub("[\u200b\u2066-\u2069]", "", text)
    return "\n".join(list_files(data))


@pytest.mark.slow
@pytest.mark.parametrize("form", REPORT_FORMS)
def test_hidden_names_numbers_ids_and_quotations_are_in_no_form(
    form: str, hidden_report: tuple[Session, Path], secrets: frozenset[str], tmp_path: Path
) -> None:
    _, folder = hidden_report
    whole = re.sub(r"\b[0-9a-f]{8,64}\b", "#", read_form(folder / FORMS[form].file, tmp_path))
    assert len(whole) > 10_000
    assert len(secrets) > 500
    assert [secret for secret in sorted(secrets) if secret in whole] == []


@pytest.mark.slow
def test_what_is_looked_for_there_stands_in_forms_that_hide_nothing(
    hidden_report: tuple[Session, Path], secrets: frozenset[str], tmp_path: Path
) -> None:
    session, _ = hidden_report
    folder = reporting.write_report(session, who="tester", now=NOW, forms=("pdf", "json")).parent
    for form in ("pdf", "json"):
        whole = read_form(folder / FORMS[form].file, tmp_path)
        assert len([secret for secret in secrets if secret in whole]) > 50, form


@pytest.mark.slow
def test_the_manifest_and_the_journal_have_the_hash_of_every_form(hidden_report: tuple[Session, Path]) -> None:
    session, folder = hidden_report
    told = json.loads((folder / "manifest.json").read_text())["files"]
    entry = session.case.journal.last("report")
    assert entry is not None
    entered: dict[str, Any] = next(
        one.payload for one in session.case.journal.entries("report") if one.payload and one.payload["hidden"]
    )["files"]
    for form in FORMS.values():
        digest = hash_file(folder / form.file)
        assert told[form.file]["sha256"] == digest
        assert entered[form.file] == digest


@pytest.mark.slow
def test_a_report_without_a_name_gets_none_from_its_forms(hidden_report: tuple[Session, Path]) -> None:
    session, folder = hidden_report
    assert json.loads((folder / "manifest.json").read_text())["report"]["name"] == ""
    entries = [entry.payload or {} for entry in session.case.journal.entries("report")]
    assert entries
    assert not any({"name", "issue"} & entry.keys() for entry in entries)


@pytest.mark.slow
def test_where_fonts_are_missing_no_report_is_begun(
    worked: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "case"
    shutil.copytree(worked, folder)
    monkeypatch.setattr(fonts.require_fonts, "__defaults__", (tmp_path / "none",))
    before = len(list(Case.open(folder).journal.entries()))
    code, _, err = run("report", "--form", "pdf", "--case", str(folder))
    assert code == 1
    assert "make fonts" in err
    assert len(list(Case.open(folder).journal.entries())) == before
