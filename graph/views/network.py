"""The network as a picture holds it: circles of clusters, their members, the links between these with quotes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from graph.disclosure.voice import moment_if_known
from graph.finding import Evidence, Finding, make_evidence
from graph.model import (
    DRAWN,
    In,
    Link,
    Mentions,
    link_type,
    post_end,
)
from graph.views import words
from graph.views.shapes import OUTSIDE, Circle, Edge, Network, Node
from graph.views.ties import PASSED, Drawn, find_public_groups, group_posts_between, list_drawn_links, order_of_link

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from graph.views.answering import AnsweringGate

IN_CIRCLE = 1_000
"""Nodes that one circle opens to."""

IN_ALL = 8_000
"""Nodes of a page; more of them take a browser too long."""

LINKS = 24_000

QUOTED = 9_000
"""Links that carry quotes, the rarest contacts first; the rest is opened by ``liaisons show``."""

QUOTES = 3
LENGTH = 180
GUESTS = 40
"""Nodes of other circles that are shown with one: without what it shares with others its members stand apart."""

FORMER = 6
"""Former names of a node."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The nodes of a picture, in order, and where each has its home."""

    nodes: tuple[int, ...]
    home: Mapping[int, int]
    shown: Mapping[int, int]


def network(gate: "AnsweringGate", snapshot: "Snapshot") -> Network:
    """Give the network of a case, cut to what a browser can show; all that is left out is counted."""
    clusters = gate.ordered(one for one in gate.latest.findings if one.kind == "cluster")
    links, degree = list_drawn_links(gate, snapshot)
    chosen = choose(snapshot, clusters, degree)
    place = {number: at for at, number in enumerate(chosen.nodes)}
    inside = [link for link in links if link.start in place and link.end in place]
    kept = sorted(inside, key=lambda link: worth(link, degree))[:LINKS]
    quotes = quoted(gate, snapshot, kept)
    gate.consult("network", [snapshot.ids[number] for number in chosen.nodes])
    gate.learn([snapshot.ids[number] for number in chosen.nodes])
    gate.voice.names.learn_states([snapshot.ids[number] for number in chosen.nodes])
    former = names(gate, snapshot, set(chosen.nodes))
    posts = wrote(snapshot)
    times = seen(kept)
    public = find_public_groups(snapshot)
    stands = {place["id"]: place for one in clusters for place in one.parts.get("belongs", ())}
    nodes, voice = [], gate.voice
    for number in chosen.nodes:
        id = snapshot.ids[number]
        begin, end = times.get(number, (None, None))
        nodes.append(
            Node(
                id=gate.shown_id(id),
                label=snapshot.labels[number],
                name=gate.name(id),
                home=chosen.home[number],
                links=degree[number],
                posts=posts.get(number, 0),
                first=moment_if_known(begin),
                last=moment_if_known(end),
                names=former.get(number, ()),
                state=gate.state(id).get("state") or "",
                state_at=gate.state(id).get("state_at"),
                public=number in public,
                mark=gate.voice.mark(id),
                near=id in stands and not stands[id]["core"],
                stands=words.filled(*words.standing(stands[id], voice.language), voice) if id in stands else "",
            )
        )
    edges = tuple(edge(link, place, quotes.get(link, ((), 0))) for link in sorted(kept, key=order_of_link))
    drawable = sum(kind in DRAWN for kind in snapshot.labels)
    return Network(
        tuple(
            replace(circle, guests=guests(place_, nodes, edges))
            for place_, circle in enumerate(circles(gate, snapshot, clusters, chosen))
        ),
        tuple(nodes),
        edges,
        drawable - len(nodes),
        len(inside) - len(kept),
    )


def worth(link: Drawn, degree: Mapping[int, int]) -> tuple[Any, ...]:
    """Order links: what is inferred, then by how few share the end, then by posts."""
    return link.basis == "observed", min(degree[link.start], degree[link.end]), -link.posts, order_of_link(link)


def choose(snapshot: "Snapshot", clusters: Sequence[Finding], degree: Mapping[int, int]) -> Chosen:
    """Choose the nodes of each circle, those with the most links; the last circle is what lies outside all."""
    homes: list[list[int]] = []
    taken: set[int] = set()
    for one in clusters:
        members = [snapshot.number[s.id] for s in one.subjects if s.id in snapshot.number and s.label in DRAWN]
        homes.append([number for number in members if number not in taken])
        taken.update(members)
    homes.append([n for n, kind in enumerate(snapshot.labels) if kind in DRAWN and n not in taken])
    nodes: list[int] = []
    home: dict[int, int] = {}
    shown: dict[int, int] = {}
    for place, members in enumerate(homes):
        room = min(IN_CIRCLE, IN_ALL - len(nodes))
        best = sorted(members, key=lambda number: (-degree.get(number, 0), snapshot.ids[number]))[:room]
        shown[place] = len(best)
        home.update(dict.fromkeys(best, place))
        nodes += best
    return Chosen(tuple(nodes), home, shown)


