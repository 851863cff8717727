"""Members: what old and new ones have of each other's people, from rows of who was where since when."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from graph.analysis.shared.rarity import FEW
from graph.analysis.shared.times import DAY
from graph.analysis.succession.blocking import Block

if TYPE_CHECKING:
    from graph.arrays import Flags, Floats, Ints, NodeNumbers

JOINER = 50
"""Groups above which a member makes no candidate: who is everywhere carries nothing over."""

WAVE = 30 * DAY
"""Time from its first sign in which those who follow an old one come into a new one."""

UNKNOWN = 2**62
"""Stands for the time of coming of whom a list names without one."""

MANY = 10
"""Members known of both from which it says something that few came along."""

FEWEST = 0.1
"""Part of the old one's members below which few came early."""

SMALL = 8.0
"""Members added to those of an old one, so that two of three are no two thirds."""

EARLY = 2.0**20
"""What an early member counts in a product beside 1 for each member: both counts in one number."""


class Members:
    """Rows of subject and member, sorted, each once with the earliest time of coming; who is everywhere is left out."""

    def __init__(
        self,
        group: "NodeNumbers",
        member: "Ints",
        came: "Ints",
        born: "Ints",
        staff: "Ints | None" = None,
    ) -> None:
        """Take rows by number, times in milliseconds, births by number, and staff as subject times ``len(born)`` plus
        member: they are told apart."""
        import numpy as np

        nodes = len(born)
        keys = group.astype("int64") * nodes + member
        order = np.argsort(keys, kind="stable")
        keys, came = keys[order], came[order]
        fresh = np.flatnonzero(np.diff(keys, prepend=-1))
        keys, came = keys[fresh], np.minimum.reduceat(came, fresh) if len(fresh) else came
        if staff is not None:
            others = ~np.isin(keys, staff)
            keys, came = keys[others], came[others]
        member = keys % nodes
        within = np.bincount(member, minlength=nodes)
        kept = within[member] <= JOINER
        self.group, self.member = (keys[kept] // nodes).astype("int32"), member[kept].astype("int32")
        self.within = within
        """In how many groups and pages each one is."""
        came = came[kept]
        self.dated: Flags = came != UNKNOWN
        self.early: Flags = self.dated & (came - born[self.group] <= WAVE)
        self.people = int((np.bincount(self.member, minlength=1) > 0).sum())
        groups = int((np.bincount(self.group, minlength=1) > 0).sum())
        self.rarity = np.log2(max(groups, FEW) / np.maximum(within, 1)).astype("float32")

        def count(weights: "Flags | Floats | None") -> "Floats":
            return np.bincount(self.group, weights=weights, minlength=nodes).astype("float64")

        self.usual = float(self.rarity[self.member].mean()) if len(self.member) else 1.0
        """Bits of a member."""
        self.sizes, self.all_early, self.all_dated = count(None), count(self.early), count(self.dated)
        self.bits = count(self.rarity[self.member])

    def rows_of(self, subject: int) -> slice:
        """Give the rows of a subject."""
        import numpy as np

        return slice(int(np.searchsorted(self.group, subject)), int(np.searchsorted(self.group, subject, "right")))

    def blocks(self, old: "Ints", new: "Ints") -> dict[str, Block]:
        """Give how many members both have and how many of them came early to the new one, and how rare they are."""
        import numpy as np
        from scipy.sparse import csr_array

        once, rare = np.ones(len(self.member)), self.rarity[self.member].astype("float64")
        matrices = []
        for subjects, weights in ((old, (once, rare)), (new, (1.0 + EARLY * self.early, once))):
            row = np.full(len(self.sizes), -1, dtype="int32")
            row[subjects] = np.arange(len(subjects))
            at = row[self.group]
            there = np.flatnonzero(at >= 0)
            order = there[np.argsort(at[there], kind="stable")]
            ends = np.concatenate([[0], np.cumsum(np.bincount(at[order], minlength=len(subjects)))])
            people = self.member[order]
            shape = (len(subjects), len(self.within))
            matrices += [csr_array((weight[order], people, ends), shape=shape) for weight in weights]
        return {"members": Block(matrices[0], matrices[2]), "rarity": Block(matrices[1], matrices[3])}

    def measure_pairs(self, old: "Ints", new: "Ints", said: "Mapping[str, Floats]") -> "dict[str, Floats]":
        """Give what members say of pairs: how many, how large a part, how rare, and whether they came early."""
        import numpy as np

        early = np.floor(said["members"] / EARLY)
        shared = said["members"] - early * EARLY
        mine, theirs = self.sizes[old], self.sizes[new]
        lift = np.log2((shared + 0.5) / (mine * theirs / max(self.people, FEW) + 0.5))
        bits = said["rarity"]
        along = np.log2((early + 0.5) / (FEWEST * mine + 0.5))
        return {
            "members": np.log2(1.0 + shared),
            "carried": shared / (mine + SMALL),
            "overlap": bits / (self.bits[old] + self.bits[new] - bits + SMALL * self.usual),
            "early-share": early / (mine + SMALL),
            "wave": measure_surprise(early, shared, self.all_early[new], self.all_dated[new]),
            "few-early": np.where((mine >= MANY) & (self.all_dated[new] >= MANY), np.minimum(along, 0.0), 0.0),
            "few-members": np.where((mine >= MANY) & (theirs >= MANY), np.minimum(lift, 0.0), 0.0),
        }


def measure_surprise(
    early: "Floats",
    shared: "Floats",
    all_early: "Floats",
    dated: "Floats",
) -> "Floats":
    """Give how much earlier than all others the shared members came, in bits; below 0 where they came later.

    Shared members times the divergence of their early share from that of all members whose coming is known: an
    upper bound on the chance of so many (Chernoff 1952). Half a member is added to both sides.
    """
    import numpy as np

    here = (early + 0.5) / (shared + 1.0)
    there = (all_early + 0.5) / (dated + 1.0)
    divergence = here * np.log2(here / there) + (1 - here) * np.log2((1 - here) / (1 - there))
    return np.where(shared > 0, shared * divergence * np.sign(here - there), 0.0)
