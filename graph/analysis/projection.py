"""Who shares what: accounts and groups tied by the contacts and groups they have in common.

M has a row an account or group and a column a contact or group; the tie of two rows is M·W·Mᵀ, where
a thing of d users weighs 1/(d - 1) (Newman 2001).
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.model import SUBJECTS as SUBJECT_CLASSES
from graph.model import AdminOf, MemberOf, Opens, label
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from scipy.sparse import csr_array

BUDGET = 20_000_000
"""Pairs that a projection may make."""

CROWD = 200
"""Users above which a group ties nobody: with 200,000 accounts, 200 found the planted clusters as well
as no limit did, and a large audience is no company."""

AUDIENCE = 0.1
"""Weight of running a group, being in it, writing there or being it, where a contact of one's own weighs 1:
of those who share an audience few work together. On the sample world, eight seeds at a resolution of 2
agree by 0.99 (adjusted Rand index) and with the crews by 0.91; at a weight of 1 by 0.92 and 0.39. More
weight for the group itself or those who run it brought the seeds' agreement down to 0.63 and 0.86."""

SUBJECTS = frozenset(map(label, SUBJECT_CLASSES))


@dataclass(frozen=True, slots=True)
class Ties:
    """Rows are accounts and groups, columns contacts and groups, both by ascending node number."""

    users: "np.ndarray[Any, Any]"
    things: "np.ndarray[Any, Any]"
    matrix: "csr_array"
    """The audience's weight for groups, 1 for what an invite or handle opens; of contacts 1 over how many
    the user names, so that who quotes many numbers ties little."""

    def pairs(self) -> "csr_array":
        """Give the ties of all pairs of rows: symmetric, without a diagonal."""
        import numpy as np
        from scipy.sparse import csr_array, diags_array, triu

        counts = np.diff(self.matrix.tocsc().indptr)
        tying = (counts > 1) & (counts <= cap(counts))
        weights = np.where(tying, 1.0 / np.maximum(counts - 1, 1), 0.0)
        kept = self.matrix[:, tying]
        upper = triu(kept @ diags_array(weights[tying]) @ kept.T, k=1)
        whole = csr_array(upper + upper.T)
        whole.sort_indices()
        return whole


def cap(counts: "np.ndarray[Any, Any]") -> int:
    """Give the greatest number of users with which a thing ties: within the budget, and no crowd."""
    import numpy as np

    sizes = np.sort(counts[counts > 1]).astype("int64")
    spent = np.cumsum(sizes * (sizes - 1) // 2)
    over = int(np.searchsorted(spent, BUDGET, "right"))
    # things of the size that breaks the budget are left out together: order among equals is chance
    return CROWD if over == len(sizes) else min(CROWD, int(sizes[over]) - 1)


def ties(snapshot: Snapshot, left_out: Collection[int], audience: float = AUDIENCE) -> Ties:
    """Give who shares what, without the contacts left out; a group weighs ``audience``."""
    import numpy as np
    import pyarrow as pa
    from scipy.sparse import csr_array

    entries = pa.concat_tables([contacts(snapshot, left_out), groups(snapshot, audience)])
    entries = entries.group_by(["user", "thing"], use_threads=False).aggregate([("weight", "max")])
    entries = entries.sort_by([("user", "ascending"), ("thing", "ascending")])
    users, rows = np.unique(entries["user"].to_numpy(), return_inverse=True)
    things, columns = np.unique(entries["thing"].to_numpy(), return_inverse=True)
    shape = (len(users), len(things))
    return Ties(users, things, csr_array((entries["weight_max"].to_numpy(), (rows, columns)), shape=shape))


def contacts(snapshot: Snapshot, left_out: Collection[int]) -> "pa.Table":
    """Give user, contact and weight, of uses and of what invites and handles open."""
    import pyarrow as pa
    import pyarrow.compute as pc

    out = pa.array(sorted(left_out), pa.int32())
    uses = snapshot.uses()
    uses = uses.filter(pc.invert(pc.is_in(uses["contact"], value_set=out)))
    named = uses.group_by("user", use_threads=False).aggregate([("contact", "count")])
    uses = uses.join(named, keys="user", use_threads=False)
    opens = snapshot.table(Opens)
    opens = opens.filter(pc.invert(pc.is_in(opens["start"], value_set=out)))
    return pa.concat_tables(
        [
            entry(uses["user"], uses["contact"], pc.divide(uses["plausibility"], uses["contact_count"])),
            entry(opens["end"], opens["start"], pa.repeat(1.0, len(opens))),
        ]
    )


def groups(snapshot: Snapshot, audience: float) -> "pa.Table":
    """Give account, group and weight: members, administrators, writers, and each group itself."""
    import pyarrow as pa
    import pyarrow.compute as pc

    every = pa.array([n for n, label in enumerate(snapshot.labels) if label == "Group"], pa.int32())
    people = pa.array([n for n, label in enumerate(snapshot.labels) if label in SUBJECTS], pa.int32())
    said = [snapshot.table(cls).select(["start", "end"]) for cls in (MemberOf, AdminOf)]
    said.append(snapshot.writers().select(["writer", "chat"]).rename_columns(["start", "end"]))
    said.append(pa.table({"start": every, "end": every}))
    links = pa.concat_tables(said)
    rows = entry(links["start"], links["end"], pa.repeat(audience, len(links)))
    both = pc.and_(pc.is_in(rows["user"], value_set=people), pc.is_in(rows["thing"], value_set=every))
    return rows.filter(both)


def entry(users: "pa.Array", things: "pa.Array", weights: "pa.Array") -> "pa.Table":
    """Make a table of entries of the matrix."""
    import pyarrow as pa

    return pa.table({"user": users, "thing": things, "weight": weights})
