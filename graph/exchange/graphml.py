"""GraphML: things as nodes, links as edges, both with all that is said of them; several links of a pair stay apart."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from graph.answers.exchange import Exchange, LeftOut
from graph.exchange import Written
from graph.exchange.attributes import list_head_values, list_link_values, list_thing_values
from graph.exchange.markup import HEAD, open_tag, write_tag
from graph.exchange.values import say_flag

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
TYPES: Mapping[type, str] = {str: "string", int: "long", float: "double", bool: "boolean"}
AS_ATTRIBUTES = {"node": ("id",), "edge": ("id", "start", "end")}
"""What stands in the tag itself."""


def write_graphml(view: Exchange) -> Written:
    """Write a view as one directed graph."""
    head = list_head_values(view.head)
    things = [list_thing_values(thing) for thing in view.things]
    links = [list_link_values(link) for link in view.links]
    keys: dict[tuple[str, str], tuple[str, str]] = {}
    for what, rows in (("graph", [head]), ("node", things), ("edge", links)):
        for row in rows:
            for name, value in row.items():
                if name not in AS_ATTRIBUTES.get(what, ()) and value is not None:
                    keys.setdefault((what, name), (f"{what[0]}_{name}", TYPES[type(value)]))
    lines = [HEAD + open_tag("graphml", {"xmlns": NAMESPACE})]
    lines += (
        write_tag("key", {"id": key, "for": what, "attr.name": name, "attr.type": kind})
        for (what, name), (key, kind) in sorted(keys.items())
    )
    lines.append(open_tag("graph", {"id": "case", "edgedefault": "directed"}))
    lines += list_data("graph", head, keys)
    for row in things:
        lines += [open_tag("node", {"id": row["id"]}), *list_data("node", row, keys), "</node>"]
    for row in links:
        ends = {"id": row["id"], "source": row["start"], "target": row["end"]}
        lines += [open_tag("edge", ends), *list_data("edge", row, keys), "</edge>"]
    lines.append("</graph></graphml>\n")
    return Written("\n".join(lines).encode(), count_findings_without_links(view))


def list_data(what: str, row: Mapping[str, Any], keys: Mapping[tuple[str, str], tuple[str, str]]) -> Iterator[str]:
    """Yield the values of a node, an edge or the graph."""
    for name, value in row.items():
        if name not in AS_ATTRIBUTES.get(what, ()) and value is not None:
            text = say_flag(value) if isinstance(value, bool) else str(value)
            yield write_tag("data", {"key": keys[what, name][0]}, text)


def count_findings_without_links(view: Exchange) -> tuple[LeftOut, ...]:
    """Count the findings that a graph of nodes and links does not tell: neither as a link nor as a cluster of nodes."""
    told = {link.finding for link in view.links} | {id for thing in view.things for id in thing.clusters}
    kinds = Counter(one.kind for one in view.findings if one.id not in told)
    why = "this form holds things and links alone"
    return tuple(LeftOut(what=kind, count=count, why=why) for kind, count in sorted(kinds.items()))
