"""Finding, reason and judgement: what an analysis says, and what a person decided about it."""

import hashlib
import json
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from graph.case import Case
from graph.errors import JournalError
from graph.model import Link, link_type
from graph.runs import live_runs

LOG = logging.getLogger(__name__)

Basis = Literal["observed", "inferred"]
Confidence = Literal["weak", "fair", "strong"]
Verdict = Literal["same", "different", "unsure"]


_ID = re.compile(rb'\{"basis": "\w+", "confidence": "\w+", "id": "([0-9a-f]{12})"')
"""How a line of ``format_findings`` begins: keys are sorted."""

_PREFIX = re.compile("[0-9a-f]{1,12}")


class Evidence(NamedTuple):
    """A link of the graph, by type and the ids of its ends: it opens to posts, file and place."""

    type: str
    start: str
    end: str


def make_evidence(link: type[Link], start: str, end: str) -> Evidence:
    """Give the address of a link."""
    return Evidence(link_type(link), start, end)


class Subject(NamedTuple):
    """A node that a finding is about."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for or against: a key with typed parts, of which ``graph.views`` makes the words."""

    key: str
    parts: Mapping[str, Any]
    """Plain JSON values; which of them are ids, names or numbers stands in the gate's table of words."""
    weight: float
    """Bits for (above 0) or against (below 0); 0 where a fact is only told."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What an analysis says of its subjects, with reasons and evidence."""

    kind: str
    key: tuple[str, ...]
    """What the id hashes beside the kind: never score or reasons."""
    subjects: tuple[Subject, ...]
    reasons: tuple[Reason, ...]
    basis: Basis
    confidence: Confidence
    score: float | None = None
    """Probability once calibrated, 1.0 where observed, else None; for a cluster the stability of its membership."""
    parts: Mapping[str, Any] = field(default_factory=dict)
    """What the kind adds: the old and new name of a rename, the name and size of a cluster."""
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that depend on kind and key alone; hashed when they are first asked for."""
        if not self._id:
            object.__setattr__(self, "_id", id_of(self.kind, self.key))
        return self._id

    @property
    def bits(self) -> float:
        """The sum of the reasons' weights: the order of leads that are not calibrated."""
        return sum(reason.weight for reason in self.reasons)

    def plain(self) -> dict[str, Any]:
        """Give the finding as JSON values; ``Finding.read`` takes them back."""
        return {
            "id": self.id,
            "kind": self.kind,
            "key": list(self.key),
            "subjects": [list(subject) for subject in self.subjects],
            "reasons": [
                {"key": r.key, "parts": dict(r.parts), "weight": r.weight, "evidence": [list(e) for e in r.evidence]}
                for r in self.reasons
            ],
            "basis": self.basis,
            "confidence": self.confidence,
            "score": self.score,
            "parts": dict(self.parts),
        }

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "Finding":
        """Take a finding back from its JSON values."""
        return cls(
            kind=plain["kind"],
            key=tuple(plain["key"]),
            subjects=tuple(Subject(*subject) for subject in plain["subjects"]),
            reasons=tuple(
                Reason(r["key"], r["parts"], r["weight"], tuple(Evidence(*e) for e in r["evidence"]))
                for r in plain["reasons"]
            ),
            basis=plain["basis"],
            confidence=plain["confidence"],
            score=plain["score"],
            parts=plain["parts"],
        )


def id_of(kind: str, key: Iterable[str]) -> str:
    """Give the id of a finding of a kind with such a key."""
    return hashlib.sha256(json.dumps([kind, *key], ensure_ascii=False).encode()).hexdigest()[:12]


def ways_of(finding: Finding) -> tuple[Finding, ...]:
    """Give the ways of a handoff, each as a finding that can be judged alone; other findings have none."""
    return tuple(
        replace(
            finding,
            key=tuple(way["nodes"]),
            subjects=tuple(map(Subject, way["nodes"], way["labels"])),
            parts={"hops": len(way["nodes"]) - 1, **{key: way[key] for key in ("posts", "first_seen", "last_seen")}},
            reasons=(),
            score=way["score"],
        )
        for way in finding.parts.get("ways", ())
    )


