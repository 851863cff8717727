"""A dry run: read files as an ingest would, load nothing, and tell what would be read, refused and asked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from graph.answers.records import FileLeft, NoticeShown
from graph.case import Case, hash_file
from graph.errors import SourceError
from graph.model import Node
from ingest.beside import Beside
from ingest.record import Captured, Noticed, Refused
from liaisons.answers import DryRunAnswer, FileRehearsed, OpenQuestion

if TYPE_CHECKING:
    from graph.disclosure.paper import Paper
    from ingest.plan import Planned

ROWS = 10
"""Records of a table that are shown as they would load."""

LONGEST = 60
"""Characters of a value that are shown."""


def rehearse_ingest(case: Case, paths: Iterable[Path], *, hide_names: bool) -> DryRunAnswer:
    """Give for each file what would come of it, and the draft of a sources.toml.

    Rows are what a file says of people: where names are hidden they are left out.
    """
    from graph.disclosure.paper import Paper
    from ingest import plan
    from ingest.draft import write_answers_draft
    from liaisons.acts.loading import SCRATCH, describe_problem, plan_files

    paper = Paper(case, hidden=hide_names)
    with TemporaryDirectory(prefix=SCRATCH, dir=case.folder) as scratch:
        planned = plan_files(case, paths, Path(scratch))
        files = tuple(
            rehearse_file(one, one.found.path, one.source, paper)
            for one in planned
            if one.ready and one.found is not None and one.source is not None
        )
        left = [describe_problem(one) for one in plan.list_unread_files(planned)]
        return DryRunAnswer(
            open=list_open_questions(planned, paper),
            files=files,
            left=tuple(FileLeft(paper.file(one["name"]), paper.text(one["why"])) for one in left),
            draft="" if hide_names else write_answers_draft(planned),
        )


def list_open_questions(planned: Iterable["Planned"], paper: "Paper") -> tuple[OpenQuestion, ...]:
    """Give what is open: each question once, with the line that answers it and the files that wait for it."""
    asked: dict[tuple[str, str], OpenQuestion] = {}
    for one in planned:
        for question in one.questions:
            key = question.key, question.add
            said = asked.setdefault(key, OpenQuestion(*key, paper.text(question.found), ()))
            asked[key] = replace(said, files=(*said.files, paper.file(one.name)))
    return tuple(asked.values())


def rehearse_file(one: "Planned", path: Path, source: str, paper: "Paper") -> FileRehearsed:
    """Read one file, and tell what it holds."""
    from ingest.sources import SOURCES

    read: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    noticed: list[tuple[str, str]] = []
    rows: list[tuple[str, str, str]] = []
    try:
        for record in SOURCES[source].read(path, one.answers, None, look_beside(one)):
            if isinstance(record, Refused):
                reasons[paper.text(record.found)] += 1
            elif isinstance(record, Noticed):
                noticed.append((record.place, paper.text(record.says)))
            elif not isinstance(record, Captured):
                kind = type(record).__name__.lower()
                read[kind] += 1
                unread.update(record.unread)
                if source == "table" and len(rows) < ROWS and not paper.hidden:
                    rows.append((record.place, kind, format_record(record)))
    except SourceError as error:
        reasons[paper.text(str(error))] += 1
    return FileRehearsed(
        name=paper.file(one.name),
        source=source,
        read=dict(sorted(read.items())),
        refused=reasons.total(),
        reasons=tuple((count, why) for why, count in reasons.most_common()),
        rows=tuple(rows),
        noticed=tuple(NoticeShown(place, says) for place, says in noticed),
        unread={} if paper.hidden else dict(sorted(unread.items())),
    )


def look_beside(one: "Planned") -> Beside:
    """Give what lies beside a file that is to be read, by the SHA-256 that it will be kept under."""
    paths = {name: found.path for name, found in one.beside.items()}
    digests = {name: hash_file(path) for name, path in paths.items()}
    by_digest = {digests[name]: path for name, path in paths.items()}
    return Beside(digests, by_digest.__getitem__)


def format_record(record: object) -> str:
    """Give a record's values as they would load; what it does not say is left out."""
    names = [f.name for f in fields(record) if f.name not in ("place", "unread")] if is_dataclass(record) else []
    said = [(name.rstrip("_"), getattr(record, name)) for name in names]
    return "; ".join(f"{name} {format_record_value(given)}" for name, given in said if given not in (None, (), "", []))


def format_record_value(given: object) -> str:
    """Give one value in short."""
    if isinstance(given, Node):
        return given.id
    if isinstance(given, datetime):
        return given.isoformat(timespec="seconds")
    if isinstance(given, tuple):
        return ", ".join(map(format_record_value, given))
    text = str(given)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
