"""The command that writes the report."""

from pathlib import Path

import click

from liaisons.answers import ReportAnswer
from liaisons.cli.options import Call, called
from liaisons.cli.screen import Screen, document


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Also copy it into this new folder.")
@called()
def report(call: Call, out: Path | None) -> None:
    """Write what is there and what was found, as pages to read.

    The report goes into the next numbered folder of the case's reports, with its network page and tables.
    """
    from graph.errors import CaseError
    from liaisons.acts.reporting import copy_report, write_report
    from liaisons.session import Session

    if out is not None and out.exists():
        raise CaseError(str(out), "is there already", "a new folder for the copy")
    with Session.open(call.case) as session:
        page = write_report(session, who=call.who, hide_names=call.hide_names)
    if out is not None:
        page = copy_report(page, out)
    written = ReportAnswer(str(page), str(page.with_name("network.html")))
    if call.json:
        document(written)
        return
    screen = Screen()
    screen.line(f"report: {written.report}")
    screen.line(f"network: {written.network}")
