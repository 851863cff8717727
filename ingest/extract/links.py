"""Addresses in a text: with a scheme, without one, with hidden dots, or two written together."""

import re
from collections.abc import Iterator

from graph import forms
from graph.forms.addresses import Address, trim_address
from graph.forms.links import READERS, of_app
from graph.forms.reading import NOTHING
from ingest.extract.page import Page

_LETTER = r"A-Za-z0-9\u00c0-\u024f\u0400-\u04ff"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:\.|dot)\s?[)\]}]\s?)"
_PATH = r"""[^\s<>"'’`\x1f،؛؟…«»“”\u2e80-\uffef]"""
"""What an address goes on with. Scripts written without spaces end it."""
_SPACED = rf"(?:t|wa|m|telegram|signal)(?:\s{{1,2}}\.\s{{0,2}}|\.\s{{1,2}})me\s{{0,2}}/\s{{0,2}}{_PATH}{{1,2000}}"
"""``t . me / x``."""

_LINK = re.compile(
    rf"""
    h(?:tt|xx)ps?://\s?{_SPACED}
    | (?:h(?:tt|xx)ps?://)?chat\.whatsapp\.com/\s(?=[A-Za-z0-9]{{22}}(?![A-Za-z0-9]))[A-Za-z0-9]{{22}}
    | (?:h(?:tt|xx)ps?|tg|whatsapp|viber|sgnl|fb-messenger)://{_PATH}{{1,2000}}
    | (?<![{_LETTER}])(?:tel|sms):\+?[\d.()\-]{{5,40}}{_PATH}{{0,2000}}
    | (?<![{_LETTER}])tg:{_PATH}{{1,2000}}
    | (?<![{_LETTER}@\#$./\-])
      (?: {_SPACED}
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

_SCHEME = re.compile(
    r"h(?:tt|xx)ps?(?::/{1,2}|//)|(?:tg|whatsapp|viber|sgnl|mailto|tel):/?/?(?=\w|\+)|www\.(?=[\w\-]{1,62}\.)",
    re.IGNORECASE,
)
_GLUED_HOST = re.compile(
    r"(?:www\.|mobile\.)?(?:(?:chat|api|web)\.whatsapp\.com|whatsapp\.com|wa\.me|telegram\.(?:me|dog)|t\.me|signal\.(?:me|group)"
    r"|invite\.viber\.com|m\.me|(?:m\.)?facebook\.com|fb\.com|instagram\.com|tiktok\.com|youtube\.com|youtu\.be"
    r"|twitter\.com)/",
    re.IGNORECASE,
)
_CARRIED = re.compile(r"[?&](?:body|draft|href|link|message|next|q|share|text|to|u|url)=", re.IGNORECASE)
"""Begins words or an address that a link carries along."""
_JOINTS = "+&/|,;"
"""What stands between two addresses written together and belongs to neither."""
_GLUED_NAME = re.compile(r"(?<=[\w.])(?:@(?![\w\-]{1,60}\.[a-z]{2,24}\b)|\+(?=\d{8}))", re.IGNORECASE)
"""A second name or a number in a path; what goes on as a mail address may be its beginning: nobody can tell where."""
_GLUED_WORD = re.compile(r"(?:wa|t)\.me/\+?\d{8,15}(?=[a-z@])", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:\.\s{0,2}me|telegram\.dog|/send/?\?phone|[?&](?:phone|number)|#p|://add|://chat|tel:|sms:)[/=:\s]{0,3}"
    r"(?:%2b)?[+(]{0,2}[\d.()\-]{0,40}$",
    re.IGNORECASE,
)
"""An app's link that ends where its number begins or goes on."""
_GOES_ON = re.compile(r"[ \t.\-()]{1,4}[\d(]|$")


def extract_links(page: Page) -> None:
    """Read every address, apps' links and web addresses alike."""
    if not _HINT.search(page.free):
        return
    for match in _LINK.finditer(page.free):
        if _MAIL_BEFORE.search(page.free, max(0, match.start() - 8), match.start()):
            continue
        for at, text in _split_joined_addresses(match[0]):
            _take_link(page, match.start() + at, text)


def _take_link(page: Page, begin: int, text: str) -> None:
    """Keep what an address leads to; of an app's host that leads nowhere only the number behind it is left to read."""
    written = _cut_address_end(text, page.free[max(0, begin - 1) : begin])
    end = begin + len(written)
    reading = forms.read_address(written, page.regions)
    whole = reading is not None and reading.label != "Site" and reading.plausibility is None
    if not whole and _NUMBER.search(written) and (reading is None or _GOES_ON.match(page.free, end)):
        return
    if reading is None and (parts := forms.split_address(written)) and _has_more(parts):
        reading = forms.Reading(NOTHING, "", "", "")
    if reading and reading.label != "Email":
        page.take(begin, end, reading)


def _has_more(parts: Address) -> bool:
    """Say whether an app's address that was not understood has more than its host: digits in it are no number."""
    return of_app(parts) and bool(parts.path or parts.query or parts.fragment)


def _split_joined_addresses(text: str) -> Iterator[tuple[int, str]]:
    """Give each address of several that are written together, and where it begins.

    A second one behind ``=``, or behind a ``/`` of a host that is no app's, is a part of the first.
    """
    slash = text.find("/", text.find("://") + 3)
    found = [*_SCHEME.finditer(text, 4), *(_GLUED_HOST.finditer(text, slash + 1) if slash > 0 else ())]
    parts = forms.split_address(text) if found else None
    app = parts is not None and of_app(parts)
    begins = [0]
    for at in sorted(each.start() for each in found):
        before = text[at - 1]
        if (
            before == "="
            or _CARRIED.search(text, begins[-1], at)
            or (before in "/?:." and not app)
            or at <= begins[-1] + 4
        ):
            continue
        if before in ":/" and text[begins[-1] : at].rstrip(":/").lower() in ("http", "https", "hxxp", "hxxps"):
            continue  # the host of this very scheme
        begins.append(at)
    for begin, end in zip(begins, [*begins[1:], len(text)], strict=True):
        yield begin, text[begin:end].rstrip(_JOINTS) if end < len(text) else text[begin:end]


def _cut_address_end(text: str, char_before: str) -> str:
    """Cut what is no more of the address: final punctuation, marks around it, words and names glued to a code."""
    text = trim_address(text)
    if char_before in ("_", "*", "~") and text.endswith(char_before):
        text = text[:-1]
    parts = forms.split_address(text)
    if parts is None or not (parts.host in READERS or parts.host.endswith(".t.me")):
        return text
    if parts.host not in _WORDY:
        found = _ASCII.match(text)
        text = trim_address(found[0].rstrip()) if found else text
    if number := _GLUED_WORD.search(text):
        text = text[: number.end()]
    slash = text.find("/", text.find("://") + 3)
    if slash > 0 and (name := _GLUED_NAME.search(text, slash + 2)):
        text = text[: name.start()]
    return text
