"""Handoffs: where an account or group sends people, and where they are sent on from there; one finding a head."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from graph.analysis.handoff.chains import (
    BRANCHES,
    REPEATED,
    Chain,
    Hop,
    Paths,
    collect_hops,
    find_app,
    is_telling_chain,
    list_chain_apps,
    list_chain_nodes,
    list_chains,
)
from graph.analysis.handoff.mentioning import merely_named
from graph.analysis.network.contact_rarity import measure_rarity
from graph.analysis.shared.adverts import Adverts, find_adverts
from graph.analysis.shared.context import Past
from graph.analysis.shared.rarity import Rarity
from graph.finding import Confidence, Evidence, Finding, Reason, Subject, id_of, make_evidence
from graph.model import Opens
from graph.snapshot import Snapshot

WAYS = 12
"""Chains told that begin with the same user, contact and group: one to each contact there, and of those that go on from
one of them so many, the rarest contacts first; the rest is counted."""

SURE: tuple[Confidence, ...] = ("weak", "fair", "strong")


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
