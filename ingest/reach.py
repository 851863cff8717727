"""How far a reader is in its file, for whoever waits: it says which file it follows, and is asked between records."""

from typing import IO


class Reach:
    """Where a reader is; one that follows no file counts when it is done."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None

    def follow(self, file: IO[bytes]) -> None:
        """Take the file whose place is asked for from now on."""
        self._file = file

    @property
    def bytes(self) -> int:
        """Bytes of the file that were read, those of a chunk that waits included."""
        return 0 if self._file is None or self._file.closed else self._file.tell()
