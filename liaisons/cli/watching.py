"""Commands about watchlists: what to look out for, and what came up."""

from typing import TYPE_CHECKING, Any, get_args

import click

from graph.answers.watches import HitStatus, WatchKind
from liaisons.cli.options import Call, add_call_options
from liaisons.cli.screen import Screen, show_waiting, write_document, write_spreadsheet

if TYPE_CHECKING:
    from graph.answers.watches import WatchesAnswer, WatchHitsAnswer, WatchHitShown

TOP = 20

QUOTED = 5
"""Hits that are shown with what was written, before the table of all."""


@click.group()
def watch() -> None:
    """Be told when a number, name, word, place, group or cluster comes up."""


@watch.command()
@click.argument("kind", type=click.Choice(get_args(WatchKind)))
@click.argument("value", nargs=-1, required=True)
@click.option("--why", metavar="TEXT", required=True, help="The reason, for those who come after.")
@add_call_options()
def add(call: Call, kind: "WatchKind", value: tuple[str, ...], why: str) -> None:
    """Put something on the watchlist.

    \b
    contact  a number, handle, invite or address, as anybody writes it
    thing    an account or group, by its id, name or link
    cluster  a cluster, by the id of its finding
    name     a name of an account or group, in any script and spelling
    words    words of posts, all of them; visa* stands for all that begin so
    place    a place in posts, in any script
    pattern  a regular expression (RE2) over posts

    Writings of a name, words or a place can stand side by side with commas.
    """
    from liaisons.acts.watching import add_watch, answer_watches
    from liaisons.session import Session

    how: Any = {"who": call.who, "hide_names": call.hide_names}
    with show_waiting(call) as say, Session.open(call.case, quick=True, say=say) as session:
        added = add_watch(session, kind, " ".join(value), why, **how)
        answer = answer_watches(session, **how)
        zone = session.case.settings.time_zone
    if call.json:
        write_document(answer)
    else:
        show_watches(Screen(zone), answer, call, added.n)


@watch.command("list")
@add_call_options()
def list_(call: Call) -> None:
    """List what is watched, and how much came up."""
    from liaisons.acts.watching import answer_watches
    from liaisons.session import Session

    with show_waiting(call) as say, Session.open(call.case, quick=True, say=say) as session:
        answer = answer_watches(session, who=call.who, hide_names=call.hide_names)
        zone = session.case.settings.time_zone
    if call.json:
        write_document(answer)
    else:
        show_watches(Screen(zone), answer, call)


@watch.command()
@click.option("--watch", "n", type=click.IntRange(min=1), metavar="N", help="Only hits of this watch.")
@click.option(
    "--status", "statuses", type=click.Choice(get_args(HitStatus)), multiple=True, help="Only these; may be repeated."
)
@click.option("--top", type=click.IntRange(min=0), default=TOP, show_default=True, help="Hits to list.")
@add_call_options(csv=True)
def hits(call: Call, n: int | None, statuses: "tuple[HitStatus, ...]", top: int) -> None:
    """List what came up, new hits first.

    All that one party does with what is watched within one week is one hit. A hit is new once."""
    from liaisons.acts.watching import answer_hits
    from liaisons.session import Session

    with show_waiting(call) as say, Session.open(call.case, quick=True, say=say) as session:
        shown = None if call.json or call.csv else top
        answer = answer_hits(session, n, statuses, who=call.who, hide_names=call.hide_names, top=shown)
        zone = session.case.settings.time_zone
    if call.json:
        write_document(answer)
    elif call.csv:
        write_spreadsheet(*table_of_hits(answer))
    else:
        show_hits(Screen(zone), answer, call, top)


@watch.command()
@click.argument("hit", metavar="ID")
@click.argument("status", type=click.Choice(get_args(HitStatus)))
@click.option("--why", metavar="TEXT", default="", help="What was done, for those who come after.")
@add_call_options()
def mark(call: Call, hit: str, status: "HitStatus", why: str) -> None:
    """Say that a hit is seen, done, or open again."""
    from liaisons.acts.watching import mark_hit
    from liaisons.session import Session

    with show_waiting(call) as say, Session.open(call.case, quick=True, say=say) as session:
        answer = mark_hit(session, hit, status, why, who=call.who, hide_names=call.hide_names)
        zone = session.case.settings.time_zone
    if call.json:
        write_document(answer)
    else:
        show_hits(Screen(zone), answer, call, TOP)


