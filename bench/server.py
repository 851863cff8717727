"""A Neo4j of one's own for a measurement, new and empty, with the memory a small server has."""

import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.processes import ROOT, cpu_of, peak_of

HEAP = "-Xmx2g"
"""As the embedded engine has."""
LAUNCHER = ROOT / "tests/neo4j/Neo4jForTests.java"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, as a case names it."""

    uri: str
    password: str
    pid: int

    @property
    def cpu(self) -> float | None:
        """CPU seconds used so far."""
        return cpu_of(self.pid)

    @property
    def peak(self) -> float | None:
        """Peak memory in GB."""
        return peak_of(self.pid)


def missing() -> str | None:
    """Say what to install before a server can be started; fetch Neo4j where only that is missing."""
    if not shutil.which("java") or not shutil.which("javac"):
        return "no JDK; install 17 or later (Debian: apt-get install openjdk-17-jdk-headless)"
    if not jars().exists():
        if not shutil.which("mvn"):
            return "no Maven; install it (Debian: apt-get install maven)"
        made = subprocess.run(["make", "--silent", "neo4j"], cwd=ROOT, capture_output=True, text=True, check=False)
        if made.returncode:
            return f"make neo4j failed: {made.stderr[-300:]}"
    return None


def jars() -> Path:
    """Name the folder that ``make neo4j`` fills."""
    found = re.search(
        r"<version>([\d.]+)</version>", LAUNCHER.with_name("pom.xml").read_text().split("<dependency>")[1]
    )
    if found is None:
        raise RuntimeError("tests/neo4j/pom.xml names no version of Neo4j")
    return ROOT / f".cache/neo4j-{found[1]}"


@contextmanager
def started() -> Iterator[Server]:
    """Start a server, and end it."""
    password = secrets.token_hex(16)
    with TemporaryDirectory(prefix="neo4j-") as home, (Path(home) / "stderr").open("wb") as stderr:
        command = ["java", HEAP, "-cp", f"{jars()}/*", str(LAUNCHER), f"{home}/home", password]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr) as server:
            line = server.stdout.readline() if server.stdout else b""
            if not line:  # leaving closes its stdin, which ends it
                raise RuntimeError(f"Neo4j did not start: {(Path(home) / 'stderr').read_text(errors='replace')[:2000]}")
            yield Server(f"bolt://127.0.0.1:{int(line)}", password, server.pid)
