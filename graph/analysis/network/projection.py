"""Who shares what: accounts and groups tied by the contacts and groups they have in common.

M has a row an account or group and a column a contact or group. The tie of two rows is how often a walk from one
of them, over a thing drawn by its weight to a user drawn by its weight, ends at the other: M·W·Mᵀ, where a thing
weighs 1 over the sum of its users' weights (the resource allocation of Zhou et al. 2007,
https://doi.org/10.1103/PhysRevE.76.046115). So somebody who names an office among ten numbers hardly thins out what
ties those who live by it; by the number of users (Newman's 1/(d - 1)) each of them does.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graph.analysis.network.dealings import list_dealings, list_passings, weigh_ties
from graph.model import SUBJECTS as SUBJECT_CLASSES
from graph.model import AdminOf, MemberOf, Opens, label
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    import pyarrow as pa
    from scipy.sparse import csr_array

    from graph.arrays import Flags, Floats, Ints, NodeNumbers

BUDGET = 20_000_000
"""Pairs that a projection may make."""

CROWD = 200
"""Users above which a thing ties nobody: with 200,000 accounts, 200 found the planted clusters as well
as no limit did, and a large audience is no company."""

AUDIENCE = 0.1
"""Weight of running a group, being in it, writing there or being it, where all contacts of one's own weigh 1
together: of those who share an audience few work together."""

SUBJECTS = frozenset(map(label, SUBJECT_CLASSES))


@dataclass(frozen=True)
class Ties:
    """Rows are accounts and groups, columns contacts and groups, both by ascending node number."""

    users: "NodeNumbers"
    things: "NodeNumbers"
    matrix: "csr_array"
    """The audience's weight for groups, 1 for what an invite or handle opens; of contacts 1 over how many
    the user names, so that who quotes many numbers ties little."""
    meets: "Flags | None" = None
    """Which columns are groups; none if left out."""
    dealt: "pa.Table | None" = None
    """Who deals with whom (``dealings.list_dealings``): all dealings of one's own weigh 1 together, as contacts do."""
    passed: "pa.Table | None" = None
    """Who passes on whose posts (``dealings.list_passings``): that weighs as an audience does."""

    def pairs(self, rows: "Ints | None" = None, contacts: bool = False) -> "csr_array":
        """Give the ties of all pairs of rows, or of those numbered: symmetric, without a diagonal.

        A thing's weight is that among all rows, whoever is asked for; ``contacts`` leaves out groups, and who
        passes on whom.
        """
        import numpy as np
        from scipy.sparse import csr_array, diags_array, triu

        some = self.matrix if rows is None else self.matrix[rows]
        counts = np.bincount(some.indices, minlength=len(self.things))
        tying = (counts > 1) & (counts <= limit_users(counts)) & (self._users <= CROWD)
        if contacts and self.meets is not None:
            tying &= ~self.meets
        kept = some[:, tying]
        upper = triu(kept @ diags_array(1.0 / self._weights[tying]) @ kept.T, k=1)
        whole = csr_array(upper + upper.T)
        for pairs in (self._direct, None if contacts else self._passing):
            if pairs is not None:
                whole = csr_array(whole + (pairs if rows is None else pairs[rows][:, rows]))
        whole.sort_indices()
        return whole

    def meetings(self, weight: float = AUDIENCE) -> "csr_array":
        """Give ties of rows to those of the groups that they run, are in or write in: one each, not all pairs.

        With them come the ties of who passes on whose posts.
        """
        import numpy as np
        from scipy.sparse import csr_array

        rows, columns = self.matrix.tocoo().coords
        met = self._meets[columns] & (self._users[columns] <= CROWD)
        rows, places = rows[met], np.searchsorted(self.users, self.things[columns[met]])
        held = rows != places
        shape = (len(self.users), len(self.users))
        half = csr_array((np.full(int(held.sum()), weight), (rows[held], places[held])), shape=shape)
        whole = csr_array(half + half.T)
        if self._passing is not None:
            whole = csr_array(whole + self._passing)
        whole.sort_indices()
        return whole

    def partners(self, some: Collection[int]) -> dict[int, int]:
        """Give with how many of some users each of them deals, those without a partner left out."""
        import numpy as np

        if not self.dealt:
            return {}
        ends = np.stack([self.dealt["low"].to_numpy(), self.dealt["high"].to_numpy()], axis=1)
        inside = ends[np.isin(ends, list(some)).all(axis=1)]
        users, counts = np.unique(inside, return_counts=True)
        return dict(zip(users.tolist(), counts.tolist(), strict=True))

    @cached_property
    def _direct(self) -> "csr_array | None":
        if not self.dealt:
            return None
        return weigh_ties(self.dealt, self.dealt["calls"].to_numpy() + self.dealt["ties"].to_numpy(), self.users)

    @cached_property
    def _passing(self) -> "csr_array | None":
        if not self.passed:
            return None
        return AUDIENCE * weigh_ties(self.passed, self.passed["posts"].to_numpy() - 1, self.users)

    @cached_property
    def _users(self) -> "Ints":
        import numpy as np

        return np.bincount(self.matrix.indices, minlength=len(self.things))

    @cached_property
    def _weights(self) -> "Floats":
        import numpy as np

        return np.asarray(np.bincount(self.matrix.indices, self.matrix.data, len(self.things)), dtype="float64")

    @cached_property
    def _meets(self) -> "Flags":
        import numpy as np

        return np.zeros(len(self.things), dtype=bool) if self.meets is None else self.meets


