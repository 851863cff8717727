"""Handoffs: where an account or group sends people, and where they are sent on from there; one finding a head."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from graph.analysis.handoff.mentioning import merely_named
from graph.analysis.network.contact_rarity import measure_rarity
from graph.analysis.shared.adverts import Adverts, find_adverts
from graph.analysis.shared.context import Past
from graph.analysis.shared.rarity import Rarity
from graph.analysis.shared.times import DAY
from graph.finding import Confidence, Evidence, Finding, Reason, Subject, id_of, make_evidence
from graph.model import Opens
from graph.snapshot import Snapshot

HOPS = 4
"""Longest chain, counted in links: account, contact, group, contact, group."""

BEFORE = 90 * DAY
"""Milliseconds before people are sent to a group, of which they read what stands there: older posts are too far up."""

BRANCHES = 50
"""Contacts of one group or account that chains go on to, the most posted first; the rest is told."""

WAYS = 12
"""Chains told that begin with the same user, contact and group: one to each contact there, and of those that go on from
one of them so many, the rarest contacts first; the rest is counted."""

SURE: tuple[Confidence, ...] = ("weak", "fair", "strong")

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


def find_handoffs(snapshot: Snapshot, past: Past) -> Iterator[Finding]:
    """Yield the ways from each account or group that leads people on, then contacts that two or more lead to, by id.

    A chain is told where it says more than a mention: it leaves the app, or goes on, or its first contact
    was posted twice or stands on the profile. All chains of one head, the account or group that they begin with, are
    one finding, so that its id and the judgement of it stay when another end is added; each of its ``ways`` has an id
    of its own, by its nodes, by which it can be judged alone. A way that ends in a contact that is widely shared or
    protected is counted (``shared``) and leads nowhere: neither its end nor its last hop is a subject or a reason.

    One account's way to a number on another app is a HANDS_OFF link already; what several do is told once a contact,
    whatever the number of accounts. ``givers`` counts who gives the contact out, in adverts or on a profile: those who
    merely name it are the clients of an agency, or the callers of a hotline.

    The score of a way is the product of its hops: 1 for a link, its plausibility for a number read from text. That of a
    finding is its best.
    """
    rarity = measure_rarity(snapshot, past.protected, past.seed)
    uses = find_adverts(snapshot, frozenset(rarity.generic))
    found = collect_hops(snapshot, rarity, merely_named(snapshot, uses))
    telling = [chain for chain in list_chains(found) if is_telling_chain(snapshot, chain)]
    for _, alike in groupby(telling, key=lambda chain: chain[0].start):
        ways: list[Chain] = []
        more = 0
        for _, same in groupby(alike, key=lambda chain: list_chain_nodes(chain)[:3]):
            some = sorted(
                same,
                key=lambda chain: (
                    -sum(rarity.bits(hop.end) for hop in chain if not hop.opens),
                    list_chain_nodes(chain),
                ),
            )
            told = choose_ways(some)
            ways += told
            more += len(some) - len(told)
        yield make_handoff(snapshot, ways, found, rarity, uses, more)
    yield from find_joint_contacts(snapshot, found, rarity, uses)


def choose_ways(ways: Sequence[Chain]) -> list[Chain]:
    """Choose the ways that are told of those that begin alike, the best first: none of their contacts is left out."""
    firsts: dict[int | None, Chain] = {}
    for chain in ways:
        firsts.setdefault(chain[2].end if len(chain) > 2 else None, chain)
    told = {list_chain_nodes(chain) for chain in firsts.values()}
    for chain in ways[:WAYS]:
        if len(told) < WAYS:
            told.add(list_chain_nodes(chain))
    return [chain for chain in ways if list_chain_nodes(chain) in told]


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


def make_handoff(
    snapshot: Snapshot, ways: Sequence[Chain], found: Paths, rarity: Rarity, uses: Adverts, more: int
) -> Finding:
    """Give the ways from one head as a finding, a reason a hop; ``more`` of its ways are not told."""
    led = [chain for chain in ways if chain[-1].end not in found.ends]
    hops = list(dict.fromkeys(hop for chain in led or ways for hop in chain))
    ids = list(dict.fromkeys(snapshot.ids[node] for chain in led or ways for node in list_chain_nodes(chain)))
    reasons = [explain_hop(snapshot, hop, rarity) for hop in hops]
    shared = dict.fromkeys(chain[-1] for chain in ways if chain[-1].end in found.ends)
    reasons += [rarity.generic[hop.end].reason(list_hop_links(snapshot, hop)) for hop in shared]
    for hop in hops:
        beyond = len([use for use in found.uses.get(hop.end, ()) if use.own or use.posts >= REPEATED]) - BRANCHES
        if hop.opens and beyond > 0:
            reasons.append(
                Reason(
                    "more-contacts",
                    {"node": snapshot.ids[hop.end], "count": beyond},
                    0.0,
                    list_hop_links(snapshot, hop),
                )
            )
    named = [hop for hop in hops if not hop.opens]
    score = max(multiply_scores(chain) for chain in led or ways)
    giving, users = max(
        (count_givers(uses, last_contact(chain)) for chain in led or ways),
        key=lambda pair: pair[0] ** 2 / max(pair[1], 1),
    )
    return Finding(
        "handoff",
        (ids[0],),
        tuple(Subject(id, snapshot.label_of(id)) for id in ids),
        tuple(reasons),
        "observed" if score == 1.0 else "inferred",
        max(
            (rate_handoff_confidence([hop for hop in chain if not hop.opens]) for chain in led or ways), key=SURE.index
        ),
        score,
        {
            "hops": max(map(len, led or ways)),
            "posts": sum(hop.posts for hop in named),
            "apps": list(dict.fromkeys(app for chain in led or ways for app in list_chain_apps(snapshot, chain))),
            "ways": [describe_way(snapshot, chain, found) for chain in ways],
            "shared": len(ways) - len(led),
            "more": more,
            "givers": giving,
            "users": users,
            **find_hop_span(hops),
        },
    )


def describe_way(snapshot: Snapshot, chain: Chain, found: Paths) -> dict[str, Any]:
    """Give one way of a head, by the id that it can be judged by."""
    ids = [snapshot.ids[node] for node in list_chain_nodes(chain)]
    return {
        "id": id_of("handoff", ids),
        "nodes": ids,
        "labels": [snapshot.label_of(id) for id in ids],
        "posts": sum(hop.posts for hop in chain if not hop.opens),
        "score": multiply_scores(chain),
        "shared": chain[-1].end in found.ends,
        **find_hop_span(chain),
    }


def last_contact(chain: Chain) -> int:
    """Give the last contact that a chain leads to: the one that opens its end, where it ends in what one opens."""
    return chain[-1].start if chain[-1].opens else chain[-1].end


def count_givers(uses: Adverts, contact: int) -> tuple[int, int]:
    """Count who gives a contact out, and who names it at all."""
    return len(uses.advertisers(contact)), len(uses.by_contact.get(contact, ()))


def find_joint_contacts(snapshot: Snapshot, found: Paths, rarity: Rarity, uses: Adverts) -> Iterator[Finding]:
    """Yield each contact on another app that two or more accounts or groups lead to, unless it is generic."""
    users: dict[int, list[Hop]] = {}
    for hops in found.uses.values():
        for hop in hops:
            if hop.own and hop.end not in found.ends and leaves_app(snapshot, hop):
                users.setdefault(hop.end, []).append(hop)
    for contact, hops in sorted(users.items()):
        if len(hops) > 1:
            hops.sort(key=lambda hop: (hop.first is None, hop.first, hop.start))
            ids = [snapshot.ids[node] for node in (*(hop.start for hop in hops), contact)]
            score = max(hop.score for hop in hops)
            reasons = tuple(explain_hop(snapshot, hop, rarity) for hop in hops)
            giving = set(uses.advertisers(contact))
            yield Finding(
                "handoff",
                (snapshot.ids[contact],),
                tuple(Subject(id, snapshot.label_of(id)) for id in ids),
                reasons,
                "observed" if score == 1.0 else "inferred",
                rate_handoff_confidence(sorted(hops, key=weigh_hop)[-2:]),
                score,
                {
                    "hops": 1,
                    "posts": sum(hop.posts for hop in hops),
                    "apps": sorted({app for hop in hops for app in list_chain_apps(snapshot, [hop])}),
                    "more": 0,
                    "givers": sum(hop.start in giving for hop in hops),
                    "users": len(hops),
                    **find_hop_span(hops),
                },
            )


def leaves_app(snapshot: Snapshot, hop: Hop) -> bool:
    """Say whether a contact leads away from its user's app: to another one, or to a telephone or mailbox."""
    here, there = find_app(snapshot.ids[hop.start]), hop.app or find_app(snapshot.ids[hop.end])
    if there is None:
        return snapshot.labels[hop.end] in ("Phone", "Email")
    return there != here


