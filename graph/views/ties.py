"""The links between things as a picture draws them and ways follow them: observed ones out of the snapshot, inferred
ones out of the findings.

What runs through posts is one link from whoever wrote them. All ends are numbers of the snapshot: nothing here is said
in words, and nothing is shown; ``network`` and ``ways`` do that.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from graph.kinds import kind_of
from graph.model import DRAWN, EVERY_LINK, Checked, In, Link, Mentions, Posted, link_look, link_type, post_end
from graph.views.ordering import is_withdrawn

if TYPE_CHECKING:
    from graph.disclosure import Disclosure
    from graph.snapshot import Snapshot

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


def list_drawn_links(gate: "Disclosure", snapshot: "Snapshot") -> tuple[list[Drawn], Counter[int]]:
    """Give all links that are drawn, in order, and how many of them each thing has."""
    links = sorted({*list_observed_links(snapshot), *list_inferred_links(snapshot, gate)}, key=order_of_link)
    return links, Counter(end for link in links for end in (link.start, link.end))


def list_observed_links(snapshot: "Snapshot") -> Iterator[Drawn]:
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
        yield from list_links_of_posts(snapshot, cls)


def list_links_of_posts(snapshot: "Snapshot", cls: type[Link]) -> Iterator[Drawn]:
    """Yield a link of posts as one from whoever wrote them, as who passed on posts of whom."""
    for (user, other), posts in group_posts_between(snapshot, cls).items():
        known = [time for time, _ in posts if time is not None]
        first, last = min(known, default=None), max(known, default=None)
        yield Drawn(user, other, link_type(cls), "observed", len(posts), first, last)


def group_posts_between(snapshot: "Snapshot", cls: type[Link]) -> dict[tuple[int, int], list[tuple[int | None, int]]]:
    """Give, by writer and other end, the posts with their times that have such a link, as posts passed on."""
    writer = dict(zip(*(snapshot.table(Posted)[name].to_pylist() for name in ("end", "start")), strict=True))
    post, other = ("start", "end") if post_end(cls) == "start" else ("end", "start")
    posts: dict[tuple[int, int], list[tuple[int | None, int]]] = defaultdict(list)
    for row in snapshot.table(cls).to_pylist():
        user = writer.get(row[post])
        if user is not None and snapshot.labels[row[other]] in DRAWN and user != row[other]:
            posts[user, row[other]].append((row["first_seen"], row[post]))
    return posts


def list_inferred_links(snapshot: "Snapshot", gate: "Disclosure") -> Iterator[Drawn]:
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


def order_of_link(link: Drawn) -> tuple[int, int, str, str, str]:
    """Order links by their ends: what is left out of it may be None."""
    return link.start, link.end, link.type, link.basis, link.finding or ""


def find_public_groups(snapshot: "Snapshot") -> set[int]:
    """Give what a platform calls public, as ``public_channel``."""
    rows = snapshot.sightings(Checked).select(["start", "kind"]).to_pylist()
    return {row["start"] for row in rows if (row["kind"] or "").startswith("public")}
