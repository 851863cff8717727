"""Nodes and links as the columns that a snapshot is made of: written to a folder, read back, or yielded as rows."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.model import LINKS, NODES, Link, Node

if TYPE_CHECKING:
    import pyarrow as pa

FILE = "sha256:" + "0" * 64
"""The one file that says it all."""

Tables = Mapping[type[Any], "pa.Table"]


def node(cls: type[Node], ids: Any, **said: Any) -> "pa.Table":
    """Give the columns of a node class; what is not said is null."""
    from graph.snapshot.columns import node_kinds

    return filled(node_kinds(cls), {"id": ids, **said})


def link(cls: type[Link], start: Any, end: Any, **said: Any) -> "pa.Table":
    """Give the columns of a link class, all said by one file, each at a place of its own."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from graph.snapshot.columns import link_kinds

    places = pc.cast(pa.array(range(len(start)), pa.int64()), pa.string())
    return filled(link_kinds(cls), {"start": start, "end": end, "source": FILE, "place": places, **said})


def filled(kinds: Mapping[str, str], said: Mapping[str, Any]) -> "pa.Table":
    """Give all columns of a kind in their order; one value stands for every row."""
    import pyarrow as pa

    from graph.snapshot.columns import choose_arrow_type

    rows = max(len(values) for values in said.values() if not isinstance(values, str))
    columns = {}
    for name, kind in kinds.items():
        values = said.get(name)
        wanted = pa.string() if kind == "list" else choose_arrow_type(kind)
        if values is None or isinstance(values, str | float | bool):
            columns[name] = pa.repeat(pa.scalar(values, wanted), rows)
        else:
            columns[name] = values.cast(wanted) if isinstance(values, pa.Array) else pa.array(values, wanted)
    return pa.table(columns)


def numbered(form: str, numbers: Any) -> "pa.Array":
    """Give ids: ``form`` with a number in the place of its ``{}``."""
    import pyarrow as pa
    import pyarrow.compute as pc

    before, after = form.split("{}")
    digits = pc.cast(pa.array(numbers, pa.int64()), pa.string())
    return pc.binary_join_element_wise(before, digits, after, "")


def write(folder: Path, tables: Tables) -> None:
    """Write the columns of every class."""
    import pyarrow.parquet as pq

    for cls, table in tables.items():
        pq.write_table(table, folder / f"{cls.__name__}.parquet")


def read(folder: Path) -> "tuple[dict[type[Node], pa.Table], dict[type[Link], pa.Table]]":
    """Read the columns of the classes that are there."""
    import pyarrow.parquet as pq

    def there(classes: tuple[type[Any], ...]) -> dict[type[Any], Any]:
        paths = {cls: folder / f"{cls.__name__}.parquet" for cls in classes}
        return {cls: pq.read_table(path) for cls, path in paths.items() if path.is_file()}

    return there(NODES), there(LINKS)


class Stored:
    """Rows as a store yields them, out of such a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, cls: type[Node] | type[Link], *columns: str) -> Iterator[list[Any]]:
        """Yield one list of values a node or link."""
        import pyarrow.parquet as pq

        path = self.folder / f"{cls.__name__}.parquet"
        if path.is_file():
            for batch in pq.ParquetFile(path).iter_batches(10_000, columns=list(columns)):
                values = [batch.column(name).to_pylist() for name in columns]
                yield from map(list, zip(*values, strict=True))
