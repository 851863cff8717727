"""JSON of Telegram's libraries: told from tables of JSON lines by the names that its classes have."""

import re

from ingest.sources.reading.head import Head
from ingest.sources.reading.text_window import detect_encoding

_MESSAGE = re.compile(r'"_"\s{0,64}:\s{0,64}"Message(?:Service)?"')
_BEGIN = re.compile(r"\s*(?:\[\s*)?\{")


def is_from_telegram_library(head: Head) -> bool:
    """Tell whether a file begins as an object, a list or lines of a Telegram library's messages."""
    encoding, mark = detect_encoding(head.start)
    start = head.start[mark:].decode(encoding, "replace")
    return _BEGIN.match(start) is not None and _MESSAGE.search(start) is not None
