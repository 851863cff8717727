"""Where and when things are seen, and in which files: what tells news from what was only collected late.

A spot sums up sightings of one place that the same files hold. The place of a post is its group or chat, else who
wrote it; that of another link the group it leads to, else its type: calls are collected apart from chats.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.finding import Evidence, Finding
from graph.model import EVERY_LINK, HandsOff, Link, RecordedIn, label, link_type, list_times, post_end
from graph.model import Group as GroupNode
from graph.snapshot.collected import pair_posts_with_files

if TYPE_CHECKING:
    import numpy as np

    from graph.snapshot import Snapshot

GROUP = label(GroupNode)

BY_TYPE: Mapping[str, type[Link]] = {link_type(cls): cls for cls in EVERY_LINK if cls not in (RecordedIn, HandsOff)}
"""Of links that files say; a handoff is derived from them."""

NOWHERE = ""
"""Place of a post of which neither group nor writer is known."""


class Spot(NamedTuple):
    """Sightings at one place, in the same files."""

    place: str
    sources: tuple[str, ...]
    """Ids of the files that hold each of them, sorted."""
    first: int | None
    """Epoch milliseconds; None where no file dates any of them."""
    last: int | None
    sightings: int


def sum_up(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Give one spot a place and set of files, sorted."""
    found: dict[tuple[str, tuple[str, ...]], Spot] = {}
    for spot in spots:
        key = spot.place, spot.sources
        other = found.get(key)
        found[key] = spot if other is None else join_spots(spot, other)
    return tuple(found[key] for key in sorted(found))


def join_spots(one: Spot, other: Spot) -> Spot:
    """Give two spots of one place and the same files as one."""
    begins = [at for at in (one.first, other.first) if at is not None]
    ends = [at for at in (one.last, other.last) if at is not None]
    return Spot(
        one.place, one.sources, min(begins, default=None), max(ends, default=None), one.sightings + other.sightings
    )


def list_coverage(snapshot: "Snapshot") -> tuple[Spot, ...]:
    """Give what was collected: the posts of every place by the files that hold them, and other links by their type."""
    posts = list_sources_of_posts(snapshot)
    places = place_of_posts(snapshot)
    times = snapshot.of_posts("at")
    sums: dict[tuple[str, tuple[str, ...]], list[Any]] = {}
    for post, sources in posts:  # a million of them: no object for each
        key, at = (places.get(post, NOWHERE), sources), times.get(post)
        known = sums.get(key)
        if known is None:
            sums[key] = [at, at, 1]
            continue
        known[2] += 1
        if at is not None:
            known[0] = at if known[0] is None or at < known[0] else known[0]
            known[1] = at if known[1] is None or at > known[1] else known[1]
    found = [Spot(*key, *said) for key, said in sums.items()]
    others = (cls for cls in BY_TYPE.values() if post_end(cls) is None)
    return sum_up([*found, *(spot for cls in others for _, _, spot in link_spots(snapshot, cls, None))])


