"""Forms in which a case goes to other programs, a module a form: pure functions of one view to bytes.

The view (``graph.answers.exchange``) has passed the gate; no form asks the graph, the gate or the clock. ``write_form``
makes its values plain before any form sees them, so that a hostile name is text in each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from graph.answers.exchange import Exchange, LeftOut
from graph.exchange.values import make_plain


@dataclass(frozen=True, slots=True)
class Form:
    """A form that a case can be written in."""

    suffix: str
    """How the names of its files end."""
    about: str
    """What it is for, in a line of help."""
    module: str
    function: str
    """What writes it, in a module of this folder; imported when it is asked for, since some bring heavy libraries."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a form made of a view."""

    data: bytes
    left: tuple[LeftOut, ...] = ()
    """What the form cannot hold."""


FORMS: Mapping[str, Form] = {
    "graphml": Form("graphml", "GraphML, for Gephi, Cytoscape, yEd and networkx", "graphml", "write_graphml"),
    "gexf": Form("gexf", "GEXF over time, for Gephi", "gexf", "write_gexf"),
    "csv": Form("zip", "tables as CSV in a zip, safe to open in a spreadsheet", "csv_tables", "write_csv"),
    "ftm": Form("ftm.json", "FollowTheMoney, for Aleph and OpenAleph", "ftm", "write_ftm"),
    "stix": Form("stix.json", "STIX 2.1, for OpenCTI and other platforms of threat data", "stix", "write_stix"),
    "misp": Form("misp.json", "an event for MISP", "misp", "write_misp"),
    "xlsx": Form("xlsx", "tables as sheets of a workbook", "xlsx", "write_xlsx"),
    "parquet": Form("zip", "tables as Parquet in a zip, for pandas, duckdb and R", "parquet", "write_parquet"),
    "i2": Form("anx", "a chart for i2 Analyst's Notebook", "i2", "write_i2"),
    "maltego": Form("mtgx", "a graph for Maltego", "maltego", "write_maltego"),
}
"""By what people type."""


def write_form(name: str, view: Exchange) -> Written:
    """Write a view in a form; what it says is made plain first. The same view gives the same bytes."""
    form = FORMS[name]
    write: Callable[[Exchange], Written] = getattr(import_module(f"{__name__}.{form.module}"), form.function)
    plain, changed = make_plain(view)
    written = write(plain)
    if not changed:
        return written
    why = "control characters, direction marks or halves of characters, taken out"
    return Written(written.data, (*written.left, LeftOut(what="text", count=changed, why=why)))
