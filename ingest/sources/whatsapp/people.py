"""Who a name in a chat means: an account by number, whoever exported, or somebody known here by name only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from graph import forms
from graph.model import Account, Group, Participant
from ingest.record import Naming, Profile, Record
from ingest.sources.reading.digests import hash_words
from ingest.sources.whatsapp.marks import clean_words
from ingest.sources.whatsapp.sentences import YOU

PLATFORM = "whatsapp"
_JID = re.compile(r"\d[\d-]{4,40}@g\.us")
REMEMBERED = 100_000
"""People of whom a file keeps what was told; WhatsApp's groups hold a thousand."""


def make_group(label: str, *scope: str) -> Group:
    """Give the group of a chat: by its own id where the label is one, else by the label and what it is told within."""
    if not scope and _JID.fullmatch(label):
        return Group(id=f"{PLATFORM}:{label}")
    return Group(id=f"{PLATFORM}:chat{hash_words(*scope, label)}")


def make_exporter(label: str) -> Account:
    """Give the account that a telephone exported from: by its number, or by what people call that telephone."""
    number = read_number(label)
    return Account(id=f"{PLATFORM}:{number}" if number else f"{PLATFORM}:phone{hash_words(label)}")


def read_number(name: str) -> str | None:
    """Give the number that stands where a name is expected, as WhatsApp writes it: with its country."""
    return forms.parse_phone(name) if name.startswith("+") else None


@lru_cache(maxsize=1 << 14)  # the same few write thousands of messages
def clean_name(name: str) -> str:
    """Give a name in one form; ``~`` before it says that it is the bearer's own and not saved, and stays."""
    cleaned = clean_words(name)
    return "~" + cleaned[1:].strip() if cleaned.startswith("~") else cleaned


@dataclass(slots=True)
class People:
    """Those of one chat as one telephone shows them."""

    scope: Group
    """The chat and the telephone: a name that is saved there means nobody elsewhere."""
    exporter: Account
    you: str | None
    """The name under which the exporter writes, where that is known."""
    told: set[tuple[str, str]] = field(default_factory=set)
    found: dict[str, Account | Participant] = field(default_factory=dict)

    def find(self, name: object) -> Account | Participant:
        """Give who is meant by a name, or by ``YOU``."""
        if name is YOU:
            return self.exporter
        known = clean_name(str(name))
        who = self.found.get(known)
        if who is None:
            number = read_number(known)
            who = Account(id=f"{PLATFORM}:{number}") if number else Participant.of(self.scope, known)
            who = self.exporter if known == self.you else who
            if len(self.found) < REMEMBERED:
                self.found[known] = who
        return who

    def tell(self, place: str, who: Account | Participant, name: object, at: object) -> Iterator[Record]:
        """Yield what a name says of who bears it, once a file."""
        if name is YOU or (who.id, known := clean_name(str(name))) in self.told or not known.strip("~ "):
            return
        if len(self.told) < REMEMBERED:
            self.told.add((who.id, known))
        number = read_number(known)
        if number:
            seen = at if hasattr(at, "tzinfo") else None
            yield Profile(place=place, subject=who, seen=seen, contacts=(number,))  # type: ignore[arg-type]
        elif who == self.exporter or known.startswith("~"):
            yield Naming(place=place, subject=who, name=known.removeprefix("~"), how="seen")
        else:
            # as the address book of this telephone has it, or as its bearer writes it: the file does not say which
            yield Naming(place=place, subject=who, name=known, how="shown")
