"""What a file yielded, place by place and day by day, and whether earlier files of the same source had more.

The place of a post is the group or chat in which it stands, else whoever wrote it. An export that holds far fewer posts
of the same days than an earlier one is cut, was made with other settings, or posts were deleted since: none of these is
seen in the file itself.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Literal, NamedTuple, Self

from graph.case import Case
from graph.errors import JournalError
from graph.forms import make_storable
from graph.model import Account, Group, label
from graph.runs import live_runs
from ingest.record import Message, Naming, Record

DAY = 86_400
ENTRIES = 500_000
"""Days of places that are counted for a file: of what comes beyond them there is no comparison by days."""
FEWEST = 20
"""Posts that an earlier file must have for a lack to be told: of a few posts one day decides."""
LACKING = 0.5
"""Share of the posts of the same days below which a lack is told."""
SHRUNK = 0.25
"""Share of the posts of the two exports before below which a lack is told: other days hold other numbers of posts."""
ALIKE = 0.5
"""Share of the places of an earlier file that a file must have for the two to be exports of one thing."""
SHARED = 3
"""Places that two files must share for the same."""
MANY = 100
"""Lacks of a file that are kept; all are counted."""
RECENT = 1_000
"""Earlier files of a source that a file is compared with, the newest ones."""

How = Literal["same days", "exports before", "not in it"]


@dataclass(slots=True)
class PlaceYield:
    """What a file holds of one place: posts in all, and by day since 1970 in UTC where they are dated."""

    kind: str
    """Its label: Account, Group or Participant."""
    name: str = ""
    """As the file names it."""
    posts: int = 0
    days: dict[int, int] = field(default_factory=dict)

    @property
    def first(self) -> int | None:
        """Its first day with a post."""
        return min(self.days, default=None)

    @property
    def last(self) -> int | None:
        """Its last day with a post."""
        return max(self.days, default=None)


@dataclass(slots=True)
class FileYield:
    """What a file holds, by the id of the place."""

    places: dict[str, PlaceYield] = field(default_factory=dict)
    entries: int = 0

    def take(self, record: Record) -> None:
        """Count a message, or keep the name of a place."""
        if isinstance(record, Message):
            place = record.chat or record.author
            if place is None:
                return
            known = self.places.get(place.id)
            if known is None:
                known = self.places[place.id] = PlaceYield(label(type(place)))
            known.posts += 1
            if record.at is not None:
                day = int(record.at.timestamp()) // DAY
                if day in known.days:
                    known.days[day] += 1
                elif self.entries < ENTRIES:
                    known.days[day] = 1
                    self.entries += 1
        elif (
            isinstance(record, Naming)
            and record.how in ("seen", "event")
            and isinstance(record.subject, Group | Account)
        ):
            place_yield = self.places.get(record.subject.id)
            if place_yield is not None or isinstance(record.subject, Group):
                place_yield = self.places.setdefault(record.subject.id, PlaceYield(label(type(record.subject))))
                place_yield.name = record.name

    def pack(self) -> bytes:
        """Give it as JSON, the same for the same counts."""
        plain = {
            id: [one.kind, make_storable(one.name), one.posts, sorted(one.days.items())]
            for id, one in sorted(((make_storable(id), one) for id, one in self.places.items()), key=itemgetter(0))
            if one.posts
        }
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def unpack(cls, data: bytes) -> Self:
        """Read what ``pack`` wrote."""
        plain = json.loads(data)
        return cls({id: PlaceYield(kind, name, posts, dict(days)) for id, (kind, name, posts, days) in plain.items()})


class Earlier(NamedTuple):
    """A file that was read before."""

    sha256: str
    name: str
    held: FileYield


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A place of which a file has far fewer posts than earlier files let one expect."""

    how: How
    """Compared with one earlier file on the days that both hold, with the two exports before it, or not in the file."""
    place: str
    kind: str
    name: str
    posts: int
    expected: int
    first: int | None
    """The first day that is compared, as days since 1970; None where there is no date."""
    last: int | None
    earlier: str
    """SHA-256 of the file that has more."""
    earlier_name: str

    def plain(self) -> Mapping[str, Any]:
        """Give it as JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


def add_shortfalls(case: Case, said: Iterable[dict[str, Any]], run: int) -> None:
    """Add to what came of each file of a run (``fewer``) where it has fewer posts than files of earlier runs."""
    files = [one for one in said if "yield" in one]
    if not files:
        return
    earlier = recall_earlier_files(case, run)
    for one in files:
        held = FileYield.unpack(case.recall("yield", one["yield"]))
        before = [each for each in earlier.get(one["source"], ()) if each.sha256 != one["sha256"]]
        if lacks := list_shortfalls(held, before):
            one["fewer"] = [lack.plain() for lack in lacks[:MANY]]
            one["fewer_of"] = len(lacks)


def recall_earlier_files(case: Case, run: int) -> dict[str, list[Earlier]]:
    """Give the files of the runs that count and came before, by their source, the oldest first.

    A file of which it is not known any more what it held is left out: nothing is compared with it.
    """
    digests: dict[str, str] = {}
    for entry in case.journal.entries("ingested", "undone"):
        for one in (entry.payload or {}).get("files", ()):
            if "yield" in one:
                digests[one["sha256"]] = one["yield"]
    found: dict[str, dict[str, Earlier]] = defaultdict(dict)
    for n, files in live_runs(case).items():
        for file in files if n < run else ():
            digest = digests.get(file["sha256"])
            if digest is None or file["sha256"] in found[file["source"]]:
                continue
            try:
                held = FileYield.unpack(case.recall("yield", digest))
            except JournalError:
                continue
            found[file["source"]][file["sha256"]] = Earlier(file["sha256"], file["name"], held)
    return {source: list(files.values()) for source, files in found.items()}


def list_shortfalls(held: FileYield, earlier: Sequence[Earlier]) -> list[Shortfall]:
    """Give where a file lacks posts, the largest lack first; ``earlier`` are files of its source, the oldest first."""
    by_place: dict[str, list[Earlier]] = defaultdict(list)
    for one in earlier[-RECENT:]:
        for id in one.held.places:
            by_place[id].append(one)
    found = [*list_missing_places(held, earlier[-RECENT:])]
    for id, place in held.places.items():
        if place.posts and (lack := find_shortfall(id, place, by_place[id])):
            found.append(lack)
    return sorted(found, key=lambda one: (one.posts - one.expected, one.place))


def find_shortfall(id: str, place: PlaceYield, earlier: Sequence[Earlier]) -> Shortfall | None:
    """Say of one place whether posts lack: on the days that both hold, else against the two exports before."""
    same = [lack for one in earlier if (lack := compare_same_days(id, place, one))]
    if same:
        return max(same, key=lambda one: (one.expected - one.posts, one.earlier))
    first = place.first
    before = [one for one in earlier if first is not None and (one.held.places[id].last or first) < first]
    if len(before) < 2:
        return None
    before = sorted(before, key=lambda one: one.held.places[id].last or 0)[-2:]
    least = min(before, key=lambda one: one.held.places[id].posts)
    expected = least.held.places[id].posts
    if expected < FEWEST or place.posts >= SHRUNK * expected:
        return None
    was = least.held.places[id]
    return Shortfall(
        "exports before",
        id,
        place.kind,
        place.name,
        place.posts,
        expected,
        was.first,
        was.last,
        least.sha256,
        least.name,
    )


def compare_same_days(id: str, place: PlaceYield, one: Earlier) -> Shortfall | None:
    """Compare a place with an earlier file on the whole days that both hold: those at their ends may be cut."""
    was = one.held.places[id]
    if place.first is None or place.last is None or was.first is None or was.last is None:
        return None
    begin, end = max(place.first, was.first) + 1, min(place.last, was.last) - 1
    expected = sum(posts for day, posts in was.days.items() if begin <= day <= end)
    posts = sum(posts for day, posts in place.days.items() if begin <= day <= end)
    if expected < FEWEST or posts >= LACKING * expected:
        return None
    return Shortfall("same days", id, place.kind, place.name, posts, expected, begin, end, one.sha256, one.name)


def list_missing_places(held: FileYield, earlier: Iterable[Earlier]) -> Iterator[Shortfall]:
    """Yield the places that the newest export of the same things has and this one lacks."""
    mine = {id for id, place in held.places.items() if place.posts}
    newest = None
    for one in earlier:
        shared = mine & one.held.places.keys()
        if len(shared) >= max(SHARED, ALIKE * len(one.held.places)):
            newest = one
    if newest is None:
        return
    for id, was in newest.held.places.items():
        if id not in mine and was.posts >= FEWEST:
            yield Shortfall(
                "not in it", id, was.kind, was.name, 0, was.posts, was.first, was.last, newest.sha256, newest.name
            )
