"""Ways between two things: over what few have rather than over what everybody has; one rule for command and page.

Each link of a way costs one, and a little more where it says little; each thing that a way passes costs the more the
more links it has. What is generic is passed only where no other way leads, and that is said. The page draws its ways
by the same costs (``graph/picture/page/scripts/paths.js``), over what it shows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import inf, log2
from typing import TYPE_CHECKING, Any

from graph.model import DRAWN, link_type
from graph.questions import found as check_id
from graph.questions import taken
from graph.snapshot import READ
from graph.snapshot.kept import read_snapshot
from graph.views.ties import find_public_groups, list_drawn_links
from queries import WORKED_OUT

if TYPE_CHECKING:
    from graph.disclosure import Disclosure
    from graph.snapshot import Snapshot

QUESTION = "path_between"

GENERIC = 40
"""Links from which on a thing is no tie, though nobody has marked it."""

COST = {"IN": 1.0, "MEMBER_OF": 1.0, "ALIAS": 0.5, "SUCCESSION": 0.5}
"""What a link of a type costs beside 1: to stand in one group says little, and what is inferred is not known."""

BASES = ("observed", "judged", "inferred")
"""From the firmest to the weakest."""

NOTE = "No way leads over rare ties alone: this one passes what the last column names, which ties few to each other."


@dataclass(frozen=True, slots=True)
class Net:
    """What ways lead over: things by their number in the snapshot."""

    around: Mapping[int, Collection[tuple[int, str, str]]]
    """By thing: the other end of each of its links, with type and basis."""
    links: Mapping[int, int]
    """By thing, how many links it has; the more, the less it ties."""
    generic: Mapping[int, str]
    """Things that tie nobody, and why."""


def find_way(net: Net, begin: int, goal: int) -> tuple[list[int], bool] | None:
    """Give the things of the cheapest way, and whether it passes what is generic; None where no way leads."""
    for wide in (False, True):
        if found := cheapest_way(net, begin, goal, wide=wide):
            return found, wide
    return None


def cheapest_way(net: Net, begin: int, goal: int, *, wide: bool) -> list[int] | None:
    """Give the things of the cheapest way from end to end; ``wide`` also passes what is generic.

    Of ways that cost the same the one whose things come first in the snapshot.
    """
    cost, before, done = {begin: 0.0}, {}, set()
    heap = [(0.0, begin)]
    while heap:
        _, at = heappop(heap)
        if at in done:
            continue
        done.add(at)
        if at == goal:
            break
        passed = 0.0 if at == begin else log2(1 + net.links[at])
        for end, kind, _ in net.around.get(at, ()):
            if end in done or (not wide and end != goal and end in net.generic):
                continue
            total = cost[at] + 1 + passed + COST.get(kind, 0.0)
            if total < cost.get(end, inf):
                cost[end], before[end] = total, at
                heappush(heap, (total, end))
    if goal not in done:
        return None
    way = [goal]
    while way[0] != begin:
        way.insert(0, before[way[0]])
    return way


def why_generic(mark: str, links: int, *, public_group: bool) -> str:
    """Say why a thing ties nobody; empty where it may."""
    if mark:
        return mark
    if public_group:
        return "public group"
    return f"{links:,} links" if links > GENERIC else ""


def net_of(gate: "Disclosure", snapshot: "Snapshot", ends: Collection[int]) -> Net:
    """Give what ways lead over: what the page draws, and of ends that it draws not (posts, names) their own links."""
    drawn, links = list_drawn_links(gate, snapshot)
    public = find_public_groups(snapshot)
    around: dict[int, set[tuple[int, str, str]]] = defaultdict(set)
    for one in drawn:
        around[one.start].add((one.end, one.type, one.basis))
        around[one.end].add((one.start, one.type, one.basis))
    folded = [end for end in ends if snapshot.labels[end] not in DRAWN]
    for start, end, kind in own_links(snapshot, folded, ends):
        around[start].add((end, kind, "observed"))
        around[end].add((start, kind, "observed"))
    generic = {}
    for number in around:
        group = snapshot.labels[number] == "Group"
        mark = gate.voice.mark(snapshot.ids[number])
        if why := why_generic(mark, links[number], public_group=group and number in public):
            generic[number] = why
    return Net({number: sorted(some) for number, some in around.items()}, links, generic)


def own_links(snapshot: "Snapshot", folded: Collection[int], ends: Collection[int]) -> Iterable[tuple[int, int, str]]:
    """Yield the links of posts and names with what is drawn, and between the two ends."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not folded:
        return
    wanted = pa.array(sorted(folded), pa.int32())
    for cls in READ:
        table = snapshot.table(cls)
        touching = pc.or_(pc.is_in(table["start"], value_set=wanted), pc.is_in(table["end"], value_set=wanted))
        for row in table.filter(touching).select(["start", "end"]).to_pylist():
            pair = (row["start"], row["end"])
            if all(end in ends or snapshot.labels[end] in DRAWN for end in pair):
                yield *pair, link_type(cls)


def answer_way(gate: "Disclosure", given: Mapping[str, Any]) -> tuple[Sequence[Sequence[Any]], str]:
    """Give the steps of the way between two things, and what is to be said of it."""
    question = WORKED_OUT[QUESTION]
    values = taken(question, given)
    for parameter in question.parameters:
        check_id(gate.store, question, parameter, str(values[parameter.name]))
    snapshot = read_snapshot(gate.case, gate.store, keep=False)
    begin, goal = (snapshot.number[str(values[name])] for name in ("begin", "goal"))
    net = net_of(gate, snapshot, (begin, goal))
    found = find_way(net, begin, goal)
    if found is None:
        return [], ""
    way, wide = found
    rows: list[list[Any]] = []
    for step, (here, there) in enumerate(pairwise(way), 1):
        between = [(kind, basis) for end, kind, basis in net.around[here] if end == there]
        firmest = min((basis for _, basis in between), key=BASES.index)
        kinds = sorted({kind for kind, _ in between})
        passed = net.generic.get(there) if there != goal else None
        rows.append([step, snapshot.ids[here], kinds, firmest, snapshot.ids[there], net.links[there], passed])
    return rows, NOTE if wide else ""
