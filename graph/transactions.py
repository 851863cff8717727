"""What is done within one transaction: a batch of files, findings, what is derived, what is taken back.

Each may be run twice: the engine may ask for it. ``graph.store`` opens the transactions.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graph import statements
from graph.errors import EngineError
from graph.lookups import loading
from graph.model import CONTACTS, SUBJECTS, Node, label
from graph.rows import Folded, Row, Said, by_file, parts, shared, written

DERIVED = frozenset(map(label, SUBJECTS))
"""Labels of which HANDS_OFF is derived."""

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


def run(tx: "ManagedTransaction", text: str, expected: int, **values: object) -> None:
    """Run a statement that must touch every row: one whose ends are missing would vanish silently."""
    found = tx.run(text, values).single(strict=True)["found"]
    if found != expected:
        raise EngineError(
            "graph",
            f"{found} of {expected} rows written by: {text[:200]}",
            "every row's ends in the graph",
        )


def lay(tx: "ManagedTransaction", kind: str, rows: Sequence[Row]) -> None:
    """Make nodes of the case's own that are not there, and the ABOUT of findings."""
    say(tx, kind, rows)
    if kind == "Finding":
        tie(tx, rows)


def say(tx: "ManagedTransaction", kind: str, rows: Sequence[Row]) -> None:
    """Make nodes of the case's own say what their rows do, and nothing else."""
    made = [
        {
            **{name: value for name, value in row.items() if name != "subjects"},
            "about": [id for id, _ in row["subjects"]],
        }
        for row in rows
    ]
    text = f"UNWIND $rows AS row MERGE (n:{kind} {{id: row.id}}) SET n = row RETURN count(*) AS found"
    run(tx, text, len(made), rows=made)


def tie(tx: "ManagedTransaction", rows: Sequence[Row]) -> None:
    """Make ABOUT of findings to those of their subjects that the graph has."""
    pairs: dict[str, dict[tuple[str, str], Row]] = defaultdict(dict)
    for row in rows:
        for id, kind in row["subjects"]:
            pairs[kind][row["id"], id] = {"finding": row["id"], "subject": id}
    for kind, some in sorted(pairs.items()):
        for part in parts(list(some.values())):
            tx.run(statements.about(kind), rows=part).consume()


def load_batch(tx: "ManagedTransaction", batch: Mapping[str, Folded], begun: Sequence[Row]) -> dict[str, set[str]]:
    """Write a batch of one or several files; see ``Store.load_files``."""
    for files in parts(begun):
        run(tx, statements.BEGUN, len(files), files=files)
    met: dict[str, dict[str, set[Said]]] = defaultdict(lambda: defaultdict(set))
    for _, files in by_file({source: list(said.posts) for source, said in batch.items()}):
        for source, id, *one in tx.run(loading.POSTS_THERE, files=files).values():
            met[source][id].update([] if one[0] is None else [tuple(one)])
    there = shared(batch, met)
    for statement, rows in written(batch, there):
        for count, files in by_file(rows):
            run(tx, statement, count, files=files)
    contested = {id for source, said in batch.items() for id in said.contested(there[source])}
    for part in parts(sorted(contested)):
        tx.run(statements.STATED, ids=part).consume()
    users: dict[str, set[str]] = defaultdict(set)
    for part in parts(sorted({id for posts in met.values() for id in posts})):
        for text in loading.USERS_OF_POSTS:
            for kind, id in tx.run(text, ids=part).values():
                if kind in DERIVED:  # of one who is known by name only nothing is derived
                    users[kind].add(id)
    return users


def derive(tx: "ManagedTransaction", user: type[Node], ids: Sequence[str], made: Mapping[str, list[Row]]) -> None:
    """Replace the HANDS_OFF links of some users."""
    gone = f"UNWIND $ids AS id MATCH (u:{label(user)} {{id: id}})-[r:HANDS_OFF]->() DELETE r"
    tx.run(gone, ids=list(ids)).consume()
    for cls in CONTACTS:
        for part in parts(made.get(label(cls), [])):
            run(tx, statements.handoffs_written(user, cls), len(part), rows=part)


def take_back(tx: "ManagedTransaction", name: str, ids: Sequence[str], source: str) -> None:
    """Take a file's links from some nodes of one label, and the nodes that nothing records any more."""
    tx.run(
        f"UNWIND $ids AS id MATCH (n:{name} {{id: id}})-[r {{source: $source}}]-() DELETE r",
        ids=ids,
        source=source,
    ).consume()
    tx.run(
        f"UNWIND $ids AS id MATCH (n:{name} {{id: id}}) WHERE NOT (n)-[:RECORDED_IN]->() DETACH DELETE n",
        ids=ids,
    ).consume()
    if name == "Post":
        tx.run(statements.STATED, ids=ids).consume()
