"""Features: numbers for what speaks for a pair of an old and a new one, and for what speaks against it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING, Any

from graph.analysis.shared.lifetimes import Life
from graph.analysis.shared.times import DAY
from graph.analysis.succession.announcements import Announcements
from graph.analysis.succession.audience import Audience
from graph.analysis.succession.group_names import GroupNames
from graph.analysis.succession.group_profiles import GroupProfiles
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    from graph.arrays import Flags, Floats, Ints, NodeNumbers

TERMS = (
    "members", "carried", "overlap", "wave", "few-early", "few-members", "came-elsewhere", "same-admin",
    "other-admins", "same-staff", "staff-kept", "staff-there", "like-staff", "handed-contact", "contacts-kept",
    "other-contacts", "same-circle", "handed-text", "texts-kept", "other-texts", "belongs-elsewhere", "strangers",
    "announced", "heralded", "by-people", "named-both", "like-name", "borne-out", "asked-after", "gap", "born-before",
    "other-order", "outlived", "alive-since", "unended", "removed", "silence", "flagged", "same-kind", "other-kind",
    "other-platform", "other-sort", "other-trade",
)  # fmt: skip
"""Everything that is measured of a pair. 0 is nothing known, above 0 speaks for it, below 0 against."""

NEVER = -(2**62)
"""Stands for the time of what never happened."""

FLOOR = 0.02
"""Share of adverts that is added to both sides, so that one advert more or less says little."""

THING = 5.0
"""Bits that are added to all that one has: of one who has one thing, that it is shared says less."""

PLAIN_NAME, PLAIN_ADMIN, PLAIN_OVERLAP, PLAIN_PART = 6.0, 4.0, 0.05, 0.25
"""Bits of a name and of who ran both, part of the members and part of all that two have, from which each is plain."""

MONTH = 30.0
"""Days in the unit by which time is told."""

MOST = 4.0
"""Doublings of a silence above which more of it says nothing."""

Values = Mapping[str, "Floats"]


class Features:
    """Measures pairs, given what the blocks say of them."""

    def __init__(
        self,
        snapshot: Snapshot,
        lives: Mapping[int, Life],
        profiles: GroupProfiles,
        audience: Audience,
        group_names: GroupNames,
        announcements: Announcements,
        nearest: "Floats",
        wealth: Values,
    ) -> None:
        """Take by number the bits that tie each one to its nearest kin, and those of all that it has, by block."""
        self.snapshot, self.lives = snapshot, lives
        self.profiles, self.audience, self.group_names, self.announcements = (
            profiles,
            audience,
            group_names,
            announcements,
        )
        self.nearest, self.wealth = nearest, wealth

    @cached_property
    def births(self) -> "Ints":
        """Give when each subject was born, by number."""
        return self._times([(one, life.born) for one, life in self.lives.items()])

    @cached_property
    def ends(self) -> "Ints":
        """Give when each subject was last heard of, by number."""
        return self._times([(one, life.end) for one, life in self.lives.items()])

    def _times(self, said: Sequence[tuple[int, int | None]]) -> "Ints":
        import numpy as np

        found = np.full(len(self.snapshot.ids), NEVER, dtype="int64")
        for subject, at in said:
            if at is not None:
                found[subject] = at
        return found

    def measure_pairs(self, old: "Ints", new: "Ints", said: Values) -> Values:
        """Give the measures of pairs by term, from what each block says of them."""
        import numpy as np

        values = self.audience.members.measure_pairs(old, new, said)
        values["came-elsewhere"] = np.zeros(len(old))  # known when all old ones were seen: see ``Donors``
        apart = (self.homes[old] != self.homes[new]) | (self.sorts[old] != self.sorts[new])
        for term in ("few-early", "few-members"):  # nobody is seen in two places of other kinds
            values[term] = np.where(apart, 0.0, values[term])
        kept = {name: self.share_kept(name, old, new, said[name]) for name in ("staff", "contacts", "texts")}
        there = np.maximum(
            self.share_kept("there", old, new, said["came"]), self.share_kept("there", old, new, said["ran"])
        )
        values |= {
            "same-admin": said["admins"],
            "same-staff": said["staff"] - said["admins"],
            "staff-kept": kept["staff"],
            "staff-there": np.where(said["staff"] > 0, 0.0, there),
            "like-staff": np.maximum(said["borne"] - said["bearers"], 0.0),
            "handed-contact": said["contacts"],
            "contacts-kept": kept["contacts"],
            "same-circle": self.share_kept("circles", old, new, said["circles"] - said["direct"]),
            "handed-text": said["texts"],
            "texts-kept": kept["texts"],
            "announced": said["announced"],
            "heralded": self.heralded[new],
            "by-people": said["by-people"],
            "named-both": said["named-both"],
        }
        profiles = self.profiles
        shared = said["kin"] + said["admins"] + values["staff-there"] + values["like-staff"]
        values["strangers"] = -np.where(
            shared > 0, 0.0, np.log2(1.0 + np.minimum(self.known_of[old], self.known_of[new]))
        )
        for term, held, common in (
            ("other-admins", profiles.admins, shared),
            ("other-contacts", profiles.contacts, said["contacts"]),
            ("other-texts", profiles.texts, said["texts"]),
        ):
            known = self.where_known(held)
            values[term] = np.where(known[old] & known[new] & (common <= 0), -1.0, 0.0)
        values |= (
            self.measure_names(old, new, said["names"]) | self.measure_kinds(old, new) | self.measure_times(old, new)
        )
        values["borne-out"] = borne_out(values)
        values["other-platform"] = -(self.homes[old] != self.homes[new]).astype(float)
        values["other-sort"] = -(self.sorts[old] != self.sorts[new]).astype(float)
        nearest = np.maximum(self.nearest[new], said["kin"])
        values["belongs-elsewhere"] = np.log2((said["kin"] + 1.0) / (nearest + 1.0))
        values["asked-after"] = np.minimum(values["asked-after"], self.measure_asking(old, new))
        return values

    def share_kept(self, name: str, old: "Ints", new: "Ints", shared: Any) -> Any:
        """Give what part of all that both have of a block they share: of the geometric mean of the two, shrunk."""
        import numpy as np

        wealth = self.wealth[name]
        return np.maximum(shared, 0.0) / np.sqrt((wealth[old] + THING) * (wealth[new] + THING))

    @cached_property
    def homes(self) -> "NodeNumbers":
        """Give the platform of each subject as a number, by number."""
        import numpy as np

        names = {one: self.snapshot.ids[one].partition(":")[0] for one in self.lives}
        order = {name: place for place, name in enumerate(sorted(set(names.values())))}
        found = np.zeros(len(self.snapshot.ids), dtype="int32")
        for one, name in names.items():
            found[one] = order[name]
        return found

    @cached_property
    def sorts(self) -> "Flags":
        """Say which subjects are pages, by number."""
        import numpy as np

        found = np.zeros(len(self.snapshot.ids), bool)
        found[[one for one in self.lives if self.snapshot.labels[one] == "Account"]] = True
        return found

    @cached_property
    def heralded(self) -> "Floats":
        """Give how plainly each subject is said to be a new place, by number."""
        import numpy as np

        found = np.zeros(len(self.snapshot.ids))
        for one, said in self.announcements.heralded.items():
            found[one] = said.strength
        return found

    @cached_property
    def known_of(self) -> "Floats":
        """Give how many people who work in it, contacts and adverts are known of each subject, by number."""
        import numpy as np

        found = np.zeros(len(self.snapshot.ids))
        for held in (self.profiles.hands, self.profiles.circles, self.profiles.texts):
            for one, things in held.items():
                found[one] += len(things)
        return found

    def where_known(self, held: Mapping[int, Any]) -> "Flags":
        """Say of which subjects anything of a sort is known, by number."""
        import numpy as np

        found = np.zeros(len(self.snapshot.ids), bool)
        found[sorted(one for one, things in held.items() if things)] = True
        return found

    def measure_names(self, old: "Ints", new: "Ints", share: Any) -> dict[str, Any]:
        """Give what names say of pairs that share a word."""
        import numpy as np

        found = np.zeros(len(old))
        for at in np.flatnonzero(share).tolist():
            like = self.group_names.alike(int(old[at]), int(new[at]))
            found[at] = like[0] if like else 0.0
        return {"like-name": np.maximum(found, 0.0), "asked-after": np.where(found < 0, -1.0, 0.0)}

    def measure_asking(self, old: "Ints", new: "Ints") -> "Floats":
        """Give -1 where people of the new one ask after a contact of the old one."""
        import numpy as np

        asked, contacts = self.profiles.asked, self.profiles.contacts
        found = np.zeros(len(old))
        suspects = self.where_known(asked)
        for at in np.flatnonzero(suspects[new]).tolist():
            if asked[int(new[at])] & contacts.get(int(old[at]), set()):
                found[at] = -1.0
        return found

    def measure_kinds(self, old: "Ints", new: "Ints") -> dict[str, Any]:
        """Give whether both are channels or chats, by the rarity of that, or one each, and how unlike they trade."""
        import numpy as np

        kinds = np.full(len(self.snapshot.ids), -1)
        for subject, (channel, _) in self.profiles.channels.items():
            kinds[subject] = channel
        posts, adverts = np.zeros((2, len(self.snapshot.ids)))
        for subject, share in self.profiles.trades.items():
            posts[subject] = self.lives[subject].posts
            adverts[subject] = share * posts[subject]
        unlike = measure_unlikeness(adverts[old], posts[old], adverts[new], posts[new])
        known = (kinds[old] >= 0) & (kinds[new] >= 0)
        rare = np.log2(max((kinds >= 0).sum(), 1) / np.maximum(np.bincount(kinds[kinds >= 0], minlength=2), 1))
        return {
            "same-kind": np.where(known & (kinds[old] == kinds[new]), rare[kinds[old]], 0.0),
            "other-kind": np.where(known & (kinds[old] != kinds[new]), -1.0, 0.0),
            "other-trade": -unlike,
        }

    def measure_times(self, old: "Ints", new: "Ints") -> dict[str, Any]:
        """Give what times say: how long after the end of the old one the new one began, or before it, and in days;
        whether the old one began or ended later, was seen alive, removed or flagged, how long it was silent, or
        whether nothing says that it ended."""
        import numpy as np

        gap = (self.births[new] - self.ends[old]) / DAY
        size = len(self.snapshot.ids)
        posts, flagged, silence, removed = np.zeros((4, size))
        alive = np.full(size, NEVER)
        for subject, life in self.lives.items():
            posts[subject] = life.posts > 0
            flagged[subject] = life.flagged is not None
            removed[subject] = life.how == "removed"
            if life.how == "silent" and life.last is not None:
                silence[subject] = min(1.0 + log2((life.looked - life.last) / life.needed), MOST)
            if life.alive is not None:
                alive[subject] = life.alive[0]
        ended = (posts[old] > 0) | (removed[old] > 0)  # else nobody knows when
        after = np.maximum(self.ends[old] - self.ends[new], 0) / DAY
        since = np.maximum(alive[old] - self.births[new], 0) / DAY
        return {
            "gap": np.where(ended, -np.maximum(gap, 0.0), 0.0),
            "born-before": np.where(ended, np.minimum(gap, 0.0), 0.0),
            "other-order": np.where(self.births[new] < self.births[old], -1.0, 0.0),
            "outlived": np.where((posts[old] > 0) & (posts[new] > 0), -np.log2(1.0 + after / MONTH), 0.0),
            "alive-since": np.where(removed[old] > 0, 0.0, -np.log2(1.0 + since / MONTH)),
            "unended": np.where(ended, 0.0, -1.0),
            "removed": removed[old],
            "silence": silence[old],
            "flagged": flagged[old],
        }


def borne_out(values: Values) -> "Floats":
    """Give how far the name and the members of pairs, which anybody may take, go along with who runs the two.

    From 0 to 2: the lesser of two sums, that of name and members and that of staff, contacts and adverts; each of the
    five counts 1 from where it is plain.
    """
    import numpy as np

    taken = np.minimum(values["like-name"] / PLAIN_NAME, 1.0) + np.minimum(values["overlap"] / PLAIN_OVERLAP, 1.0)
    run = np.maximum(
        np.minimum(values["same-admin"] / PLAIN_ADMIN, 1.0), np.minimum(values["staff-kept"] / PLAIN_PART, 1.0)
    )
    for term in ("contacts-kept", "texts-kept"):
        run = run + np.minimum(values[term] / PLAIN_PART, 1.0)
    found: Floats = np.minimum(taken, run)
    return found


def measure_unlikeness(
    some: "Floats",
    of: "Floats",
    others: "Floats",
    among: "Floats",
) -> "Floats":
    """Give how many times one share is the other, in bits (log2); no more than the evidence that they differ at all.

    That evidence is the likelihood ratio of two shares to one (G-test), in bits: of a few posts it is small.
    """
    import numpy as np

    one, other, both = (
        np.nan_to_num(a / np.maximum(b, 1.0)) for a, b in ((some, of), (others, among), (some + others, of + among))
    )
    ratio = np.abs(np.log2((one + FLOOR) / (other + FLOOR)))
    evidence = measure_divergence(one, both) * of + measure_divergence(other, both) * among
    found: Floats = np.where((of > 0) & (among > 0), np.minimum(ratio, evidence), 0.0)
    return found


def measure_divergence(share: "Floats", from_: "Floats") -> "Floats":
    """Give the divergence of one share from another, in bits (Kullback and Leibler 1951); nought where a side is."""
    import numpy as np

    found = np.zeros(len(share))
    for a, b in ((share, from_), (1 - share, 1 - from_)):
        found += a * np.log2(np.maximum(a, 1e-12) / np.maximum(b, 1e-12))
    return np.maximum(found, 0.0)
