"""Reasons: what ties the members of a cluster, what they share and how they deal with each other, with its links."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING

from graph.analysis.network.projection import SUBJECTS, Ties
from graph.analysis.shared.rarity import FEW, Rarity
from graph.finding import Confidence, Evidence, Reason, make_evidence
from graph.model import AdminOf, Called, ForwardedFrom, MemberOf, Named, Opens, TiedTo
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.arrays import Ints

TOLD = 8
"""Reasons of each sort that a finding gives, the strongest first."""

ENDS_TOLD = 6
"""Members whose links stand as evidence of one reason."""


DEALT = ("called", "known")
"""Keys of reasons that say that members deal with each other."""


class Bonds:
    """The ties of a snapshot, with what is looked up for every cluster anew."""

    def __init__(self, snapshot: Snapshot, shared: Ties, rarity: Rarity) -> None:
        self.snapshot, self.shared, self.rarity = snapshot, shared, rarity

    def reasons(self, users: Sequence[int]) -> Iterator[Reason]:
        """Yield what accounts and groups share, contacts first, then the generic contacts that tie nobody.

        A thing shared by k members, of d users among N, weighs log2(N/d) bits; of each sort the
        strongest are given, by that times k - 1.
        """
        import numpy as np

        inside = self.shared.matrix[np.searchsorted(self.shared.users, users)]
        columns, counts = np.unique(inside.indices, return_counts=True)
        of = max(len(self.shared.users), FEW)
        strong: dict[str, list[tuple[float, int, int, int]]] = {"shared-contact": [], "shared-group": []}
        for column, members in zip(columns[counts > 1].tolist(), counts[counts > 1].tolist(), strict=True):
            kind = "shared-group" if self.label(column) in SUBJECTS else "shared-contact"
            total = int(self.totals[column])
            strong[kind].append((-log2(of / total) * (members - 1), column, members, total))
        for kind, things in strong.items():
            for _, column, members, total in sorted(things)[:TOLD]:
                node = self.snapshot.ids[int(self.shared.things[column])]
                rows = np.searchsorted(inside.indptr, np.flatnonzero(inside.indices == column), "right") - 1
                parts = {kind.removeprefix("shared-"): node, "members": members, "users": total, "of": of}
                yield Reason(kind, parts, log2(of / total), self.links([users[row] for row in rows.tolist()], node))
        yield from self.dealings(users)
        yield from self.generic(users)

    def dealings(self, users: Sequence[int]) -> Iterator[Reason]:
        """Yield who deals with each other: calls, ties that somebody states, posts passed on.

        Members that deal with each other, and with d users among N in all, weigh log2(N/d) bits, as if they shared a
        thing with those. The pairs that deal most come first among the links.
        """
        import numpy as np

        inside = np.zeros(len(self.snapshot.ids), dtype=bool)
        inside[list(users)] = True
        of = max(len(self.shared.users), FEW)
        for key, table, column in (
            ("called", self.shared.dealt, "calls"),
            ("known", self.shared.dealt, "ties"),
            ("passed-on", self.shared.passed, "posts"),
        ):
            if not table:
                continue
            times = table[column].to_numpy()
            low, high = (table[end].to_numpy() for end in ("low", "high"))
            among = np.flatnonzero((times > 0) & inside[low] & inside[high])
            if not len(among):
                continue
            members = np.unique([low[among], high[among]])
            dealt = (times > 0) & (np.isin(low, members) | np.isin(high, members))
            total = len(np.unique([low[dealt], high[dealt]]))
            most = among[np.argsort(-times[among], kind="stable")][:ENDS_TOLD]
            links = dict.fromkeys(link for row in most.tolist() for link in self.dealt(key, table, row))
            parts = {column: int(times[among].sum()), "pairs": len(among)}
            parts |= {"members": len(members), "users": total, "of": of}
            yield Reason(key, parts, log2(of / total), tuple(links))

    def dealt(self, key: str, table: "pa.Table", row: int) -> Iterator[Evidence]:
        """Yield the links of one pair that deals with each other."""
        a, b = (self.snapshot.ids[table[end][row].as_py()] for end in ("low", "high"))
        if key == "passed-on":
            post = table["post"][row].as_py()
            yield make_evidence(ForwardedFrom, self.snapshot.ids[post], self.snapshot.ids[self.origins[post]])
            return
        cls = Called if key == "called" else TiedTo
        for start, end in ((a, b), (b, a)):
            if self.snapshot.has(cls, start, end):
                yield make_evidence(cls, start, end)
            if key == "known" and (start, end) in self.saved:
                yield make_evidence(Named, start, self.saved[start, end])

    def generic(self, users: Sequence[int]) -> Iterator[Reason]:
        """Yield the generic contacts that two or more members write or show, without weight."""
        sharing: dict[int, list[int]] = {}
        for user in users:
            for contact in self.generic_of.get(user, ()):
                sharing.setdefault(contact, []).append(user)
        for contact, some in sorted(sharing.items(), key=lambda item: (-len(item[1]), item[0]))[:TOLD]:
            if len(some) > 1:
                yield self.rarity.generic[contact].reason(self.links(some, self.snapshot.ids[contact]))

    def links(self, users: Sequence[int], thing: str) -> tuple[Evidence, ...]:
        """Give one link of each of the first users that share a thing; a group and who wrote in it may share one."""
        found: dict[Evidence, None] = {}
        for user in users:
            found |= dict.fromkeys(self.link(self.snapshot.ids[user], thing))
            if len(found) >= ENDS_TOLD:
                break
        return tuple(found)

    def link(self, user: str, thing: str) -> tuple[Evidence, ...]:
        """Give the link that ties a user to a thing; none for a group or a number to itself."""
        if user == thing:
            return ()
        if self.snapshot.label_of(thing) not in SUBJECTS:
            return self.snapshot.evidence(user, thing, 1) or (make_evidence(Opens, thing, user),)
        for cls in (AdminOf, MemberOf):
            if self.snapshot.has(cls, user, thing):
                return (make_evidence(cls, user, thing),)
        return self.snapshot.wrote_in(user, thing, 1)

    @cached_property
    def origins(self) -> dict[int, int]:
        """Give what each post was passed on from."""
        rows = self.snapshot.table(ForwardedFrom)
        return dict(zip(rows["start"].to_pylist(), rows["end"].to_pylist(), strict=True))

    @cached_property
    def saved(self) -> dict[tuple[str, str], str]:
        """Give the name under which one is saved in the address book of another."""
        rows = self.snapshot.sightings(Named).select(["start", "end", "how", "by"]).to_pylist()
        ids = self.snapshot.ids
        return {(ids[row["start"]], row["by"]): ids[row["end"]] for row in rows if row["how"] == "saved" and row["by"]}

    def label(self, column: int) -> str:
        """Give the label of a column's thing."""
        return self.snapshot.labels[int(self.shared.things[column])]

    @cached_property
    def totals(self) -> "Ints":
        """Give how many users each column has."""
        import numpy as np

        return np.bincount(self.shared.matrix.indices, minlength=len(self.shared.things))

    @cached_property
    def generic_of(self) -> dict[int, list[int]]:
        """Give the generic contacts that each account or group uses."""
        import pyarrow as pa
        import pyarrow.compute as pc

        uses = self.snapshot.uses()
        numbers = pa.array(sorted(self.rarity.generic), pa.int32())
        found: dict[int, list[int]] = {}
        rows = uses.filter(pc.is_in(uses["contact"], value_set=numbers))
        for user, contact in zip(rows["user"].to_pylist(), rows["contact"].to_pylist(), strict=True):
            found.setdefault(user, []).append(contact)
        return found


def rate_cluster_confidence(reasons: Sequence[Reason], rarity: Rarity) -> Confidence:
    """Say how much there is: contacts shared, in a case large enough to tell what is rare, or dealings.

    Groups shared and posts passed on raise nothing: members of one audience are many, and few of them work together.
    """
    contacts = sum(reason.key == "shared-contact" for reason in reasons)
    if contacts >= 3 and rarity.of >= 100:
        return "strong"
    return "fair" if contacts or any(reason.key in DEALT for reason in reasons) else "weak"
