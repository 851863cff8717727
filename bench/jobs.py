"""What a measurement runs apart, so that its CPU and memory are its own: ``python -m bench.jobs JOB ...``.

A job prints one line of JSON at its end, a load also one after each batch.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench.processes import peak_of
from graph.case import Case

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


def read(export: str) -> None:
    """Read an export and count."""
    from ingest.answers import Answers
    from ingest.record import Message
    from ingest.sources import SOURCES

    begin, cpu, messages, records = perf_counter(), process_time(), 0, 0
    for thing in SOURCES["telegram-desktop"].read(Path(export), Answers()):
        records += 1
        messages += isinstance(thing, Message)
    say(records=records, messages=messages, wall=perf_counter() - begin, cpu=process_time() - cpu, peak=peak_of())


def texts(export: str) -> Iterator[str]:
    """Yield the texts of an export."""
    from ingest.answers import Answers
    from ingest.record import Message
    from ingest.sources import SOURCES

    for thing in SOURCES["telegram-desktop"].read(Path(export), Answers()):
        if isinstance(thing, Message) and thing.text:
            yield thing.text


def extract(export: str) -> None:
    """Take the contacts out of texts, in turn with what phonenumbers offers for the numbers alone."""
    from phonenumbers import PhoneNumberMatcher

    from ingest.extract import contacts

    ours = theirs = 0.0
    found = posts = numbers = 0
    some = texts(export)
    while part := list(islice(some, 1_000)):
        begin = process_time()
        found += sum(len(contacts(text, platform="telegram", regions=("DE",))) for text in part)
        middle = process_time()
        ours += middle - begin
        if posts < 20_000:
            numbers += sum(1 for text in part for _ in PhoneNumberMatcher(text, "DE"))
            theirs += process_time() - middle
            compared, ours_then = posts + len(part), ours
        posts += len(part)
    say(posts=posts, found=found, cpu=ours, compared=compared, numbers=numbers, theirs=theirs, ours=ours_then)


def load(folder: str, *exports: str) -> None:
    """Load exports into a case, with a line after each batch."""
    from graph.local import quiet_end
    from liaisons import work

    quiet_end()
    begin, cpu = perf_counter(), process_time()
    done = work.ingest(
        case(Path(folder)), [Path(export) for export in exports], who=WHO, tell=lambda _, count: say(told=count)
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
    from liaisons import work

    opened = case(Path(folder))
    work.ingest(opened, [Path(export) for export in exports], who=WHO)
    found = work.find(opened, who=WHO)
    [findings] = {entry.payload["findings"] for entry in opened.journal.entries("find") if entry.payload}
    say(count=len(found), findings=findings)


def own(folder: str) -> None:
    """Own the graph of a case until stdin closes, so that others are its clients."""
    from graph.store import Store

    with Store.of(Case.open(Path(folder))):
        say(ready=True)
        sys.stdin.read()


JOBS: dict[str, Callable[..., None]] = {
    "read": read,
    "extract": extract,
    "load": load,
    "digest": digest,
    "merge": merge,
    "analyse": analyse,
    "own": own,
}

if __name__ == "__main__":
    JOBS[sys.argv[1]](*sys.argv[2:])
