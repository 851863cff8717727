"""Who uses which contact: what posts mention, put down to writers and groups, and profiles show."""

from typing import TYPE_CHECKING

from graph.snapshot.columns import lookup

if TYPE_CHECKING:
    import pyarrow as pa


def uses(
    posts: "pa.Table",
    mentions: "pa.Table",
    posted: "pa.Table",
    stands: "pa.Table",
    forwarded: "pa.Table",
    shows: "pa.Table",
) -> "pa.Table":
    """Give one row a user and contact, sorted; the arguments are merged tables.

    A user is the writer of a post that mentions the contact, the group in which the post stands, or
    the account or group whose profile shows it. ``posts`` counts distinct posts, ``forwards`` those
    among them that pass on another's post: a forward carries the first poster's contact.
    ``plausibility`` is the best of all mentions; absent means certain.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    said = pa.table(
        {
            "post": mentions["start"],
            "contact": mentions["end"],
            "plausibility": pc.fill_null(mentions["plausibility"], 1.0),
            "forward": pc.is_in(mentions["start"], value_set=pc.unique(forwarded["start"])),
        }
    )
    users = pa.concat_tables(
        [
            pa.table({"post": posted["end"], "user": posted["start"]}),
            pa.table({"post": stands["start"], "user": stands["end"]}),
        ]
    )
    users = users.group_by(["post", "user"], use_threads=False).aggregate([])
    rows = said.join(users, keys="post", join_type="inner", use_threads=False)
    at = lookup(posts["post"], posts["at"], rows["post"])
    written = pa.table(
        {
            "user": rows["user"],
            "contact": rows["contact"],
            "posts": pa.repeat(1, len(rows)).cast(pa.int32()),
            "forwards": rows["forward"].cast(pa.int32()),
            "first_seen": at,
            "last_seen": at,
            "shown": pa.repeat(False, len(rows)),
            "plausibility": rows["plausibility"],
        }
    )
    shown = pa.table(
        {
            "user": shows["start"],
            "contact": shows["end"],
            "posts": pa.repeat(0, len(shows)).cast(pa.int32()),
            "forwards": pa.repeat(0, len(shows)).cast(pa.int32()),
            "first_seen": shows["first_seen"],
            "last_seen": shows["last_seen"],
            "shown": pa.repeat(True, len(shows)),
            "plausibility": pc.fill_null(shows["plausibility"], 1.0),
        }
    )
    how = {
        "posts": "sum",
        "forwards": "sum",
        "first_seen": "min",
        "last_seen": "max",
        "shown": "max",
        "plausibility": "max",
    }
    pairs = (
        pa.concat_tables([written, shown])
        .group_by(["user", "contact"], use_threads=False)
        .aggregate(list(how.items()))
        .rename_columns(["user", "contact", *how])
    )
    for name in ("posts", "forwards"):
        pairs = pairs.set_column(pairs.column_names.index(name), name, pairs[name].cast(pa.int32()))
    return pairs.sort_by([("user", "ascending"), ("contact", "ascending")]).combine_chunks()
