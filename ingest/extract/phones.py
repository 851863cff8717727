"""Phone numbers in running text.

With ``+`` or ``00`` a number has its country. Without, it is national: its digits are kept with the
countries it is valid in, and no country is guessed, be there one region or ten.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph import forms
from graph.forms.numbers import MOST, list_exit_codes, parse_international
from ingest.extract import decoys, references, turned, words
from ingest.extract.page import TAKEN, Page

BARE_LEAST, BARE_MOST = 10, 13
"""Digits a whole number has without its plus: shorter ones are anything, longer ones cards and devices."""
NATIONAL_LEAST, NATIONAL_MOST = 7, 11
WITH_CODE = 12
"""Digits from which a number that begins with a country code is read so: no country's own numbers are as long, but
Germany and Austria set no length, and there nobody leaves out the zero."""
DOUBTFUL = 0.5
"""Of bare digits without plus, link or word: 13 % of random 10-digit ids and 9 % of 12-digit ones pass."""
LONGEST_RUN = 40
"""Digits of a run beyond which it is a list or a code, not numbers written one after another."""
FEWEST_OF_RUN = NATIONAL_LEAST - 3
"""Digits of a run: before it a country code may stand apart."""
ENDS_OF_TWO, SHARED = 5, 3
"""Digits of a group, and first ones of it, by which two groups are the ends of two numbers."""
STRAY = 4
"""Digits that may stand before or after a number and be no part of it: a year, a count."""

_AREA = re.compile(r"\d(?:[^\d\n]{0,24}\d)*")
"""Digits near each other. Only here are decoys looked for, and only where there are enough for a number."""
_MARGIN = 60
"""Characters around an area that decide what its digits are: a currency, capitals of an account, a word before."""

_SEPARATOR = r"[ \t.\-/()·•_*~|‐-―−]"
_RUN = re.compile(rf"(?:\(?\+[ ()]{{0,2}}|\((?=\d))?\d(?:(?:{_SEPARATOR}{{0,4}}|[,:])\d)*")
_OPENING = 4
"""Characters that may open a number before its first digit."""
_GROUP = re.compile(r"\d+")
_STRONG = re.compile(r"[/|•,:\t]|  |\s[-–—]\s")
"""What stands between two numbers rather than inside one."""
JOINED = 12
"""Characters between two numbers that one word may speak of."""
_JOINT = re.compile(r"[\s,;/|&+()\-–•\x1f]*(?:(?:or|and|ou|et|oder|und|ve|أو|او|و|یا)[\s,;/|&(+]*)?")
"""What joins two numbers that one word speaks of."""

_WORD_BEHIND = re.compile(
    r"(?:or|and|und|oder|ou|et|ve|y|o|only|call|sms|whats\w{0,4}|wa|wsp|telegram|tg|viber|signal|imo|tel"
    r"|mob(?:ile)?)(?![a-z])",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"(?<![a-z])(?:or|and|und|oder|ou|et|ve|y|o|to|at|on|me|is|no|nr|us)$", re.IGNORECASE)
"""Words glued to a number that say nothing against it."""

Groups = Sequence[tuple[int, int]]
"""Where digits written together begin and end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Digits that may be one number, and where they stand."""

    begin: int
    end: int
    digits: str
    plus: bool
    turned: bool = False
    """Whether its groups can be read in more than one order, so that nobody knows which number it is."""


def extract_phones(page: Page) -> None:
    """Read every phone number."""
    since, last = 0, None
    for piece in _list_pieces(page):
        if not (piece.plus or _may_be_number(piece, page.regions)):
            continue
        app = words.find_app_before(page.free, piece.begin, since)
        if app is None and last and piece.begin - since <= JOINED and _JOINT.fullmatch(page.free, since, piece.begin):
            app = last
        word = words.find_app_after(page.free, piece.end) if app is None else None
        if word:
            app = word.app
        reading = _read_piece(piece, app, page.regions)
        if reading and (piece.plus or not _belongs_to_word(page.free, piece, app)):
            page.take(piece.begin, piece.end, reading)
            since, last = word.end if word else piece.end, app


def read_whole_number(text: str, regions: Sequence[str]) -> forms.Reading | None:
    """Read a string that is known to be a phone number: a card's, or one that the format marks."""
    written = forms.read_digits(text)
    if written is None:
        return None
    plus = written.startswith(("+", "00"))
    digits = written.removeprefix("+").removeprefix("00") if plus else written
    return _read_piece(Piece(0, len(text), digits, plus), "phone", regions)


