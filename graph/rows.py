"""What a file says, folded to the rows that statements carry, and values as they cross the wire.

Within one file first seen is least, last seen greatest, of the rest the first stands; a post shows its latest edit.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

from graph import statements
from graph.model import FOLDS, Link, Node, Post, RecordedIn

ROWS = 2_000
"""Rows a statement carries: more gain nothing, and a message to the embedded engine must stay below 16 MiB."""
Row = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Folded:
    """What one batch of a file says, one row a node, a recording and a link."""

    posts: dict[str, Row]
    nodes: dict[type[Node], list[Row]]
    recorded: dict[type[Node], list[Row]]
    links: dict[tuple[type[Link], type[Node], type[Node]], list[Row]]

    def written(self, there: Collection[str]) -> Iterator[tuple[str, list[Row]]]:
        """Yield each statement with its rows, nodes first; ``there`` are the posts that the graph has already.

        Most posts are new, and then all their links are: what cannot be there is made without a look.
        """
        known = [row for id, row in self.posts.items() if id in there]
        yield statements.new_posts(), [row for id, row in self.posts.items() if id not in there]
        yield statements.node(Post), known
        yield statements.recorded(Post), known
        yield from ((statements.node(cls), rows) for cls, rows in self.nodes.items())
        yield from ((statements.recorded(cls), rows) for cls, rows in self.recorded.items())
        for (cls, start, end), rows in self.links.items():
            made: tuple[list[Row], list[Row]] = ([], [])
            for row in rows:
                made[any(id in self.posts and id not in there for id in (row["start"], row["end"]))].append(row)
            yield statements.link(cls, start, end), made[False]
            yield statements.link(cls, start, end, new=True), made[True]


def fold(recorded: Iterable[RecordedIn], links: Iterable[Link]) -> Folded:
    """Fold what a batch says."""
    nodes, stated = fold_nodes(recorded)
    made, posts = nodes.pop(Post, {}), {row["id"]: row for row in stated.pop(Post, ())}
    return Folded(
        {id: {**made[id], **row} for id, row in posts.items()},
        {cls: list(rows.values()) for cls, rows in nodes.items()},
        stated,
        {kind: list(rows.values()) for kind, rows in fold_links(links).items()},
    )


def fold_nodes(
    recorded: Iterable[RecordedIn],
) -> tuple[dict[type[Node], dict[str, Row]], dict[type[Node], list[Row]]]:
    """Give node rows and RECORDED_IN rows by class, one a node, as ``statements.recorded`` would fold them."""
    nodes: dict[type[Node], dict[str, Row]] = defaultdict(dict)
    stated: dict[type[Node], dict[str, Row]] = defaultdict(dict)
    for said in recorded:
        cls, id = type(said.start), said.start.id
        if id not in nodes[cls]:
            nodes[cls][id] = said.start.values()
        row: Row = {"id": id, "place": said.place, "stated": said.stated}
        if cls is Post:
            rank = statements.NEVER if said.edited is None else epoch(said.edited)
            row |= {"text": said.text, "at": iso(said.at), "edited": iso(said.edited), "rank": rank}
        old = stated[cls].get(id)
        if old is None or (said.stated and (not old["stated"] or (cls is Post and old["rank"] <= row["rank"]))):
            stated[cls][id] = row
    return nodes, {cls: list(rows.values()) for cls, rows in stated.items()}


def fold_links(
    links: Iterable[Link],
) -> dict[tuple[type[Link], type[Node], type[Node]], dict[tuple[str, ...], Row]]:
    """Give link rows by class and labels of ends, one a key: least first seen, greatest last seen, else the first."""
    folded: dict[tuple[type[Link], type[Node], type[Node]], dict[tuple[str, ...], Row]] = defaultdict(dict)
    for said in links:
        key = (said.start.id, said.end.id, said.place) if said.sighting else (said.start.id, said.end.id)
        row = {name: on_wire(value) for name, value in said.values().items()}
        row |= {"start": said.start.id, "end": said.end.id, "place": said.place}
        old = folded[type(said), type(said.start), type(said.end)].setdefault(key, row)
        if old is not row:
            for name, kept in FOLDS.items():
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


def epoch(at: datetime) -> int:
    """Give a time as whole epoch milliseconds."""
    return round(at.timestamp() * 1000)


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
