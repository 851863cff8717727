"""Columns of all nodes or links of a class: what the snapshot, tables and a search through names read."""

from collections.abc import Sequence

from graph.model import PROVENANCE, Link, Node, label, link_type, list_properties, list_times

ENDS = {"start": "s.id", "end": "e.id", "start_label": "head(labels(s))", "end_label": "head(labels(e))"}
"""Columns of a link that are none of its properties."""


def name_column(cls: type[Node] | type[Link], thing: str, name: str) -> str:
    """Give a property as a column of an answer: times as epoch milliseconds."""
    return f"{thing}.{name}.epochMillis" if name in list_times(cls) else f"{thing}.{name}"


def read_columns(cls: type[Node] | type[Link], columns: Sequence[str]) -> str:
    """Read columns of all nodes or links of a class; times come as epoch milliseconds.

    Raise KeyError for a column that the class does not have: no other text becomes part of a statement.
    """
    known = {one.name for one in list_properties(cls)}
    known |= {"id"} if issubclass(cls, Node) else {*ENDS, *(one.name for one in PROVENANCE)}
    if unknown := [name for name in columns if name not in known]:
        raise KeyError(f"{cls.__name__} has no {', '.join(unknown)}")
    if issubclass(cls, Node):
        return f"MATCH (n:{label(cls)}) RETURN {', '.join(name_column(cls, 'n', name) for name in columns)}"
    given = [ENDS.get(name) or name_column(cls, "r", name) for name in columns]
    return f"MATCH (s)-[r:{link_type(cls)}]->(e) RETURN {', '.join(given)}"
