"""The embedded engine behind Bolt on loopback, for a case that names no Neo4j server.

One process owns a case's ``graph/``: it holds the lock, runs the engine and tells the others, in a
file that only this user can read, how to reach it. The others are its clients, over the same Bolt.

    owner.lock     held while the owner lives; says its pid
    owner.json     pid, port and secret of the owner, there while it answers
    databases/ config/ backups/ log/    the engine's own
    databases/neo4j/setup.sql           the set-up the database has had; without it: unfinished
"""

import atexit
import faulthandler
import fcntl
import json
import os
import re
import secrets
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, BinaryIO, Self

from graph.errors import BusyError, EngineError

HOST = "127.0.0.1"
USER = "root"
DATABASE = "neo4j"  # the name Neo4j gives its own, so one setting serves both engines
NEED = "Linux with glibc 2.34 or later, or macOS on ARM"
PAUSE = 0.05  # seconds between two looks at a case that another process holds
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

JVM = (
    "-Xrs",  # leaves SIGTERM and SIGINT to Python; the JVM's own handler crashed on SIGTERM
    "-XX:-UsePerfData",  # no file under /tmp
    "-XX:+UseCompactObjectHeaders",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF8",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
    "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
)
LOGGING = """\
handlers = java.util.logging.FileHandler
.level = WARNING
java.util.logging.FileHandler.level = WARNING
java.util.logging.FileHandler.formatter = java.util.logging.SimpleFormatter
java.util.logging.FileHandler.pattern = {folder}/engine%g.log
java.util.logging.FileHandler.append = true
java.util.logging.FileHandler.limit = 1000000
java.util.logging.FileHandler.count = 2
"""
# CPU seconds of a process for start, RETURN 1 and stop, import neo4j included, two cores, least of
# three: 4.2 without these, 2.5 with them (2.8 without -Xms).
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms100m")
HEAP = r"[1-9][0-9]{0,4}g|[1-9][0-9]{2,6}m"  # none below QUICK's first heap, which the JVM refuses


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


def start(home: Path, *, quick: bool = False, heap: str = "2g", wait: float = 10.0) -> Engine:
    """Own the graph folder ``home``, or become a client of the process that does.

    ``quick`` is for commands that last a moment: it starts for less and runs slower after. The
    JVM starts once a process, so ``quick`` and ``heap`` of the first start hold for all. After
    ``wait`` seconds in which another process neither answered nor let go: BusyError.
    """
    if not re.fullmatch(HEAP, heap):
        raise EngineError("local engine", f"heap {heap!r:.60}", "a size as 2g or 512m")
    home = home.resolve()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    until = time.monotonic() + wait
    while True:
        lock = _lock(home / "owner.lock")
        if lock is not None:
            return _own(home, lock, quick, heap)
        address = _reach(home / "owner.json", wait)
        if address is not None:
            return Engine(address)
        if time.monotonic() >= until:
            holder = _holder(home / "owner.lock")
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


def _own(home: Path, lock: BinaryIO, quick: bool, heap: str) -> Engine:
    """Start the engine as the holder of the lock; after a failure nothing is left of the start."""
    with ExitStack() as closing:
        closing.callback(lock.close)
        told = home / "owner.json"
        told.unlink(missing_ok=True)  # left by an owner that was killed
        home.chmod(0o700)  # the engine writes its data files 0644
        done = home / "databases" / DATABASE / "setup.sql"
        if done.parent.exists() and not done.exists():
            shutil.rmtree(done.parent)  # its making was interrupted: nobody has written to it
        package = _package()
        _start_jvm(home / "log", quick, heap)
        secret = secrets.token_urlsafe(32)
        server, port = _serve(package, home, secret)
        closing.callback(told.unlink, missing_ok=True)
        closing.callback(server.stop)
        new = _prepare(server, done)
        _write(told, json.dumps({"pid": os.getpid(), "port": port, "secret": secret}))
        engine = Engine(_address(port, secret), closing.pop_all(), new=new)
    atexit.register(engine.close)  # a server that runs keeps its process from ending
    return engine


def _address(port: int, secret: str) -> Address:
    return Address(f"bolt://{HOST}:{port}", USER, secret, DATABASE)


def _package() -> Any:
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


def _start_jvm(log: Path, quick: bool, heap: str) -> None:
    """Start the JVM, unless it runs.

    Not by the package's own function: that one adds an incubator module, which only vector search
    needs and which the JVM reports on stderr.
    """
    import jpype
    from arcadedb_embedded.jvm import get_bundled_jre_lib_path, get_jar_path

    if jpype.isJVMStarted():
        return
    settings = log / "logging.properties"
    log.mkdir(exist_ok=True)
    settings.write_text(LOGGING.format(folder=_property(log)), "ascii")
    flags = [
        *JVM,
        *(QUICK if quick else ()),
        f"-Xmx{heap}",
        f"-Djava.util.logging.config.file={settings}",
        f"-XX:ErrorFile={str(log).replace('%', '%%')}/crash-%p.log",
    ]
    # The JVM lives on SIGSEGV; Python's handler, taking itself out after, would leave it the default.
    faulthandler.disable()
    jars = sorted(str(jar) for jar in Path(get_jar_path()).glob("*.jar"))
    try:
        with _plain_environment():
            jpype.startJVM(get_bundled_jre_lib_path(), *flags, classpath=jars, interrupt=False)
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineError("local engine", f"the JVM does not start ({error})") from error


@contextmanager
def _plain_environment() -> Iterator[None]:
    """Hide what the JVM would take from the environment.

    Under the locale C it opens no path with a letter beyond ASCII; options meant for other Javas
    it reports on stderr.
    """
    names = ("LC_ALL", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS")
    kept = {name: os.environ.pop(name) for name in names if name in os.environ}
    os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        del os.environ["LC_ALL"]
        os.environ.update(kept)


def _property(folder: Path) -> str:
    """Write a path for the logger: ASCII with escapes as JSON's, percent signs doubled."""
    return json.dumps(str(folder).replace("%", "%%"))[1:-1]


def _serve(package: Any, home: Path, secret: str) -> tuple[Any, int]:
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
            server.start()
        except package.ArcadeDBError as error:
            if left and not all(map(_is_free, ports)):
                continue
            raise EngineError(str(home), f"the engine does not start ({error})", do=f"See {home / 'log'}.") from error
        return server, bolt
    raise AssertionError("the last try returns or raises")


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


def _prepare(server: Any, done: Path) -> bool:
    """Open the database, or make it; run the set-up it has not had. True when it was made."""
    new = not done.exists()
    database = server.create_database(DATABASE) if new else server.get_database(DATABASE)
    setup = "".join(f"{line};\n" for line in SETUP)
    if new or done.read_text("utf-8") != setup:
        for line in SETUP:
            database.command("sql", line)
        _write(done, setup)
    return new


def _lock(path: Path) -> BinaryIO | None:
    """Take the lock for as long as the file is open and this process lives; None if it is held."""
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


def _holder(path: Path) -> str:
    text = path.read_bytes()
    return text.decode() if text.isdigit() else "unknown"


def _reach(told: Path, wait: float) -> Address | None:
    """Read how to reach the owner and try it; None while it does not answer."""
    try:
        owner = json.loads(told.read_bytes())
        address = _address(int(owner["port"]), str(owner["secret"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    with GraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password),
        connection_timeout=wait,
        connection_acquisition_timeout=wait,
    ) as driver:
        try:
            driver.verify_connectivity()
        except (DriverError, Neo4jError):
            return None
    return address


def _write(path: Path, text: str) -> None:
    """Put a file in place whole, for this user alone."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    part.replace(path)
