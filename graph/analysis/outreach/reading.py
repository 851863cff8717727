"""Who is in which group: members, those who run it, and those who write there, as far as any file tells."""

from typing import TYPE_CHECKING

from graph.model import AdminOf, MemberOf, list_times
from graph.snapshot import Snapshot
from graph.snapshot.columns import add_link_dates

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.arrays import Ints

GONE = ("left", "removed")
"""How a membership ends, beside one that has an end; ``requested`` is none."""

UNKNOWN = 2**62
"""Stands for the time of leaving where a file has none: it is taken for the last."""


def list_readers(snapshot: Snapshot) -> "tuple[Ints, Ints]":
    """Give accounts and the groups that they are in, as two columns of numbers; each pair once, sorted.

    Who left and was not seen since is in it no more. Who is listed by a name that one account alone bears is that
    account. Participants, who are known in one chat by a name only, are not among them: no file tells how many people
    they are.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = pa.concat_tables(
        [list_memberships(snapshot), list_presences(snapshot.table(AdminOf), "start", "end"), list_writers(snapshot)]
    )
    pairs = rows.group_by(["account", "group"], use_threads=False).aggregate([("here", "max"), ("gone", "max")])
    here, gone = pairs["here_max"], pairs["gone_max"]
    stays = pc.and_(pc.is_valid(here), pc.fill_null(pc.greater(here, gone), True))
    pairs = pairs.filter(stays)
    account = pairs["account"].to_numpy().astype("int64")
    bearer = np.arange(len(snapshot.ids))
    for name, bearers in snapshot.bearers().items():
        if len(bearers) == 1:
            bearer[name] = min(bearers)
    labels = np.array(snapshot.labels)
    account, group = bearer[account], pairs["group"].to_numpy().astype("int64")
    kept = (labels[account] == "Account") & (labels[group] == "Group") if len(account) else np.zeros(0, dtype=bool)
    keys = np.unique(account[kept] * len(snapshot.ids) + group[kept])
    return keys // max(len(snapshot.ids), 1), keys % max(len(snapshot.ids), 1)


def list_memberships(snapshot: Snapshot) -> "pa.Table":
    """Give what lists and events say of who is where: account, group, and the last time of being there and of leaving.

    -1 stands for a time that no file tells.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    said = add_link_dates(snapshot.sightings(MemberOf), list_times(MemberOf))
    said = said.filter(pc.not_equal(said["how"], "requested"))
    leaves = pc.or_(pc.is_in(said["how"], value_set=pa.array(GONE)), pc.is_valid(said["to"]))
    nothing = pa.nulls(len(said), pa.int64())
    return pa.table(
        {
            "account": said["start"],
            "group": said["end"],
            "here": pc.if_else(leaves, nothing, said["latest"].fill_null(-1)),
            "gone": pc.if_else(leaves, said["latest"].fill_null(UNKNOWN), nothing),
        }
    )


def list_writers(snapshot: Snapshot) -> "pa.Table":
    """Give who wrote where."""
    return list_presences(snapshot.writers(), "writer", "chat")


def list_presences(links: "pa.Table", account: str, group: str) -> "pa.Table":
    """Give links that show somebody to be in a group, in the columns of ``list_memberships``."""
    import pyarrow as pa

    return pa.table(
        {
            "account": links[account],
            "group": links[group],
            "here": links["last_seen"].fill_null(-1),
            "gone": pa.nulls(len(links), pa.int64()),
        }
    )
