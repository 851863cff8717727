"""How telling a contact is: who uses it among how many, in bits, and which contacts are generic.

A contact that many use says little of any two of them. What is generic stays a node and is told, but
ties nothing together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Any

from graph.finding import Evidence, Reason
from graph.model import CONTACTS, label
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np

FEW = 16
"""Least number of users that rarity is measured among: of five accounts, two that share a number are
not "two of five", since the five were collected because of what they share."""

COMMON = 50
"""Users up to which no contact is generic by number alone, however rare others are (methods.md 2)."""

PERCENTILE = 99.9
SPREAD_FROM = 20
"""Users from which a contact that sits in no one place is generic."""

HOME = 0.3
"""Share of its users that must sit in one place for it to be a working contact."""


@dataclass(frozen=True, slots=True)
class Generic:
    """Why a contact weighs nothing: ``contact-protected``, ``contact-many`` or ``contact-spread``."""

    why: str
    parts: Mapping[str, Any]

    def reason(self, evidence: tuple[Evidence, ...]) -> Reason:
        """Give it as a reason without weight."""
        return Reason(self.why, self.parts, 0.0, evidence)


@dataclass(frozen=True, slots=True)
class Rarity:
    """The contacts of a snapshot, by number."""

    users: Mapping[int, int]
    """How many accounts and groups wrote or show it; a group that is merely the place does not count."""
    of: int
    """How many accounts and groups use any contact, at least ``FEW``."""
    generic: Mapping[int, Generic]

    def bits(self, contact: int) -> float:
        """Give log2 of N/d, 0 where the contact is generic."""
        return 0.0 if contact in self.generic else log2(self.of / max(self.users.get(contact, 1), 1))


def measure(
    snapshot: Snapshot, protected: frozenset[str] = frozenset(), homes: Mapping[int, int] | None = None
) -> Rarity:
    """Measure every contact; ``homes`` gives the cluster of an account or group, by number.

    Without homes a user sits in the groups it writes in, and a group in itself. The limit by number is
    taken a kind, as the second greatest value within the percentile, so that the one hotline of a small
    case does not raise its own limit.
    """
    import numpy as np

    uses = snapshot.uses()
    own = uses["own"].to_numpy(zero_copy_only=False)
    users, contacts = uses["user"].to_numpy()[own], uses["contact"].to_numpy()[own]
    found, counts = np.unique(contacts, return_counts=True)
    of = max(len(np.unique(users)), FEW)
    generic: dict[int, Generic] = {}
    kinds = np.array([snapshot.labels[contact] for contact in found], dtype=object)
    for kind in sorted(map(label, CONTACTS)):
        of_kind = kinds == kind
        if of_kind.any():
            limit = max(COMMON, int(np.percentile(counts[of_kind], PERCENTILE, method="lower")))
            for contact, count in zip(found[of_kind], counts[of_kind], strict=True):
                if count > limit:
                    parts = {"contact": snapshot.ids[contact], "users": int(count), "of": of, "limit": limit}
                    generic[int(contact)] = Generic("contact-many", parts)
    many = np.isin(contacts, found[counts >= SPREAD_FROM])
    for contact, share, count in shares(snapshot, users[many], contacts[many], homes):
        if share < HOME and contact not in generic:
            parts = {"contact": snapshot.ids[contact], "users": count, "of": of, "share": round(share, 3)}
            generic[contact] = Generic("contact-spread", parts)
    for id in sorted(protected & snapshot.number.keys()):
        generic[snapshot.number[id]] = Generic("contact-protected", {"contact": id})
    return Rarity(dict(zip(found.tolist(), counts.tolist(), strict=True)), of, generic)


def shares(
    snapshot: Snapshot,
    users: "np.ndarray[Any, Any]",
    contacts: "np.ndarray[Any, Any]",
    homes: Mapping[int, int] | None,
) -> list[tuple[int, float, int]]:
    """Give each contact, the greatest share of its users that one place holds, and their number."""
    import pyarrow as pa

    everybody = pa.array(users)
    if homes is None:
        writers = snapshot.writers()
        at_home = pa.table({"user": everybody, "home": everybody}).group_by("user", use_threads=False).aggregate([])
        places = pa.concat_tables(
            [
                writers.select(["writer", "chat"]).rename_columns(["user", "home"]),
                at_home.append_column("home", at_home["user"]),
            ]
        )
    else:
        own = sorted(set(users.tolist()))
        # a user without a cluster is a place of its own: no cluster has a negative number
        places = pa.table(
            {
                "user": pa.array(own, pa.int32()),
                "home": pa.array([homes.get(user, -1 - user) for user in own], pa.int32()),
            }
        )
    rows = pa.table({"user": everybody, "contact": contacts}).join(
        places, keys="user", join_type="inner", use_threads=False
    )
    held = rows.group_by(["contact", "home"], use_threads=False).aggregate([("user", "count_distinct")])
    best = held.group_by("contact", use_threads=False).aggregate([("user_count_distinct", "max")])
    total = pa.table({"contact": contacts}).group_by("contact", use_threads=False).aggregate([([], "count_all")])
    both = best.join(total, keys="contact", use_threads=False).sort_by("contact").to_pylist()
    return [(row["contact"], row["user_count_distinct_max"] / row["count_all"], row["count_all"]) for row in both]
