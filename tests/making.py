"""A case in the making: nodes and links as a file would say them, for tests that write one line by line."""

from collections import defaultdict
from typing import Any

from graph.model import Link, Node
from graph.snapshot import Snapshot


class Making:
    """Nodes by class and id, links by class; ``source`` is the file that says a link where none is named."""

    source: str

    def __init__(self) -> None:
        self.nodes: dict[type[Node], dict[str, dict[str, Any]]] = defaultdict(dict)
        self.links: dict[type[Link], list[dict[str, Any]]] = defaultdict(list)

    def node(self, cls: type[Node], id: str, **more: Any) -> str:
        self.nodes[cls].setdefault(id, {"id": id, **more})
        return id

    def link(self, cls: type[Link], start: str, end: str, source: str = "", **more: Any) -> None:
        place = f"line {sum(map(len, self.links.values()))}"
        said = {"start": start, "end": end, "source": source or self.source, "place": place, **more}
        self.links[cls].append(said)

    def snapshot(self) -> Snapshot:
        return Snapshot.of({cls: rows.values() for cls, rows in self.nodes.items()}, self.links)
