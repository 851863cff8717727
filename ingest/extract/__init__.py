"""Readings of the texts of posts. To read something more: one module, one line in ``READINGS``.

Contacts are the first reading; they are read out of buttons, cards and profiles too. A new kind of contact is a module
and a line in ``EXTRACTORS``: contacts never overlap. Other readings see the whole text, whatever contacts took of it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from graph import forms
from graph.model import Handle, Invite, Mentions, Phone
from ingest.extract import handles, links, mails, phones
from ingest.extract.page import Found, Page, found
from ingest.extract.words import label
from ingest.extract.written import Reading, Written, mention
from ingest.record import Card, Hint

__all__ = [
    "EXTRACTORS", "READINGS", "Found", "Reading", "Written", "carded", "contacts", "declared", "hinted", "mention",
    "named_in_file", "readings_version",
]  # fmt: skip

EXTRACTORS: dict[str, Callable[[Page], None]] = {
    "links": links.extract,
    "mails": mails.extract,
    "handles": handles.extract,
    "phones": phones.extract,
}
"""In this order: each reads what the ones before it left free."""

_HINT = re.compile(
    r"[\d@＠:²³¹⁰-⁹₀-₉①-⑨⓪⓵-⓽❶-❾➀-➈➊-➒．)\]}\u200b-\u200f\u2060\u00ad]|\.(?:\w|\s{1,2}me\b)", re.IGNORECASE
)
"""What any contact has. Most posts have nothing of it and cost no more than this search."""
_SHOWN = ("link", "mention", "phone", "email")
"""Hints that mark what stands in the text itself: read by the rule that reads the text, so that both give one link."""
_DEPTH = 2
"""How deep words carried by links in words carried by links are read."""


def contacts(text: str, *, platform: str | None = None, regions: Sequence[str] = ()) -> list[Found]:
    """Give what a text names, in its order and never overlapping.

    What a link carries along (``text=``) follows the link and has no ``begin``. ``regions`` are the
    countries that national numbers may belong to; ``platform`` is where the text was written.
    """
    return _contacts(text, platform, regions, _DEPTH)


def read_contacts(written: Written) -> Iterator[Mentions]:
    """Yield what a post names."""
    for found_ in contacts(written.text, platform=written.platform, regions=written.regions):
        yield mention(written.post, written.place, found_)


def named_in_file(text: str, *, platform: str | None, regions: Sequence[str]) -> list[Found]:
    """Give what the name of a file names: links, handles and invites, and numbers with a plus or a word before them.

    Cameras and apps write dates and counts into the names of files, and endings look like hosts.
    """
    stem = text.rpartition(".")[0] or text
    return [each for each in contacts(stem, platform=platform, regions=regions) if _meant(each, stem)]


def _meant(each: Found, stem: str) -> bool:
    if isinstance(each.node, Phone):
        written = each.begin is not None and (label(stem, each.begin) or stem[each.begin : each.begin + 1] == "+")
        return bool(written) or "+" in each.raw
    return isinstance(each.node, Handle | Invite)


def hinted(hint: Hint, *, platform: str | None, regions: Sequence[str]) -> list[Found]:
    """Give what a format marks in or beside a text: hidden links, buttons, mentions by id."""
    raw = hint.value if hint.raw is None else hint.raw
    if hint.node is not None:
        return [Found(hint.node, raw, hint.begin, hint.rule, platform)]
    reading = _marked(hint, platform, regions)
    if reading is None:
        return []
    rule = reading.rule if hint.rule in _SHOWN else hint.rule
    carried = _contacts(reading.text, platform, regions, _DEPTH - 1) if reading.text else []
    own = [found(reading, raw, hint.begin, rule)] if reading.label else []
    return [*own, *(replace(each, begin=None) for each in carried)]


def declared(text: str, *, platform: str | None, regions: Sequence[str]) -> list[Found]:
    """Give what a field that is declared a contact names: the number that it is, else what its words name."""
    reading = phones.alone(text, regions)
    if reading and reading.label:
        return [found(reading, text, None, "phone")]
    return contacts(text, platform=platform, regions=regions)


def carded(card: Card, *, regions: Sequence[str]) -> list[Found]:
    """Give the numbers of a contact card."""
    read = ((phones.alone(number, regions), number) for number in card.phones)
    return [found(reading, number, None, "card") for reading, number in read if reading]


def _contacts(text: str, platform: str | None, regions: Sequence[str], depth: int) -> list[Found]:
    if not _HINT.search(text):
        return []
    page = Page.of(text, platform, regions)
    for extract in EXTRACTORS.values():
        extract(page)
        page.close()
    result = sorted(page.found, key=lambda each: each.begin or 0)
    if not page.carried or not depth:
        return result
    whole: list[Found] = []
    carried = sorted(page.carried, reverse=True)
    for each in result:
        while carried and carried[-1][0] < (each.begin or 0):
            whole += _inner(carried.pop()[1], platform, regions, depth)
        whole.append(each)
    for _, words in reversed(carried):
        whole += _inner(words, platform, regions, depth)
    return whole


def _inner(words: str, platform: str | None, regions: Sequence[str], depth: int) -> Iterator[Found]:
    """Read the words that a link carries along: they have no place in the text."""
    for each in _contacts(words, platform, regions, depth - 1):
        yield replace(each, begin=None)


def _marked(hint: Hint, platform: str | None, regions: Sequence[str]) -> forms.Reading | None:
    """Read the value of a hint as what it is marked to be, else as an address."""
    if hint.rule == "phone":
        return phones.alone(hint.value, regions)
    if hint.rule == "mention" and platform and (handle := forms.make_handle_id(platform, hint.value)):
        return forms.Reading("Handle", handle, "handle", platform)
    return forms.read_address(hint.value, regions)


READINGS: dict[str, Reading] = {
    "contacts": Reading(read_contacts, 2),
}
"""What is read of the text of every post."""


def readings_version() -> int:
    """Give the version of all readings together: it rises with each of them, and with one that is added."""
    return sum(reading.version for reading in READINGS.values())
