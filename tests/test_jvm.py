"""The JVM inside the process: silent, in any locale, and gone when the process is told to end."""

import faulthandler
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph import jvm, local
from graph.errors import EngineError

pytestmark = pytest.mark.slow  # each starts an engine or asks one

ROOT = Path(__file__).parent.parent

ENDED = """
import os, signal, sys
from pathlib import Path
from neo4j import GraphDatabase
from graph import local

local.quiet_end()
engine = local.start_engine(Path(sys.argv[1]), quick=True)
a = engine.address
with GraphDatabase.driver(a.uri, auth=(a.user, a.password)) as driver:
    driver.execute_query("RETURN 1", database_=a.database)
os.kill(os.getpid(), signal.SIGTERM)
signal.pause()
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that started the engine, asked it and was told to end."""

    home: Path
    code: int
    out: str
    error: str


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """In the plainest locale and with options for other Javas, as a scheduled run may find them."""
    home = tmp_path_factory.mktemp("50% ~ حالة é") / "graph"
    plain = {"LC_ALL": "C", "JAVA_TOOL_OPTIONS": "-Dany=1", "_JAVA_OPTIONS": "-Dany=2"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ENDED, str(home)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **plain},
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(home, done.returncode, done.stdout, done.stderr)


def test_sigterm_ends_with_its_code(ended: Ended) -> None:
    assert ended.code == 128 + signal.SIGTERM


def test_the_engine_says_nothing_on_stdout_or_stderr(ended: Ended) -> None:
    assert (ended.out, ended.error) == ("", "")


def test_sigterm_stops_the_engine_in_order(ended: Ended) -> None:
    assert not (ended.home / "owner.json").exists()
    [events] = (ended.home / "log").glob("server-event-log-*.jsonl")
    assert "shutdown correctly" in events.read_text()


def test_the_engine_logs_into_the_case(ended: Ended) -> None:
    assert "WARNING" in (ended.home / "log/engine0.log").read_text()


def test_the_signal_that_the_jvm_lives_on_is_left_to_it(tmp_path: Path) -> None:
    with local.start_engine(tmp_path / "graph"):
        # pytest had enabled it; disabled later, as pytest does at its end, it crashed the JVM
        assert not faulthandler.is_enabled()


def test_the_environment_is_as_before(tmp_path: Path) -> None:
    before = dict(os.environ)
    with local.start_engine(tmp_path / "graph"):
        assert {name: os.environ.get(name) for name in before} == before


def test_a_later_start_with_other_flags_is_no_error(tmp_path: Path) -> None:
    with local.start_engine(tmp_path / "one"), local.start_engine(tmp_path / "two", quick=True, heap="3g") as two:
        assert two.owner


@pytest.mark.parametrize("heap", ["", "2", "-1g", "2g -version", "8m", "2G"])
def test_a_heap_that_is_no_size_is_refused(tmp_path: Path, heap: str) -> None:
    with pytest.raises(EngineError, match="512m"):
        jvm.start_jvm(tmp_path, quick=False, heap=heap)


def test_importing_loads_neither_engine_nor_driver() -> None:
    code = "import sys, graph.local; print({'neo4j', 'jpype', 'arcadedb_embedded'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == b"set()\n"
