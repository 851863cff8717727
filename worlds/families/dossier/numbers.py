"""Telephone numbers: reserved for fiction, held by one person after another, written as each is used to."""

import random
from collections.abc import Iterator
from itertools import product

_US_AREAS = (
    "202",
    "212",
    "213",
    "267",
    "305",
    "312",
    "323",
    "347",
    "404",
    "415",
    "469",
    "503",
    "512",
    "602",
    "612",
    "614",
    "646",
    "702",
    "713",
    "718",
    "720",
    "773",
    "786",
    "804",
    "813",
    "832",
    "857",
    "917",
    "919",
    "929",
)
_UK_TOWNS = ("113", "114", "115", "116", "117", "118", "121", "131", "141", "151", "161")
_KEYCAP = "\ufe0f\u20e3"
COUNTRIES = ("GB", "FR", "US", "DE", "SE")
PREFIXES = {"GB": "44", "FR": "33", "US": "1", "DE": "49", "SE": "46"}
_TRUNKS = {"GB": "0", "FR": "0", "US": "", "DE": "0", "SE": "0"}
STYLES = ("plus", "plus spaced", "zeros", "national", "national spaced", "link", "bare")
"""How a number is written; the two national ones leave the country out."""


def list_numbers(country: str) -> list[str]:
    """List what a country has reserved, mobiles before desks."""
    if country == "GB":
        mobiles = [f"+447700900{n:03}" for n in range(1000)]
        return mobiles + [f"+44{town}4960{n:03}" for town, n in product(_UK_TOWNS, range(1000))]
    if country == "FR":
        return [f"+3363998{n:04}" for n in range(10000)] + [f"+3346571{n:04}" for n in range(10000)]
    if country == "DE":
        desks = [f"+49{desk}{n:03}" for desk, n in product(("3023125", "6990009", "4066969"), range(1000))]
        return [f"+4917139200{n:02}" for n in range(100)] + desks
    if country == "SE":
        return [f"+467017406{n:02}" for n in range(5, 100)]
    return [f"+1{area}55501{n:02}" for area, n in product(_US_AREAS, range(100))]


class NumberPool:
    """What is not issued yet, by country."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._left: dict[str, Iterator[str]] = {}
        for country in COUNTRIES:
            numbers = list_numbers(country)
            mobiles = [number for number in numbers if number[:6] in {"+44770", "+33639", "+49171", "+46701"}]
            known = set(mobiles)
            others = [number for number in numbers if number not in known]
            rng.shuffle(mobiles)
            rng.shuffle(others)
            self._left[country] = iter(mobiles + others)

    def issue(self, country: str) -> str:
        """Issue a number; where a country has none left, one of France or of the United States."""
        for other in (country, "FR", "US"):
            if number := next(self._left[other], ""):
                return number
        raise ValueError("no number is left: the world is too large for the numbers reserved for fiction")


def country_of(number: str) -> str:
    """Tell the country of a number."""
    return next(country for country, prefix in PREFIXES.items() if number.startswith(f"+{prefix}"))


def write_number(rng: random.Random, number: str, style: str) -> str:
    """Write a number in a style, spaced by chance."""
    country = country_of(number)
    rest = number[1 + len(PREFIXES[country]) :]
    if style == "plus":
        return number
    if style == "zeros":
        return f"00{PREFIXES[country]}{rest}"
    if style == "bare":
        return number[1:]
    if style == "link":
        return f"https://wa.me/{number[1:]}"
    if style == "national":
        return _TRUNKS[country] + rest
    parts = space_digits(rng, rest)
    if style == "plus spaced":
        return f"+{PREFIXES[country]} {parts}"
    return _TRUNKS[country] + parts


def space_digits(rng: random.Random, digits: str) -> str:
    """Put blanks, points or strokes between groups of two to four digits."""
    sign = rng.choice((" ", " ", "-", "."))
    parts, at = [], 0
    while at < len(digits):
        step = rng.choice((2, 3, 3, 4))
        if len(digits) - at - step < 2:
            step = len(digits) - at
        parts.append(digits[at : at + step])
        at += step
    return sign.join(parts)


def hide_number(rng: random.Random, number: str) -> str:
    """Write a number so that a machine should not read it."""
    digits = number[1:]
    way = rng.randrange(4)
    if way == 0:
        return "".join(digit + _KEYCAP for digit in digits)
    if way == 1:
        return "+" + digits.replace("0", "O").replace("1", "l")
    if way == 2:
        return "+" + "*".join(digits)
    cut = rng.randrange(3, len(digits) - 3)
    return f"+{digits[:cut]} 🌊🌊 {digits[cut:]}"
