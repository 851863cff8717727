"""The command ``liaisons``: arguments, screens and exit codes; what is done stands elsewhere.

Exit 0 done, 1 an error that a user can mend (one line on stderr), 2 wrong usage, 130 interrupted. A bug keeps its
traceback.
"""

import errno
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.spelling import ask_nearest
from liaisons.cli import (
    asking,
    collecting,
    exporting,
    finding,
    keeping,
    loading,
    outreach,
    referring,
    reporting,
    scheduling,
    simulating,
    starting,
    watching,
)
from liaisons.cli.options import write_as_typed

if TYPE_CHECKING:
    from graph.errors import LiaisonsError

COMMANDS: dict[str, click.Command] = {
    "demo": starting.run_demo,
    "init": starting.run_init,
    "ingest": loading.run_ingest,
    "find": finding.run_find,
    "show": finding.run_show,
    "judge": finding.run_judge,
    "name": finding.run_name,
    "query": asking.run_query,
    "coverage": collecting.coverage,
    "outreach": outreach.run_outreach,
    "watch": watching.watch,
    "refer": referring.refer,
    "report": reporting.run_report,
    "compare": reporting.compare,
    "export": exporting.run_export,
    "schedule": scheduling.schedule,
    "log": keeping.run_log,
    "undo": loading.run_undo,
    "rebuild": loading.run_rebuild,
    "simulate": simulating.run_simulate,
}
"""In the order of the work."""


_ROOM = "Make room. The case is whole: the same command again goes on from here."
_RIGHTS = "Run it as the owner, or choose another folder."
ADVICE = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _RIGHTS,
}
"""What to do about an error of the disk, by its number."""

INTERRUPTED = "interrupted. The case is whole: the same command again goes on from here."
INTERRUPTED_CODE = 130
"""As a shell has it: 128 and the number of the signal."""


class Ordered(click.Group):
    """A group that lists its commands in the order of the work, not of the alphabet."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Give the names of the commands."""
        return list(COMMANDS)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelt one is answered with the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            meant = ask_nearest(args[0], COMMANDS) or f"; there are {', '.join(COMMANDS)}"
            context.fail(f"no command {args[0]!r:.60}{meant}")
        return super().resolve_command(context, args)

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
    params=[click.Option(["--case"], type=click.Path(path_type=Path, file_okay=False), hidden=True)],
    help="Exported posts and chats to one graph of accounts, groups, phone numbers and handoffs, with evidence.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
click.version_option(package_name="liaisons", message="%(version)s")(liaisons)


def main() -> None:
    """Run the command of ``sys.argv``; the only place where an error of ours becomes an exit code."""
    from graph.errors import LiaisonsError
    from graph.local import quiet_end

    quiet_end()
    tell_warnings()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # names in scripts the terminal lacks
    try:
        try:
            liaisons()
        except SystemExit:
            sys.stdout.flush()  # what the disk does not take is told here, and not by the interpreter as it ends
            raise
    except LiaisonsError as error:
        exit_with_error(str(error))
    except BrokenPipeError:
        drop_output(sys.stdout)  # a reader that left: it knows
        sys.exit(1)
    except OSError as error:
        if error.filename is None:
            drop_output(sys.stdout)
        exit_with_error(str(make_disk_error(error)))


class Notes(logging.Handler):
    """Tells on stderr what the rooms warn of, each thing once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Tell one line."""
        from liaisons.cli.screen import write_note

        text = record.getMessage()
        if text not in self.told:
            self.told.add(text)
            with suppress(OSError):
                write_note(f"liaisons: {text}.")


def tell_warnings() -> None:
    """Let warnings of our rooms reach the person who typed the command."""
    for name in ("graph", "ingest", "liaisons"):
        logger = logging.getLogger(name)
        for old in [one for one in logger.handlers if isinstance(one, Notes)]:
            logger.removeHandler(old)
        logger.addHandler(Notes())


def exit_with_error(text: str) -> None:
    """Say in a line what went wrong, and end with 1; a command that it advises can be typed as it stands."""
    from liaisons.cli.screen import clean_for_terminal

    with suppress(OSError):
        click.echo(f"liaisons: {clean_for_terminal(write_as_typed(text, COMMANDS))}", err=True)
    sys.exit(1)


def make_disk_error(error: OSError) -> "LiaisonsError":
    """Say where the disk, or what takes the output, refused, and what to do."""
    from graph.errors import LiaisonsError

    where = str(error.filename) if error.filename is not None else "disk or output"
    return LiaisonsError(where, error.strerror or str(error), "", ADVICE.get(error.errno or 0, ""))


def drop_output(stream: Any) -> None:
    """Let what a stream could not write go, so that the interpreter does not try again as it ends."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
