"""Audience: who is in a group, who runs it and what it is called, and how much of that another one has."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from math import log2
from typing import Any

from graph import forms
from graph.analysis.lifetimes import Life
from graph.analysis.rarity import FEW
from graph.finding import Evidence, Reason, address
from graph.model import AdminOf, MemberOf, Named
from graph.snapshot import Snapshot

JOINER = 50
"""Groups above which a member makes no candidate: who is everywhere carries nothing over."""

MOST = 6.0
"""Bits that members, texts or names can say at most: audiences and words can be copied."""

TOLD = 3
"""Admins, contacts and members told of a pair, the rarest first."""

MANY = 10
"""Members known of an old group from which it says something that none came along."""

NAMES = 50
"""Names of one group or page that are compared: a title may be changed ten thousand times, to no end."""

LIKE = 0.4
"""Share of the words of two names, by rarity, that they must have in common."""


class Audience:
    """Members, administrators and names of groups and pages; each index is built once."""

    def __init__(self, snapshot: Snapshot, lives: Mapping[int, Life]) -> None:
        self.snapshot, self.lives = snapshot, lives
        self.of = max(len(lives), FEW)

    @cached_property
    def members(self) -> dict[int, set[int]]:
        """Give the members and writers of each group; one known by name counts as the one account of that name."""
        bearers: dict[int, set[int]] = {}
        named = self.snapshot.table(Named)
        for account, name in zip(named["start"].to_pylist(), named["end"].to_pylist(), strict=True):
            if self.snapshot.labels[account] == "Account":
                bearers.setdefault(name, set()).add(account)
        links, writers = self.snapshot.table(MemberOf), self.snapshot.writers()
        found: dict[int, set[int]] = {}
        for member, group in zip(
            [*links["start"].to_pylist(), *writers["writer"].to_pylist()],
            [*links["end"].to_pylist(), *writers["chat"].to_pylist()],
            strict=True,
        ):
            alike = bearers.get(member, set())
            if group in self.lives:
                found.setdefault(group, set()).add(next(iter(alike)) if len(alike) == 1 else member)
        groups = Counter(member for members in found.values() for member in members)
        return {
            group: {member for member in members if groups[member] <= JOINER}
            for group, members in sorted(found.items())
        }

    @cached_property
    def joined(self) -> Counter[int]:
        """Give in how many groups each member is."""
        return Counter(member for members in self.members.values() for member in members)

    def came_along(self, old: int, new: int) -> Iterator[Reason]:
        """Yield how many members came along, against how many would by chance; few of many speak against."""
        mine, theirs = self.members.get(old, set()), self.members.get(new, set())
        if not mine or not theirs:
            return
        common = mine & theirs
        chance = len(mine) * len(theirs) / max(len(self.joined), FEW)
        rare = [log2(self.of / self.joined[member]) for member in sorted(common)]
        every = sum(log2(self.of / self.joined[member]) for member in sorted(mine | theirs))
        bits = min(MOST, max(0.0, log2((len(common) + 0.5) / (chance + 0.5)))) if common else 0.0
        parts: dict[str, Any] = {"shared": len(common), "old": len(mine), "new": len(theirs)}
        parts |= {"jaccard": round(sum(rare) / every, 3) if every else 0.0, "chance": round(chance, 1)}
        evidence = self.inside(common, old, new)
        if bits > 0:
            yield Reason("members-came-along", parts, bits, evidence)
        elif len(mine) >= MANY:
            yield Reason("few-members", parts, -1.0, evidence or self.inside(mine, old)[:2])

    def inside(self, members: Iterable[int], *groups: int) -> tuple[Evidence, ...]:
        """Give the links of a few members into the groups."""
        ids, found = self.snapshot.ids, list[Evidence]()
        for member in sorted(members)[:TOLD]:
            for group in groups:
                if self.snapshot.has(MemberOf, ids[member], ids[group]):
                    found.append(address(MemberOf, ids[member], ids[group]))
                else:
                    found += self.snapshot.wrote_in(ids[member], ids[group], 1)
        return tuple(found)

    @cached_property
    def admins(self) -> dict[int, set[int]]:
        """Give who runs each group."""
        links, found = self.snapshot.table(AdminOf), dict[int, set[int]]()
        for account, group in zip(links["start"].to_pylist(), links["end"].to_pylist(), strict=True):
            if group in self.lives:
                found.setdefault(group, set()).add(account)
        return found

    def ran(self, old: int, new: int) -> Iterator[Reason]:
        """Yield accounts that ran both, the busiest last; they travel together, so the next weigh less."""
        runs = Counter(account for accounts in self.admins.values() for account in accounts)
        common = self.admins.get(old, set()) & self.admins.get(new, set())
        ids = self.snapshot.ids
        for rank, account in enumerate(sorted(common, key=lambda account: (runs[account], account))[:TOLD], 1):
            parts = {"account": ids[account], "groups": runs[account], "of": self.of}
            evidence = tuple(address(AdminOf, ids[account], ids[group]) for group in (old, new))
            yield Reason("same-admin", parts, log2(self.of / runs[account]) / rank, evidence)

    @cached_property
    def named(self) -> dict[int, set[int]]:
        """Give the rare words of each one's names, as numbers."""
        return {
            subject: {self.words[word] for words in names for word in words if self.frequent[word] <= JOINER}
            for subject, names in self.called.items()
        }

    @cached_property
    def called(self) -> dict[int, dict[tuple[str, ...], str]]:
        """Give the words of the last names that each one bore, to the id of the name; figures apart."""
        found: dict[int, dict[tuple[str, ...], str]] = {}
        for spell in self.snapshot.spells():
            subject = self.snapshot.number[spell.subject]
            if subject in self.lives:
                words = tuple(dict.fromkeys(re.findall(r"[^\W\d_]{2,}", forms.name_key(spell.name))))
                if words:
                    found.setdefault(subject, {}).setdefault(words, spell.evidence[0].end)
        return {subject: dict(list(names.items())[-NAMES:]) for subject, names in found.items()}

    @cached_property
    def frequent(self) -> Counter[str]:
        """Give in how many ones' names a word stands."""
        return Counter(word for names in self.called.values() for word in {w for words in names for w in words})

    @cached_property
    def words(self) -> dict[str, int]:
        """Give each word a number."""
        return {word: number for number, word in enumerate(sorted(self.frequent))}

    def names(self, old: int, new: int) -> Iterator[Reason]:
        """Yield the names of the two that share most, by the rarity of the words; figures do not count."""
        best: tuple[float, str, str] | None = None
        for mine, one in self.called.get(old, {}).items():
            for theirs, other in self.called.get(new, {}).items():
                shared, every = set(mine) & set(theirs), set(mine) | set(theirs)
                bits = sum(log2(self.of / self.frequent[word]) for word in sorted(shared))
                whole = sum(log2(self.of / self.frequent[word]) for word in sorted(every))
                if shared and whole and bits / whole >= LIKE:
                    best = max(best or (0.0, "", ""), (min(MOST, bits * bits / whole), one, other))
        if best is not None and best[0] > 0:
            ids, (bits, one, other) = self.snapshot.ids, best
            evidence = (address(Named, ids[old], one), address(Named, ids[new], other))
            texts = [self.snapshot.name_of(one), self.snapshot.name_of(other)]
            yield Reason("like-name", {"names": texts}, bits, evidence)
