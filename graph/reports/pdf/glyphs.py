"""Text as the fonts of the PDF can show it: what no font has is told by its code point, and runs can break.

PDF/A refuses a character that no font has, controls, and characters of private use: one such name would refuse a whole
report. What a reader would miss is written as ``⟨U+6F22⟩``; what steers direction is taken out, as in every form.
"""

import unicodedata
from collections.abc import Iterator, Mapping

from graph import forms

BREAKABLE, EVERY = 24, 12
"""A run of so many letters without a space may break after each so many."""

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"
ZERO_WIDTH_SPACE, ZERO_WIDTH_JOINER = "\u200b", "\u200d"
SELECTORS = frozenset(chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
"""They choose between the looks of one character: where no font knows them nothing is missed."""

REFUSED = frozenset("\ufeff\ufffe\uffff")
"""No PDF/A may hold them, though a font has the first."""

Coverage = Mapping[str, frozenset[int]]


class Glyphs:
    """Shows text by what each font can show."""

    def __init__(self, coverage: Coverage) -> None:
        self._fonts = tuple(coverage.values())
        self._any = frozenset[int]().union(*self._fonts)
        self._plain: set[str] = set()
        """Characters that stand as they are, whatever is beside them."""
        self._letters: dict[str, str] = {}
        """How letters are shown, by what they are."""

    def show(self, text: str) -> str:
        """Give text as one line that can be set; the same text where it can be as it is."""
        line = forms.clean_line(text)
        if not line.isascii() and not self.is_plain(line):
            line = "".join(map(self.show_letter, split_letters(line)))
        return break_runs(line)

    def is_plain(self, line: str) -> bool:
        """Say whether all characters of a text stand as they are."""
        unknown = set(line) - self._plain
        self._plain |= {char for char in unknown if not joins(char) and self.has_glyph(char)}
        return unknown <= self._plain

    def has_glyph(self, char: str) -> bool:
        """Say whether a font has a character, and PDF/A takes it."""
        return ord(char) in self._any and char not in REFUSED and unicodedata.category(char) != "Co"

    def show_letter(self, letter: str) -> str:
        """Give a letter with its marks; told by code point is what no font has, or none has beside the letter.

        A mark is set in the font of its letter: fonts put it where they drew for it.
        """
        if letter not in self._letters:
            codes = {ord(char) for char in letter if char not in SELECTORS}
            whole = any(codes <= font for font in self._fonts)
            chars = [char for char in letter if char not in SELECTORS or self.has_glyph(char)]
            shown = (
                char if self.has_glyph(char) and (whole or not place) else tell_code_point(char)
                for place, char in enumerate(chars)
            )
            self._letters[letter] = "".join(shown)
        return self._letters[letter]


def tell_code_point(char: str) -> str:
    """Give a character by its number; a space of any width as a space."""
    return " " if unicodedata.category(char) == "Zs" else f"⟨U+{ord(char):04X}⟩"


def split_letters(text: str) -> Iterator[str]:
    """Yield a text in letters with their marks, and emoji with all that makes them."""
    begin = 0
    for at in range(1, len(text)):
        if not (joins(text[at]) or text[at - 1] == ZERO_WIDTH_JOINER):
            yield text[begin:at]
            begin = at
    if text:
        yield text[begin:]


def joins(char: str) -> bool:
    """Say whether a character belongs to the one before it."""
    return unicodedata.category(char)[0] == "M" or char == ZERO_WIDTH_JOINER or "\U0001f3fb" <= char <= "\U0001f3ff"


def break_runs(text: str, breakable: int = BREAKABLE) -> str:
    """Let long runs without a space break: a name of a hundred letters would run over its column."""
    if len(text) < breakable:
        return text
    return " ".join(break_run(run, breakable) for run in text.split(" "))


def break_run(run: str, breakable: int) -> str:
    """Let a run break after each twelve letters, where it is so long and does not break yet."""
    if len(run) < breakable or ZERO_WIDTH_SPACE in run:
        return run
    parts: list[str] = []
    room = EVERY
    for letter in split_letters(run):
        if room <= 0:
            parts.append(ZERO_WIDTH_SPACE)
            room = EVERY
        parts.append(letter)
        room -= len(letter)
    return "".join(parts)


def isolate(text: str, mark: str = FSI) -> str:
    """Set text apart, so that neither it nor what stands around it turns the other around."""
    return f"{mark}{text}{PDI}"
