"""What a report stands on, kept with it as typed values: what the next one is compared with.

It holds no words. Names are kept beside what may be gone by then, to call it by; nothing compares them. The file is
kept in the case under its SHA-256, which the journal has: it is there whole, or the report is not.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.case import Case
from graph.difference.spots import (
    Spot,
    list_coverage,
    list_spots,
    spots_of_members,
    spots_of_reasons,
)
from graph.errors import JournalError
from graph.finding import Evidence, Finding, last_run, list_standing_judgements, read_findings, sources_read
from graph.kinds import kind_of
from graph.marks import protected_contacts
from graph.model import MemberOf

if TYPE_CHECKING:
    from graph.snapshot import Snapshot

VERSION = 1
"""Goes up when what is kept means something else; an older one is read, or refused with what to do."""

KIND = "standing"
"""The ending of the file among what the case remembers."""


class Seen(NamedTuple):
    """A subject of a finding as it was seen."""

    label: str
    name: str
    """What it was called: never compared."""
    first: int | None
    """Epoch milliseconds."""
    last: int | None
    looked: int | None
    """Until when the places where it is seen were collected."""
    state: str = ""
    """removed, flagged or private."""
    state_at: int | None = None


class Judged(NamedTuple):
    """A judgement that stood."""

    n: int
    finding: str
    kind: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a report stood on."""

    number: int
    made: str
    """ISO text in UTC."""
    findings: tuple[Finding, ...]
    digest: str
    """Of the findings, as the case remembers them; empty where no analysis had run."""
    program: str
    """Digest of the code and weights that the findings follow from; empty where that is not known."""
    sources: Mapping[str, str]
    """How each file was read, by the id of its node."""
    coverage: tuple[Spot, ...] | None
    """None for a report of a version that did not keep it: what came late cannot be told then."""
    exported: Mapping[str, int] = field(default_factory=dict)
    """When files were exported, by the ids of their nodes, in epoch milliseconds."""
    reasons: Mapping[str, tuple[tuple[Spot, ...], ...]] = field(default_factory=dict)
    """For each reason of each finding, by its id, where its evidence is seen."""
    members: Mapping[str, Mapping[str, tuple[Spot, ...]]] = field(default_factory=dict)
    """The same for each member of what holds members."""
    things: Mapping[str, Seen] = field(default_factory=dict)
    judgements: tuple[Judged, ...] = ()
    protected: frozenset[str] = frozenset()

    def reach(self) -> "Reach":
        """Give until when each place was collected."""
        return Reach.of(self.coverage or (), self.exported)


@dataclass(frozen=True, slots=True)
class Reach:
    """Until when each place was collected; of one that was not, until when anything was."""

    places: Mapping[str, int]
    newest: int | None

    @classmethod
    def of(cls, coverage: Iterable[Spot], exported: Mapping[str, int]) -> "Reach":
        """Take it from what was collected: a file tells of its places until it was exported."""
        places: dict[str, int] = {}
        for spot in coverage:
            known = [exported[source] for source in spot.sources if source in exported]
            known += [] if spot.last is None else [spot.last]
            if known:
                places[spot.place] = max(*known, places.get(spot.place, known[0]))
        return cls(places, max(places.values(), default=None))

    def until(self, place: str) -> int | None:
        """Give until when a place was collected."""
        return self.places.get(place, self.newest)


def look(
    case: Case,
    snapshot: "Snapshot",
    sources: Mapping[str, int | None],
    states: Mapping[str, tuple[str, int | None]],
    *,
    number: int,
    made: str,
    program: str,
) -> Standing:
    """Look at what a report stands on now, while nobody else writes.

    ``sources`` says when each file of the graph was exported, ``states`` what became of subjects, by their ids.
    """
    run = last_run(case)
    findings = run.findings()
    spots = list_spots(snapshot, {link for one in findings for reason in one.reasons for link in reason.evidence})
    coverage = list_coverage(snapshot)
    exported = {id: at for id, at in sources.items() if at is not None}
    near = list_near(snapshot, spots)
    return Standing(
        number=number,
        made=made,
        findings=findings,
        digest=hashlib.sha256(run.data).hexdigest() if run.n else "",
        program=program,
        sources={f"sha256:{sha256}": how for sha256, how in sources_read(case).items()},
        coverage=coverage,
        exported=exported,
        reasons={one.id: spots_of_reasons(one, spots) for one in findings},
        members={one.id: spots_of_members(one, spots, near) for one in findings if kind_of(one.kind).holds_members},
        things=list_seen(snapshot, findings, Reach.of(coverage, exported), states),
        judgements=tuple(Judged(one.n, one.finding, one.kind, one.verdict) for one in list_standing_judgements(case)),
        protected=protected_contacts(case),
    )


def list_near(snapshot: "Snapshot", links: Iterable[Evidence]) -> dict[str, tuple[str, ...]]:
    """Give who wrote each post among the ends of some links, and where it stands."""
    authors, chats = snapshot.of_posts("author"), snapshot.of_posts("chat")
    found: dict[str, tuple[str, ...]] = {}
    for id in {end for link in links for end in (link.start, link.end)}:
        post = snapshot.number[id]
        near = [of[post] for of in (authors, chats) if post in of]
        if near:
            found[id] = tuple(snapshot.ids[one] for one in near)
    return found


