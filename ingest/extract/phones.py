"""Phone numbers in running text.

With ``+`` or ``00`` a number has its country. Without, it is national: its digits are kept with the
countries it is valid in, and no country is guessed, be there one region or ten.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph import forms
from graph.forms.numbers import MOST, international
from ingest.extract import decoys, words
from ingest.extract.page import TAKEN, Page

BARE_LEAST, BARE_MOST = 10, 13
"""Digits a whole number has without its plus: shorter ones are anything, longer ones cards and devices."""
NATIONAL_LEAST, NATIONAL_MOST = 7, 11
DOUBTFUL = 0.5
"""Of bare digits without plus, link or word: 13 % of random 10-digit ids and 9 % of 12-digit ones pass."""
LONGEST_RUN = 40
"""Digits of a run beyond which it is a list or a code, not numbers written one after another."""
STRAY = 4
"""Digits that may stand before or after a number and be no part of it: a year, a count."""

_AREA = re.compile(r"\d(?:[^\d\n]{0,24}\d)*")
"""Digits near each other. Only here are decoys looked for, and only where there are enough for a number."""
_MARGIN = 14
"""Characters around an area that decide what its digits are: a currency, capitals of an account."""

_SEPARATOR = r"[ \t.\-/()·•_*~|‐-―−]"
_RUN = re.compile(rf"(?:\(?\+[ (]{{0,2}}|\((?=\d))?\d(?:(?:{_SEPARATOR}{{0,4}}|[,:])\d)*")
_OPENING = 4
"""Characters that may open a number before its first digit."""
_GROUP = re.compile(r"\d+")
_STRONG = re.compile(r"[/|•,:\t]|  |\s[-–—]\s")
"""What stands between two numbers rather than inside one."""
_NO_PHONE = re.compile(
    r"(?:#|№|\b(?:id|iban|imei|ref|reference|order|invoice|passport|case|code|pin|account|acct|tracking|card|bic|vat)"
    r"|رقم الطلب|رقم الحساب|پرونده|پاسپورت|جواز|کد|كود|شماره کارت|حساب)\W{0,4}$",
    re.IGNORECASE,
)
JOINED = 12
"""Characters between two numbers that one word may speak of."""
_JOINT = re.compile(r"[\s,;/|&+()\-–•\x1f]*(?:(?:or|and|ou|et|oder|und|ve|أو|او|و|یا)[\s,;/|&(+]*)?")
"""What joins two numbers that one word speaks of."""

Groups = Sequence[tuple[int, int]]
"""Where digits written together begin and end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Digits that may be one number, and where they stand."""

    begin: int
    end: int
    digits: str
    plus: bool


def extract(page: Page) -> None:
    """Read every phone number."""
    since, last = 0, None
    for piece in _pieces(page):
        if not (piece.plus or _likely(piece, page.regions)):
            continue
        app = words.before(page.free, piece.begin, since)
        if app is None and last and piece.begin - since <= JOINED and _JOINT.fullmatch(page.free, since, piece.begin):
            app = last
        word = words.after(page.free, piece.end) if app is None else None
        if word:
            app = word.app
        reading = _read(piece, app, page.regions)
        if reading and (piece.plus or not _foreign(page.free, piece, app)):
            page.take(piece.begin, piece.end, reading)
            since, last = word.end if word else piece.end, app


def alone(text: str, regions: Sequence[str]) -> forms.Reading | None:
    """Read a string that is known to be a phone number: a card's, or one that the format marks."""
    written = forms.digits(text)
    if written is None:
        return None
    plus = written.startswith(("+", "00"))
    digits = written.removeprefix("+").removeprefix("00") if plus else written
    return _read(Piece(0, len(text), digits, plus), "phone", regions)


def _pieces(page: Page) -> Iterator[Piece]:
    """Give what may each be a number, in order."""
    for area in _AREA.finditer(page.free):
        if sum(map(str.isdecimal, area[0])) < NATIONAL_LEAST:
            continue
        begin = max(0, area.start() - _MARGIN)
        text = decoys.cut(page.free[begin : area.end() + _MARGIN])
        # Digits in the margins belong to other areas, and may be only a part of theirs.
        for run in _RUN.finditer(text, max(0, area.start() - begin - _OPENING), area.end() - begin):
            for piece in _numbers(text, run, page.regions):
                yield Piece(begin + piece.begin, begin + piece.end, piece.digits, piece.plus)


def _numbers(text: str, run: re.Match[str], regions: Sequence[str]) -> Iterator[Piece]:
    """Split a run of digits into what may each be a number."""
    groups = [found.span() for found in _GROUP.finditer(text, run.start(), run.end())]
    plus = "+" in text[run.start() : groups[0][0]]
    start = 0
    while start < len(groups):
        rest = groups[start : start + MOST + STRAY]
        if plus or _prefixed(text, rest):
            whole = _longest(text, rest, run.start() if start == 0 else rest[0][0])
            start += sum(end <= whole.end for _, end in rest) if whole else 1
            plus = False
            if whole:
                yield whole
            continue
        stop = len(groups)
        if not (len(rest) <= BARE_MOST and _passes(_piece(text, groups[start:]), regions)):
            stop = next((at for at in range(start + 1, stop) if _prefixed(text, groups[at : at + 4])), stop)
        yield from _bare(text, groups[start:stop], regions)
        start = stop


