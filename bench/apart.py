"""One step of a subject in a process of its own: ``python -m bench.apart SUBJECT prepare|ours|peer SIZE FOLDER``.

The peer stands under limits of CPU and memory; where it breaks one the table says so.
"""

import json
import resource
import signal
import sys
from pathlib import Path
from time import process_time

from bench.processes import PYTHON, Ran, ran
from bench.subject import Cost, Failed, Step, Subject

CPU = 120
"""Seconds that a peer may use."""
MEMORY = 8
"""GB that a peer may take."""

LIMITED = "--limited"
NO_MEMORY = ("MemoryError", "bad_alloc", "malloc", "Out of Memory")
"""How Python, C++, Arrow and DuckDB say that there is no more."""


def cost(subject: Subject, step: str, size: int, folder: Path) -> Cost | Failed:
    """Run a step apart; give what it cost, or why it did not end."""
    limited = (LIMITED,) if step == "peer" else ()
    done = ran(PYTHON, "-m", "bench.apart", subject.name, step, str(size), str(folder), *limited)
    if done.code == 0:
        return Cost(**json.loads(done.out.splitlines()[-1]))
    return Failed(reason(done), done.cpu if done.code == -signal.SIGXCPU else 0.0)


def reason(done: Ran) -> str:
    """Say why a step ended early."""
    if done.code == -signal.SIGXCPU:
        return f"over {CPU} CPU s"
    if done.code == -signal.SIGKILL or any(word in done.told for word in NO_MEMORY):
        return f"over {MEMORY} GB"
    return (done.told.strip().splitlines() or [f"ended with {done.code}"])[-1][:200]


def limit() -> None:
    """Bound what this process may still use."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(process_time()) + CPU, resource.RLIM_INFINITY))
    if sys.platform == "linux":  # macOS takes the limit and does not keep it
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY * 2**30, resource.RLIM_INFINITY))


def run(subject: Subject, step: str, size: int, folder: Path) -> Cost | None:
    """Run a step in this process."""
    if step == "prepare":
        subject.prepare(size, folder)
        return None
    work: Step = subject.ours
    if step == "peer":
        if subject.peer is None:
            raise ValueError(f"{subject.name} has no peer")
        work = subject.peer.run
    return work(size, folder)


if __name__ == "__main__":
    from bench.subjects import SUBJECTS

    name, step, size, folder, *rest = sys.argv[1:]
    if LIMITED in rest:
        limit()
    spent = run(SUBJECTS[name], step, int(size), Path(folder))
    print(json.dumps(spent.plain() if spent else {}))
