"""Normal forms of ids, numbers, handles, addresses and names, one for all rooms."""

import hashlib
import re

LONGEST = 1000
"""Characters of an id kept as they are: at 4 bytes each they stay under the 4,000 bytes that both engines index."""

_LONE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """Give text that both engines can keep: lone surrogates and NUL become U+FFFD."""
    return _LONE.sub("\ufffd", text).replace("\x00", "\ufffd")


def identity(kind: str, text: str) -> str:
    """Give the id of a thing known by its text; a long one by its hash."""
    text = storable(text)
    if len(text) > LONGEST:
        text = "sha256=" + hashlib.sha256(text.encode()).hexdigest()
    return f"{kind}:{text}"
