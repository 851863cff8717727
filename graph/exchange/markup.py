"""XML by hand: tags with their attributes in the order given, and text that is no markup."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

_IN_ATTRIBUTES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


def write_tag(name: str, attributes: Mapping[str, object], text: str | None = None) -> str:
    """Give an element with text in it, or an empty one."""
    opened = open_tag(name, attributes)
    return f"{opened[:-1]}/>" if text is None else f"{opened}{escape_text(text)}</{name}>"


def open_tag(name: str, attributes: Mapping[str, object] | None = None) -> str:
    """Give the tag that opens an element."""
    said = "".join(f' {key}="{escape(str(value), _IN_ATTRIBUTES)}"' for key, value in (attributes or {}).items())
    return f"<{name}{said}>"


def escape_text(text: str) -> str:
    """Give text as XML holds it."""
    return escape(text, {"\r": "&#13;"})
