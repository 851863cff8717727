"""Files read into the graph, taken back, and the graph made anew: entered first, done after."""

import logging
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from graph.case import Case
from graph.errors import EngineError, JournalError, NotFoundError
from graph.forms import make_storable
from ingest import load, plan, yields
from ingest.answers import Answers
from ingest.files import Problem
from ingest.load import Tell
from ingest.plan import Planned
from liaisons.acts.laying import explain_standing, lay_findings
from liaisons.answers import RebuildAnswer, RunStays, UndoAnswer
from liaisons.session import Session

if TYPE_CHECKING:
    from graph.disclosure.paper import Paper

LOG = logging.getLogger(__name__)

SCRATCH = "scratch-"
"""How the name of a folder of the case begins that lasts no longer than an ingest."""


def tell_nobody(_name: str, _bytes: int, _of: int) -> None:
    """Tell nobody how far a load is."""


def cover_names(tell: Tell, paper: "Paper") -> Tell:
    """Tell how far a load is under the names of files that may be shown."""
    return lambda name, done, of: tell(name if name == load.DERIVING else paper.file(name), done, of)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a run read, and what it did not."""

    run: int
    """0 where nothing could be read."""
    files: tuple[dict[str, Any], ...]
    """What came of each file read anew, as ``ingest.load.summarize_outcomes`` gives it."""
    known: tuple[str, ...]
    """Files whose bytes the graph had already."""
    left: tuple[dict[str, str], ...]
    """Files that were not read: name and why."""
    lost: tuple[str, ...]
    """Where evidence is not what was kept, and why: of these files too, and of others that were to be read again."""


def ingest_files(
    session: Session, paths: Iterable[Path], *, who: str, tell: Tell = tell_nobody, now: datetime | None = None
) -> Ingested:
    """Read files, folders and zips into the case as one run, and tell what was not read and why."""
    case = session.case
    with session.writing("ingest", who=who), make_scratch(case) as scratch:
        planned = plan_files(case, paths, scratch)
        given = list_given(planned)
        store = session.reach_store(reads=sum(one.path.stat().st_size for one in given))
        before = {id for id, row in store.sources().items() if row.get("complete")}
        refused: list[tuple[str, JournalError]] = []
        run = load.enter_run(case, given, who=who, unanswered=give_defaults(case), refused=refused, now=now)
        left = (
            *(describe_problem(one) for one in plan.list_unread_files(planned)),
            *({"name": name, "why": str(error)} for name, error in refused),
        )
        with explain_standing(f"run {run}" if run else "", "liaisons find goes on with it"):
            outcomes = load.apply_runs(case, store, tell)
            files = tuple(load.summarize_outcomes(case, outcomes))
            yields.add_shortfalls(case, files, run)
            case.journal.append("ingested", {"run": run, "files": list(files), "left": list(left)}, who=who, now=now)
            read = {f"sha256:{said['sha256']}" for said in files}
            mine = load.list_live_runs(case).get(run, [])
            known = tuple(file.name for file in mine if file.id in before and file.id not in read)
            lay_findings(case, store)
        lost = [f"{error.where}: {error.found}" for _, error in refused] + [one.lost for one in outcomes if one.lost]
        return Ingested(run, files, known, left, tuple(dict.fromkeys(lost)))


@contextmanager
def make_scratch(case: Case) -> Iterator[Path]:
    """Give a folder for what comes out of zips, to be called while writing; what a kill left of one goes."""
    for left in case.folder.glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=SCRATCH, dir=case.folder) as folder:
        yield Path(folder)


def plan_files(case: Case, paths: Iterable[Path], scratch: Path) -> list[Planned]:
    """Say of each file which source reads it, with which answers, or why it is not read."""
    answers = case.folder / "sources.toml"
    return plan.plan_reading(
        paths, scratch=scratch, defaults=give_defaults(case), sources=answers if answers.is_file() else None
    )


def list_given(planned: Iterable[Planned]) -> list[load.Given]:
    """Give the files that can be read now, each with what it refers to."""
    return [
        load.Given(
            one.found.path,
            one.found.name,
            one.source,
            one.answers,
            one.found.archive,
            {name: other.path for name, other in one.beside.items()},
        )
        for one in planned
        if one.ready and one.found is not None and one.source is not None
    ]


def give_defaults(case: Case) -> Answers:
    """Give the answers of a file about which nobody has said anything."""
    return Answers(regions=case.settings.regions)


def describe_problem(problem: Problem) -> dict[str, str]:
    """Give the name of what is not read, and why."""
    why = f"{problem.found}; expected {problem.expected}" if problem.expected else problem.found
    return {"name": make_storable(problem.where), "why": make_storable(why)}


def undo_run(
    session: Session, run: int, *, who: str, now: datetime | None = None, tell: Tell = tell_nobody
) -> UndoAnswer:
    """Take a run back: the graph ends as if it had never been; the evidence and the journal keep it.

    Again for the same run it goes on with what was broken off, and changes nothing where nothing was.
    """
    case = session.case
    with session.writing("undo", who=who):
        store = session.store
        entered = {entry.n: entry.payload or {} for entry in case.journal.entries("ingest")}
        said = {(entry.payload or {}).get("run"): entry.n for entry in case.journal.entries("undo")}
        done = {(entry.payload or {}).get("run"): entry.n for entry in case.journal.entries("undone")}
        counts = run in load.list_live_runs(case)
        if not counts and run not in said:
            raise NotFoundError(
                f"run {run}", *explain_no_run(case, run, entered), "liaisons log --act ingest lists them."
            )
        if counts:
            case.journal.append("undo", {"run": run}, who=who, now=now)
        with explain_standing(f"the undo of run {run}", "the same command goes on with it"):
            outcomes = load.apply_runs(case, store, tell)
            broken = not counts and done.get(run, 0) < said[run]
            if counts or broken:
                files = list(load.summarize_outcomes(case, outcomes))
                case.journal.append("undone", {"run": run, "files": files}, who=who, now=now)
            lay_findings(case, store)
        mine = {file["sha256"] for file in entered[run].get("files", ())}
        stay = {n: len(mine & {file.sha256 for file in files}) for n, files in load.list_live_runs(case).items()}
        stays = tuple(RunStays(n, count) for n, count in stay.items() if count)
        return UndoAnswer(run, True, not counts, broken, len(mine), stays)


def explain_no_run(case: Case, run: int, entered: Mapping[int, Mapping[str, Any]]) -> tuple[str, str]:
    """Say why a run cannot be taken back, and what could."""
    known = ", ".join(map(str, load.list_live_runs(case))) or "none"
    for n, payload in entered.items():
        if run in payload.get("replaces", ()):
            return f"it was broken off, and run {n} took its place", f"one of {known}"
    return "no run of that number that counts", f"one of {known}"


def rebuild_graph(
    session: Session, *, who: str, verify: bool = False, now: datetime | None = None, tell: Tell = tell_nobody
) -> RebuildAnswer:
    """Make the graph anew from evidence and journal; with ``verify`` compare it with the one before.

    The embedded engine gets a new database, so that one which is damaged is no hindrance.
    """
    case = session.case
    with session.writing("rebuild", who=who):
        before = read_whole_graph(session) if verify else None
        entry = case.journal.append("rebuild", {}, who=who, now=now)
        with explain_standing(f"the rebuild, entry {entry.n},", "run liaisons rebuild again"):
            store = session.reach_store(fresh=True)
            outcomes = load.apply_runs(case, store, tell)
            for _ in load.summarize_outcomes(case, outcomes):
                pass  # keeps anew what was refused, where that was lost
            lay_findings(case, store)
            lost = tuple(one.lost for one in outcomes if one.lost)
            return RebuildAnswer(
                len(outcomes) - len(lost), lost, before == store.whole() if before is not None else None
            )


def read_whole_graph(session: Session) -> tuple[dict[str, Any], list[tuple[Any, ...]]] | None:
    """Give the whole graph as it is; None, and told, where it cannot be read."""
    try:
        return session.store.whole()
    except EngineError as error:
        LOG.warning("the graph before cannot be read, so nothing is compared: %s", error)
        return None
