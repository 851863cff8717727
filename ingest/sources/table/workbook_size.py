"""How large the sheets of a workbook become when they are opened: a small file can unpack into any size.

The library makes a full rectangle of a sheet, up to its furthest cell, and gives every cell a text of its own. So the
furthest cells and the repeated texts are counted in the packed file first; what it says of itself is not believed.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from ingest.files import RATIO

CELLS = 2_500_000
"""Cells of a sheet, empty ones included; of an ODS those of all sheets. A cell and its text take some 100 bytes."""
TEXT = 150_000_000
"""Characters of all texts of a sheet."""
UNPACKED = 2_000_000_000
"""Bytes of the XML of one part of a workbook."""
HELD = 100_000_000
"""Bytes of the list of texts of an XLSX, which is held as a whole, and of a small part that is read as a whole."""
OLD_SIZE = 150_000_000
"""Bytes of an XLS: it holds 65,536 rows of 256 columns at most."""
LONG_NUMBER = 1e15
"""Numbers from which on a spreadsheet has not kept all digits."""
ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, ValueError, EOFError, RuntimeError, KeyError,
)  # fmt: skip
"""What a zip that is damaged, or no zip, may raise."""

_PIECE = 1 << 20
_OVERLAP = 4096
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_SHARED = re.compile(rb'\bt="s"[^>]*>\s*(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*)?<(?:\w+:)?v>(\d{1,9})<')
_TEXT_ITEM = re.compile(rb"<(?:\w+:)?si>(.*?)</(?:\w+:)?si>", re.DOTALL)
_ODS_TOKEN = re.compile(
    rb"<table:table[\s>]|<table:table-row([^>]*)>|<table:(?:covered-)?table-cell([^>]*?)(/?)>", re.DOTALL
)
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_COLUMNS_REPEATED = re.compile(rb'number-columns-repeated="(\d{1,9})"')
_TOO_MUCH = "more than {:,} cells up to its furthest one"
_TOO_LONG = "more than {:,} characters of text"


class TooLargeError(Exception):
    """A part of a workbook that is larger than it says, or than is read."""


def explain_size(path: Path) -> Mapping[str, str]:
    """Say of each sheet that is too large why, by its name; of the whole workbook under an empty name."""
    try:
        if not zipfile.is_zipfile(path):
            size = path.stat().st_size
            return {"": f"a workbook of {size:,} bytes"} if size > OLD_SIZE else {}
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return _explain_xlsx(archive)
            return {"": why} if (why := _explain_ods(archive)) else {}
    except TooLargeError as error:
        return {"": str(error)}
    except ZIP_FAULTS:
        return {}  # the library says what is wrong with it


def _explain_xlsx(archive: zipfile.ZipFile) -> dict[str, str]:
    texts: list[int] | None = None
    found: dict[str, str] = {}
    for name, member in _list_sheet_members(archive):
        columns: set[bytes] = set()
        last = shared = 0
        for _, piece in _read_pieces(archive, member):
            for column, row in _PLACE.findall(piece):
                columns.add(column)
                last = max(last, int(row))
            shared += piece.count(b't="s"')
        if last * max(map(_count_column, columns), default=0) > CELLS:
            found[name] = _TOO_MUCH.format(CELLS)
            continue
        if texts is None:
            texts = _measure_texts(archive)
        if shared * max(texts, default=0) > TEXT and _sum_texts(archive, member, texts) > TEXT:
            found[name] = _TOO_LONG.format(TEXT)
    return found


def _list_sheet_members(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield each sheet's name and the part that holds its cells; under an empty name where that is not told."""
    names: dict[str, str] = {}
    try:
        targets = {
            one.get("Id", ""): one.get("Target", "")
            for one in ElementTree.fromstring(_read_small(archive, "xl/_rels/workbook.xml.rels"))  # noqa: S314 - below
        }
        for one in ElementTree.fromstring(_read_small(archive, "xl/workbook.xml")).iter():  # noqa: S314 - below
            if one.tag.endswith("}sheet"):
                id = next((value for key, value in one.attrib.items() if key.endswith("}id")), "")
                target = targets.get(id, "")
                names[target.lstrip("/") if target.startswith("/") else f"xl/{target}"] = one.get("name", "")
    except ElementTree.ParseError:
        pass
    for member in archive.infolist():
        if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
            yield names.get(member.filename, ""), member


