"""Ships: where ``imo`` is the register of ships and not the app, and where the numbers of ships stand."""

import re

_SHIP = re.compile(
    r"\b(?:ships?|vessels?|boats?|coasters?|tankers?|trawlers?|ferry|freighters?|yacht|cargo|mv|m/v|ms"
    r"|flag(?:ged)?|hull|mmsi|ais|port"
    r"|harbou?r|distress|sar|navires?|bateaux?|pavillon|cargos?|schiffe?s?|frachter|flagge|hafen|k[üu]stenwache"
    r"|gemi\w{0,3}|bayrak"
    r"|nav[ei]|bandiera|barcos?|buques?|bandera|navios?|markab\w{0,3}|coast\s?guard)\b"
    r"|باخرة|سفينة|ناقلة|العبارة|عبارة|مركب|علم|ميناء|کشتی|شناور|نفتکش|پرچم|بندر|جہاز|بحری|بېړۍ"
    r"|корабл|судн|танкер|флаг|порт|መርከብ|ወደብ|জাহাজ|जहाज",
    re.IGNORECASE,
)
_NEAR = 60
"""Characters around the word in which one of ships says that it is no app."""
_IMO = re.compile(r"(?:(?<![a-z])imo|имо|[اإآأ]يمو|ایمو|ኢሞ|ইমো)(?![a-z])", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(r"[^\d\n+]{0,16}(?<!\d)(\d{7})(?!\d|[ \-./]\d{1,6}(?!\d))")
_GROUPED = re.compile(r"[^\d\n+]{0,16}(?<!\d)(\d[ .]\d{3}[ .]\d{3}|\d{3}[ ]\d{4})(?!\d|[ \-./]\d)")
"""The seven digits in groups; of such only those with the right check digit are believed."""
_LISTED = re.compile(r"[\s,;/&]{1,3}(?:(?:mmsi|imo|and|und|et|و|и)[\s:]{1,2})?(\d{9}|\d{7})(?![\d])", re.IGNORECASE)
_HULL = re.compile(
    r"(?:\b(?:ship|vessel|tanker|coaster|freighter|navire|schiff|frachter|buque|nave|gemi)|باخرة|سفينة|کشتی"
    r"|судно|корабль)"
    r"[^\w\n+]{0,3}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[\s(,]{1,3}(?:imo|mmsi)\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\d+])(?<!\d[ \-./])([1-9]\d{6}|[2-7]\d{8})(?!\d|[ \-.]\d)")


def is_register(text: str, begin: int, end: int) -> bool:
    """Say whether ``imo`` at a place is the register: exactly seven digits follow, or a word of ships is near."""
    grouped = _GROUPED.match(text, end)
    if grouped and text[begin:end] == "IMO" and has_ship_check_digit(re.sub(r"\D", "", grouped[1])):
        return True
    number = _NUMBER_BEHIND.match(text, end)
    if number and (text[begin].isascii() or has_ship_check_digit(number[1])):
        return True
    return bool(_SHIP.search(text, max(0, begin - _NEAR), end + _NEAR))


def find_ship_numbers(text: str) -> list[tuple[int, int]]:
    """Give where numbers of ships stand: behind the register's name, in a list of them, or beside a word of ships."""
    spans: dict[tuple[int, int], None] = {}
    for word in _IMO.finditer(text):
        grouped = _GROUPED.match(text, word.end())
        if grouped and has_ship_check_digit(re.sub(r"\D", "", grouped[1])) and is_register(text, *word.span()):
            spans[grouped.span(1)] = None
        number = _NUMBER_BEHIND.match(text, word.end())
        if number is None or not is_register(text, word.start(), word.end()):
            continue
        while number and number.span(1) not in spans:
            spans[number.span(1)] = None
            number = _LISTED.match(text, number.end(1))
    for each in _DIGITS.finditer(text):
        begin, end = each.span(1)
        before = text[max(0, begin - 24) : begin]
        behind = _BEHIND.match(text, end) or _HULL.search(before)
        if behind or (end - begin == 7 and has_ship_check_digit(each[1]) and _SHIP.search(before)):
            spans[begin, end] = None
    return list(spans)


def has_ship_check_digit(digits: str) -> bool:
    """Say whether the last of seven digits is the check digit of a ship's number (IMO resolution A.1117)."""
    return sum(int(char) * weight for char, weight in zip(digits, range(7, 1, -1), strict=False)) % 10 == int(
        digits[-1]
    )
