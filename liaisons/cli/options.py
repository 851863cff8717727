"""What every command takes: the case, the form of the answer, hidden names, and who asks."""

import getpass
import os
from collections.abc import Callable, Mapping
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


def called(*, case: bool = True) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Add the options of every command, and give them to it as a ``Call`` in the first place."""

    def decorate(command: Callable[..., Result]) -> Callable[..., Result]:
        @wraps(command)
        def run(*, case: Path = Path(), format: str, hide_names: bool, who: str | None, **more: Any) -> Result:
            who = who or login()
            refuse_unwritable({"who": who, **({"case": case} if case != Path() else {}), **more})
            return command(Call(case, format == "json", hide_names, who), **more)

        options = [
            click.option("--format", type=click.Choice(("table", "json")), default="table", help="How to answer."),
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


def login() -> str:
    """Give the login name, or the number of the user where the machine knows no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return f"user {os.getuid()}"
