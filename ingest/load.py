"""Bring the graph in step with the runs that stand in the journal: load, resume, undo and rebuild are one thing.

The journal says which files every run read, with which reader and answers. What the graph holds beyond
that is undone, what is missing, incomplete or was read otherwise is loaded. So a load that was killed is
completed by the next, and undoing a run, or rebuilding, ends where loading alone would have.
"""

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from graph.case import Case
from graph.errors import JournalError, MappingError, ModelError, SourceError
from graph.forms import make_storable
from graph.model import SUBJECTS, Link, Node, Post, RecordedIn, Source, check_ends, label
from graph.rows import FileSays
from graph.runs import broken_off, live_runs
from graph.store import Store
from ingest import extract
from ingest.answers import Answers
from ingest.beside import Beside
from ingest.carried import digest_lists, join_lists, keep_list
from ingest.linking import Linker, Said
from ingest.reach import Reach
from ingest.record import Captured, Message, Noticed, Record, Refused
from ingest.sources import SOURCES
from ingest.yields import FileYield

LOG = logging.getLogger(__name__)

RECORDS = 2_000
"""Records a transaction holds."""
DERIVED = 50_000
"""Records after which what is derived is made and files count as whole: as much is read again after a kill."""
DERIVING = "what follows from these files"
"""What is at hand after many files were read, in the place of a name."""
CHARACTERS = 2_000_000
"""Characters of text a transaction holds: a message to the embedded engine stays far below 16 MiB."""

REASONS = 20
"""Reasons for refusals that are told of a file, the most frequent ones."""

Tell = Callable[[str, int, int], None]
"""Is told what is at hand, as the name of a file, how many bytes were read, and how many there are to read."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a run, as the journal has it."""

    sha256: str
    name: str
    size: int
    source: str
    version: int
    answers: Mapping[str, Any]
    archive: str | None = None
    """SHA-256 of the zip that it came in."""
    beside: str | None = None
    """SHA-256 of the list of what it refers to and was kept with it, as the case remembers it."""

    @property
    def id(self) -> str:
        """The file's node."""
        return f"sha256:{self.sha256}"

    @property
    def reading(self) -> dict[str, Any]:
        """By which reader and answers it is read: when they change, it is loaded again."""
        text = json.dumps(self.answers, sort_keys=True, ensure_ascii=False)
        return {
            "reader": self.source,
            "version": sum_reader_version(self.source),  # of the reader that reads it now, whatever the run began with
            "answers": hashlib.sha256(text.encode()).hexdigest(),
            "beside": self.beside,
        }

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return plain if self.beside else {name: value for name, value in plain.items() if name != "beside"}


class Given(NamedTuple):
    """A file that is to be read by a run."""

    path: Path
    name: str
    """For people."""
    source: str
    answers: Answers
    archive: Path | None = None
    """The zip that it came in."""
    beside: Mapping[str, Path] = {}
    """What it refers to and is there, by the names that it uses (``ingest.beside.normal_name``)."""


@dataclass(slots=True)
class Outcome:
    """What came of reading a file: nothing in it is lost silently."""

    file: File
    read: Counter[str] = field(default_factory=Counter)
    """Records by kind, as ``message``."""
    refused: list[Refused] = field(default_factory=list)
    noticed: list[Noticed] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    """Keys of records that were not read."""
    held: FileYield = field(default_factory=FileYield)
    """Posts by place and day."""
    lost: str = ""
    """Why the evidence is not the file that was kept, so that nothing of it is in the graph."""


