"""Phone numbers: E.164 where the country is known, digits with candidate countries where it is not.

phonenumbers is imported inside: it costs 30 ms, and every command imports the model.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.forms.texts import fold_text

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

NATIONAL = "national:"
"""Begins the id of a number whose country is not known."""

FICTION = re.compile(
    r"\+44(?:7700900\d{3}|1632960\d{3})"  # Ofcom: numbers for drama
    r"|\+3363998\d{4}"  # Arcep: numbers for audiovisual works
    r"|\+3532091\d{5}"  # ComReg: numbers for drama
)
"""Ranges reserved for fiction that phonenumbers 9.0.43 calls invalid. Samples and tests may use no other
numbers, so extraction lets these pass; nobody can own one."""

ROUND = 3
"""Digits of an amount that are no zeros at its end."""

FEWEST, MOST = 7, 15
"""Digits of an international number (ITU-T E.164 sets the upper bound)."""

_ABROAD = {"AU": "0011"}
"""What the library has as a pattern. Only prefixes that begin few national numbers are read: this, 011 and 810."""

_PUNCTUATION = re.compile(r"[\s.\-/()\[\]·•_*~|,:‐-―−]")
_WRITTEN = re.compile(r"\+?\d+")


def parse_phone(text: str, region: str | None = None) -> str | None:
    """Give the E.164 form of a number written in any way, or None where it is no valid one.

    Without a region only numbers with their country code count (``+`` or ``00`` before it). A region is
    for a caller who knows the country; never pass one that was guessed.
    """
    written = read_digits(text)
    if written is None:
        return None
    if written.startswith("+"):
        return parse_international(written[1:])
    if written.startswith("00"):
        return parse_international(written[2:])
    return _parse_national(written, region) if region else None


def read_digits(text: str) -> str | None:
    """Give the ASCII digits of a written number, ``+`` before them where it was; None where it holds anything else."""
    written = _PUNCTUATION.sub("", fold_text(text))
    if written[:4].casefold() == "tel:":
        written = written[4:]
    return written if _WRITTEN.fullmatch(written) else None


@lru_cache(maxsize=1 << 16)  # the same few numbers stand in thousands of posts
def parse_international(number: str) -> str | None:
    """Give the E.164 form of digits that begin with a country code, where they are a valid number."""
    import phonenumbers

    if not FEWEST <= len(number) <= MOST + 2:  # a trunk zero may stand after the country code
        return None
    try:
        parsed = phonenumbers.parse("+" + number)
    except phonenumbers.NumberParseException:
        return None
    return _format_valid(parsed)


@lru_cache(maxsize=1 << 16)
def has_possible_length(number: str) -> bool:
    """Say whether digits that begin with a country code have the length of a number there, valid or not."""
    import phonenumbers

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse("+" + number))
    except phonenumbers.NumberParseException:
        return False


def made_up(number: str) -> bool:
    """Say whether digits are a round number, counted, or a short code: 3000000, 11111111, 123456789, 110.

    People write such for amounts or to fill a field. ``number`` is an id or its digits.
    """
    written = number.removeprefix(NATIONAL)
    if written.startswith("+"):
        written = cut_country_code(written)
    digits = written.lstrip("0")
    if len(written) < FEWEST or not digits:
        return True
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return len(digits.rstrip("0")) <= ROUND or steps in ({0}, {1}, {9})


@lru_cache(maxsize=1 << 16)
def cut_country_code(number: str) -> str:
    """Give the digits of an E.164 number behind its country code."""
    import phonenumbers

    try:
        return phonenumbers.national_significant_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return number.removeprefix("+")


def find_countries(number: str, regions: Iterable[str]) -> tuple[str, ...]:
    """Give those of the countries in which national digits are a valid number, sorted.

    Digits that begin with the country's own code are no national ones.
    """
    if number.startswith("00"):
        return ()
    return tuple(
        sorted({region for region in regions if (known := _parse_national(number, region)) and known != f"+{number}"})
    )


def make_national_id(number: str, countries: Iterable[str] = ()) -> str:
    """Give the id of digits whose country is not known.

    With and without the zero that is dialled within a country they are one number: where all ``countries`` that it
    may belong to write it in one way, it is written so.
    """
    written = {_at_home(number, country) for country in countries}
    return NATIONAL + (written.pop() if len(written) == 1 else number)


@lru_cache(maxsize=1 << 16)
def _at_home(number: str, country: str) -> str:
    """Give digits as they are dialled within a country, with its trunk prefix where it has one."""
    import phonenumbers

    parsed = phonenumbers.parse(number, country)
    significant = phonenumbers.national_significant_number(parsed)
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    dialled = "".join(filter(str.isdecimal, shown))
    trunk = phonenumbers.ndd_prefix_for_region(country, True) or ""
    return dialled if dialled == trunk + significant else significant


@cache
def list_exit_codes(regions: tuple[str, ...]) -> tuple[str, ...]:
    """Give what is dialled before a country code in some of the regions, where it is not 00."""
    import phonenumbers

    known = {region: phonenumbers.PhoneMetadata.metadata_for_region(region, None) for region in regions}
    prefixes = {_ABROAD.get(region, data.international_prefix or "") for region, data in known.items() if data}
    return tuple(sorted(prefixes & {"011", "810", *_ABROAD.values()}, key=len, reverse=True))


@lru_cache(maxsize=1 << 16)
def _parse_national(number: str, region: str) -> str | None:
    import phonenumbers

    if number.startswith("+"):
        return None
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    if parsed.country_code != phonenumbers.country_code_for_region(region):
        return None  # it begins with what is dialled before the code of another country
    return _format_valid(parsed)


def _format_valid(parsed: "PhoneNumber") -> str | None:
    import phonenumbers

    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if len(written) > MOST + 1:  # some number plans in the library allow more than E.164 does
        return None
    if phonenumbers.is_valid_number(parsed) or FICTION.fullmatch(written):
        return written
    return None
