"""The links that leave the case, by number of the snapshot: what files say, merged by pair, and what findings infer.

Without posts a link that a post makes is one from whoever wrote it, counted. Nothing is said in words here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.answers.exchange import BasisExchanged
from graph.finding import Evidence, Finding
from graph.kinds import kind_of
from graph.model import (
    EVERY_LINK,
    Checked,
    ForwardedFrom,
    HandsOff,
    In,
    Link,
    Mentions,
    Named,
    Post,
    Posted,
    RecordedIn,
    Shows,
    label,
    link_type,
    list_properties,
    list_times,
    post_end,
)
from graph.model.meaning import once_a_class
from graph.views import chances
from graph.views.ordering import is_withdrawn

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from graph.views.answering import AnsweringGate

BETWEEN_THINGS: tuple[type[Link], ...] = tuple(
    cls for cls in EVERY_LINK if not post_end(cls) and cls not in (Checked, RecordedIn)
)
"""Links that no post makes. What files say of a thing's state is told with the thing."""

THROUGH_POSTS: tuple[type[Link], ...] = (Mentions, In, ForwardedFrom)
"""Links of posts that are told of whoever wrote the post."""

OF_POSTS: tuple[type[Link], ...] = tuple(cls for cls in EVERY_LINK if post_end(cls) and cls is not RecordedIn)
"""Links that posts make, one by one."""

SAVED = "saved"
"""How a name is borne that stands in somebody's address book: it is a link; other names are told with the thing."""


@dataclass(slots=True)
class Seen:
    """When something was seen, in ms UTC, and the SHA-256 of the files that say so."""

    first: int | None = None
    last: int | None = None
    sources: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, *times: int | None, source: str | None = None) -> "Seen":
        """Give it of times that may not be known, and of a file by its id."""
        known = [at for at in times if at is not None]
        files = {source.removeprefix("sha256:")} if source else set()
        return cls(min(known, default=None), max(known, default=None), files)

    def add(self, other: "Seen") -> None:
        """Take what another says too."""
        self.first = min((at for at in (self.first, other.first) if at is not None), default=None)
        self.last = max((at for at in (self.last, other.last) if at is not None), default=None)
        self.sources |= other.sources


@dataclass(slots=True)
class Tie:
    """A link before it is said, both ends by number of the snapshot."""

    start: int
    end: int
    type: str
    basis: BasisExchanged
    seen: Seen = field(default_factory=Seen)
    how: set[str] = field(default_factory=set)
    count: int = 0
    plausibility: float | None = None
    confidence: str = ""
    chance: float | None = None
    worth: str = ""
    finding: str | None = None
    verdict: str = ""


class SeenLinks:
    """When links of the graph were seen, and in which files, by their address."""

    def __init__(self, snapshot: "Snapshot") -> None:
        self.snapshot = snapshot
        self._by_type: dict[str, dict[tuple[int, int], Seen]] = {}

    def of(self, links: Iterable[Evidence]) -> Seen:
        """Give when the first and the last of some links were seen, and all their files."""
        every = Seen()
        number = self.snapshot.number
        for link in links:
            start, end = number.get(link.start), number.get(link.end)
            if start is not None and end is not None:
                every.add(self._of_type(link.type).get((start, end), Seen()))
        return every

    def _of_type(self, type: str) -> dict[tuple[int, int], Seen]:
        if type not in self._by_type:
            cls = next(cls for cls in EVERY_LINK if link_type(cls) == type)
            found: dict[tuple[int, int], Seen] = {}
            if cls is not RecordedIn:
                for row in list_said_rows(self.snapshot, cls):
                    found.setdefault((row["start"], row["end"]), Seen()).add(see_row(self.snapshot, cls, row))
            self._by_type[type] = found
        return self._by_type[type]


def collect_ties(snapshot: "Snapshot", *, posts: bool) -> Iterator[Tie]:
    """Yield all that files say of two things, merged by pair; with ``posts`` also what posts say, one by one."""
    for cls in BETWEEN_THINGS:
        rows = list_said_rows(snapshot, cls)
        if cls is Named:
            rows = (row for row in rows if row["how"] == SAVED)
        yield from merge_rows(snapshot, cls, ((row, [(row["start"], row["end"])]) for row in rows))
    writers = map_writers(snapshot)
    labels = snapshot.labels
    for cls in THROUGH_POSTS:
        pairs = (
            (row, [(user, row["end"]) for user in writers.get(row["start"], ()) if user != row["end"]])
            for row in list_said_rows(snapshot, cls)
            if labels[row["end"]] != label(Post)
        )
        yield from merge_rows(snapshot, cls, pairs, of_posts=True)
    if posts:
        for cls in OF_POSTS:
            rows = list_said_rows(snapshot, cls)
            yield from merge_rows(snapshot, cls, ((row, [(row["start"], row["end"])]) for row in rows))


