"""The head of a line: a date and a time in one of WhatsApp's forms, and what stands behind it.

iOS writes ``[date, time] A: t``, Android ``date, time - A: t``; which parts a date has, and in which digits, follows
the telephone's language and region.
"""

import re
from datetime import datetime
from functools import cache
from typing import Literal, NamedTuple

from ingest.record import EARLIEST, LATEST
from ingest.sources.whatsapp.marks import DIRECTION
from ingest.sources.whatsapp.sentences import list_words

Form = Literal["bracket", "dash"]
"""How a head is written: by iOS, or by Android."""
BUDDHIST = 543
ERAS = {"r": 2018, "令和": 2018, "h": 1988, "平成": 1988}
"""What is added to a year of an emperor."""
FUTURE = 2400
"""A year from here on is a Buddhist one, said or not."""

_M = f"[{DIRECTION}]{{0,4}}"
"""Marks between two parts; without a bound a long run of them would be tried in every way."""
_S = r"[ \u00a0\u202f\u2009]"
_A = r"(?P<a>\d{1,4})"
_C = r"(?P<era>[RrHh]|令和|平成)?(?P<c>\d{1,4})"
_SEPARATOR = rf"{_M}[./\-‐-―]{_M}{_S}?{_M}"
_DATE = rf"{_M}{_A}{_SEPARATOR}(?P<b>\d{{1,2}}){_SEPARATOR}{_C}{_M}(?:\.?{_S}(?P<buddhist>BE|พ\.?ศ\.?))?{_M}"
_COMMA = rf"{_M}[,،]?{_M}"


class Head(NamedTuple):
    """The head of a line, its parts as they stand; ``a``, ``b``, ``c`` are those of the date in their order."""

    a: int
    b: int
    c: int
    hour: int
    minute: int
    second: int
    half: str | None
    """am, pm or None."""
    latin: bool
    """Whether the half of the day is written AM or PM, as where months come first."""
    wide: bool
    """Whether the first part of the date has four digits: then it is the year."""
    rest: str


@cache
def compile_halves() -> tuple[str, frozenset[str]]:
    """Give the pattern of the halves of the day, and the words for the first, in lower case without dots and blanks."""
    words = sorted({word for key in ("am", "pm") for word in list_words(key)}, key=len, reverse=True)
    pattern = "|".join(re.escape(word).replace("\\ ", rf"{_S}?") for word in words)
    return pattern, frozenset(fold_half(word) for word in list_words("am"))


def fold_half(word: str) -> str:
    """Give a word for half of the day in the form in which it is compared."""
    return re.sub(rf"[.\s\u202f{DIRECTION}]", "", word).casefold()


@cache
def compile_head(form: Form) -> re.Pattern[str]:
    """Give the pattern of a line with a head of a form."""
    halves, _ = compile_halves()
    time = (
        rf"(?:(?P<before>{halves}){_S}?)?{_M}(?P<hour>\d{{1,2}}){_M}[:.]{_M}(?P<minute>\d\d)"
        rf"(?:{_M}[:.]{_M}(?P<second>\d\d))?{_M}(?:{_S}?{_M}(?P<half>{halves}))?{_M}"
    )
    if form == "dash":
        return re.compile(rf"{_DATE}{_COMMA}{_S}(?:à{_S})?{time}{_S}[-–]{_S}(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
    # a name can stand once in a pattern: that of a head that begins with the time is another one
    return re.compile(rf"{_M}\[{_DATE}{_COMMA}{_S}{time}\]{_S}?(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


@cache
def compile_turned_head() -> re.Pattern[str]:
    """Give the pattern of a line of iOS whose head begins with the time."""
    halves, _ = compile_halves()
    time = (
        rf"(?P<hour>\d{{1,2}}){_M}[:.]{_M}(?P<minute>\d\d)(?:{_M}[:.]{_M}(?P<second>\d\d))?{_M}"
        rf"(?:{_S}?{_M}(?P<half>{halves}))?(?P<before>(?!))?{_M}"
    )
    return re.compile(rf"{_M}\[{_M}{time}{_COMMA}{_S}{_DATE}\]{_S}?(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


def read_head(line: str, form: Form) -> Head | None:
    """Read the head of a line; None where it has none of this form."""
    found = compile_head(form).match(line)
    if found is None and form == "bracket":
        found = compile_turned_head().match(line)
    if found is None:
        return None
    a, b, c, hour, minute, second, half, before, era, buddhist, rest = found.group(
        "a", "b", "c", "hour", "minute", "second", "half", "before", "era", "buddhist", "rest"
    )
    year = int(c)
    if era:
        year += ERAS[era.casefold()]
    elif buddhist:
        year -= BUDDHIST
    word = half or before
    told, latin = None, False
    if word:
        folded = fold_half(word)
        told, latin = "am" if folded in compile_halves()[1] else "pm", folded in ("am", "pm")
    return Head(int(a), int(b), year, int(hour), int(minute), int(second or 0), told, latin, len(a) > 2, rest)


def guess_form(line: str) -> Form | None:
    """Give the form of a line's head; None where it has none."""
    for form in ("bracket", "dash"):
        if read_head(line, form) is not None:
            return form
    return None


def make_local_time(head: Head, day_first: bool) -> datetime:
    """Give the time of a head on the clock of the telephone; raise ValueError where there is no such time.

    Hours above 12, or 0, win over the half of the day, which then says nothing.
    """
    if head.wide:
        year, month, day = head.a, head.b, head.c
    else:
        year = head.c
        day, month = (head.a, head.b) if day_first else (head.b, head.a)
        if month > 12 >= day:  # this one can only be read the other way round
            day, month = month, day
    if year >= FUTURE:
        year -= BUDDHIST
    elif year < 100:
        year += 2000
    if not EARLIEST <= year < LATEST:
        raise ValueError(f"the year {year} is not between {EARLIEST} and {LATEST}")
    hour = head.hour
    if head.half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if head.half == "pm" else 0)
    return datetime(year, month, day, hour, head.minute, head.second)  # noqa: DTZ001 - of the telephone's clock
