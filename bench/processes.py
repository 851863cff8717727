"""Programs run apart and measured: CPU seconds with all their threads, and peak memory where the system tells it."""

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
ROOMS = tuple(str(ROOT / name) for name in ("bench", "graph", "ingest", "liaisons", "queries", "worlds"))
LIAISONS = str(Path(PYTHON).with_name("liaisons"))


@dataclass(frozen=True, slots=True)
class Ran:
    """How a program ran to its end."""

    wall: float
    cpu: float
    """Seconds of user and system time, the JVM in it included."""
    out: str
    told: str
    """What it said on stderr, the end of it."""
    code: int
    """0 done, below 0 ended by that signal."""


def ran(*command: str, **env: str) -> Ran:
    """Run a program to its end, whatever the end is."""
    with TemporaryFile() as out, TemporaryFile() as told:
        begin = perf_counter()
        child = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}, stdout=out, stderr=told)
        _, status, used = os.wait4(child.pid, 0)
        wall = perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        told.seek(0)
        said = told.read().decode(errors="replace")[-2000:]
        return Ran(wall, used.ru_utime + used.ru_stime, out.read().decode(), said, child.returncode)


def run(*command: str, **env: str) -> Ran:
    """Run a program to its end; raise RuntimeError with what it said when it fails."""
    done = ran(*command, **env)
    if done.code:
        raise RuntimeError(f"{' '.join(command)[:300]} ended with {done.code}: {done.told}")
    return done


def compile_modules() -> None:
    """Compile what the measured programs import, once: an installed program finds its modules compiled.

    Where the environment forbids to keep them, each process compiled for two to five CPU seconds.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    ran(PYTHON, "-m", "compileall", "-q", sysconfig.get_path("purelib"), *ROOMS)  # a package may hold what is none


def job(name: str, *arguments: str, **env: str) -> dict[str, Any]:
    """Run a job of ``bench.jobs`` apart; give what it measured of itself, the last line it printed."""
    done: dict[str, Any] = json.loads(run(PYTHON, "-m", "bench.jobs", name, *arguments, **env).out.splitlines()[-1])
    return done


@contextmanager
def running(name: str, *arguments: str, **env: str) -> Iterator[subprocess.Popen[str]]:
    """Start a job that tells its progress on stdout; it is ended on leaving, if it has not ended itself."""
    command = [PYTHON, "-m", "bench.jobs", name, *arguments]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **env},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            yield child
        finally:
            if child.stdin:
                child.stdin.close()  # jobs that wait, wait for this
            try:
                child.wait(60)
            except subprocess.TimeoutExpired:
                child.kill()


def cpu_of(pid: int) -> float | None:
    """Give the CPU seconds that a running process has used; None where the system does not tell."""
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return None
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def peak_of(pid: int | str = "self") -> float | None:
    """Give the peak memory of a running process in GB; None where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) / 2**20 for line in lines if line.startswith("VmHWM:"))


def median(values: Sequence[float]) -> float:
    """Give the middle value; of an even number the lower of the two in the middle."""
    return sorted(values)[(len(values) - 1) // 2]
