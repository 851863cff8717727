"""The whole way in one call: read files, find, judge, take back, rebuild; demo, schedule and commands use it.

Every function holds ``writer.lock`` while it writes, enters the journal first and touches the graph after.
"""

import json
import logging
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from graph.case import Case
from graph.errors import CaseError, EngineError, JournalError, JudgementError, LiaisonsError, NotFoundError
from graph.finding import (
    Finding,
    Judgement,
    Verdict,
    judgements,
    last_run,
    latest,
    runs_of,
    ways_of,
    written,
)
from graph.forms import storable
from graph.given_names import read_given_names
from graph.kinds import kind_of
from graph.marks import protected_contacts, write_marks
from graph.rows import Wanted, digest, digested
from graph.store import Store
from ingest import load, plan
from ingest.answers import Answers
from ingest.files import Problem
from ingest.load import Tell
from ingest.plan import Planned
from liaisons.saying import Say, say_nothing

if TYPE_CHECKING:
    from graph.snapshot import Snapshot


MARKS = "marks"
"""Beside the kinds: which contacts are widely shared, of a run that weighs contacts."""

LONGEST_NAME = 80
"""Characters of a name that a person gives to a cluster."""

KEPT = 3
"""Runs that are looked back at: a cluster may vanish for one."""


SHOWN = "the next find, ingest or judge lays it over the graph"
"""What becomes of a judgement that was entered, and that the graph could not take."""

LOG = logging.getLogger(__name__)

SCRATCH = "scratch-"
"""How the name of a folder of the case begins that lasts no longer than an ingest."""


def silent(_name: str, _bytes: int, _of: int) -> None:
    """Tell nobody how far a load is."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a run read, and what it did not."""

    run: int
    """0 where nothing could be read."""
    files: tuple[dict[str, Any], ...]
    """What came of each file read anew, as ``ingest.load.summary`` gives it."""
    known: tuple[str, ...]
    """Files whose bytes the graph had already."""
    left: tuple[dict[str, str], ...]
    """Files that were not read: name and why."""
    lost: tuple[str, ...]
    """Where evidence is not what was kept, and why: of these files too, and of others that were to be read again."""


def ingest(
    case: Case, paths: Iterable[Path], *, who: str, tell: Tell = silent, now: datetime | None = None
) -> Ingested:
    """Read files, folders and zips into the case as one run, and tell what was not read and why."""
    with (
        case.writing("ingest", who=who),
        unpacking(case) as scratch,
        ExitStack() as opened,
    ):
        planned = planned_files(case, paths, scratch)
        given = [
            (one.found.path, one.found.name, one.source, one.answers, one.found.archive)
            for one in planned
            if one.ready and one.found is not None and one.source is not None
        ]
        store = opened.enter_context(Store.of(case, reads=sum(path.stat().st_size for path, *_ in given)))
        before = {id for id, row in store.sources().items() if row.get("complete")}
        refused: list[tuple[str, JournalError]] = []
        run = load.enter(case, given, who=who, unanswered=unanswered(case), refused=refused, now=now)
        left = (
            *(told(one) for one in plan.left(planned)),
            *({"name": name, "why": str(error)} for name, error in refused),
        )
        with standing(f"run {run}" if run else "", "liaisons find goes on with it"):
            outcomes = load.settle(case, store, tell)
            files = tuple(load.summary(case, outcomes))
            case.journal.append("ingested", {"run": run, "files": list(files), "left": list(left)}, who=who, now=now)
            read = {f"sha256:{said['sha256']}" for said in files}
            mine = load.live(case).get(run, [])
            known = tuple(file.name for file in mine if file.id in before and file.id not in read)
            lay(case, store)
        lost = [f"{error.where}: {error.found}" for _, error in refused] + [one.lost for one in outcomes if one.lost]
        return Ingested(run, files, known, left, tuple(dict.fromkeys(lost)))


@contextmanager
def standing(act: str, next: str) -> Iterator[None]:
    """Say of what goes wrong after an act was entered that the act stands, and what to do next; not where it is ""."""
    try:
        yield
    except (LiaisonsError, OSError) as error:
        if not act:
            raise
        found = f"{act} stands in the journal, but the graph does not show it yet: {str(error).rstrip('.')}"
        raise EngineError("", found, "", f"Do not enter it again: {next}.") from error


