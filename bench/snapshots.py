"""Subject ``snapshot``: rows of a store to Arrow tables, numbered and merged, beside networkx of the same rows."""

from pathlib import Path
from typing import TYPE_CHECKING

from bench import tables
from bench.subject import Cost, Peer, Subject, metered
from graph.model import Account, Group, In, Mentions, Name, Named, Phone, Post, Posted, RepliesTo

if TYPE_CHECKING:
    import networkx as nx

START = 1_690_000_000_000
WRITES = 50
"""Posts an account, on average."""
GATHERS = 1_000
"""Posts a group, on average."""


def prepare(size: int, folder: Path) -> None:
    """Write posts with writers, groups, replies, and a contact in every tenth; accounts with a name or two."""
    import numpy as np

    draw = np.random.default_rng(0)
    accounts, groups, contacts = max(size // WRITES, 10), max(size // GATHERS, 2), max(size // 200, 5)
    posts = tables.numbered("telegram:channel1/{}", np.arange(size))
    at = START + np.arange(size) * 60_000
    writers = tables.numbered("telegram:user{}", (accounts * draw.random(size) ** 2).astype("int64"))
    chats = tables.numbered("telegram:channel{}", draw.integers(0, groups, size))
    replies = np.flatnonzero(draw.random(size) < 0.2)[1:]
    naming = np.flatnonzero(draw.random(size) < 0.1)
    phones = tables.numbered("+4930231250{}", np.arange(contacts))
    names = tables.numbered("name:{}", np.arange(2 * accounts))
    bearers = tables.numbered("telegram:user{}", np.arange(2 * accounts) // 2)
    dates = START + draw.integers(0, 10**10, 2 * accounts)
    named = tables.link(Named, bearers, names, how="seen", first_seen=dates, last_seen=dates)
    written = {
        Post: tables.node(Post, posts, text=tables.numbered("Seats tonight, price as agreed, {}", at), at=at),
        Account: tables.node(Account, tables.numbered("telegram:user{}", np.arange(accounts))),
        Group: tables.node(Group, tables.numbered("telegram:channel{}", np.arange(groups))),
        Phone: tables.node(Phone, phones),
        Name: tables.node(Name, names, text=tables.numbered("Person {}", np.arange(2 * accounts))),
        Posted: tables.link(Posted, writers, posts),
        In: tables.link(In, posts, chats),
        RepliesTo: tables.link(
            RepliesTo, posts.take(replies), posts.take(replies - draw.integers(1, 20, len(replies)).clip(max=replies))
        ),
        Mentions: tables.link(
            Mentions,
            posts.take(naming),
            phones.take((contacts * draw.random(len(naming)) ** 3).astype("int64")),
            raw="+49",
            rule="phone",
            app="whatsapp",
        ),
        Named: named,
    }
    tables.write(folder, written)


def ours(size: int, folder: Path) -> Cost:
    """Read the rows, number them, merge the links of every class."""
    from graph.snapshot import READ, Snapshot

    def work() -> int:
        snapshot = Snapshot.read(tables.Stored(folder))
        return len(snapshot.ids) + sum(len(snapshot.table(cls)) for cls in READ)

    rows, cpu, peak = metered(work)
    return Cost(size, cpu, peak, {"nodes and links": rows})


def networkx(size: int, folder: Path) -> Cost:
    """Read the same rows into a net, with the same properties."""
    import networkx as nx

    from graph.model import NODES
    from graph.snapshot import READ
    from graph.snapshot.columns import link_kinds, node_kinds

    stored = tables.Stored(folder)

    def work() -> "nx.MultiDiGraph[str]":
        net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in NODES:
            names = list(node_kinds(node))
            net.add_nodes_from((row[0], dict(zip(names, row, strict=True))) for row in stored.rows(node, *names))
        for link in READ:
            names = list(link_kinds(link))
            rows = stored.rows(link, *names)
            net.add_edges_from((row[0], row[1], link.__name__, dict(zip(names, row, strict=True))) for row in rows)
        return net

    net, cpu, peak = metered(work)
    return Cost(size, cpu, peak, {"nodes and links": net.number_of_nodes() + net.number_of_edges()})


SUBJECTS = (
    Subject(
        "snapshot",
        "Rows of a store to Arrow tables, numbered and merged; the peer keeps the same rows and properties as a net.",
        "posts",
        prepare,
        ours,
        Peer("networkx", networkx),
    ),
)
