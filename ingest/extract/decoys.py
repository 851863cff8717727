"""Digits that are no phone number: dates, times, prices, coordinates, bank accounts, cards, devices."""

import re
from collections.abc import Callable
from functools import partial

from ingest.extract.page import TAKEN

_ALONE = r"(?<![\d+])(?<!\d[.\-/:])"
"""Nothing before it makes it the later part of a longer number."""
_END = r"(?!\d|[.\-/:]\d)"
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:1[34]\d\d|19\d\d|20\d\d)"
"""Years from 1300 on: the Persian and the Islamic calendar count them."""

_CURRENCY = (
    r"[€$£¥₺₽₹₪₦₨₫₴]|US\$|euros?|eur|usd|dollars?|dol|gbp|pounds?|chf|tl|lira|dzd|da|lyd|tnd|mad|egp|sdg|xaf|xof|cfa"
    r"|birr|etb|nakfa|afn|toman|rials?|dinars?|dirhams?|naira|taka|bdt|pkr|rs|sek|nok|zł|руб\w{0,4}"
    r"|يورو|یورو|دولار|دلار|دينار|دینار|درهم|جنيه|ليرة|لیره|تومان|تومن|ریال|ريال|افغانی|باوند|پوند|اورو"
)
_SURE = r"[€$£¥₺₽₹₪₦₨₫₴]|euros?|eur|usd|dollars?|gbp|pounds?|يورو|یورو|دولار|دلار|دينار|دینار|تومان|تومن|ریال|ريال"
_AMOUNT = r"\d{1,7}(?:[.,'’ ]\d{3}){0,4}(?:[.,]\d{1,2})?"

_DATE = re.compile(
    rf"{_ALONE}(?:{_YEAR}([\-/.]){_MONTH}\1{_DAY}|{_DAY}([\-/.]){_MONTH}\2(?:{_YEAR}|\d\d)"
    rf"|{_MONTH}([\-/.]){_DAY}\3{_YEAR}|{_YEAR}\s?[\-–/]\s?{_YEAR}){_END}(?:T(?=\d\d:))?"
)
_SPACED_DATE = re.compile(
    rf"{_ALONE}(?<!\d )(?:{_DAY} {_MONTH} (?:19|20)\d\d"
    rf"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])){_END}(?! \d)"
)
"""``20 05 2024`` and ``20240520``: one in a hundred national numbers of eight digits looks so and is lost."""
_TIME = re.compile(r"(?<![\d:.+])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?![\d:])")
_PRICE = re.compile(
    rf"(?:{_CURRENCY})\s?{_AMOUNT}(?![ \-]?\d)"
    # after a number and a space only one group of digits, and no currency that is a word elsewhere
    rf"|(?<=\d )[1-9]\d{{2,5}}(?:[.,]\d{{3}})*\s?(?:{_SURE})(?!\w|\s?\d)"
    rf"|(?<![\d+])(?<!\d[ .,\-/()]){_AMOUNT}\s?(?:{_CURRENCY})(?![a-z]|\s?\d)",
    re.IGNORECASE,
)
_COORDINATES = re.compile(
    r"(?<![\d.+])(?P<one>\d{1,3})\.\d{3,15}\s?°?\s?[NSEW]?\s?[,;/ ]\s?[NSEW]?-?(?P<other>\d{1,3})\.\d{3,15}(?!\d)"
    r"|(?<![\d.+])\d{1,2}\.\d{5,15}(?![\d.])"
    r"|\d{1,3}\s?°\s?\d{1,2}\s?['′’]\s?\d{1,2}(?:\.\d+)?"
)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ \-]?[A-Z0-9]{4}){2,7}(?:[ \-]?[A-Z0-9]{1,4})?(?![A-Za-z0-9])")
_CARD = re.compile(r"(?<![\d+])(?<!\d[ \-])\d{4}([ \-])\d{4}\1\d{4}\1\d{4}(?![ \-]?\d)")
_DEVICE = re.compile(r"(?<![\d+])\d{2}-\d{6}-\d{6}-\d{1,2}(?!\d)")


def cut(text: str) -> str:
    """Put ``TAKEN`` over what is no phone number; the length stays."""
    for pattern, holds in _CUTS:
        text = pattern.sub(partial(_covered, holds), text)
    return text


def _covered(holds: Callable[[re.Match[str]], bool], found: re.Match[str]) -> str:
    return TAKEN * len(found[0]) if holds(found) else found[0]


def _always(_: re.Match[str]) -> bool:
    return True


def _on_earth(found: re.Match[str]) -> bool:
    return found["one"] is None or (int(found["one"]) <= 180 and int(found["other"]) <= 180)


def _card(found: re.Match[str]) -> bool:
    """Say whether four groups of four are a card: after 00 only where its check digit is right (ISO 7812)."""
    digits = [int(char) for char in found[0] if char.isdecimal()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[::2]]
    return found[0][:2] != "00" or (sum(doubled) + sum(digits[1::2])) % 10 == 0


def _account(found: re.Match[str]) -> bool:
    """Say whether the check digits of a bank account are right (ISO 13616), with or without its last groups."""
    parts = re.split(r"[ \-]", found[0])
    return any(_mod97("".join(parts[:end])) for end in range(len(parts), 0, -1))


def _mod97(account: str) -> bool:
    if len(account) < 15:
        return False
    return int("".join(str(int(char, 36)) for char in account[4:] + account[:4])) % 97 == 1


_CUTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (_IBAN, _account),
    (_CARD, _card),
    (_DEVICE, _always),
    (_COORDINATES, _on_earth),
    (_DATE, _always),
    (_SPACED_DATE, _always),
    (_TIME, _always),
    (_PRICE, _always),
)
