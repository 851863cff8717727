"""Address books as vCard (``.vcf``) of versions 2.1, 3.0 and 4.0: under which names one telephone saved which numbers.

A card is a statement of whoever saved it. So whose telephone it was is asked, with the key that chats of WhatsApp have.
Cards are read one by one: what is held is a card without its pictures.
"""

import io
import quopri
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from graph import forms
from ingest.answers import Answers
from ingest.asking import Asked, Asking, Question, Take
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.reach import Reach
from ingest.record import Contact, Noticed, Record, Refused, Tie
from ingest.sources.reading.exporter import EXPORTER, take_exporter
from ingest.sources.reading.head import Head
from ingest.sources.reading.text_window import detect_encoding

VERSION = 1
SAYS = "an address book (vCard)"
LONGEST = 100_000
"""Characters of a line that are kept, and of a card: what is longer is a picture, or none."""
NUMBERS = 200
"""Numbers of one card."""
SAVED = "saved"
"""What an address book's owner is to a number in it."""
UNNAMED = "numbers that stand under no name"
LOST = "numbers that are none, left out"
STRAY = "cards with bytes that are no text in this encoding; name the right one in sources.toml: encoding = ..."
EMPTY = "cards without a number, left out"

_BEGIN = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_PROPERTY = re.compile(
    r"(?:[\w-]+\.)?(?P<key>[A-Za-z][\w-]*)(?P<options>(?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(?P<value>.*)", re.DOTALL
)
_CHARSET = re.compile(r"CHARSET=\"?([\w.:-]+)", re.IGNORECASE)
_QUOTED = re.compile(r"QUOTED-PRINTABLE", re.IGNORECASE)
_ACCOUNT = re.compile(r"\bwaid=\"?(\d{7,15})", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_STRAY = re.compile("[\ud800-\udfff]")
_KNOWN = ("VERSION", "PRODID", "REV", "UID", "FN", "N", "TEL", "BEGIN", "END")
_NAMING = ("FN", "N", "NICKNAME", "ORG")
"""Properties that name a card, the first one there counts."""


def claims_address_book(head: Head) -> bool:
    """Claim what begins as a card."""
    encoding, mark = detect_encoding(head.start)
    text = head.start[mark : mark + 400].decode(encoding, "replace").lstrip()
    return _BEGIN.match(text.splitlines()[0] if text else "") is not None


def ask_owner(asking: Asking) -> Asked:
    """Ask whose telephone an address book is from."""
    answers = asking.answers
    if answers.own.get(EXPORTER):
        return Asked(answers)
    found = "an address book, and whose telephone it was in is not said: its number, or your word for it"
    return Asked(answers, (Question(EXPORTER, found, f'{EXPORTER} = "+44 20 7946 0000"'),))


TAKES: dict[str, Take] = {EXPORTER: take_exporter}


def read_address_book(
    path: Path, answers: Answers, reach: Reach | None = None, _beside: Beside = NOTHING_BESIDE
) -> Iterator[Record | Refused]:
    """Yield the numbers of each card with the name that they were saved under, and who saved them."""
    owner = str(answers.own.get(EXPORTER, ""))
    number = owner if forms.parse_phone(owner) else None
    told: Counter[str] = Counter()
    with path.open("rb") as raw:
        encoding, mark = detect_encoding(raw.read(4))
        raw.seek(mark)
        if encoding == "utf-8":
            encoding = answers.encoding or encoding
        escape = "surrogateescape" if encoding == "utf-8" else "replace"
        if reach is not None:
            reach.follow(raw)
        with io.TextIOWrapper(raw, encoding=encoding, errors=escape, newline="") as text:
            for card in read_cards(text):
                if card.wrong:
                    yield refuse_card(card)
                else:
                    yield from tell_card(card, owner, number, told)
    yield from (Noticed(place="file", says=f"{says}: {count:,}") for says, count in sorted(told.items()) if count)


def refuse_card(card: "Card") -> Refused:
    """Refuse a card that does not end: what is cut of it nobody can tell."""
    raw = "\n".join(card.lines).encode("utf-8", "surrogateescape" if has_stray(card.lines) else "surrogatepass")
    return Refused(place=f"card {card.number}", found=card.wrong, expected="BEGIN:VCARD to END:VCARD", raw=raw)


def has_stray(lines: list[str]) -> bool:
    """Say whether lines hold bytes that were no text."""
    return any(_STRAY.search(line) for line in lines)


@dataclass(slots=True)
class Card:
    """The lines of one card, unfolded."""

    number: int
    lines: list[str] = field(default_factory=list)
    wrong: str = ""
    size: int = 0

    def add(self, line: str) -> None:
        """Take a line; of one that is too long, and beyond what a card may hold, nothing."""
        self.size += len(line)
        if len(line) < LONGEST and self.size < 4 * LONGEST:
            self.lines.append(line)


def read_cards(text: TextIO) -> Iterator[Card]:
    """Yield each card, and what stands between cards as one that is wrong."""
    card: Card | None = None
    number = 0
    for line in unfold_lines(text):
        if _BEGIN.fullmatch(line):
            number += 1
            if card is not None:
                card.wrong = "a card that does not end"
                yield card
            card = Card(number)
        elif card is None:
            if line.strip():
                number += 1
                yield Card(number, [line[:LONGEST]], "a line outside of any card")
        elif _END.fullmatch(line):
            yield card
            card = None
        else:
            card.add(line)
    if card is not None:
        card.wrong = "a card that is cut: the file ends within it"
        yield card


def unfold_lines(text: TextIO) -> Iterator[str]:
    """Yield lines, each with those that go on from it: after a blank, or after the ``=`` of quoted-printable."""
    whole = ""
    soft = False
    for part in read_short_lines(text):
        if soft:
            whole = join_parts(whole[:-1], part.lstrip(" \t") if whole[-1:] != "=" else part)
        elif part[:1] in (" ", "\t") and whole:
            whole = join_parts(whole, part[1:])
        else:
            if whole:
                yield whole
            whole = part
        soft = whole.endswith("=") and _QUOTED.search(whole.partition(":")[0]) is not None
    if whole:
        yield whole


def join_parts(whole: str, part: str) -> str:
    """Join two parts of a line; beyond what is kept it only grows too long to be taken."""
    return whole + part if len(whole) < LONGEST else whole


def read_short_lines(text: TextIO) -> Iterator[str]:
    """Yield lines without their ends; one without an end comes in pieces that go on from it."""
    begun = False
    while line := text.readline(LONGEST):
        whole = line.endswith(("\n", "\r"))
        yield (" " if begun else "") + line.rstrip("\r\n")
        begun = not whole


def tell_card(card: Card, owner: str, number: str | None, told: Counter[str]) -> Iterator[Record]:
    """Yield what a card says."""
    place = f"card {card.number}"
    names: dict[str, str] = {}
    numbers: dict[str, None] = {}
    unread: set[str] = set()
    stray = has_stray(card.lines)
    told[STRAY] += stray
    for line in card.lines:
        found = _PROPERTY.fullmatch(_STRAY.sub("\ufffd", line))
        if found is None:
            continue
        key, options = found["key"].upper(), found["options"]
        if key == "TEL" and len(numbers) < NUMBERS:
            account = _ACCOUNT.search(options)
            numbers[f"+{account[1]}" if account else clean_number(read_value(found["value"], options))] = None
        elif key in _NAMING:
            names.setdefault(key, read_name(key, read_value(found["value"], options)))
        if key not in _KNOWN and not key.startswith("X-"):
            unread.add(key)
    name = next((names[key] for key in _NAMING if names.get(key)), "")
    unread -= {key for key in _NAMING if names.get(key) == name}
    told[EMPTY] += not numbers
    for each in numbers:
        if sum(map(str.isdecimal, each)) < 3:
            told[LOST] += 1
            continue
        told[UNNAMED] += not name
        if name:
            yield Contact(place=place, number=each, name=name, by=owner or None, unread=tuple(sorted(unread)))
        if number is not None and forms.parse_phone(each) != forms.parse_phone(number):
            yield Tie(place=place, who=number, whom=each, what=SAVED, by=owner)


def read_value(value: str, options: str) -> str:
    """Give a value decoded; what is escaped in it stays so."""
    if _QUOTED.search(options):
        charset = _CHARSET.search(options)
        raw = quopri.decodestring(value.encode("utf-8", "surrogatepass"))
        return decode_as(raw, charset[1] if charset else "utf-8")
    return value


def decode_as(raw: bytes, charset: str) -> str:
    """Decode bytes in the encoding that they name, where it is one of texts."""
    try:
        return raw.decode(charset, "replace")
    except (LookupError, ValueError):
        return raw.decode("utf-8", "replace")


def clean_number(value: str) -> str:
    """Give a number without what an address of one has before and behind it."""
    bare = re.sub(r"(?i)^\s*tel:", "", value).partition(";")[0]
    return forms.make_storable(" ".join(bare.split()))[:100]


def read_name(key: str, value: str) -> str:
    """Give a name in one line, without its escapes; of a name in parts the given one before the family's."""
    parts = re.split(r"(?<!\\);", value) if key in ("N", "ORG") else [value]
    if key == "N":
        parts = [*parts[1:3], parts[0]]
    joined = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], " ".join(parts))
    return forms.make_storable(" ".join(joined.split()))[:500]
