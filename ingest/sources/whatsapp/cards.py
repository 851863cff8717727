"""Contact cards that lie beside a chat (``.vcf``): the name, the numbers and the account of each."""

import re
from collections.abc import Iterator
from pathlib import Path

from graph import forms
from graph.model import Account
from ingest.record import Card
from ingest.sources.whatsapp.people import PLATFORM

LARGEST = 1 << 20
"""Bytes of a file of cards that are read; one with a picture comes to some hundred thousand."""
MOST = 200
"""Cards of one file."""
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(
    r"(?:[\w-]+\.)?(?P<key>FN|N|TEL|ORG)(?P<options>(?:;[^:\n]{0,200})?):(?P<value>[^\n]{0,500})", re.IGNORECASE
)
_ACCOUNT = re.compile(r"waid=(\d{7,15})", re.IGNORECASE)


def read_cards(path: Path) -> Iterator[Card]:
    """Yield the cards of a file that have a number; what is no card yields nothing."""
    with path.open("rb") as file:
        text = _FOLD.sub("", file.read(LARGEST).decode("utf-8", "replace"))
    parts = re.split(r"BEGIN:VCARD", text, flags=re.IGNORECASE)[1:]
    for part in parts[:MOST]:
        name, numbers, account = "", [], None
        for line in part.splitlines():
            found = _LINE.fullmatch(line.strip())
            if found is None:
                continue
            key, value = found["key"].upper(), unescape_value(found["value"])
            if key == "FN" or (key in ("N", "ORG") and not name):
                name = " ".join(value.replace(";", " ").split())
            elif key == "TEL":
                numbers.append(value.strip())
                if own := _ACCOUNT.search(found["options"]):
                    number = forms.parse_phone(f"+{own[1]}")
                    account = Account(id=f"{PLATFORM}:{number}") if number else account
        if numbers:
            yield Card(name=forms.make_storable(name), phones=tuple(numbers), account=account)


def unescape_value(value: str) -> str:
    """Give a value as it reads."""
    return value.replace("\\n", " ").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
