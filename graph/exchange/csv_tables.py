"""CSV: a zip of tables that a spreadsheet opens and runs nothing of.

A cell that a spreadsheet would run, or take for a number, begins with an apostrophe; so does every phone number, since
``+49…`` is a formula. UTF-8 with a mark, as Excel wants it, lines end with a carriage return and a line feed, and all
cells stand in quotes.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from graph.answers.exchange import Exchange
from graph.exchange import Written
from graph.exchange.archives import pack_files
from graph.exchange.table_rows import Table, list_tables
from graph.exchange.values import say_flag

MARK = "'"
RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫", "−")
"""How text begins that a spreadsheet runs, as it stands or in its wide form."""

NOTES: Mapping[str, str] = {"cells": "text that a spreadsheet would run begins with '"}


def write_csv(view: Exchange) -> Written:
    """Write a view as a zip of CSV files."""
    return Written(pack_csv(list_tables(view, NOTES)))


def pack_csv(tables: Iterable[Table]) -> bytes:
    """Give tables as a zip of CSV files."""
    return pack_files({f"{table.name}.csv": write_table(table) for table in tables})


def write_table(table: Table) -> bytes:
    """Give one table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([[say_cell(value) for value in row] for row in table.rows])
    return out.getvalue().encode("utf-8-sig")


def say_cell(value: Any) -> str:
    """Give a value as a cell: numbers as they are, text marked where it would be run."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return say_flag(value)
    return mark_text(value) if isinstance(value, str) else str(value)


def mark_text(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run, or that begins with one already."""
    inner = text.lstrip(" \u00a0\u3000\"'\ufeff\u200b")
    return f"{MARK}{text}" if inner.startswith(RUN) or text.startswith((*RUN, MARK)) else text
