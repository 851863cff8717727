"""The command for those who warn: in which groups most people can be told something."""

from typing import TYPE_CHECKING

import click

from liaisons.cli.options import Call, add_call_options
from liaisons.cli.screen import Screen, show_waiting, write_document, write_spreadsheet

if TYPE_CHECKING:
    from graph.answers.outreach import OutreachAnswer, OutreachSet, OutreachShown


@click.command("outreach")
@click.argument("cluster", default="")
@click.option("--share", type=click.IntRange(1, 100), default=80, help="Percent of the people that are most of them.")
@click.option("--groups", "most", type=click.IntRange(1, 50), default=10, help="The most groups of a set.")
@click.option(
    "--without-core", is_flag=True, help="Leave out groups in the core of a cluster, who can delete warnings."
)
@add_call_options(csv=True)
def run_outreach(call: Call, cluster: str, share: int, most: int, without_core: bool) -> None:
    """Say in which fewest groups a warning reaches most people: of the case, each platform and the largest clusters.

    CLUSTER is the id of one cluster, to be told of alone. People are counted, rounded to fives, and never named; the
    range says how sure the reach is. Those in the core of a cluster are not counted: they offer."""
    from liaisons.session import Session

    with (
        show_waiting(call) as say,
        Session.open(call.case, quick=True, say=say) as session,
        session.answering(who=call.who, hide_names=call.hide_names) as gate,
    ):
        answer = gate.outreach(cluster, share=share / 100, most=most, without_core=without_core)
    if call.json:
        write_document(answer)
    elif call.csv:
        write_spreadsheet(*tabulate_sets(answer))
    else:
        show_outreach(Screen(), answer, call)


def show_outreach(screen: Screen, answer: "OutreachAnswer", call: Call) -> None:
    """Show the scopes with their last sets; of one alone also the smaller sets."""
    found = [one for one in answer.scopes if one.sets]
    if not found:
        screen.line("No group is known to hold people enough: 20 of whom it is told, and five in one group.")
        return
    heads = ("of whom", "what", "people", "groups", "reached", "range", "if all tell on", "cluster")
    rows = [
        (
            one.name or "everybody", one.scope, one.people, len(one.sets[-1].groups),
            write_reached(one, answer.share), *write_range(one.sets[-1]), one.finding,
        )
        for one in found
    ]  # fmt: skip
    screen.table(f"Fewest groups that reach {answer.share:.0%} of the known people", heads, rows)
    whole = found[0]
    if len(whole.sets) > 1:
        screen.blank()
        steps = [(len(one.groups), f"{one.reached:.0%}", *write_range(one)) for one in whole.sets]
        title = f"How far fewer groups reach: {whole.name or 'everybody'}"
        screen.table(title, ("groups", "reached", "range", "if all tell on"), steps)
    screen.blank()
    named = [
        (one.group.name, one.group.id, one.people, "list of members" if one.listed else "who was seen", one.core_of)
        for one in whole.sets[-1].groups
    ]
    title = f"Groups to warn in: {whole.name or 'everybody'}"
    screen.table(title, ("group", "id", "people", "known from", "in the core of"), named)
    clusters = [one.finding for one in found if one.finding]
    if len(found) > 1 and clusters:
        screen.line((f"  of one cluster: {call.hint(f'outreach {clusters[0]}')}", "dim"))


def write_reached(one: "OutreachShown", share: float) -> str:
    """Write how many are reached, and that no group more would add anybody to speak of."""
    reached = f"{one.sets[-1].reached:.0%}"
    return reached if one.enough else f"{reached}, not {share:.0%}"


def write_range(one: "OutreachSet") -> tuple[str, str]:
    """Write the range of a set, and its reach where all tell on."""
    return f"{one.low:.0%} to {one.high:.0%}", f"{one.passed_on:.0%}"


def tabulate_sets(answer: "OutreachAnswer") -> tuple[list[str], list[list[object]]]:
    """Give the sets as a table to hand on: a row a scope, set and group."""
    columns = [
        "scope", "name", "finding", "of_people", "size", "reached", "low", "high", "passed_on", "group", "id", "people",
        "listed", "core_of",
    ]  # fmt: skip
    rows: list[list[object]] = [
        [
            one.scope, one.name, one.finding, one.people, len(some.groups), some.reached, some.low, some.high,
            some.passed_on, each.group.name, each.group.id, each.people, each.listed, each.core_of,
        ]
        for one in answer.scopes
        for some in one.sets
        for each in some.groups
    ]  # fmt: skip
    return columns, rows
