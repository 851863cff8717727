"""One number for a whole graph, in bounded memory: two graphs are equal when their numbers are."""

import hashlib
from collections.abc import Sequence
from typing import Any

from graph.model import EVERY_LINK, NODES, PROVENANCE, HandsOff, Link, Node, list_properties
from graph.store import Store


def digest(store: Store) -> tuple[int, str]:
    """Give how many nodes and links there are, and the sum of their hashes: it does not depend on their order."""
    count = total = 0
    classes: tuple[type[Node] | type[Link], ...] = (*NODES, *EVERY_LINK)
    for cls in classes:
        columns = columns_of(cls)
        for row in store.rows(cls, *columns):
            count += 1
            total += hashed(cls.__name__, row)
    return count, f"{total % 2**256:064x}"


def columns_of(cls: type[Node] | type[Link]) -> tuple[str, ...]:
    """Give every property that the model has for a class; of a link also both ends."""
    own = tuple(one.name for one in list_properties(cls))
    if issubclass(cls, Node):
        return own
    keyed = () if cls is HandsOff else tuple(one.name for one in PROVENANCE)
    return ("start", "start_label", "end", "end_label", *keyed, *own)


def hashed(kind: str, row: Sequence[Any]) -> int:
    """Hash a row with its class."""
    return int.from_bytes(hashlib.sha256(repr((kind, *row)).encode("utf-8", "surrogatepass")).digest(), "big")
