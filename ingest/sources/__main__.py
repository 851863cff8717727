"""Write the page on what is read: ``python -m ingest.sources > docs/sources.md``."""

import sys
from collections.abc import Iterator
from dataclasses import fields

from ingest.recognition import list_unread_formats
from ingest.sources import SOURCES, Source, Tells

OPENING = """# What is read

Written by `python -m ingest.sources`; do not edit. A file is known by its first bytes, never by its name alone, and is
read by exactly one of these sources; `source = "..."` in a [sources.toml](answers.md) names another.
`liaisons ingest --dry-run` says of each file which source reads it, what it holds and what it cannot tell.

Contacts in texts (numbers, handles, invites, links, addresses) are read of every source."""

HEADINGS = {
    "ids": "ids that stay",
    "handles": "handles",
    "numbers": "telephone numbers",
    "renames": "names given up",
    "times": "times",
    "members": "members",
}

UNREAD = """
## Known, and not read

What else is met beside such exports, and what to bring in its place. Every file that is not read is listed by its name
at the end of a run, with this advice; nothing of it is lost, since nothing of it is taken."""


def write_page() -> Iterator[str]:
    """Yield the lines of the page."""
    yield OPENING
    kinds = [one.name for one in fields(Tells) if one.name in HEADINGS]
    yield "\n| source | " + " | ".join(HEADINGS[name] for name in kinds) + " |"
    yield "|" + "---|" * (len(kinds) + 1)
    for name, source in SOURCES.items():
        yield (
            f"| [`{name}`](#{name}) | "
            + " | ".join(shorten_answer(getattr(source.tells, kind)) for kind in kinds)
            + " |"
        )
    for name, source in SOURCES.items():
        yield from write_section(name, source)
    yield UNREAD
    yield "\n| what it is | what to bring |\n|---|---|"
    for told in list_unread_formats():
        yield f"| {told.what} | {told.instead} |"


def shorten_answer(sentence: str) -> str:
    """Give the first word or words of an answer: yes, no, or in part."""
    return next(answer for answer in ("yes", "no", "in part") if sentence.startswith(answer))


def write_section(name: str, source: Source) -> Iterator[str]:
    """Yield the lines on one source."""
    yield f"\n## {name}\n\n{source.says[0].upper()}{source.says[1:]}. Made by: {source.tells.made_by}.\n"
    for kind, heading in HEADINGS.items():
        yield f"- {heading}: {getattr(source.tells, kind)}"
    if source.takes:
        keys = ", ".join(f"`{key}`" for key in sorted(source.takes))
        yield f"- answers that it takes beside those of any file: {keys}"


sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
sys.stdout.write("\n".join(write_page()) + "\n")
