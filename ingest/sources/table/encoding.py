"""In which encoding a table's text is written: by its mark, as UTF-8, or guessed, which is told."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

LOOKED_AT = 1 << 26
"""Bytes that are tried as UTF-8 before the whole is believed to be."""
ENOUGH = 24
"""Bytes beyond ASCII from which on a guess is worth more than the Western default: short texts were guessed wrong."""
FEW = 20
"""Broken lines that one whole line of UTF-8 outweighs."""
GUESSES = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r", "cp866",
)  # fmt: skip
"""Encodings of which ASCII is a part: whatever the guess, commas, digits and line ends stay what they are."""

NO_TEXTS = ("idna", "punycode", "undefined", "raw-unicode-escape", "unicode-escape", "utf-7")
"""Codecs of Python that write parts of texts, and stop at what they do not know."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding, and what is to be told of how it is known."""

    name: str
    told: str | None = None


def is_known(name: str) -> bool:
    """Say whether a name is that of an encoding of texts."""
    try:
        "".encode(name)
        return codecs.lookup(name).name not in NO_TEXTS
    except (LookupError, ValueError):
        return False


def encoding(path: Path, named: str | None = None) -> Encoding:
    """Say how a file's text is written; one that the mapping names always wins."""
    with path.open("rb") as file:
        start = file.read(4)
        for mark, name in _MARKS:
            if start.startswith(mark):
                if named and codecs.lookup(named).name.removesuffix("-sig") not in name:
                    return Encoding(named, f"the file begins with the mark of {name}, the mapping says {named}")
                return Encoding(name)
        if named:
            # The mark is taken off where there is one, and utf-16 without one has no order of bytes.
            return Encoding({"utf-8": "utf-8-sig", "utf-16": "utf-16-le"}.get(codecs.lookup(named).name, named))
        file.seek(0)
        odd = _not_utf8(file.read(LOOKED_AT))
    if odd is None:
        return Encoding("utf-8")
    guess = _guess(odd) if len(_BEYOND.findall(odd)) >= ENOUGH else "cp1252"
    return Encoding(guess, f"not UTF-8: read as {guess}, a guess; name the right one in the mapping: encoding = ...")


def _not_utf8(data: bytes) -> bytes | None:
    """Give the lines that are no UTF-8; None where the file is, or is but for some damage."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        pass
    else:
        return None
    odd = [line for line in data.splitlines() if _BEYOND.search(line)]
    broken = [line for line in odd if _BEYOND.search(_UTF8.sub(b"", line))]
    # Damage is rare among lines that fit; of another encoding hardly a line fits.
    if (len(odd) - len(broken)) * FEW > len(broken):
        return None
    return b"\n".join(broken)[: 1 << 18]


def _guess(data: bytes) -> str:
    """Ask charset-normalizer, among encodings of which ASCII is a part."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(GUESSES)).best()
    return best.encoding if best is not None else "cp1252"
