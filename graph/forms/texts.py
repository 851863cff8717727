"""Text that both engines can keep, that a terminal can show, and that rules can read."""

import hashlib
import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 1000
"""Characters of an id kept as they are: at 4 bytes each they stay under the 4,000 bytes that both engines index."""

_LONE = re.compile("[\ud800-\udfff]")
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Characters that only steer the direction of text, as the inside of a character class."""
_UNSHOWN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{BIDI}]")
_BREAK = re.compile(r"[\t\n\r]+")


def make_storable(text: str) -> str:
    """Give text that both engines can keep: lone surrogates and NUL become U+FFFD."""
    return _LONE.sub("\ufffd", text).replace("\x00", "\ufffd")


def make_text_id(kind: str, text: str) -> str:
    """Give the id of a thing known by its text; a long one by its hash."""
    text = make_storable(text)
    if len(text) > LONGEST:
        text = "sha256=" + hashlib.sha256(text.encode()).hexdigest()
    return f"{kind}:{text}"


def clean_line(text: str) -> str:
    """Give one line that a terminal shows and does not obey: no controls, lone surrogates or bidi marks."""
    return _UNSHOWN.sub("", _BREAK.sub(" ", text))


class _Folding(dict[int, str]):
    """What each character reads as, worked out when it is first met.

    Filling a table of all characters at import costs 0.2 s; ``str.translate`` asks this one only for
    what occurs. Each entry is one character or none, so that offsets can be kept.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        read = char
        if (digit := unicodedata.digit(char, None)) is not None:
            read = str(digit)
        elif unicodedata.category(char) == "Cf" or code in (0xFE0E, 0xFE0F, 0x20E3):
            read = ""
        elif code > 0x7F:
            wide = unicodedata.normalize("NFKC", char)
            read = wide if len(wide) == 1 else char
        self[code] = read
        return read


_FOLDING = _Folding({**{code: chr(code) for code in range(0x80)}, 0x2795: "+"})
"""The heavy plus is an emoji of its own; keyboards put it before numbers written in keycaps."""


def fold_text(text: str) -> str:
    """Give text as rules read it: digits of all scripts, wide and bold letters to plain ones, without marks.

    Superscript, circled and keycap digits count as digits. Spaces of all widths become a space.
    """
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters stood in the raw one."""

    raw: str
    text: str
    offsets: Sequence[int]

    @classmethod
    def of(cls, raw: str) -> "Folded":
        """Fold a text; where nothing was dropped the offsets are its own."""
        text = fold_text(raw)
        if len(text) == len(raw):
            return cls(raw, text, range(len(raw)))
        return cls(raw, text, array("L", (at for at, char in enumerate(raw) if _FOLDING[ord(char)])))

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Give the raw span of a folded one, the keycap of its last digit included."""
        first, last = self.offsets[begin], self.offsets[end - 1] + 1
        while last < len(self.raw) and self.raw[last] in "\ufe0e\ufe0f\u20e3":
            last += 1
        return first, last
