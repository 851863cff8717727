"""Acts of tests: each in a session of its own, as a command does it, or on a store that a test holds."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.case import Case
from graph.finding import Finding, Judgement, Verdict
from graph.store import Store
from graph.views.answering import AnsweringGate
from ingest import load
from liaisons.acts import finding, judging, loading, reporting
from liaisons.answers import RebuildAnswer, UndoAnswer
from liaisons.session import Session


def ingest(case: Case, paths: Iterable[Path], **how: Any) -> loading.Ingested:
    with Session(case) as session:
        return loading.ingest_files(session, paths, **how)


def undo(case: Case, run: int, **how: Any) -> UndoAnswer:
    with Session(case) as session:
        return loading.undo_run(session, run, **how)


def rebuild(case: Case, **how: Any) -> RebuildAnswer:
    with Session(case) as session:
        return loading.rebuild_graph(session, **how)


def find(case: Case, *kinds: tuple[str, ...], **how: Any) -> tuple[Finding, ...]:
    with Session(case) as session:
        return finding.find_leads(session, *kinds, **how)


def judge(case: Case, id: str, verdict: Verdict, why: str, **how: Any) -> Judgement:
    with Session(case) as session:
        return judging.judge_finding(session, id, verdict, why, **how)


def unjudge(case: Case, id: str, why: str, **how: Any) -> Judgement:
    with Session(case) as session:
        return judging.withdraw_judgement(session, id, why, **how)


def name_cluster(case: Case, id: str, name: str | None, why: str, **how: Any) -> Finding:
    with Session(case) as session:
        return judging.name_cluster(session, id, name, why, **how)


def report(case: Case, **how: Any) -> Path:
    with Session(case) as session:
        return reporting.write_report(session, **how)


def enter_file(sha256: str, name: str, **how: Any) -> dict[str, Any]:
    """Give a file as the journal's entry of an ingest has it."""
    said = {"size": 1, "source": "table", "version": 1, "answers": {}}
    return {"sha256": sha256, "name": name, **said, **how}


def settle_files(case: Case, store: Store, *paths: Path) -> int:
    """Read files into a store as an ingest does, and give the run."""
    planned = loading.plan_files(case, paths, case.folder / "scratch")
    return settle_run(case, store, load.enter_run(case, loading.list_given(planned), who="tester"))


def settle_run(case: Case, store: Store, run: int) -> int:
    """Bring a store in step with a run that was entered, and give the run: it was not broken off."""
    load.apply_runs(case, store)
    case.journal.append("ingested", {"run": run, "files": [], "left": []}, who="tester")
    return run


def settle_undo(case: Case, store: Store, run: int) -> None:
    """Take a run out of a store."""
    case.journal.append("undo", {"run": run}, who="tester")
    load.apply_runs(case, store)


@contextmanager
def asking(folder: Path, **how: Any) -> Iterator[AnsweringGate]:
    """Give the gate of a case for one answer, as ``liaisons show`` has it."""
    with Session.open(folder, quick=True) as session, session.answering(**how) as gate:
        yield gate
