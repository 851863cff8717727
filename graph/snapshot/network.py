"""A small part of the snapshot as networkx: a view for pages and oracles, never the store."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from graph.model import (
    EVERY_LINK,
    In,
    Link,
    Mentions,
    RecordedIn,
    link_type,
)

if TYPE_CHECKING:
    import networkx as nx

    from graph.snapshot import Snapshot


def build_network(snapshot: "Snapshot", ids: Collection[str]) -> "nx.DiGraph[str]":
    """Give the nodes asked for and the links between them.

    Nodes carry ``label`` and ``name``. A link carries ``type`` (the types it holds, sorted, with a
    space between), ``posts``, ``first_seen``, ``last_seen`` and ``sources`` (0 where it was drawn
    together). What runs through posts is drawn together: a writer or group MENTIONS a contact, a
    writer is IN a group.
    """
    import networkx as nx

    net: nx.DiGraph[str] = nx.DiGraph()
    for id in sorted(set(ids)):
        net.add_node(id, label=snapshot.label_of(id), name=snapshot.name_of(id))
    numbers = {snapshot.number[id] for id in net}
    for link in EVERY_LINK:
        if link is not RecordedIn:
            for row in select_links_within(snapshot, link, numbers):
                join_network_link(
                    net,
                    snapshot,
                    row["start"],
                    row["end"],
                    link_type(link),
                    row.get("posts") or 0,
                    row,
                )
    for row in filter_rows_within(snapshot.uses(), "user", "contact", numbers):
        if row["posts"]:
            join_network_link(net, snapshot, row["user"], row["contact"], link_type(Mentions), row["posts"], row)
    for row in filter_rows_within(snapshot.writers(), "writer", "chat", numbers):
        join_network_link(net, snapshot, row["writer"], row["chat"], link_type(In), row["posts"], row)
    return net


def select_links_within(snapshot: "Snapshot", link: type[Link], numbers: set[int]) -> list[dict[str, Any]]:
    """Give the rows of a link class with both ends among the numbers."""
    return filter_rows_within(snapshot.table(link), "start", "end", numbers)


def filter_rows_within(table: Any, start: str, end: str, numbers: set[int]) -> list[dict[str, Any]]:
    """Give the rows of a table with both ends among the numbers."""
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = pa.array(sorted(numbers), pa.int32())
    both = pc.and_(pc.is_in(table[start], value_set=wanted), pc.is_in(table[end], value_set=wanted))
    rows: list[dict[str, Any]] = table.filter(both).to_pylist()
    return rows


def join_network_link(
    net: "nx.DiGraph[str]",
    snapshot: "Snapshot",
    start: int,
    end: int,
    type: str,
    posts: int,
    row: dict[str, Any],
) -> None:
    """Add a link to the net, or add to the one that is there."""
    a, b = snapshot.ids[start], snapshot.ids[end]
    old = net.get_edge_data(a, b, {})
    begins = [time for time in (old.get("first_seen"), row["first_seen"]) if time is not None]
    finishes = [time for time in (old.get("last_seen"), row["last_seen"]) if time is not None]
    net.add_edge(
        a,
        b,
        type=" ".join(sorted({*old.get("type", "").split(), type})),
        posts=max(old.get("posts", 0), posts),
        first_seen=min(begins, default=None),
        last_seen=max(finishes, default=None),
        sources=max(old.get("sources", 0), row.get("sources", 0)),
    )
