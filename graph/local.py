"""The embedded engine behind Bolt on loopback, for a case that names no Neo4j server.

One process owns a case's ``graph/``: it holds the lock, runs the engine and tells the others, in a
file that only this user can read, how to reach it. The others are its clients, over the same Bolt.

    owner.lock     held while the owner lives; says its pid
    owner.json     pid, port and secret of the owner, there while it answers
    databases/ config/ backups/ log/    the engine's own
    databases/neo4j/setup.sql           the set-up the database has had; without it: unfinished
"""

import atexit
import fcntl
import json
import logging
import os
import secrets
import shutil
import signal
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, BinaryIO, Self

from graph import jvm
from graph.durable import write_whole
from graph.errors import BusyError, EngineError

HOST = "127.0.0.1"
LOG = logging.getLogger(__name__)

OWN = ("databases", "config", "backups")
"""Folders that the engine makes and nobody else uses."""

GONE = "gone-"
"""How the name of a folder begins that is being removed."""

USER = "root"
DATABASE = "neo4j"  # the name Neo4j gives its own, so one setting serves both engines
NEED = "Linux with glibc 2.34 or later, or macOS on ARM"
PAUSE = 0.05  # seconds between two looks at a case that another process holds
SAY = 3.0  # seconds to wait before that is told
FULL = ("No space left", "Disk quota exceeded", "File too large", "not enough space")  # how the engine says it
ANSWER = 1.0  # seconds to give an owner that listens, beyond those to wait
PORT_TRIES = 5  # a port can be taken between our look and the engine's

