"""Who deals with whom directly: calls and texts, ties that somebody states, saved numbers; and who passes whom on.

What two share is another matter (``projection``). A call is between two and no third; phones are users here as
accounts are, since most calls are between numbers whose accounts nobody knows.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from graph.model import Called, ForwardedFrom, In, Named, Posted, TiedTo
from graph.snapshot import Snapshot
from graph.snapshot.derived import keep_derived

if TYPE_CHECKING:
    import pyarrow as pa
    from scipy.sparse import csr_array

    from graph.arrays import Ints, NodeNumbers

DEALING = ("Account", "Phone")
"""Who can deal with somebody; a mere name is everybody called so."""

PASSING = ("Account", "Group")

AGAIN = 2
"""Posts from which somebody passes another on."""

CROWD = 200
"""Partners above which a number ties nobody: a hotline, an operator, a desk of everybody's."""


def list_dealings(snapshot: Snapshot, left_out: Collection[int] = ()) -> "pa.Table":
    """Give who deals with whom: low, high, calls, ties; sorted, each pair once, without those left out.

    A call that two files tell of is one. A tie is a statement that two know each other, or a number that one saved.
    Who deals with a crowd is left out, and then who deals with one alone: a doctor is called by everybody, a customer
    has one number that he calls, and of a single telephone all whom it called would be one cluster.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    called = select_distinct_rows(snapshot.sightings(Called), ("start", "end", "at", "how"))
    stated = select_distinct_rows(
        snapshot.sightings(TiedTo), ("start", "end", "what", "from", "to", "first_seen", "by")
    )
    rows = pa.concat_tables(
        [
            make_pair_table(called["start"], called["end"], calls=1, ties=0),
            make_pair_table(stated["start"], stated["end"], calls=0, ties=1),
            list_saved_numbers(snapshot),
        ]
    )
    able = list_labelled_nodes(snapshot, DEALING, left_out)
    rows = rows.filter(pc.and_(pc.is_in(rows["low"], value_set=able), pc.is_in(rows["high"], value_set=able)))
    found = rows.group_by(["low", "high"], use_threads=False).aggregate([("calls", "sum"), ("ties", "sum")])
    found = found.rename_columns(["low", "high", "calls", "ties"]).sort_by(
        [("low", "ascending"), ("high", "ascending")]
    )
    for least, most in ((1, CROWD), (2, CROWD)):
        ends = np.stack([found["low"].to_numpy(), found["high"].to_numpy()], axis=1)
        partners = np.bincount(ends.ravel(), minlength=len(snapshot.ids))[ends]
        found = found.filter(pa.array(((partners >= least) & (partners <= most)).all(axis=1)))
    return found.combine_chunks()


@keep_derived
def list_passings(snapshot: Snapshot) -> "pa.Table":
    """Give who passes on whose posts again and again: low, high, posts, and one post; sorted, whoever passes on whom.

    An origin that is a post stands for the group that it is in, else for who wrote it. A mere name is nobody's.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    passed = snapshot.table(ForwardedFrom).select(["start", "end"]).rename_columns(["post", "origin"])
    wrote = snapshot.table(Posted).select(["start", "end"]).rename_columns(["user", "post"])
    stands = snapshot.table(In).select(["start", "end"]).rename_columns(["user", "post"])
    stands = pa.table({"user": stands["post"], "post": stands["user"]})
    homes = pa.concat_tables([stands, wrote]).group_by("post", use_threads=False).aggregate([("user", "first")])
    of_posts = passed.join(homes, keys="origin", right_keys="post", join_type="left outer", use_threads=False)
    origin = pc.coalesce(of_posts["user_first"], of_posts["origin"])
    rows = pa.table({"post": of_posts["post"], "origin": origin}).join(wrote, keys="post", use_threads=False)
    able = list_labelled_nodes(snapshot, PASSING)
    rows = rows.filter(pc.and_(pc.is_in(rows["user"], value_set=able), pc.is_in(rows["origin"], value_set=able)))
    found = make_pair_table(rows["user"], rows["origin"], post=rows["post"])
    found = found.group_by(["low", "high"], use_threads=False).aggregate([("post", "count_distinct"), ("post", "min")])
    found = found.rename_columns(["low", "high", "posts", "post"]).sort_by(
        [("low", "ascending"), ("high", "ascending")]
    )
    return found.filter(pc.greater_equal(found["posts"], AGAIN)).combine_chunks()


def weigh_ties(table: "pa.Table", times: "Ints", users: "NodeNumbers") -> "csr_array":
    """Give the ties of pairs as a matrix over ``users``: symmetric, without a diagonal.

    How often counts by its logarithm, and by what part that is of all that either does with anybody: ½·s/√(S·S'), so
    that two who deal with each other alone weigh as two who alone share a contact (docs/decisions/028-calls.md).
    """
    import numpy as np
    from scipy.sparse import csr_array

    low, high = (np.searchsorted(users, table[end].to_numpy()) for end in ("low", "high"))
    strength = np.log2(1.0 + times)
    total = np.bincount(low, strength, len(users)) + np.bincount(high, strength, len(users))
    weight = 0.5 * strength / np.sqrt(total[low] * total[high])
    half = csr_array((weight, (low, high)), shape=(len(users), len(users)))
    whole = csr_array(half + half.T)
    whole.sort_indices()
    return whole


def list_saved_numbers(snapshot: Snapshot) -> "pa.Table":
    """Give whom an account or number saved in its address book, as ties."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = snapshot.sightings(Named)
    rows = rows.filter(pc.fill_null(pc.equal(rows["how"], "saved"), False))
    by = pc.index_in(rows["by"], value_set=pa.array(snapshot.ids, pa.string()))
    known = pc.is_valid(by)
    rows = select_distinct_rows(pa.table({"start": rows["start"], "end": by}).filter(known), ("start", "end"))
    return make_pair_table(rows["start"], rows["end"], calls=0, ties=1)


def select_distinct_rows(rows: "pa.Table", columns: Collection[str]) -> "pa.Table":
    """Give the rows that differ in some columns, whichever files say them."""
    return rows.group_by(list(columns), use_threads=False).aggregate([])


def make_pair_table(a: "pa.ChunkedArray", b: "pa.ChunkedArray", **more: Any) -> "pa.Table":
    """Make a table of pairs, the lower number first, without those of one with itself."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = {"low": pc.min_element_wise(a, b).cast("int32"), "high": pc.max_element_wise(a, b).cast("int32")}
    columns |= {key: pa.repeat(one, len(a)) if isinstance(one, int) else one for key, one in more.items()}
    made = pa.table(columns)
    return made.filter(pc.not_equal(made["low"], made["high"]))


def list_labelled_nodes(snapshot: Snapshot, labels: Collection[str], left_out: Collection[int] = ()) -> "pa.Array":
    """Give the numbers of the nodes of some labels, without those left out."""
    import pyarrow as pa

    out = set(left_out)
    return pa.array([n for n, label in enumerate(snapshot.labels) if label in labels and n not in out], pa.int32())