def list_seen(
    snapshot: "Snapshot",
    findings: Iterable[Finding],
    reach: Reach,
    states: Mapping[str, tuple[str, int | None]],
) -> dict[str, Seen]:
    """Give what was seen of every subject of a finding: first and last, and until when its places were collected."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    looked: dict[int, int] = {}

    def note(thing: int, begin: int | None, end: int | None, place: int) -> None:
        for known, at, least in ((first, begin, True), (last, end, False)):
            if at is not None:
                known[thing] = at if thing not in known else min(known[thing], at) if least else max(known[thing], at)
        until = reach.places.get(snapshot.ids[place])
        if until is not None:
            looked[thing] = max(until, looked.get(thing, until))

    for writer, chat, _, begin, end in read_rows(
        snapshot.writers(), "writer", "chat", "posts", "first_seen", "last_seen"
    ):
        note(writer, begin, end, chat)
        note(chat, begin, end, chat)
    for user, contact, begin, end in read_rows(snapshot.uses(), "user", "contact", "first_seen", "last_seen"):
        note(contact, begin, end, user)
    for account, group, begin, end in read_rows(snapshot.table(MemberOf), "start", "end", "first_seen", "last_seen"):
        note(account, begin, end, group)
    # a contact is looked for wherever those write who give it out
    for user, contact in read_rows(snapshot.uses(), "user", "contact"):
        if user in looked:
            looked[contact] = max(looked[user], looked.get(contact, 0))
    found = {}
    for subject in {subject for one in findings for subject in one.subjects}:
        number = snapshot.number.get(subject.id)
        state, state_at = states.get(subject.id, ("", None))
        sight = (None, None, None) if number is None else (first.get(number), last.get(number), looked.get(number))
        found[subject.id] = Seen(subject.label, snapshot.name_of(subject.id) or "", *sight, state, state_at)
    return found


def read_rows(table: Any, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield some columns of a table, row by row."""
    return zip(*(table[name].to_pylist() for name in columns), strict=True)


# Kept in the case


def recall_findings(case: Case, digest: str) -> tuple[Finding, ...]:
    """Give the findings of a run; none where no analysis had run."""
    return read_findings(case.recall("findings", digest)) if digest else ()


def keep_standing(case: Case, standing: Standing) -> str:
    """Keep what a report stands on, and give its digest for the journal."""
    return case.remember(KIND, write_standing(standing))


def write_standing(standing: Standing) -> bytes:
    """Give it as JSON, the same bytes for the same values; places and files stand once and are numbered."""
    places: dict[str, int] = {}
    files: dict[tuple[str, ...], int] = {}

    def spot(one: Spot) -> list[int | None]:
        place = places.setdefault(one.place, len(places))
        return [place, files.setdefault(one.sources, len(files)), one.first, one.last, one.sightings]

    def spots(some: Iterable[Spot]) -> list[list[int | None]]:
        return [spot(one) for one in some]

    plain = {
        "version": VERSION,
        "number": standing.number,
        "made": standing.made,
        "program": standing.program,
        "findings": standing.digest,
        "sources": dict(sorted(standing.sources.items())),
        "exported": dict(sorted(standing.exported.items())),
        "coverage": None if standing.coverage is None else spots(standing.coverage),
        "reasons": {id: [spots(some) for some in each] for id, each in sorted(standing.reasons.items())},
        "members": {
            id: {member: spots(some) for member, some in sorted(each.items())}
            for id, each in sorted(standing.members.items())
        },
        "things": {id: list(seen) for id, seen in sorted(standing.things.items())},
        "judgements": [list(one) for one in standing.judgements],
        "protected": sorted(standing.protected),
        "places": [],
        "files": [],
    }
    plain |= {"places": list(places), "files": [list(some) for some in files]}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def recall_standing(case: Case, digest: str) -> Standing:
    """Give what a report stood on; raise JournalError where it is lost, or a later version kept it."""
    plain = json.loads(case.recall(KIND, digest))
    if plain["version"] > VERSION:
        raise JournalError(
            f"report {plain['number']}",
            f"what it stands on is kept in form {plain['version']}",
            f"form {VERSION} at most",
            "A later Liaisons wrote it: install that one.",
        )
    files = [tuple(some) for some in plain["files"]]

    def spots(some: Iterable[Any]) -> tuple[Spot, ...]:
        return tuple(Spot(plain["places"][place], files[held], *rest) for place, held, *rest in some)

    return Standing(
        number=plain["number"],
        made=plain["made"],
        findings=recall_findings(case, plain["findings"]),
        digest=plain["findings"],
        program=plain["program"],
        sources=plain["sources"],
        exported=plain["exported"],
        coverage=None if plain["coverage"] is None else spots(plain["coverage"]),
        reasons={id: tuple(map(spots, each)) for id, each in plain["reasons"].items()},
        members={id: {member: spots(some) for member, some in each.items()} for id, each in plain["members"].items()},
        things={id: Seen(*seen) for id, seen in plain["things"].items()},
        judgements=tuple(Judged(*one) for one in plain["judgements"]),
        protected=frozenset(plain["protected"]),
    )
