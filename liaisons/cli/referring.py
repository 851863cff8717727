"""Commands about referrals: written to be handed on by a person; nothing is sent."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from graph.answers.referrals import Outcome
from liaisons.cli.options import Call, add_call_options
from liaisons.cli.screen import Screen, show_waiting, write_document, write_spreadsheet

if TYPE_CHECKING:
    from graph.answers.referrals import Instrument, ReferralAnswer, ReferralsAnswer

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def refer() -> None:
    """Write a notice, a hotline report or a request, keep its answer, and correct it."""


def add_instrument(name: "Instrument", help: str, *options: Any) -> None:
    """Add the command that writes one instrument."""

    def write(call: Call, select: tuple[str, ...], to: str, why: str, out: Path | None, **more: Any) -> None:
        from liaisons.acts.referring import Wanted, write_referral
        from liaisons.session import Session

        refuse_hiding(call, name)
        days = {key: value.date() for key, value in more.items() if isinstance(value, datetime)}
        wanted = Wanted(instrument=name, to=to, why=why, select=select, **{**more, **days})
        with show_waiting(call) as say, Session.open(call.case, quick=True, say=say) as session:
            answer, folder = write_referral(session, wanted, who=call.who, out=out)
        if call.json:
            write_document(answer)
        else:
            show_referral(Screen(), answer, out or folder)

    command: Any = add_call_options()(write)
    for one in (
        *reversed(options),
        click.option("--out", type=click.Path(path_type=Path), help="A new folder to copy it into."),
        click.option("--why", metavar="TEXT", required=True, help="The reasons, for whoever gets it."),
        click.option("--to", metavar="NAME", required=True, help="Who gets it."),
        click.option(
            "--select", metavar="ID", multiple=True, required=True,
            help="A finding, account, group, contact or post; may be repeated.",
        ),
    ):  # fmt: skip
        command = one(command)
    refer.add_command(click.command(name, help=help)(command))


add_instrument(
    "notice",
    "Give a platform notice of content (DSA, Article 16): exact addresses, reasons, sender, good faith.",
    click.option("--name", metavar="NAME", required=True, help="Who gives notice."),
    click.option("--mail", metavar="ADDRESS", required=True, help="Where the platform answers."),
    click.option("--good-faith", is_flag=True, required=True, help="Confirm what the letter says of it."),
)
add_instrument("hotline", "Report posts to a hotline: posts, hashes, times of capture, and no more.")
add_instrument(
    "danger",
    "Tell of a threat to life or safety (DSA, Article 18).",
    click.option("--state", "states", metavar="STATE", multiple=True, help="A state concerned; Europol if left out."),
)
add_instrument(
    "order",
    "Draft a request for data, which an authority issues: legal basis, identifiers, period, kind of data.",
    click.option("--legal-basis", metavar="TEXT", required=True, help="The law that it rests on."),
    click.option("--from", "since", type=DAY, required=True, help="First day."),
    click.option("--until", type=DAY, required=True, help="Last day."),
    click.option("--data", metavar="TEXT", required=True, help="What kind of data, and why no less will do."),
)


@refer.command("list")
@add_call_options(csv=True)
def list_(call: Call) -> None:
    """List what was referred, what was answered, and which corrections are due."""
    from graph.case import Case
    from liaisons.acts.referring import list_referrals

    case = Case.open(call.case)
    show_referrals(Screen(case.settings.time_zone), list_referrals(case, hide_names=call.hide_names), call)


@refer.command()
@click.argument("number", type=click.IntRange(min=1))
@click.argument("outcome", type=click.Choice(get_args(Outcome)))
@click.option("--day", type=DAY, help="Day of the answer; today if left out.")
@click.option("--says", metavar="TEXT", default="", help="What was answered.")
@add_call_options()
def answer(call: Call, number: int, outcome: "Outcome", day: datetime | None, says: str) -> None:
    """Keep what the recipient of a referral answered."""
    from liaisons.acts.referring import enter_answer
    from liaisons.session import Session

    on = day.date() if day else None
    with Session.open(call.case, quick=True) as session:
        zone = session.case.settings.time_zone
        told = enter_answer(session, number, outcome, on, says, who=call.who, hide_names=call.hide_names)
    show_referrals(Screen(zone), told, call)


@refer.command()
@click.argument("number", type=click.IntRange(min=1))
@click.option("--why", metavar="TEXT", required=True, help="The reason, for whoever gets it.")
@click.option("--out", type=click.Path(path_type=Path), help="A new folder to copy it into.")
@add_call_options()
def correct(call: Call, number: int, why: str, out: Path | None) -> None:
    """Write what the recipient of a referral must be told now that people have turned what it stands on."""
    from liaisons.acts.referring import correct_referral, list_referrals
    from liaisons.session import Session

    refuse_hiding(call, "correct")
    with Session.open(call.case, quick=True) as session:
        folder = correct_referral(session, number, why, who=call.who, out=out)
        told = list_referrals(session.case, hide_names=False)
        zone = session.case.settings.time_zone
    screen = Screen(zone)
    if not call.json:
        screen.line(("Correction: ", "bold"), str((out or folder) / "referral.txt"))
    show_referrals(screen, told, call)


@refer.command()
@click.argument("year", type=click.IntRange(2000, 2100))
@add_call_options(csv=True)
def figures(call: Call, year: int) -> None:
    """Count the referrals of a year without personal data; fewer than five are not told."""
    from graph.case import Case
    from liaisons.acts.referring import count_referrals

    told = count_referrals(Case.open(call.case), year, hide_names=call.hide_names)
    rows = [(one.to, one.instrument, one.outcome, "fewer than 5" if one.count is None else one.count)
            for one in told.figures]  # fmt: skip
    heads = ["to", "instrument", "outcome", "count"]
    if call.json:
        write_document(told)
    elif call.csv:
        write_spreadsheet(heads, rows)
    else:
        Screen().table(f"Referrals of {year}", heads, rows)


def refuse_hiding(call: Call, name: str) -> None:
    """Raise ReferralError where a letter is asked for with names hidden."""
    from graph.errors import ReferralError

    if call.hide_names:
        raise ReferralError(f"refer {name}", "names are to be hidden", "exact addresses", "Leave --hide-names out.")


def show_referral(screen: Screen, answer: "ReferralAnswer", folder: Path) -> None:
    """Show where a referral lies, and what it holds."""
    screen.line(("Referral ", "bold"), f"{answer.number}: {answer.instrument} to {answer.to}")
    screen.line(f"{len(answer.things):,} things and {len(answer.posts):,} posts: {folder / 'referral.txt'}")
    lacking = [thing.id for thing in answer.things if not thing.addresses]
    if lacking:
        screen.line((f"Without an address: {', '.join(lacking)}", "dim"))
    screen.line(("Nothing was sent. Read it, then hand it on yourself.", "dim"))


def show_referrals(screen: Screen, answer: "ReferralsAnswer", call: Call) -> None:
    """Show referrals, in the form that was asked for."""
    heads = ["n", "instrument", "to", "made", "things", "posts", "answered", "outcome", "says", "hours", "correction"]
    rows = [
        (
            one.number, one.instrument, one.to, screen.minute(one.at), one.things, one.posts, one.answered, one.outcome,
            one.says, one.hours, one.correction,
        )
        for one in answer.referrals
    ]  # fmt: skip
    if call.json:
        write_document(answer)
    elif call.csv:
        write_spreadsheet(heads, rows)
    else:
        screen.table("Referrals", heads, rows)
        for one in answer.referrals:
            if one.correction == "due":
                screen.line((f"  {one.to} must be told: {call.hint(f'refer correct {one.number} --why TEXT')}", "dim"))
