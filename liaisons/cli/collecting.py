"""The command about collection: what was read of each group and chat, and what was not."""

from typing import TYPE_CHECKING

import click

from liaisons.cli.options import Call, add_call_options
from liaisons.cli.screen import Screen, show_waiting, write_document, write_spreadsheet

if TYPE_CHECKING:
    from graph.answers.collected import CollectedAnswer, PlaceShown

TOP = 40
GAPS = 20
"""Gaps that are listed without --all."""


@click.command()
@click.option("--all", "whole", is_flag=True, help="List every place, file and gap.")
@add_call_options(csv=True)
def coverage(call: Call, whole: bool) -> None:
    """Say from when to when each group was read, by which files, and what is missing.

    A gap is a time without a post, 14 days at least and four times as long as the group is used to. Between two files
    nobody read it; within one file it may be silence, deleted posts, or a capture that took some posts alone."""
    from liaisons.session import Session

    with (
        show_waiting(call) as say,
        Session.open(call.case, quick=True, say=say) as session,
        session.answering(who=call.who, hide_names=call.hide_names) as gate,
    ):
        answer = gate.coverage()
        zone = session.case.settings.time_zone
    if call.json:
        write_document(answer)
    elif call.csv:
        write_spreadsheet(*table_of_spans(answer))
    else:
        show_coverage(Screen(zone), answer, call, whole=whole)


def show_coverage(screen: Screen, answer: "CollectedAnswer", call: Call, *, whole: bool) -> None:
    """Show the ledger: places, then gaps; with ``whole`` also each file of each place."""
    from liaisons.cli import cards

    every = answer.places
    if not every:
        screen.line("No posts were read.")
        return
    shown = every if whole else every[:TOP]
    rows = [
        (
            cards.format_marked_name(one.place), one.place.label, one.posts,
            screen.day(one.first), screen.day(one.last),
            screen.day(one.read_until), len(one.files), len(one.gaps), readers(one),
        )
        for one in shown
    ]  # fmt: skip
    heads = ("group, chat or writer", "what", "posts", "first", "last", "read until", "files", "gaps", "read by")
    screen.table("Collected", heads, rows, of=len(every))
    if whole:
        show_files(screen, answer)
    gaps = sorted(
        ((gap, one) for one in every for gap in one.gaps), key=lambda row: (row[0].within, -row[0].days, row[0].begin)
    )
    listed = gaps if whole else gaps[:GAPS]
    if gaps:
        screen.blank()
        told = [
            (
                cards.format_marked_name(one.place), screen.day(gap.begin), screen.day(gap.end),
                gap.days, one.usual_days,
                "within a file" if gap.within else "between files",
            )
            for gap, one in listed
        ]  # fmt: skip
        screen.table("Gaps", ("group, chat or writer", "from", "to", "days", "usual", "where"), told, of=len(gaps))
    if len(shown) < len(every) or len(listed) < len(gaps):
        screen.line((f"  the rest: {call.hint('coverage --all')}", "dim"))
    if knowingly := answer.scope.get("not_collected"):
        screen.blank()
        screen.line(("Knowingly not collected: ", "bold"), ", ".join(knowingly))


def show_files(screen: Screen, answer: "CollectedAnswer") -> None:
    """Show each file of each place."""
    rows = [
        (
            one.place.name, span.file, span.sha256[:12], " ".join(filter(None, (span.reader, span.mapping))),
            span.posts, screen.day(span.first), screen.day(span.last), screen.day(span.exported),
            ", ".join(filter(None, (span.captured_by, span.captured_how))),
        )
        for one in answer.places
        for span in one.files
    ]  # fmt: skip
    screen.blank()
    heads = ("group, chat or writer", "file", "SHA-256", "read by", "posts", "first", "last", "exported", "captured")
    screen.table("Files", heads, rows)


def readers(one: "PlaceShown") -> str:
    """Say what read the files of a place."""
    return ", ".join(sorted({span.reader for span in one.files}))


def table_of_spans(answer: "CollectedAnswer") -> tuple[list[str], list[list[object]]]:
    """Give the ledger as a table to hand on: a row a place and file, with the gaps of the place."""
    columns = [
        "place", "what", "id", "file", "sha256", "reader", "mapping", "captured_by", "captured_how", "exported",
        "posts", "undated", "first", "last", "gaps",
    ]  # fmt: skip
    rows: list[list[object]] = [
        [
            one.place.name, one.place.label, one.place.id, span.file, span.sha256, span.reader, span.mapping,
            span.captured_by, span.captured_how, span.exported, span.posts, span.undated, span.first, span.last,
            "; ".join(f"{gap.begin} to {gap.end}" for gap in one.gaps),
        ]
        for one in answer.places
        for span in one.files
    ]  # fmt: skip
    return columns, rows