@contextmanager
def unpacking(case: Case) -> Iterator[Path]:
    """Give a folder for what comes out of zips, to be called while writing; what a kill left of one goes."""
    for left in case.folder.glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=SCRATCH, dir=case.folder) as folder:
        yield Path(folder)


def planned_files(case: Case, paths: Iterable[Path], scratch: Path) -> list[Planned]:
    """Say of each file which source reads it, with which answers, or why it is not read."""
    answers = case.folder / "sources.toml"
    return plan.plan(paths, scratch=scratch, defaults=unanswered(case), sources=answers if answers.is_file() else None)


def unanswered(case: Case) -> Answers:
    """Give the answers of a file about which nobody has said anything."""
    return Answers(regions=case.settings.regions)


def told(problem: Problem) -> dict[str, str]:
    """Give the name of what is not read, and why."""
    why = f"{problem.found}; expected {problem.expected}" if problem.expected else problem.found
    return {"name": storable(problem.where), "why": storable(why)}


def find(
    case: Case,
    kinds: Sequence[str] = (),
    *,
    who: str,
    now: datetime | None = None,
    seed: int = 0,
    weights: str | None = None,
    store: Store | None = None,
    say: Say = say_nothing,
) -> tuple[Finding, ...]:
    """Run the analyses over what the graph holds, and remember what they say.

    ``kinds`` runs some alone; of the others the findings stand as they were, and so they do where nothing has changed
    that they follow from (``liaisons.inputs``). ``weights`` says what aliases are weighed by from now on: "case" for
    weights that the case teaches itself now, "shipped"; without it what counted before. ``store`` is the case's
    graph, where it is open already.
    """
    from graph.analysis import ANALYSES
    from graph.snapshot.kept import graph_key, read_snapshot

    with case.writing("find", who=who), reached(case, store) as graph:
        load.settle(case, graph)
        if last_run(case).lost:
            kinds = ()  # there is nothing that the others could stand as they were

        @cache
        def snapshot() -> "Snapshot":
            say("reading the graph")
            return read_snapshot(case, graph, keep=True)

        learnt = known(case) if weights is None else taught(case, snapshot(), seed) if weights == "case" else {}
        wanted = kinds or tuple(ANALYSES)
        found, inputs, anew = analysed(case, snapshot, graph_key(case, graph), wanted, seed, learnt, say)
        digest = case.remember("findings", written(found))
        before = last_find(case)
        counts = {kind: sum(one.kind == kind for one in found) for kind in ANALYSES}
        said = {
            "findings": digest,
            "counts": counts,
            "kinds": list(kinds),
            "seed": seed,
            "learnt": learnt,
            "marks": marked(case, snapshot(), seed) if MARKS in anew else before.get("marks"),
            "likeness": likened(snapshot()) if MARKS in anew else before.get("likeness"),
            "inputs": inputs,
            "runs": sorted(load.live(case)),
        }
        entry = case.journal.append("find", said, who=who, now=now)
        with standing(f"entry {entry.n}, the findings of this run,", "liaisons find lays them anew"):
            lay(case, graph)
        return found


def reached(case: Case, store: Store | None, *, quick: bool = False) -> AbstractContextManager[Store]:
    """Give the case's graph: as it was opened already, else opened for as long as this lasts."""
    return Store.of(case, quick=quick) if store is None else nullcontext(store)


def last_find(case: Case) -> Mapping[str, Any]:
    """Give what the journal has of the last run of the analyses; nothing where none has run."""
    entry = case.journal.last("find")
    return (entry.payload or {}) if entry else {}


def known(case: Case) -> dict[str, str]:
    """Give the digests of the weights that the case taught itself and that count, by kind."""
    return dict(last_find(case).get("learnt", {}))


def taught(case: Case, snapshot: "Snapshot", seed: int) -> dict[str, str]:
    """Let the case teach itself weights, and give their digest, by kind; raise ``CaseError`` where it is too small."""
    from graph.analysis.alias import teach
    from graph.analysis.shared.context import Past

    weights = teach(snapshot, Past(protected=protected_contacts(case), seed=seed))
    if weights is None:
        raise CaseError("find", "too few pairs of accounts to learn from", "some hundred", "Use --weights shipped.")
    return {"alias": case.remember("learnt", json.dumps(weights, sort_keys=True).encode())}