def circles(
    gate: "AnsweringGate", snapshot: "Snapshot", clusters: Sequence[Finding], chosen: Chosen
) -> tuple[Circle, ...]:
    """Give a circle for each cluster, and the last for what lies outside."""
    made = []
    for place, one in enumerate(clusters):
        parts = one.parts
        made.append(
            Circle(
                id=one.id,
                name=gate.voice.title(parts["name"]),
                finding=one.id,
                size=len(one.subjects),
                accounts=parts["accounts"],
                groups=parts["groups"],
                contacts=parts["contacts"],
                shown=chosen.shown[place],
                first=moment_if_known(parts.get("first_seen")),
                last=moment_if_known(parts.get("last_seen")),
                audience=parts.get("audience", False),
            )
        )
    members = {subject.id for one in clusters for subject in one.subjects}
    outside = Counter(
        kind for id, kind in zip(snapshot.ids, snapshot.labels, strict=True) if kind in DRAWN and id not in members
    )
    if outside:
        size = outside.total()
        accounts, groups = outside["Account"], outside["Group"]
        rest = size - accounts - groups
        made.append(
            Circle(
                id=OUTSIDE,
                name="Outside all clusters",
                finding=None,
                size=size,
                accounts=accounts,
                groups=groups,
                contacts=rest,
                shown=chosen.shown[len(clusters)],
            )
        )
    return tuple(made)


def guests(circle: int, nodes: Sequence[Node], edges: Iterable[Edge]) -> tuple[int, ...]:
    """Give the nodes of other circles that two members or more have links with: first what has few others."""
    members: dict[int, set[int]] = defaultdict(set)
    for edge in edges:
        for one, other in ((edge.start, edge.end), (edge.end, edge.start)):
            if nodes[one].home == circle != nodes[other].home:
                members[other].add(one)
    some = [at for at, linked in members.items() if len(linked) > 1]
    some.sort(key=lambda at: (-len(members[at]) / max(nodes[at].links, 1), -len(members[at]), at))
    return tuple(sorted(some[:GUESTS]))


def quoted(
    gate: "AnsweringGate", snapshot: "Snapshot", links: Sequence[Drawn]
) -> dict[Drawn, tuple[tuple[Any, ...], int]]:
    """Open the links that come first, each to its first quotes."""
    passed = {link_type(cls): (cls, group_posts_between(snapshot, cls)) for cls in PASSED}
    evidence = {link: behind(gate, snapshot, link, passed) for link in links[:QUOTED]}
    opened = gate.open_links({one for some in evidence.values() for one in some}, LENGTH)
    made: dict[Drawn, tuple[tuple[Any, ...], int]] = {}
    for link, some in evidence.items():
        quotes = [quote for one in some for quote in opened[one]][:QUOTES]
        made[link] = (tuple(quotes), max(link.posts - len(quotes), 0))
    return made


def behind(
    gate: "AnsweringGate",
    snapshot: "Snapshot",
    link: Drawn,
    passed: Mapping[str, tuple[type[Link], Mapping[tuple[int, int], Sequence[tuple[int | None, int]]]]],
) -> Sequence[Evidence]:
    """Give the links of the graph that a drawn link stands for."""
    start, end = snapshot.ids[link.start], snapshot.ids[link.end]
    if link.finding is not None:
        one = next(one for one in gate.latest.findings if one.id == link.finding)
        return [reason.evidence[0] for reason in one.reasons if reason.evidence][:QUOTES]
    if link.type == link_type(Mentions):
        return [one for one in snapshot.evidence(start, end, QUOTES + 1) if one.type == link.type][:QUOTES]
    if link.type == link_type(In):
        return snapshot.wrote_in(start, end, 1)
    if link.type in passed:
        cls, between = passed[link.type]
        posts = [snapshot.ids[post] for _, post in between[link.start, link.end][:QUOTES]]
        return [
            make_evidence(cls, post, end) if post_end(cls) == "start" else make_evidence(cls, end, post)
            for post in posts
        ]
    return [Evidence(link.type, start, end)]


def names(gate: "AnsweringGate", snapshot: "Snapshot", numbers: set[int]) -> dict[int, tuple[str, ...]]:
    """Give the former names of nodes, newest first."""
    found: dict[int, list[str]] = defaultdict(list)
    for spell in snapshot.spells():
        number = snapshot.number[spell.subject]
        if number in numbers:
            found[number].append(spell.name)
    return {
        number: tuple(map(gate.called, list(dict.fromkeys(reversed(some)))[1 : FORMER + 1]))
        for number, some in found.items()
        if len(some) > 1
    }


def wrote(snapshot: "Snapshot") -> Counter[int]:
    """Count the posts of writers, those that stand in groups, and those that name contacts."""
    posts: Counter[int] = Counter()
    for row in snapshot.writers().to_pylist():
        posts[row["writer"]] += row["posts"]
        posts[row["chat"]] += row["posts"]
    for row in snapshot.uses().to_pylist():
        if row["own"]:
            posts[row["contact"]] += row["posts"]
    return posts


def seen(links: Iterable[Drawn]) -> dict[int, tuple[int | None, int | None]]:
    """Give when each node was first and last seen in the links that are drawn."""
    times: dict[int, list[int]] = defaultdict(list)
    for link in links:
        for end in (link.start, link.end):
            times[end] += [time for time in (link.first, link.last) if time is not None]
    return {node: (min(some), max(some)) for node, some in times.items() if some}


def edge(link: Drawn, place: Mapping[int, int], quotes: tuple[tuple[Any, ...], int]) -> Edge:
    """Give a link as it is shown."""
    return Edge(
        start=place[link.start],
        end=place[link.end],
        type=link.type,
        basis=link.basis,
        posts=link.posts,
        first=moment_if_known(link.first),
        last=moment_if_known(link.last),
        quotes=quotes[0],
        more=quotes[1],
        finding=link.finding,
    )
