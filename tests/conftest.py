"""What every test may ask for: a real Neo4j, a browser; and the rule that CI skips nothing."""

from __future__ import annotations

import fcntl
import gc
import itertools
import os
import re
import secrets
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import hypothesis
import pytest

from graph import jvm, local
from graph.case import Case
from graph.local import Address
from graph.sealing import KEYS
from graph.store import Store
from tests import acting
from tests.engines import ENGINES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = ["tests.telegram_export", "tests.telegram_page", "tests.views"]
"""A file of fixtures, for a test file cannot import another."""

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples/case"
LAUNCHER = ROOT / "tests/neo4j/Neo4jForTests.java"
POM = ROOT / "tests/neo4j/pom.xml"

CI = bool(os.environ.get("CI"))
NAMED = "LIAISONS_TEST_NEO4J"
PROCESSES = 4
"""Most processes that `-n auto` starts: each may hold a JVM, a Neo4j and a browser."""
OLDEST_JAVA = 17
NOW = datetime(2025, 8, 1, 6, tzinfo=UTC)
"""When the cases of the tests were read."""
SLOWEST = (
    "test_acts.py",
    "test_load.py",
    "test_months.py",
    "test_line.py",
    "test_floors.py",
    "test_worlds.py",
    "test_disclosure.py",
    "test_queries_answers.py",
    "test_analysis_aliases.py",
    "test_trials.py",
    "test_schema.py",
    "test_model_added.py",
    "test_trials_judgements.py",
    "test_analysis_cluster_resolution.py",
    "test_trials_first_leads.py",
    "test_familiarity.py",
    "test_attack_graph.py",
    "test_cli.py",
    "test_local.py",
    "test_bench.py",
    "test_notebook.py",
    "test_store.py",
)
"""Files that are begun first, the slowest at the head: `pytest --durations=0` tells which they are."""
MARKS = {"neo4j_server": "server", "browser": "browser", "local_store": "slow", "worked": "slow"}
"""Who asks for such a thing, however indirectly, bears its mark; so that `make quick` leaves it out."""
START_SECONDS = 180
"""Longest wait for a server to start: fifteen times what two idle cores take."""

_begun: list[pytest.Item] = []

# No deadline: times on a shared machine say nothing. Derandomized in CI: red means a change did it.
_ANY_SPEED: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [hypothesis.HealthCheck.too_slow],
}
hypothesis.settings.register_profile("dev", max_examples=50, **_ANY_SPEED)
hypothesis.settings.register_profile("ci", derandomize=True, print_blob=True, **_ANY_SPEED)
hypothesis.settings.register_profile("quick", max_examples=5, **_ANY_SPEED)  # make quick: CI looks at more
hypothesis.settings.load_profile("ci" if CI else "dev")


@pytest.fixture(scope="session", autouse=True)
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the keys of the cases of the tests out of the user's own folder."""
    folder = tmp_path_factory.mktemp("keys")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(KEYS, str(folder))
        yield folder


def pytest_sessionstart() -> None:
    """Refuse a named server that holds anything, for tests delete all that is in it; and hold the collector back."""
    gc.disable()  # till all tests are collected: nothing of them goes before the end
    if (named := _named()) and (count := _nodes(named)):
        raise pytest.UsageError(
            f"{NAMED}={named.uri}: its database {named.database} holds {count} nodes; tests "
            "delete all that is in it. Name an empty one."
        )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Share the files of tests among processes; a server that somebody named serves one process alone."""
    return 0 if _named() else min(os.cpu_count() or 1, PROCESSES)


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by mark
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they ask for; files that take longest are begun first.

    So no process is left alone with one of them at the end.
    """
    for item in items:
        for name in MARKS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(MARKS[name])
    rank = {name: number for number, name in enumerate(SLOWEST)}
    items.sort(key=lambda item: rank.get(item.path.name, len(rank)))  # stable: the rest stays in its order


def pytest_collection_finish() -> None:
    """Spare the collector of garbage the thousands of tests and modules that stay till the end: a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a skipped test fail in CI."""
    report = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", _not_in_ci(report.longrepr)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let a skipped module fail in CI."""
    report = yield
    if CI and report.skipped:
        report.outcome, report.longrepr = "failed", _not_in_ci(report.longrepr)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Remember which test is about to begin."""
    _begun[:] = [item]


@pytest.fixture(scope="session", autouse=True)
def engines() -> Iterator[None]:
    """Refuse an engine to a test that bears no mark for it: a start takes longer than a hundred quick tests."""
    start = jvm.start_jvm

    def marked(log: Path, *, quick: bool, heap: str) -> None:
        if not any(_begun[0].get_closest_marker(mark) for mark in ("slow", "server", "browser")):
            pytest.fail(f"{_begun[0].nodeid} starts an engine: mark it slow")
        start(log, quick=quick, heap=heap)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(jvm, "start_jvm", marked)
        yield


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Give a real Neo4j: the one that LIAISONS_TEST_NEO4J names, else one started here.

    One a session, for a start takes ten seconds; a test empties it before it begins.
    """
    if named := _named():
        yield named
        return
    if missing := _missing():
        pytest.skip(f"no Neo4j to test on: {missing}")
    home, password = tmp_path_factory.mktemp("neo4j"), secrets.token_hex(16)
    command = ["java", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command += ["-cp", f"{_jars()}/*", str(LAUNCHER), str(home / "home"), password]
    with (home / "stderr").open("wb") as stderr:
        server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr)
    with server:  # leaving closes its stdin, which ends it, and waits
        assert server.stdout
        ready, _, _ = select.select([server.stdout], [], [], START_SECONDS)
        line = server.stdout.readline() if ready else b""
        if not line:
            server.kill()
            said = (home / "stderr").read_text(errors="replace")[:2000]
            raise RuntimeError(f"Neo4j did not start within {START_SECONDS} s: {said}")
        yield Address(f"bolt://127.0.0.1:{int(line)}", "neo4j", password, "neo4j")


