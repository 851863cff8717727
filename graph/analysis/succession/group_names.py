"""Group names: what groups and pages are called, as words that survive spelling and script, and who has like names."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from math import log2

from graph import forms
from graph.analysis.shared.adverts import QUESTION
from graph.analysis.succession.blocking import Block, make_incidence_matrix
from graph.snapshot import Snapshot

NAMES = 50
"""Names of one group or page that are compared: a title may be changed ten thousand times, to no end."""

LIKE = 0.4
"""Share of the words of two names, by rarity, that they must have in common."""

SOUNDS = 3
"""Letters from which the skeleton of a word stands for it; of shorter ones too many words have the same."""


class GroupNames:
    """The last names of each subject; figures do not count, so that a bumped number or year is the same name."""

    def __init__(self, snapshot: Snapshot, subjects: Mapping[int, object], of: int, most: int) -> None:
        """Take how many subjects rarity is measured among, and above how many bearers a word says nothing."""
        self.snapshot, self.subjects, self.of, self.most = snapshot, subjects, of, most

    @cached_property
    def called(self) -> dict[int, dict[tuple[str, ...], tuple[str, str, bool]]]:
        """Give the words of the last names of each one: to the name's id and text, and whether it asks."""
        found: dict[int, dict[tuple[str, ...], tuple[str, str, bool]]] = {}
        for spell in self.snapshot.spells():
            subject = self.snapshot.number[spell.subject]
            if subject in self.subjects:
                words = sound_words(spell.name)
                if words:
                    asks = any(mark in spell.name for mark in QUESTION)
                    found.setdefault(subject, {}).setdefault(words, (spell.evidence[0].end, spell.name, asks))
        return {subject: dict(list(names.items())[-NAMES:]) for subject, names in found.items()}

    @cached_property
    def frequent(self) -> Counter[str]:
        """Give in how many ones' names a word stands."""
        return Counter(word for names in self.called.values() for word in {w for words in names for w in words})

    def bits(self, words: "tuple[str, ...] | set[str]") -> float:
        """Give the rarity of words, each by itself."""
        return sum(log2(self.of / self.frequent[word]) for word in sorted(words))

    @cached_property
    def bearers(self) -> dict[str, set[int]]:
        """Give whose names hold a word."""
        found: dict[str, set[int]] = {}
        for subject, names in self.called.items():
            for word in {word for words in names for word in words}:
                found.setdefault(word, set()).add(subject)
        return found

    def together(self, words: set[str], old: int, new: int) -> float:
        """Give the rarity of words in one name: "Rooms and jobs in" is one thing, however many words it has.

        No more than they are worth one by one, and no more than by how few others bear them all.
        """
        key = frozenset(words)
        if key not in self._bearing:
            some = sorted((self.bearers[word] for word in key), key=len)
            self._bearing[key] = len(set.intersection(*some))
        others = max(self._bearing[key] - len({old, new}), 0)
        return min(self.bits(words), log2(self.of / (others + 0.5)))

    @cached_property
    def _bearing(self) -> dict[frozenset[str], int]:
        return {}

    def alike(self, old: int, new: int) -> tuple[float, str, str] | None:
        """Give the two names that share most: the bits of what they share times its share of both, and their ids.

        Below 0 where the new one's name asks after the old one: such groups talk about it.
        """
        best: tuple[float, str, str] | None = None
        asked: tuple[float, str, str] | None = None
        for mine, (one, _, _) in self.called.get(old, {}).items():
            for theirs, (other, _, asks) in self.called.get(new, {}).items():
                common = set(mine) & set(theirs)
                shared, whole = self.bits(common), self.bits(set(mine) | set(theirs))
                if shared > 0 and asks and shared >= LIKE * self.bits(mine):
                    asked = max(asked or (0.0, "", ""), (shared, one, other))
                elif shared > 0 and shared / whole >= LIKE:
                    rare = self.together(common, old, new)
                    best = max(best or (0.0, "", ""), (rare * shared / whole, one, other))
        return (-asked[0], *asked[1:]) if asked else best

    def block(self, old: Mapping[int, int], new: Mapping[int, int]) -> Block:
        """Give the rare words of names as a block; rows as given, by subject."""
        words = {word: number for number, word in enumerate(sorted(self.frequent))}
        held = {
            subject: {words[word]: 1.0 for word in sorted({w for one in names for w in one}) if self.rare(word)}
            for subject, names in self.called.items()
        }
        return Block(make_incidence_matrix(held, old), make_incidence_matrix(held, new))

    def rare(self, word: str) -> bool:
        """Say whether a word is rare enough to make two a pair."""
        return self.frequent[word] <= self.most


def sound_words(name: str) -> tuple[str, ...]:
    """Give the words of a name by their sound, where it is long enough to tell words apart, each once."""
    words = re.findall(r"[^\W\d_]{2,}", forms.name_key(name))
    found = []
    for word in words:
        sound = forms.make_name_skeleton(word).replace(" ", "")
        found.append(sound if len(sound) >= SOUNDS else word)
    return tuple(dict.fromkeys(found))
