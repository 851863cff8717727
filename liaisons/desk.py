"""What the commands ask for, as a case, a person and JSON: each answer comes through the gate."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.case import Case
from graph.errors import CaseError, NotFoundError
from graph.spelling import ask_nearest
from liaisons.saying import Say, say_nothing

if TYPE_CHECKING:
    from graph.disclosure import Disclosure
    from graph.disclosure.ordering import Order
    from graph.disclosure.records import Paper
    from ingest.load import Tell

Zoned = tuple[str, dict[str, Any]]
"""The time zone of the case, and an answer."""


@contextmanager
def open(
    folder: Path, *, who: str, hide_names: bool = False, quick: bool = True, say: Say = say_nothing
) -> Iterator["Disclosure"]:
    """Open a case's gate for a moment, or, with ``quick`` off, for work that takes longer and fills the graph first."""
    from graph.disclosure import Disclosure
    from graph.store import Store
    from liaisons.lost import Watch

    case = Case.open(folder)
    say("reaching the server" if case.settings.store.address else "starting the engine")
    with Store.of(case, quick=quick) as store:
        say("asking the graph")
        gate = Disclosure(case, store, who=who, hide_names=hide_names)
        watch = Watch(case, store)
        if quick:
            watch.begin()
        gate.gaps = watch
        yield gate


def ingest(folder: Path, paths: list[Path], *, who: str, hide_names: bool, tell: "Tell") -> dict[str, Any]:
    """Read files into a case, and tell what came of each."""
    from graph.disclosure import records
    from liaisons import work

    case = Case.open(folder)
    paper = records.Paper(case, hidden=hide_names)
    done = work.ingest(case, paths, who=who, tell=covered(tell, paper))
    return records.ingested(paper, done.run, done.files, done.known, done.left, done.lost)


def covered(tell: "Tell", paper: "Paper") -> "Tell":
    """Tell how far a load is under the names of files that may be shown."""
    from ingest.load import DERIVING

    return lambda name, done, of: tell(name if name == DERIVING else paper.file(name), done, of)


def find(
    folder: Path,
    kind: str | None,
    *,
    who: str,
    hide_names: bool,
    weights: str | None = None,
    order: "Order" = "surest",
    say: Say = say_nothing,
) -> Zoned:
    """Run the analyses, or one kind of them, and give what they say; the engine starts once for both."""
    from liaisons import work

    check_kind(kind)
    with open(folder, who=who, hide_names=hide_names, quick=False, say=say) as gate:
        work.find(gate.case, () if kind is None else (kind,), who=who, weights=weights, store=gate.store, say=say)
        say("naming what was found")
        with gate.case.writing("find", who=who):
            gate.keep_names()
        return gate.case.settings.time_zone, gate.findings(kind, order=order)


def last(
    folder: Path, kind: str | None, *, who: str, hide_names: bool, order: "Order" = "surest", say: Say = say_nothing
) -> Zoned:
    """Give what the last run of the analyses found; with names in the clear no engine starts for it.

    Hidden names are looked for in every text, and for that the graph must tell all there are.
    """
    from graph.disclosure import Disclosure

    check_kind(kind)
    case = Case.open(folder)
    gate = None if hide_names else Disclosure.of_kept(case, who=who)
    if gate is not None:
        return case.settings.time_zone, gate.findings(kind, order=order)
    with open(folder, who=who, hide_names=hide_names, say=say) as gate:
        return case.settings.time_zone, gate.findings(kind, order=order)


def check_kind(kind: str | None) -> None:
    """Raise NotFoundError for a kind of findings that there is not."""
    from graph.analysis import ANALYSES

    if kind is not None and kind not in ANALYSES:
        raise NotFoundError(
            "find", f"no analysis {kind!r:.60}{ask_nearest(kind, ANALYSES)}", f"one of {', '.join(ANALYSES)}"
        )


def report(folder: Path, out: Path | None, *, who: str, hide_names: bool) -> dict[str, str]:
    """Write the report and its network page, and give where they are; with ``out`` there is a copy of them."""
    from liaisons import reporting

    if out is not None and out.exists():
        raise CaseError(str(out), "is there already", "a new folder for the copy")
    page = reporting.report(Case.open(folder), who=who, hide_names=hide_names)
    if out is not None:
        shutil.copytree(page.parent, out)
        page = out / page.name
    return {"report": str(page), "network": str(page.with_name("network.html"))}


