"""A mapping drafted from a header: a guess for a person to mend, never used as it is."""

import json
import re
from collections.abc import Sequence

from graph.forms import clean

WORDS: dict[str, str] = {
    "id": r"(post|message|msg|item|ad|comment)[ _.-]?(id|no|number)|id",
    "time": r"(post )?(created|time|date|datetime|(unix[ _])?timestamp|published|posted)([ _](at|on|time|utc))?",
    "text": r"text|message|body|content|caption|description|post|msg",
    "account.id": r"(account|author|page|user|sender|from|owner|profile|facebook)[ _.-]?id",
    "account.name": r"(account|author|page|sender|from|owner|profile|display)?[ _.-]?name|author|page|sender|account",
    "account.handle": r"handle|user ?name|screen[ _]name|user",
    "group.id": r"(group|channel|chat|thread)[ _.-]?id",
    "group.name": r"(group|channel|chat)([ _.-]?(name|title))?|title",
    "links": r"links?|urls?|final link|external[ _]links?",
    "phones": r"phones?|mobile|tel|telephone|msisdn|phone[ _]?numbers?",
    "about": r"about|bio|page description|signature",
    "seen": r"seen|last[ _]seen|collected([ _]at)?|captured([ _]at)?",
    "platform": r"platform|network|service|source[ _]platform",
}
"""What a column's name says of its content, in lower case."""


def guess(header: Sequence[str], file: str) -> str:
    """Give the text of a mapping for a header, as TOML with a comment where a person must decide."""
    found: dict[str, str] = {}
    for key, words in WORDS.items():
        for column in header:
            if column not in found.values() and re.fullmatch(words, clean(column).strip().lower()):
                found[key] = column
                break
    posts = "text" in found or "time" in found
    lines = [
        "# A guess from the header: mend it and take this line away (docs/mappings.md).",
        f"files = [{_text(file)}]",
        "",
    ]
    lines += ["[[row]]", f"kind = {_text('post' if posts else 'profile')}"]
    if "platform" in found:
        lines.append(f"platform = {{ column = {_text(found['platform'])} }}")
    else:
        lines.append('platform = "..." # as "facebook"')
    keys = ("id", "time", "text", "links", "phones") if posts else ("about", "phones", "links", "seen")
    lines += [f"{key} = {_text(found[key])}" if key in found else f"# {key} = ..." for key in keys]
    for key in ("account", "group") if posts else ("account",):
        parts = [
            f"{part} = {_text(found[f'{key}.{part}'])}" for part in ("id", "name", "handle") if f"{key}.{part}" in found
        ]
        lines.append(f"{key} = {{ {', '.join(parts)} }}" if parts else f"# {key} = {{ id = ..., name = ... }}")
    left = [column for column in header if column and column not in found.values()]
    lines += [f"# not taken: {_text(column)}" for column in left]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """Write a text as TOML does; a column that it cannot write stays visible as one that is wrong."""
    return json.dumps(clean(text), ensure_ascii=False)
