"""Numbers that editing from right to left has turned: the plus or the prefix stands last, or the groups are reversed.

``20 7946 0123 44+`` and ``0123 7946 20 44+`` are both +44 20 7946 0123. Which way the groups run is not written, so
every way is tried; where more than one is a number, none is believed.
"""

import re
from collections.abc import Sequence

from graph.forms.numbers import FEWEST, MOST, parse_international

_PLUS_BEHIND = re.compile(r"[ ()]{0,2}\+(?!\s?\(?\d)[()]?")
_CODE_BEHIND = re.compile(r"[ \-]?\(?\+(\d{2,3})\)?(?![\d(]|[ .\-/]{1,2}[\d(])")
_CODE_BEFORE = re.compile(r"(?<![\d+])(?<!\d[ .\-/])\(?(\d{1,3})[ ()]{0,2}$")
_PREFIX_LAST = re.compile(r"00([1-9]\d{0,2})")
LONGEST_CODE = 3
"""Digits of a country code."""


def find_plus_behind(text: str, end: int) -> int | None:
    """Give where a plus ends that stands behind digits and belongs to nothing after it."""
    found = _PLUS_BEHIND.match(text, end)
    return found.end() if found else None


def find_code_behind(text: str, end: int) -> tuple[str, int] | None:
    """Give the country code that stands behind digits with its plus before it, and its end: ``7700 900123 +44``."""
    found = _CODE_BEHIND.match(text, end)
    return (found[1], found.end()) if found else None


def find_code_before(text: str, begin: int) -> tuple[int, str] | None:
    """Give the country code that stands before its plus, and where it begins: ``44+ 20 7946 0123``."""
    first = max(0, begin - 12)
    found = _CODE_BEFORE.search(text[first:begin])
    return (first + found.start(), found[1]) if found else None


def list_turned_readings(groups: Sequence[str], *, plus: bool) -> set[str]:
    """Give the numbers that groups of digits can be, as E.164, when their prefix stands last.

    With ``plus`` one stood behind them, else the last group must begin with 00.
    """
    *rest, last = groups
    if not plus:
        prefix = _PREFIX_LAST.fullmatch(last)
        if prefix is None or not rest:
            return set()
        last = prefix[1]
    ways = {"".join(groups)} if plus else set()
    if rest and len(last) <= LONGEST_CODE:
        ways |= {last + "".join(rest), last + "".join(reversed(rest))}
    numbers = (parse_international(way) for way in ways if FEWEST <= len(way) <= MOST)
    return {number for number in numbers if number}