def ids_of(finding: Finding) -> set[str]:
    """Give the ids that a finding answers to: its own, and those of its ways."""
    return {finding.id, *(way["id"] for way in finding.parts.get("ways", ()))}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about a finding, or about two subjects of it; the journal's entry ``n`` holds it."""

    n: int
    finding: str
    kind: str
    subjects: tuple[Subject, ...]
    verdict: Verdict
    who: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What the last run of the analyses said, and what has come in since."""

    n: int
    """The journal's entry."""
    at: datetime | None
    """None where no analysis has run."""
    findings: tuple[Finding, ...]
    since: Mapping[str, int]
    """``sources`` that came in, left or are read otherwise, ``judgements`` made or taken back, after it."""
    lost: str = ""
    """Why what it said cannot be read any more; ``liaisons find`` makes it anew."""


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last run of the analyses as the case remembers it: a finding is read as JSON only where it is asked for.

    To read the lines of 5,000 findings costs as much as all else that a judgement does.
    """

    n: int
    """The journal's entry; 0 where no analysis has run."""
    at: datetime | None
    since: Mapping[str, int]
    """See ``Findings``."""
    data: bytes
    """Lines as ``format_findings`` makes them."""
    lost: str = ""
    likeness: Mapping[str, Any] = field(default_factory=dict)
    """How far the case is from the worlds that weights were learnt on, as JSON values.

    See ``analysis.calibration.familiarity``.
    """

    def findings(self) -> tuple[Finding, ...]:
        """Give all of them, sorted by kind and id."""
        return read_findings(self.data)

    def of_kind(self, kind: str) -> tuple[Finding, ...]:
        """Give those of one kind."""
        return of_kind(self.data, kind)

    def answering(self, prefix: str) -> tuple[Finding, ...]:
        """Give those whose id, or that of one of whose ways, begins so."""
        if not _PREFIX.fullmatch(prefix):
            return ()
        mark = b'"id": "' + prefix.encode()
        found = (Finding.read(json.loads(line)) for line in self.data.splitlines() if mark in line)
        return tuple(one for one in found if any(id.startswith(prefix) for id in ids_of(one)))

    def lines(self) -> dict[str, bytes]:
        """Give the lines by the ids of their findings, not read as JSON."""
        found = ((_ID.match(line), line) for line in self.data.splitlines())
        return {id[1].decode() if id else json.loads(line)["id"]: line for id, line in found}


def last_run(case: Case) -> LastRun:
    """Give the last run of the analyses; where its findings are lost it has none, and that is told."""
    entry = case.journal.last("find")
    since = {"sources": len(changed_sources(case, 0 if entry is None else entry.n)), "judgements": 0}
    for later in case.journal.entries("judge", "unjudge"):
        since["judgements"] += entry is None or later.n > entry.n
    if entry is None or entry.payload is None:
        return LastRun(0, None, since, b"")
    try:
        data = case.recall("findings", entry.payload["findings"])
    except JournalError as error:
        LOG.warning("the findings of the last run are lost (%s: %s): liaisons find", error.where, error.found)
        return LastRun(entry.n, entry.at, since, b"", f"{error.where}: {error.found}")
    return LastRun(entry.n, entry.at, since, data, likeness=entry.payload.get("likeness") or {})


def read_latest_findings(case: Case) -> Findings:
    """Give the findings that the case remembers, sorted by kind and id; where they are lost, none, and that is told."""
    run = last_run(case)
    return Findings(run.n, run.at, run.findings(), run.since, run.lost)