def analysed(
    case: Case,
    snapshot: "Callable[[], Snapshot]",
    graph_key: str | None,
    kinds: Sequence[str],
    seed: int,
    learnt: Mapping[str, str],
    say: Say = say_nothing,
) -> tuple[tuple[Finding, ...], dict[str, str], frozenset[str]]:
    """Run some analyses, bound by the case's judgements and its protected contacts, where there is something new.

    Gives the findings of all kinds; by kind the digest of what they follow from, the marks of contacts among the
    kinds where one runs that weighs contacts; and of these what has something new.
    """
    from graph.analysis import ANALYSES
    from graph.analysis.cluster import live_on
    from graph.analysis.shared.context import Past
    from liaisons.inputs import digest_inputs, unchanged

    runs = {kind: tuple(runs_of(case, kind)) for kind in kinds if kind_of(kind).holds_members}
    read = frozenset(load.live(case))
    fewer = {kind: next((run for run in some if run.read < read), None) for kind, some in runs.items()}
    past = Past(
        judgements=judgements(case),
        protected=protected_contacts(case),
        learnt={kind: json.loads(recalled(case, digest)) for kind, digest in learnt.items()},
        seed=seed,
    )
    looked = (*kinds, MARKS) if any(kind_of(kind).weighs_contacts for kind in kinds) else tuple(kinds)
    inputs: dict[str, str] = remembered_inputs(case)
    digests: dict[str, str] = {}
    if graph_key is not None:
        for kind in looked:
            start = fewer.get(kind)
            digests[kind] = digest_inputs(kind, graph_key, past, None if start is None else start.digest)
    anew = frozenset(looked) - unchanged(digests, inputs)
    before: dict[str, list[Finding]] = {}
    for one in latest(case).findings:
        before.setdefault(one.kind, []).append(one)
    if anew.intersection(ANALYSES):
        past = replace(
            past,
            findings={kind: tuple(ones) for kind, ones in before.items()},
            earlier={kind: tuple(run.findings(case) for run in some[1:KEPT]) for kind, some in runs.items()},
            fewer={kind: run.findings(case) if run is not None else () for kind, run in fewer.items()},
        )
    found: list[Finding] = []
    for kind in ANALYSES:
        if kind in anew:
            say(f"looking for {kind_of(kind).sought or kind_of(kind).plural}")
            found += ANALYSES[kind](snapshot(), past)
        else:
            stand = before.get(kind, ())
            found += live_on(stand) if kind in runs else stand
    kept = {kind: digest for kind, digest in inputs.items() if kind not in looked}
    return tuple(sorted(found, key=lambda one: (one.kind, one.id))), kept | digests, anew


def remembered_inputs(case: Case) -> dict[str, str]:
    """Give what the last run's findings and marks follow from; nothing of what was lost since, which is made anew."""
    said = last_find(case)
    inputs = dict(said.get("inputs", {}))
    if last_run(case).lost:
        return {}
    try:
        case.recall("marks", said.get("marks") or "")
    except (JournalError, NotFoundError):
        inputs.pop(MARKS, None)
    return inputs


def recalled(case: Case, digest: str) -> bytes:
    """Give the weights that the case taught itself; raise JournalError, saying how to go on, where they are lost."""
    try:
        return case.recall("learnt", digest)
    except JournalError as error:
        do = "Run liaisons find --weights case to learn them anew, or --weights shipped."
        raise JournalError(error.where, error.found, error.expected, do) from None


def marked(case: Case, snapshot: "Snapshot", seed: int) -> str:
    """Remember which contacts are widely shared, and give the digest of it for the journal."""
    from graph.analysis.network.contact_rarity import measure_rarity

    generic = measure_rarity(snapshot, protected_contacts(case), seed).generic
    return case.remember("marks", write_marks({snapshot.ids[contact]: one.mark for contact, one in generic.items()}))


def likened(snapshot: "Snapshot") -> dict[str, Any] | None:
    """Give how far the case is from the worlds that weights were learnt on."""
    from graph.analysis.calibration.familiarity import find_familiarity

    found = find_familiarity(snapshot)
    return None if found is None else found.plain()


