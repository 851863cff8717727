"""Cells that a mapping declares to be contacts: one by one, and what a spreadsheet left of a number."""

import re
import unicodedata

from ingest.sources.table import ids

FEWEST, MOST = 5, 17
"""Digits of a number, short codes and prefixes of dialling included."""

SHORT = 6
"""Digits of the longest short code; nobody is told apart by one."""
IMEI = re.compile(r"\d{14,16}", re.ASCII)
_SENDER = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9&_.-]{1,13}", re.ASCII)
"""A sender in letters, as ``AD-TRAVEL``: eleven characters at most, and the two of a route before them."""
_NOBODY = frozenset(
    [
        "private",
        "unknown",
        "withheld",
        "anonymous",
        "restricted",
        "hidden",
        "unavailable",
        "none",
        "null",
        "payphone",
        "blocked",
    ]
)
"""What stands for a number that was not shown."""
_BETWEEN = re.compile(r"\s*[;\n|]\s*|\s+/\s+|,\s+|\s+(?:or|and|ou|et|oder|und|veya|ve|или|и|أو|او|و|یا)\s+")
_FLOAT = re.compile(r"(\+?\d{5,15})[.,]0")
"""A number that went through a spreadsheet or a program as one: its digits are whole."""
_ADDRESS = re.compile(r"@|://|\w\.\w{2}")


def is_sender(text: str) -> bool:
    """Say whether a side of a call or text is a sender's word or short code, which thousands have texts from."""
    if text.isdecimal():
        return len(text) <= SHORT
    return _SENDER.fullmatch(text) is not None and text.casefold() not in _NOBODY and not ids.is_lost(text)


def split_contacts(text: str) -> list[str]:
    """Give the contacts of a cell one by one, without what keeps a spreadsheet from taking them for numbers."""
    found = []
    for part in _BETWEEN.split(ids.strip_text_mark(text)):
        bare = ids.strip_text_mark(part)
        if bare:
            whole = _FLOAT.fullmatch(bare)
            found.append(whole[1] if whole else bare)
    return found


def is_lost_number(text: str) -> bool:
    """Say whether digits of a number were lost in a spreadsheet; marks between whole groups lose none."""
    return ids.is_lost(text) and not re.fullmatch(r"[\d., ]+", text)


def explain_lost_contact(text: str) -> str | None:
    """Say why a declared contact is none; None where it can be one."""
    if is_lost_number(text):
        return "are what a spreadsheet left of them"
    if _ADDRESS.search(text):
        return None
    digits = sum(unicodedata.decimal(char, None) is not None for char in text)
    if not FEWEST <= digits <= MOST:
        return "have no number and no address"
    return None
