"""What was read and what was not: files, records, what was refused, and times of which nothing was collected."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from graph.answers.records import FileLeft
from graph.disclosure.paper import Paper
from graph.disclosure.voice import moment, moment_if_known
from graph.rows import Row, plain
from graph.snapshot.collected import list_collected
from graph.views import records
from graph.views.shapes import File, Gap

if TYPE_CHECKING:
    from graph.disclosure import Disclosure
    from graph.snapshot import Snapshot

LATE = 30 * 86_400_000
"""Milliseconds by which a group's files may end before the newest one, and still count as collected to the end."""

SILENT = 45 * 86_400_000
"""Milliseconds without any post of a platform that are told as a gap."""

MOST = 12
"""Gaps that are told one by one."""


def files(gate: "Disclosure", sources: Mapping[str, Row]) -> tuple[File, ...]:
    """Give what came of every file that the graph holds, by name."""
    paper = Paper(gate.case, hidden=gate.hidden)
    said: dict[str, tuple[int, Mapping[str, Any]]] = {}
    for entry in gate.case.journal.entries("ingested", "undone"):
        for one in (entry.payload or {}).get("files", ()):
            said[f"sha256:{one['sha256']}"] = (entry.n, one)
    runs = {
        f"sha256:{one['sha256']}": entry.n
        for entry in gate.case.journal.entries("ingest")
        for one in (entry.payload or {}).get("files", ())
    }
    found = []
    for id, row in sources.items():
        name, sha256 = gate.file(id)
        told = records.file(paper, said[id][1]) if id in said else None
        exported = plain(row).get("exported")
        found.append(
            File(
                name=told.name if told else name,
                sha256=sha256,
                source=str(row.get("reader", "")),
                read=told.read if told else {},
                refused=told.refused if told else 0,
                first_refused=told.first_refused if told else (),
                noticed=told.noticed if told else (),
                exported=moment_if_known(exported),
                run=runs.get(id, 0),
            )
        )
    return tuple(sorted(found, key=lambda file: (file.name, file.sha256)))


def left(gate: "Disclosure") -> tuple[FileLeft, ...]:
    """Give the files that were offered and not read, as the last run that met them says; with what they lack."""
    paper = Paper(gate.case, hidden=gate.hidden)
    found: dict[str, str] = {}
    for entry in gate.case.journal.entries("ingested"):
        payload = entry.payload or {}
        for one in payload.get("files", ()):
            found.pop(one["name"], None)
        for one in payload.get("left", ()):
            found[one["name"]] = one["why"]
    return tuple(FileLeft(paper.file(name), paper.text(why)) for name, why in sorted(found.items()))


def ends(snapshot: "Snapshot", sources: Mapping[str, Row]) -> dict[int, int]:
    """Give for each group, by number, when the newest file that holds posts of it was exported."""
    from graph.model import In

    exported = {id: at for id, row in sources.items() if (at := exported_at(row)) is not None}
    table = snapshot.sightings(In).group_by(["end", "source"], use_threads=False).aggregate([])
    newest: dict[int, int] = {}
    for group, source in zip(table["end"].to_pylist(), table["source"].to_pylist(), strict=True):
        if source in exported:
            newest[group] = max(newest.get(group, 0), exported[source])
    return newest


def exported_at(source: Row) -> int | None:
    """Give when a file was exported, in epoch milliseconds; None where nothing tells it."""
    at = plain(source).get("exported")
    return round(datetime.fromisoformat(at).timestamp() * 1000) if at else None


def gaps(gate: "Disclosure", snapshot: "Snapshot", newest: Mapping[int, int]) -> tuple[Gap, ...]:
    """Give the times of which nothing was collected: platforms first, then groups whose files end early."""
    found = [*silences(gate, snapshot), *list_unread(gate, snapshot)]
    last = max(newest.values(), default=0)
    early = sorted((at, group) for group, at in newest.items() if last - at > LATE)
    gate.learn([snapshot.ids[group] for _, group in early])
    found += [
        Gap(gate.name(snapshot.ids[group]), "name", moment(at), None, gate.voice.language.say("gap.ends"))
        for at, group in early
        if snapshot.labels[group] == "Group"
    ]
    return tuple(found)


def list_unread(gate: "Disclosure", snapshot: "Snapshot") -> Iterator[Gap]:
    """Yield the times between two files of a group of which neither has a post, the longest first."""
    gaps = [
        (gap.before - gap.after, snapshot.ids[one.place], gap)
        for one in list_collected(snapshot)
        for gap in one.gaps
        if not gap.within and snapshot.labels[one.place] == "Group"
    ]
    longest = sorted(gaps, key=lambda row: row[:2])[:MOST]
    gate.learn({id for _, id, _ in longest})
    for _, id, gap in longest:
        why = gate.voice.language.say("gap.between")
        yield Gap(gate.name(id), "name", moment(gap.before), moment(gap.after), why)


def silences(gate: "Disclosure", snapshot: "Snapshot") -> Iterator[Gap]:
    """Yield the long times without any post of a platform, between its first and its last."""
    import numpy as np

    times, posts = snapshot.posts["at"], snapshot.posts["post"].to_pylist()
    by_platform: dict[str, list[int]] = {}
    for at, post in zip(times.to_pylist(), posts, strict=True):
        if at is not None:
            by_platform.setdefault(snapshot.ids[post].partition(":")[0], []).append(at)
    for platform, some in sorted(by_platform.items()):
        moments = np.unique(np.asarray(some))
        for place in np.flatnonzero(np.diff(moments) > SILENT)[:MOST]:
            begin, end = int(moments[place]), int(moments[place + 1])
            yield Gap(platform, "", moment(begin), moment(end), gate.voice.language.say("gap.silent"))
