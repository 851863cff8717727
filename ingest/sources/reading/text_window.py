"""A window over a text file of any size: what is read slides through it, and each character knows its byte."""

import codecs
import re
from typing import BinaryIO

CHUNK = 1 << 17
"""Bytes read at a time. From 32 KiB to 4 MiB reading was as fast, but each error costs what the window is wide."""
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_STRAY = re.compile("[\udc80-\udcff]")
"""What a byte that is no UTF-8 becomes, so that it can be turned back."""


def detect_encoding(start: bytes) -> tuple[str, int]:
    """Give the encoding that a file's first bytes tell, and the length of that mark; UTF-8 without one."""
    for mark, encoding in _BOMS.items():
        if start.startswith(mark):
            return encoding, len(mark)
    return "utf-8", 0


class TextWindow:
    """Text of a file from some place on; what was read is let go only when more is asked for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        start = file.read(4)
        self._encoding, mark = detect_encoding(start)
        self._ahead = start[mark:]
        strict = codecs.getincrementaldecoder(self._encoding)
        self._strict = strict("strict")
        self._lenient = strict("surrogateescape" if self._encoding == "utf-8" else "replace")
        self.text = ""
        self.ended = False
        self.stray = False
        """Whether bytes that are no text may stand in the window."""
        self._known = (0, mark)  # a place in the text, and its byte
        self.more(0)

    def more(self, keep: int) -> None:
        """Forget the text before ``keep``, which is 0 from then on, and read on: at least as much as was kept."""
        self._known = (0, self.byte(keep))
        kept = self.text[keep:]
        raw = self._ahead + self._file.read(max(CHUNK, len(kept)))
        self._ahead = b""
        self.ended = not raw
        self.stray = self.stray and has_stray(kept)
        state = self._strict.getstate()
        try:
            new = self._strict.decode(raw, self.ended)
        except UnicodeDecodeError:
            self.stray = True
            self._lenient.setstate(state)
            new = self._lenient.decode(raw, self.ended)
            self._strict.setstate(self._lenient.getstate())
        self.text = kept + new

    def byte(self, at: int) -> int:
        """Give the byte in the file at which a character stands; quickest for places that come in order."""
        place, byte = self._known
        if at < place:
            return byte - len(self.raw(at, place))
        self._known = (at, byte + len(self.raw(place, at)))
        return self._known[1]

    def raw(self, begin: int, end: int) -> bytes:
        """Give the bytes of a stretch of the text, as the file has them."""
        errors = "surrogateescape" if self._encoding == "utf-8" else "surrogatepass"
        return self.text[begin:end].encode(self._encoding, errors)


def has_stray(text: str) -> bool:
    """Tell whether text holds bytes that were no text."""
    return not text.isascii() and _STRAY.search(text) is not None


def drop_stray_bytes(text: str) -> str:
    """Give the text with U+FFFD for each byte that was no text."""
    return _STRAY.sub("\ufffd", text)