def explain_hop(snapshot: Snapshot, hop: Hop, rarity: Rarity) -> Reason:
    """Give the reason for one hop; a contact weighs what its rarity says, what it opens is only told."""
    start, end = snapshot.ids[hop.start], snapshot.ids[hop.end]
    times = {"first_seen": hop.first, "last_seen": hop.last}
    if hop.opens:
        return Reason("hop-opens", {"contact": start, "node": end, **times}, 0.0, list_hop_links(snapshot, hop))
    parts: dict[str, Any] = {"user": start, "contact": end, "posts": hop.posts, "plausibility": hop.score, **times}
    key = "hop-profile" if not hop.posts else "hop-posts" if hop.own else "hop-posted-there"
    return Reason(key, parts, rarity.bits(hop.end), list_hop_links(snapshot, hop))


def list_hop_links(snapshot: Snapshot, hop: Hop) -> tuple[Evidence, ...]:
    """Give the links that a hop rests on: OPENS, or SHOWS and the MENTIONS of the oldest posts."""
    start, end = snapshot.ids[hop.start], snapshot.ids[hop.end]
    return (make_evidence(Opens, start, end),) if hop.opens else snapshot.evidence(start, end)


def multiply_scores(chain: Sequence[Hop]) -> float:
    """Give the product of the scores of all hops."""
    score = 1.0
    for hop in chain:
        score *= hop.score
    return score


def find_hop_span(hops: Sequence[Hop]) -> dict[str, int | None]:
    """Give when the hops were first and last seen."""
    first = min((hop.first for hop in hops if hop.first is not None), default=None)
    last = max((hop.last for hop in hops if hop.last is not None), default=None)
    return {"first_seen": first, "last_seen": last}


def rate_handoff_confidence(uses: Sequence[Hop]) -> Confidence:
    """Say how much there is, by the hop with the fewest posts; a profile counts as two."""
    fewest = min(map(weigh_hop, uses))
    return "strong" if fewest >= 3 else "fair" if fewest == 2 else "weak"


def weigh_hop(hop: Hop) -> int:
    """Give how often a hop is told; a profile counts as two posts."""
    return hop.posts + 2 * hop.shown