@lru_cache(maxsize=1)
def read_findings(data: bytes) -> tuple[Finding, ...]:
    """Take findings back from the lines of ``format_findings``; one command asks for the last ones several times."""
    return tuple(Finding.read(json.loads(line)) for line in data.splitlines())


def of_kind(data: bytes, kind: str) -> tuple[Finding, ...]:
    """Take those of one kind back; reading a line as JSON costs far more than looking for its kind."""
    mark = json.dumps(kind).encode()
    found = (Finding.read(json.loads(line)) for line in data.splitlines() if mark in line)
    return tuple(one for one in found if one.kind == kind)


def changed_sources(case: Case, n: int) -> frozenset[str]:
    """Give the files, by SHA-256, that the runs which count make another of now than at the journal's entry ``n``.

    A file that is read again with the same answers changes nothing: who ingests the same folder every night would
    else be told every morning that all is stale.
    """
    before, now = sources_read(case, n), sources_read(case)
    return frozenset(sha256 for sha256, _ in before.items() ^ now.items())


def sources_read(case: Case, until: int | None = None) -> dict[str, str]:
    """Give how each file of the runs that count is read, by SHA-256; with ``until`` as they stood at that entry."""
    runs = live_runs(case, until)
    return {file["sha256"]: describe_reading(file) for n in sorted(runs) for file in runs[n]}


def describe_reading(file: Mapping[str, Any]) -> str:
    """Give by what a file of an entry was read: source, version of the reader, answers; its name changes nothing."""
    return json.dumps([file.get(name) for name in ("source", "version", "answers")], sort_keys=True)


@dataclass(frozen=True, slots=True)
class Run:
    """A run that looked for a kind of findings; what it found is read when it is asked for."""

    kind: str
    digest: str
    read: frozenset[int]
    """The runs of ingest that counted then."""

    def findings(self, case: Case) -> tuple[Finding, ...]:
        """Give what it found of the kind; nothing, and that is told, where it is lost."""
        try:
            data = case.recall("findings", self.digest)
        except JournalError as error:
            LOG.warning(
                "an earlier run is lost (%s: %s): what it called a %s may get another id",
                error.where,
                error.found,
                self.kind,
            )
            return ()
        return of_kind(data, self.kind)


def runs_of(case: Case, kind: str) -> list[Run]:
    """Give the runs that looked for a kind, the latest first; of neighbours that found the same, one."""
    found: list[Run] = []
    for entry in case.journal.entries("find"):
        said = entry.payload
        if said is not None and (not said["kinds"] or kind in said["kinds"]):
            run = Run(kind, said["findings"], frozenset(said["runs"]))
            if not found or found[-1] != run:
                found.append(run)
    return found[::-1]


def format_findings(findings: Iterable[Finding]) -> bytes:
    """Give findings as the lines that the case remembers, in an order of their own."""
    lines = (
        json.dumps(finding.plain(), ensure_ascii=False, sort_keys=True)
        for finding in sorted(findings, key=lambda one: (one.kind, one.id))
    )
    return "".join(f"{line}\n" for line in lines).encode()


def list_standing_judgements(case: Case, until: int | None = None) -> tuple[Judgement, ...]:
    """Give the judgements that stand: of each finding the last that was not taken back, oldest first.

    With ``until`` as they stood at that entry of the journal.
    """
    standing: dict[int, Judgement] = {}
    for entry in case.journal.entries("judge", "unjudge"):
        if until is not None and entry.n > until:
            break
        said = entry.payload
        if said is None:
            continue
        if entry.act == "unjudge":
            standing.pop(said["judgement"], None)
            continue
        subjects = tuple(Subject(*subject) for subject in said["subjects"])
        standing[entry.n] = Judgement(
            entry.n, said["finding"], said["kind"], subjects, said["verdict"], entry.who, entry.at, said["why"]
        )
    last = {one.finding: one for one in standing.values()}
    return tuple(sorted(last.values(), key=lambda one: one.n))
