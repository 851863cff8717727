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
from ingest.extract.page import Page

BARE_LEAST, BARE_MOST = 10, 13
"""Digits a whole number has without its plus: shorter ones are anything, longer ones cards and devices."""
NATIONAL_LEAST, NATIONAL_MOST = 7, 11
DOUBTFUL = 0.5
"""Of bare digits without plus, link or word: 13 % of random 10-digit ids and 9 % of 12-digit ones pass."""
LONGEST_RUN = 40
"""Digits of a run beyond which it is a list or a code, not numbers written one after another."""

_SEPARATOR = r"[ \t.\-/()·•_*~|‐-―−]"
_RUN = re.compile(
    rf"(?:\+[ (]{{0,2}}|\((?=\+?\d))?\d(?:(?:{_SEPARATOR}{{0,4}}|[,:])\d)*|\(\+\d(?:{_SEPARATOR}{{0,4}}\d)*"
)
_GROUP = re.compile(r"\d+")
_STRONG = re.compile(r"[/|•,:\t]|  |\s[-–—]\s")
"""What stands between two numbers rather than inside one."""
_NO_PHONE = re.compile(
    r"(?:#|№|\b(?:id|iban|imei|ref|reference|order|invoice|passport|case|code|pin|account|acct|tracking|card|bic|vat)"
    r"|رقم الطلب|رقم الحساب|پرونده|پاسپورت|جواز|کد|كود|شماره کارت|حساب)\W{0,4}$",
    re.IGNORECASE,
)
_REACHED = ("whatsapp", "telegram", "signal", "viber", "imo", "messenger")
"""Apps that a number leads to; other words beside it say only that it is one."""
_JOINT = re.compile(r"[\s,;/|&+()\-–•\x1f]*(?:(?:or|and|ou|et|oder|und|ve|أو|او|و|یا)[\s,;/|&]*)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Digits that may be one number, and where they stand."""

    begin: int
    end: int
    digits: str
    plus: bool


def extract(page: Page) -> None:
    """Read every phone number."""
    text = decoys.cut(page.free)
    since, last, consumed = 0, None, 0
    for run in _RUN.finditer(text):
        for piece in _numbers(text, run, page):
            app = words.before(text, piece.begin, max(since, consumed))
            if app is None and last and _JOINT.fullmatch(text, since, piece.begin):
                app = last
            if app is None and (word := words.after(text, piece.end)):
                app, consumed = word.app, word.end
            reading = _read(piece, app, page.regions)
            if reading and (piece.plus or not _foreign(text, piece, app)):
                page.take(piece.begin, piece.end, reading)
                since, last = piece.end, app


def alone(text: str, regions: Sequence[str]) -> forms.Reading | None:
    """Read a string that is known to be a phone number: a card's, or one that the format marks."""
    written = forms.digits(text)
    if written is None:
        return None
    plus = written.startswith(("+", "00"))
    digits = written.removeprefix("+").removeprefix("00") if plus else written
    return _read(Piece(0, len(text), digits, plus), "phone", regions)


def _numbers(text: str, run: re.Match[str], page: Page) -> Iterator[Piece]:
    """Split a run of digits into what may each be a number."""
    groups = [(found.start(), found.end()) for found in _GROUP.finditer(text, run.start(), run.end())]
    start = 0
    plus = "+" in text[run.start() : groups[0][0]]
    while start < len(groups):
        rest = groups[start:]
        if plus or _prefixed(text, rest):
            piece = _longest(text, rest, run.start() if start == 0 else rest[0][0], plus=plus)
            if piece:
                yield piece
                start += sum(1 for _, end in rest if end <= piece.end)
                plus = False
                continue
            if not plus:
                start += 1
                continue
        stop = next((at for at in range(start + 1, len(groups)) if _prefixed(text, groups[at:])), len(groups))
        yield from _bare(text, groups[start:stop], page)
        start, plus = stop, False


def _prefixed(text: str, groups: list[tuple[int, int]]) -> bool:
    """Say whether digits begin with the 00 that is dialled before a country code."""
    head = "".join(text[begin:end] for begin, end in groups[:4])
    return head.startswith("00") and not head.startswith("000") and len(head) > 3


def _longest(text: str, groups: list[tuple[int, int]], begin: int, *, plus: bool) -> Piece | None:
    """Give the longest beginning that is a valid number with its country code."""
    digits = ""
    best = None
    for group_begin, end in groups:
        digits += text[group_begin:end]
        if len(digits) > MOST + 4:
            break
        number = digits.removeprefix("00")
        if len(number) >= NATIONAL_LEAST and international(number):
            best = Piece(begin, end, number, True)
    if best is None and plus and digits.startswith("0"):
        return None
    return best


def _bare(text: str, groups: list[tuple[int, int]], page: Page) -> Iterator[Piece]:
    """Give digits without a country code: all, or parts between what separates numbers."""
    whole = _piece(text, groups)
    if _passes(whole, page):
        yield whole
        return
    parts = _parts(text, groups)
    if len(parts) > 1:
        for part in parts:
            yield from _bare(text, part, page)
        return
    if len(whole.digits) > LONGEST_RUN:
        return
    for cut in range(1, len(groups)):
        one, other = _piece(text, groups[:cut]), _piece(text, groups[cut:])
        for piece, left in ((one, other), (other, one)):
            if _passes(piece, page) and (_passes(left, page) or len(left.digits) <= 2):
                yield from sorted((each for each in (one, other) if _passes(each, page)), key=lambda each: each.begin)
                return
    yield whole


def _parts(text: str, groups: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    parts = [[groups[0]]]
    for before, group in pairwise(groups):
        if _STRONG.search(text, before[1], group[0]):
            parts.append([])
        parts[-1].append(group)
    return parts


def _piece(text: str, groups: list[tuple[int, int]]) -> Piece:
    return Piece(groups[0][0], groups[-1][1], "".join(text[begin:end] for begin, end in groups), False)


def _passes(piece: Piece, page: Page) -> bool:
    """Say whether bare digits are a number somewhere: as national ones, or whole without the plus."""
    if not NATIONAL_LEAST <= len(piece.digits) <= BARE_MOST:
        return False
    return bool(forms.candidates(piece.digits, page.regions) or _whole(piece.digits))


def _whole(digits: str) -> str | None:
    if len(digits) < BARE_LEAST or digits.startswith("0"):
        return None
    return international(digits)


def _read(piece: Piece, app: str | None, regions: Sequence[str]) -> forms.Reading | None:
    """Say what digits are; ``app`` is what a word beside them says."""
    to = app if app in _REACHED else "phone"
    if piece.plus:
        number = international(piece.digits)
        return forms.Reading("Phone", number, "phone", to) if number else None
    plausibility = None if app else DOUBTFUL
    if not NATIONAL_LEAST <= len(piece.digits) <= BARE_MOST:
        return None
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
    return bool(last) and last.isascii() and (last.isalnum() or last in "_=#") and app is None
