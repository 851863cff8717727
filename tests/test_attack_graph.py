"""A graph under attack: half of one never answers as a whole one, damaged evidence stays out, what broke is mended."""

import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

import liaisons
from graph import local
from graph.case import Case
from graph.driver import has_ended
from graph.durable import hold_lock
from graph.errors import BusyError, EngineError, JournalError, NotFoundError
from graph.finding import read_latest_findings
from graph.local import Address, Engine
from graph.store import Store
from ingest import load
from liaisons import gaps
from tests import acting

pytestmark = pytest.mark.slow  # each starts an engine or asks one

HEAD = "platform,group_id,account_id,seen\n"
NAMES = ("a.csv", "b.csv", "c.csv")

Run = Callable[..., tuple[int, str, str]]


class KilledError(BaseException):
    """What a kill is to the code that it ends: nothing after it runs."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of three tables, of two members each; every second member is in all of them."""
    folder = tmp_path_factory.mktemp("files")
    for n, name in enumerate(NAMES, 1):
        rows = (f"telegram,channel1,user{m},2025-03-01T10:00:00Z\n" for m in (n, 9))
        (folder / name).write_text(HEAD + "".join(rows))
    return folder


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """Give a case whose engine runs on, for a start costs seconds; each test leaves its graph whole."""
    folder = tmp_path_factory.mktemp("graph") / "case"
    case = Case.init(folder, purpose="tests", legal_basis="none", profile="ngo", who="tester")
    with Store.of(case, quick=True):
        yield case


@pytest.fixture
def store(case: Case) -> Iterator[Store]:
    with Store.of(case, quick=True) as client:
        yield client


@pytest.fixture
def run(run: Run, monkeypatch: pytest.MonkeyPatch, case: Case) -> Run:
    """Run a command on the case, which waits for no writer."""
    monkeypatch.setattr(gaps, "WAIT", 0.0)
    return lambda command, *args: run(command, "--case", str(case.folder), *args)