@pytest.fixture(scope="session")
def local_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store on the embedded engine; one a session, for a start takes seconds."""
    engine = local.start_engine(tmp_path_factory.mktemp("local") / "graph", quick=True)  # what tests load is small
    with Store.at(engine.address, engine) as store:
        store.prepare()
        yield store


@pytest.fixture(scope="session")
def server_store(neo4j_server: Address) -> Iterator[Store]:
    """Give a store on a real Neo4j."""
    with Store.at(neo4j_server) as store:
        store.prepare()
        yield store


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest) -> Store:
    """Give an empty store, on each engine in turn; a test that asks for it proves its point on both."""
    store: Store = request.getfixturevalue(f"{request.param}_store")
    store.clear()
    return store


@pytest.fixture
def fresh(tmp_path: Path, store: Store) -> Callable[[], Case]:
    """Give a maker of cases over the emptied store."""
    number = itertools.count()

    def make() -> Case:
        store.clear()
        folder = tmp_path / f"case{next(number)}"
        return Case.init(folder, purpose="test", legal_basis="none", profile="ngo", who="tester")

    return make


@pytest.fixture(scope="session")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a part of the sample that holds something of every kind; nobody writes in it."""
    folder = tmp_path_factory.mktemp("exports")
    shutil.copy(SAMPLE / "sources.toml", folder)
    for part in ("facebook", "telegram/ChatExport_2025-07-03", "telegram/ChatExport_2025-07-05"):
        shutil.copytree(SAMPLE / part, folder / part)
    return folder


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory, exports: Path, keys: Path) -> Path:
    """Give a case whose one run read ``exports`` and whose analyses ran; a test copies it before it writes.

    Of the processes that share a run of the tests one makes it; the others copy it, with its key.
    """
    folder = tmp_path_factory.mktemp("worked") / "case"
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return _work(folder, exports)
    shared = tmp_path_factory.getbasetemp().parent / "worked"  # the folder of the whole run
    with _one_at_a_time(shared.with_suffix(".lock")):
        if shared.exists():
            shutil.copytree(shared / "keys", keys, dirs_exist_ok=True)
            return Path(shutil.copytree(shared / "case", folder))
        _work(folder, exports)
        made = shutil.copytree(keys, shared.with_suffix(".making") / "keys", dirs_exist_ok=True).parent
        shutil.copytree(folder, made / "case", dirs_exist_ok=True)
        made.rename(shared)  # whole or not at all
    return folder


def _work(folder: Path, exports: Path) -> Path:
    """Make the case that was read and analysed."""
    case = Case.init(folder, purpose="tests", legal_basis="none", profile="ngo", who="tester", now=NOW)
    acting.ingest(case, [exports], who="tester", now=NOW)
    acting.find(case, who="tester", now=NOW)
    return folder


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    """Run a command as ``main`` does; give exit code, stdout and stderr."""
    from liaisons import cli

    def command(*args: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["liaisons", *args])
        capfd.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        return (code, *capfd.readouterr())

    return command


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the machine's own Chromium, never one that Playwright downloads."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if not found:
        pytest.skip("no Chromium; install it (Debian: apt-get install chromium)")
    if sys.platform == "linux" and not find_library("atomic"):  # Playwright's driver needs it
        pytest.skip("no libatomic; install it (Debian: apt-get install libatomic1)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found)
        yield browser
        browser.close()


def _named() -> Address | None:
    uri = os.environ.get(NAMED)
    if not uri:
        return None
    return Address(
        uri,
        os.environ.get(f"{NAMED}_USER", "neo4j"),
        os.environ.get(f"{NAMED}_PASSWORD", ""),
        os.environ.get(f"{NAMED}_DATABASE", "neo4j"),
    )


def _nodes(address: Address) -> int:
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        with GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
            answer = driver.execute_query("MATCH (n) RETURN count(n)", database_=address.database)
            return int(answer.records[0].value())
    except (DriverError, Neo4jError) as error:
        raise pytest.UsageError(f"{NAMED}={address.uri}: {error}") from error


def _missing() -> str | None:
    """Say what to install before a Neo4j can be started here."""
    if not shutil.which("java") or not shutil.which("javac"):
        return "no JDK; install 17 or later (Debian: apt-get install openjdk-17-jdk-headless)"
    said = subprocess.run(["javac", "-version"], capture_output=True, text=True, check=False)
    version = re.search(r"\d+", said.stdout + said.stderr)
    if not version or int(version[0]) < OLDEST_JAVA:
        return f"the JDK is {version[0] if version else 'of no version'}; install 17 or later"
    with _one_at_a_time(ROOT / ".cache/neo4j.lock"):
        if _jars().exists():
            return None
        if not shutil.which("mvn"):
            return "no Maven; install it (Debian: apt-get install maven)"
        made = subprocess.run(["make", "--silent", "neo4j"], cwd=ROOT, capture_output=True, text=True, check=False)
        if made.returncode:
            return f"make neo4j failed: {made.stdout[-500:]}{made.stderr[-500:]}"
    return None


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    """Keep the other processes of this run out, for as long as this one fetches what all of them use."""
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _jars() -> Path:
    """Name the folder that `make neo4j` fills."""
    version = ElementTree.parse(POM).findtext(".//{*}dependency/{*}version")
    return ROOT / f".cache/neo4j-{version}"


def _not_in_ci(why: object) -> str:
    reason = why[2] if isinstance(why, tuple) else why
    return f"CI is set, where nothing may be skipped: {reason}"
