"""In which encoding a table's text is written: by its mark, as UTF-8, or guessed, which is told."""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.sources.reading.head import SIZE
from ingest.sources.table.packed import open_bytes, read_beginning

ANSWERED = "sources.toml or the mapping"
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

LATIN, OTHERS = ("cp1252", "cp1250", "cp1254", "cp1257", "cp1258"), ("cp1256", "cp1251", "cp1253", "cp1255")
"""Of Latin letters, and of other scripts: there a whole word is beyond ASCII."""
_REGIONS = {
    "cp1250": "AL BA CZ HR HU ME PL RO SI SK",
    "cp1251": "BG BY KG KZ MD MK MN RS RU TJ UA UZ",
    "cp1253": "CY GR",
    "cp1254": "AZ TR",
    "cp1255": "IL",
    "cp1256": "AE AF BH DJ DZ EG EH ER IQ IR JO KM KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN YE",
    "cp1257": "EE LT LV",
    "cp1258": "VN",
}
OF_REGION = {region: name for name, regions in _REGIONS.items() for region in regions.split()}
"""What programs of a country write where they do not write Unicode; of all others it is cp1252."""
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
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_WHOLLY = re.compile(rb"[\x80-\xff]+")
ALIEN = 3
"""Letters of a word wholly beyond ASCII from which on it is of no Latin script."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding, and what is to be told of how it is known."""

    name: str
    told: str | None = None
    doubt: tuple[str, ...] = ()
    """Where too few bytes speak: the encodings that it can be, the likeliest first."""


def is_known(name: str) -> bool:
    """Say whether a name is that of an encoding of texts."""
    try:
        "".encode(name)
        return codecs.lookup(name).name not in NO_TEXTS
    except (LookupError, ValueError):
        return False


def detect_unmarked_utf16(start: bytes) -> str | None:
    """Say which UTF-16 a beginning without a mark is in: digits, commas and line ends leave every other byte empty."""
    start = start[: len(start) // 2 * 2]
    low, high = start[::2].count(0), start[1::2].count(0)
    if max(low, high) * 10 < len(start) // 2 or min(low, high) * 50 > max(low, high):
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def choose_encoding(path: Path, named: str | None = None, regions: Sequence[str] = ()) -> Encoding:
    """Say how a file's text is written; one that answers or the mapping name always wins.

    ``regions`` are the countries whose writing the file may be in.
    """
    with open_bytes(path) as file:
        start = file.read(SIZE)
        for mark, name in _MARKS:
            if start.startswith(mark):
                if named and codecs.lookup(named).name.removesuffix("-sig") not in name:
                    return Encoding(named, f"the file begins with the mark of {name}, the mapping says {named}")
                return Encoding(name)
        if named:
            # The mark is taken off where there is one, and utf-16 without one has no order of bytes.
            return Encoding({"utf-8": "utf-8-sig", "utf-16": "utf-16-le"}.get(codecs.lookup(named).name, named))
        if wide := detect_unmarked_utf16(start):
            return Encoding(wide, f"no mark of Unicode: read as {wide}; another is answered by encoding = ...")
        odd = _find_lines_not_utf8(start + file.read(LOOKED_AT - len(start)))
    if odd is None:
        return Encoding("utf-8")
    possible: tuple[str, ...] = ()
    if len(_BEYOND.findall(odd)) >= ENOUGH:
        guess, doubt = _guess_encoding(odd), False
    else:
        possible = _list_possible_encodings(odd, regions)
        guess, doubt = possible[0], len(possible) > 1 or possible[0] in OTHERS
    says = f"not UTF-8: read as {guess}, a guess; name the right one in {ANSWERED}: encoding = ..."
    return Encoding(guess, says, possible if doubt else ())


def show_readings(path: Path, known: Encoding) -> str:
    """Show how a text reads in each encoding that it can be, for a person to choose."""
    words = b" ".join(word for word in _WORD.findall(read_beginning(path)) if _BEYOND.search(word))[:60]
    return ", ".join(f"{words.decode(name, 'replace')!r:.40} as {name}" for name in known.doubt)


def _list_possible_encodings(odd: bytes, regions: Sequence[str]) -> tuple[str, ...]:
    """Give the encodings that few bytes may be in, as far as they read differently in them."""
    words = [word for word in _WORD.findall(odd) if _BEYOND.search(word)]
    wholly = [word for word in words if _WHOLLY.fullmatch(word)]
    local = tuple(dict.fromkeys(OF_REGION.get(region, "cp1252") for region in regions))
    if any(len(word) >= ALIEN for word in wholly):
        able = tuple(name for name in OTHERS if "\ufffd" not in b" ".join(words).decode(name, "replace"))
        return tuple(name for name in local if name in able) or able or OTHERS
    latin = tuple(dict.fromkeys([name for name in local if name in LATIN] + ["cp1252"]))
    mixed = b" ".join(word for word in words if word not in wholly)
    found = {mixed.decode(name, "replace"): name for name in reversed(latin)}
    others = [name for name in local if name in OTHERS]
    alone = b" ".join(wholly)
    found |= {f"{name}": name for name in others if alone.decode(name, "replace") != alone.decode("cp1252", "replace")}
    return tuple(name for name in (*others, *latin) if name in found.values())


def _find_lines_not_utf8(data: bytes) -> bytes | None:
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


def _guess_encoding(data: bytes) -> str:
    """Ask charset-normalizer, among encodings of which ASCII is a part."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(GUESSES)).best()
    return best.encoding if best is not None else "cp1252"
