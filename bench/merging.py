"""Stage ``merge``: loading in batches against one MERGE a transaction, in turn on the same engine."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench.processes import job, median
from bench.setting import Setting
from bench.table import Row

if TYPE_CHECKING:
    from graph.store import Store
    from ingest.record import Message

STAGE = "merge"
PAIRS = 5
ONE_BY_ONE = 60
"""Messages that are written one row a transaction, beside each full batch."""
LEAST = 5.0


def measure(setting: Setting) -> Iterator[Row]:
    """Compare on each engine."""
    for name in setting.engines:
        with setting.engine(name) as (env, _):
            pairs = job("merge", setting.new("merge"), str(setting.export), **env)["pairs"]
        batched, single = median([pair[0] for pair in pairs]), median([pair[1] for pair in pairs])
        ratio = median([batch / one for batch, one in pairs])
        yield Row(
            STAGE,
            f"{name}: rows/s in batches against one MERGE a transaction",
            f"{batched:,.0f} against {single:,.0f}: {ratio:.1f} times",
            f"at least {LEAST:.0f} times",
            ratio >= LEAST,
        )


def compare(store: "Store", export: Path) -> list[tuple[float, float]]:
    """Give rows a second, in batches and one by one, pair by pair; the first pair warms both up and does not count."""
    from graph.model import Source
    from ingest.answers import Answers
    from ingest.linking import Linker
    from ingest.load import RECORDS
    from ingest.record import Message
    from ingest.sources import SOURCES

    source = Source(id=f"sha256:{'0' * 64}")
    store.begin(source.id, {}, None)
    linker = Linker(source, ("DE",))
    messages = (one for one in SOURCES["telegram-desktop"].read(export, Answers()) if isinstance(one, Message))
    pairs: list[tuple[float, float]] = []
    while len(pairs) <= PAIRS:
        many, few = list(islice(messages, RECORDS)), list(islice(messages, ONE_BY_ONE))
        if len(few) < ONE_BY_ONE:
            break
        pairs.append((batched(store, linker, many), one_by_one(store, linker, few)))
    if len(pairs) < 2:
        raise RuntimeError(f"too few messages: {2 * (RECORDS + ONE_BY_ONE):,} or more make a comparison")
    return pairs[1:]


def batched(store: "Store", linker: Any, messages: "list[Message]") -> float:
    """Load as an ingest does."""
    batch = gathered(linker, messages)
    count = len(list(statements(batch)))
    begin = perf_counter()
    store.load_files([batch.says()])
    return count / (perf_counter() - begin)


def one_by_one(store: "Store", linker: Any, messages: "list[Message]") -> float:
    """Write the same rows by the same statements, each in a transaction of its own."""
    from graph.transactions import run

    source = linker.source.id
    work = list(statements(gathered(linker, messages)))
    begin = perf_counter()
    for text, row in work:
        files = [{"source": source, "rows": [row]}]
        store.write(lambda tx, text=text, files=files: run(tx, text, 1, files=files))  # type: ignore[misc]
    return len(work) / (perf_counter() - begin)


def gathered(linker: Any, messages: "list[Message]") -> Any:
    """Gather what messages say into a batch."""
    from ingest.load import Batch

    batch = Batch(linker.source)
    for message in messages:
        batch.add(message, linker.said(message))
    return batch


def statements(batch: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each row of a batch with the statement that writes it, nodes first."""
    from graph import statements as made
    from graph.model import Post
    from graph.rows import fold

    said = fold(batch.recorded, batch.links)
    for id, some in said.posts.items():
        yield made.node(Post), Post(id=id).values()
        yield from ((made.more_of_posts(), row) for row in some.values())
    for cls, rows in said.nodes.items():
        yield from ((made.node(cls), row) for row in rows)
    for cls, rows in said.recorded.items():
        yield from ((made.recorded(cls), row) for row in rows)
    for (link, start, end), rows in said.links.items():
        yield from ((made.link(link, start, end), row) for row in rows)
