"""Rows as Arrow columns: what a class has, how ends get numbers, how parallel links merge."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from graph.model import Link, Node, list_properties

if TYPE_CHECKING:
    import pyarrow as pa

Key = TypeVar("Key")

CHUNK = 50_000
"""Rows held as Python objects at a time while columns are built."""


def node_kinds(node: type[Node]) -> dict[str, str]:
    """Give the columns that are read of a node class: its id and what files say of it.

    What follows from an id and what a load sets are left out; a time is read as epoch milliseconds.
    """
    return {one.name: one.column for one in list_properties(node) if one.field or one.origin == "file"}


def link_kinds(link: type[Link]) -> dict[str, str]:
    """Give the columns that are read of a link class: its ends, where it was read, and its own properties."""
    own = {one.name: one.column for one in list_properties(link)}
    return {**dict.fromkeys(("start", "end", "source", "place"), "text"), **own}


def choose_arrow_type(kind: str) -> "pa.DataType":
    """Give the Arrow type of a kind of column; times are epoch milliseconds."""
    import pyarrow as pa

    return {
        "time": pa.int64(),
        "int": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "list": pa.list_(pa.string()),
        "text": pa.string(),
    }[kind]


def build_table(rows: Iterable[Sequence[Any]], kinds: Mapping[str, str]) -> "pa.Table":
    """Build a table of rows, values in the order of ``kinds``; a list becomes text with commas."""
    import pyarrow as pa
    import pyarrow.compute as pc

    schema = pa.schema([(name, choose_arrow_type(kind)) for name, kind in kinds.items()])
    batches = [
        pa.RecordBatch.from_arrays(
            [pa.array(values, field.type) for values, field in zip(zip(*chunk, strict=True), schema, strict=True)],
            schema=schema,
        )
        for chunk in split_rows(rows)
    ]
    table = pa.Table.from_batches(batches, schema)
    for at, (name, kind) in enumerate(kinds.items()):
        if kind == "list":
            table = table.set_column(at, name, pc.binary_join(table[name], ","))
    return table


def split_rows(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    """Yield the rows in lists of bounded length."""
    left = iter(rows)
    while chunk := list(islice(left, CHUNK)):
        yield chunk


def to_stored_value(value: Any) -> Any:
    """Give a value as the store would: a datetime as epoch milliseconds."""
    return round(value.timestamp() * 1000) if isinstance(value, datetime) else value


def number_ends(tables: "Mapping[Key, pa.Table]", ends: Sequence[str], ids: "pa.Array") -> "dict[Key, pa.Table]":
    """Put numbers in the place of ids; raise ``ValueError`` for one that is no node.

    All columns are looked up at once, since each look-up hashes all ids anew.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    said = pa.chunked_array([c for table in tables.values() for end in ends for c in table[end].chunks], pa.string())
    numbers = pc.index_in(said, value_set=ids).combine_chunks()
    if numbers.null_count:
        lost = said.filter(pc.is_null(numbers))[0].as_py()
        raise ValueError(f"a link has an end {lost!r:.80}, which is no node")
    done, at = {}, 0
    for key, table in tables.items():
        for end in ends:
            place = table.column_names.index(end)
            table = table.set_column(place, end, numbers.slice(at, len(table)))
            at += len(table)
        done[key] = table
    return done


def merge_parallel_links(
    table: "pa.Table", dates: "pa.Table | None", post_end: str | None, times: Collection[str] = ()
) -> "pa.Table":
    """Merge parallel links: one row a pair of ends, with the number of sources; ``times`` are columns that date them.

    ``first_seen`` is the least of all times of the link, ``last_seen`` the greatest; of ``to`` the
    greatest is kept, of other properties the least. A link of a post has the post's time for both.
    """
    import pyarrow as pa

    own = [name for name in table.column_names if name not in ("start", "end", "source", "place")]
    table = add_link_dates(table, times)
    pairs = table.group_by(["start", "end"], use_threads=False).aggregate(
        [("source", "count_distinct"), ("earliest", "min"), ("latest", "max")]
        + [(name, "max" if name == "to" else "min") for name in own]
    )
    columns = {
        "start": pairs["start"],
        "end": pairs["end"],
        "sources": pairs["source_count_distinct"].cast(pa.int32()),
        "first_seen": pairs["earliest_min"],
        "last_seen": pairs["latest_max"],
    }
    if dates is not None and post_end is not None:
        columns["first_seen"] = columns["last_seen"] = look_up_values(dates["post"], dates["at"], pairs[post_end])
    for name in own:
        columns.setdefault(name, pairs[f"{name}_{'max' if name == 'to' else 'min'}"])
    return pa.table(columns).sort_by([("start", "ascending"), ("end", "ascending")]).combine_chunks()


def add_link_dates(table: "pa.Table", times: Collection[str]) -> "pa.Table":
    """Add the earliest and the latest moment of a link, as far as any of its times tells."""
    import pyarrow as pa
    import pyarrow.compute as pc

    known = [table[name] for name in sorted(times)] or [pa.nulls(len(table), pa.int64())]
    return table.append_column("earliest", pc.min_element_wise(*known)).append_column(
        "latest", pc.max_element_wise(*known)
    )


def look_up_values(keys: "pa.Array", values: "pa.Array", wanted: "pa.Array") -> "pa.Array":
    """Give for each wanted key its value, null where there is none."""
    import pyarrow.compute as pc

    if hasattr(keys, "combine_chunks"):
        keys, values = keys.combine_chunks(), values.combine_chunks()
    return pc.take(values, pc.index_in(wanted, value_set=keys))