def judge(
    case: Case,
    finding: str,
    verdict: Verdict,
    why: str,
    *,
    who: str,
    now: datetime | None = None,
    store: Store | None = None,
) -> Judgement:
    """Enter what a person decided about a finding; it binds later runs until it is taken back."""
    if not why.strip():
        raise JudgementError("judge", "no reason given", "a reason", "Say why: --why TEXT.")
    one = chosen(case, finding)
    subjects = [list(subject) for subject in one.subjects]
    said = {"finding": one.id, "kind": one.kind, "subjects": subjects, "verdict": verdict, "why": why}
    with case.writing("judge", who=who):
        entry = case.journal.append("judge", said, who=who, now=now)
        with standing(f"the judgement, entry {entry.n},", SHOWN), reached(case, store, quick=True) as graph:
            lay_judgements(case, graph)
    return next(given for given in judgements(case) if given.n == entry.n)


def name_cluster(
    case: Case, finding: str, name: str | None, why: str, *, who: str, now: datetime | None = None
) -> Finding:
    """Give a cluster a name, or with None take the given one back; it stays with the cluster while that lives on."""
    if not why.strip():
        raise JudgementError("name", "no reason given", "a reason", "Say why: --why TEXT.")
    one = chosen(case, finding)
    if not kind_of(one.kind).holds_members:
        raise JudgementError(one.id, f"a finding of kind {one.kind}", "a cluster", "liaisons find cluster lists them.")
    text = None if name is None else " ".join(storable(name).split())
    if text is not None and not 0 < len(text) <= LONGEST_NAME:
        raise JudgementError("name", f"{len(text):,} characters", f"1 to {LONGEST_NAME}", "Type another name.")
    if text is None and one.id not in read_given_names(case):
        raise JudgementError(one.id, "nobody gave it a name", "a cluster that somebody named")
    with case.writing("name", who=who):
        case.journal.append("name", {"finding": one.id, "name": text, "why": why}, who=who, now=now)
    return one


def unjudge(
    case: Case, finding: str, why: str, *, who: str, now: datetime | None = None, store: Store | None = None
) -> Judgement:
    """Take back the judgement that stands on a finding."""
    given = [one for one in judgements(case) if one.finding.startswith(finding)]
    if len(given) != 1:
        raise JudgementError(finding, f"{len(given)} judgements stand", "one", "liaisons log --act judge lists them.")
    with case.writing("judge", who=who):
        entry = case.journal.append("unjudge", {"judgement": given[0].n, "why": why}, who=who, now=now)
        with standing(f"the taking back, entry {entry.n},", SHOWN), reached(case, store, quick=True) as graph:
            lay_judgements(case, graph)
    return given[0]


