"""The case: a folder of what a person decided, the evidence, the journal and what comes of them.

case.toml       settings                  journal.jsonl   what was done (graph.journal)
evidence/       every file that was read, kept under its SHA-256, never altered
kept/           what runs must remember: findings and partitions, under their SHA-256
graph/          the local engine's files  reports/        what was written for readers
writer.lock     held by the one process that writes; writer.json says which
store.password  of a Neo4j server, readable by its owner alone
"""

import hashlib
import json
import os
import re
import secrets
import socket
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graph.durable import BINARY, PARTIAL, hold, settle, write_whole
from graph.errors import BusyError, CaseError, JournalError, NotFoundError, SourceError
from graph.journal import Fault, Journal, now
from graph.settings import Scope, Server, Settings, dump, load, parse, tables

__all__ = ["Case", "Evidence", "Fault", "Scope", "Server", "Settings", "now"]

PASSWORD = "LIAISONS_NEO4J_PASSWORD"  # noqa: S105  # the variable's name

_BLOCK = 1 << 20
_SHA256 = re.compile("[0-9a-f]{64}")
_KIND = re.compile("[a-z][a-z0-9-]*")
_RESTORE = "Bring it back from a backup; liaisons log --verify names every fault."


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file as it was read."""

    sha256: str
    path: Path
    """Where the case keeps it."""
    size: int


class Case:
    """One case, open; made by :meth:`open` or :meth:`init`."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        self.journal = Journal(folder / "journal.jsonl")
        self.evidence = folder / "evidence"
        self.reports = folder / "reports"
        self.graph = folder / "graph"
        self._kept = folder / "kept"

    @classmethod
    def open(cls, folder: Path) -> "Case":
        """Open a case; raise CaseError when ``folder`` is none, or its settings are wrong."""
        path = folder / "case.toml"
        if not path.is_file():
            raise CaseError(str(folder), "no case here", "case.toml", "Start one: liaisons init CASE.")
        case = cls(folder, load(path))
        if not case.journal.path.is_file():
            raise JournalError(str(case.journal.path), "the journal is gone", "", _RESTORE)
        return case

    @classmethod
    def init(
        cls,
        folder: Path,
        *,
        purpose: str,
        legal_basis: str,
        profile: str,
        name: str | None = None,
        time_zone: str = "UTC",
        regions: Sequence[str] = (),
        now: datetime | None = None,
        who: str,
    ) -> "Case":
        """Start a case; raise CaseError without purpose or legal basis, or where there is one.

        The settings come last: a start that was killed is no case, and can be started again.
        """
        plain = {"purpose": purpose, "legal_basis": legal_basis, "profile": profile}
        more = {"name": name or folder.resolve().name, "time_zone": time_zone}
        where = str(folder / "case.toml")
        settings = parse({**plain, **more, "regions": list(regions)}, where)
        try:
            text = dump(settings).encode()
        except UnicodeEncodeError:
            raise CaseError(where, "half of a surrogate pair", "text that UTF-8 can hold") from None
        case = cls(folder, settings)
        case._refuse_another()
        try:
            folder.mkdir(0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
        except OSError as error:
            raise CaseError(str(folder), f"cannot be made: {error}", "a folder") from None
        with case.writing("init"):
            case._refuse_another()
            if any(entry.act != "init" for entry in case.journal.entries()):
                raise CaseError(where, "is gone, though the journal is here", "", _RESTORE)
            case.evidence.mkdir(0o700, exist_ok=True)
            case.journal.append("init", {"settings": tables(settings)}, who=who, now=now)
            write_whole(folder / "case.toml", text)
            settle(folder)
        return case

    def _refuse_another(self) -> None:
        if (self.folder / "case.toml").exists():
            raise CaseError(str(self.folder), "is a case already", "a new folder")

    def note_settings(self, *, who: str, now: datetime | None = None) -> bool:
        """Enter the settings in the journal where they are not those it last holds; say whether."""
        known = self.journal.last("init", "settings")
        plain = tables(self.settings)
        if known is not None and known.payload is not None and known.payload["settings"] == plain:
            return False
        self.journal.append("settings", {"settings": plain}, who=who, now=now)
        return True

    def password(self) -> str | None:
        """Give the server's password: from the environment, the service's credentials or the case.

        Raise CaseError when others on the machine can read the file.
        """
        if value := os.environ.get(PASSWORD):
            return value
        folders = [self.folder]
        if given := os.environ.get("CREDENTIALS_DIRECTORY"):
            folders.insert(0, Path(given))
        for path in (folder / "store.password" for folder in folders):
            try:
                # a service's credentials are guarded by their folder
                open_to = path.stat().st_mode & 0o077 if path.parent == self.folder else 0
                if open_to and sys.platform != "win32":
                    raise CaseError(str(path), "others can read it", "mode 0600", "Use chmod 600.")
                return path.read_text("utf-8").rstrip("\r\n")
            except FileNotFoundError:
                continue
            except (OSError, UnicodeDecodeError) as error:
                raise CaseError(str(path), f"cannot be read: {error}", "one line") from None
        return None

    # Evidence.

    def keep(self, path: Path) -> Evidence:
        """Copy a file into the evidence, under the SHA-256 of the very bytes that are copied.

        Called while :meth:`writing`, before anything reads the file. Raise SourceError for a link
        or what is no regular file, and JournalError when what is kept already was changed since.
        """
        self.evidence.mkdir(0o700, exist_ok=True)
        partial = self.evidence / f"{secrets.token_hex(8)}{PARTIAL}"
        digest = hashlib.sha256()
        size = 0
        try:
            with (
                os.fdopen(_opened(path), "rb") as file,
                os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600), "wb") as copy,
            ):
                while block := file.read(_BLOCK):
                    digest.update(block)
                    copy.write(block)
                    size += len(block)
                copy.flush()
                os.fsync(copy.fileno())
            found = Evidence(digest.hexdigest(), self.evidence_path(digest.hexdigest()), size)
            if found.path.exists():
                if (other := _sha256(found.path)) != found.sha256:
                    raise JournalError(str(found.path), f"has the SHA-256 {other}", "its name", _RESTORE)
                return found
            if not found.path.parent.exists():
                found.path.parent.mkdir(0o700)
                settle(self.evidence)
            partial.chmod(0o400)
            partial.replace(found.path)
            settle(found.path.parent)
        except OSError as error:
            raise SourceError(str(path), f"cannot be kept: {error}") from error
        finally:
            partial.unlink(missing_ok=True)
        return found

    def evidence_path(self, sha256: str) -> Path:
        """Say where the file of this SHA-256 is kept; raise NotFoundError when it is no SHA-256."""
        if not _SHA256.fullmatch(sha256):
            raise NotFoundError("evidence", f"{sha256!r:.80}", "64 hex digits, lower case")
        return self.evidence / sha256[:2] / sha256

    def verify_evidence(self) -> list[Fault]:
        """Hash every file anew; name what was changed, is missing, or no ingest speaks of."""
        known: dict[str, str] = {}
        for entry in self.journal.entries("ingest"):
            for file in (entry.payload or {}).get("files", ()):
                known.setdefault(file["sha256"], str(file.get("name", "")))
                if archive := file.get("archive"):
                    known.setdefault(archive, str(file.get("name", "")).partition("!/")[0])
        faults = []
        there = sorted(path for path in self.evidence.rglob("*") if path.is_symlink() or not path.is_dir())
        for path in there:
            where = path.relative_to(self.folder).as_posix()
            if not _is_file(path) or not _SHA256.fullmatch(path.name):
                faults.append(Fault(where, "no file of ours", "files named by their SHA-256"))
            elif path != self.evidence_path(path.name) or path.name not in known:
                faults.append(Fault(where, "a file that no ingest speaks of", "no such file"))
            elif (found := _sha256(path)) != path.name:
                faults.append(Fault(where, f"was changed: SHA-256 {found}", path.name))
        present = set(there)
        for sha256 in sorted(known):
            if (path := self.evidence_path(sha256)) in present:
                continue
            where = path.relative_to(self.folder).as_posix()
            faults.append(Fault(where, "is missing", f"the file {known[sha256]!r:.80}"))
        return faults

    # What runs remember.

    def remember(self, kind: str, data: bytes) -> str:
        """Keep a result under its SHA-256, and give that for the journal."""
        digest = hashlib.sha256(data).hexdigest()
        path = self._remembered(kind, digest)
        if not path.exists():
            self._kept.mkdir(0o700, exist_ok=True)
            write_whole(path, data)
            settle(self._kept)
        return digest

    def recall(self, kind: str, digest: str) -> bytes:
        """Give back a result; raise JournalError when it is gone or was changed."""
        path = self._remembered(kind, digest)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise JournalError(str(path), f"cannot be read: {error}", "", _RESTORE) from None
        if (found := hashlib.sha256(data).hexdigest()) != digest:
            raise JournalError(str(path), f"was changed: SHA-256 {found}", digest, _RESTORE)
        return data

    def _remembered(self, kind: str, digest: str) -> Path:
        if not _KIND.fullmatch(kind) or not _SHA256.fullmatch(digest):
            raise NotFoundError("kept", f"{kind!r:.40} {digest!r:.80}", "a kind and 64 hex digits")
        return self._kept / f"{digest}.{kind}"

    # One writer.

    @contextmanager
    def writing(self, what: str, *, wait: float = 10.0) -> Iterator[None]:
        """Hold ``writer.lock``; raise BusyError naming the holder after ``wait`` seconds.

        Not to be entered twice: a second time waits for the first.
        """
        told = self.folder / "writer.json"
        with ExitStack() as stack:
            try:
                stack.enter_context(hold(self.folder / "writer.lock", wait=wait))
            except TimeoutError:
                raise BusyError(str(self.folder), _holder(told), "", "Try again later.") from None
            except OSError as error:
                raise CaseError(str(self.folder), f"cannot be written: {error}") from error
            # no other process writes now: what is half written was left by a kill
            for folder in (self.evidence, self._kept):
                for left in folder.glob(f"*{PARTIAL}"):
                    left.unlink(missing_ok=True)
            since = now().isoformat(timespec="seconds")
            holder = {
                "pid": os.getpid(),
                "host": socket.gethostname(),
                "what": what,
                "since": since,
            }
            write_whole(told, json.dumps(holder).encode())
            stack.callback(told.unlink, missing_ok=True)
            yield


def _holder(path: Path) -> str:
    """Say who holds the case, as far as the holder has said so itself."""
    try:
        says = json.loads(path.read_bytes())
        who = f"process {says['pid']!r:.20} on {says['host']!r:.60}"
        return f"held by {who}, {says['what']!r:.60} since {says['since']!r:.40}"
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return "held by another process"


def _opened(path: Path) -> int:
    """Open a regular file and nothing else: a pipe would wait, a link would lead elsewhere."""
    flags = os.O_RDONLY | BINARY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    if path.is_symlink():
        raise SourceError(str(path), "a symbolic link", "a regular file")
    fd = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        raise SourceError(str(path), "no regular file", "a regular file")
    return fd


def _is_file(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
