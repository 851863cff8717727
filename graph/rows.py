"""What a file says, folded to the rows that statements carry, and values as they cross the wire.

Within one file first seen is least, last seen greatest, of the rest the first stands. Of a post each thing that
the file says of it stands once, at its first place: see ``Folded.posts``.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from graph import statements
from graph.model import Link, Node, Post, RecordedIn, check_ends, list_folds

ROWS = 2_000
"""Rows a statement carries: more gain nothing, and a message to the embedded engine must stay below 16 MiB."""
LAID = 1
"""Goes up when the same finding or judgement is laid with other properties."""
Row = dict[str, Any]
Said = tuple[bool, *tuple[Any, ...]]
"""What a file says of a post: whether it states it, and the properties of ``statements.STATEMENT``, times in ms."""
T = TypeVar("T")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FileSays:
    """What one file says in a batch; ``begins`` where the batch is its first: its reading, and when it was exported."""

    source: str
    recorded: Sequence[RecordedIn]
    links: Sequence[Link]
    begins: tuple[Mapping[str, Any], datetime | None] | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """What one file says in a batch, one row a node, a recording and a link."""

    posts: dict[str, dict[Said, Row]]
    """Of each post what the batch says: its statements, or that it is mentioned, where none states it."""
    nodes: dict[type[Node], list[Row]]
    recorded: dict[type[Node], list[Row]]
    links: dict[tuple[type[Link], type[Node], type[Node]], list[Row]]

    def of_posts(self, there: Mapping[str, Collection[Said]]) -> tuple[list[Row], list[Row], list[Row]]:
        """Give the rows of posts that are new, that are stated after a mention, and what is said of those there.

        ``there`` are the posts that the graph has already, and what this file said of them before.
        """
        new: list[Row] = []
        stated: list[Row] = []
        more: list[Row] = []
        for id, said in self.posts.items():
            before = there.get(id)
            rows = [row for one, row in said.items() if one not in (before or ()) and (one[0] or not before)]
            if before is None:
                new.append({"id": id, "platform": Post(id=id).platform, **rows.pop(0)})
            elif rows and MENTIONED in before:
                stated.append({"id": id})
            more += rows
        return new, stated, more

    def of_links(self, there: Collection[str]) -> Iterator[tuple[str, list[Row]]]:
        """Yield each statement with its rows. Most posts are new, and so are their links: these are made unlooked."""
        for (cls, start, end), rows in self.links.items():
            made: tuple[list[Row], list[Row]] = ([], [])
            for row in rows:
                made[any(id in self.posts and id not in there for id in (row["start"], row["end"]))].append(row)
            yield statements.link(cls, start, end), made[False]
            yield statements.link(cls, start, end, new=True), made[True]

    def contested(self, there: Collection[str]) -> list[str]:
        """Give the posts that show one of several statements: which of them is to be chosen anew."""
        return [id for id, said in self.posts.items() if MENTIONED not in said and (id in there or len(said) > 1)]


There = Mapping[str, Mapping[str, Collection[Said]]]
"""By file the posts that the graph has already, and what the file said of them before."""


def shared(batch: Mapping[str, Folded], there: There) -> dict[str, dict[str, Collection[Said]]]:
    """Give ``there`` with the posts that an earlier file of the batch makes: to a later one they are there."""
    made: set[str] = set()
    known: dict[str, dict[str, Collection[Said]]] = {}
    for source, said in batch.items():
        before = dict(there.get(source, {}))
        before |= {id: () for id in said.posts if id in made and id not in before}
        known[source] = before
        made |= said.posts.keys() - before.keys()
    return known


def written(batch: Mapping[str, Folded], there: There) -> Iterator[tuple[str, dict[str, list[Row]]]]:
    """Yield each statement with its rows by file, nodes first; a node that several files name is one row."""
    texts = (statements.new_posts(), statements.forget_mention(), statements.more_of_posts())
    made: dict[str, dict[str, list[Row]]] = {text: {} for text in texts}
    for source, said in batch.items():
        for text, rows in zip(texts, said.of_posts(there[source]), strict=True):
            made[text][source] = rows
    seen: dict[type[Node], set[str]] = defaultdict(set)
    for source, said in batch.items():
        for cls, rows in said.nodes.items():
            made.setdefault(statements.node(cls), {})[source] = [row for row in rows if row["id"] not in seen[cls]]
            seen[cls].update(row["id"] for row in rows)
    for source, said in batch.items():
        for cls, rows in said.recorded.items():
            made.setdefault(statements.recorded(cls), {})[source] = rows
    for source, said in batch.items():
        for text, rows in said.of_links(there[source]):
            made.setdefault(text, {})[source] = rows
    yield from made.items()


def by_file(rows: Mapping[str, Sequence[T]], size: int = ROWS) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Cut rows by file into the parameter ``$files`` of statements, at most ``size`` rows each; with their number."""
    files: list[dict[str, Any]] = []
    count = 0
    for source, some in rows.items():
        at = 0
        while at < len(some):
            part = some[at : at + size - count]
            files.append({"source": source, "rows": part})
            at, count = at + len(part), count + len(part)
            if count == size:
                yield count, files
                files, count = [], 0
    if files:
        yield count, files


