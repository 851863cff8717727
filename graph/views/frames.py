"""Tables and small nets of the graph for a notebook, as the gate lets them through."""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graph.disclosure import Disclosure
from graph.errors import NotFoundError
from graph.model import (
    EVERY_LINK,
    NODES,
    PROVENANCE,
    HandsOff,
    Link,
    Node,
    RecordedIn,
    label,
    link_type,
    list_properties,
    list_times,
)
from graph.snapshot import Snapshot
from graph.snapshot.kept import read_snapshot
from graph.views import survival

if TYPE_CHECKING:
    import networkx as nx

KINDS: dict[str, type[Node] | type[Link]] = {
    **{label(cls): cls for cls in NODES},
    **{link_type(cls): cls for cls in EVERY_LINK},
}
"""What can be had as a table, by label or link type."""

OF_NODES = ("id", "start", "end")
"""Columns of ids beside which stands what they are called."""

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
        columns = table_columns(cls)
        rows = list(self.gate.store.rows(cls, *columns))
        said = sorted(self.said(columns, rows), key=lambda row: [str(value) for value in row.values()])
        return list(columns), said, [name for name in columns if name in list_times(cls)]

    def said(self, columns: Mapping[str, str | None], rows: list[list[Any]]) -> Iterator[Row]:
        """Say each value by what it means; times as ISO text in UTC."""
        names = list(columns)
        ids = [names.index(name) for name in OF_NODES if name in columns]
        self.gate.learn({row[at] for row in rows for at in ids})
        for row in rows:
            made: Row = {}
            for (name, meaning), value in zip(columns.items(), row, strict=True):
                if meaning == "raw" and self.gate.hidden and value is not None:
                    made[name] = self.gate.contact(row[names.index("end")])  # whatever the disguise it was written in
                else:
                    made[name] = self.gate.plain(meaning, value)
                if name in OF_NODES and value is not None:
                    made["name" if name == "id" else f"{name}_name"] = self.gate.name(value)
            yield made

    def survival(self) -> tuple[list[str], list[Row]]:
        """Give columns and rows of how long groups live and names last, a row a day of a curve."""
        columns = [*survival.COLUMNS, *survival.STEPS]
        rows = survival.rows(survival.curves(self.gate, self.snapshot))
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
        own = [cls for cls in EVERY_LINK if cls is not RecordedIn]
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


def table_columns(cls: type[Node] | type[Link]) -> dict[str, str | None]:
    """Give the columns of a class and what they mean: a node's id and what files and loads say of it; a link's ends,
    its own properties, and where it was read."""
    own = {one.name: one.meaning for one in list_properties(cls) if one.field or one.origin != "id"}
    if issubclass(cls, Node):
        return dict(own)
    read = () if cls is HandsOff else PROVENANCE
    return {"start": "Node", "end": "Node", **own, **{one.name: one.meaning for one in read}}
