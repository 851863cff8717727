"""The blocks of a page, one a message, and the elements of a block: tags, attributes and words, nothing that runs.

A block begins with ``<div ... id="message12">`` and ends where the next one begins. Text cannot feign a tag, for its
brackets are escaped, so that damage costs the block that it hits. A tokenizer of our own is five times as fast as
``html.parser``, and holds one block at a time (decision 050).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from ingest.sources.reading.text_window import TextWindow, drop_stray_bytes, has_stray

LONGEST = 1 << 22
"""Characters that a block may have; beyond, it is damage."""
RAW = 1 << 16
"""Bytes kept of what could not be read."""
DEEPEST = 60
"""How deep elements may stand in each other."""
EMPTY = frozenset(("br", "img", "hr", "meta", "link", "input", "wbr"))
"""Tags without an end."""
_TAG = 4096
"""Characters that the tag of a message may have."""
BLOCK = re.compile(r"""<div\b[^<>]*?\bid\s?=\s?["']?message(-?\d{1,19})["']?(?=[\s>])[^<>]*>""", re.IGNORECASE)
_TOKEN = re.compile(
    r"""(<(/?)([a-z][a-z0-9]*)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>|<!--.*?-->)""", re.IGNORECASE | re.DOTALL
)
"""Whole, and its parts: whether it ends an element, its name and its attributes."""
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_CLOSERS = re.compile(
    r"""\s|</(?:div|body|html)\s*>|<a\b[^<>]*\bclass\s?=\s?["']?pagination[^<>]*>[^<>]*</a\s*>|<!--.*?-->""",
    re.IGNORECASE | re.DOTALL,
)
"""What may stand between two messages, and behind the last."""


class Block(NamedTuple):
    """One message of a page as it stands there."""

    number: int
    text: str
    byte: int
    stray: bool
    """Whether bytes that are no UTF-8 stood in it; they became U+FFFD."""
    raw: bytes


@dataclass(slots=True)
class Element:
    """A tag with what stands in it."""

    tag: str
    attributes: dict[str, str]
    classes: frozenset[str] = frozenset()
    """By which Telegram says what it is."""
    children: list["Element | str"] = field(default_factory=list)

    @property
    def elements(self) -> Iterator["Element"]:
        """The elements that stand directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def find(self, name: str) -> "Element | None":
        """Give the first element of a class, at any depth; nothing where there is none."""
        for child in self.elements:
            if name in child.classes:
                return child
            if (deeper := child.find(name)) is not None:
                return deeper
        return None

    def find_links(self) -> Iterator["Element"]:
        """Yield the links in it, at any depth."""
        for child in self.elements:
            if child.tag == "a":
                yield child
            else:
                yield from child.find_links()


class UnsoundError(ValueError):
    """A block that is not built as a message is; what of it could not be read is told."""


def read_blocks(window: TextWindow) -> Iterator[Block]:
    """Yield what stands before the first message as a block numbered 0, then each message.

    What is too long for a message is cut: its rest follows as a block numbered 0.
    """
    begin, number, since = 0, 0, 0
    while True:
        found = BLOCK.search(window.text, since)
        if found is None or (found.end() == len(window.text) and not window.ended):
            if not window.ended:
                since = max(since, begin, found.start() if found else len(window.text) - _TAG)
                if len(window.text) - begin > 2 * LONGEST:  # what is longer is refused: its end need not be kept
                    yield _cut_block(window, begin, since, number)
                    begin, number = since, 0
                window.more(begin)
                since -= begin
                begin = 0
                continue
            yield _cut_block(window, begin, len(window.text), number)
            return
        yield _cut_block(window, begin, found.start(), number)
        begin, number, since = found.start(), int(found[1]), found.end()


def _cut_block(window: TextWindow, begin: int, end: int, number: int) -> Block:
    text = window.text[begin:end]
    stray = window.stray and has_stray(text)
    raw = window.raw(begin, min(end, begin + RAW))[:RAW]
    return Block(number, drop_stray_bytes(text) if stray else text, window.byte(begin), stray, raw)


def parse_block(text: str) -> tuple[Element, str]:
    """Give the element that a block is, and what stands behind it that belongs to no message.

    Raises UnsoundError where it does not end, or is nested beyond reason.
    """
    if len(text) > LONGEST:
        raise UnsoundError(f"a message of more than {LONGEST} characters")
    parts = _TOKEN.split(text)
    root: Element | None = None
    open_: list[Element] = []
    for at in range(0, len(parts) - 1, 5):
        words, _, closing, tag, attributes = parts[at : at + 5]
        if open_ and words and not (words.isspace() and "\n" in words):
            open_[-1].children.append(unescape(words) if "&" in words else words)
        if tag is None:
            continue  # a comment
        tag = tag.lower()
        if closing:
            if root is None or not open_ or open_[-1].tag != tag:
                raise UnsoundError(f"an end of {tag!r:.20} where none belongs")
            open_.pop()
            if not open_:
                rest = "".join(part or "" for number, part in enumerate(parts[at + 5 :]) if number % 5 < 2)
                return root, _CLOSERS.sub("", rest)
            continue
        known, classes = _read_attributes(attributes)
        element = Element(tag, known, classes)
        if open_:
            open_[-1].children.append(element)
        elif root is None:
            root = element
        else:
            break
        if tag not in EMPTY and not attributes.endswith("/"):
            open_.append(element)
            if len(open_) > DEEPEST:
                raise UnsoundError("nested too deeply")
    raise UnsoundError("a message without an end")


@lru_cache(4096)
def _read_attributes(text: str) -> tuple[dict[str, str], frozenset[str]]:
    """Give the attributes of a tag, and its classes; most tags of a page are alike."""
    found = {one[0].lower(): unescape(one[1] or one[2] or one[3]) for one in _ATTRIBUTE.findall(text)}
    return found, frozenset(found.get("class", "").split())


def read_words(element: Element) -> str:
    """Give the words in an element, line breaks as such, without the blanks that indent its tags."""
    return "".join(_list_words(element)).strip(" \t\r\n")


def _list_words(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.tag == "br":
            yield "\n"
        else:
            yield from _list_words(child)
