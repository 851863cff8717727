"""A report of a case, from the graph to files: the page that is read, the network beside it, tables, manifest."""

import hashlib
import shutil
from datetime import datetime
from pathlib import Path

from graph.case import Case
from graph.case import now as clock
from graph.durable import settle
from graph.errors import JournalError
from graph.finding import latest
from graph.watches.entries import enter_listed
from liaisons.session import Session

PARTIAL = ".partial"


def write_report(session: Session, *, who: str, hide_names: bool = False, now: datetime | None = None) -> Path:
    """Write the next report of a case into ``reports/<n>/``; give the path of its ``report.html``.

    The folder appears whole or not at all. What it shows stands in the journal before it appears: the
    consultation as ``disclose``, the files with their SHA-256 as ``report``.
    """
    from graph.picture.page import network
    from graph.reports import html, tables
    from graph.views.answering import AnsweringGate
    from graph.views.overview import overview
    from liaisons.gaps import whole

    case = session.case
    stamp = now or clock()  # of the pages; entries of the journal are dated by no variable of the environment
    with session.writing("report", who=who):
        store = session.store
        whole(case, store)
        if lost := latest(case).lost:
            raise JournalError("findings", f"those of the last run are lost ({lost})", "", "Run liaisons find first.")
        number = next_number(case)
        gate = AnsweringGate(case, store, who=who, hide_names=hide_names, now=stamp)
        gate.recall_names()
        view = overview(gate, number)
        gate.keep_names()
        folder = fresh(case, number)
        files = {
            "report.html": tables.describe_file(html.write_report_page(view, folder / "report.html")),
            "network.html": tables.describe_file(network.write_network_page(view, folder / "network.html")),
            **tables.write_report_tables(view, folder),
        }
        find = case.journal.last("find")
        said = (find.payload or {}) if find is not None else {}
        (folder / "manifest.json").write_bytes(
            tables.write_manifest(
                view,
                files,
                runs=said.get("runs", []),
                parameters={"seed": said.get("seed"), "kinds": said.get("kinds", []), "hide_names": hide_names},
                find=find.hash if find is not None else None,
            )
        )
        files["manifest.json"] = tables.describe_file((folder / "manifest.json").read_bytes())
        hashes = {name: described["sha256"] for name, described in sorted(files.items())}
        enter_listed(case, "report", {hit.id: hit.count for hit in view.hits}, who=who)
        case.journal.append("report", {"number": number, "hidden": hide_names, "files": hashes}, who=who, now=now)
        settle(folder)
        done = case.reports / str(number)
        folder.rename(done)
        settle(case.reports)
        return done / "report.html"


def copy_report(page: Path, out: Path) -> Path:
    """Copy a report into a new folder, and give where its page is then."""
    shutil.copytree(page.parent, out)
    return out / page.name


def put_in_place(case: Case) -> None:
    """Give their place to reports that stand in the journal, whole, and were killed just before they appeared."""
    for entry in case.journal.entries("report"):
        said = entry.payload or {}
        done = case.reports / str(said.get("number"))
        left = done.with_name(f"{done.name}{PARTIAL}")
        if done.exists() or not left.is_dir():
            continue
        there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in left.iterdir() if path.is_file()}
        if there == said.get("files"):
            left.rename(done)


def next_number(case: Case) -> int:
    """Give the number of the next report; one that was deleted is not given again."""
    there = [int(path.name) for path in case.reports.glob("*") if path.name.isdecimal()]
    told = [int((entry.payload or {}).get("number", 0)) for entry in case.journal.entries("report")]
    return max([*there, *told], default=0) + 1


def fresh(case: Case, number: int) -> Path:
    """Make an empty folder for a report that is being written; what a kill left is put in place, or goes."""
    case.reports.mkdir(0o700, exist_ok=True)
    put_in_place(case)
    for left in case.reports.glob(f"*{PARTIAL}"):
        shutil.rmtree(left, ignore_errors=True)
    folder = case.reports / f"{number}{PARTIAL}"
    folder.mkdir(0o700)
    return folder
