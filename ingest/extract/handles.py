"""``@name`` in a text: a username on the platform that a word beside it names, else on the text's own."""

import re

from graph import forms
from graph.forms.handles import SHORTEST_IN_TEXT
from ingest.extract import words
from ingest.extract.page import Page

_HANDLE = re.compile(
    r"(?:(?<![A-Za-z0-9_.!#$%&*@/\-])|(?<=\b[Rr][Tt]))@([A-Za-z0-9_][\w.\-]{0,49})(?![\w@]|://)",
    re.ASCII,
)
_GLUED = re.compile(r"[\u00c0-\u024f]")
_WRITTEN_ON = ("telegram", "instagram", "facebook", "tiktok", "x", "youtube", "snapchat")
"""Platforms on which a text's ``@name`` means a username of its own."""
_OF_APP = {"messenger": "facebook"}


def extract(page: Page) -> None:
    """Read every ``@name`` whose platform is known."""
    if "@" not in page.free:
        return
    for match in _HANDLE.finditer(page.free):
        beside = words.label(page.free, match.start())
        platform = _OF_APP.get(beside, beside) if beside and beside != "phone" else page.platform
        if platform is None or (not beside and platform not in _WRITTEN_ON):
            continue
        name = match[1].rstrip(".-") if platform != "telegram" else re.match(r"\w+", match[1], re.ASCII)[0]  # type: ignore[index]
        end = match.start() + 1 + len(name)
        if len(name) < SHORTEST_IN_TEXT.get(platform, 1) or _GLUED.match(page.free[end : end + 1]):
            continue
        if found := forms.handle(platform, name):
            page.take(match.start(), end, forms.Reading("Handle", found, "handle", platform))
