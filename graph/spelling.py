"""What may have been meant by a word that is not known: one way to find it and one way to ask, for every message."""

from collections.abc import Iterable
from difflib import get_close_matches

LONG = 4
"""Letters from which on a word of a name says what it is about."""


def near_words(word: str, known: Iterable[str], most: int = 1, cutoff: float = 0.6) -> list[str]:
    """Give the known words that are spelt most alike, else those that have a long word in common; none may be near."""
    folded = {one.casefold(): one for one in known}
    asked = word.casefold()
    alike = get_close_matches(asked, folded, n=most, cutoff=cutoff)
    alike = alike or [one for one in folded if any(part in one for part in asked.split("_") if len(part) >= LONG)]
    return [folded[one] for one in alike[:most]]


def ask_nearest(word: str, known: Iterable[str], most: int = 1) -> str:
    """Ask in brackets whether the nearest of some known words was meant; empty where none is near."""
    near = near_words(word, known, most)
    return f" (did you mean {' or '.join(f'{one!r:.60}' for one in near)}?)" if near else ""
