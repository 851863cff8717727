"""The command that writes a case for another program."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.exchange import FORMS
from liaisons.cli.options import Call, add_call_options
from liaisons.cli.screen import Screen, show_waiting, write_document, write_note

if TYPE_CHECKING:
    from graph.answers.exchange import ExportAnswer

HELP = f"""Write the case, or a selection of it, as a file for another program.

\b
{chr(10).join(f"{name:9}{form.about}" for name, form in FORMS.items())}

What files say, what is inferred and what a person judged are told apart; each link names the files that say it.
"""


@click.command("export", help=HELP)
@click.argument("form", type=click.Choice(tuple(FORMS)))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The new file.")
@click.option(
    "--select", "selection", multiple=True, metavar="ID",
    help="Only this finding, cluster, account, group or contact, and its contacts; may be repeated.",
)  # fmt: skip
@click.option("--around", is_flag=True, help="Also who is around a cluster, and all that is linked with a selection.")
@click.option("--posts", is_flag=True, help="Also posts with their texts.")
@add_call_options()
def run_export(call: Call, form: str, out: Path, selection: tuple[str, ...], around: bool, posts: bool) -> None:
    """Write a file for another program."""
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
