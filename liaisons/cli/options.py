"""What every command takes: the case, the form of the answer, hidden names, and who asks."""

import getpass
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Call:
    """How a command was called."""

    case: Path
    json: bool
    hide_names: bool
    who: str
    csv: bool = False

    def hint(self, command: str) -> str:
        """Give a command as it can be typed where the person is: the program as it was called, and the same case."""
        place = "" if self.case == Path() else f" --case {shlex.quote(str(self.case))}"
        return f"{name_program()} {command}{place}"


def is_attended() -> bool:
    """Say whether somebody is there to read and to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def name_program() -> str:
    """Give the program as the person called it: its bare name where the shell finds it by that."""
    name, typed = "liaisons", sys.argv[0]
    found = shutil.which(name)
    if Path(typed).name != name or (found and Path(typed).exists() and Path(found).samefile(typed)):
        return name
    return shlex.quote(os.path.relpath(typed) if Path(typed).is_absolute() else typed)


def write_as_typed(text: str, commands: Collection[str]) -> str:
    """Put the program as it was called into a text that names commands of it."""
    return re.sub(rf"\bliaisons(?= (?:{'|'.join(commands)})\b)", lambda _: name_program(), text)


def choose_case(case: Path, *, takes: bool) -> Path:
    """Give the case, which may also stand before the command."""
    before: Path | None = click.get_current_context().find_root().params.get("case")
    if before is None:
        return case
    if not takes:
        raise click.UsageError("this command takes no --case")
    return before if case == Path() else case


def add_call_options(
    *, case: bool = True, csv: bool = False
) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Add the options of every command, and give them to it as a ``Call`` in the first place.

    With ``csv`` it can also answer as a table for a spreadsheet.
    """
    takes, forms = case, ("table", "json", "csv") if csv else ("table", "json")

    def decorate(command: Callable[..., Result]) -> Callable[..., Result]:
        @wraps(command)
        def run(*, case: Path = Path(), format: str, hide_names: bool, who: str | None, **more: Any) -> Result:
            who = who or read_login()
            case = choose_case(case, takes=takes)
            refuse_unwritable({"who": who, **({"case": case} if case != Path() else {}), **more})
            return command(Call(case, format == "json", hide_names, who, format == "csv"), **more)

        options = [
            click.option("--format", type=click.Choice(forms), default="table", help="How to answer."),
            click.option("--hide-names", is_flag=True, help="Put pseudonyms in the place of names and numbers."),
            click.option("--who", metavar="NAME", help="Who asks, for the journal; your login name if left out."),
        ]
        if case:
            folder = click.Path(path_type=Path, file_okay=False)
            options.insert(
                0, click.option("--case", type=folder, default=Path(), help="The case; the current folder if left out.")
            )
        for option in reversed(options):
            run = option(run)
        return run

    return decorate


def refuse_unwritable(given: Mapping[str, object]) -> None:
    """Raise CaseError on an argument that is no UTF-8, before anything is entered or opened.

    Files that are read may have any name; ``paths`` and ``out`` are theirs.
    """
    from graph.errors import CaseError

    for name, value in given.items():
        for text in value if isinstance(value, tuple) else (value,):
            if name in ("paths", "out") or not isinstance(text, str | Path):
                continue
            try:
                str(text).encode()
            except UnicodeEncodeError:
                raise CaseError(
                    name, f"{str(text)!r:.80} holds a byte that is no UTF-8", "text", "Set the terminal to UTF-8."
                ) from None


def read_login() -> str:
    """Give the login name, or the number of the user where the machine knows no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return f"user {os.getuid()}"
