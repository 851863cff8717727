"""Export files straight to the tables of a snapshot: as an ingest reads them, without a case and without a store.

For measuring on many worlds. A test holds that the snapshot is the one that a case gives.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from graph.case import hash_file
from graph.errors import MappingError, SourceError
from graph.model import LINKS, NODES, Link, Name, Node, Post, RecordedIn, Source
from graph.rows import epoch
from graph.snapshot import Snapshot
from graph.snapshot.columns import CHUNK, build_table, link_kinds, node_kinds, to_stored_value
from graph.statement_choice import Stated, rank_statement
from ingest import plan
from ingest.linking import Linker
from ingest.record import Captured, Noticed, Refused
from ingest.sources import SOURCES

if TYPE_CHECKING:
    import pyarrow as pa

Tables = tuple[dict[type[Node], "pa.Table"], dict[type[Link], "pa.Table"]]


def read_folder(folder: Path) -> Snapshot:
    """Read all files below a folder into a snapshot; HANDS_OFF, which no analysis reads, is left out."""
    return Snapshot(*read_folder_tables(folder))


def read_folder_tables(folder: Path) -> Tables:
    """Give the tables of nodes and links that ``Snapshot`` takes."""
    said = Gathered()
    with TemporaryDirectory() as scratch:
        for one in plan.plan_reading([folder], scratch=Path(scratch)):
            if one.ready and one.found is not None and one.source is not None:
                said.file(one.found.path, one.source, one)
    return said.nodes(), said.links()


class Gathered:
    """What files said so far."""

    def __init__(self) -> None:
        self.kinds = {link: link_kinds(link) for link in LINKS if link is not RecordedIn}
        self.fields = {link: tuple(kinds)[4:] for link, kinds in self.kinds.items()}
        self.ids: dict[type[Node], set[str]] = {node: set() for node in NODES}
        self.names: dict[str, str] = {}
        self.posts: dict[str, tuple[tuple[Any, ...], RecordedIn]] = {}
        self.rows: dict[type[Link], list[list[Any]]] = {link: [] for link in self.kinds}
        self.done: dict[type[Link], list[Any]] = {link: [] for link in self.kinds}

    def file(self, path: Path, source: str, planned: "plan.Planned") -> None:
        """Take what a file says."""
        node = Source(id=f"sha256:{hash_file(path)}")
        if node.id in self.ids[Source]:
            return
        self.ids[Source].add(node.id)
        answers = planned.answers
        exported = answers.exported
        linker = Linker(node, answers.regions, answers.exported)
        links: dict[tuple[Any, ...], Link] = {}
        try:
            for record in SOURCES[source].read(path, answers):
                if isinstance(record, Captured):
                    exported = answers.exported or record.at
                elif not isinstance(record, Refused | Noticed):
                    for thing in linker.said(record):
                        self.take(thing, node, exported, links)
        except (SourceError, MappingError):
            pass  # the rest of the file is refused, as in an ingest
        for thing in linker.folds.rest():
            self.take(thing, node, exported, links)
        for link in links.values():
            self.row(link, node.id)

    def take(
        self, thing: Node | Link, source: Source, exported: datetime | None, links: dict[tuple[Any, ...], Link]
    ) -> None:
        """Take a node or link; of links of one key within a file the first stands."""
        if isinstance(thing, RecordedIn):
            self.ids[type(thing.start)].add(thing.start.id)
            if isinstance(thing.start, Post) and thing.stated:
                rank = rank_statement(Stated(epoch(thing.edited), epoch(exported), source.id, thing.place))
                known = self.posts.get(thing.start.id)
                if known is None or known[0] < rank:
                    self.posts[thing.start.id] = (rank, thing)
        elif isinstance(thing, Link):
            for end in (thing.start, thing.end):
                self.node(end)
            key = (type(thing), thing.start.id, thing.end.id, thing.place if thing.sighting else "")
            links.setdefault(key, thing)
        else:
            self.node(thing)

    def node(self, node: Node) -> None:
        """Take a node that is named."""
        self.ids[type(node)].add(node.id)
        if isinstance(node, Name):
            self.names[node.id] = node.text

    def row(self, link: Link, source: str) -> None:
        """Keep a link as a row; as columns when there are many."""
        cls = type(link)
        values: list[Any] = [link.start.id, link.end.id, source, link.place]
        for name in self.fields[cls]:
            value = getattr(link, "from_" if name == "from" else name)
            values.append(list(value) if isinstance(value, tuple) else to_stored_value(value))
        rows = self.rows[cls]
        rows.append(values)
        if len(rows) >= CHUNK:
            self.done[cls].append(build_table(rows, self.kinds[cls]))
            rows.clear()

    def nodes(self) -> "dict[type[Node], pa.Table]":
        """Give the tables of nodes."""
        return {node: build_table(self.stated(node), node_kinds(node)) for node in NODES}

    def stated(self, node: type[Node]) -> Iterator[list[Any]]:
        """Yield the rows of a class of nodes."""
        for id in sorted(self.ids[node]):
            if node is Post:
                said = self.posts[id][1] if id in self.posts else None
                yield (
                    [id, said.text, to_stored_value(said.at), to_stored_value(said.edited)]
                    if said
                    else [id, None, None, None]
                )
            else:
                yield [id, self.names[id]] if node is Name else [id]

    def links(self) -> "dict[type[Link], pa.Table]":
        """Give the tables of links."""
        import pyarrow as pa

        return {
            link: pa.concat_tables([*self.done[link], build_table(self.rows[link], kinds)])
            for link, kinds in self.kinds.items()
        }
