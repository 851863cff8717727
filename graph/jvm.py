"""The JVM that the embedded engine runs in: silent, and started once a process."""

import faulthandler
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import EngineError

FLAGS = (
    "-Xrs",  # leaves SIGTERM and SIGINT to Python; the JVM's own handler crashed on SIGTERM
    "-XX:-UsePerfData",  # no file under /tmp
    "-XX:+UseCompactObjectHeaders",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF8",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",  # else its web server causes four lines on stderr
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
# CPU seconds of a process for import neo4j, start, RETURN 1 and stop, on two idle cores: 3.9
# without these, 2.3 with them; the first heap spares collections and saves a tenth. An ahead-of-time
# cache (-XX:AOTCache) gave 1.5, but is 53 MB of code, 8 CPU seconds to make, and not safe in a case
# that people pass on.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms100m")
# Loads of Telegram messages, CPU seconds without and with QUICK: 40,000 (19 MB) 31 and 25; the next 40,000 about 20
# either way. On two cores the compiler of hot code takes longer than that to earn what it costs.
SMALL = 64 << 20  # bytes of files in a case, below which QUICK serves long commands as well
HEAP = r"[1-9][0-9]{0,4}g|[1-9][0-9]{2,6}m"  # none below QUICK's first heap, which the JVM refuses


def start_jvm(log: Path, *, quick: bool, heap: str) -> None:
    """Start the JVM, unless it runs; ``log`` is the folder for what it says.

    Not by the package's own function: that one adds an incubator module, which only vector search
    needs and which the JVM reports on stderr.
    """
    if not re.fullmatch(HEAP, heap):
        raise EngineError("local engine", f"heap {heap!r:.60}", "a size as 2g or 512m")
    import jpype
    from arcadedb_embedded.jvm import get_bundled_jre_lib_path, get_jar_path

    if jpype.isJVMStarted():
        return
    settings = log / "logging.properties"
    log.mkdir(exist_ok=True)
    settings.write_text(LOGGING.format(folder=_escape_property(log)), "ascii")
    flags = [
        *FLAGS,
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


def _escape_property(folder: Path) -> str:
    """Write a path for the logger: ASCII with escapes as JSON's, percent signs doubled."""
    return json.dumps(str(folder).replace("%", "%%"))[1:-1]
