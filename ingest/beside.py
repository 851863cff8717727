"""What lies beside a file: the files that it refers to, by the names that it uses of them.

A name leads to bytes that were kept, or nowhere: it is looked up in a table and never opened as a path. So a name that
leads out of the folder, or through a link, finds nothing.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside one file; asked by the name that the file uses, as ``photos/photo_1.jpg``."""

    kept: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file beside it, by its ``normal_name``."""
    opened: Callable[[str], Path] | None = None
    """Gives a path to the bytes of a SHA-256, and raises SourceError where they are not what was kept."""

    def find_sha256(self, name: str) -> str | None:
        """Give the SHA-256 of what a name means; None where it is not there."""
        known = normal_name(name)
        return None if known is None else self.kept.get(known)

    def find_path(self, name: str) -> Path | None:
        """Give where the bytes of what a name means can be read; None where it is not there.

        Raises SourceError where the evidence is not what was kept.
        """
        sha256 = self.find_sha256(name)
        return self.opened(sha256) if sha256 is not None and self.opened is not None else None


NOTHING_BESIDE = Beside()


def normal_name(name: str) -> str | None:
    """Give a name below the folder of the file that uses it, in one form; None where it leads out of it.

    macOS takes letters with accents apart in the names of files, so that both forms are made one.
    """
    if not name or name.startswith("/") or "\0" in name:
        return None
    parts = PurePosixPath(unicodedata.normalize("NFC", name)).parts
    return None if not parts or ".." in parts else "/".join(parts)
