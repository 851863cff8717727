"""The command that asks a question of the catalogue."""

from typing import Any

import click

from graph.answers import QueryAnswer, QuestionShown
from liaisons.cli.options import Call, add_call_options
from liaisons.cli.screen import Screen, show_waiting, write_document, write_spreadsheet

ROWS = 50
"""Rows that are listed; JSON has all."""


@click.command("query", add_help_option=False)
@click.argument("name", required=False)
@click.argument("parameters", metavar="[PARAMETER=VALUE]...", nargs=-1)
@click.option("--all", "whole", is_flag=True, help=f"List all rows, not only the first {ROWS}.")
@click.option("-h", "--help", "helped", is_flag=True, help="Show this message, or what the question NAME takes.")
@add_call_options(csv=True)
@click.pass_context
def run_query(
    context: click.Context, call: Call, name: str | None, parameters: tuple[str, ...], whole: bool, helped: bool
) -> None:
    """Ask a question of the catalogue, or list it.

    An id may be typed in any writing: contact="0049 30 23125 001", account=@name.
    """
    if helped and name is None:
        click.echo(context.get_help())
        return
    given: dict[str, str] = {}
    for one in parameters:
        key, equals, value = one.partition("=")
        if not equals or not key:
            raise click.UsageError(f"{one!r:.60} is no parameter; expected such as contact=+493023125001")
        given[key] = value
    from liaisons.acts.asking import check_question, describe_questions
    from liaisons.session import Session

    if name is None or helped:
        questions = describe_questions(name)
        if call.json:
            write_document(questions)
        elif name is None:
            Screen().table("Questions", ("name", "asks"), [(one.name, one.title) for one in questions.questions])
        else:
            show_question(Screen(), questions.questions[0])
        return
    check_question(name, given)
    with (
        show_waiting(call) as say,
        Session.open(call.case, quick=True, say=say) as session,
        session.answering(who=call.who, hide_names=call.hide_names) as gate,
    ):
        answer = gate.query(name, given)
        say("")
        if call.json:
            write_document(answer)
        elif call.csv:
            write_spreadsheet(*tabulate_answer(answer))
        else:
            show_answer_rows(Screen(gate.case.settings.time_zone), answer, None if whole else ROWS)


def show_question(screen: Screen, question: QuestionShown) -> None:
    """Show what a question takes and answers."""
    screen.line((question.name, "bold"), f"  {question.title}")
    if question.note:
        screen.line(question.note)
    screen.blank()
    if question.parameters:
        rows = [
            (one.name, one.type, "needed" if one.required else one.default or "open", one.about)
            for one in question.parameters
        ]
        screen.table("Takes", ("parameter", "type", "default", "what"), rows)
        screen.blank()
    columns = [(one.name, one.meaning, one.about) for one in question.columns]
    screen.table("Answers", ("column", "meaning", "what"), columns)


def tabulate_answer(answer: QueryAnswer) -> tuple[list[str], list[list[Any]]]:
    """Give the columns and rows of an answer as a table to hand on: beside each id what it is called."""
    columns = [
        key
        for name, _ in answer.columns
        for key in (name, f"{name}_name", f"{name}_state")
        if key == name or any(key in row for row in answer.rows)
    ]
    return columns, [[row.get(column) for column in columns] for row in answer.rows]


def show_answer_rows(screen: Screen, answer: QueryAnswer, most: int | None) -> None:
    """Show the rows of an answer."""
    from liaisons.cli.cards import list_cells, list_heads

    columns = answer.columns
    rows = [list(list_cells(screen, row, columns)) for row in answer.rows[:most]]
    screen.line((answer.title, "bold"))
    if rows:
        if answer.note:
            screen.line(answer.note)
        screen.table("Answer", list_heads(columns), rows, of=len(answer.rows))
        if len(rows) < len(answer.rows):
            screen.line((f"  {len(answer.rows) - len(rows):,} more: the same with --all", "dim"))
    else:
        where = "what is in the graph so far" if answer.partial else "the case"
        screen.line(f"Nothing in {where} answers to that.")
    screen.computed(answer.computed, answer.since)
