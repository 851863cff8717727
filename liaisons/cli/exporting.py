"""The command that writes a case for another program."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from liaisons.cli.options import Call, add_call_options
from liaisons.cli.screen import Screen, show_waiting, write_document, write_note

if TYPE_CHECKING:
    from graph.answers.exchange import ExportAnswer

FORMS = ("graphml", "gexf", "csv", "ftm", "stix", "misp", "xlsx", "parquet", "i2", "maltego")


@click.command("export")
@click.argument("form", type=click.Choice(FORMS))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The new file.")
@click.option(
    "--select", "selection", multiple=True, metavar="ID",
    help="Only this finding, cluster, account, group or contact, and its contacts; may be repeated.",
)  # fmt: skip
@click.option("--around", is_flag=True, help="Also who is around a cluster, and all that is linked with a selection.")
@click.option("--posts", is_flag=True, help="Also posts with their texts.")
@add_call_options()
def run_export(call: Call, form: str, out: Path, selection: tuple[str, ...], around: bool, posts: bool) -> None:
    """Write the case, or a selection of it, as a file for another program.

    \b
    graphml  Gephi, Cytoscape, yEd, networkx
    gexf     Gephi, with its timeline
    csv      tables in a zip, safe to open in a spreadsheet
    ftm      FollowTheMoney: Aleph, OpenAleph
    stix     STIX 2.1: OpenCTI and others
    misp     an event for MISP
    xlsx     the tables as a workbook
    parquet  the tables in a zip: pandas, duckdb, R
    i2       a chart for i2 Analyst's Notebook
    maltego  a graph for Maltego

    What files say, what is inferred and what a person judged are told apart; each link names the files that say it.
    """
    from liaisons.acts.exporting import write_export
    from liaisons.session import Session

    with show_waiting(call) as say, Session.open(call.case, quick=True, say=say) as session:
        answer = write_export(
            session, form, out, selection, around=around, posts=posts, who=call.who, hide_names=call.hide_names
        )
    for left in answer.left:
        write_note(f"not in the file: {left.count:,} {left.what}, {left.why}")
    if call.json:
        write_document(answer)
    else:
        show_export(Screen(), answer)


def show_export(screen: Screen, answer: "ExportAnswer") -> None:
    """Show what was written."""
    screen.line(f"{answer.form}: {answer.file}")
    screen.line(f"sha256: {answer.sha256}")
    for what, counts in (("things", answer.things), ("links", answer.links), ("findings", answer.findings)):
        said = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        screen.line(f"{what}: {sum(counts.values()):,}{f' ({said})' if said else ''}")
    screen.line(f"files: {answer.files:,}")
