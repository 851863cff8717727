"""The mappings that come with Liaisons, for sheets in plain columns and for the name-history tables."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.sources.table import mapping as mappings
from ingest.sources.table.shape import TableMapping, fit_header

SHEETS = ("accounts", "posts", "members", "names", "names_listed")
"""For sheets in plain columns: taken where they know nearly all of a header."""
PROGRAMS = ("crowdtangle_pages", "crowdtangle_groups", "content_library", "youtube_comments")
"""For what one program writes, with dozens of counts that nothing reads: taken where all that they need is there."""
NAMES = (*SHEETS, *PROGRAMS)
KNOWN = 0.8
"""Share of a header's columns that a mapping must know, beside those it needs, to be taken unasked."""


@cache
def read_shipped_toml(name: str) -> dict[str, Any]:
    """Give one of the NAMES as plain data; not to be changed."""
    text = (files("ingest.sources.table") / "mappings" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def read_shipped_mapping(name: str) -> TableMapping:
    """Give one of the NAMES, read."""
    return mappings.read_mapping(read_shipped_toml(name), name)


def find_shipped_mapping(header: Sequence[str]) -> str | None:
    """Name the mapping that is made for a header of this kind; None where there is none, or more than one."""
    columns = [column for column in header if column]
    found = []
    for name in NAMES:
        table = read_shipped_mapping(name)
        named = fit_header(table, columns)
        known = sum(column in table.named for column in named)
        if set(table.needs or table.named) <= set(named) and (name in PROGRAMS or known >= KNOWN * len(columns)):
            found.append((known, name))
    found.sort(reverse=True)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]
