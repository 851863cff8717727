"""Candidates: pairs of an old and a new group or page that lie right in time and share anything."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2
from typing import TYPE_CHECKING

from graph.analysis.shared.lifetimes import Life
from graph.analysis.shared.rarity import FEW, Rarity
from graph.analysis.succession.announcements import Announcements
from graph.analysis.succession.audience import Audience
from graph.analysis.succession.blocking import Block, Chunk, list_pair_chunks, make_incidence_matrix
from graph.analysis.succession.features import Features, Values
from graph.analysis.succession.group_names import GroupNames
from graph.analysis.succession.group_profiles import Announced, GroupProfiles, Held, Pair
from graph.analysis.succession.members import JOINER
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    from graph.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class Side:
    """Old or new ones in an order of their own."""

    subjects: "Ints"
    rows: Mapping[int, int]


class CandidatePairs:
    """Pairs of an old and a new one that lie right in time and share anything, with the measures of each."""

    def __init__(self, snapshot: Snapshot, rarity: Rarity, lives: Mapping[int, Life]) -> None:
        self.snapshot, self.lives = snapshot, lives
        self.of = max(len(lives), FEW)
        self.profiles = GroupProfiles(snapshot, rarity, lives)
        self.audience = Audience(snapshot, lives, self.profiles.staff)
        self.group_names = GroupNames(snapshot, lives, self.of, JOINER)
        self.announcements = Announcements(snapshot, lives, self.profiles, self.group_names)
        self.features = Features(
            snapshot,
            lives,
            self.profiles,
            self.audience,
            self.group_names,
            self.announcements,
            self.kinship[0],
            self.wealth,
        )

    def measure_pairs(self) -> Iterator[tuple["Ints", "Ints", Values]]:
        """Yield old and new numbers of pairs that share anything, and their measures by term, in chunks.

        Of any two that is the new one which began later or lasted longer; where each did one of these, both orders
        are pairs. Time, platform and kind are measures.
        """
        import numpy as np

        every = number_rows(sorted(self.lives))
        count = len(every.subjects)
        none, all_ = np.zeros(count, dtype="int64"), np.full(count, count)
        births, ends = self.features.births, self.features.ends
        for chunk in list_pair_chunks(self.blocks(every, every), none, all_):
            a, b = every.subjects[chunk.old], every.subjects[chunk.new]
            later = (a != b) & ((births[b] > births[a]) | (ends[b] > ends[a]))
            if later.any():
                yield a[later], b[later], self.features.measure_pairs(a[later], b[later], chunk.where(later).values)

    def measure_pair(self, old: int, new: int) -> Values:
        """Give the measures of one pair, whether or not it lies right in time and shares anything."""
        import numpy as np

        mine, theirs = number_rows([old]), number_rows([new])
        blocks = self.blocks(mine, theirs)
        some = list(list_pair_chunks(blocks, np.array([0]), np.array([1])))
        nothing = Chunk(np.array([0]), np.array([0]), {name: np.zeros(1) for name in blocks})
        return self.features.measure_pairs(mine.subjects, theirs.subjects, (some[0] if some else nothing).values)

    def blocks(self, old: Side, new: Side) -> dict[str, Block]:
        """Give the blocks in union: what two may share, weighed by its rarity."""
        return {
            **{name: self.block_of_shared(held, old, new) for name, held in self.held.items() if name != "there"},
            "names": self.group_names.block(old.rows, new.rows),
            "kin": self.block_of_shared(self.kin, old, new),
            "announced": self.block_of_names_announced(old, new),
            "by-people": self.block_of_announced(self.announcements.by_people, old, new),
            "named-both": self.block_of_announced(self.announcements.named_both, old, new),
            "came": self.block_across(self.held["staff"], self.held["there"], old, new),
            "ran": self.block_across(self.held["there"], self.held["staff"], old, new),
            **self.audience.members.blocks(old.subjects, new.subjects),
        }

    @cached_property
    def held(self) -> dict[str, dict[int, dict[int, float]]]:
        """Give what each one has, in bits, by block: the same for all sides."""
        profiles = self.profiles
        circles = self.weigh_things(profiles.circles)
        direct = {
            one: {thing: bits for thing, bits in held.items() if thing in profiles.contacts.get(one, ())}
            for one, held in circles.items()
        }
        names = self.weigh_things(
            {one: {n for who in some for n in profiles.borne.get(who, ())} for one, some in self.hands.items()}
        )
        bearers = {
            one: {who: sum(names[one].get(n, 0.0) for n in profiles.borne.get(who, ())) for who in sorted(some)}
            for one, some in self.hands.items()
        }
        return {
            "admins": self.weigh_things(profiles.admins),
            "staff": self.weigh_things(self.hands),
            "contacts": self.weigh_things(profiles.contacts),
            "circles": circles,
            "direct": direct,
            "texts": self.weigh_things(self.texts),
            "there": self.weigh_things(profiles.there),
            "bearers": bearers,
            "borne": names,
        }

    @cached_property
    def wealth(self) -> dict[str, "Floats"]:
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
        return self.profiles.hands

    @cached_property
    def texts(self) -> Held:
        """Give the wordings of each one's adverts."""
        return {one: set(posts) for one, posts in self.profiles.texts.items()}

    @cached_property
    def kin(self) -> dict[int, dict[int, float]]:
        """Give all that ties groups and pages of one crew, in bits: who works in them, their contacts, and adverts."""
        nodes, found = len(self.snapshot.ids), dict[int, dict[int, float]]()
        for shift, held in enumerate(("staff", "circles", "texts")):
            for one, things in self.held[held].items():
                found.setdefault(one, {}).update({shift * nodes + thing: bits for thing, bits in things.items()})
        return found

    @cached_property
    def kinship(self) -> tuple["Floats", "Ints"]:
        """Give by number how many bits tie each one to its nearest kin, and which that is, -1 where it has none."""
        import numpy as np

        every = number_rows(sorted(self.kin))
        bits, nearest = np.zeros(len(self.snapshot.ids)), np.full(len(self.snapshot.ids), -1)
        zero, last = np.zeros(len(every.subjects), dtype="int64"), np.full(len(every.subjects), len(every.subjects))
        for chunk in list_pair_chunks({"kin": self.block_of_shared(self.kin, every, every)}, zero, last):
            chunk = chunk.where(chunk.old != chunk.new)
            order = np.lexsort((chunk.new, -chunk.values["kin"], chunk.old))
            firsts = order[np.flatnonzero(np.diff(chunk.old[order], prepend=-1))]
            bits[every.subjects[chunk.old[firsts]]] = chunk.values["kin"][firsts]
            nearest[every.subjects[chunk.old[firsts]]] = every.subjects[chunk.new[firsts]]
        return bits, nearest

    def weigh_things(self, held: Held) -> dict[int, dict[int, float]]:
        """Give each thing its bits: how few hold it; what more than fifty hold says nothing."""
        holders = Counter(thing for things in held.values() for thing in things)
        of = max(self.of, len(held))
        return {
            one: {thing: log2(of / holders[thing]) for thing in sorted(things) if holders[thing] <= JOINER}
            for one, things in sorted(held.items())
        }

    def block_of_shared(self, held: Mapping[int, Mapping[int, float]], old: Side, new: Side) -> Block:
        """Give a block whose value is the sum of bits of what both hold."""
        return self.block_across(held, held, old, new)

    def block_across(
        self, held: Mapping[int, Mapping[int, float]], there: Mapping[int, Mapping[int, float]], old: Side, new: Side
    ) -> Block:
        """Give a block whose value is the sum of bits of what the old one holds and the new one has too."""
        ones = {one: dict.fromkeys(things, 1.0) for one, things in there.items()}
        return Block(make_incidence_matrix(held, old.rows), make_incidence_matrix(ones, new.rows))

    def block_of_names_announced(self, old: Side, new: Side) -> Block:
        """Give a block of announcements: how plainly the old one names the new, 1 where the new names the old."""
        said: dict[int, dict[int, float]] = {}
        for (one, other), announced in self.profiles.announced.items():
            for names, named, strength in ((one, other, 1.0 + announced.strength), (other, one, 1.0)):
                known = said.setdefault(names, {})
                known[named] = max(known.get(named, 0.0), strength)
        return self.block_of_pairs(said, old, new)

    def block_of_announced(self, announced: Mapping[Pair, Announced], old: Side, new: Side) -> Block:
        """Give a block of how plainly each pair is announced."""
        by_old: dict[int, dict[int, float]] = {}
        for (one, other), some in announced.items():
            by_old.setdefault(one, {})[other] = some.strength
        return self.block_of_pairs(by_old, old, new)

    def block_of_pairs(self, said: Mapping[int, Mapping[int, float]], old: Side, new: Side) -> Block:
        """Give a block whose value is what is said of the pair itself."""
        itself = {one: {one: 1.0} for one in self.lives}
        width = max((*said, *self.lives, *(n for held in said.values() for n in held)), default=0)
        pad = {-1: {width: 0.0}}
        return Block(make_incidence_matrix({**said, **pad}, old.rows), make_incidence_matrix(itself | pad, new.rows))


def number_rows(subjects: Sequence[int]) -> Side:
    """Give subjects in their order."""
    import numpy as np

    return Side(np.array(subjects, dtype="int64"), {subject: row for row, subject in enumerate(subjects)})
