"""Tables and small nets of the graph for a notebook, as the gate lets them through."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graph.disclosure import Disclosure, lasting
from graph.disclosure.voice import moment
from graph.errors import NotFoundError
from graph.model import ENDS, LINKS, NODES, HandsOff, Link, Node, RecordedIn, label, link_type, property_name
from graph.snapshot import Snapshot
from graph.snapshot.kept import read_snapshot
from graph.statements import is_time

if TYPE_CHECKING:
    import networkx as nx

KINDS: dict[str, type[Node] | type[Link]] = {
    **{label(cls): cls for cls in NODES},
    **{link_type(cls): cls for cls in (*LINKS, HandsOff)},
}
"""What can be had as a table, by label or link type."""

STATED = {"Post": ("text", "at", "edited"), "Name": ("text",), "Source": ("complete",)}
"""What a node shows beside its id and name."""

MEANINGS = {
    **dict.fromkeys(("text", "why"), "text"),
    **dict.fromkeys(("app", "how", "kind", "rule", "state", "what", "where"), "word"),
    **dict.fromkeys(("begin", "flags", "members", "posts", "seconds"), "int"),
    **dict.fromkeys(("complete", "stated"), "bool"),
    "signed": "name",
    "candidates": "list of word",
    "plausibility": "float",
    "source": "Source",
    "place": "place",
}
"""What the properties of nodes and links mean, beside ids, times, ``by`` and ``raw``."""

UNDECLARED = "[value]"
"""What stands, where names are hidden, for a property that has no meaning above: it may hold anything."""

Row = dict[str, Any]


class Frames:
    """One snapshot of the graph, read when it is first needed and kept; each call is a consultation."""

    def __init__(self, gate: Disclosure) -> None:
        self.gate = gate

    @cached_property
    def snapshot(self) -> Snapshot:
        """The graph as it was when it was first asked for."""
        return read_snapshot(self.gate.case, self.gate.store, keep=False)

    def table(self, kind: str) -> tuple[list[str], list[Row], list[str]]:
        """Give columns, rows and the columns that are times of all nodes of a label, or all links of a type."""
        if kind not in KINDS:
            raise NotFoundError("table", f"no label or link type {kind!r:.60}", f"one of {', '.join(KINDS)}")
        cls = KINDS[kind]
        self.gate.consult("table", (), kind=kind)
        columns = node_columns(kind) if issubclass(cls, Node) else link_columns(cls)
        rows = list(self.gate.store.rows(cls, *columns))
        times = {"at", "edited"} if issubclass(cls, Node) else times_of(cls)
        said = sorted(self.said(columns, rows, times), key=lambda row: [str(value) for value in row.values()])
        return columns, said, [name for name in columns if name in times]

    def said(self, columns: list[str], rows: list[list[Any]], times: set[str]) -> Iterator[Row]:
        """Say each value by what it means; times as ISO text in UTC."""
        ids = [columns.index(name) for name in ("id", "start", "end") if name in columns]
        self.gate.learn({row[at] for row in rows for at in ids})
        for row in rows:
            made: Row = {}
            for name, value in zip(columns, row, strict=True):
                if value is None:
                    made[name] = None
                elif name in ("id", "start", "end"):
                    made[name] = self.gate.shown_id(value)
                    made["name" if name == "id" else f"{name}_name"] = self.gate.name(value)
                elif name in times:
                    made[name] = moment(value)
                elif name == "by":  # an id, or the name of who is known by nothing else
                    made[name] = self.gate.shown_id(value) if self.gate.label(value) else self.gate.called(value)
                elif name == "raw" and self.gate.hidden:  # the contact as somebody wrote it, in whatever disguise
                    made[name] = self.gate.contact(row[columns.index("end")])
                elif name in MEANINGS:
                    made[name] = self.gate.plain(MEANINGS[name], value)
                else:
                    made[name] = UNDECLARED if self.gate.hidden else value
            yield made

    def survival(self) -> tuple[list[str], list[Row]]:
        """Give columns and rows of how long groups live and names last, a row a day of a curve."""
        columns = [*lasting.COLUMNS, *lasting.STEPS]
        rows = lasting.rows(lasting.curves(self.gate, self.snapshot))
        return columns, [dict(zip(columns, row, strict=True)) for row in rows]

    def net(self, ids: Collection[str], core: Mapping[str, bool] | None = None) -> "nx.DiGraph[str]":
        """Give nodes and the links between them as networkx, ids and names as they are shown; times are in UTC.

        ``core`` tells of members of a cluster whether they are in its core.
        """
        import networkx as nx

        self.gate.consult("net", ids)
        self.gate.learn(ids)
        net = self.snapshot.net(ids)
        for id, said in net.nodes(data=True):
            said["name"] = self.gate.name(id)
            if core and id in core:
                said["core"] = core[id]
        for _, _, said in net.edges(data=True):
            said |= {key: utc(said[key]) for key in ("first_seen", "last_seen")}
        shown: nx.DiGraph[str] = nx.relabel_nodes(net, {id: self.gate.shown_id(id) for id in net})
        return shown

    def cluster(self, prefix: str) -> "nx.DiGraph[str]":
        """Give the subjects of the one finding whose id begins so, and the links among them."""
        hits = [one for one in self.gate.latest.findings if one.id.startswith(prefix)]
        if len(hits) != 1 or not prefix:
            raise NotFoundError(prefix or "finding", f"{len(hits)} findings have an id that begins so", "one")
        core = {place["id"]: place["core"] for place in hits[0].parts.get("belongs", ())}
        return self.net([subject.id for subject in hits[0].subjects], core)

    def around(self, id: str, hops: int) -> list[str]:
        """Give the nodes within some hops of one; posts are passed through, and count as no hop."""
        import pyarrow as pa
        import pyarrow.compute as pc

        snapshot = self.snapshot
        if id not in snapshot.number:
            raise NotFoundError("neighbourhood", f"nothing has the id {id!r:.80}", "an id as liaisons show gives it")
        near = {snapshot.number[id]}
        tables = [(snapshot.uses(), "user", "contact"), (snapshot.writers(), "writer", "chat")]
        own = [cls for cls in (*LINKS, HandsOff) if cls is not RecordedIn]
        tables += [(snapshot.table(cls), "start", "end") for cls in own]
        for _ in range(hops):
            edge = pa.array(sorted(near), pa.int32())
            for table, start, end in tables:
                for one, other in ((start, end), (end, start)):
                    found = pc.filter(table[other], pc.is_in(table[one], value_set=edge))
                    near |= {
                        number for number in found.to_pylist() if snapshot.labels[number] not in ("Post", "Source")
                    }
        return [snapshot.ids[number] for number in sorted(near)]


def utc(at: int | None) -> datetime | None:
    """Give epoch milliseconds as a time."""
    return None if at is None else datetime.fromtimestamp(at / 1000, UTC)


def node_columns(kind: str) -> list[str]:
    """Give the columns of a label."""
    return ["id", *STATED.get(kind, ())]


def link_columns(cls: type[Link]) -> list[str]:
    """Give the columns of a link type: its ends, its own properties, and where it was read."""
    own = [property_name(one.name) for one in fields(cls) if one.name not in ENDS]
    return ["start", "end", *own, *(() if cls is HandsOff else ("source", "place"))]


def times_of(cls: type[Link]) -> set[str]:
    """Give the properties of a link that are times."""
    return {property_name(one.name) for one in fields(cls) if one.name not in ENDS and is_time(cls, one.name)}
