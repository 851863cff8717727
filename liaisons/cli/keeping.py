"""Commands about what is kept: the journal."""

import click

from graph.answers.records import LogAnswer
from liaisons.cli.options import Call, add_call_options
from liaisons.cli.screen import Screen, write_document, write_note


@click.command("log")
@click.option(
    "--act", "acts", multiple=True, metavar="ACT", help="Only entries of this act, as judge; may be given again."
)
@click.option("--last", type=click.IntRange(min=1), help="Only the last N entries.")
@click.option(
    "--verify",
    is_flag=True,
    help="Check journal, evidence, what runs keep, and reports; exit 1 where they do not add up.",
)
@click.option("--head", is_flag=True, help="Only number and hash of the last entry: write them down elsewhere.")
@add_call_options()
def run_log(call: Call, acts: tuple[str, ...], last: int | None, verify: bool, head: bool) -> None:
    """Read the journal, or verify it, the evidence and all that was kept or reported."""
    from graph.case import Case
    from liaisons.acts.checking import read_journal, verify_case

    case = Case.open(call.case)
    if verify:
        answer = verify_case(case, hide_names=call.hide_names)
        for text in answer.notes:
            write_note(text)
        if call.json:
            write_document(answer)
        elif answer.faults:
            faults = [(one.where, one.found, one.expected) for one in answer.faults]
            Screen().table("Faults", ("where", "found", "expected"), faults)
        else:
            Screen().line("Journal, evidence, results and reports add up.")
        raise SystemExit(1 if answer.faults else 0)
    told = read_journal(case, acts, hide_names=call.hide_names)
    shown = told.entries[-(1 if head else last or len(told.entries)) :]
    if call.json:
        write_document(LogAnswer(shown))
        return
    screen = Screen(case.settings.time_zone)
    if head:
        for one in shown:
            screen.line(f"{one.n} {one.hash}")
        return
    rows = [(one.n, screen.minute(one.at), one.who, one.act, one.says) for one in shown]
    screen.table("Journal", ("n", "at", "who", "act", "what"), rows, of=len(told.entries))