@contextmanager
def killed_at(owner: Any, name: str, call: int) -> Iterator[None]:
    """Let the ``call``-th call of a function be the last thing that is done."""
    real, calls = getattr(owner, name), 0

    def dying(*args: Any, **more: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls >= call:
            raise KilledError
        return real(*args, **more)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(owner, name, dying)
        yield


@contextmanager
def load_killed_at(file: int) -> Iterator[None]:
    """Let a load end as it begins with a file; those before it are whole."""
    with pytest.MonkeyPatch.context() as patched, killed_at(load.Loader, "load", file):
        patched.setattr(load, "DERIVED", 1)
        yield


def ingested(case: Case, files: Path) -> int:
    """Have the three files in the graph, as a run of now."""
    acting.find(case, who="tester")
    for number in load.list_live_runs(case):
        acting.undo(case, number, who="tester")
    return acting.ingest(case, [files], who="tester").run


# Half a graph


def test_a_killed_load_is_told_with_every_answer_and_its_repetition_takes_its_place(
    case: Case, files: Path, run: Run, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = ingested(case, files)
    acting.undo(case, before, who="tester")
    with load_killed_at(3), pytest.raises(KilledError):
        acting.ingest(case, [files], who="tester")
    [killed] = load.list_live_runs(case)
    told = "2 of 3 files are in the graph; liaisons find goes on with what was broken off"
    for args in (["query", "files_read"], ["show", "telegram:user1"], ["query", "contacts_of", "who=telegram:user1"]):
        code, out, err = run(*args)
        assert (code, told in err) == (0, True), (out, err)
        assert "Nothing in the case" not in out
        code, out, _ = run(*args, "--format", "json")
        assert json.loads(out)["partial"] == {"wanted": 3, "there": 2, "beyond": 0, "holder": None}
    with pytest.raises(EngineError, match=r"2 of 3 files .* Run liaisons find first"):
        acting.report(case, who="tester")
    with liaisons.open(case.folder, who="tester") as notebook:
        notebook.table("Account")
    assert told in caplog.text
    again = acting.ingest(case, [files], who="tester")
    assert again.run != killed
    assert list(load.list_live_runs(case)) == [again.run]
    assert run("query", "files_read")[2] == ""
    assert "partial" not in json.loads(run("query", "files_read", "--format", "json")[1])
    with pytest.raises(NotFoundError, match=f"run {again.run} took its place"):
        acting.undo(case, killed, who="tester")
    acting.undo(case, again.run, who="tester")
    assert store.sources() == {}


def test_a_run_that_was_broken_off_with_more_files_is_not_replaced(
    case: Case, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    acting.undo(case, ingested(case, files), who="tester")
    with load_killed_at(2), pytest.raises(KilledError):
        acting.ingest(case, [files], who="tester")
    [killed] = load.list_live_runs(case)
    some = [shutil.copy(files / name, tmp_path) for name in NAMES[:2]]
    run_of_two = acting.ingest(case, [Path(one) for one in some], who="tester").run
    assert list(load.list_live_runs(case)) == [killed, run_of_two]
    code, out, _ = run("undo", str(run_of_two))
    assert code == 0
    said = " ".join(out.split())  # where a line ends follows from how many figures the runs have
    assert f"2 of its 2 files stay in the graph, for run {killed} has read them too: liaisons undo {killed}." in said
    assert json.loads(run("undo", str(killed), "--format", "json")[1])["stay"] == []


def test_an_empty_graph_beside_a_rebuild_answers_nothing_and_says_who_is_at_work(
    case: Case, files: Path, run: Run, store: Store
) -> None:
    ingested(case, files)
    with case.writing("rebuild"):
        store.clear()
        for args in (["query", "files_read"], ["show", "telegram:user1"]):
            code, out, err = run(*args)
            assert (code, out) == (1, "")
            assert f"0 of 3 files are in the graph; a writer is at work, held by process {os.getpid()}" in err
            assert "'rebuild' since" in err
    assert "the graph is empty, though 3 files were read. Run liaisons rebuild." in run("query", "files_read")[2]
    assert acting.rebuild(case, who="tester").files == 3


def test_an_answer_waits_a_while_for_a_load_that_runs(
    case: Case, files: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, store: Store
) -> None:
    ingested(case, files)
    looks = iter(
        [gaps.Gap(3, 1, 0, 2, "held by another process"), gaps.Gap(3, 2, 0, 3, "held by another process"), None]
    )
    monkeypatch.setattr(gaps, "find_gap", lambda *_: next(looks))
    monkeypatch.setattr(gaps, "PAUSE", 0)
    gaps.Watch(case, store).begin(wait=60)
    assert next(looks, "all looked at") == "all looked at"
    assert caplog.text == ""


@pytest.mark.parametrize("act", ["ingest", "rebuild"])
def test_a_graph_that_changed_while_it_was_asked_is_told(
    act: str, case: Case, files: Path, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    ingested(case, files)
    watch = gaps.Watch(case, store)
    watch.begin(wait=0)
    assert watch() == {}
    with case.writing(act):
        case.journal.append(act, {"files": []} if act == "ingest" else {}, who="tester")
        assert watch() == {"partial": {"changed": True}}
    assert "changed while this was answered" in caplog.text


def test_a_file_that_was_taken_back_and_is_in_still_is_told(
    case: Case, files: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = ingested(case, files)
    with killed_at(Store, "undo", 2), pytest.raises(KilledError):
        acting.undo(case, number, who="tester")
    code, _, err = run("query", "files_read")
    assert (code, "0 of 0 files are in the graph, and 2 that were taken back; liaisons find" in err) == (0, True), err
    # the same command again goes on from here
    code, out, _ = run("undo", str(number))
    assert (code, "taken back before, and that is complete now" in out) == (0, True)
    assert run("query", "files_read")[2] == ""
    code, out, _ = run("undo", str(number))
    assert (code, "taken back before; nothing of it was left to do" in out) == (0, True)
    undone = [entry.payload for entry in case.journal.entries("undone") if entry.payload]
    assert [one["run"] for one in undone].count(number) == 1


# Evidence and results


def alter(path: Path, data: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(data)


def test_changed_evidence_stays_out_of_the_graph_and_is_named(
    case: Case, files: Path, run: Run, store: Store, tmp_path: Path
) -> None:
    ingested(case, files)
    whole = read_of(store)
    paths = {name: case.evidence_path(load_sha(files / name)) for name in NAMES}
    saved = {name: path.read_bytes() for name, path in paths.items()}
    alter(paths["a.csv"], saved["a.csv"].replace(b"user1", b"user7"))
    paths["b.csv"].unlink()
    (tmp_path / "b.csv").write_bytes(saved["b.csv"].replace(b"user2", b"user8"))
    paths["b.csv"].symlink_to(tmp_path / "b.csv")
    code, out, err = run("rebuild")
    assert code == 1
    assert "Read 1 file again." in out
    for name, why in (("a.csv", "was changed: SHA-256"), ("b.csv", "no regular file")):
        assert f"{paths[name].relative_to(case.folder).as_posix()}: {why}" in err
    there = set(store.whole()[0])
    assert {"telegram:user3", "telegram:user9"} < there
    assert not {f"telegram:user{n}" for n in (1, 2, 7, 8)} & there
    assert f"sha256:{paths['a.csv'].name}" not in there
    code, _, err = run("query", "files_read")
    assert "1 of 3 files are in the graph" in err
    assert "is not read" in run("find")[2]
    assert json.loads(run("rebuild", "--format", "json")[1])["lost"]
    again = acting.ingest(case, [files], who="tester")
    assert {one["name"]: "was changed" in one["why"] or "SHA-256" in one["why"] for one in again.left} == {
        "a.csv": True,
        "b.csv": True,
    }
    paths["b.csv"].unlink()
    for name in ("a.csv", "b.csv"):
        paths[name].unlink(missing_ok=True)
        assert acting.ingest(case, [files / name], who="tester").left == ()  # what is whole is kept again
    assert read_of(store) == whole
    assert case.verify_evidence() == []


def read_of(store: Store) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """Give what the graph holds of files: all but findings."""
    nodes, links = store.whole()
    return {id: row for id, row in nodes.items() if row["label"] != "Finding"}, [
        one for one in links if one[0] != "ABOUT"
    ]


def load_sha(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_lost_findings_stop_nothing_and_find_makes_them_anew(case: Case, files: Path, run: Run) -> None:
    ingested(case, files)
    found = acting.find(case, who="tester")
    for spoil in (Path.unlink, lambda path: path.write_bytes(b"{}")):
        before = case.verify_results()
        kept = last_kept(case, "findings")
        spoil(kept)
        [fault] = [one for one in case.verify_results() if one not in before]
        assert fault.where == f"kept/{kept.name}"
        for args in (["query", "files_read"], ["show", "telegram:user9"], ["log"]):
            assert run(*args)[0] == 0
        assert "are lost" in run("show", "telegram:user9")[2]
        assert "Run liaisons find" in run("judge", "0123", "same", "--why", "x")[2]
        with pytest.raises(JournalError, match="Run liaisons find first"):
            acting.report(case, who="tester")
        assert acting.ingest(case, [files], who="tester").left == ()
        assert acting.rebuild(case, who="tester").lost == ()
        assert run("find", "rename")[0] == 0  # all kinds: there is nothing that the others could stand as they were
        assert read_latest_findings(case).lost == ""
        assert [one.subjects for one in read_latest_findings(case).findings] == [one.subjects for one in found]
        assert last_kept(case, "findings").exists()
        assert run("show", "telegram:user9")[2] == ""


def test_lost_marks_stop_nothing_and_find_makes_them_anew(case: Case, files: Path, run: Run) -> None:
    ingested(case, files)
    acting.find(case, who="tester")
    last_kept(case, "marks").unlink()
    assert "widely shared is lost" in run("show", "telegram:user9")[2]
    assert run("find")[0] == 0
    assert last_kept(case, "marks").exists()
    assert run("show", "telegram:user9")[2] == ""


def last_kept(case: Case, kind: str) -> Path:
    """Give the file in which the last run of the analyses keeps something."""
    entry = case.journal.last("find")
    assert entry is not None
    assert entry.payload is not None
    return case.folder / "kept" / f"{entry.payload[kind]}.{kind}"


def test_verify_names_all_that_is_lost_or_changed_at_once(case: Case, files: Path, run: Run, tmp_path: Path) -> None:
    ingested(case, files)
    (tmp_path / "bad.csv").write_text(HEAD + "telegram,channel1,no id at all,2025-03-01T10:00:00Z\n")
    acting.ingest(case, [tmp_path / "bad.csv"], who="tester")
    acting.find(case, who="tester")
    page = acting.report(case, who="tester")
    other = acting.report(case, who="tester")
    copy = tmp_path / "copy"
    shutil.copytree(case.folder, copy, ignore=shutil.ignore_patterns("graph"))
    spoilt = Case.open(copy)
    assert spoilt.verify_results() == []
    refused = next((copy / "kept").glob("*.refused"))
    refused.write_bytes(b"")
    for one in (copy / "kept").glob("*.findings"):
        one.unlink()
    (copy / "reports" / page.parent.name / "report.html").write_bytes(b"<p>nothing")
    shutil.rmtree(copy / "reports" / other.parent.name)
    evidence = spoilt.evidence_path(load_sha(files / "a.csv"))
    evidence.unlink()
    journal = copy / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    at = max(n for n, line in enumerate(lines) if b'"act":"ingest"' in line)  # not that of the three files
    lines[at] = lines[at].replace(b'"who":"tester"', b'"who":"nobody"')
    journal.write_bytes(b"".join(lines))
    from liaisons.acts.checking import verify_case

    named = {fault.where for fault in verify_case(Case.open(copy)).faults}
    wanted = {f"kept/{refused.name}", f"reports/{page.parent.name}/report.html", f"reports/{other.parent.name}"}
    wanted |= {evidence.relative_to(copy).as_posix(), f"journal.jsonl line {at + 1}"}
    assert wanted <= named
    assert any(where.endswith(".findings") for where in named)


def test_a_report_that_was_killed_before_it_appeared_appears_with_the_next(
    case: Case, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingested(case, files)
    acting.find(case, who="tester")
    with killed_at(Path, "rename", 1), pytest.raises(KilledError):
        acting.report(case, who="tester")
    assert [fault.found for fault in case.verify_results()] == ["is missing"]
    acting.report(case, who="tester")
    assert case.verify_results() == []


# What stands although something failed


def test_an_act_that_stands_is_never_told_as_failed_alone(
    case: Case, files: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = ingested(case, files)

    def full(*_: object) -> None:
        raise EngineError("graph", "the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "put_findings", full)
        for args, act in (
            (["undo", str(number)], f"the undo of run {number} stands in the journal"),
            (["ingest", str(files)], "stands in the journal"),
            (["find"], "stands in the journal"),
            (["rebuild"], "stands in the journal"),
        ):
            code, out, err = run(*args)
            assert (code, err.count("\n"), act in err) == (1, 1, True), (out, err)
            assert "the disk is full. Do not enter it again: " in err
    assert run("find")[0] == 0
    assert run("query", "files_read")[2] == ""


def test_a_head_that_cannot_be_written_costs_no_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    case = Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester")

    def full(path: Path, *_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patched:
        patched.setattr("graph.journal.write_whole", full)
        assert case.journal.append("note", {}, who="tester").n == 2
    assert "the entry stands" in caplog.text
    assert case.journal.verify() == []
    assert case.journal.append("note", {}, who="tester").n == 3


def test_an_entry_that_the_disk_did_not_take_does_not_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("graph.journal.os.fsync", full)
        with pytest.raises(JournalError, match="No space left"):
            case.journal.append("note", {}, who="tester")
    assert [entry.act for entry in case.journal.entries()] == ["init"]
    assert case.journal.verify() == []


# One writer, one engine


def test_a_writer_waits_as_long_as_the_holder_lives_and_says_for_whom(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    case = Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester")
    told, wrote = Event(), Event()

    class Told(logging.Handler):
        def emit(self, _: logging.LogRecord) -> None:
            told.set()

    def write() -> None:
        with Case.open(case.folder).writing("judge", who="tester"):
            wrote.set()

    handler = Told()
    logging.getLogger("graph.case").addHandler(handler)
    try:
        with hold_lock(case.folder / "writer.lock", wait=0):
            says = {"pid": 4_000_000, "host": "desk", "what": "find", "since": "2026-01-01T00:00:00+00:00"}
            (case.folder / "writer.json").write_text(json.dumps(says))
            writer = Thread(target=write)
            writer.start()
            assert told.wait(60)
            assert not wrote.is_set()
        writer.join(60)
    finally:
        logging.getLogger("graph.case").removeHandler(handler)
    assert wrote.is_set()
    assert "waits for the case: held by process 4000000 on 'desk', 'find' since" in caplog.text


def test_a_writer_does_not_wait_for_itself_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester")
    monkeypatch.setattr("graph.case.OURSELVES", 0.1)
    with case.writing("find"), pytest.raises(BusyError, match="'find'"), case.writing("judge"):
        raise AssertionError("two writers")


@pytest.mark.parametrize("error", ["AuthError", "DatabaseError", "ServiceUnavailable", "SessionExpired"])
def test_a_client_goes_on_whatever_an_engine_says_that_is_ending(
    error: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from neo4j import exceptions

    kind = getattr(exceptions, error)
    assert has_ended(kind())
    assert store.engine is not None
    here = store.engine.address
    monkeypatch.setattr(store, "engine", Engine(Address("bolt://127.0.0.1:1", "root", "an old one", "neo4j")))
    monkeypatch.setattr(store, "again", lambda: Engine(here))
    calls = 0

    def work_of_two() -> int:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise kind("credentials no longer valid")
        return calls

    assert store.lasting(work_of_two) == 2
    assert store.read("RETURN 1") == [[1]]


def test_an_engine_that_lives_and_refuses_is_not_asked_for_ever(store: Store) -> None:
    from neo4j.exceptions import DatabaseError

    calls = 0

    def refused() -> None:
        nonlocal calls
        calls += 1
        raise DatabaseError("page 7 is torn")

    with pytest.raises(EngineError, match="page 7 is torn") as caught:
        store.lasting(refused)
    assert calls == 1
    assert "\n" not in str(caught.value)


# A damaged graph


@pytest.mark.parametrize("damage", ["flipped", "emptied", "no database", "no set-up", "a file", "a link"])
def test_a_new_graph_takes_the_place_of_a_damaged_one(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "graph"
    kept = home / "databases" / local.DATABASE
    kept.mkdir(parents=True)
    (kept / "setup.sql").write_text("x")
    (home / "config").mkdir()
    (home / "mine.txt").write_text("not the engine's")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("not the case's")
    if damage == "a link":
        shutil.rmtree(home / "databases")
        (home / "databases").symlink_to(outside)
    elif damage == "a file":
        shutil.rmtree(home / "databases")
        (home / "databases").write_text("no folder")
    local._remove_graph(home)
    assert sorted(path.name for path in home.iterdir()) == ["mine.txt"]
    assert (outside / "kept.txt").exists()


def test_a_damaged_graph_is_told_and_rebuilt(tmp_path: Path, files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    case = Case.init(tmp_path / "case", purpose="tests", legal_basis="none", profile="ngo", who="tester")
    acting.ingest(case, [files], who="tester")
    with Store.of(case, quick=True) as store:
        whole = store.whole()
    database = case.graph / "databases" / local.DATABASE
    for path in database.iterdir():
        if path.name != "setup.sql":
            path.write_bytes(b"\xff" * min(64, path.stat().st_size))
    with pytest.raises(EngineError, match="Run liaisons rebuild"), Store.of(case, quick=True) as store:
        store.whole()
    assert acting.rebuild(case, who="tester", verify=True).equal is None
    with Store.of(case, quick=True) as store:
        assert store.whole() == whole
    assert not list(case.graph.glob("gone-*"))
