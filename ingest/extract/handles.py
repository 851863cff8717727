"""``@name`` in a text: a username on the platform that a word beside it names, else on the text's own."""

import re

from graph import forms
from graph.forms.handles import SHORTEST_IN_TEXT
from ingest.extract import words
from ingest.extract.page import Page

_HANDLE = re.compile(
    r"(?:(?<![A-Za-z0-9_.!#$%&*@/\-])|(?<=\b[Rr][Tt]))@([A-Za-z0-9_][\w.\-]{0,49})"
    # names written together are two; a name and a host with a dot are one address of another network
    r"((?:[/|&+,;]?@(?![\w\-]{1,60}\.[a-z]{2,24}\b)[A-Za-z0-9_][\w.\-]{0,49}){0,9})(?![\w@]|://)",
    re.ASCII | re.IGNORECASE,
)
_NEXT = re.compile(r"@([\w.\-]+)", re.ASCII)
_GLUED = re.compile(r"[\u00c0-\u024f]")
_WRITTEN_ON = ("telegram", "instagram", "facebook", "tiktok", "x", "youtube", "snapchat")
"""Platforms on which a text's ``@name`` means a username of its own."""
_PLAIN = ("telegram", "x")
"""Platforms whose names have neither dot nor dash: those end the name."""
_OF_APP = {"messenger": "facebook"}


def extract_handles(page: Page) -> None:
    """Read every ``@name`` whose platform is known."""
    if "@" not in page.free:
        return
    for match in _HANDLE.finditer(page.free):
        platform = _find_handle_platform(page, match.start())
        if platform is not None:
            for name in (match, *_NEXT.finditer(page.free, match.start(2), match.end(2))):
                _take_handle(page, name.start(1), name[1], platform)


def _take_handle(page: Page, begin: int, written: str, platform: str) -> None:
    """Keep the username that begins behind its ``@``, as far as the platform's names go."""
    name = re.split(r"[.\-]", written)[0] if platform in _PLAIN else written.rstrip(".-")
    end = begin + len(name)
    if len(name) < SHORTEST_IN_TEXT.get(platform, 1) or _GLUED.match(page.free[end : end + 1]):
        return
    if found := forms.make_handle_id(platform, name):
        page.take(begin - 1, end, forms.Reading("Handle", found, "handle", platform))


def _find_handle_platform(page: Page, begin: int) -> str | None:
    """Give the platform that a word names, else the text's own where it has such names."""
    beside = words.find_app_label(page.free, begin)
    if beside and beside != "phone":
        return _OF_APP.get(beside, beside)
    return page.platform if page.platform in _WRITTEN_ON else None