def enter_run(
    case: Case,
    given: Iterable[Given],
    *,
    who: str,
    unanswered: Answers | None = None,
    refused: list[tuple[str, JournalError]] | None = None,
    now: datetime | None = None,
) -> int:
    """Keep files as evidence and enter a run that reads them; give the run's number.

    The same bytes twice are one file, with what lies beside either. What a file refers to is kept as evidence too.
    A file about which nobody says anything now (``unanswered``) keeps the answers
    that an earlier run read it with: named by another folder, it is out of its sources.toml's sight.
    A file whose evidence was changed since goes to ``refused`` with its name and why, and the rest goes on; 0 where
    nothing is left. A run that was broken off and whose files are all here again is replaced by this one.
    To be called while holding ``case.writing``; ``apply_runs`` does the reading.
    """
    before = select_wanted_files(list_live_runs(case))
    files: dict[str, File] = {}
    besides: dict[str, dict[str, str]] = {}
    for path, name, source, answers, archive, beside in given:
        try:
            kept = case.keep(path)
            zipped = case.keep(archive).sha256 if archive else None
            carried = {used: case.keep(other).sha256 for used, other in sorted(beside.items())}
        except JournalError as error:
            if refused is None:
                raise
            refused.append((name, error))
            continue
        version = sum_reader_version(source)
        known = before.get(f"sha256:{kept.sha256}")
        if known is not None and answers == unanswered:
            answers = Answers.read(known.answers)
        file = File(kept.sha256, name, kept.size, source, version, answers.plain(), zipped)
        files.setdefault(kept.sha256, file)
        besides[kept.sha256] = carried | besides.get(kept.sha256, {})
    if not files:
        return 0
    files |= {
        sha256: replace(files[sha256], beside=keep_list(case, names)) for sha256, names in besides.items() if names
    }
    payload: dict[str, Any] = {"files": [file.plain() for file in files.values()]}
    runs = live_runs(case)
    replaced = [n for n in sorted(broken_off(case)) if {file["sha256"] for file in runs[n]} <= files.keys()]
    if replaced:
        payload["replaces"] = replaced
    return case.journal.append("ingest", payload, who=who, now=now).n


def sum_reader_version(source: str) -> int:
    """Give the version of a file's reading: raised with the source's and with that of what is read out of texts."""
    return SOURCES[source].version + extract.sum_reading_versions()


def list_live_runs(case: Case) -> dict[int, list[File]]:
    """Give the runs that count, oldest first: their files by the number of the journal's entry."""
    return {n: [File(**plain) for plain in files] for n, files in live_runs(case).items()}


def select_wanted_files(runs: Mapping[int, Sequence[File]]) -> dict[str, File]:
    """Give the files that the graph should hold, by node id; of two readings the later run's."""
    return {file.id: file for run in sorted(runs) for file in runs[run]}


def apply_runs(case: Case, store: Store, tell: Tell = lambda *_: None) -> list[Outcome]:
    """Make the graph hold what the journal's runs say, and nothing else; give what was read anew.

    To be called while holding ``case.writing``.
    """
    runs = list_live_runs(case)
    lists = map_lists_beside(runs)
    files = {
        id: replace(file, beside=digest_lists(case, lists.get(id, ())))
        for id, file in select_wanted_files(runs).items()
    }
    there = store.sources()
    for id, row in sorted(there.items()):
        if id not in files or row.get("undoing") or not is_same_reading(row, files[id]):
            tell(f"taking back {id[:19]}", 0, 0)
            store.undo(id)
    there = store.sources()
    waiting = [file for id, file in files.items() if not there.get(id, {}).get("complete")]
    loader = Loader(case, store, tell, sum(file.size for file in waiting), lists)
    outcomes = [loader.load(file) for file in waiting]
    loader.finish()
    return outcomes


def map_lists_beside(runs: Mapping[int, Sequence[File]]) -> dict[str, list[str]]:
    """Give the lists of what lies beside each file that refers to something, by the file's node, oldest run first."""
    found: dict[str, list[str]] = {}
    for run in sorted(runs):
        for file in runs[run]:
            if file.beside is not None:
                found.setdefault(file.id, []).append(file.beside)
    return found


def is_same_reading(row: Mapping[str, Any], file: File) -> bool:
    """Tell whether the graph has the file by this reader and these answers."""
    return all(row.get(name) == value for name, value in file.reading.items())