def _list_pieces(page: Page) -> Iterator[Piece]:
    """Give what may each be a number, in order."""
    for area in _AREA.finditer(page.free):
        if sum(map(str.isdecimal, area[0])) < NATIONAL_LEAST:
            continue
        begin = max(0, area.start() - _MARGIN)
        text = decoys.mask_decoys(page.free[begin : area.end() + _MARGIN])
        # Digits in the margins belong to other areas, and may be only a part of theirs.
        for run in _RUN.finditer(text, max(0, area.start() - begin - _OPENING), area.end() - begin):
            for piece in _split_digit_run(text, run, page.regions):
                yield Piece(begin + piece.begin, begin + piece.end, piece.digits, piece.plus)


def _split_digit_run(text: str, run: re.Match[str], regions: Sequence[str]) -> Iterator[Piece]:
    """Split a run of digits into what may each be a number."""
    groups = [found.span() for found in _GROUP.finditer(text, run.start(), run.end())]
    if sum(end - begin for begin, end in groups) < FEWEST_OF_RUN:
        return
    plus = "+" in text[run.start() : groups[0][0]]
    if whole := _read_turned_run(text, run, groups, plus):
        yield whole
        return
    start = 0 if plus else references.count_reference_groups(text, groups)
    while start < len(groups):
        rest = groups[start : start + MOST + STRAY]
        if plus or _find_dial_prefix(text, rest, regions):
            whole = _find_longest_number(
                text, rest, run.start() if start == 0 else rest[0][0], _find_dial_prefix(text, rest, regions)
            )
            start += sum(end <= whole.end for _, end in rest) if whole else 1
            plus = False
            if whole:
                yield whole
            continue
        stop = len(groups)
        if not (len(rest) <= BARE_MOST and _is_valid_somewhere(_make_piece(text, groups[start:]), regions)):
            stop = next(
                (at for at in range(start + 1, stop) if _find_dial_prefix(text, groups[at : at + 4], regions)), stop
            )
        yield from _list_bare_pieces(text, groups[start:stop], regions)
        start = stop


def _read_turned_run(text: str, run: re.Match[str], groups: Groups, plus: bool) -> Piece | None:
    """Read a run whose plus or prefix stands last; None where it is none, or no order of it is a number."""
    if len(groups) > MOST:
        return None
    digits = [text[begin:end] for begin, end in groups]
    if plus:
        code = turned.find_code_before(text, run.start())
        if code is None or parse_international("".join(digits)):
            return None
        begin, prefix = code
        number = parse_international(prefix + "".join(digits))
        return Piece(begin, run.end(), number[1:], True) if number else None
    last = turned.find_code_behind(text, run.end())
    if last and (number := parse_international(last[0] + "".join(digits))):
        return Piece(run.start(), last[1], number[1:], True)
    behind = turned.find_plus_behind(text, run.end())
    found = turned.list_turned_readings(digits, plus=behind is not None)
    end = run.end() if behind is None else behind
    if len(found) == 1:
        return Piece(run.start(), end, found.pop()[1:], True)
    return Piece(run.start(), end, "".join(digits), False, turned=True) if found else None


