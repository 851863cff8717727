"""Chains: hops from users to contacts and on to what these open, followed in time."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.analysis.shared.rarity import Rarity
from graph.analysis.shared.times import DAY
from graph.model import Opens
from graph.snapshot import Snapshot

HOPS = 4
"""Longest chain, counted in links: account, contact, group, contact, group."""


BEFORE = 90 * DAY
"""Milliseconds before people are sent to a group, of which they read what stands there: older posts are too far up."""


BRANCHES = 50
"""Contacts of one group or account that chains go on to, the most posted first; the rest is told."""


REPEATED = 2
"""Posts from which a contact in a group's posts is where the group leads, not one writer's word."""


class Hop(NamedTuple):
    """One link of a chain, from a user to a contact or from a contact to what it opens."""

    start: int
    end: int
    first: int | None
    last: int | None
    score: float
    opens: bool
    posts: int = 0
    shown: bool = False
    own: bool = True
    app: str | None = None


@dataclass(frozen=True, slots=True)
class Paths:
    """The hops of a snapshot, by the node that they start at."""

    uses: Mapping[int, Sequence[Hop]]
    """Of accounts and groups, the most posted first; without contacts that one user writes and that open nothing."""
    opens: Mapping[int, Sequence[Hop]]
    """Of invites, handles and numbers."""
    ends: frozenset[int]
    """Generic contacts: no chain goes on from there."""
    reach: Mapping[int, int] = field(default_factory=dict)
    """When the newest post of each group, or of each writer, was written that the files hold."""


Chain = tuple[Hop, ...]


def collect_hops(snapshot: Snapshot, rarity: Rarity, named: Collection[tuple[int, int]] = ()) -> Paths:
    """Give all hops: what accounts and groups write or show, but for what they merely name, and what contacts open."""
    import pyarrow as pa
    import pyarrow.compute as pc

    opening, every = snapshot.table(Opens), snapshot.uses()
    several = pa.array(sorted(contact for contact, users in rarity.users.items() if users > 1), pa.int32())
    needed = pc.or_(
        pc.is_in(every["user"], value_set=pc.unique(opening["end"])),
        pc.is_in(every["contact"], value_set=pa.concat_arrays([opening["start"].unique(), several])),
    )
    leads: dict[int, set[int]] = {}
    for contact, opened in zip(opening["start"].to_pylist(), opening["end"].to_pylist(), strict=True):
        leads.setdefault(contact, set()).add(opened)
    uses: dict[int, list[Hop]] = {}
    for row in every.filter(needed).to_pylist():
        if (row["user"], row["contact"]) in named or leads.get(row["contact"]) == {row["user"]}:
            continue  # what opens nobody but who gives it out leads nowhere
        hop = Hop(
            row["user"],
            row["contact"],
            row["first_seen"],
            row["last_seen"],
            row["plausibility"],
            False,
            row["posts"],
            row["shown"],
            row["own"],
            row["app"],
        )
        uses.setdefault(hop.start, []).append(hop)
    for some in uses.values():
        some.sort(key=lambda hop: (-hop.posts, hop.end))
    opens: dict[int, list[Hop]] = {}
    for row in opening.to_pylist():
        hop = Hop(row["start"], row["end"], row["first_seen"], row["last_seen"], 1.0, True)
        opens.setdefault(hop.start, []).append(hop)
    return Paths(uses, opens, frozenset(rarity.generic), find_newest_posts(snapshot))


def find_newest_posts(snapshot: Snapshot) -> dict[int, int]:
    """Give the time of the newest post in each group and by each writer."""
    newest: dict[int, int] = {}
    columns = (snapshot.posts[name].to_pylist() for name in ("at", "chat", "author"))
    for at, *ends in zip(*columns, strict=True):
        for end in ends if at is not None else ():
            if end is not None and newest.get(end, at) <= at:
                newest[end] = at
    return newest


def list_chains(found: Paths) -> Iterator[tuple[Hop, ...]]:
    """Yield the longest chains of two hops or more, by their nodes; one inside another is left out."""
    every = [chain for start in sorted(found.uses) for chain in extend_chain(found, (), start) if len(chain) > 1]
    inner = {list_chain_nodes(chain)[at:] for chain in every for at in range(2, len(chain), 2)}
    yield from sorted((chain for chain in every if list_chain_nodes(chain) not in inner), key=list_chain_nodes)


def extend_chain(found: Paths, chain: tuple[Hop, ...], node: int) -> Iterator[tuple[Hop, ...]]:
    """Yield the chains that begin with this one and go on from the node as far as they can."""
    longer = False
    for hop in list_next_hops(found, chain, node) if len(chain) < HOPS else ():
        longer = True
        yield from extend_chain(found, (*chain, hop), hop.end)
    if chain and not longer:
        yield chain


def list_next_hops(found: Paths, chain: tuple[Hop, ...], node: int) -> Iterator[Hop]:
    """Yield the hops that a chain may take from its last node."""
    visited = {chain[0].start, *(hop.end for hop in chain)} if chain else {node}
    if chain and not chain[-1].opens:
        hops: Sequence[Hop] = () if node in found.ends else found.opens.get(node, ())
    else:
        hops = list_leading_hops(found, node, first=not chain)
    for hop in hops:
        if hop.end not in visited and (not chain or in_time(found, chain, hop)):
            yield hop


def list_leading_hops(found: Paths, node: int, *, first: bool) -> Sequence[Hop]:
    """Give the contacts that a user leads to.

    A chain begins with what its first node itself wrote or shows, and with a contact that opens something:
    others begin nothing that is longer than a link. In a group that people were led to, what was posted
    there twice leads on, whoever wrote it.
    """
    hops = found.uses.get(node, ())
    if first:
        return [hop for hop in hops if hop.own and hop.end in found.opens]
    return [hop for hop in hops if hop.own or hop.posts >= REPEATED][:BRANCHES]


def in_time(found: Paths, chain: Sequence[Hop], after: Hop) -> bool:
    """Say whether a hop may follow: people were sent on before it ended; unknown times may.

    A sighting of what opens a group begins and ends nothing: it was looked at when somebody looked. What counts is when
    people were sent there, and whether what leads on was still posted then, or not long before. Of a group that the
    files follow no longer than to an earlier day that day counts: what was posted after it nobody knows.
    """
    sent = max((hop.first for hop in chain if not hop.opens and hop.first is not None), default=None)
    if after.opens or sent is None or after.last is None:
        return True
    return after.last + BEFORE >= min(sent, found.reach.get(after.start, sent))


def list_chain_nodes(chain: Sequence[Hop]) -> tuple[int, ...]:
    """Give the nodes of a chain in order."""
    return (chain[0].start, *(hop.end for hop in chain))


def is_telling_chain(snapshot: Snapshot, chain: Sequence[Hop]) -> bool:
    """Say whether a chain says more than that somebody mentioned somebody."""
    first = chain[0]
    return len(chain) > 2 or first.posts >= REPEATED or first.shown or len(list_chain_apps(snapshot, chain)) > 1


def list_chain_apps(snapshot: Snapshot, chain: Sequence[Hop]) -> list[str]:
    """Give the apps that a chain passes through, in order, each once."""
    passed = [find_app(snapshot.ids[chain[0].start]), *(hop.app or find_app(snapshot.ids[hop.end]) for hop in chain)]
    return list(dict.fromkeys(app for app in passed if app))


INVITES = {"t.me": "telegram", "chat.whatsapp.com": "whatsapp"}
"""Apps by the host that begins an invite's id."""


def find_app(id: str) -> str | None:
    """Give the app that an id belongs to, None where it tells of none."""
    kind, _, rest = id.partition(":")
    if kind == "invite":
        return INVITES.get(rest.partition("/")[0], rest.partition("/")[0])
    return None if kind in ("site", "mail", "national") or id.startswith("+") else kind