def list_sources_of_posts(snapshot: "Snapshot") -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each post with the files that say who wrote it or where it stands."""
    rows = pair_posts_with_files(snapshot).sort_by([("post", "ascending"), ("source", "ascending")])
    yield from gather(rows["post"].to_pylist(), rows["source"].to_pylist())


def gather(keys: Sequence[int], sources: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each of some sorted keys once with all its sources; equal sets of files are one object."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    begin = 0
    for at in range(1, len(keys) + 1):
        if at == len(keys) or keys[at] != keys[begin]:
            said = tuple(sources[begin:at])
            yield keys[begin], known.setdefault(said, said)
            begin = at


def place_of_posts(snapshot: "Snapshot") -> dict[int, str]:
    """Give the place of each post that has one."""
    ids = snapshot.ids
    return {post: ids[at] for post, at in (dict(snapshot.of_posts("author")) | dict(snapshot.of_posts("chat"))).items()}


def list_spots(snapshot: "Snapshot", links: Collection[Evidence]) -> dict[Evidence, Spot]:
    """Give for each link of the graph where, when and in which files it is seen; links that are gone have none."""
    wanted: dict[str, list[Evidence]] = defaultdict(list)
    for link in links:
        if link.start in snapshot.number and link.end in snapshot.number:
            wanted[link.type].append(link)
    found: dict[Evidence, Spot] = {}
    for type, some in wanted.items():
        if type in BY_TYPE:
            pairs = {(snapshot.number[one.start], snapshot.number[one.end]): one for one in some}
            for start, end, spot in link_spots(snapshot, BY_TYPE[type], pairs.keys()):
                found[pairs[start, end]] = spot
    return found


def link_spots(
    snapshot: "Snapshot", cls: type[Link], pairs: Collection[tuple[int, int]] | None
) -> Iterator[tuple[int, int, Spot]]:
    """Yield the links of a class between some pairs of ends, or all of them, each with its spot."""
    import pyarrow.compute as pc

    table = snapshot.sightings(cls)
    times = sorted(list_times(cls))
    if pairs is not None:
        table = table.filter(select_pairs(table, pairs, len(snapshot.ids)))
    if not len(table):
        return
    least = pc.min_element_wise(*(table[name] for name in times)).to_pylist() if times else [None] * len(table)
    most = pc.max_element_wise(*(table[name] for name in times)).to_pylist() if times else [None] * len(table)
    ends = [table[name].to_pylist() for name in ("start", "end", "source")]
    said: dict[tuple[int, int], list[tuple[str, int | None, int | None]]] = defaultdict(list)
    for start, end, source, first, last in zip(*ends, least, most, strict=True):
        said[start, end].append((source, first, last))
    made_by = post_end(cls)
    places = place_of_posts(snapshot) if made_by else {}
    dated = snapshot.of_posts("at") if made_by else {}
    for (start, end), sightings in said.items():
        sources = tuple(sorted({source for source, _, _ in sightings}))
        if made_by:
            post = start if made_by == "start" else end
            at = dated.get(post)
            yield start, end, Spot(places.get(post, NOWHERE), sources, at, at, 1)
        else:
            begins = [first for _, first, _ in sightings if first is not None]
            finishes = [last for _, _, last in sightings if last is not None]
            place = snapshot.ids[end] if snapshot.labels[end] == GROUP else link_type(cls)
            yield start, end, Spot(place, sources, min(begins, default=None), max(finishes, default=None), 1)


def select_pairs(table: Any, pairs: Collection[tuple[int, int]], nodes: int) -> "np.ndarray[Any, Any]":
    """Say of each row whether its ends are among the pairs."""
    import numpy as np

    keys = table["start"].to_numpy().astype("int64") * nodes + table["end"].to_numpy()
    wanted = np.fromiter((start * nodes + end for start, end in pairs), "int64", len(pairs))
    found: np.ndarray[Any, Any] = np.isin(keys, wanted)
    return found


def spots_of_reasons(finding: Finding, spots: Mapping[Evidence, Spot]) -> tuple[tuple[Spot, ...], ...]:
    """Give for each reason of a finding where, when and in which files its evidence is seen."""
    return tuple(sum_up(spots[link] for link in reason.evidence if link in spots) for reason in finding.reasons)


def spots_of_members(
    finding: Finding, spots: Mapping[Evidence, Spot], posts: Mapping[str, Collection[str]]
) -> dict[str, tuple[Spot, ...]]:
    """Give for each member of a finding the spots of the evidence that speaks of it.

    A link speaks of its ends, and of who wrote its post and where that stands (``posts``).
    """
    members = {subject.id for subject in finding.subjects}
    told: dict[str, list[Spot]] = defaultdict(list)
    for link in {link for reason in finding.reasons for link in reason.evidence if link in spots}:
        near = {link.start, link.end, *posts.get(link.start, ()), *posts.get(link.end, ())}
        for member in near & members:
            told[member].append(spots[link])
    return {member: sum_up(some) for member, some in told.items()}