def rebuild(folder: Path, *, who: str, hide_names: bool, verify: bool, tell: "Tell") -> dict[str, Any]:
    """Make the graph anew; with ``verify`` also say whether it equals the graph before."""
    from graph.disclosure import records
    from liaisons import work

    case = Case.open(folder)
    done = work.rebuild(case, who=who, verify=verify, tell=covered(tell, records.Paper(case, hidden=hide_names)))
    return {"files": done.files, "lost": list(done.lost), "equal": done.equal}


def undo(folder: Path, run: int, *, who: str, hide_names: bool, tell: "Tell") -> dict[str, Any]:
    """Take a run back, and tell which other runs hold files of it still."""
    from graph.disclosure import records
    from liaisons import work

    case = Case.open(folder)
    done = work.undo(case, run, who=who, tell=covered(tell, records.Paper(case, hidden=hide_names)))
    stay = [{"run": run, "files": count} for run, count in done.stay.items()]
    return {
        "run": done.run,
        "undone": True,
        "already": done.already,
        "went_on": done.went_on,
        "files": done.files,
        "stay": stay,
    }


def judge(
    folder: Path, finding: str, verdict: str, why: str, *, who: str, hide_names: bool, say: Say = say_nothing
) -> Zoned:
    """Enter a judgement, and give the finding as it stands then."""
    from liaisons import work

    work.chosen(Case.open(folder), finding)  # a wrong id is told before the engine is started for it
    with open(folder, who=who, hide_names=hide_names, say=say) as gate:
        entered = work.judge(gate.case, finding, verdict, why, who=who, store=gate.store)  # type: ignore[arg-type]  # click has checked it
        with work.standing(f"the judgement, entry {entered.n},", work.SHOWN):
            return gate.case.settings.time_zone, gate.some_findings(entered.finding)


def unjudge(folder: Path, finding: str, why: str, *, who: str, hide_names: bool, say: Say = say_nothing) -> Zoned:
    """Take a judgement back, and give the finding as it stands then."""
    from liaisons import work

    with open(folder, who=who, hide_names=hide_names, say=say) as gate:
        taken = work.unjudge(gate.case, finding, why, who=who, store=gate.store)
        with work.standing(f"the taking back of judgement {taken.n}", work.SHOWN):
            return gate.case.settings.time_zone, gate.some_findings(taken.finding)


def check_question(name: str, given: Mapping[str, str]) -> None:
    """Raise QuestionError for a question or a parameter that is none, before any engine is started for it."""
    from graph import questions as asking

    asking.taken(asking.named(name), given)


def name_cluster(folder: Path, finding: str, name: str | None, why: str, *, who: str, hide_names: bool) -> Zoned:
    """Give a cluster a name, or take the given one back, and give the cluster as it is called then."""
    from liaisons import work

    with open(folder, who=who, hide_names=hide_names) as gate:
        one = work.name_cluster(gate.case, finding, name, why, who=who)
        return gate.case.settings.time_zone, gate.some_findings(one.id)


def questions(name: str | None = None) -> list[dict[str, Any]]:
    """Give the catalogue, or the one question of that name; no case is needed."""
    from graph import questions as asking
    from graph.disclosure.questions import described
    from queries import QUESTIONS

    return [described(one) for one in (QUESTIONS.values() if name is None else [asking.named(name)])]


def log(folder: Path, acts: tuple[str, ...], *, hide_names: bool) -> tuple[str, list[dict[str, Any]]]:
    """Give the time zone of the case, and the entries of its journal."""
    from graph.disclosure import records

    case = Case.open(folder)
    for act in acts:
        if act not in records.SAYS and next(case.journal.entries(act), None) is None:
            raise NotFoundError(
                "log", f"no act {act!r:.60}{ask_nearest(act, records.SAYS)}", f"one of {', '.join(records.SAYS)}"
            )
    return case.settings.time_zone, list(records.entries(records.Paper(case, hidden=hide_names), *acts))


def verify(folder: Path, *, hide_names: bool = False) -> tuple[list[str], list[dict[str, str]]]:
    """Give what a person should be told, and every place where journal, evidence, results or reports do not add up."""
    from graph.disclosure import records

    case = Case.open(folder)
    paper = records.Paper(case, hidden=hide_names)
    faults = list(dict.fromkeys((*case.journal.verify(), *case.verify_evidence(), *case.verify_results())))
    return [*case.journal.notes, *case.journal.proof], [
        {"where": one.where, "found": paper.text(one.found), "expected": paper.text(one.expected)} for one in faults
    ]


def dry_run(folder: Path, paths: list[Path], *, hide_names: bool) -> dict[str, Any]:
    """Read files without loading them, and tell what would come of each."""
    from liaisons.rehearsal import rehearse

    return rehearse(Case.open(folder), paths, hide_names=hide_names)
