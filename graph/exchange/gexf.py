"""GEXF 1.3: a dynamic graph for Gephi's timeline, by days.

A thing or link begins with the day of its first sighting and ends with that of its last; a name of a thing holds
between its own days. What no file dates has no begin and no end, and stands at all times.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.answers.exchange import Exchange, ThingExchanged
from graph.exchange import Written
from graph.exchange.attributes import list_head_values, list_link_values, list_thing_values
from graph.exchange.graphml import count_findings_without_links
from graph.exchange.markup import HEAD, open_tag, write_tag
from graph.exchange.values import say_flag

NAMESPACE = "http://gexf.net/1.3"
TYPES: Mapping[type, str] = {str: "string", int: "long", float: "double", bool: "boolean"}
IN_TAG = {"node": ("id", "label"), "edge": ("id", "start", "end")}
"""What stands in the tag itself."""

NAME = "name_at"
"""The property of a thing that changes with time."""


def write_gexf(view: Exchange) -> Written:
    """Write a view as one directed graph over time."""
    things = [list_thing_values(thing) for thing in view.things]
    links = [list_link_values(link) for link in view.links]
    head = "; ".join(f"{name}: {value}" for name, value in list_head_values(view.head).items() if value is not None)
    lines = [
        HEAD + open_tag("gexf", {"xmlns": NAMESPACE, "version": "1.3"}),
        open_tag("meta", {"lastmodifieddate": view.head.made[:10]}),
        write_tag("creator", {}, view.head.program),
        write_tag("description", {}, head),
        "</meta>",
        open_tag("graph", {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}),
    ]
    keys = {what: number_keys(what, rows) for what, rows in (("node", things), ("edge", links))}
    for what, some in keys.items():
        lines.append(open_tag("attributes", {"class": what, "mode": "static"}))
        lines += (write_tag("attribute", {"id": id, "title": name, "type": kind}) for name, (id, kind) in some.items())
        lines.append("</attributes>")
    lines.append(open_tag("attributes", {"class": "node", "mode": "dynamic"}))
    lines += [write_tag("attribute", {"id": NAME, "title": NAME, "type": "string"}), "</attributes>", "<nodes>"]
    for thing, row in zip(view.things, things, strict=True):
        said = {"id": row["id"], "label": row["label"] or row["id"], **list_days(thing.first, thing.last)}
        lines += [open_tag("node", said), *list_values("node", row, keys["node"], list_names(thing)), "</node>"]
    lines += ["</nodes>", "<edges>"]
    for row in links:
        ends = {"id": row["id"], "source": row["start"], "target": row["end"], "label": row["type"]}
        said = ends | list_days(row["first"], row["last"])
        lines += [open_tag("edge", said), *list_values("edge", row, keys["edge"], ()), "</edge>"]
    lines.append("</edges></graph></gexf>\n")
    return Written("\n".join(lines).encode(), count_findings_without_links(view))


def number_keys(what: str, rows: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """Give id and type of each property that any row has."""
    kinds: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            if value is not None and name not in IN_TAG[what]:
                kinds.setdefault(name, TYPES[type(value)])
    return {name: (f"{what[0]}_{name}", kind) for name, kind in sorted(kinds.items())}


def list_values(
    what: str, row: Mapping[str, Any], keys: Mapping[str, tuple[str, str]], more: "Iterator[str] | tuple[()]"
) -> Iterator[str]:
    """Yield the values of a node or edge, and those that change with time."""
    yield "<attvalues>"
    for name, value in row.items():
        if value is not None and name not in IN_TAG[what]:
            text = say_flag(value) if isinstance(value, bool) else str(value)
            yield write_tag("attvalue", {"for": keys[name][0], "value": text})
    yield from more
    yield "</attvalues>"


def list_names(thing: ThingExchanged) -> Iterator[str]:
    """Yield the names of a thing with their days."""
    for spell in thing.names:
        yield write_tag("attvalue", {"for": NAME, "value": spell.name, **list_days(spell.first, spell.last)})


def list_days(first: str | None, last: str | None) -> dict[str, str]:
    """Give the days between which something was seen, as far as they are known."""
    days = {"start": first and first[:10], "end": last and last[:10]}
    return {name: day for name, day in days.items() if day}
