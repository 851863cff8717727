"""The names that accounts bear or bore, by their letters and by the sounds that survive spelling and script."""

from collections import Counter
from functools import cached_property
from math import log2

from graph import forms
from graph.snapshot import Snapshot

RAREST = 31
"""Bits that fit beside a key."""


class Names:
    """What accounts are called; each index is built once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

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
            account: list(dict.fromkeys(key for name, _ in names if len(key := self.key(name)) > 1))
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
                    memory[name] = sounding(name)
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

    def key(self, name: str) -> str:
        """Give a name without decoration."""
        return forms.name_key(name)

    def bearing(self, key: str, way: str) -> int:
        """Count the accounts that bear a name, or one that sounds so."""
        return self.bearers[key] if way == "same-name" else self.sounding[key]

    @cached_property
    def sounding(self) -> Counter[str]:
        """Count the accounts that bear a name that sounds so."""
        return Counter(key for keys in self.sounds.values() for key in keys)

    def bits(self, key: str) -> int:
        """Give how rare a name is among all accounts that bear one, in whole bits.

        The rarity of a name of two words or more is that of its parts together: of a thousand accounts nobody
        can tell a name of one in ten thousand from one of one in a million, but its parts are seen often enough.
        """
        of = max(len(self.borne), 1)
        parts = (sounding(key) or "").split()
        if parts:
            return min(RAREST, round(sum(log2(of / max(self.parts[part], 1)) for part in parts)))
        return min(RAREST, round(log2(of / max(self.bearers[key], 1))))


def sounding(name: str) -> str:
    """Give a name's skeleton, its words in order of letters; empty where it says too little."""
    words = forms.skeleton(name).split()
    return " ".join(sorted(words)) if len(words) > 1 and len("".join(words)) >= 4 else ""
