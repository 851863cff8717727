"""What a measurement runs apart, so that its CPU and memory are its own: ``python -m bench.jobs JOB ...``.

A job prints one line of JSON at its end, a load also one after each batch.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench.processes import peak_of
from bench.subject import metered
from graph.case import Case, read_clock

WHO = "bench"


def say(**values: Any) -> None:
    """Print a line for the process that waits."""
    print(json.dumps(values), flush=True)


def case(folder: Path) -> Case:
    """Open a case; start it where there is none, on the server that the environment names."""
    if (folder / "case.toml").is_file():
        return Case.open(folder)
    made = Case.init(
        folder,
        purpose="measuring",
        legal_basis="invented data",
        profile="research",
        name="bench",
        regions=("DE",),
        who=WHO,
    )
    if address := os.environ.get("BENCH_SERVER"):
        path = folder / "case.toml"
        path.write_text(f'{path.read_text()}\n[store]\naddress = "{address}"\n')
        made = Case.open(folder)
    return made


def load(folder: str, *exports: str) -> None:
    """Load exports into a case, with a line after each batch."""
    from graph.local import quiet_end
    from liaisons.acts.loading import ingest_files
    from liaisons.session import Session

    quiet_end()
    begin, cpu = perf_counter(), process_time()
    with Session(case(Path(folder))) as session:
        done = ingest_files(
            session, [Path(export) for export in exports], who=WHO, tell=lambda _, done, __: say(told=done)
        )
    say(
        messages=sum(file["read"].get("message", 0) for file in done.files),
        refused=sum(file["refused"] for file in done.files),
        wall=perf_counter() - begin,
        cpu=process_time() - cpu,
        peak=peak_of(),
    )


def digest(folder: str) -> None:
    """Give one number for the graph of a case."""
    from bench.digest import digest
    from graph.store import Store

    with Store.of(Case.open(Path(folder))) as store:
        count, number = digest(store)
    say(rows=count, digest=number)


def merge(folder: str, export: str) -> None:
    """Load messages in batches, and others in turn one row a transaction, on the same engine."""
    from bench.merging import compare
    from graph.store import Store

    with Store.of(case(Path(folder))) as store:
        say(pairs=compare(store, Path(export)))


def analyse(folder: str, *exports: str) -> None:
    """Load exports and run all analyses."""
    from liaisons.acts.finding import find_leads
    from liaisons.acts.loading import ingest_files
    from liaisons.session import Session

    opened = case(Path(folder))
    when = read_clock()  # the pages say when the analyses ran
    with Session(opened) as session:
        ingest_files(session, [Path(export) for export in exports], who=WHO, now=when)
        found = find_leads(session, who=WHO, now=when)
    [findings] = {entry.payload["findings"] for entry in opened.journal.entries("find") if entry.payload}
    say(count=len(found), findings=findings)


def lay(folder: str) -> None:
    """Lay the findings that a case remembers over its graph."""
    from graph.store import Store
    from liaisons.acts.laying import lay_findings

    opened = Case.open(Path(folder))
    with Store.of(opened) as store:
        lay_findings(opened, store)
    say(laid=True)


def set_rows(count: str) -> None:
    """Set a PDF of so many rows."""
    import typst  # noqa: F401  # before the clock runs: so is what a report imports for its page

    import graph.reports.pdf  # noqa: F401
    from bench.report_pdf import set_rows

    begin = process_time()
    data = set_rows(int(count))
    cpu = process_time() - begin
    say(cpu=cpu, bytes=len(data), peak=peak_of())


def world(kind: str, seed: str, size: str, analysis: str = "") -> None:
    """Run an analysis on a made-up world; without one make the world, where it is not kept from before."""
    from graph.analysis import ANALYSES
    from graph.analysis.shared.context import Past
    from liaisons.trials import worlds

    snapshot = worlds.load_world(kind, int(seed), int(size)).snapshot
    if not analysis:
        return say(posts=len(snapshot.posts))
    count, cpu, peak = metered(lambda: sum(1 for _ in ANALYSES[analysis](snapshot, Past())), again=False)
    return say(posts=len(snapshot.posts), count=count, cpu=cpu, peak=peak)


def own(folder: str) -> None:
    """Own the graph of a case until stdin closes, so that others are its clients."""
    from graph.store import Store

    with Store.of(Case.open(Path(folder))):
        say(ready=True)
        sys.stdin.read()


JOBS: dict[str, Callable[..., None]] = {
    "load": load,
    "digest": digest,
    "merge": merge,
    "analyse": analyse,
    "lay": lay,
    "set-rows": set_rows,
    "world": world,
    "own": own,
}

if __name__ == "__main__":
    JOBS[sys.argv[1]](*sys.argv[2:])
