"""Phone numbers: E.164 where the country is known, digits with candidate countries where it is not.

phonenumbers is imported inside: it costs 30 ms, and every command imports the model.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.forms.texts import fold

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

FEWEST, MOST = 7, 15
"""Digits of an international number (ITU-T E.164 sets the upper bound)."""

_PUNCTUATION = re.compile(r"[\s.\-/()\[\]·•_*~|,:‐-―−]")
_WRITTEN = re.compile(r"\+?\d+")


def phone(text: str, region: str | None = None) -> str | None:
    """Give the E.164 form of a number written in any way, or None where it is no valid one.

    Without a region only numbers with their country code count (``+`` or ``00`` before it). A region is
    for a caller who knows the country; never pass one that was guessed.
    """
    written = digits(text)
    if written is None:
        return None
    if written.startswith("+"):
        return international(written[1:])
    if written.startswith("00"):
        return international(written[2:])
    return _national(written, region) if region else None


def digits(text: str) -> str | None:
    """Give the ASCII digits of a written number, ``+`` before them where it was; None where it holds anything else."""
    written = _PUNCTUATION.sub("", fold(text))
    if written[:4].casefold() == "tel:":
        written = written[4:]
    return written if _WRITTEN.fullmatch(written) else None


@lru_cache(maxsize=1 << 16)  # the same few numbers stand in thousands of posts
def international(number: str) -> str | None:
    """Give the E.164 form of digits that begin with a country code, where they are a valid number."""
    import phonenumbers

    if not FEWEST <= len(number) <= MOST + 2:  # a trunk zero may stand after the country code
        return None
    try:
        parsed = phonenumbers.parse("+" + number)
    except phonenumbers.NumberParseException:
        return None
    return _valid(parsed)


@lru_cache(maxsize=1 << 16)
def possible(number: str) -> bool:
    """Say whether digits that begin with a country code have the length of a number there, valid or not."""
    import phonenumbers

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse("+" + number))
    except phonenumbers.NumberParseException:
        return False


def candidates(number: str, regions: Iterable[str]) -> tuple[str, ...]:
    """Give those of the countries in which national digits are a valid number, sorted.

    Digits that begin with the country's own code are no national ones.
    """
    if number.startswith("00"):
        return ()
    return tuple(
        sorted({region for region in regions if (known := _national(number, region)) and known != f"+{number}"})
    )


def national(number: str) -> str:
    """Give the id of digits whose country is not known."""
    return NATIONAL + number


@lru_cache(maxsize=1 << 16)
def _national(number: str, region: str) -> str | None:
    import phonenumbers

    if number.startswith("+"):
        return None
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    return _valid(parsed)


def _valid(parsed: "PhoneNumber") -> str | None:
    import phonenumbers

    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if len(written) > MOST + 1:  # some number plans in the library allow more than E.164 does
        return None
    if phonenumbers.is_valid_number(parsed) or FICTION.fullmatch(written):
        return written
    return None
