"""Characters that WhatsApp puts into lines and that are no words: marks of direction, narrow blanks, vowel signs."""

import re
from array import array
from collections.abc import Sequence
from typing import NamedTuple

DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
"""Marks that only steer the direction of text, as the inside of a character class."""
NOTICE = "\u200e"
"""What iOS puts before the words of a notice or placeholder."""
_DIRECTION = re.compile(f"[{DIRECTION}]+")
_UNREAD = re.compile(f"[{DIRECTION}\u200b-\u200d\u0640\u064b-\u0652]")
"""Beside those: marks that join letters, and the signs of vowels that Arabic may leave out."""


class Matched(NamedTuple):
    """A line as sentences are compared with it, and where each of its characters stands in the line itself."""

    raw: str
    text: str
    offsets: Sequence[int]

    def cut(self, begin: int, end: int) -> str:
        """Give what stands between two places, as the line has it but for marks of direction."""
        if begin >= end:
            return ""
        return clean_words(self.raw[self.offsets[begin] : self.offsets[end - 1] + 1])


def prepare_line(raw: str) -> Matched:
    """Give a line without what a comparison does not count."""
    if _UNREAD.search(raw) is None:
        return Matched(raw, raw, range(len(raw)))
    offsets = array("L", (at for at, char in enumerate(raw) if _UNREAD.match(char) is None))
    return Matched(raw, "".join(raw[at] for at in offsets), offsets)


def clean_words(text: str) -> str:
    """Give words without marks of direction, parted by single blanks."""
    return " ".join((text if text.isascii() else _DIRECTION.sub("", text)).split())


def fold_sentence(text: str) -> str:
    """Give a sentence in the form in which it is compared whole: without marks, final dots and case."""
    folded = " ".join(_UNREAD.sub("", text).split()).strip(" .").casefold()
    # Vietnamese writes the sign of a vowel pair on either of the two
    return folded.replace("oá", "óa").replace("oà", "òa")
