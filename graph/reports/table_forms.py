"""A report as tables: what XLSX, CSV and Parquet hold alike, a table a subject, first what it is."""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.answers.reports import ReportDocument, ReportHead
from graph.exchange.attributes import BETWEEN
from graph.exchange.table_rows import Cell, Table

ABOUT: Mapping[str, Cell] = {"what": "text", "value": "text"}
FINDINGS: Mapping[str, Cell] = {
    "id": "text", "kind": "text", "says": "text", "basis": "text", "score": "float", "chance": "float",
    "confidence": "text", "bits": "float", "first": "text", "last": "text", "notes": "text", "verdict": "text",
    "judged_by": "text", "judged_at": "text", "judged_why": "text",
}  # fmt: skip
SUBJECTS: Mapping[str, Cell] = {
    "finding": "text", "place": "int", "id": "text", "label": "text", "name": "text", "state": "text",
    "state_at": "text", "mark": "text",
}  # fmt: skip
REASONS: Mapping[str, Cell] = {"finding": "text", "says": "text", "weight": "float", "links": "int"}
CHANGES: Mapping[str, Cell] = {
    "what": "text", "kind": "text", "id": "text", "says": "text", "came": "text", "why": "text", "first": "bool",
    "score": "float", "score_was": "float", "confidence": "text", "confidence_was": "text", "verdict": "text",
    "state": "text", "state_at": "text", "joined": "text", "left": "text",
}  # fmt: skip
HITS: Mapping[str, Cell] = {
    "id": "text", "watch": "int", "kind": "text", "value": "text", "party": "text", "party_name": "text",
    "period": "text", "count": "int", "more": "int", "new": "bool", "status": "text", "first": "text", "last": "text",
    "quote": "text", "file": "text", "sha256": "text", "place": "text",
}  # fmt: skip
OUTREACH: Mapping[str, Cell] = {
    "scope": "text", "name": "text", "finding": "text", "people": "int", "size": "int", "reached": "float",
    "low": "float", "high": "float", "passed_on": "float", "groups": "text",
}  # fmt: skip
PLACES: Mapping[str, Cell] = {
    "id": "text", "name": "text", "posts": "int", "undated": "int", "first": "text", "last": "text",
    "read_until": "text", "files": "int", "gaps": "int",
}  # fmt: skip
FILES: Mapping[str, Cell] = {
    "name": "text", "sha256": "text", "reader": "text", "records": "int", "refused": "int", "exported": "text",
    "run": "int",
}  # fmt: skip
FAULTS: Mapping[str, Cell] = {"file": "text", "sha256": "text", "place": "text", "found": "text", "expected": "text"}
NOT_READ: Mapping[str, Cell] = {"name": "text", "why": "text"}
GAPS: Mapping[str, Cell] = {"what": "text", "begin": "text", "end": "text", "why": "text"}
MONTHS: Mapping[str, Cell] = {"of": "text", "name": "text", "month": "text", "count": "int", "collected": "bool"}
SURVIVAL: Mapping[str, Cell] = {
    "what": "text", "split": "text", "part": "text", "count": "int", "ended": "int", "removed": "int",
    "median": "int", "median_low": "int", "median_high": "int", "days": "int", "share": "float", "low": "float",
    "high": "float", "followed": "int",
}  # fmt: skip


def list_report_tables(document: ReportDocument, notes: Mapping[str, str]) -> tuple[Table, ...]:
    """Give the tables of a report; ``notes`` are what a form says of itself."""
    findings = document.findings
    changes = document.changes.changes if document.changes is not None else ()
    return (
        Table("about", ABOUT, list(describe_head(document.head, notes).items())),
        Table(
            "findings",
            FINDINGS,
            [
                (one.id, one.kind, one.says, one.basis, one.score, one.chance, one.confidence, one.bits, one.first,
                 one.last, BETWEEN.join(one.notes),
                 *((j.verdict, j.who, j.at, j.why) if (j := one.judgement) is not None else (None,) * 4))
                for one in findings
            ],
        ),
        Table(
            "subjects",
            SUBJECTS,
            [
                (one.id, place, thing.id, thing.label, thing.name, thing.state or None, thing.state_at,
                 thing.mark or None)
                for one in findings
                for place, thing in enumerate(one.subjects)
            ],
        ),
        Table(
            "reasons",
            REASONS,
            [(one.id, reason.says, reason.weight, reason.links) for one in findings for reason in one.reasons],
        ),
        Table(
            "changes",
            CHANGES,
            [
                (*take(one, tuple(CHANGES)[:-2]), join_names(one.joined), join_names(one.left))
                for one in changes
            ],
        ),
        Table(
            "hits",
            HITS,
            [
                (one.id, one.watch, one.kind, one.value, one.party.id, one.party.name, one.period, one.count, one.more,
                 one.new, one.status, one.first, one.last,
                 *((q.text, q.file, q.sha256, q.place) if (q := next(iter(one.quotes), None)) else (None,) * 4))
                for one in document.hits
            ],
        ),
        Table(
            "outreach",
            OUTREACH,
            [
                (*take(one, tuple(OUTREACH)[:4]), len(some.groups), some.reached, some.low, some.high, some.passed_on,
                 join_names(chosen.group for chosen in some.groups))
                for one in document.outreach
                for some in one.sets
            ],
        ),
        Table(
            "places",
            PLACES,
            [
                (one.place.id, one.place.name, one.posts, one.undated, one.first, one.last, one.read_until,
                 len(one.files), len(one.gaps))
                for one in document.places
            ],
        ),
        Table("files", FILES, [take(one, FILES) for one in document.files]),
        Table(
            "refused",
            FAULTS,
            [
                (file.name, file.sha256, one.place, one.found, one.expected)
                for file in document.files
                for one in file.first_refused
            ],
        ),
        Table("not_read", NOT_READ, [take(one, NOT_READ) for one in document.not_read]),
        Table("gaps", GAPS, [take(one, GAPS) for one in document.gaps]),
        Table("months", MONTHS, [take(one, MONTHS) for one in document.months]),
        Table("survival", SURVIVAL, [take(one, SURVIVAL) for one in document.survival]),
    )  # fmt: skip


def describe_head(head: ReportHead, notes: Mapping[str, str]) -> dict[str, str]:
    """Give what a report is, as the first table says it."""
    said = {
        "notice": head.notice,
        "case": head.case,
        "report": str(head.number),
        "made": head.made,
        "computed": head.computed or "no analysis has run",
        "names": "pseudonyms in the place of names and numbers" if head.hidden else "as found",
        "purpose": head.purpose,
        "legal_basis": head.legal_basis,
        "profile": head.profile,
        "times": f"in UTC; the case is in {head.zone}",
        "language": head.language,
    }
    return {**said, **notes, **{f"count {label}": str(count) for label, count in head.counts.items()}}


def take(one: Any, names: Iterable[str]) -> tuple[Any, ...]:
    """Give the fields of these names."""
    return tuple(getattr(one, name) for name in names)


def join_names(things: Iterable[Any]) -> str | None:
    """Give the names of things as one cell."""
    return BETWEEN.join(thing.name for thing in things) or None