@watch.command()
@click.argument("n", type=click.IntRange(min=1))
@click.option("--why", metavar="TEXT", required=True, help="The reason, for those who come after.")
@add_call_options()
def remove(call: Call, n: int, why: str) -> None:
    """Take something off the watchlist."""
    from liaisons.acts.watching import answer_watches, remove_watch
    from liaisons.session import Session

    with show_waiting(call) as say, Session.open(call.case, quick=True, say=say) as session:
        remove_watch(session, n, why, who=call.who)
        answer = answer_watches(session, who=call.who, hide_names=call.hide_names)
        zone = session.case.settings.time_zone
    if call.json:
        write_document(answer)
    else:
        show_watches(Screen(zone), answer, call)


def show_watches(screen: Screen, answer: "WatchesAnswer", call: Call, added: int | None = None) -> None:
    """Show what is watched; one that was just added is told first."""
    for one in answer.watches:
        if one.n == added:
            came = f"{one.hits:,} hits, {screen.day(one.first)} to {screen.day(one.last)}" if one.hits else "no hit yet"
            screen.line(("Watched now: ", "bold"), f"{one.kind} {one.value}, watch {one.n}; {came}")
            screen.blank()
    rows = [
        (one.n, one.kind, one.value, one.hits, one.open, screen.day(one.last), one.who, one.why)
        for one in answer.watches
    ]
    screen.table("Watched", ("n", "kind", "what", "hits", "open", "latest", "who", "why"), rows)
    if any(one.hits for one in answer.watches):
        screen.line((f"  what came up: {call.hint('watch hits')}", "dim"))
    elif not answer.watches:
        screen.line(("  put something on it: liaisons watch add KIND VALUE --why TEXT", "dim"))


def show_hits(screen: Screen, answer: "WatchHitsAnswer", call: Call, top: int) -> None:
    """Show what came up: the first hits with what was written, then all in a table."""
    from liaisons.cli import cards

    if not answer.hits:
        screen.line("Nothing came up.")
        return
    shown = answer.hits[:top]
    rows = [
        (one.id, state(one), f"{one.kind} {one.value}", cards.format_marked_name(one.party), one.period, one.count,
         screen.day(one.last))
        for one in shown
    ]  # fmt: skip
    screen.table("Hits", ("id", "status", "watched", "who", "week", "times", "latest"), rows, of=answer.count)
    if len(shown) < answer.count:
        screen.line((f"  {answer.count - len(shown):,} more: {call.hint(f'watch hits --top {answer.count}')}", "dim"))
    for one in [hit for hit in shown if hit.quotes][:QUOTED]:
        screen.blank()
        screen.line(
            (f"{one.id}  ", "dim"),
            (cards.format_marked_name(one.party), "bold"),
            f"  {one.kind} {one.value}, {one.period}",
        )
        cards.show_quotes(screen, one.quotes, indent=2)
    screen.blank()
    screen.line((f"  say what became of it: {call.hint('watch mark ID seen|done --why TEXT')}", "dim"))


def state(one: "WatchHitShown") -> str:
    """Say whether a hit is new, has grown, and how far it is dealt with."""
    if one.new:
        return "new"
    return f"{one.status}, {one.more:,} more" if one.more else one.status


def table_of_hits(answer: "WatchHitsAnswer") -> tuple[list[str], list[list[object]]]:
    """Give hits as a table to hand on."""
    columns = [
        "hit",
        "watch",
        "kind",
        "watched",
        "who",
        "what",
        "id",
        "week",
        "times",
        "first",
        "last",
        "status",
        "new",
    ]
    rows: list[list[object]] = [
        [
            one.id, one.watch, one.kind, one.value, one.party.name, one.party.label, one.party.id, one.period,
            one.count, one.first, one.last, one.status, one.new,
        ]
        for one in answer.hits
    ]  # fmt: skip
    return columns, rows
