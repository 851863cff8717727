"""Commands that find, show and judge."""

from typing import TYPE_CHECKING

import click

from liaisons.cli.options import Call, called
from liaisons.cli.screen import Screen, document

if TYPE_CHECKING:
    from graph.disclosure.ordering import Order

TOP = 10
WEIGHTS = ("case", "shipped")
VERDICTS = ("same", "different", "unsure")


@click.command()
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
@called()
def find(call: Call, kind: str | None, top: int, weights: str | None, order: "Order") -> None:
    """Run the analyses, and list what they find.

    Weights learnt from a case have no probabilities: its leads are ordered by bits."""
    from liaisons import desk
    from liaisons.cli import cards

    zone, answer = desk.find(call.case, kind, who=call.who, hide_names=call.hide_names, weights=weights, order=order)
    if call.json:
        document(answer)
    else:
        cards.findings(Screen(zone), answer, top)


@click.command()
@click.argument("what", nargs=-1, required=True)
@called()
def show(call: Call, what: tuple[str, ...]) -> None:
    """Show a thing or a finding, with its evidence.

    WHAT is an id, a number, handle or link as anybody writes it, or words of a name in any script."""
    from liaisons import desk
    from liaisons.cli import cards

    with desk.open(call.case, who=call.who, hide_names=call.hide_names) as gate:
        answer = gate.show(" ".join(what))
        if call.json:
            document(answer)
        else:
            cards.shown(Screen(gate.case.settings.time_zone), answer)


@click.command()
@click.argument("finding", metavar="ID")
@click.argument("verdict", required=False, type=click.Choice(VERDICTS))
@click.option("--why", metavar="TEXT", required=True, help="The reason, for those who come after.")
@click.option("--take-back", is_flag=True, help="Take back the judgement that stands on ID.")
@called()
def judge(call: Call, finding: str, verdict: str | None, why: str, take_back: bool) -> None:
    """Judge a finding: same, different or unsure.

    A judgement binds later runs until it is taken back."""
    if take_back == (verdict is not None):
        raise click.UsageError("either a verdict (same, different, unsure) or --take-back")
    from liaisons import desk
    from liaisons.cli import cards

    if verdict is None:
        zone, answer = desk.unjudge(call.case, finding, why, who=call.who, hide_names=call.hide_names)
    else:
        zone, answer = desk.judge(call.case, finding, verdict, why, who=call.who, hide_names=call.hide_names)
    if call.json:
        document(answer)
    else:
        cards.findings(Screen(zone), answer, TOP)