def _find_dial_prefix(text: str, groups: Groups, regions: Sequence[str]) -> str:
    """Give what is dialled before a country code where digits begin with it: 00, or 011 in some countries."""
    head = "".join(text[begin:end] for begin, end in groups[:4])
    if len(head) > 3 and head.startswith("00") and head[2] != "0":
        return "0011" if head.startswith("0011") and "0011" in list_exit_codes(tuple(regions)) else "00"
    return next(
        (prefix for prefix in list_exit_codes(tuple(regions)) if len(head) > len(prefix) and head.startswith(prefix)),
        "",
    )


def _find_longest_number(text: str, groups: Groups, begin: int, prefix: str) -> Piece | None:
    """Give the longest beginning that is a valid number with its country code.

    In countries whose numbers have no fixed length a digit that follows would pass as well. A number
    written together ends with its group, no single digit ends one of longer groups unless a dash alone joins it
    (a switchboard's 0), and what begins like a number of its own, or like the end of this one, is the next.
    """
    digits = ""
    best = None
    for at, (first, end) in enumerate(groups):
        single = end - first == 1 < groups[at - 1][1] - groups[at - 1][0]
        if best and (at == 1 or (single and text[groups[at - 1][1] : first] != "-")):
            break
        if best and (
            _are_group_ends_alike(text, groups[at - 1], groups[at]) or _begins_national_number(text, groups[at:])
        ):
            break
        digits += text[first:end]
        if len(digits) > MOST + STRAY:
            break
        number = digits.removeprefix(prefix)
        if len(number) >= NATIONAL_LEAST and parse_international(number):
            best = Piece(begin, end, number, True)
    return best


