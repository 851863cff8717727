"""A report of a case, from the graph to files: the page that is read, the network beside it, tables, manifest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.case import Case
from graph.case import read_clock as clock
from graph.errors import CaseError, JournalError
from graph.finding import read_latest_findings
from graph.settings import ReportChoice
from graph.spelling import ask_nearest
from graph.watches.entries import keep_counts, recall_counts
from liaisons.acts.folders import copy_folder, make_partial_folder, place_entered_folders, place_folder
from liaisons.session import Session

if TYPE_CHECKING:
    from graph.views.changes import ChangesView


@dataclass(frozen=True, slots=True)
class Due:
    """For which moment of which schedule a report is written."""

    schedule: str
    slot: datetime
    told: tuple[str, ...] = ()
    """What its reader must know: reports that were missed, what failed before it."""
    mail: tuple[str, ...] = ()
    """Whom it is to be sent to."""


def write_report(
    session: Session,
    *,
    who: str,
    hide_names: bool = False,
    now: datetime | None = None,
    since: str | None = None,
    due: Due | None = None,
    forms: Collection[str] = (),
    name: str = "",
    language: str = "",
) -> Path:
    """Write the next report of a case into ``reports/<n>/``; give the path of its ``report.html``.

    ``forms`` are those of ``graph.reports.report_forms.FORMS`` that are to lie beside it, with those of its choice.

    ``name`` is that of a ``[report.NAME]`` of case.toml, or that of a schedule: a report holds what is written there,
    and is said in its language unless ``language`` gives another. It tells what changed since the last one of its name,
    or since that which ``since`` names by its number or a day. The folder appears whole or not at all. What it shows
    stands in the journal before it appears: the consultation as ``disclose``, the files with their SHA-256 as
    ``report``.
    """
    from graph.difference.reports import choose_report, count_reports, last_report, recall_report
    from graph.difference.standing import keep_standing
    from graph.picture.page import network
    from graph.reports import html, tables
    from graph.reports.report_forms import check_forms, write_report_forms
    from graph.reports.sections import make_sections
    from graph.views.answering import AnsweringGate
    from graph.views.overview import overview_since
    from liaisons.gaps import require_whole_graph

    case = session.case
    stamp = now or clock()  # of the pages; entries of the journal are dated by no variable of the environment
    with session.writing("report", who=who):
        store = session.store
        require_whole_graph(case, store)
        if lost := read_latest_findings(case).lost:
            raise JournalError("findings", f"those of the last run are lost ({lost})", "", "Run liaisons find first.")
        number = find_next_number(case)
        choice = choose_named_report(case, name, planned=due is not None)
        forms = tuple(dict.fromkeys([*forms, *choice.forms]))
        check_forms(forms)
        hide_names = hide_names or choice.hide_names
        language = language or choice.language
        gate = AnsweringGate(case, store, who=who, hide_names=hide_names, now=stamp, language=language)
        gate.recall_names()
        base = choose_report(case, since) if since else last_report(case, name, own=bool(choice.name))
        then = None if base is None else recall_report(case, base)
        told_hits = recall_counts(case, None if base is None else base.hits)
        told = due.told if due else ()
        issue = count_reports(case, name) + 1 if name else 0
        view, standing = overview_since(
            gate, number, then, program=find_program(case), hits=told_hits, told=told, choice=choice, issue=issue
        )
        gate.keep_names()
        folder = make_empty_folder(case, number)
        sections = make_sections(view)
        page = html.write_report_page(view, folder / "report.html", sections=sections)
        files = {
            "report.html": tables.describe_file(page),
            "network.html": tables.describe_file(network.write_network_page(view, folder / "network.html")),
            **tables.write_report_tables(view, folder),
        }
        for file, data in write_report_forms(forms, view, sections).items():
            (folder / file).write_bytes(data)
            files[file] = tables.describe_file(data)
        find = case.journal.last("find")
        said = (find.payload or {}) if find is not None else {}
        (folder / "manifest.json").write_bytes(
            tables.write_manifest(
                view,
                files,
                runs=said.get("runs", []),
                parameters={"seed": said.get("seed"), "kinds": said.get("kinds", []), "hide_names": hide_names},
                report={"name": name, "issue": issue, "language": language, "left": dict(view.choice.left)},
                find=find.hash if find is not None else None,
            )
        )
        files["manifest.json"] = tables.describe_file((folder / "manifest.json").read_bytes())
        hashes = {name: described["sha256"] for name, described in sorted(files.items())}
        entered: dict[str, Any] = {
            "number": number,
            "hidden": hide_names,
            "language": language,
            "files": hashes,
            "standing": keep_standing(case, standing),
            "hits": keep_counts(case, told_hits, {hit.id: hit.count for hit in view.hits}),
            "base": None if base is None else base.number,
        }
        if name:
            entered |= {"name": name, "issue": issue}
        if due is not None:
            entered |= describe_due(due)
        return settle_report(case, number, entered, who=who, now=now) / "report.html"


def choose_named_report(case: Case, name: str, *, planned: bool) -> ReportChoice:
    """Give what a report holds by its name; one that is planned may have a name that no ``[report.NAME]`` has."""
    found = case.settings.choose_report(name)
    if found is None and not planned:
        known = [one.name for one in case.settings.reports]
        expected = f"one of {', '.join(known)}" if known else "a table [report.NAME] for each report that has a name"
        raise CaseError(str(case.folder / "case.toml"), f"no [report.{name:.40}]{ask_nearest(name, known)}", expected)
    return found or case.settings.report


def describe_due(due: Due) -> dict[str, Any]:
    """Give what the entry of a report says of its schedule."""
    said: dict[str, Any] = {"schedule": due.schedule, "slot": due.slot.astimezone(UTC).isoformat()}
    return said | ({"mail": list(due.mail)} if due.mail else {})


def settle_report(
    case: Case, number: int, entered: Mapping[str, Any], *, who: str, now: datetime | None = None
) -> Path:
    """Enter a report that is written, and give it its place.

    A kill between the two is mended by ``put_reports_in_place``.
    """
    case.journal.append("report", entered, who=who, now=now)
    return place_folder(case.reports / str(number))


def compare_reports(
    session: Session,
    then: str,
    now: str | None = None,
    *,
    who: str,
    hide_names: bool = False,
    page: Path | None = None,
) -> "ChangesView":
    """Give what changed from one report to another, and write it as a page where that is asked for.

    Reports are named by number or day; without ``now`` it is the last.
    """
    from graph.difference import compare_standings
    from graph.difference.reports import choose_report, last_report, recall_report
    from graph.reports.html import render_changes
    from graph.views.changing import show_difference

    case = session.case
    chosen = (choose_report(case, then), choose_report(case, now) if now else last_report(case))
    first, second = sorted((one for one in chosen if one is not None), key=lambda one: one.n)
    found = compare_standings(recall_report(case, first), recall_report(case, second))
    with session.answering(who=who, hide_names=hide_names) as gate:
        if page is None:
            return show_difference(gate, found)
        with gate.disclosing("compare"):
            changes = show_difference(gate, found)
            page.write_bytes(render_changes(changes, gate.text(case.settings.name), case.settings.time_zone))
        return changes


def find_program(case: Case) -> str:
    """Give the digest of the program that made the last findings; empty where their run did not say."""
    find = case.journal.last("find")
    return str((find.payload or {}).get("program", "")) if find is not None else ""


def copy_report(page: Path, out: Path) -> Path:
    """Copy a report into a new folder, and give where its page is then."""
    copy_folder(page.parent, out)
    return out / page.name


def put_reports_in_place(case: Case) -> None:
    """Give their place to reports that stand in the journal, whole, and were killed just before they appeared."""
    entries = (entry.payload or {} for entry in case.journal.entries("report"))
    place_entered_folders((case.reports / str(said.get("number")), said.get("files", {})) for said in entries)


def find_next_number(case: Case) -> int:
    """Give the number of the next report; one that was deleted is not given again."""
    there = [int(path.name) for path in case.reports.glob("*") if path.name.isdecimal()]
    told = [int((entry.payload or {}).get("number", 0)) for entry in case.journal.entries("report")]
    return max([*there, *told], default=0) + 1


def make_empty_folder(case: Case, number: int) -> Path:
    """Make an empty folder for a report that is being written; what a kill left is put in place, or goes."""
    put_reports_in_place(case)
    return make_partial_folder(case.reports / str(number))
