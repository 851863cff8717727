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
from ingest.extract.page import Found, Page, make_found_contact
from ingest.extract.words import find_app_label
from ingest.extract.written import Reading, Written, make_mention
from ingest.record import Card, Hint

__all__ = [
    "EXTRACTORS", "READINGS", "Found", "Reading", "Written", "find_contacts", "make_mention", "read_card_numbers",
    "read_declared_contact", "read_file_name", "read_hint", "sum_reading_versions",
]  # fmt: skip

EXTRACTORS: dict[str, Callable[[Page], None]] = {
    "links": links.extract_links,
    "mails": mails.extract_mails,
    "handles": handles.extract_handles,
    "phones": phones.extract_phones,
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


def find_contacts(text: str, *, platform: str | None = None, regions: Sequence[str] = ()) -> list[Found]:
    """Give what a text names, in its order and never overlapping.

    What a link carries along (``text=``) follows the link and has no ``begin``. ``regions`` are the
    countries that national numbers may belong to; ``platform`` is where the text was written.
    """
    return _read_nested_contacts(text, platform, regions, _DEPTH)


def link_contacts(written: Written) -> Iterator[Mentions]:
    """Yield what a post names."""
    for found_ in find_contacts(written.text, platform=written.platform, regions=written.regions):
        yield make_mention(written.post, written.place, found_)


def read_file_name(text: str, *, platform: str | None, regions: Sequence[str]) -> list[Found]:
    """Give what the name of a file names: links, handles and invites, and numbers with a plus or a word before them.

    Cameras and apps write dates and counts into the names of files, and endings look like hosts.
    """
    stem = text.rpartition(".")[0] or text
    return [each for each in find_contacts(stem, platform=platform, regions=regions) if is_meant_by_stem(each, stem)]


def is_meant_by_stem(each: Found, stem: str) -> bool:
    if isinstance(each.node, Phone):
        written = each.begin is not None and (
            find_app_label(stem, each.begin) or stem[each.begin : each.begin + 1] == "+"
        )
        return bool(written) or "+" in each.raw
    return isinstance(each.node, Handle | Invite)


def read_hint(hint: Hint, *, platform: str | None, regions: Sequence[str]) -> list[Found]:
    """Give what a format marks in or beside a text: hidden links, buttons, mentions by id."""
    raw = hint.value if hint.raw is None else hint.raw
    if hint.node is not None:
        return [Found(hint.node, raw, hint.begin, hint.rule, platform)]
    reading = _read_marked_value(hint, platform, regions)
    if reading is None:
        return []
    rule = reading.rule if hint.rule in _SHOWN else hint.rule
    carried = _read_nested_contacts(reading.text, platform, regions, _DEPTH - 1) if reading.text else []
    own = [make_found_contact(reading, raw, hint.begin, rule)] if reading.label else []
    return [*own, *(replace(each, begin=None) for each in carried)]


def read_declared_contact(text: str, *, platform: str | None, regions: Sequence[str]) -> list[Found]:
    """Give what a field that is declared a contact names: the number that it is, else what its words name."""
    reading = phones.read_whole_number(text, regions)
    if reading and reading.label:
        return [make_found_contact(reading, text, None, "phone")]
    return find_contacts(text, platform=platform, regions=regions)


def read_card_numbers(card: Card, *, regions: Sequence[str]) -> list[Found]:
    """Give the numbers of a contact card."""
    read = ((phones.read_whole_number(number, regions), number) for number in card.phones)
    return [make_found_contact(reading, number, None, "card") for reading, number in read if reading]


def _read_nested_contacts(text: str, platform: str | None, regions: Sequence[str], depth: int) -> list[Found]:
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
            whole += _read_link_words(carried.pop()[1], platform, regions, depth)
        whole.append(each)
    for _, words in reversed(carried):
        whole += _read_link_words(words, platform, regions, depth)
    return whole


def _read_link_words(words: str, platform: str | None, regions: Sequence[str], depth: int) -> Iterator[Found]:
    """Read the words that a link carries along: they have no place in the text."""
    for each in _read_nested_contacts(words, platform, regions, depth - 1):
        yield replace(each, begin=None)


def _read_marked_value(hint: Hint, platform: str | None, regions: Sequence[str]) -> forms.Reading | None:
    """Read the value of a hint as what it is marked to be, else as an address."""
    if hint.rule == "phone":
        return phones.read_whole_number(hint.value, regions)
    if hint.rule == "mention" and platform and (handle := forms.make_handle_id(platform, hint.value)):
        return forms.Reading("Handle", handle, "handle", platform)
    return forms.read_address(hint.value, regions)


READINGS: dict[str, Reading] = {
    "contacts": Reading(link_contacts, 2),
}
"""What is read of the text of every post."""


def sum_reading_versions() -> int:
    """Give the version of all readings together: it rises with each of them, and with one that is added."""
    return sum(reading.version for reading in READINGS.values())
