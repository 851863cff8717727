"""Commands that bring files in and take them back."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from graph.answers.records import FileRead, IngestAnswer, ShortfallShown
from liaisons.answers import FileRehearsed
from liaisons.cli.options import Call, add_call_options
from liaisons.cli.screen import Screen, show_progress, write_document, write_note
from liaisons.nouns import WORDS, format_count, read_words

FEW = 10
"""Files and refusals that are listed one by one."""
SHOWN_ROWS, SHOWN_TABLES = 3, 5
"""Rows of a table, and tables, that a dry run shows as they would load; all of them are in its JSON."""


@click.command("ingest")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Read and tell, but load nothing: what is open, first.")
@click.option(
    "--draft", type=click.Path(dir_okay=False, path_type=Path), help="With --dry-run: write the open questions there."
)
@add_call_options()
def run_ingest(call: Call, paths: tuple[Path, ...], dry_run: bool, draft: Path | None) -> None:
    """Read files, folders and zips into the case.

    Exit 1 where nothing could be read, or where evidence that was kept is not what it was."""
    if draft is not None and (not dry_run or call.hide_names):
        raise click.UsageError("--draft goes with --dry-run, and without --hide-names: it names files")
    if dry_run:
        _run_dry(call, paths, draft)
        return
    from graph.disclosure.paper import Paper
    from graph.views.records import ingested
    from liaisons.acts.loading import cover_names, ingest_files
    from liaisons.session import Session

    with Session.open(call.case) as session, show_progress("reading") as tell:
        paper = Paper(session.case, hidden=call.hide_names)
        done = ingest_files(session, list(paths), who=call.who, tell=cover_names(tell, paper))
        answer = ingested(paper, done.run, done.files, done.known, done.left, done.lost)
    if call.json:
        write_document(answer)
    else:
        show_ingest(Screen(), answer)
    _note_lost(answer.lost)
    if answer.lost or not (answer.files or answer.known):
        raise SystemExit(1)


@click.command("undo")
@click.argument("run", type=int)
@add_call_options()
def run_undo(call: Call, run: int) -> None:
    """Take one ingest back.

    The graph ends as if it had never been; evidence and journal keep it. What was broken off is gone on with."""
    from graph.disclosure.paper import Paper
    from liaisons.acts.loading import cover_names, undo_run
    from liaisons.session import Session

    with Session.open(call.case) as session, show_progress("undoing") as tell:
        paper = Paper(session.case, hidden=call.hide_names)
        answer = undo_run(session, run, who=call.who, tell=cover_names(tell, paper))
    if call.json:
        write_document(answer)
        return
    screen = Screen()
    how = "is taken back" if not answer.already else "was taken back before; nothing of it was left to do"
    screen.line(f"Run {run} {'was taken back before, and that is complete now' if answer.went_on else how}.")
    for one in answer.stay:
        some = f"{one.files:,} of its {format_count(answer.files, 'file')} stay in the graph"
        screen.line(f"{some}, for run {one.run} has read them too: liaisons undo {one.run}.")
    screen.line("The evidence and the journal keep it.")


@click.command("rebuild")
@click.option("--verify", is_flag=True, help="Also say whether the new graph equals the one before.")
@add_call_options()
def run_rebuild(call: Call, verify: bool) -> None:
    """Make the graph anew from evidence and journal."""
    from graph.disclosure.paper import Paper
    from liaisons.acts.loading import cover_names, rebuild_graph
    from liaisons.session import Session

    with Session.open(call.case) as session, show_progress("reading") as tell:
        paper = Paper(session.case, hidden=call.hide_names)
        answer = rebuild_graph(session, who=call.who, verify=verify, tell=cover_names(tell, paper))
    if call.json:
        write_document(answer)
    else:
        equal = {True: " The graph equals the one before.", False: " The graph DIFFERS from the one before.", None: ""}
        Screen().line(f"Read {format_count(answer.files, 'file')} again.{equal[answer.equal]}")
    _note_lost(answer.lost)
    if answer.equal is False or answer.lost:
        raise SystemExit(1)


def show_ingest(screen: Screen, answer: IngestAnswer) -> None:
    """Show what came of a run: what was read, by which source, what was refused and why, what was not read."""
    rows = [(one.name, one.source, read_words(one.read), one.refused or "") for one in answer.files]
    if rows:
        screen.table("Read", ("file", "read as", "records", "refused"), rows)
        screen.blank()
    show_reasons(screen, answer)
    show_shortfalls(screen, answer.files)
    _show_told(screen, answer.files)
    if answer.known:
        screen.table("Known already", ("file",), [(name,) for name in answer.known[:FEW]], of=len(answer.known))
        screen.blank()
    if answer.left:
        screen.table("Not read", ("file", "why"), [(one.name, one.why) for one in answer.left])
        screen.blank()
    run = f"Run {answer.run}: " if answer.run else "Nothing to read: "
    screen.line(
        (run, "bold"),
        f"{format_count(len(answer.files), 'file')}, {format_count(answer.read, 'record')}, "
        f"{answer.refused:,} refused, {len(answer.known):,} known already, {len(answer.left):,} not read.",
    )


def show_reasons(screen: Screen, answer: IngestAnswer) -> None:
    """Show why records were refused: how often each thing was expected, and the first of what was found instead."""
    rows = [
        (one.name, reason.count, reason.expected, f"{reason.found} ({reason.place})")
        for one in answer.files
        for reason in one.reasons
    ]
    if rows:
        rows.sort(key=lambda row: -row[1])
        screen.table("Refused, and kept", ("file", "count", "expected", "first found"), rows[:FEW], of=len(rows))
        screen.blank()


def show_shortfalls(screen: Screen, files: Sequence[FileRead]) -> None:
    """Show where files have far fewer posts than those before, and what may be the cause."""
    lacks = [(one.name, lack) for one in files for lack in one.fewer]
    if not lacks:
        return
    rows = [
        (
            lack.name or lack.place,
            format_shortfall(lack, screen),
            name,
            lack.earlier,
        )
        for name, lack in sorted(lacks, key=lambda each: each[1].posts - each[1].expected)[:FEW]
    ]
    heads = ("group, chat or writer", "posts", "file", "compared with")
    screen.table("Fewer posts than before", heads, rows, of=sum(one.fewer_of for one in files))
    screen.line("Deleted since, left out when it was exported, or an export that is cut: the files do not tell which.")
    screen.blank()


def format_shortfall(lack: ShortfallShown, screen: Screen) -> str:
    """Say how many posts a place has, and how many were expected."""
    if lack.how == "not in it":
        return f"none of {lack.expected:,}"
    if lack.how == "exports before":
        return f"{lack.posts:,}; each of the two exports before has {lack.expected:,} or more"
    return f"{lack.posts:,} where {lack.expected:,} were, {screen.day(lack.first)} to {screen.day(lack.last)}"


def _note_lost(lost: Sequence[str]) -> None:
    """Name on stderr, beside an answer in any form, the evidence that is not what was kept."""
    for one in lost:
        write_note(f"liaisons: not read: {one}. liaisons log --verify names every such file.")


def name_few_files(files: Sequence[str], few: int = 3) -> str:
    """Name some files, and count the rest."""
    more = len(files) - few
    return ", ".join(files[:few]) + (f" and {format_count(more, 'file')} more" if more > 0 else "")


def _show_told(screen: Screen, files: Sequence[FileRead | FileRehearsed]) -> None:
    """Show what was noticed and which fields were not read: by what it is, with the files that it is of."""
    noticed: dict[str, list[str]] = {}
    for one in files:
        for each in one.noticed:
            place = f" ({each.place})" if each.place != "file" else ""
            noticed.setdefault(each.says, []).append(f"{one.name}{place}")
    if noticed:
        rows = [(says, name_few_files(places)) for says, places in noticed.items()]
        screen.table("Noticed", ("what", "where"), rows)
        screen.blank()
    unread: dict[str, list[str]] = {}
    counts: Counter[str] = Counter()
    for one in files:
        for field, count in one.unread.items():
            unread.setdefault(field, []).append(one.name)
            counts[field] += count
    if unread:
        screen.table(
            "Fields that were not read",
            ("field", "count", "files"),
            [(name, count, name_few_files(unread[name])) for name, count in counts.most_common()],
        )
        screen.blank()


def _run_dry(call: Call, paths: tuple[Path, ...], draft: Path | None) -> None:
    from graph.case import Case
    from liaisons.rehearsal import rehearse_ingest

    answer = rehearse_ingest(Case.open(call.case), list(paths), hide_names=call.hide_names)
    if draft is not None:
        _write_draft(draft, answer.draft)
    if call.json:
        write_document(answer)
        return
    screen = Screen()
    if answer.open:
        screen.line((f"{format_count(len(answer.open), 'question')} open", "bold"))
        asked = [(one.add, name_few_files(one.files), one.why) for one in answer.open]
        screen.table("", ("line to add to sources.toml", "files that wait", "why"), asked)
    else:
        screen.line(("No question is open", "bold"), ": every table says all that its reading needs.")
    screen.blank()
    files = [(one.name, one.source, read_words(one.read), one.refused or "") for one in answer.files]
    screen.table("Would be read", ("file", "read as", "records", "refused"), files)
    screen.blank()
    refused = [(one.name, count, why) for one in answer.files for count, why in one.reasons]
    if refused:
        screen.table("Would be refused", ("file", "count", "why"), refused[:FEW], of=len(refused))
        screen.blank()
    tables = [one for one in answer.files if one.rows]
    for one in tables[:SHOWN_TABLES]:
        rows = [(place, WORDS.get(kind, kind), said) for place, kind, said in one.rows[:SHOWN_ROWS]]
        screen.table(f"The first rows of {one.name}", ("place", "record", "as it would load"), rows)
        screen.blank()
    if len(tables) > SHOWN_TABLES:
        screen.line(f"The rows of {format_count(len(tables) - SHOWN_TABLES, 'table')} more are in --format json.")
        screen.blank()
    _show_told(screen, answer.files)
    waiting = {name for one in answer.open for name in one.files}
    unread = [(one.name, one.why) for one in answer.left if one.name not in waiting]
    if unread:
        screen.table("Would not be read", ("file", "why"), unread)
        screen.blank()
    if draft is not None:
        screen.line(f"The lines to add are in {draft}.")
    elif answer.open:
        screen.line("The lines to add, with a mapping drafted for each table without one: --draft FILE.")


def _write_draft(path: Path, text: str) -> None:
    """Write a draft where nothing stands yet: what a person has answered is not overwritten."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise click.UsageError(f"{path} is there already; name another file for the draft") from None
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror}") from None
