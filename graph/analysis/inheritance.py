"""Inheritance: what a new group or page has of an old one, and what shows other people behind it, in bits."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product

from graph.analysis.audience import JOINER, Audience
from graph.analysis.legacy import Legacy, Pair
from graph.analysis.lifetimes import Life
from graph.analysis.moments import DAY, iso
from graph.analysis.rarity import Rarity
from graph.finding import Evidence, Reason, address
from graph.model import AdminOf, Checked, In, Posted
from graph.snapshot import Snapshot

BEFORE, AFTER = 14 * DAY, 120 * DAY
"""How long before an old one went dark, and after it, a successor may be born."""

FADES = 30.0
"""Days in which a gap loses a bit of what it says."""

HARD = frozenset({"same-admin", "handed-contact", "handed-text", "announced"})
"""Reasons that a rival who copies name and members cannot have."""


class Inheritance:
    """Pairs of an old and a new one that lie right in time, and what speaks for and against each."""

    def __init__(self, snapshot: Snapshot, rarity: Rarity, lives: Mapping[int, Life]) -> None:
        self.snapshot, self.lives = snapshot, lives
        self.audience = Audience(snapshot, lives)
        self.legacy = Legacy(snapshot, rarity, lives, self.audience)

    def pairs(self) -> list[Pair]:
        """Give the pairs of one platform that share anything and lie right in time, old before new, sorted."""
        found: set[Pair] = set()
        audience, legacy = self.audience, self.legacy
        blocks = [audience.members, audience.admins, audience.named, legacy.contacts, legacy.texts]
        for of in blocks:
            holders: dict[int, set[int]] = {}
            for subject, things in of.items():
                for thing in things:
                    holders.setdefault(thing, set()).add(subject)
            for subjects in holders.values():
                if len(subjects) <= JOINER:
                    old = [subject for subject in subjects if self.lives[subject].dark is not None]
                    found |= {pair for pair in product(old, subjects) if self.follows(*pair)}
        found |= {pair for pair in legacy.announced if self.follows(*pair)}
        return sorted(found)

    def follows(self, old: int, new: int) -> bool:
        """Say whether one may follow the other: of one platform and kind, born about the death, and outliving it."""
        one, other = self.lives[old], self.lives[new]
        if old == new or one.dark is None or other.last is None or other.last <= one.dark:
            return False
        if self.home(old) != self.home(new) or self.snapshot.labels[old] != self.snapshot.labels[new]:
            return False
        return one.dark - BEFORE <= other.born <= one.dark + AFTER

    def home(self, subject: int) -> str:
        """Give where a subject lives."""
        return self.snapshot.ids[subject].partition(":")[0]

    def reasons(self, old: int, new: int) -> Iterator[Reason]:
        """Yield the reasons for and against a pair; none where nothing but time speaks for it."""
        audience, legacy = self.audience, self.legacy
        hard = [
            *audience.ran(old, new),
            *legacy.handed(old, new),
            *legacy.texted(old, new),
            *legacy.told(old, new),
        ]
        yield from hard
        yield from audience.came_along(old, new)
        yield from audience.names(old, new)
        yield from self.death(old)
        yield from self.birth(old, new)
        yield from self.others(old, new, {reason.key for reason in hard})

    def death(self, old: int) -> Iterator[Reason]:
        """Yield how it is known that the old one is dark: a check says so, or its files go on without it."""
        life, id = self.lives[old], self.snapshot.ids[old]
        told = {"node": id, "last": iso(life.last)}
        if life.how == "removed" and life.checked:
            yield Reason("old-removed", told, 0.0, (address(Checked, id, life.checked),))
        elif life.how == "silent":
            told |= {"read_to": iso(life.read_to)}
            yield Reason("old-silent", told | {"needed_days": life.needed // DAY}, 0.0, self.edge[old, "last"])

    def birth(self, old: int, new: int) -> Iterator[Reason]:
        """Yield how long after the death the new one was born; a long gap speaks against."""
        dark = self.lives[old].dark or 0
        gap = (self.lives[new].born - dark) / DAY
        parts = {"days": round(abs(gap), 1), "how": self.lives[old].how}
        evidence = (*self.edge.get((old, "last"), ()), *self.edge.get((new, "first"), ()))
        bits = 1.0 if gap < 0 else 2.0 - gap / FADES
        yield Reason("born-after" if gap >= 0 else "born-before", parts, bits, evidence)

    @cached_property
    def edge(self) -> dict[tuple[int, str], tuple[Evidence, ...]]:
        """Give the first and the last post of each group and page."""
        ids = self.snapshot.ids
        found: dict[tuple[int, str], tuple[int, tuple[Evidence, ...]]] = {}
        for cls, post_end, end in ((In, "start", "end"), (Posted, "end", "start")):
            table = self.snapshot.table(cls)
            columns = (table[name].to_pylist() for name in (post_end, end, "first_seen"))
            for post, subject, at in zip(*columns, strict=True):
                if at is not None and subject in self.lives:
                    for edge, sign in (("first", 1), ("last", -1)):
                        key = (subject, edge)
                        if key not in found or sign * at < found[key][0]:
                            start, stop = (post, subject) if cls is In else (subject, post)
                            found[key] = (sign * at, (address(cls, ids[start], ids[stop]),))
        return {key: evidence for key, (_, evidence) in found.items()}

    def others(self, old: int, new: int, hard: set[str]) -> Iterator[Reason]:
        """Yield that other people, or other contacts, stand behind the new one."""
        ids = self.snapshot.ids
        mine, theirs = self.audience.admins.get(old, set()), self.audience.admins.get(new, set())
        if mine and theirs and "same-admin" not in hard:
            evidence = tuple(
                address(AdminOf, ids[min(accounts)], ids[group]) for accounts, group in ((mine, old), (theirs, new))
            )
            yield Reason("other-admins", {"old": ids[old], "new": ids[new]}, -4.0, evidence)
        given, taken = self.legacy.contacts.get(old, set()), self.legacy.contacts.get(new, set())
        if given and taken and "handed-contact" not in hard:
            evidence = tuple(
                link
                for contacts, group in ((given, old), (taken, new))
                for link in self.snapshot.evidence(ids[group], ids[min(contacts)], 1)
            )
            yield Reason("other-contacts", {"old": ids[old], "new": ids[new]}, -3.0, evidence)