def _read_small(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read a small part; one that declares entities is none of a spreadsheet's."""
    data = b"".join(piece for _, piece in _read_pieces(archive, archive.getinfo(name), overlap=0, most=HELD // 10))
    if b"<!DOCTYPE" in data:
        raise TooLargeError("a workbook that declares entities of its own")
    return data


def _measure_texts(archive: zipfile.ZipFile) -> list[int]:
    """Give how long each of the texts is that cells share."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    member = archive.getinfo("xl/sharedStrings.xml")
    data = b"".join(piece for _, piece in _read_pieces(archive, member, overlap=0, most=HELD))
    return [len(one) for one in _TEXT_ITEM.findall(data)]


def _sum_texts(archive: zipfile.ZipFile, member: zipfile.ZipInfo, texts: list[int]) -> int:
    """Give how much text the cells of a sheet have, each with its own copy; those at the seams count twice."""
    return sum(
        texts[int(at)]
        for _, piece in _read_pieces(archive, member)
        for at in _SHARED.findall(piece)
        if int(at) < len(texts)
    )


def _count_column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _explain_ods(archive: zipfile.ZipFile) -> str | None:
    cells = text = 0
    row = column = width = height = repeated = 0
    for kept, piece in _read_pieces(archive, archive.getinfo("content.xml")):
        for token in _ODS_TOKEN.finditer(piece):
            begin = token.end()
            if begin <= kept:
                continue  # counted with the piece before
            if token[1] is not None:
                row += repeated
                repeated = _read_repeat(_ROWS_REPEATED, token[1])
                column = 0
            elif token[2] is not None:
                times = _read_repeat(_COLUMNS_REPEATED, token[2])
                column += times
                if not token[3] or b"office:value" in token[2] or b"-value=" in token[2]:
                    width, height = max(width, column), row + repeated
                    # a text is no longer than what stands up to the next cell
                    end = piece.find(b"</table:table-cell", begin)
                    length = (end if end >= 0 else len(piece)) - begin if not token[3] else 0
                    text += length * times * repeated
            else:
                cells += width * height
                row = column = width = height = repeated = 0
            if cells + width * height > CELLS:
                return _TOO_MUCH.format(CELLS)
            if text > TEXT:
                return _TOO_LONG.format(TEXT)
    return None


def _read_repeat(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1


def _read_pieces(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, overlap: int = _OVERLAP, most: int = UNPACKED
) -> Iterator[tuple[int, bytes]]:
    """Yield a part of the workbook unpacked, each piece after the end of the one before, whose length comes with it.

    Damage ends it. Raises TooLargeError where it is larger than it says, since the library would unpack it to its end.
    """
    if member.file_size > most or (member.file_size > HELD and member.file_size > RATIO * max(member.compress_size, 1)):
        raise TooLargeError(f"{member.file_size:,} bytes out of {member.compress_size:,}")
    if archive.fp is None:
        return
    archive.fp.seek(member.header_offset)
    head = archive.fp.read(30)
    archive.fp.seek(int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), 1)
    left, size, kept = member.compress_size, 0, b""
    unpacker = zlib.decompressobj(-15)
    while left > 0 and (packed := archive.fp.read(min(left, _PIECE))):
        left -= len(packed)
        while packed:
            try:
                piece = packed if member.compress_type == zipfile.ZIP_STORED else unpacker.decompress(packed, _PIECE)
            except zlib.error:
                return
            packed = b"" if member.compress_type == zipfile.ZIP_STORED else unpacker.unconsumed_tail
            size += len(piece)
            if size > member.file_size:
                raise TooLargeError(f"more bytes than the {member.file_size:,} that the workbook says")
            whole = kept + piece
            yield len(kept), whole
            kept = whole[-overlap:] if overlap else b""
            if not piece and not packed:
                break