def merge_rows(
    snapshot: "Snapshot",
    cls: type[Link],
    rows: Iterable[tuple[dict[str, Any], list[tuple[int, int]]]],
    *,
    of_posts: bool = False,
) -> Iterator[Tie]:
    """Yield one link a pair out of rows with the pairs they speak for; rows come sorted by their ends.

    With ``of_posts`` a post counts once, however many files hold it; else each saying counts.
    """
    words = list_words(cls)
    certain = "plausibility" in {one.name for one in list_properties(cls)}
    basis: BasisExchanged = "inferred" if cls is HandsOff else "observed"
    ties: dict[tuple[int, int], Tie] = {}
    before: tuple[int, int] | None = None
    for row, pairs in rows:
        ends = row["start"], row["end"]
        seen = see_row(snapshot, cls, row)
        for start, end in pairs:
            tie = ties.get((start, end))
            if tie is None:
                tie = ties[start, end] = Tie(start, end, link_type(cls), basis)
                tie.plausibility = 0.0 if certain else None
            tie.count += (row["posts"] or 1) if cls is HandsOff else int(not of_posts or ends != before)
            tie.seen.add(seen)
            tie.how.update(word for name in words if (word := row[name]))
            if certain:
                tie.plausibility = max(
                    tie.plausibility or 0.0, 1.0 if row["plausibility"] is None else row["plausibility"]
                )
        before = ends
    for tie in ties.values():
        tie.plausibility = None if tie.plausibility == 1.0 else tie.plausibility
    if cls is HandsOff:
        add_handoff_files(snapshot, ties)
    yield from ties.values()


def add_handoff_files(snapshot: "Snapshot", ties: "dict[tuple[int, int], Tie]") -> None:
    """Give handoffs the files of the posts and profiles that they were worked out from."""
    writers = map_writers(snapshot)
    stands = snapshot.table(In)
    for post, group in zip(stands["start"].to_pylist(), stands["end"].to_pylist(), strict=True):
        writers.setdefault(post, []).append(group)  # a group sends people on by all posts that stand in it
    for row in list_said_rows(snapshot, Mentions):
        for user in writers.get(row["start"], ()):
            if (tie := ties.get((user, row["end"]))) is not None:
                tie.seen.sources |= Seen.of(source=row["source"]).sources
    for row in list_said_rows(snapshot, Shows):
        if (tie := ties.get((row["start"], row["end"]))) is not None:
            tie.seen.sources |= Seen.of(source=row["source"]).sources


def list_finding_ties(
    gate: "AnsweringGate", snapshot: "Snapshot", findings: Iterable[Finding], seen: SeenLinks
) -> Iterator[Tie]:
    """Yield the links that findings infer, from the first subject to each other one.

    Those that people judged the same are judged; what was judged different, or withdrawn, is no link.
    """
    for one in findings:
        numbers = [snapshot.number[subject.id] for subject in one.subjects if subject.id in snapshot.number]
        judged = gate.judgements.get(one.id)
        verdict = judged.verdict if judged else ""
        if kind_of(one.kind).line is None or verdict == "different" or is_withdrawn(one):
            continue
        evidence = [link for reason in one.reasons for link in reason.evidence]
        for end in numbers[1:]:
            yield Tie(
                numbers[0],
                end,
                kind_of(one.kind).link_type,
                "judged" if verdict == "same" else one.basis,
                seen.of(evidence),
                count=len(set(evidence)),
                confidence=one.confidence,
                chance=chances.numbered(one.kind, one.basis, one.score, one.parts),
                worth=chances.column(one.kind, one.basis, one.score, one.parts)[1],
                finding=one.id,
                verdict=verdict,
            )


def map_writers(snapshot: "Snapshot") -> dict[int, list[int]]:
    """Give who wrote each post, by number; of one that nobody signed, the groups that it stands in."""
    wrote: dict[int, list[int]] = {}
    posted = snapshot.table(Posted)
    for user, post in zip(posted["start"].to_pylist(), posted["end"].to_pylist(), strict=True):
        wrote.setdefault(post, []).append(user)
    stands = snapshot.table(In)
    unsigned: dict[int, list[int]] = {}
    for post, group in zip(stands["start"].to_pylist(), stands["end"].to_pylist(), strict=True):
        if post not in wrote:
            unsigned.setdefault(post, []).append(group)
    return wrote | unsigned


def list_said_rows(snapshot: "Snapshot", cls: type[Link]) -> Iterator[dict[str, Any]]:
    """Yield what files say, a row a place in a file, sorted by ends."""
    for batch in snapshot.sightings(cls).to_batches():
        yield from batch.to_pylist()


def see_row(snapshot: "Snapshot", cls: type[Link], row: dict[str, Any]) -> Seen:
    """Give when a row was seen, and in which file; a link that a post makes is of the time of the post."""
    end = post_end(cls)
    times = [snapshot.of_posts("at").get(row[end])] if end else [row[name] for name in list_times(cls)]
    return Seen.of(*times, source=row["source"])


@once_a_class
def list_words(cls: type[Link]) -> tuple[str, ...]:
    """Give the properties that say in a word how two things are linked."""
    return tuple(one.name for one in list_properties(cls) if one.meaning == "word" and one.name != "rule")
