"""XLSX: a workbook with a sheet a table; every text is a text, and nothing in it is run, linked or taken for a number.

A cell holds 32,767 characters: longer text is cut, and that is told.
"""

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from graph.answers.exchange import Exchange, LeftOut
from graph.exchange import Written
from graph.exchange.table_rows import Table, list_tables

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""Characters of a cell; the library writes none of a longer text, and says so by a number alone."""

LAST_ROW = 1_048_576
"""Rows of a sheet, the head among them."""

NOTES: Mapping[str, str] = {"cells": "text as it was found; no cell is a formula"}


def write_xlsx(view: Exchange) -> Written:
    """Write a view as a workbook."""
    return write_book(list_tables(view, NOTES), datetime.fromisoformat(view.head.made))


def write_book(tables: Iterable[Table], made: datetime) -> Written:
    """Write tables as a workbook that bears a date."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    cut, below = 0, dict[str, int]()
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": made.replace(tzinfo=None)})
        head = book.add_format({"bold": True})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.write_row(0, 0, table.columns, head)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(table.columns) - 1, 18)
            cut += write_rows(sheet, table)
            if len(table.rows) >= LAST_ROW:
                below[table.name] = len(table.rows) - LAST_ROW + 1
    left = [LeftOut(what=f"rows of {name}", count=count, why="a sheet has no more") for name, count in below.items()]
    if cut:
        left.append(LeftOut(what="text", count=cut, why=f"cut to {LONGEST:,} characters, as many as a cell holds"))
    return Written(out.getvalue(), tuple(left))


def write_rows(sheet: "Worksheet", table: Table) -> int:
    """Write the rows of a table, and count the texts that were cut."""
    cut = 0
    for row, values in enumerate(table.rows[: LAST_ROW - 1], start=1):
        for column, value in enumerate(values):
            if isinstance(value, bool):
                sheet.write_boolean(row, column, value)
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value)
            elif value:
                cut += len(value) > LONGEST
                sheet.write_string(row, column, value[:LONGEST])
    return cut
