"""What stands for names and numbers when they are hidden: pseudonyms of nodes, marks within texts.

A pseudonym is the same in all of a case and another in any other case. Within a text every name the case knows,
every handle, link and mail address, and every run of five digits or more is covered; a price of four digits stays.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph import forms

CALLED = {
    "Account": "account",
    "Group": "group",
    "Phone": "number",
    "Handle": "handle",
    "Invite": "invite",
    "Site": "site",
    "Email": "mail",
    "Name": "name",
    "Post": "post",
    "Source": "file",
}
"""What people call a node of each label."""

DIGITS = 8
"""Hexadecimal digits of a pseudonym: among 10,000 accounts two share one in a case of a hundred."""

SHORTEST = 3
"""Letters of a name that is looked for in texts; shorter ones would cover half of every text."""

_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.|tel:|mailto:)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*", re.IGNORECASE
)
_SITE = re.compile(r"\b(?:[\w-]+\.)+[a-z]{2,10}\b", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.\w+")
_HANDLE = re.compile(r"(?<![\w@])@[\w.]{2,}")
_NUMBER = re.compile(r"\+?\(?\d(?:[\s().,/\\|*_~·•‐-―−-]{0,3}\d){4,}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}")
_PSEUDONYM = re.compile(rf"({'|'.join(CALLED.values())})[ -]([0-9a-f]{{{DIGITS}}})")

Span = tuple[int, int, str]
"""Begin and end in a text, and what stands there when it is hidden."""


@dataclass(slots=True)
class Masks:
    """Pseudonyms of one case; ``digest`` is the case's keyed hash."""

    digest: Callable[[str], str]
    given: dict[str, str] = field(default_factory=dict)

    def node(self, label: str, id: str) -> str:
        """Give what stands for a node, as ``account 7f3a91c2``; of a number its country stays."""
        if id not in self.given:
            text = f"{CALLED.get(label, label.lower())} {self.digest(id)[:DIGITS]}"
            country = _country(id) if label == "Phone" else ""
            self.given[id] = f"{text} ({country})" if country else text
        return self.given[id]

    def id(self, label: str, id: str) -> str:
        """Give what stands for an id, as ``account-7f3a91c2``: one word that can be typed back."""
        return self.node(label, id).partition(" (")[0].replace(" ", "-")

    def name(self, text: str) -> str:
        """Give what stands for a name that is no node of its own."""
        return self.node("Name", forms.identity("name", text))

    def file(self, sha256: str, name: str) -> str:
        """Give what stands for the name of a file: exports are called after people."""
        suffix = re.search(r"\.[A-Za-z0-9]{1,6}$", name)
        return f"file {sha256[:DIGITS]}{suffix[0] if suffix else ''}"


def pseudonym(text: str) -> tuple[str, str] | None:
    """Take a pseudonym apart into label and digits; None where the text is none."""
    found = _PSEUDONYM.fullmatch(text.strip().partition(" (")[0])
    if found is None:
        return None
    return next(label for label, word in CALLED.items() if word == found[1]), found[2]


def cover(text: str, spans: Iterable[Span]) -> tuple[str, dict[int, tuple[int, int]]]:
    """Put marks into a text; also give where each of the ``spans``, by its begin, stands after.

    Of spans that overlap the one that begins first covers to the end of both.
    """
    merged: list[Span] = []
    homes: list[tuple[int, int]] = []
    for begin, end, mark in sorted(spans, key=lambda span: (span[0], -span[1])):
        if merged and begin < merged[-1][1]:
            first, last, mark = merged.pop()
            merged.append((first, max(last, end), mark))
        else:
            merged.append((begin, end, mark))
        homes.append((begin, len(merged) - 1))
    parts: list[str] = []
    length = at = 0
    placed: list[tuple[int, int]] = []
    for first, last, mark in merged:
        before = text[at:first]
        parts += [before, mark]
        placed.append((length + len(before), length + len(before) + len(mark)))
        length, at = placed[-1][1], last
    parts.append(text[at:])
    return "".join(parts), {begin: placed[home] for begin, home in homes}


def patterns(text: str) -> Iterator[Span]:
    """Yield what looks like a number, handle, link or mail address, in digits and letters of any script."""
    folded = forms.Folded.of(text)
    days = [found.span() for found in _DAY.finditer(folded.text)]
    for rule, mark in (
        (_LINK, "[link]"),
        (_MAIL, "[mail]"),
        (_HANDLE, "[handle]"),
        (_SITE, "[link]"),
        (_NUMBER, "[number]"),
    ):
        for found in rule.finditer(folded.text):
            if rule is _NUMBER and found.span() in days:
                continue
            yield (*folded.span(*found.span()), mark)


@dataclass(slots=True)
class Known:
    """The names of a case by their first word, to be found in texts."""

    names: Mapping[str, list[tuple[str, ...]]]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Known":
        """Index names; those of too few letters are left out."""
        names: dict[str, list[tuple[str, ...]]] = {}
        for text in texts:
            words = tuple(word for _, _, word in words_of(text))
            if sum(map(len, words)) >= SHORTEST:
                names.setdefault(words[0], []).append(words)
        return cls({first: sorted(set(some), key=lambda words: (-len(words), words)) for first, some in names.items()})

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where a whole name stands in a text."""
        words = list(words_of(text))
        for at, (begin, _, word) in enumerate(words):
            for name in self.names.get(word, ()):
                if tuple(w for _, _, w in words[at : at + len(name)]) == name:
                    yield begin, words[at + len(name) - 1][1], "[name]"
                    break


def words_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the words of a text, case folded, each with its place: letters, digits and their marks."""
    begin: int | None = None
    for at, char in enumerate([*text, " "]):
        if char == "_" or unicodedata.category(char)[0] in "LNM":
            begin = at if begin is None else begin
        elif begin is not None:
            yield begin, at, text[begin:at].casefold()
            begin = None


def _country(id: str) -> str:
    """Give a number's country code: it says where, not who."""
    if not id.startswith("+"):
        return ""
    import phonenumbers

    try:
        return f"+{phonenumbers.parse(id).country_code}"
    except phonenumbers.NumberParseException:
        return ""
