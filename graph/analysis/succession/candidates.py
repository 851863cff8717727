"""Candidates: pairs of an old and a new group or page that lie right in time and share anything."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING, Any

from graph.analysis.shared.lifetimes import Life
from graph.analysis.shared.rarity import FEW, Rarity
from graph.analysis.succession.announcements import Heralds
from graph.analysis.succession.audience import Audience
from graph.analysis.succession.blocking import Block, Chunk, chunks, incidence
from graph.analysis.succession.features import Measures, Values
from graph.analysis.succession.group_names import Titles
from graph.analysis.succession.group_profiles import Announced, Held, Legacy, Pair
from graph.analysis.succession.members import JOINER
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Side:
    """Old or new ones in an order of their own."""

    subjects: "np.ndarray[Any, Any]"
    rows: Mapping[int, int]


class Inheritance:
    """Pairs of an old and a new one that lie right in time and share anything, with the measures of each."""

    def __init__(self, snapshot: Snapshot, rarity: Rarity, lives: Mapping[int, Life]) -> None:
        self.snapshot, self.lives = snapshot, lives
        self.of = max(len(lives), FEW)
        self.legacy = Legacy(snapshot, rarity, lives)
        self.audience = Audience(snapshot, lives, self.legacy.staff)
        self.titles = Titles(snapshot, lives, self.of, JOINER)
        self.heralds = Heralds(snapshot, lives, self.legacy, self.titles)
        self.measures = Measures(
            snapshot, lives, self.legacy, self.audience, self.titles, self.heralds, self.kinship[0], self.wealth
        )

    def pairs(self) -> Iterator[tuple["np.ndarray[Any, Any]", "np.ndarray[Any, Any]", Values]]:
        """Yield old and new numbers of pairs that share anything, and their measures by term, in chunks.

        Of any two that is the new one which began later or lasted longer; where each did one of these, both orders
        are pairs. Time, platform and kind are measures.
        """
        import numpy as np

        every = side(sorted(self.lives))
        count = len(every.subjects)
        none, all_ = np.zeros(count, dtype="int64"), np.full(count, count)
        births, ends = self.measures.births, self.measures.ends
        for chunk in chunks(self.blocks(every, every), none, all_):
            a, b = every.subjects[chunk.old], every.subjects[chunk.new]
            later = (a != b) & ((births[b] > births[a]) | (ends[b] > ends[a]))
            if later.any():
                yield a[later], b[later], self.measures.of(a[later], b[later], chunk.where(later).values)

    def pair(self, old: int, new: int) -> Values:
        """Give the measures of one pair, whether or not it lies right in time and shares anything."""
        import numpy as np

        mine, theirs = side([old]), side([new])
        blocks = self.blocks(mine, theirs)
        some = list(chunks(blocks, np.array([0]), np.array([1])))
        nothing = Chunk(np.array([0]), np.array([0]), {name: np.zeros(1) for name in blocks})
        return self.measures.of(mine.subjects, theirs.subjects, (some[0] if some else nothing).values)

    def blocks(self, old: Side, new: Side) -> dict[str, Block]:
        """Give the blocks in union: what two may share, weighed by its rarity."""
        return {
            **{name: self.both(held, old, new) for name, held in self.held.items() if name != "there"},
            "names": self.titles.block(old.rows, new.rows),
            "kin": self.both(self.kin, old, new),
            "announced": self.told(old, new),
            "by-people": self.said(self.heralds.by_people, old, new),
            "named-both": self.said(self.heralds.named_both, old, new),
            "came": self.across(self.held["staff"], self.held["there"], old, new),
            "ran": self.across(self.held["there"], self.held["staff"], old, new),
            **self.audience.members.blocks(old.subjects, new.subjects),
        }

    @cached_property
    def held(self) -> dict[str, dict[int, dict[int, float]]]:
        """Give what each one has, in bits, by block: the same for all sides."""
        legacy = self.legacy
        circles = self.weighed(legacy.circles)
        direct = {
            one: {thing: bits for thing, bits in held.items() if thing in legacy.contacts.get(one, ())}
            for one, held in circles.items()
        }
        names = self.weighed(
            {one: {n for who in some for n in legacy.borne.get(who, ())} for one, some in self.hands.items()}
        )
        bearers = {
            one: {who: sum(names[one].get(n, 0.0) for n in legacy.borne.get(who, ())) for who in sorted(some)}
            for one, some in self.hands.items()
        }
        return {
            "admins": self.weighed(legacy.admins),
            "staff": self.weighed(self.hands),
            "contacts": self.weighed(legacy.contacts),
            "circles": circles,
            "direct": direct,
            "texts": self.weighed(self.texts),
            "there": self.weighed(legacy.there),
            "bearers": bearers,
            "borne": names,
        }

    @cached_property
    def wealth(self) -> dict[str, "np.ndarray[Any, Any]"]:
        """Give by number how many bits all that one has is worth, by block."""
        import numpy as np

        found = {}
        for name, held in self.held.items():
            found[name] = np.zeros(len(self.snapshot.ids))
            found[name][list(held)] = [sum(things.values()) for things in held.values()]
        return found

    @property
    def hands(self) -> Held:
        """Give those who run a group or advertise in it."""
        return self.legacy.hands

    @cached_property
    def texts(self) -> Held:
        """Give the wordings of each one's adverts."""
        return {one: set(posts) for one, posts in self.legacy.texts.items()}

    @cached_property
    def kin(self) -> dict[int, dict[int, float]]:
        """Give all that ties groups and pages of one crew, in bits: who works in them, their contacts, and adverts."""
        nodes, found = len(self.snapshot.ids), dict[int, dict[int, float]]()
        for shift, held in enumerate(("staff", "circles", "texts")):
            for one, things in self.held[held].items():
                found.setdefault(one, {}).update({shift * nodes + thing: bits for thing, bits in things.items()})
        return found

    @cached_property
    def kinship(self) -> tuple["np.ndarray[Any, Any]", "np.ndarray[Any, Any]"]:
        """Give by number how many bits tie each one to its nearest kin, and which that is, -1 where it has none."""
        import numpy as np

        every = side(sorted(self.kin))
        bits, nearest = np.zeros(len(self.snapshot.ids)), np.full(len(self.snapshot.ids), -1)
        zero, last = np.zeros(len(every.subjects), dtype="int64"), np.full(len(every.subjects), len(every.subjects))
        for chunk in chunks({"kin": self.both(self.kin, every, every)}, zero, last):
            chunk = chunk.where(chunk.old != chunk.new)
            order = np.lexsort((chunk.new, -chunk.values["kin"], chunk.old))
            firsts = order[np.flatnonzero(np.diff(chunk.old[order], prepend=-1))]
            bits[every.subjects[chunk.old[firsts]]] = chunk.values["kin"][firsts]
            nearest[every.subjects[chunk.old[firsts]]] = every.subjects[chunk.new[firsts]]
        return bits, nearest

    def weighed(self, held: Held) -> dict[int, dict[int, float]]:
        """Give each thing its bits: how few hold it; what more than fifty hold says nothing."""
        holders = Counter(thing for things in held.values() for thing in things)
        of = max(self.of, len(held))
        return {
            one: {thing: log2(of / holders[thing]) for thing in sorted(things) if holders[thing] <= JOINER}
            for one, things in sorted(held.items())
        }

    def both(self, held: Mapping[int, Mapping[int, float]], old: Side, new: Side) -> Block:
        """Give a block whose value is the sum of bits of what both hold."""
        return self.across(held, held, old, new)

    def across(
        self, held: Mapping[int, Mapping[int, float]], there: Mapping[int, Mapping[int, float]], old: Side, new: Side
    ) -> Block:
        """Give a block whose value is the sum of bits of what the old one holds and the new one has too."""
        ones = {one: dict.fromkeys(things, 1.0) for one, things in there.items()}
        return Block(incidence(held, old.rows), incidence(ones, new.rows))

    def told(self, old: Side, new: Side) -> Block:
        """Give a block of announcements: how plainly the old one names the new, 1 where the new names the old."""
        said: dict[int, dict[int, float]] = {}
        for (one, other), announced in self.legacy.announced.items():
            for names, named, strength in ((one, other, 1.0 + announced.strength), (other, one, 1.0)):
                known = said.setdefault(names, {})
                known[named] = max(known.get(named, 0.0), strength)
        return self.pairwise(said, old, new)

    def said(self, announced: Mapping[Pair, Announced], old: Side, new: Side) -> Block:
        """Give a block of how plainly each pair is announced."""
        by_old: dict[int, dict[int, float]] = {}
        for (one, other), some in announced.items():
            by_old.setdefault(one, {})[other] = some.strength
        return self.pairwise(by_old, old, new)

    def pairwise(self, said: Mapping[int, Mapping[int, float]], old: Side, new: Side) -> Block:
        """Give a block whose value is what is said of the pair itself."""
        itself = {one: {one: 1.0} for one in self.lives}
        width = max((*said, *self.lives, *(n for held in said.values() for n in held)), default=0)
        pad = {-1: {width: 0.0}}
        return Block(incidence({**said, **pad}, old.rows), incidence(itself | pad, new.rows))


def side(subjects: Sequence[int]) -> Side:
    """Give subjects in their order."""
    import numpy as np

    return Side(np.array(subjects, dtype="int64"), {subject: row for row, subject in enumerate(subjects)})
