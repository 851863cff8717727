"""The embedded engine: who owns a case, what survives, and what others on the machine see of it."""

import fcntl
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import pytest

from graph import local
from graph.errors import BusyError, EngineError

pytestmark = pytest.mark.slow  # each starts an engine or asks one

ROOT = Path(__file__).parent.parent
BATCH = 2000
LONG = 60.0  # seconds to wait for another process on a busy machine; nothing waits that long

# A process that starts as told and then answers each line it reads, a statement or a command.
PROGRAM = """
import json, os, sys, warnings
from pathlib import Path
from graph import local

def start():
    engine = local.start_engine(Path(sys.argv[1]), quick=True, wait=60)
    print(json.dumps("owner" if engine.owner else "client"), flush=True)
    return engine

engine = start()
warnings.simplefilter("ignore")  # Python 3.12 warns of a fork beside threads
if "fork" in sys.argv and os.fork() == 0:
    os.read(int(sys.argv[-1]), 1)  # lives until the test lets go of the other end
    os._exit(0)
from neo4j import GraphDatabase
while line := sys.stdin.readline():
    if line == "start\\n":
        engine = start()
    else:
        a = engine.address
        with GraphDatabase.driver(a.uri, auth=(a.user, a.password)) as driver:
            rows = driver.execute_query(line, database_=a.database).records
        print(json.dumps([row.values() for row in rows]), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Other:
    """Another process on a case."""

    process: subprocess.Popen[str]

    def say(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, f"ended with {self.process.wait()}: {_read(self.process.stderr)}"
        return json.loads(line)

    def ask(self, line: str) -> Any:
        self.say(line)
        return self.hear()


def _read(pipe: IO[str] | None) -> str:
    return pipe.read() if pipe else ""


@contextmanager
def program(home: Path, *words: str, fd: int | None = None) -> Iterator[Other]:
    command = [sys.executable, "-W", "error", "-c", PROGRAM, str(home), *words]
    if fd is not None:
        command.append(str(fd))
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        pass_fds=[] if fd is None else [fd],
    )
    with process:
        try:
            yield Other(process)
        finally:
            process.kill()


@contextmanager
def driver(engine: local.Engine) -> Iterator[Any]:
    from neo4j import GraphDatabase

    address = engine.address
    with GraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password),
        notifications_min_severity="OFF",
    ) as opened:
        yield opened


def ask(engine: local.Engine, text: str, **values: Any) -> list[Any]:
    with driver(engine) as opened:
        answer = opened.execute_query(text, values, database_=engine.address.database)
        return [row.values() for row in answer.records]


@contextmanager
def held(home: Path, pid: int) -> Iterator[None]:
    """Hold the lock of a case as a process would that never answers."""
    home.mkdir(exist_ok=True)
    with (home / "owner.lock").open("wb", buffering=0) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        lock.write(str(pid).encode())
        yield


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("case") / "graph"


@pytest.fixture(scope="module")
def engine(home: Path) -> Iterator[local.Engine]:
    with local.start_engine(home, quick=True) as engine:
        yield engine


def test_what_was_written_is_there_after_close_and_start(tmp_path: Path) -> None:
    with local.start_engine(tmp_path / "graph") as first:
        ask(first, "CREATE (:Kept {id: 1})")
    with local.start_engine(tmp_path / "graph", quick=True, heap="3g") as again:
        assert ask(again, "MATCH (n:Kept) RETURN n.id") == [[1]]
        assert (first.new, again.new) == (True, False)


def test_closing_twice_is_no_harm(tmp_path: Path) -> None:
    engine = local.start_engine(tmp_path / "graph")
    engine.close()
    engine.close()
    assert not (tmp_path / "graph/owner.json").exists()


def test_each_start_has_its_own_secret(tmp_path: Path) -> None:
    from neo4j.exceptions import AuthError

    with local.start_engine(tmp_path / "graph") as first:
        pass
    with local.start_engine(tmp_path / "graph") as again:
        old = replace(again.address, password=first.address.password)
        with pytest.raises(AuthError):
            ask(local.Engine(old), "RETURN 1")


def test_another_start_in_the_same_process_is_a_client(home: Path, engine: local.Engine) -> None:
    with local.start_engine(home) as client:
        assert (client.owner, client.new, client.address) == (False, False, engine.address)
    assert ask(engine, "RETURN 1") == [[1]]


def test_another_process_reads_while_the_owner_writes(home: Path, engine: local.Engine) -> None:
    with program(home) as other, driver(engine) as opened:
        assert other.hear() == "client"
        with opened.session(database="neo4j") as session:
            with session.begin_transaction() as writing:
                writing.run("CREATE (:Written {id: 1})").consume()
                assert other.ask("MATCH (n:Written) RETURN n.id") == []
                writing.commit()
            assert other.ask("MATCH (n:Written) RETURN n.id") == [[1]]


def test_of_two_processes_one_owns_and_the_other_takes_over(tmp_path: Path) -> None:
    with program(tmp_path / "graph") as one, program(tmp_path / "graph") as two:
        roles = {one.hear(): one, two.hear(): two}
        assert sorted(roles) == ["client", "owner"]
        roles["owner"].ask("CREATE (:Kept {id: 1})")
        roles["owner"].process.terminate()
        # No handler here: the plain end by the signal, not a crash of the JVM.
        assert roles["owner"].process.wait(LONG) == -signal.SIGTERM
        assert roles["client"].ask("start") == "owner"
        assert roles["client"].ask("MATCH (n:Kept) RETURN n.id") == [[1]]


def test_an_owner_killed_in_a_write_loses_nothing_acknowledged(tmp_path: Path) -> None:
    home = tmp_path / "graph"
    read, write = os.pipe()
    with ExitStack() as stack:
        stack.callback(os.close, read)
        stack.callback(os.close, write)
        owner = stack.enter_context(program(home, "fork", fd=read))
        assert owner.hear() == "owner"
        for batch in range(60):
            owner.say(f"UNWIND range(1, {BATCH}) AS i CREATE (:Row {{batch: {batch}}})")
        for _ in range(5):
            assert owner.hear() == []
        owner.process.send_signal(signal.SIGKILL)
        owner.process.wait(LONG)
        assert (home / "owner.json").exists()
        # The owner's forked child lives on; it must not keep the lock.
        with local.start_engine(home, wait=0) as engine:
            assert engine.owner
            batches = ask(engine, "MATCH (n:Row) RETURN n.batch, count(*) ORDER BY n.batch")
    assert len(batches) >= 5
    assert batches == [[batch, BATCH] for batch in range(len(batches))]
    assert len(batches) < 60, "the kill came after the last write"


def test_a_forked_child_does_not_stop_the_engine(home: Path, engine: local.Engine) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of fork and threads
        child = os.fork()
    if child == 0:
        signal.alarm(10)  # a stop would wait for threads that the child has not
        engine.close()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert ask(engine, "RETURN 1") == [[1]]
    assert (home / "owner.json").exists()


def test_a_holder_that_does_not_answer_is_named(tmp_path: Path) -> None:
    home = tmp_path / "graph"
    with held(home, 4711), pytest.raises(BusyError, match="4711"):
        local.start_engine(home, wait=0)


def test_a_holder_that_listens_and_stays_silent_is_named(tmp_path: Path) -> None:
    home = tmp_path / "graph"
    with held(home, 4711), socket.create_server(("127.0.0.1", 0)) as silent:
        told = {"pid": 4711, "port": silent.getsockname()[1], "secret": "x"}
        (home / "owner.json").write_text(json.dumps(told))
        with pytest.raises(BusyError, match="4711"):
            local.start_engine(home, wait=0.1)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"port": "x", "secret": ""}', "\xff"])
def test_an_unreadable_note_of_the_owner_is_as_none(tmp_path: Path, text: str) -> None:
    home = tmp_path / "graph"
    with held(home, 4711):
        (home / "owner.json").write_text(text, "latin-1")
        with pytest.raises(BusyError):
            local.start_engine(home, wait=0)


def test_a_place_that_can_hold_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match="a folder to write in"):
        local.start_engine(tmp_path / "file/graph")


def test_a_damaged_database_is_told_and_let_go(tmp_path: Path) -> None:
    home = tmp_path / "graph"
    local.start_engine(home).close()
    (home / "databases/neo4j/configuration.json").write_text("{")
    with pytest.raises(EngineError, match="the engine does not start"):
        local.start_engine(home)
    with held(home, 4711):  # the lock is free
        assert not (home / "owner.json").exists()


def test_an_interrupted_making_is_made_anew(tmp_path: Path) -> None:
    with local.start_engine(tmp_path / "graph") as engine:
        ask(engine, "CREATE (:Half {id: 1})")
    (tmp_path / "graph/databases/neo4j/setup.sql").unlink()
    with local.start_engine(tmp_path / "graph") as engine:
        assert engine.new
        assert ask(engine, "MATCH (n:Half) RETURN n.id") == []


def test_names_are_found_by_a_word(engine: local.Engine) -> None:
    ask(engine, "CREATE (:Name {text: 'Ali Baba'})")
    found = "CALL db.index.fulltext.queryNodes('Name[text]', 'baba') YIELD node RETURN node.text"
    assert ask(engine, found) == [["Ali Baba"]]


def test_a_set_up_that_has_grown_is_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with local.start_engine(tmp_path / "graph") as engine:
        ask(engine, "CREATE (:Kept {id: 1})")
    more = (*local.SETUP, "CREATE VERTEX TYPE `Later` IF NOT EXISTS")
    monkeypatch.setattr(local, "SETUP", more)
    with local.start_engine(tmp_path / "graph") as engine:
        assert not engine.new
        assert ask(engine, "MATCH (n:Kept) RETURN n.id") == [[1]]
        assert ["Later"] in ask(engine, "CALL db.labels() YIELD label RETURN label")


def test_a_port_taken_in_between_is_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free: Callable[[], tuple[int, int]] = local._free_ports
    with socket.create_server(("127.0.0.1", 0)) as taken:
        pairs = iter([(taken.getsockname()[1], free()[1]), (free()[0], taken.getsockname()[1])])
        monkeypatch.setattr(local, "_free_ports", lambda: next(pairs, None) or free())
        with local.start_engine(tmp_path / "graph") as engine:
            assert ask(engine, "RETURN 1") == [[1]]
    assert next(pairs, None) is None


def test_a_machine_without_the_engine_is_told_to_name_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "arcadedb_embedded", None)
        with pytest.raises(EngineError, match=r"Name a Neo4j server in case\.toml"):
            local.start_engine(tmp_path / "graph")
    with local.start_engine(tmp_path / "graph", wait=0) as engine:
        assert engine.owner


def test_the_note_of_a_killed_owner_is_gone_before_the_engine_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "graph/owner.json"
    note.parent.mkdir()
    note.write_text("{}")
    monkeypatch.setitem(sys.modules, "arcadedb_embedded", None)
    with pytest.raises(EngineError):
        local.start_engine(tmp_path / "graph")
    assert not note.exists()


def test_files_are_for_this_user_alone(home: Path, engine: local.Engine) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [home, *home.glob("owner.*")]}
    assert modes == {"graph": 0o700, "owner.lock": 0o600, "owner.json": 0o600}


def test_a_wider_folder_is_narrowed(tmp_path: Path) -> None:
    home = tmp_path / "graph"
    home.mkdir(mode=0o755)
    with local.start_engine(home):
        assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_the_secret_stands_nowhere_but_in_the_note(home: Path, engine: local.Engine) -> None:
    secret = engine.address.password.encode()
    files = [path for path in home.rglob("*") if path.is_file()]
    assert [path.name for path in files if secret in path.read_bytes()] == ["owner.json"]
    assert engine.address.password not in os.environ.values()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_all_listeners_are_on_loopback(engine: local.Engine) -> None:
    mine = {str(fd.readlink()) for fd in Path("/proc/self/fd").iterdir() if fd.exists()}
    found = {
        (address, int(port, 16))
        for table in ("tcp", "tcp6")
        for _, local_end, _, state, *rest in map(str.split, Path("/proc/net", table).read_text().splitlines()[1:])
        for address, port in [local_end.split(":")]
        if state == "0A" and f"socket:[{rest[5]}]" in mine
    }
    loopback = {"0100007F", "0000000000000000FFFF00000100007F"}
    assert {address for address, _ in found} <= loopback
    assert int(engine.address.uri.rsplit(":", 1)[1]) in {port for _, port in found}


@pytest.mark.parametrize("form", ["file://{}", "{}"])
def test_a_question_cannot_read_a_file(engine: local.Engine, tmp_path: Path, form: str) -> None:
    from neo4j.exceptions import Neo4jError

    path = tmp_path / "secret.csv"
    path.write_text("a,b\n")
    with pytest.raises(Neo4jError):
        ask(engine, "LOAD CSV FROM $path AS row RETURN row", path=form.format(path))


def test_the_settings_are_kept_in_the_database(home: Path, engine: local.Engine) -> None:
    kept = json.loads((home / "databases/neo4j/configuration.json").read_text())
    assert kept["configuration"] == {
        "dateTimeImplementation": "java.time.ZonedDateTime",
        "opencypher.loadCsv.allowFileUrls": False,
        "opencypher.loadCsv.allowRemoteUrls": False,
        "command.timeout": 120000,
        "txWalFlush": 2,
    }