def chosen(case: Case, prefix: str) -> Finding:
    """Give the finding, or the way of a handoff, whose id begins so.

    An id that is judged but no longer found cannot be judged anew.
    """
    last = last_run(case)
    if last.lost:
        raise JournalError("findings", f"those of the last run are lost ({last.lost})", "", "Run liaisons find.")
    answering = [judged for one in last.answering(prefix) for judged in (one, *ways_of(one))]
    hits = [one for one in answering if one.id.startswith(prefix)]
    if len(hits) != 1:
        raise NotFoundError(
            prefix or "judge", f"{len(hits)} findings have an id that begins so", "one", "liaisons find lists them."
        )
    return hits[0]


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of taking a run back."""

    run: int
    already: bool
    """Whether it was taken back before."""
    went_on: bool
    """Whether that had been broken off, and is complete now."""
    files: int
    """Files of the run."""
    stay: Mapping[int, int]
    """Runs that have read files of it too, so that these stay, and how many."""


def undo(case: Case, run: int, *, who: str, now: datetime | None = None, tell: Tell = silent) -> Undone:
    """Take a run back: the graph ends as if it had never been; the evidence and the journal keep it.

    Again for the same run it goes on with what was broken off, and changes nothing where nothing was.
    """
    with case.writing("undo", who=who), Store.of(case) as store:
        entered = {entry.n: entry.payload or {} for entry in case.journal.entries("ingest")}
        said = {(entry.payload or {}).get("run"): entry.n for entry in case.journal.entries("undo")}
        done = {(entry.payload or {}).get("run"): entry.n for entry in case.journal.entries("undone")}
        counts = run in load.live(case)
        if not counts and run not in said:
            raise NotFoundError(f"run {run}", *not_there(case, run, entered), "liaisons log --act ingest lists them.")
        if counts:
            case.journal.append("undo", {"run": run}, who=who, now=now)
        with standing(f"the undo of run {run}", "the same command goes on with it"):
            outcomes = load.settle(case, store, tell)
            broken = not counts and done.get(run, 0) < said[run]
            if counts or broken:
                files = list(load.summary(case, outcomes))
                case.journal.append("undone", {"run": run, "files": files}, who=who, now=now)
            lay(case, store)
        mine = {file["sha256"] for file in entered[run].get("files", ())}
        stay = {n: len(mine & {file.sha256 for file in files}) for n, files in load.live(case).items()}
        return Undone(run, not counts, broken, len(mine), {n: count for n, count in stay.items() if count})


def not_there(case: Case, run: int, entered: Mapping[int, Mapping[str, Any]]) -> tuple[str, str]:
    """Say why a run cannot be taken back, and what could."""
    known = ", ".join(map(str, load.live(case))) or "none"
    for n, payload in entered.items():
        if run in payload.get("replaces", ()):
            return f"it was broken off, and run {n} took its place", f"one of {known}"
    return "no run of that number that counts", f"one of {known}"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of making the graph anew."""

    files: int
    """Files that were read."""
    lost: tuple[str, ...]
    """Where evidence is not what was kept, and why: those files are not in the graph."""
    equal: bool | None
    """Whether the graph equals the one before; None where nobody asked, or the one before could not be read."""


def rebuild(case: Case, *, who: str, verify: bool = False, now: datetime | None = None, tell: Tell = silent) -> Rebuilt:
    """Make the graph anew from evidence and journal; with ``verify`` compare it with the one before.

    The embedded engine gets a new database, so that one which is damaged is no hindrance.
    """
    with case.writing("rebuild", who=who):
        before = compared(case) if verify else None
        entry = case.journal.append("rebuild", {}, who=who, now=now)
        with (
            standing(f"the rebuild, entry {entry.n},", "run liaisons rebuild again"),
            Store.of(case, fresh=True) as store,
        ):
            outcomes = load.settle(case, store, tell)
            for _ in load.summary(case, outcomes):
                pass  # keeps anew what was refused, where that was lost
            lay(case, store)
            lost = tuple(one.lost for one in outcomes if one.lost)
            return Rebuilt(len(outcomes) - len(lost), lost, before == store.whole() if before is not None else None)


def compared(case: Case) -> tuple[dict[str, Any], list[tuple[Any, ...]]] | None:
    """Give the whole graph as it is; None, and told, where it cannot be read."""
    try:
        with Store.of(case) as store:
            return store.whole()
    except EngineError as error:
        LOG.warning("the graph before cannot be read, so nothing is compared: %s", error)
        return None


def lay(case: Case, store: Store) -> None:
    """Lay the findings and judgements that the case remembers over the graph."""
    lines = last_run(case).lines()

    def values(id: str) -> dict[str, Any]:
        line = lines[id]
        one = Finding.read(json.loads(line))
        return {
            "id": one.id,
            "kind": one.kind,
            "basis": one.basis,
            "score": one.score,
            "confidence": one.confidence,
            "bits": one.bits,
            "says": line.decode(),
            **({"core": list(one.parts["core"])} if "core" in one.parts else {}),
            "subjects": [list(subject) for subject in one.subjects],
        }

    store.put_findings(Wanted({id: digest(line) for id, line in lines.items()}, values))
    lay_judgements(case, store)


def lay_judgements(case: Case, store: Store) -> None:
    """Lay the judgements that stand over the graph; of findings nothing is read."""
    judged = [
        {
            "id": f"judgement:{one.n}",
            "finding": one.finding,
            "verdict": one.verdict,
            "who": storable(one.who),  # an old journal may hold what is no UTF-8
            "at": one.at.isoformat(),
            "why": storable(one.why),
            "subjects": [list(subject) for subject in one.subjects],
        }
        for one in judgements(case)
    ]
    store.put_judgements(digested(judged))
