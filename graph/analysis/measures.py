"""Measures: numbers for what speaks for a pair of an old and a new one, and for what speaks against it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING, Any

from graph.analysis.audience import Audience
from graph.analysis.legacy import Legacy
from graph.analysis.lifetimes import Life
from graph.analysis.moments import DAY
from graph.analysis.titles import Titles
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np

TERMS = (
    "members", "carried", "overlap", "wave", "few-early", "few-members", "came-elsewhere", "same-admin",
    "other-admins", "same-staff", "staff-kept", "handed-contact", "contacts-kept", "other-contacts", "same-circle",
    "handed-text", "texts-kept", "other-texts", "belongs-elsewhere", "announced", "like-name", "asked-after", "gap",
    "born-before", "same-kind", "other-kind", "other-trade", "flagged", "silence",
)  # fmt: skip
"""Everything that is measured of a pair. 0 is nothing known, above 0 speaks for it, below 0 against."""

NEVER = -(2**62)
"""Stands for the time of what never happened."""

FLOOR = 0.02
"""Share of adverts that is added to both sides, so that one advert more or less says little."""

THING = 5.0
"""Bits that are added to all that one has: of one who has one thing, that it is shared says less."""

Values = Mapping[str, "np.ndarray[Any, Any]"]


class Measures:
    """Measures pairs, given what the blocks say of them."""

    def __init__(
        self,
        snapshot: Snapshot,
        lives: Mapping[int, Life],
        legacy: Legacy,
        audience: Audience,
        titles: Titles,
        nearest: "np.ndarray[Any, Any]",
        wealth: Values,
    ) -> None:
        """Take by number the bits that tie each one to its nearest kin, and those of all that it has, by block."""
        self.snapshot, self.lives = snapshot, lives
        self.legacy, self.audience, self.titles = legacy, audience, titles
        self.nearest, self.wealth = nearest, wealth

    @cached_property
    def births(self) -> "np.ndarray[Any, Any]":
        """Give when each subject was born, by number."""
        return self._times([(one, life.born) for one, life in self.lives.items()])

    @cached_property
    def deaths(self) -> "np.ndarray[Any, Any]":
        """Give when each subject went dark, by number."""
        return self._times([(one, life.dark) for one, life in self.lives.items()])

    @cached_property
    def ends(self) -> "np.ndarray[Any, Any]":
        """Give the last post of each subject, by number."""
        return self._times([(one, life.last) for one, life in self.lives.items()])

    def _times(self, said: Sequence[tuple[int, int | None]]) -> "np.ndarray[Any, Any]":
        import numpy as np

        found = np.full(len(self.snapshot.ids), NEVER, dtype="int64")
        for subject, at in said:
            if at is not None:
                found[subject] = at
        return found

    def of(self, old: "np.ndarray[Any, Any]", new: "np.ndarray[Any, Any]", said: Values) -> Values:
        """Give the measures of pairs by term, from what each block says of them."""
        import numpy as np

        values = self.audience.members.measured(old, new, said)
        values["came-elsewhere"] = np.zeros(len(old))  # known when all old ones were seen: see ``Donors``
        values |= {
            "same-admin": said["admins"],
            "same-staff": said["staff"] - said["admins"],
            "handed-contact": said["contacts"],
            "same-circle": said["circles"] - said["direct"],
            "handed-text": said["texts"],
            "announced": said["announced"],
        }
        legacy = self.legacy
        for term, held, shared in (
            ("other-admins", legacy.admins, said["kin"]),
            ("other-contacts", legacy.contacts, said["contacts"]),
            ("other-texts", legacy.texts, said["texts"]),
        ):
            known = self.known(held)
            values[term] = np.where(known[old] & known[new] & (shared <= 0), -1.0, 0.0)
        for term, name in (("staff-kept", "staff"), ("contacts-kept", "contacts"), ("texts-kept", "texts")):
            values[term] = said[name] / (self.wealth[name][new] + THING)
        values |= self.of_names(old, new, said["names"]) | self.of_kind(old, new) | self.of_time(old, new)
        nearest = np.maximum(self.nearest[new], said["kin"])
        values["belongs-elsewhere"] = np.log2((said["kin"] + 1.0) / (nearest + 1.0))
        values["asked-after"] = np.minimum(values["asked-after"], self.of_asking(old, new))
        return values

    def known(self, held: Mapping[int, Any]) -> "np.ndarray[Any, Any]":
        """Say of which subjects anything of a sort is known, by number."""
        import numpy as np

        found = np.zeros(len(self.snapshot.ids), bool)
        found[sorted(one for one, things in held.items() if things)] = True
        return found

    def of_names(self, old: "np.ndarray[Any, Any]", new: "np.ndarray[Any, Any]", share: Any) -> dict[str, Any]:
        """Give what names say of pairs that share a word."""
        import numpy as np

        found = np.zeros(len(old))
        for at in np.flatnonzero(share).tolist():
            like = self.titles.alike(int(old[at]), int(new[at]))
            found[at] = like[0] if like else 0.0
        return {"like-name": np.maximum(found, 0.0), "asked-after": np.where(found < 0, -1.0, 0.0)}

    def of_asking(self, old: "np.ndarray[Any, Any]", new: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
        """Give -1 where people of the new one ask after a contact of the old one."""
        import numpy as np

        asked, contacts = self.legacy.asked, self.legacy.contacts
        found = np.zeros(len(old))
        suspects = self.known(asked)
        for at in np.flatnonzero(suspects[new]).tolist():
            if asked[int(new[at])] & contacts.get(int(old[at]), set()):
                found[at] = -1.0
        return found

    def of_kind(self, old: "np.ndarray[Any, Any]", new: "np.ndarray[Any, Any]") -> dict[str, Any]:
        """Give whether both are channels or chats, by the rarity of that, or one each, and how unlike they trade."""
        import numpy as np

        kinds = np.full(len(self.snapshot.ids), -1)
        for subject, (channel, _) in self.legacy.channels.items():
            kinds[subject] = channel
        posts, adverts = np.zeros((2, len(self.snapshot.ids)))
        for subject, share in self.legacy.trades.items():
            posts[subject] = self.lives[subject].posts
            adverts[subject] = share * posts[subject]
        unlike = unlikeness(adverts[old], posts[old], adverts[new], posts[new])
        known = (kinds[old] >= 0) & (kinds[new] >= 0)
        rare = np.log2(max((kinds >= 0).sum(), 1) / np.maximum(np.bincount(kinds[kinds >= 0], minlength=2), 1))
        return {
            "same-kind": np.where(known & (kinds[old] == kinds[new]), rare[kinds[old]], 0.0),
            "other-kind": np.where(known & (kinds[old] != kinds[new]), -1.0, 0.0),
            "other-trade": -unlike,
        }

    def of_time(self, old: "np.ndarray[Any, Any]", new: "np.ndarray[Any, Any]") -> dict[str, Any]:
        """Give days from death to birth, whether the old one was flagged, and a silence under twice what is needed."""
        import numpy as np

        gap = np.where(self.deaths[old] == NEVER, 0.0, (self.births[new] - self.deaths[old]) / DAY)
        flagged, silence = np.zeros(len(self.snapshot.ids)), np.zeros(len(self.snapshot.ids))
        for subject, life in self.lives.items():
            flagged[subject] = life.flagged is not None
            if life.how == "silent" and life.read_to is not None and life.last is not None:
                silence[subject] = log2((life.read_to - life.last) / life.needed) - 1.0
        return {
            "gap": -np.maximum(gap, 0.0),
            "born-before": np.where(gap < 0, -1.0, 0.0),
            "flagged": flagged[old],
            "silence": np.minimum(silence[old], 0.0),
        }


def unlikeness(
    some: "np.ndarray[Any, Any]",
    of: "np.ndarray[Any, Any]",
    others: "np.ndarray[Any, Any]",
    among: "np.ndarray[Any, Any]",
) -> "np.ndarray[Any, Any]":
    """Give how many times one share is the other, in bits (log2); no more than the evidence that they differ at all.

    That evidence is the likelihood ratio of two shares to one (G-test), in bits: of a few posts it is small.
    """
    import numpy as np

    one, other, both = (
        np.nan_to_num(a / np.maximum(b, 1.0)) for a, b in ((some, of), (others, among), (some + others, of + among))
    )
    ratio = np.abs(np.log2((one + FLOOR) / (other + FLOOR)))
    evidence = divergence(one, both) * of + divergence(other, both) * among
    found: np.ndarray[Any, Any] = np.where((of > 0) & (among > 0), np.minimum(ratio, evidence), 0.0)
    return found


def divergence(share: "np.ndarray[Any, Any]", from_: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Give the divergence of one share from another, in bits (Kullback and Leibler 1951); nought where a side is."""
    import numpy as np

    found = np.zeros(len(share))
    for a, b in ((share, from_), (1 - share, 1 - from_)):
        found += a * np.log2(np.maximum(a, 1e-12) / np.maximum(b, 1e-12))
    return np.maximum(found, 0.0)
