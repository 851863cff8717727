"""The stages of the line: an export read, contacts extracted from its texts, and the export loaded on each engine."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from bench import server
from bench.exports import telegram
from bench.subject import SIZES, Bar, Cost, Peer, Subject, clocked, metered

EXPORT = "result.json"
REGIONS = ("DE",)
PART = 20_000
"""Posts that PhoneNumberMatcher reads: it costs the same for each."""
ONE_BY_ONE = 300
"""Messages that are written one row a transaction, into an empty graph, where that is fastest."""
MOST = 2.5
"""GB of a load, the embedded engine in the process."""
DIGITS = 1.5
"""Times as fast as PhoneNumberMatcher that reading numbers is to be."""


def prepare(size: int, folder: Path) -> None:
    """Write a Telegram export of that many messages."""
    telegram(folder / EXPORT, size)


def read(size: int, folder: Path) -> Cost:
    """Read an export as an ingest does, in bounded memory."""
    from ingest.answers import Answers
    from ingest.sources import SOURCES

    reader = SOURCES["telegram-desktop"]
    count, cpu, peak = metered(lambda: sum(1 for _ in reader.read(folder / EXPORT, Answers())))
    return Cost(size, cpu, peak, {"records": count})


def plain_json(size: int, folder: Path) -> Cost:
    """Read it whole, and look at who wrote what."""

    def work() -> int:
        with (folder / EXPORT).open(encoding="utf-8") as file:
            messages = json.load(file)["messages"]
        return sum(1 for message in messages if message.get("from_id") and message.get("text"))

    _, cpu, peak = metered(work)
    return Cost(size, cpu, peak)


def texts(folder: Path) -> Iterator[str]:
    """Yield the texts of an export."""
    from ingest.answers import Answers
    from ingest.record import Message
    from ingest.sources import SOURCES

    for thing in SOURCES["telegram-desktop"].read(folder / EXPORT, Answers()):
        if isinstance(thing, Message) and thing.text:
            yield thing.text


def extract(size: int, folder: Path) -> Cost:
    """Take all contacts out of the texts."""
    from ingest.extract import find_contacts

    del size
    some = list(texts(folder))
    find_contacts(some[0], regions=REGIONS)
    work = lambda: sum(len(find_contacts(text, platform="telegram", regions=REGIONS)) for text in some)  # noqa: E731
    found, cpu, peak = metered(work)
    return Cost(len(some), cpu, peak, {"found": found})


def matcher(size: int, folder: Path) -> Cost:
    """Take the numbers alone out of a part of the texts, with what phonenumbers offers."""
    from phonenumbers import PhoneNumberMatcher

    del size
    some = list(islice(texts(folder), PART))
    found, cpu, peak = metered(lambda: sum(1 for text in some for _ in PhoneNumberMatcher(text, REGIONS[0])))
    return Cost(len(some), cpu, peak, {"found": found})


def embedded(size: int, folder: Path) -> Cost:
    """Load into a case of its own, the engine in this process."""
    del size
    return loaded(folder, process_time)


def neo4j(size: int, folder: Path) -> Cost:
    """Load onto a server of its own; its CPU counts, its memory is told beside ours."""
    del size
    with served() as running:
        cost = loaded(folder, lambda: process_time() + (running.cpu or 0.0))
        return replace(cost, facts={**cost.facts, "server GB": running.peak or 0.0})


def loaded(folder: Path, used: Callable[[], float]) -> Cost:
    """Load an export, and read the graph as analyses do; ``used`` gives the CPU seconds of all that works for us."""
    from bench.jobs import WHO, case
    from graph.local import quiet_end
    from graph.snapshot import Snapshot
    from liaisons.acts.loading import ingest_files
    from liaisons.session import Session

    quiet_end()
    with TemporaryDirectory(dir=folder) as home:
        opened = case(Path(home))
        before = used()
        with Session(opened) as session:
            load = lambda: ingest_files(session, [folder / EXPORT], who=WHO)  # noqa: E731
            (done, _, peak), seconds = clocked(lambda: metered(load, again=False))
            cpu = used() - before
            messages = sum(file["read"].get("message", 0) for file in done.files)
            before = used()
            Snapshot.read(session.store)
            facts = {"s by the clock": seconds, "snapshot, CPU s": used() - before}
    return Cost(messages, cpu, peak, facts)


def one_embedded(size: int, folder: Path) -> Cost:
    """Write a part of it on the embedded engine, one MERGE a transaction."""
    del size
    return one_by_one(folder, process_time)


def one_neo4j(size: int, folder: Path) -> Cost:
    """Write a part of it on a server, one MERGE a transaction."""
    del size
    with served() as running:
        return one_by_one(folder, lambda: process_time() + (running.cpu or 0.0))


@contextmanager
def served() -> Iterator[server.Server]:
    """Start a server, and let cases of this process live on it."""
    with server.started() as running:
        os.environ |= {"BENCH_SERVER": running.uri, "LIAISONS_NEO4J_PASSWORD": running.password}
        yield running


def one_by_one(folder: Path, used: Callable[[], float]) -> Cost:
    """Write the rows of some messages, each in a transaction of its own."""
    from bench import merging
    from bench.jobs import case
    from graph.local import quiet_end
    from graph.model import Source
    from graph.store import Store
    from ingest.answers import Answers
    from ingest.linking import Linker
    from ingest.record import Message
    from ingest.sources import SOURCES

    quiet_end()
    source = Source(id=f"sha256:{'0' * 64}")
    read = SOURCES["telegram-desktop"].read(folder / EXPORT, Answers())
    messages: list[Any] = list(islice((one for one in read if isinstance(one, Message)), ONE_BY_ONE))
    with TemporaryDirectory(dir=folder) as home, Store.of(case(Path(home))) as store:
        store.begin(source.id, {}, None)
        work = lambda: merging.one_by_one(store, Linker(source, REGIONS), messages)  # noqa: E731
        before = used()
        (_, _, peak), seconds = clocked(lambda: metered(work, again=False))
        cpu = used() - before
    return Cost(len(messages), cpu, peak, {"s by the clock": seconds})


def little(ours: Cost, _: Cost) -> bool:
    """Say whether a load stays within its memory."""
    return ours.peak is None or ours.peak <= MOST


SMALL = tuple(Bar(f"at most {MOST} GB", little, size) for size in SIZES)
SUBJECTS = (
    Subject(
        "read",
        "A Telegram export read in bounded memory, every field accounted for; the peer holds it whole.",
        "posts",
        prepare,
        read,
        Peer("`json.load`", plain_json),
    ),
    Subject(
        "extract",
        "All contacts taken out of texts, one in ten of which names one; the peer reads telephone numbers alone.",
        "posts",
        prepare,
        extract,
        Peer("PhoneNumberMatcher", matcher, part=True),
    ),
    Subject(
        "load-embedded",
        "The export loaded on the embedded engine, in the same process; the peer writes rows one by one.",
        "posts",
        prepare,
        embedded,
        Peer("one MERGE a transaction", one_embedded, part=True),
        SMALL,
    ),
    Subject(
        "load-neo4j",
        "The export loaded on Neo4j, whose CPU counts; the peer writes rows one by one.",
        "posts",
        prepare,
        neo4j,
        Peer("one MERGE a transaction", one_neo4j, part=True),
        SMALL,
        lacking=server.missing,
    ),
)
