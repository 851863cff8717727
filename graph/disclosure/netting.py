"""The network as a picture holds it: circles of clusters, their members, the links between these with quotes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.disclosure import words
from graph.disclosure.ordering import is_withdrawn
from graph.disclosure.views import OUTSIDE, Circle, Edge, Network, Node
from graph.disclosure.voice import moment
from graph.finding import Evidence, Finding, address
from graph.kinds import kind_of
from graph.model import (
    DRAWN,
    EVERY_LINK,
    Checked,
    In,
    Link,
    Mentions,
    Posted,
    link_look,
    link_type,
    post_end,
)

if TYPE_CHECKING:
    from graph.disclosure import Disclosure
    from graph.snapshot import Snapshot

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

PLAIN: tuple[type[Link], ...] = tuple(cls for cls in EVERY_LINK if link_look(cls) and not post_end(cls))
"""Links that are drawn as they are, where both ends are."""

PASSED: tuple[type[Link], ...] = tuple(
    cls for cls in EVERY_LINK if link_look(cls) and post_end(cls) and cls not in (Mentions, In)
)
"""Links of posts that are drawn from whoever wrote the post; MENTIONS and IN are counted by the snapshot."""


class Drawn(NamedTuple):
    """A link before it is cut and quoted, both ends by number of the snapshot."""

    start: int
    end: int
    type: str
    basis: str
    posts: int
    first: int | None
    last: int | None
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The nodes of a picture, in order, and where each has its home."""

    nodes: tuple[int, ...]
    home: Mapping[int, int]
    shown: Mapping[int, int]


def network(gate: "Disclosure", snapshot: "Snapshot") -> Network:
    """Give the network of a case, cut to what a browser can show; all that is left out is counted."""
    clusters = gate.ordered(one for one in gate.latest.findings if one.kind == "cluster")
    links, degree = ties(gate, snapshot)
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
    public = read_by_anybody(snapshot)
    stands = {place["id"]: place for one in clusters for place in one.parts.get("belongs", ())}
    nodes = []
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
                first=iso(begin),
                last=iso(end),
                names=former.get(number, ()),
                state=gate.state(id).get("state") or "",
                state_at=gate.state(id).get("state_at"),
                public=number in public,
                mark=gate.voice.mark(id),
                near=id in stands and not stands[id]["core"],
                stands=words.filled(*words.standing(stands[id]), gate.voice) if id in stands else "",
            )
        )
    edges = tuple(edge(link, place, quotes.get(link, ((), 0))) for link in sorted(kept, key=place_of))
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


def ties(gate: "Disclosure", snapshot: "Snapshot") -> tuple[list[Drawn], Counter[int]]:
    """Give all links that are drawn, in order, and how many of them each thing has."""
    links = sorted({*drawn(snapshot), *found(snapshot, gate)}, key=place_of)
    return links, Counter(end for link in links for end in (link.start, link.end))


def drawn(snapshot: "Snapshot") -> Iterator[Drawn]:
    """Yield the observed links; what runs through posts is drawn together."""
    for cls in PLAIN:
        for row in snapshot.table(cls).to_pylist():
            if snapshot.labels[row["start"]] in DRAWN and snapshot.labels[row["end"]] in DRAWN:
                yield Drawn(
                    row["start"], row["end"], link_type(cls), "observed", 0, row["first_seen"], row["last_seen"]
                )
    for row in snapshot.uses().to_pylist():
        if row["posts"] and row["own"]:
            yield Drawn(
                row["user"],
                row["contact"],
                link_type(Mentions),
                "observed",
                row["posts"],
                row["first_seen"],
                row["last_seen"],
            )
    for row in snapshot.writers().to_pylist():
        if snapshot.labels[row["chat"]] == "Group":
            yield Drawn(
                row["writer"], row["chat"], link_type(In), "observed", row["posts"], row["first_seen"], row["last_seen"]
            )
    for cls in PASSED:
        yield from through_posts(snapshot, cls)


