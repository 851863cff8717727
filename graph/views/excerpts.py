"""A readable piece of a text around what is marked in it: one line, cut between words, nothing a screen obeys."""

import unicodedata
from typing import NamedTuple

from graph import forms

MOST = 280
"""Characters of a piece: about four lines of a report."""

BEFORE = 110
"""Characters before the mark that are kept where the text is longer."""

SLACK = 24
"""How far a cut may move to fall between two words."""

ELLIPSIS = "…"


class Excerpt(NamedTuple):
    """A piece of a text; begin and end of the mark in it are None where nothing is marked."""

    text: str
    begin: int | None
    end: int | None


def excerpt(text: str, begin: int | None = None, end: int | None = None, most: int = MOST) -> Excerpt:
    """Cut a text to ``most`` characters or a little less; the mark stays whole, however long it is."""
    marked = begin is not None and end is not None and 0 <= begin < end <= len(text)
    first, last = (begin or 0, end or 0) if marked else (0, 0)
    # what lies further away than this cannot be in the piece, though much of it be dropped
    low, high = max(0, first - 8 * most), last + 8 * most
    before, mark, after = (one_line(part) for part in (text[low:first], text[first:last], text[last:high]))
    before, after = before.lstrip() if low == 0 else before, after.rstrip() if high >= len(text) else after
    if marked and (before.endswith(" ") or not before):
        mark = mark.lstrip()
    if mark.endswith(" ") and after.startswith(" "):
        after = after[1:]
    room = max(most - len(mark), 2 * SLACK)
    left = max(min(len(before), BEFORE), room - len(after)) if marked else 0
    head = _tail(before, left) if marked else ""
    tail = _head(after, max(room - len(head), SLACK))
    cut_before = ELLIPSIS if len(head) < len(before) or low > 0 else ""
    cut_after = ELLIPSIS if len(tail) < len(after) or high < len(text) else ""
    start = len(cut_before) + len(head)
    whole = f"{cut_before}{head}{mark}{tail}{cut_after}"
    return Excerpt(whole, start, start + len(mark)) if marked else Excerpt(whole, None, None)


def one_line(text: str) -> str:
    """Give a text without controls and direction marks, every run of white space one space."""
    parts = forms.clean_line(text).split()
    inner = " ".join(parts)
    if not inner:
        return " " if text[:1].isspace() else ""
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if text[-1:].isspace() else ''}"


def _head(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    at = most
    while at > 0 and _joined(text, at):
        at -= 1
    space = text.rfind(" ", max(0, at - SLACK), at)
    return text[: space if space > 0 else at]


def _tail(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    at = len(text) - most
    while at < len(text) and _joined(text, at):
        at += 1
    space = text.find(" ", at, at + SLACK)
    return text[space + 1 if space >= 0 else at :]


def _joined(text: str, at: int) -> bool:
    """Say whether a cut would take a letter from its marks, or an emoji apart."""
    return unicodedata.category(text[at])[0] == "M" or "\u200d" in text[at - 1 : at + 1]
