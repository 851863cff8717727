"""Walk what people name: files, folders and zips, into single files that a source can read.

What comes from outside is not trusted with anything: a member of a zip is written under a name of our own,
nothing is followed out of the folder that was named, and what cannot be taken is told and left.
"""

import errno
import os
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from graph.errors import SourceError
from graph.forms import clean_line

DEPTH = 2
"""Zips within zips that are opened: an export in the zip it was sent in."""
MEMBERS = 50_000
"""Members of all zips of a run; photos of a large export come to some ten thousand."""
RATIO = 200
"""How much larger than its packed form a member may be; text comes to 30, and deflate ends at 1,032."""
SMALL = 100_000_000
"""Bytes of a member below which the ratio does not matter; of a run ten times as many."""
UNPACK = "the folder itself: unpack the zip and name the folder"
SPARE = 500_000_000
"""Bytes that are left free where members are unpacked."""
OURS = "sources.toml"
APART = ("__MACOSX", "Thumbs.db", "desktop.ini")
"""Left by file managers; no file of anybody's."""
DOCUMENTS = ("[Content_Types].xml", "mimetype", "AndroidManifest.xml", "META-INF/MANIFEST.MF")
"""Members that tell a document or a program in the form of a zip: one file, not many."""

ENCRYPTED = "encrypted"
EMPTY = "0 bytes"
PLAIN = {ENCRYPTED: "the zip without its password: unpack it with the password, and name the folder"}
"""What is expected in place of a member that has something wrong."""

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """One file to be read."""

    path: Path
    """Where it can be opened: in the scratch folder, if it came in a zip."""
    name: str
    """For people: relative to what was named, as ``chats/archive.zip!/result.json``."""
    archive: Path | None
    """The outermost zip that it came in."""
    folder: Path
    """Where its answers are looked for first: its folder, or the zip's."""
    root: Path
    """The folder that was named, or that of the file that was; no answers are looked for above it."""
    place: str = ""
    """Where it lies towards other files: its path, or the place of its zip, NUL and its path in it. Never opened."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip that was opened: what is in it comes beside it. It may itself be what a chat carries."""

    found: Found


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not read, and why."""

    where: str
    found: str
    expected: str = ""


Thing = Found | Problem | Archive


def walk_files(paths: Iterable[Path], scratch: Path) -> Iterator[Thing]:
    """Yield every file below the paths in a fixed order; zips are unpacked into ``scratch`` as they come.

    What was unpacked is there until the caller removes it.
    """
    unpacked = _Unpacked(scratch)
    for path in paths:
        yield from _walk_named(path, unpacked)


def is_set_apart(path: Path) -> bool:
    """Say whether a file is hidden, left by a file manager, or one of our own: answers or a mapping."""
    return path.name.startswith(".") or path.name in (*APART, OURS) or is_mapping(path)


def is_mapping(path: Path) -> bool:
    """Say whether a file is a mapping: a TOML with a [[row]], of its own or of a sheet."""
    if path.suffix.lower() != ".toml":
        return False
    try:
        with path.open("rb") as file:
            start = file.read(1 << 20)
    except OSError:
        return False
    return b"[[row]]" in start or b"[[sheets." in start


@dataclass(slots=True)
class _Unpacked:
    """The scratch folder, and what was put there: the limits count for all zips of a run."""

    scratch: Path
    count: int = 0
    members: int = 0
    unpacked: int = 0
    """Bytes that were unpacked, zips within zips included."""
    packed: int = 0
    """Bytes of the zips that were named, without those within."""

    def wrong(self, members: list[zipfile.ZipInfo], size: int) -> str | None:
        """Count a zip's members in, or say why they are too much; ``size`` is what it adds to ``packed``."""
        whole, count = self.unpacked + sum(member.file_size for member in members), self.members + len(members)
        if count > MEMBERS:
            return f"{len(members):,} members, with the zips before it {count:,}, where a run unpacks {MEMBERS:,}"
        packed = self.packed + size
        if whole > SMALL * 10 and whole > RATIO * packed:
            return f"{whole:,} bytes out of zips of {packed:,}: a zip bomb"
        self.members, self.unpacked, self.packed = count, whole, packed
        return None

    def next(self) -> Path:
        """Give a path of our own making for the next file."""
        while True:
            self.count += 1
            path = self.room() / f"member-{self.count:06d}"
            if not path.exists():
                return path

    def room(self) -> Path:
        """Give the folder, which is there."""
        self.scratch.mkdir(parents=True, exist_ok=True)
        return self.scratch


def _walk_named(path: Path, unpacked: _Unpacked) -> Iterator[Thing]:
    name = clean_line(path.name or str(path))
    try:
        path = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        yield Problem(clean_line(str(path)), f"not there ({_format_reason(error)})", "a file or a folder")
        return
    if path.is_dir():
        yield from _walk_folder(path, path, unpacked)
    else:
        yield from _walk_file(path, name, path.parent, unpacked)