SETUP = (
    # Without it times come back without their zone.
    "ALTER DATABASE `arcadedb.dateTimeImplementation` `java.time.ZonedDateTime`",
    # A question must not read files or call addresses.
    "ALTER DATABASE `arcadedb.opencypher.loadCsv.allowFileUrls` false",
    "ALTER DATABASE `arcadedb.opencypher.loadCsv.allowRemoteUrls` false",
    # The driver's own timeout is ignored here.
    "ALTER DATABASE `arcadedb.command.timeout` 120000",
    # Flush at commit: judgements cannot be read again from evidence.
    "ALTER DATABASE `arcadedb.txWalFlush` 2",
    # Full text is made by SQL here, and over one label.
    "CREATE VERTEX TYPE `Name` IF NOT EXISTS",
    "CREATE PROPERTY `Name`.text IF NOT EXISTS STRING",
    "CREATE INDEX IF NOT EXISTS ON `Name` (text) FULL_TEXT",
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a driver finds the graph."""

    uri: str
    user: str
    password: str
    database: str


class Engine:
    """A way to the graph of a case: as its owner, who runs the engine, or as the owner's client."""

    def __init__(self, address: Address, closing: ExitStack | None = None, *, new: bool = False) -> None:
        self.address = address
        self.owner = closing is not None
        self.new = new
        """True when the database was made in this start."""
        self._closing = closing or ExitStack()
        self._pid = os.getpid()

    def close(self) -> None:
        """Stop the engine and give the case free, if this is its owner; again is no harm."""
        if self._pid == os.getpid():  # a forked child has no JVM to stop
            self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def start_engine(
    home: Path, *, quick: bool = False, heap: str = "2g", wait: float = 60.0, fresh: bool = False
) -> Engine:
    """Own the graph folder ``home``, or become a client of the process that does.

    ``quick`` is for commands that last a moment: it starts for less and runs slower after. The
    JVM starts once a process, so ``quick`` and ``heap`` of the first start hold for all. After
    ``wait`` seconds in which another process neither answered nor let go: BusyError. ``fresh`` removes what
    the engine kept before, if this process becomes its owner.
    """
    home = home.resolve()
    began = time.monotonic()
    until, told = began + wait, False
    while True:
        try:
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = _take_lock(home / "owner.lock")
        except OSError as error:
            raise EngineError(str(home), f"cannot be used ({error})", "a folder to write in") from error
        if lock is not None:
            return _own_graph(home, lock, quick, heap, fresh=fresh)
        address = _reach_owner(home / "owner.json", wait)
        if address is not None:
            return Engine(address)
        if not told and time.monotonic() >= began + SAY:
            told = True
            LOG.warning(
                "waits for the engine of process %s, which does not answer yet", _read_holder(home / "owner.lock")
            )
        if time.monotonic() >= until:
            holder = _read_holder(home / "owner.lock")
            raise BusyError(
                str(home),
                f"held by process {holder}, which does not answer",
                do="Wait for it to end, or end it.",
            )
        time.sleep(PAUSE)


def quiet_end() -> None:
    """Let SIGTERM end this process as SystemExit does, so that the engine stops in order."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, end)


def _own_graph(home: Path, lock: BinaryIO, quick: bool, heap: str, *, fresh: bool = False) -> Engine:
    """Start the engine as the holder of the lock; after a failure nothing is left of the start."""
    with ExitStack() as closing:
        closing.callback(lock.close)
        told = home / "owner.json"
        told.unlink(missing_ok=True)  # left by an owner that was killed
        home.chmod(0o700)  # the engine writes its data files 0644
        for left in home.glob(f"{GONE}*"):  # by a kill
            shutil.rmtree(left, ignore_errors=True)
        if fresh:
            _remove_graph(home)
        done = home / "databases" / DATABASE / "setup.sql"
        if done.parent.exists() and not done.exists():
            shutil.rmtree(done.parent)  # its making was interrupted: nobody has written to it
        package = _import_engine()
        jvm.start_jvm(home / "log", quick=quick, heap=heap)
        secret = secrets.token_urlsafe(32)
        server, port = _start_server(package, home, secret)
        closing.callback(told.unlink, missing_ok=True)
        closing.callback(_stop_server, package, server)
        try:
            new = _prepare_database(server, done)
        except package.ArcadeDBError as error:
            raise _make_start_error(home, error) from error
        note = {"pid": os.getpid(), "port": port, "secret": secret}
        write_whole(told, json.dumps(note).encode())
        engine = Engine(_make_address(port, secret), closing.pop_all(), new=new)
    atexit.register(engine.close)  # a server that runs keeps its process from ending
    return engine


def _remove_graph(home: Path) -> None:
    """Remove what the engine keeps; each folder leaves under another name first, whole, and then bit by bit."""
    try:
        for name in OWN:
            path = home / name
            if path.is_symlink() or path.is_file():
                path.unlink()
            elif path.exists():
                aside = path.rename(home / f"{GONE}{secrets.token_hex(8)}")
                shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise EngineError(str(home), f"the old graph cannot be removed ({error})", "a folder to write in") from error


def _stop_server(package: Any, server: Any) -> None:
    """Stop the engine; what goes wrong in that is told, for all that was committed is on disk."""
    try:
        server.stop()
    except package.ArcadeDBError as error:
        LOG.warning("the engine did not stop in order: %s", " ".join(str(error).split())[:200])


def _make_address(port: int, secret: str) -> Address:
    return Address(f"bolt://{HOST}:{port}", USER, secret, DATABASE)


def _import_engine() -> Any:
    try:
        import arcadedb_embedded
    except ImportError as error:
        raise EngineError(
            "local engine",
            f"not on this machine ({error})",
            NEED,
            "Name a Neo4j server in case.toml.",
        ) from error
    return arcadedb_embedded


def _start_server(package: Any, home: Path, secret: str) -> tuple[Any, int]:
    """Start the server on two free ports of loopback; return it with its Bolt port."""
    for left in reversed(range(PORT_TRIES)):
        # The engine heeds the password only where it finds no users.
        (home / "config" / "server-users.jsonl").unlink(missing_ok=True)
        bolt, http = ports = _free_ports()
        config = {
            "host": HOST,
            "bolt_port": bolt,
            "http_port": http,
            "mode": "production",  # in the other mode LOAD CSV reads any file
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        }
        server = package.create_server(root_path=str(home), root_password=secret, config=config)
        try:
            _run_in_daemon(server.start)
        except package.ArcadeDBError as error:
            if left and not all(map(_is_free, ports)):
                continue
            raise _make_start_error(home, error) from error
        return server, bolt
    raise AssertionError("the last try returns or raises")


def _run_in_daemon(work: Callable[[], object]) -> None:
    """Do it in a thread of its own, which the JVM takes for a daemon, and so all threads that come of it.

    The thread of a connection outlives the server: one that is no daemon kept a process from ending
    for as long as a client, or a store that nobody closed, was connected.
    """
    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


def _make_start_error(home: Path, error: Exception) -> EngineError:
    said = " ".join(str(error).split())[:300]
    if any(mark in said for mark in FULL):
        return EngineError(str(home), f"the disk is full ({said})", "", "Make room, then run the command again.")
    do = f"Run liaisons rebuild: it makes the graph anew from the evidence. See {home / 'log'}."
    return EngineError(str(home), f"the engine does not start ({said})", do=do)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as two:
        one.bind((HOST, 0))
        two.bind((HOST, 0))
        return one.getsockname()[1], two.getsockname()[1]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _prepare_database(server: Any, done: Path) -> bool:
    """Open the database, or make it; run the set-up it has not had. True when it was made."""
    new = not done.exists()
    database = server.create_database(DATABASE) if new else server.get_database(DATABASE)
    setup = "".join(f"{line};\n" for line in SETUP).encode()
    if new or done.read_bytes() != setup:
        for line in SETUP:
            database.command("sql", line)
        write_whole(done, setup)
    return new


def _take_lock(path: Path) -> BinaryIO | None:
    """Take the lock for as long as the file is open and this process lives; None if it is held.

    Not by ``hold``: a forked child that lets go of that lock takes it from its parent.
    """
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    os.register_at_fork(after_in_child=file.close)  # else an orphaned child would hold it
    file.truncate()
    file.write(str(os.getpid()).encode())
    return file


def _read_holder(path: Path) -> str:
    text = path.read_bytes()
    return text.decode() if text.isdigit() else "unknown"


def _reach_owner(told: Path, wait: float) -> Address | None:
    """Read how to reach the owner and try it; None while it does not answer."""
    try:
        owner = json.loads(told.read_bytes())
        address = _make_address(int(owner["port"]), str(owner["secret"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    with GraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password),
        connection_timeout=wait + ANSWER,
        connection_acquisition_timeout=wait + ANSWER,
    ) as driver:
        try:
            driver.verify_connectivity()
        except (DriverError, Neo4jError):
            return None
    return address
