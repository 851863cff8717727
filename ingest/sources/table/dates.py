"""Times written with words: ``March 1, 2024 10:00 PM``, ``1 مارس 2024``, ``Fri, 01 Mar 2024 22:00:00 EEST``.

Everything that stands there is understood, or the time is not read: a word passed over may be the half of the day.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from ingest.sources.table.spelled import (
    AMBIGUOUS,
    EVENING,
    MONTHS,
    MORNING,
    OTHER_CALENDARS,
    PASSED,
    ZONES,
    fold_words,
)

NEWEST_PAIR = 70
"""Years of two digits below it are of this century, as the C library reads them."""

_TIME = re.compile(r"(?<![\d:.])(\d{1,2})[:h](\d{2})(?:[:m](\d{2})(?:[.,:](\d{1,9}))?)?(?![\d:])")
_HOUR = re.compile(r"(?<![\d:./-])(\d{1,2})(?=\s?(?:a\.?\s?m|p\.?\s?m)\b)")
_LATE_DOTS = re.compile(r"(?<=\s)(\d{1,2})\.(\d{2})(?:\.(\d{2})(?:[.,](\d{1,9}))?)?(?=\s*$|\s*[ap]\.?\s?m\.?\s*$)")
_MARK = r"(?:([ap])\.?\s?m\b\.?|(ق\.?\s?ظ|ب\.?\s?ظ|قبل از ظهر|بعد از ظهر|[^\W\d_]+)\.?)"
_AFTER = re.compile(rf"\s*{_MARK}(?![^\W\d_])")
_BEFORE = re.compile(rf"(?<![^\W\d_]){_MARK}[\s,]*$")
_OFFSET = re.compile(r"[\s,]*(?:(utc|gmt)\s*([+-])\s*|([+-]))(\d{1,2})(?::?(\d{2}))?(?![\d./:-])")
_NAME = re.compile(r"[\s,]*([a-z_]+(?:/[a-z_]+)+|[a-z]{1,5})(?![^\W_])")
_LAST_NAME = re.compile(r"(?<![^\W_])([a-z_]+(?:/[a-z_]+)+|[a-z]{1,5})\s*$")
_COMMENT = re.compile(r"\(([^()]*)\)\s*$")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{1,2})(?!\d)")
_ERA = re.compile(r"(?<=\d{4})\s*م\.?$")
"""Of the common era, where no hour stands beside it."""
_TOKEN = re.compile(r"\d+|[^\W\d_]+|\S")
_SEPARATORS = frozenset(",.;/|-–—·•'،t")

Order = Callable[[int, int, int, str], tuple[int, int, int]]
"""Gives year, month and day of three numbers, the last of four digits or two, or asks."""


@dataclass(slots=True)
class Spelled:
    """A time as it was read: local where ``zone`` is None, a date where ``alone``."""

    at: datetime
    zone: tzinfo | None
    alone: bool


def read_spelled(text: str, zones: Mapping[str, tzinfo], order: Order) -> Spelled:
    """Read a time with words in it; ``zones`` are the mapping's own names.

    Raises ValueError with the word that is not understood, or what ``order`` raises.
    """
    plain = fold_words(text).strip()
    named = {fold_words(name): zone for name, zone in zones.items()}
    comment = None
    if found := _COMMENT.search(plain):
        comment, plain = found[1].strip(), plain[: found.start()].strip()
    clock = _TIME.search(plain) or _HOUR.search(plain)
    if clock is None and (clock := _LATE_DOTS.search(plain)) and not re.search(r"\d", plain[: clock.start()]):
        clock = None
    if clock is None:
        head, zone, hour, minute, second, fraction = _ERA.sub("", plain), None, 0, 0, 0, ""
    else:
        head, tail = plain[: clock.start()], plain[clock.end() :]
        parts = [*clock.groups(), None, None, None][:4]
        hour, minute, second = (int(part or 0) for part in parts[:3])
        fraction = parts[3] or ""
        half, head, tail = _take_half_day(head, tail, text)
        # Hours above 12, or 0, win over the mark: 23:59 PM and 00:04 AM occur.
        if half is not None and 1 <= hour <= 12:
            hour = hour % 12 + 12 * half
        zone, tail = _take_zone(tail, named, text)
        if zone is None and comment:
            zone, rest = _take_zone(f" {comment}", named, text)
            if zone is None or rest.strip():
                raise ValueError(f"{text!r:.60} is no time: {comment!r:.30} is not understood")
        head = f"{head} {tail}"
    year, month, day = _read_date(head, text, order)
    micro = int(fraction[:6].ljust(6, "0")) if fraction else 0
    return Spelled(datetime(year, month, day, hour, minute, second, micro), zone, clock is None)  # noqa: DTZ001


def complete_year(year: str) -> int:
    """Give a year of four digits, or of two."""
    number = int(year)
    return number + (2000 if number < NEWEST_PAIR else 1900) if len(year) <= 2 else number


def _take_half_day(head: str, tail: str, text: str) -> tuple[bool | None, str, str]:
    """Take the half of the day off what follows the hour, or precedes it: True in the afternoon."""
    if (found := _AFTER.match(tail)) and (half := _is_afternoon(found)) is not None:
        return half, head, tail[found.end() :]
    if (found := _BEFORE.search(head)) and (half := _is_afternoon(found)) is not None:
        if found[0].strip(" ,") == "م" and re.search(r"\d{4}\s*$", head[: found.start()]):
            raise ValueError(f"'م' in {text!r:.60} can be of the year or of the hour")
        return half, head[: found.start()], tail
    return None, head, tail


def _is_afternoon(found: re.Match[str]) -> bool | None:
    if found[1]:
        return found[1] == "p"
    word = " ".join(found[2].replace(".", " ").split())
    word = word if word in MORNING | EVENING else " ".join(word.replace(" ", ""))
    return word in EVENING if word in MORNING | EVENING else None


def _take_zone(tail: str, named: Mapping[str, tzinfo], text: str) -> tuple[tzinfo | None, str]:
    """Take a zone off what follows the hour."""
    if (found := _OFFSET.match(tail)) and (found[3] is None or len(found[4]) == 2):
        hours, minutes = int(found[4]), int(found[5] or 0)
        if hours > 15 or minutes > 59:
            raise ValueError(f"{found[0].strip()!r:.20} in {text!r:.60} is no offset")
        shift = timedelta(hours=hours, minutes=minutes)
        return timezone(-shift if (found[2] or found[3]) == "-" else shift), tail[found.end() :]
    for found in (_NAME.match(tail), _LAST_NAME.search(tail)):
        if found is None:
            continue
        name = found[1]
        zone = named.get(name) or ZONES.get(name)
        if zone is None and name in AMBIGUOUS:
            name = name.upper()
            raise ValueError(f'{name} in {text!r:.60} is the hour of two countries; zones = {{ {name} = "+02:00" }}')
        if zone is None and "/" in name:
            zone = _find_place_zone(name)
        if zone is not None:
            return zone, tail[: found.start()] + tail[found.end() :]
    return None, tail


def _find_place_zone(name: str) -> tzinfo | None:
    """Give the zone of a place as the database of zones writes it."""
    try:
        return ZoneInfo("/".join("_".join(map(str.capitalize, part.split("_"))) for part in name.split("/")))
    except (ValueError, OSError, KeyError):
        return None


def _read_date(written: str, text: str, order: Order) -> tuple[int, int, int]:
    """Give year, month and day of what is left beside the time; every word of it must be known."""
    if found := _NUMERIC.search(written):
        _skip_words(_TOKEN.findall(written[: found.start()] + " " + written[found.end() :]), text)
        if len(found[1]) == 4:
            return int(found[1]), int(found[3]), int(found[4])
        if len(found[1]) == 3:
            raise ValueError(f"{text!r:.60} is no time")
        return order(int(found[1]), int(found[3]), complete_year(found[4]), text)
    tokens = _TOKEN.findall(written)
    month, tokens = _take_month(tokens, text)
    numbers = [token for token in tokens if token.isdigit()]
    _skip_words([token for token in tokens if not token.isdigit()], text)
    if month is None:
        what = "names no day" if len(numbers) == 2 and max(map(len, numbers)) == 4 else "is no time"
        raise ValueError(f"{text!r:.60} {what}")
    if len(numbers) != 2:
        raise ValueError(f"{text!r:.60} {'names no day' if len(numbers) < 2 else 'is no time'}")
    day, year = numbers if len(numbers[0]) <= 2 else numbers[::-1]
    if len(day) > 2 or len(year) == 3 or len(year) > 4:
        raise ValueError(f"{text!r:.60} is no time")
    return complete_year(year), month, int(day)


def _take_month(tokens: list[str], text: str) -> tuple[int | None, list[str]]:
    """Take the month's name out; ``mar`` is one only where no other word is."""
    found: list[tuple[int, int, int]] = []
    for at, token in enumerate(tokens):
        pair = " ".join(tokens[at : at + 2])
        if pair in MONTHS:
            found.append((at, at + 2, MONTHS[pair]))
        elif token in MONTHS and not (found and found[-1][1] > at):
            found.append((at, at + 1, MONTHS[token]))
    if len(found) > 1:
        found = [one for one in found if tokens[one[0]] not in PASSED] or found[-1:]
    if len(found) > 1:
        raise ValueError(f"{text!r:.60} names two months")
    if not found:
        return None, tokens
    [(begin, end, month)] = found
    return month, tokens[:begin] + tokens[end:]


def _skip_words(tokens: list[str], text: str) -> None:
    """Pass over days of the week, articles and separators; raise ValueError at any other word."""
    for token in tokens:
        if token in OTHER_CALENDARS:
            raise ValueError(f"{text!r:.60} is of another calendar; convert it")
        if token not in PASSED and token not in _SEPARATORS:
            raise ValueError(f"{text!r:.60} is no time: {token!r:.30} is not understood")