def _prefixed(text: str, groups: Groups) -> bool:
    """Say whether digits begin with the 00 that is dialled before a country code."""
    head = "".join(text[begin:end] for begin, end in groups[:4])
    return len(head) > 3 and head.startswith("00") and head[2] != "0"


def _longest(text: str, groups: Groups, begin: int) -> Piece | None:
    """Give the longest beginning that is a valid number with its country code.

    In countries whose numbers have no fixed length a digit that follows would pass as well. A number
    written together ends with its group, and no single digit ends one of longer groups.
    """
    digits = ""
    best = None
    for at, (first, end) in enumerate(groups):
        if best and (at == 1 or (end - first == 1 < groups[at - 1][1] - groups[at - 1][0])):
            break
        digits += text[first:end]
        if len(digits) > MOST + STRAY:
            break
        number = digits.removeprefix("00")
        if len(number) >= NATIONAL_LEAST and international(number):
            best = Piece(begin, end, number, True)
    return best


def _bare(text: str, groups: Groups, regions: Sequence[str]) -> Iterator[Piece]:
    """Give digits without a country code: all, or parts between what separates numbers."""
    whole = _piece(text, groups)
    if len(whole.digits) < NATIONAL_LEAST:
        return
    parts = [] if _passes(whole, regions) else _parts(text, groups)
    if len(parts) > 1:
        for part in parts:
            yield from _bare(text, part, regions)
    elif parts and len(whole.digits) <= LONGEST_RUN and (split := _split(text, groups, regions)):
        yield from split
    else:
        yield whole


def _split(text: str, groups: Groups, regions: Sequence[str]) -> list[Piece]:
    """Find two numbers one after another, or one with a year or count beside it."""
    for cut in range(1, len(groups)):
        pieces = _piece(text, groups[:cut]), _piece(text, groups[cut:])
        passing = [piece for piece in pieces if _passes(piece, regions)]
        if passing and all(piece in passing or len(piece.digits) <= STRAY for piece in pieces):
            return passing
    return []


def _parts(text: str, groups: Groups) -> list[list[tuple[int, int]]]:
    parts = [[groups[0]]]
    for before, group in pairwise(groups):
        if _STRONG.search(text, before[1], group[0]):
            parts.append([])
        parts[-1].append(group)
    return parts


def _piece(text: str, groups: Groups) -> Piece:
    return Piece(groups[0][0], groups[-1][1], "".join(text[begin:end] for begin, end in groups), False)


def _likely(piece: Piece, regions: Sequence[str]) -> bool:
    """Say whether bare digits can become a number at all, with a word beside them at best."""
    return NATIONAL_LEAST <= len(piece.digits) <= NATIONAL_MOST or _passes(piece, regions)


def _passes(piece: Piece, regions: Sequence[str]) -> bool:
    """Say whether bare digits are a number somewhere: as national ones, or whole without the plus."""
    if not NATIONAL_LEAST <= len(piece.digits) <= BARE_MOST:
        return False
    return bool(forms.candidates(piece.digits, regions) or _whole(piece.digits))


def _whole(digits: str) -> str | None:
    if len(digits) < BARE_LEAST or digits.startswith("0"):
        return None
    return international(digits)


def _read(piece: Piece, app: str | None, regions: Sequence[str]) -> forms.Reading | None:
    """Say what digits are; ``app`` is what a word beside them says."""
    to = app or "phone"
    if piece.plus:
        number = international(piece.digits)
        return forms.Reading("Phone", number, "phone", to) if number else None
    if not NATIONAL_LEAST <= len(piece.digits) <= BARE_MOST:
        return None
    plausibility = None if app else DOUBTFUL
    if countries := forms.candidates(piece.digits, regions):
        return forms.Reading("Phone", forms.national(piece.digits), "phone", to, "", countries, plausibility)
    if number := _whole(piece.digits):
        return forms.Reading("Phone", number, "phone", to, "", None, plausibility)
    if app and len(piece.digits) <= NATIONAL_MOST:
        return forms.Reading("Phone", forms.national(piece.digits), "phone", to, "", None, DOUBTFUL)
    return None


def _foreign(text: str, piece: Piece, app: str | None) -> bool:
    """Say whether bare digits belong to a word or an id."""
    before, after = text[max(0, piece.begin - 24) : piece.begin], text[piece.end : piece.end + 1]
    if after.isascii() and (after.isalpha() or after == "_"):
        return True
    if _NO_PHONE.search(before):
        return True
    last = before[-1:]
    return bool(last) and last != TAKEN and last.isascii() and (last.isalnum() or last in "_=#") and app is None