def limit_users(counts: "Ints") -> int:
    """Give the greatest number of users with which a thing ties: within the budget, and no crowd."""
    import numpy as np

    sizes = np.sort(counts[counts > 1]).astype("int64")
    spent = np.cumsum(sizes * (sizes - 1) // 2)
    over = int(np.searchsorted(spent, BUDGET, "right"))
    # things of the size that breaks the budget are left out together: order among equals is chance
    return CROWD if over == len(sizes) else min(CROWD, int(sizes[over]) - 1)


def project_ties(snapshot: Snapshot, left_out: Collection[int], asked: Collection[tuple[int, int]] = ()) -> Ties:
    """Give who shares what, without the contacts left out, and without a user's naming of one it asked about.

    Who deals with somebody is a user too, a phone among them: it shares its own number with those who give that out,
    and thins out what these share among themselves as little as a group does.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc
    from scipy.sparse import csr_array

    dealt, passed = list_dealings(snapshot, left_out), list_passings(snapshot)
    entries = pa.concat_tables([list_contact_uses(snapshot, left_out, asked), list_group_uses(snapshot)])
    dealing = pc.unique(pa.chunked_array([*dealt["low"].chunks, *dealt["high"].chunks], pa.int32()))
    used = dealing.filter(pc.is_in(dealing, value_set=pc.unique(entries["thing"])))
    entries = pa.concat_tables([entries, make_entry_table(used, used, pa.repeat(AUDIENCE, len(used)))])
    entries = entries.group_by(["user", "thing"], use_threads=False).aggregate([("weight", "max")])
    entries = entries.sort_by([("user", "ascending"), ("thing", "ascending")])
    ends = [table[end].to_numpy() for table in (dealt, passed) for end in ("low", "high")]
    users = np.unique(np.concatenate([entries["user"].to_numpy(), *ends]))
    rows = np.searchsorted(users, entries["user"].to_numpy())
    things, columns = np.unique(entries["thing"].to_numpy(), return_inverse=True)
    matrix = csr_array((entries["weight_max"].to_numpy(), (rows, columns)), shape=(len(users), len(things)))
    meets = np.fromiter((snapshot.labels[thing] in SUBJECTS for thing in things.tolist()), bool, len(things))
    return Ties(users, things, matrix, meets, dealt, passed)


def list_contact_uses(snapshot: Snapshot, left_out: Collection[int], asked: Collection[tuple[int, int]]) -> "pa.Table":
    """Give user, contact and weight, of uses and of what invites and handles open.

    A group that is merely the place where others named a contact weighs as an audience does. A handle that one gave
    up and another took opens both, and ties neither to the other: it is left out here.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    out = pa.array(sorted(left_out), pa.int32())
    uses = snapshot.uses()
    uses = uses.filter(pc.invert(pc.is_in(uses["contact"], value_set=out)))
    every = len(snapshot.ids)
    keys = pc.add(pc.multiply(uses["user"].cast("int64"), every), uses["contact"].cast("int64"))
    questions = pa.array(sorted(user * every + contact for user, contact in asked), pa.int64())
    uses = uses.filter(pc.invert(pc.is_in(keys, value_set=questions)))
    named = uses.group_by("user", use_threads=False).aggregate([("contact", "count")])
    uses = uses.join(named, keys="user", use_threads=False)
    weights = pc.multiply(uses["plausibility"], pc.if_else(uses["own"], 1.0, AUDIENCE))
    opens = snapshot.table(Opens)
    opened = opens.group_by("start", use_threads=False).aggregate([("end", "count_distinct")])
    passed = opened.filter(pc.greater(opened["end_count_distinct"], 1))["start"]
    out = pa.concat_arrays([out, passed.combine_chunks()])
    opens = opens.filter(pc.invert(pc.is_in(opens["start"], value_set=out)))
    return pa.concat_tables(
        [
            make_entry_table(uses["user"], uses["contact"], pc.divide(weights, uses["contact_count"])),
            make_entry_table(opens["end"], opens["start"], pa.repeat(1.0, len(opens))),
        ]
    )


def list_group_uses(snapshot: Snapshot) -> "pa.Table":
    """Give account, group and weight: members, administrators, writers, and each group itself."""
    import pyarrow as pa
    import pyarrow.compute as pc

    every = pa.array([n for n, label in enumerate(snapshot.labels) if label == "Group"], pa.int32())
    people = pa.array([n for n, label in enumerate(snapshot.labels) if label in SUBJECTS], pa.int32())
    said = [snapshot.table(cls).select(["start", "end"]) for cls in (MemberOf, AdminOf)]
    said.append(snapshot.writers().select(["writer", "chat"]).rename_columns(["start", "end"]))
    said.append(pa.table({"start": every, "end": every}))
    links = pa.concat_tables(said)
    rows = make_entry_table(links["start"], links["end"], pa.repeat(AUDIENCE, len(links)))
    both = pc.and_(pc.is_in(rows["user"], value_set=people), pc.is_in(rows["thing"], value_set=every))
    return rows.filter(both)


def make_entry_table(users: "pa.Array", things: "pa.Array", weights: "pa.Array") -> "pa.Table":
    """Make a table of entries of the matrix."""
    import pyarrow as pa

    return pa.table({"user": users, "thing": things, "weight": weights})
