"""Web addresses: taken apart in any writing, and their one normal form.

No list of top-level domains is shipped. With a scheme, ``www.`` or a path any country code or common
ending makes a host; without, only an ending of ``_ALONE``, which is no word of the languages read here
("end.So", "today.It" are sentences without a space).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, unquote, urlencode

from graph.forms.texts import fold_text, make_text_id

_GENERIC = (
    "com net org info biz edu gov mil int name pro mobi app dev xyz online site website store shop club top link live "
    "news blog chat group team world space tech cloud digital agency travel tours email social network media page "
    "center services support life today fun icu vip click bio dog"
)
_ALONE = (
    "com net org info biz edu gov app dev xyz online site website shop tv cc uk fr ru ir eg ma dz tn ly sy iq jo lb "
    "sa ae pk af bd gr rs hu bg ro pl nl se fi dk cz ua by ch eu jp cn kr es sd mr ml sn gm ng ke"
)
GENERIC = frozenset(_GENERIC.split())
ALONE = frozenset(_ALONE.split())

FINAL = ".,;:!?'\"`*~|،؛؟۔。…»«“”‘’„>"
"""Punctuation that ends a sentence, not an address."""
BRACKETS = {")": "(", "]": "[", "}": "{"}

_TRACKING = re.compile(r"(?:utm_\w+|fbclid|igshid|igsh|mibextid|si|__cft__.*|__tn__|gclid|ref_src)$")
_DROPPED = ("www.", "m.", "mobile.", "mbasic.", "web.")
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]{1,20}):(//)?", re.IGNORECASE)
_HIDDEN_DOT = re.compile(r"\s?[(\[{]\s?(?:\.|dot)\s?[)\]}]\s?", re.IGNORECASE)
_SPACED = re.compile(
    r"^(h(?:tt|xx)ps?://)?\s?((?:t|wa|m|telegram|signal))\s{0,2}\.\s{0,2}me(?:\s{0,2}/\s{0,2}|$)", re.IGNORECASE
)
_CODE_APART = re.compile(r"^((?:https?://)?chat\.whatsapp\.com/)\s(?=[A-Za-z0-9]{22}$)", re.IGNORECASE)
"""An invite that a line's end or a keyboard parted from its host."""
_HOST = re.compile(
    r"(?=.{3,253}$)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,63}|xn--[a-z0-9-]{2,59})", re.IGNORECASE
)
_BROKEN = re.compile(r"^(h(?:tt|xx)ps?)(?::/|//)(?=[^/])", re.IGNORECASE)
"""A scheme that lost a colon or a slash."""
LONGEST = 4000
"""Characters of an address; browsers and servers take no more."""
_SCHEMES = ("http", "https")
_APPS = ("tg", "whatsapp", "viber", "sgnl", "signal", "fb-messenger", "tel", "sms", "mailto", "imo")
"""Schemes other than the web's that are read."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart: host in lower case without ``www.``, path without empty parts."""

    scheme: str
    host: str
    path: tuple[str, ...]
    query: Mapping[str, str]
    fragment: str

    @property
    def web(self) -> bool:
        """Whether a browser opens it."""
        return self.scheme in _SCHEMES

    @property
    def first(self) -> str:
        """First part of the path, or nothing."""
        return self.path[0] if self.path else ""

    def normal(self) -> str:
        """Give host, path and query, for other schemes with the scheme before them."""
        written = "/".join((self.host, *self.path))
        if self.query:
            written += "?" + urlencode(self.query)
        while (shorter := trim_address(written).rstrip("/")) != written:  # what was cut behind it may bare more
            written = shorter
        return written if self.web else f"{self.scheme}://{written}"


def undo_address_disguise(text: str) -> str:
    """Undo what keeps an address from being clicked: ``hxxp``, ``t(.)me``, ``t . me``, bold and wide letters."""
    text = _HIDDEN_DOT.sub(".", fold_text(text).strip())
    text = _SPACED.sub(lambda found: f"{found[1] or ''}{found[2]}.me/", text)
    text = _CODE_APART.sub(r"\1", text)
    text = _BROKEN.sub(r"\1://", text)
    if text[:4].lower() == "hxxp":
        text = "http" + text[4:]
    return text


def trim_address(text: str) -> str:
    """Cut final punctuation and closing brackets that nothing opened."""
    while (shorter := text.rstrip(FINAL)) and _closes_unopened(shorter):
        text = shorter[:-1]
    return shorter


def _closes_unopened(text: str) -> bool:
    opening = BRACKETS.get(text[-1])
    return opening is not None and text.count(text[-1]) > text.count(opening)


def split_address(text: str) -> Address | None:
    """Take an address apart, in any writing; None where it is none."""
    if len(text) > LONGEST:
        return None
    text = trim_address(undo_address_disguise(text))
    if not text or any(char.isspace() for char in text):
        return None
    scheme, rest = "", text
    if (found := _SCHEME.match(text)) and (found[2] or found[1].lower() in _APPS):
        scheme, rest = found[1].lower(), text[found.end() :]
        if scheme not in _SCHEMES and scheme not in _APPS:
            return None
    rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    host, slash, path = rest.partition("/")
    web = scheme in ("", *_SCHEMES)
    if web:
        www = host.lower().startswith("www.")
        cut = _normalize_host(host)
        if cut is None or not (scheme or www or is_known_host(cut, path=bool(slash or query), written=host)):
            return None
        host = cut
    return Address(
        scheme or "https",
        host,
        tuple(part for part in path.split("/") if part),
        {key: value for key, value in _split_query(query) if not _TRACKING.match(key)},
        fragment,
    )


def normalize_address(url: str) -> str | None:
    """Give the normal form of an address: no scheme, fragment, tracking or ``www.``; None where it is none."""
    parts = split_address(url)
    return parts.normal() if parts else None


def make_site_id(parts: Address) -> str:
    """Give the id of a web address."""
    return make_text_id("site", parts.normal())


def is_known_host(host: str, *, path: bool, written: str) -> bool:
    """Say whether a host that stands without a scheme is one, and not two words without a space."""
    ending = host.rpartition(".")[2]
    if host.endswith(".t.me"):
        return True
    if path:
        return ending in GENERIC or ending in ALONE or ending in _list_countries()
    return ending in ALONE and not re.search(r"[a-z]\.[A-Z][a-z]+$", written)


@cache
def _list_countries() -> frozenset[str]:
    """Country codes that end hosts: the regions that phonenumbers knows, so that no list of our own ages."""
    import phonenumbers

    return frozenset(region.lower() for region in phonenumbers.SUPPORTED_REGIONS) | {"uk", "eu", "su"}


def _split_query(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    except ValueError:  # more fields than any link has
        return [("", unquote(query))]


def _normalize_host(text: str) -> str | None:
    host = text.rpartition("@")[2].lower()  # what stands before @ is a name to log in with, or bait
    name, colon, port = host.partition(":")
    if colon and not (port.isdecimal() and len(port) <= 5):
        return None
    if not _HOST.fullmatch(name):
        return None
    for prefix in _DROPPED:
        if name.startswith(prefix) and "." in name[len(prefix) :]:
            name = name[len(prefix) :]
            break
    if not name.isascii():
        try:
            name = name.encode("idna").decode()
        except UnicodeError:
            return None
    return name if not colon or port in ("80", "443") else f"{name}:{port}"
