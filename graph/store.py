"""The one driver: write the model, ask a question, stream rows, on either engine.

All Cypher that writes is made in ``graph.statements`` from the model; all that asks stands in ``queries/`` and
``graph.lookups``. Every write is one managed transaction a batch, and the work in it may be repeated.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, TypeVar

from graph import jvm, local, statements, transactions
from graph.case import Case
from graph.driver import connected, has_ended, in_a_line, refusal, unwritable
from graph.durable import write_whole
from graph.errors import EngineError
from graph.local import Address, Engine
from graph.lookups import loading
from graph.lookups.columns import read_columns
from graph.model import (
    SUBJECTS,
    HandsOff,
    Link,
    Node,
    RecordedIn,
    label,
)  # fmt: skip
from graph.rows import ROWS, FileSays, Row, Wanted, fold, iso, parts, plain
from graph.settings import make_direct_address

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Result, Session

T = TypeVar("T")

SCHEMA = Path("databases", local.DATABASE, "schema.cypher")
"""In the folder of the embedded engine: the constraints that its database has had; it leaves with the database."""

TRIES = 5
"""Times that a client looks for an engine which lives: each owner that it meets may end at that moment."""


class Store:
    """A case's graph, reached over Bolt."""

    def __init__(self, driver: "Driver", database: str, engine: Engine | None = None) -> None:
        self.driver, self.database, self.engine = driver, database, engine
        self._reaching = Lock()
        self.again: Callable[[], Engine] | None = None
        """Reaches the case's graph anew, when the process that ran the engine has ended."""
        self.embedded = engine is not None or "ArcadeDB" in str(driver.get_server_info().agent)

    @classmethod
    def at(cls, address: Address, engine: Engine | None = None) -> Self:
        """Connect to a server, or to the embedded engine behind its address."""
        driver = connected(address, client=engine is not None and not engine.owner)
        try:
            with in_a_line(address.uri):
                return cls(driver, address.database, engine)
        except BaseException:
            driver.close()
            raise

    @classmethod
    def of(cls, case: Case, *, quick: bool = False, reads: int = 0, fresh: bool = False) -> Self:
        """Open a case's graph: the server that case.toml names, else the embedded engine in ``graph/``.

        ``reads`` are bytes that are to be read into it beyond its evidence: see ``jvm.SMALL``. ``fresh`` gives an
        empty graph in the place of whatever was there, damaged or not.
        """
        server = case.settings.store
        if server.address is not None:
            address = Address(make_direct_address(server), server.user, case.password() or "", server.database)
            store = cls.at(address)
            store.prepare()
            if fresh:
                store.clear()
            return store
        cheap = quick or reads + sum(path.stat().st_size for path in case.evidence.glob("??/*")) < jvm.SMALL
        again = partial(local.start_engine, case.graph, quick=cheap)
        for left in reversed(range(TRIES)):
            engine = local.start_engine(case.graph, quick=cheap, fresh=True) if fresh else again()
            try:
                store = cls.at(engine.address, engine)
                break
            except EngineError:
                engine.close()
                if engine.owner or not left:
                    raise
        store.again = again
        if engine.owner and (engine.new or not quick):
            store.prepare_once(case.graph / SCHEMA)
        if fresh and not engine.new:  # another process owns it, and has it open
            store.clear()
        return store

    def close(self) -> None:
        """Close the driver, and the engine where it is ours."""
        self.driver.close()
        if self.engine is not None:
            self.engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reading

    def stream(self, text: str, /, **values: object) -> Iterator[list[Any]]:
        """Yield rows as they come; not retried once the first has come, for reads of any size."""

        def begun() -> "tuple[Session, Result]":
            with ExitStack() as failed:
                session = failed.enter_context(self.driver.session(database=self.database, fetch_size=5_000))
                result = session.run(text, values)
                failed.pop_all()
            return session, result

        session, result = self.lasting(begun)
        with in_a_line(), session:
            for record in result:
                yield record.values()

    def read(self, text: str, /, **values: object) -> list[list[Any]]:
        """Give all rows of a small answer; retried where the engine asks for it.

        By itself a statement takes one message to the engine and back; in a transaction that may be repeated, three.
        """
        from neo4j import READ_ACCESS
        from neo4j.exceptions import DriverError, Neo4jError

        def work() -> list[list[Any]]:
            try:
                with self.driver.session(database=self.database, default_access_mode=READ_ACCESS) as session:
                    return [record.values() for record in session.run(text, values)]
            except (DriverError, Neo4jError) as error:
                if not error.is_retryable():
                    raise
            with self.driver.session(database=self.database) as session:
                return session.execute_read(lambda tx: [record.values() for record in tx.run(text, values)])

        return self.lasting(work)

    def rows(self, cls: type[Node] | type[Link], *columns: str) -> Iterator[list[Any]]:
        """Yield columns of all nodes or links of a class; times as epoch milliseconds, order not given.

        Columns are properties; of a link also start, end, start_label and end_label.
        """
        return self.stream(read_columns(cls, columns))

    # Writing

    def write(self, work: Callable[["ManagedTransaction"], T]) -> T:
        """Do all of the work in one transaction, or none; it may be run twice."""

        def written() -> T:
            with self.driver.session(database=self.database) as session:
                return session.execute_write(work)

        return self.lasting(written)

    def lasting(self, work: Callable[[], T]) -> T:
        """Do the work; where the process that ran the engine has ended, once more, by an engine that lives.

        A short command may own the engine when a long one begins, which then is its client. What the driver raises
        leaves as an error of ours.
        """
        from neo4j.exceptions import DriverError, Neo4jError

        for left in reversed(range(TRIES)):
            driver = self.driver
            try:
                return work()
            except UnicodeEncodeError as error:
                raise unwritable(error, "graph") from None
            except (DriverError, Neo4jError) as error:
                if not left or not has_ended(error) or not self.reach_another(error, driver):
                    raise refusal(error, "graph") from error
        raise AssertionError("the last try returns or raises")

    def reach_another(self, error: Exception, driver: "Driver") -> bool:
        """Take the engine that runs now in the place of one that ended; False where it is the same, and lives.

        ``driver`` is the one that failed: of several threads whose driver failed the first reaches for all.
        """
        from neo4j.exceptions import DatabaseError

        with self._reaching:
            if self.driver is not driver:
                return True
            if self.engine is None or self.engine.owner or self.again is None:
                return False
            before = self.engine.address
            self.driver.close()
            self.engine = self.again()
            self.driver = connected(self.engine.address, client=not self.engine.owner)
            # an engine that lives and refuses would refuse again
            return self.engine.address != before or not isinstance(error, DatabaseError)

    def prepare_once(self, done: Path) -> None:
        """Prepare the embedded engine's database, unless it had this very schema before: a statement each costs."""
        schema = "".join(f"{text};\n" for text in statements.schema()).encode()
        if not done.is_file() or done.read_bytes() != schema:
            self.prepare()
            write_whole(done, schema)

    def prepare(self) -> None:
        """Make constraints, and on a server the full-text index; the embedded engine has it from its set-up."""
        for text in statements.schema():
            self.write(lambda tx, text=text: tx.run(text).consume())  # type: ignore[misc]
        if not self.embedded:
            self.write(
                lambda tx: tx.run(
                    "CREATE FULLTEXT INDEX name_text IF NOT EXISTS FOR (n:Name) ON EACH [n.text]"
                ).consume()
            )
            self.write(lambda tx: tx.run("CALL db.awaitIndexes(60)").consume())

    def fulltext_index(self, cls: type[Node], name: str) -> str:
        """Give the name by which the engine knows a full-text index."""
        return f"{label(cls)}[{name}]" if self.embedded else f"{label(cls).lower()}_{name}"

    def sources(self) -> dict[str, Row]:
        """Give every file in the graph by id, with reader, answers and ``complete``."""
        rows = self.read(loading.SOURCES)
        return {row["id"]: row for [row] in rows}

    def begin(self, source: str, values: Mapping[str, Any], exported: datetime | None) -> None:
        """State that a file is being read; until ``finish`` it counts as incomplete."""
        self.load_files([FileSays(source, (), (), (values, exported))])

    def finish(self, *sources: str, counts: Mapping[str, Row] | None = None) -> None:
        """State that files were read to their end; ``counts`` are what came of each, as properties of its node."""
        files = [{"source": source, "counts": (counts or {}).get(source, {})} for source in sources]
        self.write(lambda tx: tx.run(statements.FINISHED, files=files).consume())

    def load(self, source: str, recorded: Iterable[RecordedIn], links: Iterable[Link]) -> dict[str, set[str]]:
        """Write what one file says, in one transaction; see ``load_files``."""
        return self.load_files([FileSays(source, list(recorded), list(links))])

    def load_files(self, files: Sequence[FileSays]) -> dict[str, set[str]]:
        """Write what files say, in one transaction: that they begin, nodes with RECORDED_IN, then links.

        Every end of a link is recorded by the same file, in this batch or an earlier one. Gives, by label,
        who wrote or holds the posts that were there before: a file may add to what others say of them.
        """
        batch = {said.source: fold(said.recorded, said.links) for said in files}
        begun = [
            {"source": said.source, "values": {**said.begins[0], "undoing": None}, "exported": iso(said.begins[1])}
            for said in files
            if said.begins is not None
        ]
        return self.write(lambda tx: transactions.load_batch(tx, batch, begun))

    # What is derived from what files say

    def subjects_of(self, source: str) -> dict[str, list[str]]:
        """Give the accounts and groups that wrote, hold or show something the file records, by label."""
        found: dict[str, set[str]] = {label(cls): set() for cls in SUBJECTS}
        for text in loading.SUBJECTS_OF_FILE:
            for kind, id in self.stream(text, source=source):
                if kind in found:  # of one who is known by name only nothing is derived
                    found[kind].add(id)
        return {kind: sorted(ids) for kind, ids in found.items()}

    def every_subject(self) -> dict[str, list[str]]:
        """Give the ids of all accounts and groups, by label."""
        return {label(cls): sorted(id for [id] in self.rows(cls, "id")) for cls in SUBJECTS}

    def derive(self, subjects: Mapping[str, Sequence[str]]) -> None:
        """Make HANDS_OFF of these accounts and groups anew."""
        for cls in SUBJECTS:
            for ids in parts(list(subjects.get(label(cls), ())), 500):
                made = self.handoffs(cls, ids)
                self.write(lambda tx, cls=cls, ids=ids, made=made: transactions.derive(tx, cls, ids, made))  # type: ignore[misc]

    def handoffs(self, user: type[Node], ids: Sequence[str]) -> dict[str, list[Row]]:
        """Read what users send people to, one row a user and contact, by the contact's label."""
        kinds = {label(cls) for cls in HandsOff.ends[1]}
        found: dict[tuple[str, str, str], Row] = {}
        for text in loading.HANDOFFS[user]:
            for who, contact, kind, apps, posts, first, last in self.stream(text, ids=list(ids)):
                if kind not in kinds:
                    continue
                row = found.setdefault((kind, who, contact), {"apps": set(), "posts": 0, "seen": []})
                row["apps"] |= set(apps)
                row["posts"] += posts
                row["seen"] += [at for at in (first, last) if at is not None]
        made: dict[str, list[Row]] = defaultdict(list)
        for (kind, who, contact), row in sorted(found.items()):
            made[kind].append(
                {
                    "user": who,
                    "contact": contact,
                    "app": min(row["apps"], key=lambda app: (app == "phone", app)),
                    "posts": row["posts"],
                    "first": iso(min(row["seen"], default=None)),
                    "last": iso(max(row["seen"], default=None)),
                }
            )
        return made

    # Taking back

    def undo(self, source: str) -> None:
        """Take back all that a file says, and the nodes that nothing records any more.

        Resumable: a node leaves with its links in one transaction, the file itself last.
        """
        text = "MATCH (s:Source {id: $source}) SET s.complete = false, s.undoing = true RETURN s.undoing AS found"
        known = self.read(loading.IS_UNDOING, source=source)
        if not known:
            return
        broken_off = known[0][0]
        subjects = {} if broken_off else self.subjects_of(source)
        self.write(lambda tx: tx.run(text, source=source).consume())
        for cls, recorded in loading.RECORDED.items():
            name = label(cls)
            while ids := [id for [id] in self.read(recorded, source=source, limit=ROWS)]:
                self.write(lambda tx, name=name, ids=ids: transactions.take_back(tx, name, ids, source))  # type: ignore[misc]
        self.derive(self.every_subject() if broken_off else subjects)
        self.write(lambda tx: tx.run("MATCH (s:Source {id: $source}) DETACH DELETE s", source=source).consume())

    def clear(self) -> None:
        """Empty the graph, links first and in batches; the schema stays. While it goes on no file counts as whole."""
        self.write(lambda tx: tx.run("MATCH (s:Source) SET s.complete = false").consume())
        for text in (
            "MATCH ()-[r]->() WITH r LIMIT 10000 DELETE r RETURN count(*) AS found",
            "MATCH (n) WITH n LIMIT 10000 DELETE n RETURN count(*) AS found",
        ):
            while self.write(lambda tx, text=text: tx.run(text).single(strict=True)[0]):  # type: ignore[misc]
                pass

    # Findings and judgements: working copies of what the case keeps

    def put_findings(self, findings: Wanted) -> None:
        """Lay findings over the graph in place of those that were there; write what differs.

        A finding's values are properties of its node; ``subjects`` (pairs of id and label) become ABOUT
        where the node is there, and stay readable as properties where it is not. A node that was taken back
        took its ABOUT along: whatever has fewer than its subjects is looked at again. What says something else
        of the same subjects keeps its ABOUT.
        """
        laid: dict[str, str | None] = {}
        short: set[str] = set()
        for id, digest, subjects, links in self.stream(loading.FINDINGS_LAID):
            laid[id] = digest
            if (links or 0) < (subjects or 0):
                short.add(id)
        changed = [id for id, digest in laid.items() if findings.digests.get(id, digest) != digest and id not in short]
        again: list[str] = []
        for part in parts(changed, 500):
            about = dict(self.read(loading.SUBJECTS_OF_FINDINGS, ids=part))
            rows = [row for row in map(findings.row, part) if about.get(row["id"]) == [id for id, _ in row["subjects"]]]
            again += [row["id"] for row in rows]
            self.write(lambda tx, rows=rows: transactions.say(tx, "Finding", rows))  # type: ignore[misc]
        laid.update((id, findings.digests[id]) for id in again)
        self._replace("Finding", findings, laid)
        kept = sorted(id for id in short if laid[id] == findings.digests.get(id))
        for part in parts(kept, 500):
            rows = [findings.row(id) for id in part]
            self.write(lambda tx, rows=rows: transactions.tie(tx, rows))  # type: ignore[misc]

    def put_judgements(self, judgements: Wanted) -> None:
        """Lay judgements over the graph in place of those that were there; write what differs."""
        laid: dict[str, str | None] = dict(self.read(loading.JUDGEMENTS_LAID))
        self._replace("Judgement", judgements, laid)

    def _replace(self, kind: str, wanted: Wanted, laid: Mapping[str, str | None]) -> None:
        """Take what is not wanted, or under another digest than it is laid with, and lay what is not there."""
        stale = [id for id, digest in laid.items() if wanted.digests.get(id) != digest]
        new = [id for id, digest in wanted.digests.items() if laid.get(id) != digest]
        gone = f"UNWIND $ids AS id MATCH (n:{kind} {{id: id}}) DETACH DELETE n"
        for part in parts(stale):
            self.write(lambda tx, part=part: tx.run(gone, ids=part).consume())  # type: ignore[misc]
        for some in parts(new, 500):
            rows = [wanted.row(id) for id in some]
            self.write(lambda tx, rows=rows: transactions.lay(tx, kind, rows))  # type: ignore[misc]

    def whole(self) -> tuple[dict[str, Row], list[tuple[Any, ...]]]:
        """Give all nodes by id and all links, sorted: two graphs are equal when these are."""
        nodes = {row["id"]: {"label": kind, **plain(row)} for kind, row in self.stream(loading.EVERY_NODE)}
        links = [
            (kind, start, end, *sorted(plain(row).items())) for kind, start, end, row in self.stream(loading.EVERY_LINK)
        ]
        return nodes, sorted(links, key=repr)
