"""The fonts of the PDF: which there are, how they come here, and which characters they can show.

They are Noto, under the SIL Open Font Licence, and come out of npm packages when a checkout is built: nothing of a font
stands in the repository, and a wheel carries them. ``fonts.sha256`` lists them: nothing else is copied or used.
"""

import hashlib
import shutil
import struct
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from graph.errors import InstallError

LIST = Path(__file__).with_suffix(".sha256")
FOLDER = LIST.with_suffix("")
LICENCE = "OFL.txt"
PACKAGES = "@expo-google-fonts"
GET = "In a checkout run: make fonts. The other forms of a report need none."

FAMILIES = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Ethiopic",
    "Noto Sans Bengali",
    "Noto Sans Devanagari",
    "Noto Emoji",
    "Noto Sans Symbols",
    "Noto Sans Symbols 2",
    "Noto Sans Math",
)
"""The order in which a character is looked for."""


def list_fonts() -> dict[str, tuple[str, str]]:
    """Give the place in the packages and the SHA-256 of each font, by its file name."""
    lines = (line.split() for line in LIST.read_text("utf-8").splitlines())
    return {place.rpartition("/")[2]: (place, digest) for digest, place in lines}


def require_fonts(folder: Path = FOLDER) -> Path:
    """Give the folder of the fonts; raise InstallError where one is missing or another than that of the list."""
    for name, (_, digest) in list_fonts().items():
        path = folder / name
        if not path.is_file():
            raise InstallError(str(folder), f"the font {name} is not there", "the fonts that a PDF is set in", GET)
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise InstallError(str(path), "it is another font", f"SHA-256 {digest[:12]}…, as in {LIST.name}", GET)
    return folder


def bring_fonts(modules: Path, folder: Path = FOLDER) -> None:
    """Copy the fonts of the list out of a folder of npm packages, with their licence; whole or not at all."""
    partial = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    owners: dict[str, list[str]] = {}
    for name, (place, _) in list_fonts().items():
        package, _, _ = place.partition("/")
        shutil.copyfile(modules / PACKAGES / place, partial / name)
        owner, _, rest = (modules / PACKAGES / package / "LICENSE_FONT").read_text("utf-8").partition("\n")
        owners.setdefault(rest.strip(), []).append(owner.strip())
    texts = ("\n".join([*dict.fromkeys(some), "", text]) for text, some in owners.items())
    (partial / LICENCE).write_text("\n\n\n".join(texts) + "\n", "utf-8")
    require_fonts(partial)
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)


@cache
def read_coverage(folder: Path) -> Mapping[str, frozenset[int]]:
    """Give the code points that each font of a folder has a glyph for, by its file name.

    Bold fonts have what the regular ones have, and are not asked.
    """
    return {name: frozenset(read_code_points(folder / name)) for name in list_fonts() if "Bold" not in name}


def read_code_points(path: Path) -> Iterator[int]:
    """Yield the code points that a TrueType font maps to a glyph, out of its tables of segments and groups."""
    data = path.read_bytes()
    tables, *_ = struct.unpack_from(">4xH", data)
    places = dict(struct.unpack_from(">4s4xL", data, 12 + 16 * at) for at in range(tables))
    cmap = places[b"cmap"]
    count, *_ = struct.unpack_from(">2xH", data, cmap)
    for at in range(count):
        [offset] = struct.unpack_from(">4xL", data, cmap + 4 + 8 * at)
        table = cmap + offset
        [form] = struct.unpack_from(">H", data, table)
        if form == 12:
            [groups] = struct.unpack_from(">12xL", data, table)
            for group in range(groups):
                first, last = struct.unpack_from(">LL", data, table + 16 + 12 * group)
                yield from range(first, last + 1)
        elif form == 4:
            double, *_ = struct.unpack_from(">6xH", data, table)
            segments = double // 2
            ends = struct.unpack_from(f">{segments}H", data, table + 14)
            begins = struct.unpack_from(f">{segments}H", data, table + 16 + double)
            for first, last in zip(begins, ends, strict=True):
                if last < 0xFFFF:
                    yield from range(first, last + 1)


if __name__ == "__main__":
    bring_fonts(Path(sys.argv[1]))
