"""Commands that bring files in and take them back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from liaisons.cli.options import Call, called
from liaisons.cli.screen import Screen, document, plain, progress

FEW = 10
"""Files and refusals that are listed one by one."""


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Read and tell, but load nothing; drafts a sources.toml.")
@called()
def ingest(call: Call, paths: tuple[Path, ...], dry_run: bool) -> None:
    """Read files, folders and zips into the case; exit 1 where nothing could be read."""
    from liaisons import desk

    if dry_run:
        _dry_run(call, paths)
        return
    with progress("reading") as tell:
        answer = desk.ingest(call.case, list(paths), who=call.who, hide_names=call.hide_names, tell=tell)
    if call.json:
        document(answer)
    else:
        show(Screen(), answer)
    if not answer["files"] and not answer["known"]:
        raise SystemExit(1)


@click.command()
@click.argument("run", type=int)
@called()
def undo(call: Call, run: int) -> None:
    """Take one ingest back.

    The graph ends as if it had never been; evidence and journal keep it."""
    from liaisons import desk

    with progress("undoing") as tell:
        answer = desk.undo(call.case, run, who=call.who, hide_names=call.hide_names, tell=tell)
    if call.json:
        document(answer)
        return
    Screen().line(f"Run {run} is taken back; the evidence and the journal keep it.")


@click.command()
@click.option("--verify", is_flag=True, help="Also say whether the new graph equals the one before.")
@called()
def rebuild(call: Call, verify: bool) -> None:
    """Make the graph anew from evidence and journal."""
    from liaisons import desk

    with progress("reading") as tell:
        answer = desk.rebuild(call.case, who=call.who, hide_names=call.hide_names, verify=verify, tell=tell)
    if call.json:
        document(answer)
    else:
        equal = {True: " The graph equals the one before.", False: " The graph DIFFERS from the one before.", None: ""}
        Screen().line(f"Read {counted(answer['files'], 'file')} again.{equal[answer['equal']]}")
    if answer["equal"] is False:
        raise SystemExit(1)


def show(screen: Screen, answer: Mapping[str, Any]) -> None:
    """Show what came of a run: what was read, by which source, what was refused and why, what was not read."""
    rows = [(one["name"], one["source"], parts(one["read"]), one["refused"] or "") for one in answer["files"]]
    if rows:
        screen.table("Read", ("file", "read as", "records", "refused"), rows)
        screen.blank()
    refused = [(one["name"], each) for one in answer["files"] for each in one["first_refused"]]
    if refused:
        screen.table(
            "Refused, and kept",
            ("file", "place", "found", "expected"),
            [(name, each["place"], each["found"], each["expected"]) for name, each in refused[:FEW]],
            of=answer["refused"],
        )
        screen.blank()
    noticed = [(one["name"], each["place"], each["says"]) for one in answer["files"] for each in one["noticed"]]
    if noticed:
        screen.table("Noticed", ("file", "place", "what"), noticed[:FEW], of=len(noticed))
        screen.blank()
    unread = [(one["name"], ", ".join(one["unread"])) for one in answer["files"] if one["unread"]]
    if unread:
        screen.table("Fields that were not read", ("file", "fields"), unread[:FEW], of=len(unread))
        screen.blank()
    if answer["known"]:
        screen.table("Known already", ("file",), [(name,) for name in answer["known"][:FEW]], of=len(answer["known"]))
        screen.blank()
    if answer["left"]:
        screen.table("Not read", ("file", "why"), [(one["name"], one["why"]) for one in answer["left"]])
        screen.blank()
    run = f"Run {answer['run']}: " if answer["run"] else "Nothing to read: "
    screen.line(
        (run, "bold"),
        f"{counted(len(answer['files']), 'file')}, {counted(answer['read'], 'record')}, {answer['refused']:,} refused, "
        f"{len(answer['known']):,} known already, {len(answer['left']):,} not read.",
    )


def counted(number: int, noun: str) -> str:
    """Give a number with its noun."""
    return f"{number:,} {noun if number == 1 else f'{noun}es' if noun.endswith('s') else f'{noun}s'}"


def parts(read: Mapping[str, int]) -> str:
    """Give the records of a file by kind."""
    return ", ".join(counted(number, kind) for kind, number in read.items()) or "nothing"


def _dry_run(call: Call, paths: tuple[Path, ...]) -> None:
    from liaisons import desk

    answer = desk.dry_run(call.case, list(paths), hide_names=call.hide_names)
    if call.json:
        document(answer)
        return
    screen = Screen()
    rows = [(one["name"], one["source"], parts(one["read"]), one["refused"] or "") for one in answer["files"]]
    screen.table("Would be read", ("file", "read as", "records", "refused"), rows)
    for one in answer["files"]:
        if one["reasons"]:
            screen.blank()
            screen.table(
                f"Would be refused in {one['name']}", ("count", "why"), one["reasons"][:FEW], of=len(one["reasons"])
            )
        if one["rows"]:
            screen.blank()
            screen.table(f"The first rows of {one['name']}", ("place", "record", "as it would load"), one["rows"])
    if answer["left"]:
        screen.blank()
        screen.table("Would not be read", ("file", "why"), [(one["name"], one["why"]) for one in answer["left"]])
    screen.blank()
    screen.line(("A draft of sources.toml", "bold"))
    for line in answer["draft"].splitlines():
        click.echo(plain(line))  # to be copied: never broken
