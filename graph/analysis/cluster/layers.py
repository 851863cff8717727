"""Who is divided with whom: those who work with contacts, and audiences apart from them.

Who merely sits in a group is no member of the cluster that runs it. In one net with them a crew's audience drowns
the crew: three of four accounts of a made-up world share no contact with anybody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.network.partition import LOOSE, SETTLED, Pair
from graph.analysis.network.projection import Ties
from graph.model import AdminOf
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from graph.arrays import Flags, NodeNumbers


@dataclass(frozen=True, slots=True)
class Layer:
    """Accounts and groups that are divided together; rows are places in ``users``."""

    users: "NodeNumbers"
    """Node numbers, ascending."""
    pairs: "csr_array"
    core: "Flags | None"
    """Rows that share a contact: what seeds agree on about the others does not count. None where none do."""
    guests: "Flags"
    """Groups that work, and are here for their audience alone: they stand in no cluster of this layer."""
    audience: bool
    """Whether nobody here shares a contact with anybody."""

    @property
    def least(self) -> float:
        """Give the share of its ties that a member must have inside its cluster.

        Where contacts tie, half: on a plain world of 20,000, seed 1, 13 of 1,000 crew members have less, and six of
        ten others that lay with a crew: groups where it advertised, who once quoted it. An audience sits in many
        groups, and none of them holds half.
        """
        return LOOSE if self.audience else SETTLED

    def residents(self, rows: Sequence[int]) -> tuple[int, ...]:
        """Give the node numbers of rows, guests left out."""
        return tuple(int(self.users[row]) for row in rows if not self.guests[row])


def split_layers(snapshot: Snapshot, shared: Ties, same: Sequence[Pair] = ()) -> Iterator[Layer]:
    """Yield those who work, tied by all they share, then the others, each tied to the groups it is in.

    Who was judged the *same* as somebody who works, works too. An audience is tied to its groups and not pair by
    pair: one tie instead of 28, and of two who only sit in one group nothing is said.
    """
    import numpy as np

    tied = np.diff(shared.pairs(contacts=True).indptr) > 0
    work = find_working_rows(snapshot, shared, tied, same)
    rows = np.flatnonzero(work)
    if len(rows):
        yield Layer(shared.users[rows], shared.pairs(rows), tied[rows], np.zeros(len(rows), dtype=bool), False)
    meetings = shared.meetings()
    audience = np.zeros(len(work))
    audience[~work] = 1.0
    rows = np.flatnonzero(~work | (meetings @ audience > 0))
    if not work.all():
        pairs = meetings[rows][:, rows]
        pairs.sort_indices()
        yield Layer(shared.users[rows], pairs, None, work[rows], True)


def find_working_rows(snapshot: Snapshot, shared: Ties, tied: "Flags", same: Sequence[Pair]) -> "Flags":
    """Tell which rows work: who shares a contact, the groups that these run, and who else runs such a group."""
    import numpy as np

    work = tied.copy()
    runs = snapshot.table(AdminOf)
    who, where = (runs[end].to_numpy() for end in ("start", "end"))
    known = np.isin(who, shared.users) & np.isin(where, shared.users)
    who, where = (np.searchsorted(shared.users, ends[known]) for ends in (who, where))
    work[where[work[who]]] = True
    work[who[work[where]]] = True
    moved = True
    while moved:
        before = int(work.sum())
        for a, b in same:
            work[a] = work[b] = work[a] or work[b]
        moved = int(work.sum()) > before
    return work
