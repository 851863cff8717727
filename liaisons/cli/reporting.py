"""The command that writes the report."""

from pathlib import Path

import click

from graph.languages import LANGUAGES
from graph.settings import REPORT_FORMS
from liaisons.answers import ReportAnswer
from liaisons.cli.options import Call, add_call_options
from liaisons.cli.screen import Screen, write_document


@click.command("report")
@click.argument("name", required=False, default="")
@click.option("--language", type=click.Choice(list(LANGUAGES)), help="The language of the report.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Also copy it into this new folder.")
@click.option("--since", metavar="REPORT|DAY", help="Tell what changed since that report; without it, since the last.")
@click.option(
    "--form",
    "forms",
    multiple=True,
    type=click.Choice(("html", *REPORT_FORMS)),
    help="A form that it is to have; may be repeated. The page, html, is always there.",
)
@add_call_options()
def run_report(
    call: Call, name: str, language: str | None, out: Path | None, since: str | None, forms: tuple[str, ...]
) -> None:
    """Write what is there, what was found, and what changed since the last report.

    NAME is that of a [report.NAME] of case.toml, which says what the report holds; without it [report] says so.

    The report goes into the next numbered folder of the case's reports, with its network page and tables. --since
    takes the number of a report, or a day: then the last one written by its end counts.
    """
    from graph.errors import CaseError
    from graph.reports.report_forms import FORMS
    from liaisons.acts.reporting import copy_report, write_report
    from liaisons.session import Session

    if out is not None and out.exists():
        raise CaseError(str(out), "is there already", "a new folder for the copy")
    with Session.open(call.case) as session:
        page = write_report(
            session,
            who=call.who,
            hide_names=call.hide_names,
            since=since,
            forms=forms,
            name=name,
            language=language or "",
        )
    if out is not None:
        page = copy_report(page, out)
    beside = (there for form in FORMS.values() if (there := page.with_name(form.file)).exists())
    written = ReportAnswer(str(page), str(page.with_name("network.html")), tuple(map(str, beside)))
    if call.json:
        write_document(written)
        return
    screen = Screen()
    screen.line(f"report: {written.report}")
    screen.line(f"network: {written.network}")
    for path in written.forms:
        screen.line(f"beside: {path}")


@click.command()
@click.argument("then", metavar="THEN")
@click.argument("now", metavar="[NOW]", required=False)
@click.option("--page", type=click.Path(path_type=Path, dir_okay=False), help="Write it as a page into this new file.")
@add_call_options()
def compare(call: Call, then: str, now: str | None, page: Path | None) -> None:
    """Tell what changed from one report to another.

    THEN and NOW are numbers of reports, or days: then the last one written by its end counts. Without NOW the last
    report.
    """
    from graph.errors import CaseError
    from liaisons.acts.reporting import compare_reports
    from liaisons.cli.changes import print_changes
    from liaisons.cli.screen import Screen, write_document
    from liaisons.session import Session

    if page is not None and page.exists():
        raise CaseError(str(page), "is there already", "a new file for the page")
    with Session.open(call.case, quick=True) as session:
        found = compare_reports(session, then, now, who=call.who, hide_names=call.hide_names, page=page)
    if call.json:
        write_document(found.answer)
        return
    print_changes(Screen(), found)