class Loader:
    """Reads files into the graph, one after another: a transaction holds a part of a large one, or several small ones.

    What is derived is made once for many files, and only then do they count as whole: after a kill they are read again.
    """

    def __init__(self, case: Case, store: Store, tell: Tell, size: int, lists: Mapping[str, Sequence[str]]) -> None:
        self.case, self.store, self.tell, self.size, self.lists = case, store, tell, size, lists
        self.done = 0
        """Bytes of the files that were read, of ``size`` in all."""
        self.waiting: list[Batch] = []
        """What files say that is not written yet; the last of them may be of a file that is still read."""
        self.read: dict[str, dict[str, Any]] = {}
        """Files that were read to their end, and do not count as whole yet, with what came of each."""
        self.subjects: dict[str, set[str]] = {label(cls): set() for cls in SUBJECTS}
        """Accounts and groups whose HANDS_OFF these files may change: their own, and those of posts that were there."""
        self.records = self.characters = self.underived = 0

    def load(self, file: File) -> Outcome:
        """Read one file of the evidence, from its start; nothing of one that is not what was kept."""
        outcome, reach = Outcome(file), Reach()
        self.tell(file.name, self.done, self.size)
        try:
            path = self.case.whole_evidence(file.sha256)
            beside = Beside(join_lists(self.case, self.lists.get(file.id, ())), self.open_beside)
        except JournalError as error:
            LOG.warning("%s: %s; it is not read", error.where, error.found)
            outcome.lost = f"{error.where}: {error.found}"
            outcome.refused.append(Refused(place="file", found=error.found, expected=error.expected))
            self.store.undo(file.id)  # what a kill left of it, when it was whole
            self.done += file.size
            return outcome
        answers = Answers.read(file.answers)
        linker = Linker(Source(id=file.id), answers.regions, answers.exported)
        batch = Batch(linker.source, (file.reading, answers.exported))
        self.waiting.append(batch)
        try:
            for thing in SOURCES[file.source].read(path, answers, reach, beside):
                count_record(thing, outcome)
                if not isinstance(thing, Refused):
                    outcome.held.take(thing)
                if isinstance(thing, Captured):
                    # between statements of a post the time of export decides: it is known before the first, or not at
                    # all. It is the earliest it can be, so it dates nothing else: see decision 008
                    if not outcome.read["message"]:
                        batch.begins = (file.reading, answers.exported or thing.at)
                elif not isinstance(thing, Refused | Noticed):
                    self.take(batch, thing, linker.said(thing))
                if self.full:
                    self.write()
                    self.tell(file.name, self.done + min(reach.bytes, file.size), self.size)
        except (SourceError, MappingError) as error:  # of a mapping: a newer reader may take it no more
            outcome.refused.append(Refused(place="file", found=str(error), expected=SOURCES[file.source].says))
        self.take(batch, None, linker.folds.rest())
        outcome.refused += batch.refused
        for kind, ids in batch.subjects.items():
            self.subjects[kind] |= ids
        self.read[file.id] = count_outcome(outcome)
        if self.full:
            self.write()
        if self.underived >= DERIVED:
            self.finish()
        self.done += file.size
        self.tell(file.name, self.done, self.size)
        return outcome

    def open_beside(self, sha256: str) -> Path:
        """Give the path of what lies beside a file, whose bytes are those that were kept; raise SourceError else."""
        try:
            return self.case.whole_evidence(sha256)
        except JournalError as error:
            raise SourceError(error.where, error.found, error.expected, error.do) from None

    @property
    def full(self) -> bool:
        """Whether it is time to write."""
        return self.records >= RECORDS or self.characters >= CHARACTERS

    def take(self, batch: "Batch", record: Record | None, said: Iterable[Said]) -> None:
        """Take what a record of a file says."""
        batch.add(record, said)
        self.records += 1
        self.underived += 1
        if isinstance(record, Message):
            self.characters += len(record.text)

    def write(self) -> None:
        """Write all that waits, in one transaction."""
        if self.waiting:
            for kind, ids in self.store.load_files([batch.says() for batch in self.waiting]).items():
                self.subjects[kind] |= ids
        self.waiting = [batch for batch in self.waiting if batch.source.id not in self.read]
        for batch in self.waiting:
            batch.clear()
        self.records = self.characters = 0

    def finish(self) -> None:
        """Write the rest, make what is derived of all files since the last time, and let them count as whole."""
        if not self.read:
            return
        self.write()
        self.tell(DERIVING, self.done, self.size)
        self.store.derive({kind: sorted(ids) for kind, ids in self.subjects.items()})
        self.store.finish(*self.read, counts=self.read)
        self.read.clear()
        for ids in self.subjects.values():
            ids.clear()
        self.underived = 0


def count_record(thing: Record | Refused, outcome: Outcome) -> None:
    """Count a record, or keep what is to be told."""
    if isinstance(thing, Refused):
        outcome.refused.append(thing)
        return
    if isinstance(thing, Noticed):
        outcome.noticed.append(thing)
        return
    if not isinstance(thing, Captured):  # it says something of the file, and is no record for people
        outcome.read[type(thing).__name__.lower()] += 1
    outcome.unread.update(getattr(thing, "unread", ()))


