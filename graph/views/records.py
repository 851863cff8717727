"""What runs read, and what the journal holds, as they may be shown: for this no graph is needed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from graph.answers.records import (
    EntryShown,
    FileLeft,
    FileRead,
    IngestAnswer,
    NoticeShown,
    ReasonShown,
    RefusalShown,
    ShortfallShown,
)
from graph.disclosure.paper import Paper
from graph.disclosure.voice import moment, moment_if_known
from graph.journal import Entry

DAY = 86_400_000

FEW = 3
"""Names of files that an entry of the log is told with."""


def ingested(
    paper: Paper,
    run: int,
    files: Iterable[Mapping[str, Any]],
    known: Iterable[str] = (),
    left: Iterable[Mapping[str, str]] = (),
    lost: Iterable[str] = (),
) -> IngestAnswer:
    """Give what came of a run: each file with its counts and refusals, what was not read and why, what was lost."""
    told = tuple(file(paper, one) for one in files)
    return IngestAnswer(
        run=run,
        read=sum(sum(one.read.values()) for one in told),
        refused=sum(one.refused for one in told),
        files=told,
        known=tuple(paper.file(name) for name in known),
        left=tuple(FileLeft(paper.file(one["name"]), paper.text(one["why"])) for one in left),
        lost=tuple(lost),  # paths by SHA-256, which name nobody
    )


def file(paper: Paper, said: Mapping[str, Any]) -> FileRead:
    """Give what came of one file, from the summary that the journal keeps."""
    return FileRead(
        name=paper.file(said["name"], said.get("sha256", "")),
        sha256=said.get("sha256"),
        source=said["source"],
        read=dict(said["read"]),
        refused=said["refused"],
        unread=paper.fields(said.get("unread", {})),
        first_refused=tuple(
            RefusalShown(place, paper.text(found), paper.text(expected))
            for place, found, expected in said.get("first_refused", ())
        ),
        noticed=tuple(NoticeShown(place, paper.text(says)) for place, says in said.get("noticed", ())),
        reasons=tuple(
            ReasonShown(count, paper.text(expected), paper.text(found), place)
            for count, expected, found, place in said.get("reasons", ())
        ),
        fewer=tuple(show_shortfall(paper, one) for one in said.get("fewer", ())),
        fewer_of=said.get("fewer_of", 0),
    )


def show_shortfall(paper: Paper, one: Mapping[str, Any]) -> ShortfallShown:
    """Give where a file has far fewer posts than files before."""
    return ShortfallShown(
        how=one["how"],
        place=paper.masks.id(one["kind"], one["place"]) if paper.hidden else one["place"],
        name="" if paper.hidden else one["name"],
        posts=one["posts"],
        expected=one["expected"],
        first=moment_if_known(None if one["first"] is None else one["first"] * DAY),
        last=moment_if_known(None if one["last"] is None else one["last"] * DAY),
        earlier=paper.file(one["earlier_name"], one["earlier"]),
    )


def entries(paper: Paper, *acts: str) -> Iterator[EntryShown]:
    """Yield the entries of the journal, or those of some acts; payloads stay closed where names are hidden."""
    for entry in paper.case.journal.entries(*acts):
        payload = None if paper.hidden else entry.payload
        yield EntryShown(entry.n, moment(entry.at), entry.who, entry.act, says(entry, paper), payload, entry.hash)


def says(entry: Entry, paper: Paper) -> str:
    """Give an entry in a line."""
    if entry.payload is None:
        return "erased"
    say = SAYS.get(entry.act)
    try:
        return say(entry.payload, paper) if say else ", ".join(sorted(entry.payload))
    except (KeyError, TypeError, AttributeError):  # of another version, or by another hand
        return ", ".join(sorted(entry.payload))


def _ingest(payload: Mapping[str, Any], paper: Paper) -> str:
    files = payload["files"]
    names = [paper.file(one["name"], one["sha256"]) for one in files[:FEW]]
    more = [f"and {len(files) - FEW:,} more"] if len(files) > FEW else []
    return f"{_count(len(files), 'file')}: {', '.join([*names, *more])}"


def _ingested(payload: Mapping[str, Any], paper: Paper) -> str:
    told = ingested(paper, payload["run"], payload["files"], (), payload.get("left", ()))
    left = f", {_count(len(told.left), 'file')} not read" if told.left else ""
    return f"run {payload['run']}: {_count(told.read, 'record')}, {told.refused:,} refused{left}"


def _find(payload: Mapping[str, Any], _: Paper) -> str:
    return ", ".join(f"{kind} {count:,}" for kind, count in payload["counts"].items() if count) or "nothing found"


def _judge(payload: Mapping[str, Any], paper: Paper) -> str:
    return f"{payload['kind']} {payload['finding']}: {payload['verdict']}, {paper.words(payload['why'])}"


def _name(payload: Mapping[str, Any], paper: Paper) -> str:
    said = "its name taken back" if payload["name"] is None else paper.words(payload["name"])
    return f"cluster {payload['finding']}: {said}, {paper.words(payload['why'])}"


def _report(payload: Mapping[str, Any], _: Paper) -> str:
    said = f"reports/{payload['number']}"
    if payload.get("base"):
        said += f", since {payload['base']}"
    if payload.get("schedule"):
        said += f", {payload['schedule']}"
    return f"{said}, names hidden" if payload["hidden"] else said


def _consult(payload: Mapping[str, Any], _: Paper) -> str:
    parts = [payload["what"]]
    if payload.get("of"):
        parts.append(_count(payload["of"], "subject"))
    if payload.get("hidden"):
        parts.append("names hidden")
    return ", ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


SAYS: dict[str, Callable[[Mapping[str, Any], Paper], str]] = {
    "init": lambda payload, paper: paper.words(payload["settings"]["purpose"]),
    "settings": lambda payload, _: (
        f"case.toml was changed: {', '.join(payload.get('changed', ())) or 'as it stands now'}"
    ),
    "ingest": _ingest,
    "ingested": _ingested,
    "find": _find,
    "judge": _judge,
    "unjudge": lambda payload, paper: f"judgement {payload['judgement']} taken back: {paper.words(payload['why'])}",
    "name": _name,
    "watch": lambda payload, paper: f"{payload['kind']} {paper.words(payload['value'])}: {paper.words(payload['why'])}",
    "unwatch": lambda payload, paper: f"watch {payload['watch']} taken off: {paper.words(payload['why'])}",
    "mark-hit": lambda payload, paper: f"hit {payload['hit']} {payload['status']}: {paper.words(payload['why'])}",
    "list-hits": lambda payload, _: f"{_count(payload['count'], 'hit')} told",
    "refer": lambda payload, paper: f"{payload['number']}, {payload['instrument']} to {paper.words(payload['to'])}",
    "refer-answer": lambda payload, paper: (
        f"referral {payload['number']}, {payload['outcome']} on {payload['day']}: {paper.words(payload['says'])}"
    ),
    "refer-correct": lambda payload, paper: f"referral {payload['number']}: {paper.words(payload['why'])}",
    "undo": lambda payload, _: f"run {payload['run']}",
    "undone": lambda payload, _: f"run {payload['run']}: {_count(len(payload['files']), 'file')} read again",
    "rebuild": lambda _, __: "from evidence and journal",
    "report": _report,
    "schedule": lambda payload, paper: f"{payload['report']}: {paper.text(payload['failed'])}",
    "deliver": lambda payload, paper: f"reports/{payload['number']} to {paper.words(payload['to'])}",
    "mail": lambda payload, paper: f"report {payload['number']} to {paper.words(payload['to'])}",
    "mail-outcome": lambda payload, paper: (
        f"mail {payload['mail']} {payload['outcome']}: {paper.words(payload['why'])}"
    ),
    "consult": _consult,
    "disclose": _consult,
    "erase": lambda payload, paper: f"{_count(len(payload['entries']), 'payload')}: {paper.words(payload['why'])}",
}
"""What each act says in the log."""