def through_posts(snapshot: "Snapshot", cls: type[Link]) -> Iterator[Drawn]:
    """Yield a link of posts as one from whoever wrote them, as who passed on posts of whom."""
    for (user, other), posts in posts_between(snapshot, cls).items():
        known = [time for time, _ in posts if time is not None]
        first, last = min(known, default=None), max(known, default=None)
        yield Drawn(user, other, link_type(cls), "observed", len(posts), first, last)


def posts_between(snapshot: "Snapshot", cls: type[Link]) -> dict[tuple[int, int], list[tuple[int | None, int]]]:
    """Give, by writer and other end, the posts with their times that have such a link, as posts passed on."""
    writer = dict(zip(*(snapshot.table(Posted)[name].to_pylist() for name in ("end", "start")), strict=True))
    post, other = ("start", "end") if post_end(cls) == "start" else ("end", "start")
    posts: dict[tuple[int, int], list[tuple[int | None, int]]] = defaultdict(list)
    for row in snapshot.table(cls).to_pylist():
        user = writer.get(row[post])
        if user is not None and snapshot.labels[row[other]] in DRAWN and user != row[other]:
            posts[user, row[other]].append((row["first_seen"], row[post]))
    return posts


def found(snapshot: "Snapshot", gate: "Disclosure") -> Iterator[Drawn]:
    """Yield the links that findings of some kinds infer; judged the same they are judged, else inferred.

    What judgements of the case withdrew is not drawn."""
    for one in gate.latest.findings:
        ids = [subject.id for subject in one.subjects if subject.id in snapshot.number]
        verdict = gate.judgements[one.id].verdict if one.id in gate.judgements else None
        kind = kind_of(one.kind)
        if kind.line and len(ids) > 1 and verdict != "different" and not is_withdrawn(one):
            basis = "judged" if verdict == "same" else "inferred"
            for end in ids[1:]:
                a, b = snapshot.number[ids[0]], snapshot.number[end]
                yield Drawn(a, b, kind.link_type, basis, 0, None, None, one.id)


def worth(link: Drawn, degree: Mapping[int, int]) -> tuple[Any, ...]:
    """Order links: what is inferred, then by how few share the end, then by posts."""
    return link.basis == "observed", min(degree[link.start], degree[link.end]), -link.posts, place_of(link)


def place_of(link: Drawn) -> tuple[int, int, str, str, str]:
    """Order links by their ends: what is left out of it may be None."""
    return link.start, link.end, link.type, link.basis, link.finding or ""


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
    gate: "Disclosure", snapshot: "Snapshot", clusters: Sequence[Finding], chosen: Chosen
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
                first=iso(parts.get("first_seen")),
                last=iso(parts.get("last_seen")),
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
    gate: "Disclosure", snapshot: "Snapshot", links: Sequence[Drawn]
) -> dict[Drawn, tuple[tuple[Any, ...], int]]:
    """Open the links that come first, each to its first quotes."""
    passed = {link_type(cls): (cls, posts_between(snapshot, cls)) for cls in PASSED}
    evidence = {link: behind(gate, snapshot, link, passed) for link in links[:QUOTED]}
    opened = gate.open_links({one for some in evidence.values() for one in some}, LENGTH)
    made: dict[Drawn, tuple[tuple[Any, ...], int]] = {}
    for link, some in evidence.items():
        quotes = [quote for one in some for quote in opened[one]][:QUOTES]
        made[link] = (tuple(quotes), max(link.posts - len(quotes), 0))
    return made


def behind(
    gate: "Disclosure",
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
        return [address(cls, post, end) if post_end(cls) == "start" else address(cls, end, post) for post in posts]
    return [Evidence(link.type, start, end)]


def names(gate: "Disclosure", snapshot: "Snapshot", numbers: set[int]) -> dict[int, tuple[str, ...]]:
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


def read_by_anybody(snapshot: "Snapshot") -> set[int]:
    """Give what a platform calls public, as ``public_channel``."""
    rows = snapshot.sightings(Checked).select(["start", "kind"]).to_pylist()
    return {row["start"] for row in rows if (row["kind"] or "").startswith("public")}


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
        first=iso(link.first),
        last=iso(link.last),
        quotes=quotes[0],
        more=quotes[1],
        finding=link.finding,
    )


def iso(at: int | None) -> str | None:
    """Give a time as ISO text."""
    return None if at is None else moment(at)
