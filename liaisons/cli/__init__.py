"""The command ``liaisons``: arguments, screens and exit codes; what is done stands elsewhere.

Exit 0 done, 1 an error that a user can mend (one line on stderr), 2 wrong usage, 130 interrupted. A bug keeps its
traceback.
"""

import sys
from typing import Any

import click

from liaisons.cli import asking, finding, keeping, loading, reporting, simulating, starting

COMMANDS: dict[str, click.Command] = {
    "demo": starting.demo,
    "init": starting.init,
    "ingest": loading.ingest,
    "find": finding.find,
    "show": finding.show,
    "judge": finding.judge,
    "query": asking.query,
    "report": reporting.report,
    "log": keeping.log,
    "undo": loading.undo,
    "rebuild": loading.rebuild,
    "simulate": simulating.simulate,
}
"""In the order of the work."""


INTERRUPTED = "interrupted. The case is whole: the same command again goes on from here."
INTERRUPTED_CODE = 130
"""As a shell has it: 128 and the number of the signal."""


class Ordered(click.Group):
    """A group that lists its commands in the order of the work, not of the alphabet."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Give the names of the commands."""
        return list(COMMANDS)

    def invoke(self, context: click.Context) -> Any:
        """Run a command; one that is interrupted says what becomes of what it did."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            click.echo(f"liaisons: {INTERRUPTED}", err=True)
            context.exit(INTERRUPTED_CODE)


liaisons = Ordered(
    "liaisons",
    commands=COMMANDS,
    help="Exported posts and chats to one graph of accounts, groups, phone numbers and handoffs, with evidence.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
click.version_option(package_name="liaisons", message="%(version)s")(liaisons)


def main() -> None:
    """Run the command of ``sys.argv``; the only place where an error of ours becomes an exit code."""
    from graph.errors import LiaisonsError
    from graph.local import quiet_end

    quiet_end()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # names in scripts the terminal lacks
    try:
        liaisons()
    except LiaisonsError as error:
        from liaisons.cli.screen import plain

        click.echo(f"liaisons: {plain(str(error))}", err=True)
        sys.exit(1)