def _walk_folder(folder: Path, root: Path, unpacked: _Unpacked) -> Iterator[Thing]:
    """Walk a folder, its files before its folders' in the order of their names."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: (entry.is_dir(follow_symlinks=False), entry.name))
    except OSError as error:
        yield Problem(
            clean_line(str(folder.relative_to(root.parent))), _format_reason(error), "a folder that can be read"
        )
        return
    for entry in entries:
        path = Path(entry.path)
        name = clean_line(path.relative_to(root).as_posix())
        if entry.name.startswith((".", "~$")) or entry.name in APART:
            continue
        if entry.is_symlink():
            yield Problem(name, "a symbolic link", "a file; links are not followed")
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk_folder(path, root, unpacked)
        elif not is_set_apart(path):
            yield from _walk_file(path, name, root, unpacked)


def _walk_file(path: Path, name: str, root: Path, unpacked: _Unpacked) -> Iterator[Thing]:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            yield Problem(name, "a device, pipe or socket", "a file")
            return
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        yield Problem(name, _format_reason(error), "a file that can be read")
        return
    found = Found(path, name, None, path.parent, root, path.as_posix())
    if start in (b"PK\x03\x04", b"PK\x05\x06"):
        yield from _walk_zip(found, unpacked, 1)
    else:
        yield found


def _walk_zip(zipped: Found, unpacked: _Unpacked, depth: int) -> Iterator[Thing]:
    """Unpack a zip; a document in the form of one stays what it is."""
    if depth > DEPTH:
        yield Archive(zipped)
        yield Problem(zipped.name, f"a zip within {DEPTH} zips", "the inner one unpacked")
        return
    try:
        with zipfile.ZipFile(zipped.path) as archive:
            members = archive.infolist()
            if any(member.filename in DOCUMENTS for member in members):
                yield zipped
                return
            yield Archive(zipped)
            if sum(member.compress_size for member in members) > zipped.path.stat().st_size:
                yield Problem(zipped.name, "members that overlap", "a zip whose members stand one after another")
                return
            if wrong := unpacked.wrong(members, zipped.path.stat().st_size if depth == 1 else 0):
                yield Problem(zipped.name, wrong, UNPACK)
                return
            yield from _Members(zipped, archive, unpacked, depth).walk(members)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, NotImplementedError, ValueError, EOFError) as error:
        yield Archive(zipped)
        yield Problem(zipped.name, f"a zip that is cut or damaged ({_format_reason(error)})", "a whole zip")


@dataclass(slots=True)
class _Members:
    """The members of one zip, one by one."""

    zipped: Found
    archive: zipfile.ZipFile
    unpacked: _Unpacked
    depth: int
    seen: set[str] = field(default_factory=set)

    def walk(self, members: Iterable[zipfile.ZipInfo]) -> Iterator[Thing]:
        """Yield each member as a file, or why it is none."""
        for member in members:
            name = f"{self.zipped.name}!/{clean_line(member.filename)}"
            if member.is_dir() or _is_apart(member.filename):
                continue
            if wrong := self.wrong(member):
                yield Problem(name, wrong, PLAIN.get(wrong, "a plain member of a zip"))
                continue
            if not member.file_size:
                yield Problem(name, EMPTY, "a file with something in it")
                continue
            self.check_room(name, member)
            path = self.unpacked.next()
            if wrong := self.unpack(member, path):
                path.unlink(missing_ok=True)
                yield Problem(name, wrong, "a member that can be unpacked")
                continue
            outer = self.zipped.archive or self.zipped.path
            place = f"{self.zipped.place}\0/{member.filename.replace(chr(92), '/')}"
            found = Found(path, name, outer, self.zipped.folder, self.zipped.root, place)
            with path.open("rb") as file:
                start = file.read(4)
            if start not in (b"PK\x03\x04", b"PK\x05\x06"):
                yield found
            else:
                yield from _walk_zip(found, self.unpacked, self.depth + 1)

    def wrong(self, member: zipfile.ZipInfo) -> str | None:
        """Say what is wrong with a member before anything of it is read."""
        name = member.filename
        parts = PurePosixPath(name.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or (len(name) > 1 and name[1] == ":"):
            return "a path that leads out of the zip"
        if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
            return "a symbolic link, or no file"
        if member.flag_bits & 0x1:
            return ENCRYPTED
        if name in self.seen:
            return "a second member of the same name"
        self.seen.add(name)
        if parts.name == OURS:
            return "answers within a zip, which are not taken: put them beside it"
        if member.file_size > SMALL and member.file_size > RATIO * max(member.compress_size, 1):
            return f"{member.file_size:,} bytes out of {member.compress_size:,}: a zip bomb"
        return None

    def check_room(self, name: str, member: zipfile.ZipInfo) -> None:
        """Raise SourceError where the disk has no room for a member: nothing of the run is read then."""
        free = shutil.disk_usage(self.unpacked.room()).free
        if member.file_size > free - SPARE:
            raise make_full_disk_error(name, member.file_size, free)

    def unpack(self, member: zipfile.ZipInfo, path: Path) -> str | None:
        """Write a member under a name of ours; say what went wrong, if anything did."""
        left = member.file_size
        try:
            with self.archive.open(member) as packed, path.open("xb") as file:
                while piece := packed.read(_PIECE):
                    left -= len(piece)
                    if left < 0:
                        return "more bytes than the zip says"
                    file.write(piece)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
            if isinstance(error, OSError) and error.errno == errno.ENOSPC:
                raise make_full_disk_error(
                    f"{self.zipped.name}!/{clean_line(member.filename)}", member.file_size, 0
                ) from error
            return f"damaged ({_format_reason(error)})"
        return None if left == 0 else "fewer bytes than the zip says"


def make_full_disk_error(name: str, size: int, free: int) -> SourceError:
    """Say that there is no room for a member of a zip."""
    found = f"{size:,} bytes to be unpacked, where {free:,} are free"
    expected = f"room for it, and {SPARE:,} beside"
    return SourceError(name, found, expected, "Make room on the disk of the case; nothing was read.")


def _is_apart(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part in APART or (part.startswith((".", "~$")) and part != "..") for part in parts)


def _format_reason(error: Exception) -> str:
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else clean_line(f"{error!s:.80}")
