"""The snapshot kept beside the graph by what was read, so that the same graph is not read twice.

    snapshot/               in the case's folder, open to this user alone
        key.json            of which graph it is, and the SHA-256 of each file; written last
        <class>.arrow       the columns of one class of nodes or links

The key covers the files that the graph holds (each by reader, version, answers and time of export), the last entry
of the journal that changed the graph, and the columns that a snapshot has. A graph in which a file is incomplete
has no key: it is read, and nothing of it is kept. What is kept is a copy of what the graph says, and is never missed.
"""

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from graph.case import Case
from graph.durable import write_whole
from graph.model import NODES, Link, Node
from graph.rows import plain
from graph.snapshot import READ, Snapshot, Tables, read_tables
from graph.snapshot.columns import link_kinds, node_kinds
from graph.store import Store

if TYPE_CHECKING:
    import pyarrow as pa

FORM = 1
"""Goes up when the same graph is read or kept otherwise."""

FOLDER = "snapshot"
KEY = "key.json"
CHANGES = ("ingest", "undo", "rebuild", "erase")
"""Acts after which the graph may hold something else."""


def read_snapshot(case: Case, store: Store, *, keep: bool) -> Snapshot:
    """Give the snapshot of a case's graph: what was kept of this very graph, else read anew.

    ``keep``: what is read takes the place of what was kept; only for a caller that holds ``case.writing``.
    """
    key = graph_key(case, store)
    folder = case.folder / FOLDER
    tables = None if key is None else kept_tables(folder, key)
    if tables is None:
        tables = read_tables(store)
        if keep:
            shutil.rmtree(folder, ignore_errors=True)
            if key is not None:
                keep_tables(folder, key, tables)
    return Snapshot(*tables)


def graph_key(case: Case, store: Store) -> str | None:
    """Give what the graph holds as one digest; None where a file is not wholly in it, or is being taken back."""
    sources = store.sources()
    if not all(row.get("complete") and not row.get("undoing") for row in sources.values()):
        return None
    change = case.journal.last(*CHANGES)
    shape = [
        *([node.__name__, node_kinds(node)] for node in NODES),
        *([link.__name__, link_kinds(link)] for link in READ),
    ]
    read = [sorted(plain(row).items()) for _, row in sorted(sources.items())]
    said = json.dumps([FORM, shape, read, None if change is None else change.hash])
    return hashlib.sha256(said.encode()).hexdigest()


def keep_tables(folder: Path, key: str, tables: Tables) -> None:
    """Keep tables in an empty place; a kill leaves files that no key names."""
    import pyarrow as pa

    folder.mkdir(0o700)
    digests: dict[str, str] = {}
    for cls, table in (*tables[0].items(), *tables[1].items()):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as file:
            file.write_table(table)
        data = sink.getvalue()
        write_whole(folder / f"{cls.__name__}.arrow", data)
        digests[cls.__name__] = hashlib.sha256(data).hexdigest()
    write_whole(folder / KEY, json.dumps({"key": key, "files": digests}).encode())


def kept_tables(folder: Path, key: str) -> Tables | None:
    """Give the tables kept of the graph of this key; None where there are none, or one of them is not as it was."""
    try:
        said = json.loads((folder / KEY).read_bytes())
        if said["key"] != key:
            return None
        return (
            {node: kept_table(folder, node, said["files"]) for node in NODES},
            {link: kept_table(folder, link, said["files"]) for link in READ},
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def kept_table(folder: Path, cls: type[Node] | type[Link], digests: dict[str, str]) -> "pa.Table":
    """Read one file; raise ValueError where its bytes are not those that were written."""
    import pyarrow as pa

    data = (folder / f"{cls.__name__}.arrow").read_bytes()
    if hashlib.sha256(data).hexdigest() != digests[cls.__name__]:
        raise ValueError(f"{cls.__name__}.arrow was changed")
    return pa.ipc.open_file(pa.BufferReader(data)).read_all()
