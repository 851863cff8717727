"""What stands for names and numbers when they are hidden: pseudonyms of nodes, marks within texts.

A pseudonym is the same in all of a case and another in any other case. What is covered within a text is found by
``graph.disclosure.traces`` (numbers, handles, links, mail addresses) and ``graph.disclosure.known_names``; what cannot
be found stands in docs/hiding.md.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from graph import forms
from graph.disclosure.traces import Span
from graph.model import MASKS

DIGITS = 8
"""Hexadecimal digits of a pseudonym: among 10,000 accounts two share one in a case of a hundred."""

_PSEUDONYM = re.compile(rf"({'|'.join(map(re.escape, MASKS.values()))})[ -]([0-9a-f]{{{DIGITS}}})")


@dataclass(slots=True)
class Masks:
    """Pseudonyms of one case; ``digest`` is the case's keyed hash."""

    digest: Callable[[str], str]
    given: dict[str, str] = field(default_factory=dict)

    def node(self, label: str, id: str) -> str:
        """Give what stands for a node, as ``account 7f3a91c2``; of a number its country stays."""
        if id not in self.given:
            text = f"{MASKS.get(label, label.lower())} {self.digest(id)[:DIGITS]}"
            country = _country(id) if label == "Phone" else ""
            self.given[id] = f"{text} ({country})" if country else text
        return self.given[id]

    def id(self, label: str, id: str) -> str:
        """Give what stands for an id, as ``account-7f3a91c2``: one word that can be typed back."""
        return self.node(label, id).partition(" (")[0].replace(" ", "-")

    def name(self, text: str) -> str:
        """Give what stands for a name that is no node of its own."""
        return self.node("Name", forms.make_text_id("name", text))

    @staticmethod
    def take_apart(text: str) -> tuple[str, str] | None:
        """Take a pseudonym apart into label and digits; None where the text is none."""
        found = _PSEUDONYM.fullmatch(text.strip().partition(" (")[0])
        if found is None:
            return None
        return next(label for label, word in MASKS.items() if word == found[1]), found[2]

    def file(self, sha256: str, name: str) -> str:
        """Give what stands for the name of a file: exports are called after people."""
        suffix = re.search(r"\.[A-Za-z0-9]{1,6}$", name)
        return f"file {sha256[:DIGITS]}{suffix[0] if suffix else ''}"


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


def _country(id: str) -> str:
    """Give a number's country code: it says where, not who."""
    if not id.startswith("+"):
        return ""
    import phonenumbers

    try:
        return f"+{phonenumbers.parse(id).country_code}"
    except phonenumbers.NumberParseException:
        return ""
