"""The beginning of a file: all that a source looks at to say whether the file is its own."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

SIZE = 65_536
"""Bytes of a file that recognition reads."""


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a file as people know it, its first 64 KiB, and where it can be opened."""

    name: str
    """As ``chats/result.json`` or ``export.zip!/result.json``: a hint for people, never a proof."""
    start: bytes
    path: Path

    @classmethod
    def of(cls, path: Path, name: str) -> Self:
        """Read the beginning of a file."""
        with path.open("rb") as file:
            return cls(name, file.read(SIZE), path)
