"""The command that writes the report."""

from pathlib import Path

import click

from liaisons.cli.options import Call, called
from liaisons.cli.screen import Screen, document


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Also copy it into this new folder.")
@called()
def report(call: Call, out: Path | None) -> None:
    """Write what is there and what was found, as pages to read.

    The report goes into the next numbered folder of the case's reports, with its network page and tables.
    """
    from liaisons import desk

    written = desk.report(call.case, out, who=call.who, hide_names=call.hide_names)
    if call.json:
        document(written)
        return
    screen = Screen()
    for name, path in written.items():
        screen.line(f"{name}: {path}")
