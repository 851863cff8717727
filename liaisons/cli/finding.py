"""Commands that find, show and judge."""

from typing import TYPE_CHECKING, Any

import click

from graph.answers import FindingsAnswer, HitsAnswer, HitShown
from liaisons.cli.options import Call, add_call_options, is_attended
from liaisons.cli.screen import Screen, show_waiting, write_document, write_spreadsheet

if TYPE_CHECKING:
    from graph.finding import Verdict
    from graph.views.ordering import Order

TOP = 10
WEIGHTS = ("case", "shipped")
VERDICTS = ("same", "different", "unsure")


@click.command("find")
@click.argument("kind", required=False)
@click.option("--top", type=click.IntRange(min=0), default=TOP, show_default=True, help="Findings of a kind to list.")
@click.option(
    "--weights",
    type=click.Choice(WEIGHTS),
    help="What aliases are weighed by from now on: weights learnt from this case, or those shipped.",
)
@click.option(
    "--order",
    type=click.Choice(("surest", "review")),
    default="surest",
    show_default=True,
    help="Surest first, or first what is most worth a judgement.",
)
@click.option("--last", is_flag=True, help="List what the last run found; nothing runs for it.")
@add_call_options(csv=True)
def run_find(call: Call, kind: str | None, top: int, weights: str | None, order: "Order", last: bool) -> None:
    """Run the analyses, and list what they find; with --last list what they found before.

    Weights learnt from a case have no probabilities: its leads are ordered by
    doublings of the odds."""
    if last and weights:
        raise click.UsageError("--weights says what is weighed by as the analyses run; --last runs none")
    from liaisons.acts.finding import answer_last, answer_leads, check_kind
    from liaisons.cli import cards
    from liaisons.session import Session

    check_kind(kind)
    how: Any = {"who": call.who, "hide_names": call.hide_names}
    with show_waiting(call) as say, Session.open(call.case, quick=last, say=say) as session:
        zone = session.case.settings.time_zone
        if last:
            answer = answer_last(session, kind, order=order, **how)
        else:
            answer = answer_leads(session, kind, weights=weights, order=order, **how)
    if call.json:
        write_document(answer)
    elif call.csv:
        write_spreadsheet(*cards.tabulate_findings(answer.findings))
    else:
        cards.list_findings(Screen(zone), answer, top, call)


@click.command("show")
@click.argument("what", nargs=-1, required=True)
@click.option("--all", "whole", is_flag=True, help="List all rows and quotes, not only the first.")
@click.option("--pick", type=click.IntRange(min=1), metavar="N", help="Where several answer, show the Nth of the list.")
@add_call_options(csv=True)
def run_show(call: Call, what: tuple[str, ...], whole: bool, pick: int | None) -> None:
    """Show a thing or a finding, with its evidence.

    WHAT is an id, a number, handle or link as anybody writes it, or words of a name in any script. With --format csv
    the accounts, groups and contacts of a finding are a list to hand on."""
    from liaisons.cli import cards
    from liaisons.session import Session

    text = " ".join(what)
    with (
        show_waiting(call) as say,
        Session.open(call.case, quick=True, say=say) as session,
        session.answering(who=call.who, hide_names=call.hide_names) as gate,
    ):
        answer = gate.show(text)
        say("")
        screen = Screen(gate.case.settings.time_zone)
        if isinstance(answer, HitsAnswer) and pick is None and not call.json and not call.csv and is_attended():
            cards.show_answer(screen, answer, call, text, whole=whole)
            pick = click.prompt("Which", type=click.IntRange(1, len(answer.rows)), default="", show_default=False,
                                err=True) or None  # fmt: skip
            if pick is None:
                return
        if isinstance(answer, HitsAnswer) and pick is not None:
            answer = gate.show(choose_row(answer, pick).id)
        if call.json:
            write_document(answer)
        elif call.csv:
            if not isinstance(answer, FindingsAnswer):
                raise click.UsageError("--format csv lists what a finding is about; for a thing ask: liaisons query")
            write_spreadsheet(*cards.tabulate_findings(answer.findings))
        else:
            cards.show_answer(screen, answer, call, text, whole=whole)


def choose_row(answer: HitsAnswer, pick: int) -> HitShown:
    """Give the row of a list that a person picked by its number."""
    if pick > len(answer.rows):
        raise click.UsageError(f"--pick {pick}: the list has {len(answer.rows)}")
    return answer.rows[pick - 1]


@click.command("judge")
@click.argument("finding", metavar="ID")
@click.argument("verdict", required=False, type=click.Choice(VERDICTS))
@click.option("--why", metavar="TEXT", required=True, help="The reason, for those who come after.")
@click.option("--take-back", is_flag=True, help="Take back the judgement that stands on ID.")
@add_call_options()
def run_judge(call: Call, finding: str, verdict: "Verdict | None", why: str, take_back: bool) -> None:
    """Judge a finding: same, different or unsure.

    A judgement binds later runs until it is taken back."""
    if take_back == (verdict is not None):
        raise click.UsageError("either a verdict (same, different, unsure) or --take-back")
    from liaisons.acts.judging import answer_judgement
    from liaisons.cli import cards
    from liaisons.session import Session

    with show_waiting(call) as say, Session.open(call.case, quick=True, say=say) as session:
        zone = session.case.settings.time_zone
        answer = answer_judgement(session, finding, verdict, why, who=call.who, hide_names=call.hide_names)
    if call.json:
        write_document(answer)
    else:
        cards.list_findings(Screen(zone), answer, TOP, call)


@click.command("name")
@click.argument("cluster", metavar="ID")
@click.argument("name", required=False)
@click.option("--why", metavar="TEXT", required=True, help="The reason, for those who come after.")
@click.option("--take-back", is_flag=True, help="Take back the name that somebody gave.")
@add_call_options()
def run_name(call: Call, cluster: str, name: str | None, why: str, take_back: bool) -> None:
    """Give a cluster a name.

    The name stays with the cluster in later runs, until another is given or it is taken back."""
    if take_back == (name is not None):
        raise click.UsageError("either a name or --take-back")
    from liaisons.acts.judging import name_cluster
    from liaisons.cli import cards
    from liaisons.session import Session

    with Session.open(call.case, quick=True) as session:
        zone = session.case.settings.time_zone
        one = name_cluster(session, cluster, name, why, who=call.who)
        with session.answering(who=call.who, hide_names=call.hide_names) as gate:
            answer = gate.some_findings(one.id)
    if call.json:
        write_document(answer)
    else:
        cards.list_findings(Screen(zone), answer, TOP, call)
