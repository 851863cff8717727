"""What stands in records, as it may be shown where no graph is asked: names of files, messages, what people wrote."""

import re
from collections.abc import Mapping

from graph.case import Case
from graph.disclosure.hiding import Masks, cover
from graph.disclosure.traces import find_traces

_FOLDER = re.compile(r"add to .*/sources\.toml")
_QUOTED = re.compile(r"(['\"]).*\1|(['\"]).*$")
"""What a message quotes out of a file, which may be cut before its end."""
_LISTED = re.compile(r": .*[^\W\d_].*")
"""What a message lists without quotes, as the names of columns that were not read."""
VALUE = "[value]"


class Paper:
    """Says what stands in records; hidden, files have pseudonyms and texts are covered."""

    def __init__(self, case: Case, *, hidden: bool) -> None:
        self.case, self.hidden, self.masks = case, hidden, Masks(case.journal.pseudonym)

    def text(self, text: str) -> str:
        """Give a text; hidden, what it quotes is left out, and all that looks like a number, handle or link."""
        if not self.hidden:
            return text
        text = _LISTED.sub(f": {VALUE}", _QUOTED.sub(VALUE, _FOLDER.sub("add to sources.toml", text)))
        return cover(text, find_traces(text))[0]

    def words(self, text: str) -> str:
        """Give what a person wrote; hidden, nothing of it: a name in it looks like any word, and no graph is asked."""
        return "[words]" if self.hidden else text

    def fields(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Give the fields that were not read, with how often; hidden, one count: a key may be anybody's name."""
        return {"[fields]": sum(counts.values())} if self.hidden and counts else dict(counts)

    def file(self, name: str, sha256: str = "") -> str:
        """Give the name of a file."""
        return self.masks.file(sha256 or self.masks.digest(name), name) if self.hidden else name
