"""The lines of a file of any size, of which each may be too long to be held."""

from collections.abc import Iterator
from typing import IO, NamedTuple


class RawLine(NamedTuple):
    """A line with its number, from 1; of one that is cut only the beginning is there."""

    number: int
    raw: bytes
    cut: bool


def list_lines(file: IO[bytes], longest: int) -> Iterator[RawLine]:
    """Yield each line; of one that does not end within so many bytes the rest is passed over."""
    number = 0
    while raw := file.readline(longest):
        number += 1
        cut = len(raw) == longest and not raw.endswith(b"\n")
        yield RawLine(number, raw, cut)
        while cut and (rest := file.readline(longest)):
            cut = not rest.endswith(b"\n")
