"""What links say of who bore a name, or held a handle, moment by moment: the input of spells."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.finding import Evidence
from graph.model import Link, link_type
from graph.snapshot.spells import Sight

if TYPE_CHECKING:
    import pyarrow as pa

MOMENTS = ("from", "to", "first_seen", "last_seen")


def list_sights(table: "pa.Table", cls: type[Link], ids: Sequence[str], names: Mapping[str, str]) -> Iterator[Sight]:
    """Yield one sight a subject, name and moment, sorted by the number of the subject.

    ``table`` holds unmerged links with numbered ends; the start is the subject, the end the name;
    ``names`` gives what a name is called by its id.
    """
    import pyarrow as pa

    rows = (
        pa.concat_tables(list_link_moments(table))
        .group_by(["start", "end", "at"], use_threads=False)
        .aggregate([("starts", "max"), ("ends", "max"), ("source", "distinct")])
        .sort_by([("start", "ascending"), ("end", "ascending"), ("at", "ascending")])
    )
    type = link_type(cls)  # once: the name is made by a regular expression
    columns = (column.to_pylist() for column in rows.columns)
    for start, end, at, starts, ends, sources in zip(*columns, strict=True):
        subject, name = ids[start], ids[end]
        yield Sight(subject, names.get(name, name), at, starts, ends, sources, Evidence(type, subject, name))


def list_link_moments(table: "pa.Table") -> Iterator["pa.Table"]:
    """Yield the links once for each of their times, and those without any time once."""
    import pyarrow as pa
    import pyarrow.compute as pc

    undated = pa.repeat(True, len(table))
    for column in MOMENTS:
        missing = pc.is_null(table[column])
        undated = pc.and_(undated, missing)
        yield select_link_moment(table, column).filter(pc.invert(missing))
    yield select_link_moment(table, None).filter(undated)


def select_link_moment(table: "pa.Table", column: str | None) -> "pa.Table":
    """Give start, end, source, the time in the column, and whether it says a begin or an end."""
    import pyarrow as pa

    rows = table.select(["start", "end", "source"])
    rows = rows.append_column("at", table[column] if column else pa.nulls(len(table), pa.int64()))
    rows = rows.append_column("starts", pa.repeat(column == "from", len(table)))
    return rows.append_column("ends", pa.repeat(column == "to", len(table)))
