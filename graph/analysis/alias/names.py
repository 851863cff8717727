"""The names that accounts bear or bore, by their letters and by the sounds that survive spelling and script."""

from collections import Counter
from functools import cached_property
from math import log2

from graph import forms
from graph.forms.scripts import find_script
from graph.snapshot import Snapshot

RAREST = 31
"""Bits that fit beside a key."""


SEVERAL = 4
"""Names that a word stands in beside words of other scripts alone, from which it is a word of a trade."""


class Names:
    """What accounts are called; each index is built once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._own_words: dict[str, frozenset[str]] = {}

    @cached_property
    def borne(self) -> dict[int, list[tuple[str, str]]]:
        """Give the names of each account with the id of each name, in order of time."""
        found: dict[int, list[tuple[str, str]]] = {}
        for spell in self.snapshot.spells():
            number = self.snapshot.number[spell.subject]
            if self.snapshot.labels[number] == "Account":
                found.setdefault(number, []).append((spell.name, spell.evidence[0].end))
        return found

    @cached_property
    def written(self) -> dict[int, list[str]]:
        """Give the names of each account without decoration, each once."""
        return {
            account: list(dict.fromkeys(key for name, _ in names if len(key := forms.name_key(name)) > 1))
            for account, names in self.borne.items()
        }

    @cached_property
    def sounds(self) -> dict[int, list[str]]:
        """Give the sounds of the names of each account, of two words or more; a single one fits too many names."""
        memory: dict[str, str] = {}
        found = {}
        for account, names in self.borne.items():
            for name, _ in names:
                if name not in memory:
                    memory[name] = sort_sounds(name)
            found[account] = list(dict.fromkeys(memory[name] for name, _ in names if memory[name]))
        return found

    @cached_property
    def bearers(self) -> Counter[str]:
        """Count the accounts that bear a name as it is written."""
        return Counter(key for keys in self.written.values() for key in keys)

    @cached_property
    def parts(self) -> Counter[str]:
        """Count the accounts that bear a name with a part that sounds so."""
        return Counter(part for keys in self.sounds.values() for part in {part for key in keys for part in key.split()})

    def bearing(self, key: str, way: str) -> int:
        """Count the accounts that bear a name, or one that sounds so."""
        return self.bearers[key] if way == "same-name" else self.alike[key]

    @cached_property
    def alike(self) -> Counter[str]:
        """Count the accounts that bear a name that sounds so."""
        return Counter(key for keys in self.sounds.values() for key in keys)

    @cached_property
    def trade(self) -> set[str]:
        """Give the sounds of words that are of a trade and not of a person: figures, and what goes with any script.

        "Service" stands alone beside names in Arabic and in Cyrillic letters; a given name stands beside its own.
        """
        foreign: Counter[str] = Counter()
        for name in {name for names in self.borne.values() for name, _ in names}:
            words = name.split()
            for place, word in enumerate(words):
                others = {find_script(other) for other in words[:place] + words[place + 1 :]} - {""}
                foreign[word.casefold()] += bool(others) and find_script(word) not in others
        return {
            part
            for word, count in foreign.items()
            if count >= SEVERAL
            for part in forms.make_name_skeleton(word).split()
        }  # fmt: skip

    def own_words(self, name: str) -> frozenset[str]:
        """Give the words of a name by sound that say who bears it: of two letters or more, and of no trade."""
        if name not in self._own_words:
            words = forms.make_name_skeleton(name).split()
            self._own_words[name] = frozenset(word for word in words if len(word) > 1 and word not in self.trade)
        return self._own_words[name]

    @cached_property
    def single(self) -> dict[int, list[str]]:
        """Give the words of each account's names by sound, each once, words of a trade left out."""
        found = {}
        for account, names in self.borne.items():
            words = {word for name, _ in names for word in self.own_words(name)}
            if words:
                found[account] = sorted(words)
        return found

    @cached_property
    def words(self) -> dict[int, int]:
        """Give how many words of one name, at most, say who an account is."""
        return {
            account: max((len(self.own_words(name)) for name, _ in names), default=0)
            for account, names in self.borne.items()
        }

    @cached_property
    def bearing_word(self) -> Counter[str]:
        """Count the accounts one of whose names has a word that sounds so."""
        return Counter(word for words in self.single.values() for word in words)

    def part_bits(self, word: str) -> int:
        """Give how rare a word is among all accounts that bear a name, in whole bits."""
        return min(RAREST, round(log2(max(len(self.borne), 1) / max(self.bearing_word[word], 1))))

    def bits(self, key: str) -> int:
        """Give how rare a name is among all accounts that bear one, in whole bits.

        The rarity of a name of two words or more is that of its parts together: of a thousand accounts nobody
        can tell a name of one in ten thousand from one of one in a million, but its parts are seen often enough. Words
        of a trade say nothing, and three bearers or more are counted.
        """
        of = max(len(self.borne), 1)
        parts = sort_sounds(key).split()
        bearers = max(self.bearers[key], self.alike[key], 1)
        if not parts:
            return min(RAREST, round(log2(of / bearers)))
        together = sum(log2(of / max(self.parts[part], 1)) for part in parts if part not in self.trade)
        seen = log2(of / (bearers - 1)) if bearers > 2 else together
        return min(RAREST, round(min(together, seen)))


def sort_sounds(name: str) -> str:
    """Give a name's skeleton, its words in order of letters; empty where it says too little."""
    words = forms.make_name_skeleton(name).split()
    return " ".join(sorted(words)) if len(words) > 1 and len("".join(words)) >= 4 else ""
