"""Subject ``handoffs``: chains from post to contact and on, beside all simple paths of networkx on a part."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import tables
from bench.subject import Cost, Peer, Subject, metered
from graph.model import Account, Group, In, Invite, Mentions, Opens, Phone, Post, Posted

if TYPE_CHECKING:
    import networkx as nx

START, DAY = 1_690_000_000_000, 86_400_000
TOWN = 50
"""Accounts that write in the same groups; every link stays in its town, so that a part can be taken."""
GROUPS = 10
PHONES = 30
POSTS = 200
"""Posts of a town, each of which names one contact."""
TOWNS = 10
"""Towns that the peer goes through."""
HOPS = 4


def prepare(size: int, folder: Path) -> None:
    """Write that many posts, each with a contact: invites that open groups, and telephones."""
    import numpy as np

    draw = np.random.default_rng(0)
    towns = max(size // POSTS, 1)
    town = np.arange(size) % towns
    writer = town * TOWN + draw.integers(0, TOWN, size)
    chat = town * GROUPS + draw.integers(0, GROUPS, size)
    invites = draw.random(size) < 0.3
    opened = town * GROUPS + draw.integers(0, GROUPS, size)
    phone = town * PHONES + draw.integers(0, PHONES, size)
    at = START + draw.integers(0, 300, size) * DAY
    every, groups = np.arange(size), np.arange(towns * GROUPS)
    posts = tables.numbered("telegram:channel1/{}", every)
    asked, told = every[invites], every[~invites]
    named = {"raw": "as written", "rule": "link"}
    links = tables.link(
        Mentions, posts.take(asked), tables.numbered("invite:t.me/+{}", opened[asked]), app="telegram", **named
    )
    numbers = tables.link(
        Mentions, posts.take(told), tables.numbered("+4930231250{}", phone[told]), app="whatsapp", **named
    )
    import pyarrow as pa

    written = {
        Post: tables.node(Post, posts, text="Seats tonight", at=at),
        Account: tables.node(Account, tables.numbered("telegram:user{}", np.arange(towns * TOWN))),
        Group: tables.node(Group, tables.numbered("telegram:channel{}", groups)),
        Invite: tables.node(Invite, tables.numbered("invite:t.me/+{}", groups)),
        Phone: tables.node(Phone, tables.numbered("+4930231250{}", np.arange(towns * PHONES))),
        Posted: tables.link(Posted, tables.numbered("telegram:user{}", writer), posts),
        In: tables.link(In, posts, tables.numbered("telegram:channel{}", chat)),
        Mentions: pa.concat_tables([links, numbers]),
        Opens: tables.link(
            Opens, tables.numbered("invite:t.me/+{}", groups), tables.numbered("telegram:channel{}", groups)
        ),
    }
    tables.write(folder, written)


def ours(size: int, folder: Path) -> Cost:
    """Find the chains, each hop with its dates and evidence."""
    from graph.analysis import ANALYSES
    from graph.analysis.shared.context import Past
    from graph.snapshot import Snapshot

    snapshot = Snapshot(*tables.read(folder))
    count, cpu, peak = metered(lambda: sum(1 for _ in ANALYSES["handoff"](snapshot, Past())), again=False)
    return Cost(size, cpu, peak, {"found": count})


def networkx(size: int, folder: Path) -> Cost:
    """Go through all simple paths of the first towns, and keep those that go forward in time."""
    towns = max(size // POSTS, 1)
    net, posts = joined(folder, towns, min(towns, TOWNS))
    count, cpu, peak = metered(lambda: sum(1 for _ in paths(net)), again=False)
    return Cost(posts, cpu, peak, {"found": count})


def joined(folder: Path, towns: int, part: int) -> "tuple[nx.DiGraph[str], int]":
    """Give users, contacts and what these open as a net, with the times of each link; and how many posts it holds."""
    import networkx as nx

    _, links = tables.read(folder)
    posted, stands, mentions, opens = (links[cls] for cls in (Posted, In, Mentions, Opens))
    at = dict(zip(*(tables.read(folder)[0][Post][name].to_pylist() for name in ("id", "at")), strict=True))
    here = {id for id in at if int(id.rpartition("/")[2]) % towns < part}
    users: dict[str, list[str]] = {}
    for post, user in (*pairs(posted, "end", "start"), *pairs(stands, "start", "end")):
        users.setdefault(post, []).append(user)
    net: nx.DiGraph[str] = nx.DiGraph()
    for post, contact in pairs(mentions, "start", "end"):
        for user in users[post] if post in here else ():
            first, last = net.edges.get((user, contact), {}).get("at", (at[post], at[post]))
            net.add_edge(user, contact, at=(min(first, at[post]), max(last, at[post])))
    for invite, group in pairs(opens, "start", "end"):
        if invite in net:
            net.add_edge(invite, group, at=None)
    return net, len(here)


def pairs(links: Any, first: str, second: str) -> Iterator[tuple[str, str]]:
    """Yield two columns of a table."""
    return zip(links[first].to_pylist(), links[second].to_pylist(), strict=True)


def paths(net: "nx.DiGraph[str]") -> Iterator[list[str]]:
    """Yield the paths of two links or more, from an account, in which no link ends before the one before it began."""
    import networkx as nx

    for start in sorted(node for node in net if node.startswith("telegram:user")):
        ends = [node for node in net if not node.startswith("telegram:user") and node != start]
        for path in nx.all_simple_paths(net, start, ends, cutoff=HOPS):
            times = [net.edges[link]["at"] for link in pairwise(path)]
            dated = [time for time in times if time is not None]
            if len(path) > 2 and all(b[1] >= a[0] for a, b in pairwise(dated)):
                yield path


SUBJECTS = (
    Subject(
        "handoffs",
        "Chains of up to four hops from posts to contacts and on; the peer goes through all simple paths of a part.",
        "posts",
        prepare,
        ours,
        Peer("networkx `all_simple_paths`", networkx, part=True),
    ),
)