def _are_group_ends_alike(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Say whether two groups are the ends of two numbers: as long as each other, and first digits the same."""
    same = one[1] - one[0] == other[1] - other[0] >= ENDS_OF_TWO
    return same and text[one[0] : one[0] + SHARED] == text[other[0] : other[0] + SHARED]


def _begins_national_number(text: str, groups: Groups) -> bool:
    """Say whether groups begin a national number: a zero first, and as many digits as one has."""
    length = sum(end - begin for begin, end in groups)
    return text[groups[0][0]] == "0" and groups[0][1] - groups[0][0] > 2 and NATIONAL_LEAST + 2 <= length <= BARE_MOST


def _list_bare_pieces(text: str, groups: Groups, regions: Sequence[str]) -> Iterator[Piece]:
    """Give digits without a country code: all, or parts between what separates numbers."""
    whole = _make_piece(text, groups)
    if len(whole.digits) < NATIONAL_LEAST:
        return
    if twins := _find_twin_numbers(text, groups, regions):
        yield from twins
        return
    parts = [] if _is_valid_somewhere(whole, regions) else _split_groups(text, groups)
    if len(parts) > 1:
        for part in parts:
            yield from _list_bare_pieces(text, part, regions)
    elif parts and len(whole.digits) <= LONGEST_RUN and (split := _find_joined_numbers(text, groups, regions)):
        yield from split
    else:
        yield whole


def _find_twin_numbers(text: str, groups: Groups, regions: Sequence[str]) -> list[Piece]:
    """Find two numbers that begin alike: halves of one shape, or one number and the last group of the other.

    In countries whose numbers have no fixed length both together may pass as one.
    """
    if len(groups) < 2:
        return []
    half = len(groups) // 2
    first, second = _make_piece(text, groups[:half]), _make_piece(text, groups[half:])
    shapes = [[end - begin for begin, end in side] for side in (groups[:half], groups[half:])]
    alike = first.digits[: len(first.digits) // 2] == second.digits[: len(first.digits) // 2]
    if alike and shapes[0] == shapes[1] and len(first.digits) > ENDS_OF_TWO and first.digits != second.digits:
        return [first, second]
    if (
        len(groups) > 2
        and _are_group_ends_alike(text, groups[-2], groups[-1])
        and _is_valid_somewhere(one := _make_piece(text, groups[:-1]), regions)
    ):
        begin, end = groups[-1]
        return [one, Piece(begin, end, one.digits[: begin - end] + text[begin:end], False)]
    return []


def _find_joined_numbers(text: str, groups: Groups, regions: Sequence[str]) -> list[Piece]:
    """Find two numbers one after another, or one with a year or count beside it."""
    for cut in range(1, len(groups)):
        pieces = _make_piece(text, groups[:cut]), _make_piece(text, groups[cut:])
        passing = [piece for piece in pieces if _is_valid_somewhere(piece, regions)]
        if passing and all(piece in passing or len(piece.digits) <= STRAY for piece in pieces):
            return passing
    return []


def _split_groups(text: str, groups: Groups) -> list[list[tuple[int, int]]]:
    parts = [[groups[0]]]
    for before, group in pairwise(groups):
        if _STRONG.search(text, before[1], group[0]):
            parts.append([])
        parts[-1].append(group)
    return parts


def _make_piece(text: str, groups: Groups) -> Piece:
    return Piece(groups[0][0], groups[-1][1], "".join(text[begin:end] for begin, end in groups), False)


def _may_be_number(piece: Piece, regions: Sequence[str]) -> bool:
    """Say whether bare digits can become a number at all, with a word beside them at best."""
    return NATIONAL_LEAST <= len(piece.digits) <= NATIONAL_MOST or _is_valid_somewhere(piece, regions)


def _is_valid_somewhere(piece: Piece, regions: Sequence[str]) -> bool:
    """Say whether bare digits are a number somewhere: as national ones, or whole without the plus."""
    if not NATIONAL_LEAST <= len(piece.digits) <= BARE_MOST:
        return False
    return bool(forms.find_countries(piece.digits, regions) or _read_with_plus(piece.digits))


def _read_with_plus(digits: str) -> str | None:
    if len(digits) < BARE_LEAST or digits.startswith("0"):
        return None
    return parse_international(digits)


def _read_piece(piece: Piece, app: str | None, regions: Sequence[str]) -> forms.Reading | None:
    """Say what digits are; ``app`` is what a word beside them says."""
    to = app or "phone"
    if piece.plus:
        number = parse_international(piece.digits)
        return forms.Reading("Phone", number, "phone", to) if number else None
    if not NATIONAL_LEAST <= len(piece.digits) <= BARE_MOST or forms.made_up(piece.digits):
        return None
    if piece.turned:
        return forms.Reading("Phone", forms.make_national_id(piece.digits), "phone", to, "", None, DOUBTFUL)
    plausibility = None if app else DOUBTFUL
    if len(piece.digits) >= WITH_CODE and (number := _read_with_plus(piece.digits)):
        return forms.Reading("Phone", number, "phone", to, "", None, plausibility)
    if countries := forms.find_countries(piece.digits, regions):
        return forms.Reading(
            "Phone", forms.make_national_id(piece.digits, countries), "phone", to, "", countries, plausibility
        )
    if number := _read_with_plus(piece.digits):
        return forms.Reading("Phone", number, "phone", to, "", None, plausibility)
    if app and len(piece.digits) <= NATIONAL_MOST:
        return forms.Reading("Phone", forms.make_national_id(piece.digits), "phone", to, "", None, DOUBTFUL)
    return None


def _belongs_to_word(text: str, piece: Piece, app: str | None) -> bool:
    """Say whether bare digits belong to a word or an id."""
    after, last = text[piece.end : piece.end + 1], text[max(0, piece.begin - 1) : piece.begin]
    if after.isascii() and (after.isalpha() or after == "_") and not _WORD_BEHIND.match(text, piece.end):
        return True
    if not last or last == TAKEN or not last.isascii() or app is not None:
        return False
    if last.isalpha():
        return not _WORD_BEFORE.search(text, max(0, piece.begin - 8), piece.begin)
    return last.isalnum() or last in "_=#"
