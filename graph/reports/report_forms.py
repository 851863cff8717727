"""The forms of a report beside its page: what each is called, and what writes it."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.answers.plain import to_json
from graph.answers.reports import ReportDocument
from graph.exchange.values import make_plain_values
from graph.reports.blocks import Section
from graph.reports.document import make_document
from graph.views.shapes import Overview

Sections = Mapping[str, Section]


@dataclass(frozen=True, slots=True)
class ReportForm:
    """A form of a report."""

    about: str
    """What it is for, in a line of help."""
    file: str
    """Its name in the folder of a report."""


FORMS: Mapping[str, ReportForm] = {
    "pdf": ReportForm("pages for paper and archives: PDF/A-2a, PDF/UA-1", "report.pdf"),
    "xlsx": ReportForm("a workbook", "report.xlsx"),
    "csv": ReportForm("tables in a zip, safe to open in a spreadsheet", "report-csv.zip"),
    "parquet": ReportForm("typed tables in a zip", "report-parquet.zip"),
    "json": ReportForm("docs/schema/report-document.json", "report.json"),
}
"""By what people type; report.html is always there."""


def check_forms(names: Collection[str]) -> None:
    """Raise InstallError where a form lacks what it is made with, before anything is read or told."""
    if "pdf" in names:
        from graph.reports.fonts import require_fonts

        require_fonts()


def write_report_forms(names: Collection[str], view: Overview, sections: Sections) -> dict[str, bytes]:
    """Give each form of a report by the name of its file; the same report gives the same bytes."""
    files: dict[str, bytes] = {}
    chosen = [name for name in FORMS if name in names]
    document = plain_document(view) if set(chosen) - {"pdf"} else None
    for name in chosen:
        if name == "pdf":
            from graph.reports.pdf import render_pdf

            files[FORMS[name].file] = render_pdf(view, sections)
        elif document is not None:
            files[FORMS[name].file] = WRITERS[name](document)
    return files


def plain_document(view: Overview) -> ReportDocument:
    """Give a report as data, every text such as any form can hold."""
    document = make_document(view)
    ids = {thing.id for one in document.findings for thing in one.subjects}
    ids |= {one.place.id for one in document.places} | {one.party.id for one in document.hits}
    plain, _ = make_plain_values(document, sorted(ids))
    return plain


def write_json(document: ReportDocument) -> bytes:
    """Give a report as JSON."""
    return (json.dumps(to_json(document), ensure_ascii=False, indent=1) + "\n").encode()


def write_xlsx(document: ReportDocument) -> bytes:
    """Give the tables of a report as a workbook."""
    from graph.exchange.xlsx import LAST_ROW, LONGEST, NOTES, write_book
    from graph.reports.table_forms import list_report_tables

    cut = f"text to {LONGEST:,} characters of a cell, tables to {LAST_ROW:,} rows; report.json has all"
    return write_book(
        list_report_tables(document, {**NOTES, "cut": cut}), datetime.fromisoformat(document.head.made)
    ).data


def write_csv(document: ReportDocument) -> bytes:
    """Give the tables of a report as a zip of CSV files."""
    from graph.exchange.csv_tables import NOTES, pack_csv
    from graph.reports.table_forms import list_report_tables

    return pack_csv(list_report_tables(document, NOTES))


def write_parquet(document: ReportDocument) -> bytes:
    """Give the tables of a report as a zip of Parquet files."""
    from graph.exchange.parquet import pack_parquet
    from graph.reports.table_forms import list_report_tables

    return pack_parquet(list_report_tables(document, {}))


WRITERS: Mapping[str, Callable[[ReportDocument], bytes]] = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "parquet": write_parquet,
    "json": write_json,
}