MENTIONED: Said = (False, *(None for _ in statements.STATEMENT))
"""What a file says of a post that it only mentions."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Nodes of the case's own as they are to lie over the graph; the values of one are made where they are needed."""

    digests: Mapping[str, str]
    """By id a digest of all that the node says; a node that has it already is left as it is."""
    values: Callable[[str], Row]
    """Gives the values of an id, with ``subjects``."""

    def row(self, id: str) -> Row:
        """Give the values of a node, with its digest."""
        return {**self.values(id), "digest": self.digests[id]}


def digested(rows: Iterable[Row]) -> Wanted:
    """Take rows as they are to lie over the graph."""
    known = {row["id"]: row for row in rows}
    digests = {id: digest(json.dumps(row, sort_keys=True).encode()) for id, row in known.items()}
    return Wanted(digests, known.__getitem__)


def digest(said: bytes) -> str:
    """Give a digest of what a node says."""
    return hashlib.sha256(b"%d " % LAID + said).hexdigest()[:32]


def fold(recorded: Iterable[RecordedIn], links: Iterable[Link]) -> Folded:
    """Fold what a batch says."""
    given = list(recorded)
    for said in given:
        check_ends(said)
    nodes, stated = fold_nodes(said for said in given if not isinstance(said.start, Post))
    return Folded(
        fold_posts(said for said in given if isinstance(said.start, Post)),
        {cls: list(rows.values()) for cls, rows in nodes.items()},
        stated,
        {kind: list(rows.values()) for kind, rows in fold_links(links).items()},
    )


def fold_posts(recorded: Iterable[RecordedIn]) -> dict[str, dict[Said, Row]]:
    """Give RECORDED_IN rows of posts: one a statement that differs, or one where a post is only mentioned."""
    posts: dict[str, dict[Said, Row]] = defaultdict(dict)
    for said in recorded:
        row: Row = {"id": said.start.id, "place": said.place, "stated": said.stated}
        values = [getattr(said, name) for name in statements.STATEMENT]
        row |= {name: on_wire(value) for name, value in zip(statements.STATEMENT, values, strict=True)}
        key = (epoch(value) if isinstance(value, datetime) else value for value in values)
        posts[said.start.id].setdefault((said.stated, *key), row)
    for rows in posts.values():
        if len(rows) > 1:
            rows.pop(MENTIONED, None)
    return posts


def fold_nodes(
    recorded: Iterable[RecordedIn],
) -> tuple[dict[type[Node], dict[str, Row]], dict[type[Node], list[Row]]]:
    """Give node rows and RECORDED_IN rows by class, one a node, as ``statements.recorded`` would fold them."""
    nodes: dict[type[Node], dict[str, Row]] = defaultdict(dict)
    stated: dict[type[Node], dict[str, Row]] = defaultdict(dict)
    for said in recorded:
        cls, id = type(said.start), said.start.id
        if id not in nodes[cls]:
            nodes[cls][id] = {name: on_wire(value) for name, value in said.start.values().items()}
        row: Row = {"id": id, "place": said.place, "stated": said.stated}
        old = stated[cls].get(id)
        if old is None or (said.stated and not old["stated"]):
            stated[cls][id] = row
    return nodes, {cls: list(rows.values()) for cls, rows in stated.items()}


def fold_links(
    links: Iterable[Link],
) -> dict[tuple[type[Link], type[Node], type[Node]], dict[tuple[str, ...], Row]]:
    """Give link rows by class and labels of ends, one a key: least first seen, greatest last seen, else the first.

    Raise ModelError for a link whose ends the model forbids, so that nothing of the batch is written.
    """
    folded: dict[tuple[type[Link], type[Node], type[Node]], dict[tuple[str, ...], Row]] = defaultdict(dict)
    for said in links:
        check_ends(said)
        key = (said.start.id, said.end.id, said.place) if said.sighting else (said.start.id, said.end.id)
        row = {name: on_wire(value) for name, value in said.values().items()}
        row |= {"start": said.start.id, "end": said.end.id, "place": said.place}
        old = folded[type(said), type(said.start), type(said.end)].setdefault(key, row)
        if old is not row:
            for name, kept in list_folds(type(said)):
                values: list[str] = [at for at in (old.get(name), row.get(name)) if isinstance(at, str)]
                if values:  # ISO text in UTC of one form sorts as time does
                    old[name] = min(values) if kept == "least" else max(values)
    return folded


def parts(rows: Sequence[T], size: int = ROWS) -> Iterator[list[T]]:
    """Cut rows into lists of at most ``size``."""
    rest = iter(rows)
    while part := list(islice(rest, size)):
        yield part


def on_wire(value: object) -> object:
    """Give a property as it crosses the wire: times as text, tuples as lists."""
    if isinstance(value, datetime):
        return iso(value)
    return list(value) if isinstance(value, tuple) else value


def iso(at: datetime | int | None) -> str | None:
    """Give a time, or epoch milliseconds, as UTC text with microseconds: texts of one form sort as times do."""
    if at is None:
        return None
    if isinstance(at, int):
        at = datetime.fromtimestamp(at / 1000, UTC)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def epoch(at: datetime | None) -> int | None:
    """Give a time as whole epoch milliseconds, cut as the engines cut them."""
    return None if at is None else (at - EPOCH) // timedelta(milliseconds=1)


def plain(row: Mapping[str, Any]) -> Row:
    """Give properties as plain values: the driver's times as UTC text, lists as tuples, None left out."""
    made: Row = {}
    for name, value in row.items():
        if value is None:
            continue
        native = value.to_native() if hasattr(value, "to_native") else value
        made[name] = (
            iso(native) if isinstance(native, datetime) else tuple(native) if isinstance(native, list) else native
        )
    return made
