"""What a terminal shows: tables of text that it does not obey, one JSON document, progress and notes on stderr."""

import csv
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from graph.answers.plain import to_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from liaisons.cli.options import Call

ENDLESS = 1_000_000
"""Columns where no terminal is: a line is as long as it is, for the program that reads it."""

_WORD = re.compile(r"\S+")
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def clean_for_terminal(text: str) -> str:
    """Give one line that a terminal shows and does not obey."""
    from graph.forms import clean_line

    return clean_line(text)


def write_document(thing: object) -> None:
    """Write one JSON document on stdout; what a terminal might obey is escaped."""
    text = json.dumps(to_json(thing), ensure_ascii=False, indent=2)
    click.echo(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet runs, or takes for a number: +49 30 loses its sign and its last digits."""


def write_spreadsheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows as CSV on stdout; no spreadsheet runs a cell of it."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[disarm_cell(value) for value in row] for row in rows])


def disarm_cell(value: object) -> object:
    """Give a value that a spreadsheet takes as the text it is: an apostrophe before what it would run."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = clean_for_terminal(", ".join(map(str, value)) if isinstance(value, list) else str(value))
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


@contextmanager
def show_waiting(call: "Call") -> Iterator[Callable[[str], None]]:
    """Say on stderr what is being done while a person waits; an empty text ends it, before the answer is shown."""
    if not sys.stderr.isatty() or call.json or call.csv:
        yield lambda _text: None
        return
    from rich.console import Console

    status = Console(stderr=True, markup=False).status("starting")

    def say(text: str) -> None:
        if text:
            status.update(f"{clean_for_terminal(text)} ...")
            status.start()
        else:
            status.stop()

    try:
        yield say
    finally:
        status.stop()


def write_note(text: str) -> None:
    """Tell something on stderr, beside the answer."""
    click.echo(clean_for_terminal(text), err=True)


class Screen:
    """Writes on stdout; ``zone`` is the time zone of the case."""

    def __init__(self, zone: str = "UTC") -> None:
        self.zone = zone

    @cached_property
    def console(self) -> "Console":
        """rich's console: no colour and no markup where nobody looks."""
        from rich.console import Console

        width = ENDLESS if self.piped else None
        return Console(markup=False, highlight=False, emoji=False, width=width)

    @property
    def piped(self) -> bool:
        """Whether nobody says how wide the screen is."""
        return not sys.stdout.isatty() and "COLUMNS" not in os.environ

    @property
    def room(self) -> int | None:
        """The cells of a line; None where there is no end."""
        return None if self.piped else self.console.width

    def text(self, text: str, style: str = "") -> "Text":
        """Give text for the console."""
        from rich.text import Text

        return Text(clean_for_terminal(text), style=style)

    def line(self, *parts: tuple[str, str] | str) -> None:
        """Write a line of parts, each with its style or without."""
        self.padded(0, *parts)

    def padded(self, indent: int, *parts: tuple[str, str] | str, hang: int = 0) -> None:
        """Write parts as a paragraph that keeps its margin; ``hang`` is how far its later lines stand in."""
        from rich.text import Text

        made = Text()
        for part in parts:
            text, style = (part, "") if isinstance(part, str) else part
            made.append(clean_for_terminal(text), style=style)
        if self.room is None:
            self.console.print(Text(" " * indent) + made, soft_wrap=True)
        else:
            whole = self.parted(made, self.room - indent - hang)
            for at, line in enumerate(whole.wrap(self.console, self.room - indent - hang)):
                line.rstrip()
                self.console.print(Text(" " * (indent + (hang if at else 0))) + line, soft_wrap=True)

    def parted(self, made: "Text", room: int) -> "Text":
        """Part words that are wider than a line, with a mark where they go on."""
        from rich.text import Text

        from liaisons.cli.layout import break_word

        parted, at = Text(), 0
        for found in _WORD.finditer(made.plain):
            pieces = break_word(found[0], room)
            if len(pieces) == 1 or not found[0].isascii():
                continue
            parted.append_text(made[at : found.start()])
            for place, piece in enumerate(pieces):
                style = made[found.start()].spans[0].style if made[found.start()].spans else ""
                parted.append(f"{' ' if place else ''}{piece}", style=style)
            at = found.end()
        return parted.append_text(made[at:]) if at else made

    def blank(self) -> None:
        """Write an empty line."""
        self.console.print()

    def table(
        self,
        title: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[object]],
        *,
        of: int | None = None,
        numbered: bool = False,
    ) -> None:
        """Write a table without lines, or one block a row where the screen is too narrow for it.

        ``of`` is how many rows there are where some are left out; ``numbered`` rows can be picked. Nothing is cut: an
        id that ends early is another id.
        """
        from rich.text import Text

        from liaisons.cli import layout

        if title:
            shown = f"{len(rows):,} of {of:,}" if of is not None and of > len(rows) else f"{len(rows):,}"
            self.line((title, "bold"), (f"  {shown}", "dim"))
        cells = [[clean_for_terminal(self.cell(value)) for value in row] for row in rows]
        heads = [clean_for_terminal(head) for head in columns]
        made = layout.measure_columns(heads, cells)
        beside = [str(number) for number in range(1, len(cells) + 1)] if numbered else []
        if numbered:
            made = layout.measure_columns(["n", *heads], [[n, *row] for n, row in zip(beside, cells, strict=True)])
        wide = layout.fit_widths(made, self.room)
        if wide is not None:
            cells = [[n, *row] for n, row in zip(beside, cells, strict=True)] if numbered else cells
            for at, text in enumerate(layout.join_side_by_side(made, cells, wide)):
                self.console.print(Text(text, style="" if at else "dim"), soft_wrap=True)
            return
        for margin, value in layout.list_blocks(heads, cells, self.console.width):
            self.console.print(Text(margin, style="dim") + Text(value), soft_wrap=True)

    def cell(self, value: object) -> str:
        """Give a value of an answer as it stands in a table."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int):
            return f"{value:,}"
        if isinstance(value, float):
            return f"{value:.2f}"
        if isinstance(value, list):
            return ", ".join(map(self.cell, value))
        return str(value)

    def day(self, at: str | None) -> str:
        """Give the day of a time in the zone of the case."""
        return self.local(at).strftime("%Y-%m-%d") if at else ""

    def minute(self, at: str | None) -> str:
        """Give a time in the zone of the case, to the minute."""
        return self.local(at).strftime("%Y-%m-%d %H:%M") if at else ""

    def local(self, at: str) -> datetime:
        """Take a time of an answer into the zone of the case."""
        return datetime.fromisoformat(at).astimezone(ZoneInfo(self.zone))

    def computed(self, at: str | None, since: Mapping[str, int]) -> None:
        """Say when an answer was computed, and what has come in since."""
        if at is None:
            self.line(("No analysis has run yet: liaisons find.", "dim"))
            return
        news = [f"{count:,} {what if count != 1 else what[:-1]}" for what, count in since.items() if count]
        told = f"; {' and '.join(news)} since: run liaisons find again" if news else ""
        self.line((f"computed {self.minute(at)} {self.zone}{told}", "dim"))


@contextmanager
def show_progress(verb: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show on stderr what is at hand, how many bytes of all were read, and how long that will take still.

    Nothing where no terminal is.
    """
    if not sys.stderr.isatty():
        yield lambda _name, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Name(TextColumn):
        """The name of a file, which is text and no markup."""

        def render(self, task: Any) -> Text:
            return Text(f"{verb} {clean_for_terminal(task.description)}"[:40])

    columns = (Name(""), BarColumn(bar_width=16), DownloadColumn(), TimeRemainingColumn(elapsed_when_finished=True))
    with Progress(*columns, console=Console(stderr=True, markup=False), transient=True) as bar:
        task = bar.add_task("what there is, and starting the engine", total=None)

        def tell(name: str, done: int, of: int) -> None:
            bar.update(task, description=name, completed=done, total=of or None)

        yield tell
