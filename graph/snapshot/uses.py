"""Who uses which contact: what posts mention, put down to writers and groups, and profiles show."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.arrays import Ints, NodeNumbers

HOW = {
    "posts": "sum",
    "forwards": "sum",
    "first_seen": "min",
    "last_seen": "max",
    "shown": "max",
    "own": "max",
    "plausibility": "max",
    "app": "min",
}


def pair_users(mentions: "pa.Table", posted: "pa.Table", stands: "pa.Table") -> "pa.Table":
    """Give one row a mention and user: post, contact, at, plausibility, app, user, own.

    A user is the writer of the post, or the group in which it stands; one that is both counts once.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    said = mentions.select(["start", "end", "first_seen", "plausibility", "app"])
    written = pa.table({"post": posted["end"], "user": posted["start"], "own": pa.repeat(True, len(posted))})
    unsigned = pc.invert(pc.is_in(stands["start"], value_set=pc.unique(posted["end"])))
    placed = pa.table({"post": stands["start"], "user": stands["end"], "own": unsigned})
    users = pa.concat_tables([written, placed])
    users = users.group_by(["post", "user"], use_threads=False).aggregate([("own", "max")])
    return said.rename_columns(["post", "contact", "at", "plausibility", "app"]).join(
        users.rename_columns(["post", "user", "own"]), keys="post", join_type="inner", use_threads=False
    )


def merge_uses(pairs: "pa.Table", forwarded: "pa.Table", shows: "pa.Table") -> "pa.Table":
    """Give one row a user and contact, sorted by both.

    ``posts`` counts distinct posts; ``forwards`` those among them that pass on another's post, which
    carry the first poster's contact. ``shown`` says that the user's own profile shows it, ``own`` that it
    does or that the user wrote one of the posts; a group is the writer where nobody else is named, and
    merely the place otherwise. ``plausibility`` is the best of all; what has none is certain. ``app`` is
    the app that the contact is said to lead to.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    passed_on = pc.is_in(pairs["post"], value_set=pc.unique(forwarded["start"]))
    written = pa.table(
        {
            "user": pairs["user"],
            "contact": pairs["contact"],
            "posts": pa.repeat(1, len(pairs)),
            "forwards": passed_on.cast(pa.int64()),
            "first_seen": pairs["at"],
            "last_seen": pairs["at"],
            "shown": pa.repeat(False, len(pairs)),
            "own": pairs["own"],
            "plausibility": pc.fill_null(pairs["plausibility"], 1.0),
            "app": pairs["app"],
        }
    )
    shown = pa.table(
        {
            "user": shows["start"],
            "contact": shows["end"],
            "posts": pa.repeat(0, len(shows)),
            "forwards": pa.repeat(0, len(shows)),
            "first_seen": shows["first_seen"],
            "last_seen": shows["last_seen"],
            "shown": pa.repeat(True, len(shows)),
            "own": pa.repeat(True, len(shows)),
            "plausibility": pc.fill_null(shows["plausibility"], 1.0),
            "app": shows["app"],
        }
    )
    rows = pa.concat_tables([written.cast(shown.schema), shown])
    found = rows.group_by(["user", "contact"], use_threads=False).aggregate(list(HOW.items()))
    found = found.rename_columns(["user", "contact", *HOW])
    for name in ("posts", "forwards"):
        place = found.column_names.index(name)
        found = found.set_column(place, name, found[name].cast(pa.int32()))
    return found.sort_by([("user", "ascending"), ("contact", "ascending")]).combine_chunks()


def find_ambiguous_contacts(links: "Iterable[pa.Table]") -> list[int]:
    """Give the contacts whose national digits cannot be of one country wherever they are named.

    The same digits are another number in another country: 0212 555 0123 in a file of Turkish pages and in one
    of German pages tie nobody to anybody. Links that name no countries say nothing of it.
    """
    import pyarrow.compute as pc

    common: dict[int, set[str]] = {}
    for table in links:
        said = table.filter(pc.is_valid(table["candidates"])).group_by(["end", "candidates"]).aggregate([])
        for contact, countries in zip(said["end"].to_pylist(), said["candidates"].to_pylist(), strict=True):
            if countries:
                common[contact] = common.get(contact, set(countries.split(","))) & set(countries.split(","))
    return sorted(contact for contact, countries in common.items() if not countries)


def by_pair(rows: "pa.Table", first: str, second: str, nodes: int) -> "tuple[Ints, NodeNumbers]":
    """Give two columns as one number, and the post; sorted by both, then by time."""
    import numpy as np

    keys = rows[first].to_numpy().astype("int64") * nodes + rows[second].to_numpy()
    posts = rows["post"].to_numpy()
    times = rows["at"].fill_null(np.iinfo("int64").max).to_numpy()
    order = np.lexsort((posts, times, keys))
    return keys[order], posts[order]
