"""The command that makes reports by the clock."""

import time
from datetime import UTC, datetime

import click

from liaisons.answers import NextShown, RunShown, ScheduleAnswer
from liaisons.cli.options import Call, add_call_options

PAUSE = 60
"""Seconds between two looks at the clock: it may jump, and the machine may sleep."""


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@click.option("--print", "form", type=click.Choice(["systemd", "cron", "task"]), help="Print what calls it by itself.")
@add_call_options()
def schedule(call: Call, once: bool, form: str | None) -> None:
    """Make the reports that case.toml plans, each as it falls due.

    Each [[schedule]] there says the report's name, its days, hour and zone, and if wanted a folder to read first and
    one to deliver into. Without --once it waits for the next one until it is interrupted.
    """
    from graph.case import Case
    from graph.errors import CaseError, LiaisonsError
    from liaisons.cli.screen import write_note

    case = Case.open(call.case)
    if not case.settings.schedules:
        raise CaseError(
            str(call.case / "case.toml"), "no [[schedule]]", "one for each report", "docs/reports.md shows one."
        )
    if form is not None:
        from liaisons.units import print_unit

        click.echo(print_unit(case, form), nl=False)
        return
    if once:
        if not do_due(call):
            raise SystemExit(1)
        return
    while True:
        try:
            do_due(call, quiet=True)
        except (LiaisonsError, OSError) as error:  # what fails now may be mended by the next time
            write_note(f"liaisons: {error}")
        time.sleep(PAUSE)


def do_due(call: Call, *, quiet: bool = False) -> bool:
    """Make what is due and tell it; say whether all went well."""
    from graph.case import Case
    from graph.clock import find_next
    from liaisons.acts.scheduling import rule_of, run_due
    from liaisons.cli.screen import Screen, write_document, write_note

    now = datetime.now(UTC)
    done, undelivered = run_due(call.case, who=call.who, now=now, say=write_note)
    case = Case.open(call.case)
    answer = ScheduleAnswer(
        tuple(
            RunShown(one.report, iso(one.slot), None if one.page is None else str(one.page), one.missed, one.told)
            for one in done
        ),
        undelivered,
        tuple(NextShown(one.report, iso(find_next(rule_of(one, case), now))) for one in case.settings.schedules),
    )
    if call.json:
        if done or not quiet:
            write_document(answer)
    else:
        screen = Screen()
        for run in answer.done:
            screen.line(f"{run.report}: {run.page or 'not made'}")
        if not done and not quiet:
            first = min(answer.next, key=lambda one: one.at)
            screen.line(f"nothing is due; next: {first.report}, {first.at}")
    for text in (*undelivered, *(text for run in done for text in run.told)):
        write_note(f"liaisons: {text}")
    return not undelivered and all(run.page is not None and not run.told for run in done)


def iso(at: datetime) -> str:
    """Give an instant as ISO text in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
