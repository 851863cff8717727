"""What a page of a Telegram chat looks like: how it begins, what it links to, when it was written, and by whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from ingest.record import EARLIEST, LATEST
from ingest.sources.reading.head import Head
from ingest.sources.telegram.html.markup import BLOCK
from ingest.sources.telegram.overview import read_chunks

FIRST = "messages.html"
"""Name of the page that a chat begins with."""
NAMES = 50_000
"""Names of writers that are kept of a page."""
LONGEST = 2_000
"""Characters of a link to a file."""
_PAGE = re.compile(r"""<div\b[^<>]*\bclass\s?=\s?["']?page_wrap\b""", re.IGNORECASE)
_HISTORY = re.compile(r"""<div\b[^<>]*\bclass\s?=\s?["']?(?:page_body chat_page|history)\b""", re.IGNORECASE)
DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d):(\d\d)(?: UTC([+-]\d\d:?\d\d))?", re.ASCII)
_DATES = re.compile(rb'title="(\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d(?: UTC[+-]\d\d:?\d\d)?)"')
_WRITERS = re.compile(rb'class="from_name">\s{0,99}([^<>]{1,300}?)\s{0,99}<')
_LINKS = re.compile(rb'\b(?:href|src)="([^"<>#?]{1,%d})"' % LONGEST)
_BEFORE = re.compile(r"""<a\b[^<>]*\bclass\s?=\s?["']?pagination\b[^<>]*>\s*Previous""", re.IGNORECASE)
_TITLE = re.compile(
    r"""class\s?=\s?["']?page_header\b.{0,2000}?class\s?=\s?["']text bold["'][^<>]*>([^<>]{0,2000})<""",
    re.IGNORECASE | re.DOTALL,
)
_VIA = re.compile(r"^(.*\S)\s+via @(\w{3,64})$", re.DOTALL)
_ROOTED = re.compile(r"^(?:\.\./)+(?:chats|left_chats)/[^/]+/")
"""What stands before the files of a chat where a whole account was exported: the chat's own folder, from the top."""
PARTS = ("css/", "js/", "images/")
"""Folders of what a page looks like."""


def claims_page(head: Head) -> bool:
    """Tell whether a file begins as a page of a chat, by its marks and a message or a history in it."""
    start = head.start.decode("utf-8", "replace")
    return _PAGE.search(start) is not None and (BLOCK.search(start) is not None or _HISTORY.search(start) is not None)


def list_linked_files(path: Path) -> Iterator[str]:
    """Yield the names of files that a page links to, each once; the first page of its chat among them."""
    known: set[bytes] = set()
    yield FIRST
    for chunk in read_chunks(path, overlap=2 * LONGEST):
        for raw in _LINKS.findall(chunk):
            if raw in known or b":" in raw:
                continue
            known.add(raw)
            name = read_link(raw.decode("utf-8", "replace"))
            if name is not None and not name.endswith(".html"):
                yield name


def read_link(text: str) -> str | None:
    """Give the name of a file that a link leads to; None for what leads elsewhere."""
    name = _ROOTED.sub("", unescape(text))
    if not name or ":" in name or name.startswith(("#", "/", *PARTS)):
        return None
    return unquote(name)


def read_title(start: str) -> str | None:
    """Give the name of the chat as the top of a page has it."""
    found = _TITLE.search(start)
    return (unescape(found[1]).strip() or None) if found else None


def follows_another(start: str) -> bool:
    """Tell whether a page says that another stands before it."""
    return _BEFORE.search(start) is not None


def read_date(title: str) -> str | None:
    """Give a time as a page has it in ISO's form, with its offset where there is one; None for what is no time."""
    found = DATE.fullmatch(title.strip())
    if found is None:
        return None
    day, month, year, hour, minute, second, offset = found.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{offset or ''}"


def take_bot_off(name: str) -> tuple[str, str | None]:
    """Give a writer's name without the bot that it wrote by, and the bot's."""
    found = _VIA.match(name)
    return (found[1], found[2]) if found else (name, None)


@dataclass(frozen=True, slots=True)
class Overlooked:
    """What one pass over a page found."""

    newest: datetime | None
    """Time of its newest message; without an offset where the page has none."""
    bare: str | None
    """A time without an offset, if any."""
    writers: frozenset[str]
    offset: str
    """From UTC, of the first time that has one; empty where none has."""


def overlook_page(path: Path) -> Overlooked:
    """Look over a page once; nothing of it depends on whether the page is sound."""
    newest: dict[bool, datetime] = {}
    bare: str | None = None
    offset = ""
    writers: set[bytes] = set()
    seen: set[bytes] = set()
    for chunk in read_chunks(path, overlap=4096):
        for raw in _DATES.findall(chunk):
            if raw in seen:
                continue
            seen.add(raw)
            iso = read_date(raw.decode())
            try:
                at = datetime.fromisoformat(iso or "")
            except ValueError:
                continue
            if not EARLIEST <= at.year < LATEST:
                continue
            if at.tzinfo is None:
                bare = bare or raw.decode()
            aware = at.tzinfo is not None
            offset = offset or (iso or "")[19:]
            newest[aware] = max(newest.get(aware, at), at)
        seen.clear()
        if len(writers) < NAMES:
            writers.update(_WRITERS.findall(chunk))
    names = frozenset(take_bot_off(unescape(raw.decode("utf-8", "replace")).strip())[0] for raw in writers)
    return Overlooked(newest.get(True, newest.get(False)), bare, names, offset)