class Batch:
    """What one file says that waits for its transaction; every end of a link is recorded in the file first."""

    def __init__(self, source: Source, begins: tuple[Mapping[str, Any], datetime | None] | None = None) -> None:
        self.source = source
        self.begins = begins
        """The file's reading and time of export, until they are written."""
        self.known: dict[str, bool] = {}
        """Nodes recorded so far, and whether as stated: a hub is recorded once a file, not once a post."""
        self.posts: dict[str, bool] = {}
        """The same of posts, since the last transaction alone: a file may hold millions."""
        self.recorded: list[RecordedIn] = []
        self.links: list[Link] = []
        self.subjects: dict[str, set[str]] = {label(cls): set() for cls in SUBJECTS}
        """Accounts and groups that the file names."""
        self.refused: list[Refused] = []
        """Links whose ends the model forbids."""

    def add(self, record: Record | None, said: Iterable[Said]) -> None:
        """Take what a record says."""
        place = "" if record is None else record.place
        for thing in said:
            allowed = not isinstance(thing, Link) or self.allows(thing)
            if isinstance(thing, RecordedIn):
                if allowed:
                    self.record(thing)
            elif isinstance(thing, Link):
                if allowed:
                    self.links.append(thing)
                for end in (thing.start, thing.end):  # of a refused link too: the file names them
                    self.mention(end, thing.place)
            else:
                self.mention(thing, place)

    def allows(self, link: Link) -> bool:
        """Tell whether the model allows a link; one that it forbids is refused, and all else of its record stands."""
        try:
            check_ends(link)
        except ModelError as error:
            self.refused.append(Refused(place=error.where, found=error.found, expected=error.expected))
            return False
        return True

    def mention(self, node: Node, place: str) -> None:
        """Record a node that is named, unless the file has named it before."""
        if node is not self.source and isinstance(node, RecordedIn.ends[0]):
            self.record(RecordedIn(start=node, end=self.source, place=place))

    def record(self, said: RecordedIn) -> None:
        """Record a node once as named and once as stated; a post each time it is stated: its text may differ."""
        known = self.posts if isinstance(said.start, Post) else self.known
        if isinstance(said.start, SUBJECTS):
            self.subjects[label(type(said.start))].add(said.start.id)
        stated = known.get(said.start.id)
        if stated is None or (said.stated and (not stated or known is self.posts)):
            self.recorded.append(said)
            known[said.start.id] = said.stated or bool(stated)

    def says(self) -> FileSays:
        """Give what is to be written."""
        return FileSays(self.source.id, self.recorded, self.links, self.begins)

    def clear(self) -> None:
        """Go on after it was written."""
        self.recorded, self.links, self.begins = [], [], None
        self.posts.clear()


def list_reasons(refused: Iterable[Refused]) -> list[tuple[int, Refused]]:
    """Give why records were refused: how often each thing was expected, with the first place where it was."""
    counts = Counter(one.expected for one in refused)
    firsts: dict[str, Refused] = {}
    for one in refused:
        firsts.setdefault(one.expected, one)
    return [(count, firsts[expected]) for expected, count in counts.most_common()]


def count_outcome(outcome: Outcome) -> dict[str, Any]:
    """Give what came of a file as properties of its node."""
    reasons = [f"{one.expected} expected, {count:,} times" for count, one in list_reasons(outcome.refused)[:REASONS]]
    return {
        "read": outcome.read.total(),
        "refused": len(outcome.refused),
        "reasons": make_storable("; ".join(reasons)) or None,
        "unread": outcome.unread.total(),
    }


def format_refusals(outcome: Outcome) -> bytes:
    """Give what was refused as JSON lines: place, what was found, what was expected, the record itself."""
    return b"".join(
        json.dumps(
            {
                "place": one.place,
                "found": one.found,
                "expected": one.expected,
                "raw": one.raw[:65_536].decode("utf-8", "backslashreplace"),
            }
        ).encode()
        + b"\n"
        for one in outcome.refused
    )


def summarize_outcomes(case: Case, outcomes: Iterable[Outcome]) -> Iterator[dict[str, Any]]:
    """Yield what came of each file as JSON values, for the journal; refusals are kept beside it."""
    for outcome in outcomes:
        said: dict[str, Any] = {
            "sha256": outcome.file.sha256,
            "name": outcome.file.name,
            "source": outcome.file.source,
            "read": dict(sorted(outcome.read.items())),
            "refused": len(outcome.refused),
            "unread": {make_storable(key): count for key, count in sorted(outcome.unread.items())},
            "noticed": [[*map(make_storable, (one.place, one.says))] for one in outcome.noticed[:100]],
            "reasons": [
                [count, *map(make_storable, (one.expected, one.found, one.place))]
                for count, one in list_reasons(outcome.refused)[:REASONS]
            ],
            "first_refused": [
                [*map(make_storable, (one.place, one.found, one.expected))] for one in outcome.refused[:10]
            ],
        }
        if outcome.held.places:
            said["yield"] = case.remember("yield", outcome.held.pack())
        if outcome.refused:
            said["refusals"] = case.remember("refused", format_refusals(outcome))
        yield said
