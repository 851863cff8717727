"""Tables that were packed with gzip: unpacked as they are read, a bomb or damage ending what can be read."""

import io
import zlib
from pathlib import Path
from typing import BinaryIO

from ingest.files import RATIO, SMALL
from ingest.sources.reading.head import SIZE

MAGIC = b"\x1f\x8b"
_PIECE = 1 << 16


class Unpacking(io.RawIOBase):
    """The unpacked bytes of a gzip file; ``wrong`` says why they end early, where they do."""

    def __init__(self, path: Path) -> None:
        self.packed: BinaryIO = path.open("rb")
        self.wrong: str | None = None
        self._unpacker = zlib.decompressobj(31)
        self._waiting = b""
        self._taken = self._given = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Give the next bytes; none at the end, at damage, or where they are too many for their packed form."""
        while self.wrong is None:
            if self._unpacker.eof:  # what follows is a further gzip file, or zeros to fill a block
                self._waiting = self._unpacker.unused_data.lstrip(b"\0") or self._take()
                if not self._waiting:
                    return 0
                self._unpacker = zlib.decompressobj(31)
            self._waiting = self._waiting or self._take()
            if not self._waiting:
                self.wrong = "the gzip file is cut"
                return 0
            try:
                piece = self._unpacker.decompress(self._waiting, len(buffer))
            except zlib.error as error:
                self.wrong = f"the gzip file is damaged ({error!s:.60})"
                return 0
            self._waiting = self._unpacker.unconsumed_tail
            self._given += len(piece)
            if self._given > SMALL and self._given > RATIO * self._taken:
                self.wrong = f"{self._given:,} bytes out of {self._taken:,}: a gzip bomb"
                return 0
            if piece:
                buffer[: len(piece)] = piece
                return len(piece)
        return 0

    def _take(self) -> bytes:
        piece = self.packed.read(_PIECE)
        self._taken += len(piece)
        return piece

    def close(self) -> None:
        """Let the file go."""
        self.packed.close()
        super().close()


def is_packed(start: bytes) -> bool:
    """Say whether a file is packed with gzip."""
    return start.startswith(MAGIC)


def open_bytes(path: Path) -> io.BufferedReader:
    """Open a file, unpacked where it is packed."""
    file = path.open("rb")
    start = file.read(len(MAGIC))
    if is_packed(start):
        file.close()
        return io.BufferedReader(Unpacking(path), _PIECE)
    file.seek(0)
    return file


def take_packed_file(file: io.BufferedReader) -> BinaryIO:
    """Give the file itself, by whose place it is told how far reading is."""
    return file.raw.packed if isinstance(file.raw, Unpacking) else file


def explain_end(file: io.BufferedReader) -> str | None:
    """Say why a file ends early, where it does."""
    return file.raw.wrong if isinstance(file.raw, Unpacking) else None


def unpack_beginning(start: bytes) -> bytes:
    """Give the beginning of what a packed file holds; any other beginning as it is."""
    if not is_packed(start):
        return start
    try:
        return zlib.decompressobj(31).decompress(start, SIZE)
    except zlib.error:
        return start


def read_beginning(path: Path) -> bytes:
    """Give the beginning of a file, unpacked where it is packed."""
    with open_bytes(path) as file:
        return file.read(SIZE)
