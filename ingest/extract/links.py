"""Addresses in a text: with a scheme, without one, with hidden dots."""

import re

from graph import forms
from graph.forms.addresses import trimmed
from graph.forms.links import READERS
from ingest.extract.page import Page

_LETTER = r"A-Za-z0-9\u00c0-\u024f\u0400-\u04ff"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:\.|dot)\s?[)\]}]\s?)"
_PATH = r"""[^\s<>"'’`\x1f،؛؟…«»“”\u2e80-\uffef]"""
"""What an address goes on with. Scripts written without spaces end it."""

_LINK = re.compile(
    rf"""
    (?:h(?:tt|xx)ps?|tg|whatsapp|viber|sgnl|fb-messenger)://{_PATH}{{1,2000}}
    | (?<![{_LETTER}])(?:tel|sms):\+?[\d.()\-]{{5,40}}{_PATH}{{0,2000}}
    | (?<![{_LETTER}])tg:{_PATH}{{1,2000}}
    | (?<![{_LETTER}@\#$./\-])
      (?: (?:t|wa|m|telegram|signal)\s{{1,2}}\.\s{{0,2}}me\s{{0,2}}/\s{{0,2}}{_PATH}{{1,2000}}
        | (?:t|wa|m|telegram|signal)\.\s{{1,2}}me\s{{0,2}}/\s{{0,2}}{_PATH}{{1,2000}}
        | (?:[{_LETTER}][{_LETTER}_\-]{{0,62}}{_DOT}){{1,9}}(?:[A-Za-z]{{2,24}}|xn--[a-z0-9-]{{2,59}})
          (?![{_LETTER}@_\-]|\.[a-z0-9])(?::\d{{2,5}})?(?:[/?\#]{_PATH}{{0,2000}})?
      )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HINT = re.compile(r"[.:(\[{](?:(?<=[.:])[\w/+]|(?<=\.)\s{1,2}[Mm]|(?<=[(\[{])\s?(?:\.|[Dd][Oo][Tt]))")
"""What any address has; asked first, since the whole rule costs ten times as much."""
_MAIL_BEFORE = re.compile(r"[(\[{]\s?at\s?[)\]}]\s?$", re.IGNORECASE)
_WORDY = ("facebook.com", "fb.com", "youtube.com")
"""Hosts whose paths hold words of any script. Elsewhere the code ends where ASCII ends."""
_ASCII = re.compile(r"[\x20-\x7e]+")


def extract(page: Page) -> None:
    """Read every address, apps' links and web addresses alike."""
    if not _HINT.search(page.free):
        return
    for match in _LINK.finditer(page.free):
        if _MAIL_BEFORE.search(page.free, max(0, match.start() - 8), match.start()):
            continue
        written = _cut(match[0], page.free[match.start() - 1 : match.start()])
        reading = forms.read_address(written, page.regions)
        if reading and reading.label != "Email":
            page.take(match.start(), match.start() + len(written), reading)


def _cut(text: str, char_before: str) -> str:
    """Cut what is no more of the address: final punctuation, marks around it, words glued to a code."""
    text = trimmed(text)
    if char_before in ("_", "*", "~") and text.endswith(char_before):
        text = text[:-1]
    parts = forms.split(text)
    if parts and (parts.host in READERS or parts.host.endswith(".t.me")) and parts.host not in _WORDY:
        found = _ASCII.match(text)
        text = trimmed(found[0].rstrip()) if found else text
    return text
