"""A chat line by line: a head begins an entry, and lines without one belong to the entry above them."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from ingest.reach import Reach
from ingest.sources.reading.text_window import detect_encoding, has_stray
from ingest.sources.whatsapp.heads import Form, Head, guess_form, read_head

LONGEST_LINE = 1 << 16
"""Characters that are read at a time: a line that is longer comes in parts."""
LONGEST = 200_000
"""Characters of one entry that are kept; what is beyond is told."""
BEGINNING = 1 << 16
"""Bytes of a file that tell how its lines end."""
MOST = 0.75
"""Share of heads behind a CR and LF from which one behind a LF alone is no head."""
TRIED = 200
"""Lines at the beginning among which the form of heads is looked for."""


@dataclass(slots=True)
class Entry:
    """A head with all that belongs to it."""

    number: int
    """Line of the head, 1 for the first."""
    head: Head | None
    """None of what stands before the first head."""
    line: str
    """The first line, head included, as the file has it."""
    more: list[str] = field(default_factory=list)
    """The lines below it."""
    size: int = 0
    dropped: int = 0
    """Characters beyond the longest entry, which are not kept."""
    pasted: bool = False
    """Whether a line of it looks like a head and stands in the middle of the message."""
    stray: bool = False
    """Whether bytes that are no text stand in it; they became U+FFFD."""

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        return f"line {self.number}"

    @property
    def text(self) -> str:
        """What stands behind the head, with the lines below."""
        first = self.head.rest if self.head else self.line
        return "\n".join([first, *self.more]) if self.more else first

    @property
    def raw(self) -> bytes:
        """The whole entry, for whoever is told of it."""
        return "\n".join([self.line, *self.more]).encode("utf-8", "replace")

    def add(self, line: str) -> None:
        """Take a line that belongs to it."""
        if self.size + len(line) > LONGEST:
            self.dropped += len(line)
            return
        self.size += len(line)
        self.more.append(line)


def find_form(path: Path) -> Form | None:
    """Give the form of the heads in a file: that of its first line with one, of either form."""
    with path.open("rb") as file:
        for number, (line, _) in enumerate(read_lines(file)):
            if number >= TRIED:
                return None
            if form := guess_form(line.rstrip("\r\n")):
                return form
    return None


def parts_with_crlf(path: Path, form: Form) -> bool:
    """Say whether messages are parted by CR and LF, as iOS does: a line that follows a LF alone is in a message.

    So a head that somebody pasted into a message is told from a head.
    """
    with path.open("rb") as file:
        lines = decode_start(file.read(BEGINNING)).split("\n")
    behind = [before.endswith("\r") for before, line in pairwise(lines) if read_head(line, form) is not None]
    return any(behind) and sum(behind) >= MOST * len(behind)


def read_lines(file: io.BufferedReader) -> Iterator[tuple[str, bool]]:
    """Yield the lines of a file with their ends, in parts where they are very long, and whether a line begins."""
    encoding, mark = detect_encoding(file.read(4))
    file.seek(mark)
    errors = "surrogateescape" if encoding == "utf-8" else "replace"
    text = io.TextIOWrapper(file, encoding, errors, newline="\n")
    begins = True
    try:
        while line := text.readline(LONGEST_LINE):
            yield line, begins
            begins = line.endswith("\n")
    finally:
        if not file.closed:
            text.detach()


def read_entries(path: Path, form: Form, reach: Reach | None = None) -> Iterator[Entry]:
    """Yield the entries of a file as they stand in it."""
    crlf = parts_with_crlf(path, form)
    with path.open("rb") as file:
        if reach is not None:
            reach.follow(file)
        entry: Entry | None = None
        number = 0
        parted = True
        for whole, begins in read_lines(file):
            number += begins
            line = whole.rstrip("\r\n")
            parts, parted = parted, not crlf or whole.endswith("\r\n")
            if stray := has_stray(line):
                line = line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            head = read_head(line, form) if begins else None
            if entry is not None and (head is None or not parts):
                entry.pasted = entry.pasted or head is not None
                entry.add(line)
                entry.stray = entry.stray or stray
                continue
            if entry is not None:
                yield entry
            entry = Entry(number, head, line, stray=stray)
        if entry is not None:
            yield entry


def decode_start(start: bytes) -> str:
    """Give the beginning of a file as text, without a character that was cut at its end."""
    encoding, mark = detect_encoding(start)
    return codecs.getincrementaldecoder(encoding)("replace").decode(start[mark:])
