"""How telling a contact is: who uses it among how many, in bits, and which contacts are generic.

A contact that many use says little of any two of them. What is generic stays a node and is told, but
ties nothing together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Any

from graph import forms
from graph.finding import Evidence, Reason
from graph.marks import Mark
from graph.model import CONTACTS, label
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.arrays import Flags, NodeNumbers

FEW = 16
"""Least number of users that rarity is measured among: of five accounts, two that share a number are
not "two of five", since the five were collected because of what they share."""

COMMON = 50
"""Users up to which no contact is generic by number alone, however rare others are."""

PERCENTILE = 99.9
ENOUGH = 1000
"""Contacts of a kind from which its percentile says something; of fewer it is their greatest value."""

SPREAD_FROM = 20
"""Users from which a contact that sits in no one place is generic."""

HOME = 0.3
"""Share of its users that must sit in one place for it to be a working contact, beyond the share of all
users that sit there: where a cluster holds a third of the case, a third of a hotline's users is chance."""


@dataclass(frozen=True, slots=True)
class Generic:
    """Why a contact weighs nothing: ``contact-protected``, ``-many``, ``-spread`` or ``-nobody``."""

    why: str
    parts: Mapping[str, Any]

    @property
    def mark(self) -> Mark:
        """Give what is told of the contact wherever it is printed."""
        if self.why == "contact-protected":
            return Mark(protected=True)
        if self.why == "contact-nobody":
            return Mark(nobody=True)
        return Mark(users=self.parts["users"], of=self.parts["of"])

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


def measure_all_contacts(
    snapshot: Snapshot, protected: frozenset[str] = frozenset(), homes: Mapping[int, int] | None = None
) -> Rarity:
    """Measure every contact; ``homes`` gives the cluster of an account or group, by number.

    Without homes a user sits in the groups it writes in, and a group in itself.
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
            limit = COMMON
            if of_kind.sum() >= ENOUGH:
                limit = max(COMMON, int(np.percentile(counts[of_kind], PERCENTILE, method="lower")))
            for contact, count in zip(found[of_kind], counts[of_kind], strict=True):
                if count > limit:
                    parts = {"contact": snapshot.ids[contact], "users": int(count), "of": of, "limit": limit}
                    generic[int(contact)] = Generic("contact-many", parts)
    many = np.isin(contacts, found[counts >= SPREAD_FROM])
    for contact, share, count in measure_place_shares(snapshot, users, contacts, many, homes):
        if share < HOME and contact not in generic:
            parts = {"contact": snapshot.ids[contact], "users": count, "of": of, "share": round(share, 3)}
            generic[contact] = Generic("contact-spread", parts)
    for contact in found.tolist():
        id = snapshot.ids[contact]
        if forms.made_up(id) if snapshot.labels[contact] == "Phone" else forms.of_nobody(id):
            generic[contact] = Generic("contact-nobody", {"contact": id})
    for id in sorted(protected & snapshot.number.keys()):
        generic[snapshot.number[id]] = Generic("contact-protected", {"contact": id})
    return Rarity(dict(zip(found.tolist(), counts.tolist(), strict=True)), of, generic)


def measure_place_shares(
    snapshot: Snapshot,
    users: "NodeNumbers",
    contacts: "NodeNumbers",
    many: "Flags",
    homes: Mapping[int, int] | None,
) -> list[tuple[int, float, int]]:
    """Give each contact of many users: the most that one place holds of them beyond chance, and their number.

    1 where all sit in one place, 0 where no place holds more of them than of all users. Of a contact whose
    users have mostly no home nothing is said: channels that share a number and nothing else may be one crew.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    everybody = np.unique(users)
    places = at_home(everybody, homes) if homes is not None else written_in(snapshot, everybody)
    all_there = places.group_by("home", use_threads=False).aggregate([("user", "count_distinct")])
    rows = pa.table({"user": users[many], "contact": contacts[many]})
    total = rows.group_by("contact", use_threads=False).aggregate([([], "count_all")])
    rows = rows.join(places, keys="user", join_type="inner", use_threads=False)
    known = rows.group_by("contact", use_threads=False).aggregate([("user", "count_distinct")])
    held = rows.group_by(["contact", "home"], use_threads=False).aggregate([([], "count_all")])
    held = held.rename_columns(["contact", "home", "here"])
    held = held.join(all_there.rename_columns(["home", "all"]), keys="home", use_threads=False)
    held = held.join(known.rename_columns(["contact", "known"]), keys="contact", use_threads=False)
    held = held.join(total.rename_columns(["contact", "users"]), keys="contact", use_threads=False)
    everyone = len(pc.unique(places["user"]))
    chance = pc.divide(held["all"].cast("float64"), float(max(everyone, 1)))
    share = pc.divide(held["here"].cast("float64"), held["known"].cast("float64"))
    # where one place holds everybody, nothing can be said beyond chance: it is home to all
    beyond = pc.if_else(pc.less(chance, 1.0), pc.divide(pc.subtract(share, chance), pc.subtract(1.0, chance)), 1.0)
    best = held.append_column("beyond", beyond).group_by(["contact", "known", "users"], use_threads=False)
    found = best.aggregate([("beyond", "max")]).sort_by("contact").to_pylist()
    return [(row["contact"], row["beyond_max"], row["users"]) for row in found if 2 * row["known"] >= row["users"]]


def at_home(users: "NodeNumbers", homes: Mapping[int, int]) -> "pa.Table":
    """Give the cluster of each user that sits in one."""
    import pyarrow as pa

    own = [user for user in users.tolist() if user in homes]
    return pa.table({"user": pa.array(own, pa.int32()), "home": pa.array([homes[user] for user in own], pa.int64())})


def written_in(snapshot: Snapshot, users: "NodeNumbers") -> "pa.Table":
    """Give each user the groups it writes in, and itself."""
    import pyarrow as pa
    import pyarrow.compute as pc

    every = pa.array(users, pa.int32())
    writers = snapshot.writers().select(["writer", "chat"]).rename_columns(["user", "home"])
    return pa.concat_tables(
        [writers.filter(pc.is_in(writers["user"], value_set=every)), pa.table({"user": every, "home": every})]
    )
