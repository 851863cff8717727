"""Forms in which a case goes to other programs, a module a form: pure functions of one view to bytes.

The view (``graph.answers.exchange``) has passed the gate; no form asks the graph, the gate or the clock. ``write_form``
makes its values plain before any form sees them, so that a hostile name is text in each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.answers.exchange import Exchange, LeftOut


@dataclass(frozen=True, slots=True)
class Form:
    """A form that a case can be written in."""

    about: str
    """Which programs read it, in a line of help."""
    module: str
    function: str
    """What writes it, in a module of this folder; imported when it is asked for, since some bring heavy libraries."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a form made of a view."""

    data: bytes
    left: "tuple[LeftOut, ...]" = ()
    """What the form cannot hold."""


FORMS: Mapping[str, Form] = {
    "graphml": Form("Gephi, Cytoscape, yEd, networkx", "graphml", "write_graphml"),
    "gexf": Form("Gephi, with its timeline", "gexf", "write_gexf"),
    "csv": Form("tables in a zip, safe to open in a spreadsheet", "csv_tables", "write_csv"),
    "xlsx": Form("the tables as a workbook", "xlsx", "write_xlsx"),
    "parquet": Form("the tables in a zip: pandas, duckdb, R", "parquet", "write_parquet"),
    "ftm": Form("FollowTheMoney: Aleph, OpenAleph", "ftm", "write_ftm"),
    "stix": Form("STIX 2.1: OpenCTI and others", "stix", "write_stix"),
    "misp": Form("an event for MISP", "misp", "write_misp"),
    "i2": Form("a chart for i2 Analyst's Notebook", "i2", "write_i2"),
    "maltego": Form("a graph for Maltego", "maltego", "write_maltego"),
}
"""By what people type."""


def write_form(name: str, view: "Exchange") -> Written:
    """Write a view in a form; what it says is made plain first. The same view gives the same bytes."""
    from graph.answers.exchange import LeftOut  # the command line asks for the names of forms alone
    from graph.exchange.values import make_plain

    form = FORMS[name]
    write: Callable[[Exchange], Written] = getattr(import_module(f"{__name__}.{form.module}"), form.function)
    plain, changed = make_plain(view)
    written = write(plain)
    if not changed:
        return written
    why = "control characters, direction marks or halves of characters, taken out"
    return Written(written.data, (*written.left, LeftOut(what="text", count=changed, why=why)))
