"""The case: a folder of what a person decided, the evidence, the journal and what comes of them.

case.toml       settings                  journal.jsonl   what was done (graph.journal)
evidence/       every file that was read, kept under its SHA-256, never altered
kept/           what runs must remember: findings, partitions and what reports stand on, under their SHA-256
graph/          the local engine's files  reports/        what was written for readers
writer.lock     held by the one process that writes; writer.json says which
store.password  of a Neo4j server, readable by its owner alone; mail.password of a mail server, likewise
"""

import hashlib
import json
import logging
import os
import re
import secrets
import socket
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.durable import BINARY, PARTIAL, flush_folder, hold_lock, write_whole
from graph.errors import BusyError, CaseError, JournalError, NotFoundError, SourceError
from graph.journal import Entry, Fault, Journal, read_clock
from graph.settings import Scope, Server, Settings, dump_settings, load_settings, parse_settings, tabulate_settings

__all__ = ["Case", "Evidence", "Fault", "Scope", "Server", "Settings", "read_clock"]

PASSWORD = "LIAISONS_NEO4J_PASSWORD"  # noqa: S105  # the variable's name
MAIL_PASSWORD = "LIAISONS_MAIL_PASSWORD"  # noqa: S105  # the variable's name

LOG = logging.getLogger(__name__)

PATIENCE = 0.5
"""Seconds a writer waits for another before it says for whom."""

OURSELVES = 10.0
"""Seconds to wait for a holder that is this very process: it would wait for itself for ever."""

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
        case = cls(folder, load_settings(path))
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
        settings = parse_settings({**plain, **more, "regions": list(regions)}, where)
        try:
            text = dump_settings(settings).encode()
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
            case.journal.append("init", {"settings": tabulate_settings(settings)}, who=who, now=now)
            write_whole(folder / "case.toml", text)
            flush_folder(folder)
        return case

    def _refuse_another(self) -> None:
        if (self.folder / "case.toml").exists():
            raise CaseError(str(self.folder), "is a case already", "a new folder")

    def note_settings(self, *, who: str, now: datetime | None = None) -> bool:
        """Enter the settings in the journal where they are not those it last holds; say whether."""
        known = self.journal.last("init", "settings")
        plain = tabulate_settings(self.settings)
        held = (known.payload or {}).get("settings") if known is not None else None
        if held == plain:
            return False
        payload: dict[str, object] = {"settings": plain}
        if held is not None:
            payload["changed"] = sorted({key for key, _ in _flatten_tables(held) ^ _flatten_tables(plain)})
        self.journal.append("settings", payload, who=who, now=now)
        return True

    def password(self) -> str | None:
        """Give the graph server's password: from the environment, the service's credentials or the case.

        Raise CaseError when others on the machine can read the file.
        """
        return os.environ.get(PASSWORD) or self._read_secret("store.password")

    def mail_password(self) -> str | None:
        """Give the mail server's password: from the service's credentials, the case or the environment.

        Raise CaseError when others on the machine can read the file.
        """
        found = self._read_secret("mail.password")
        return os.environ.get(MAIL_PASSWORD) if found is None else found

    def _read_secret(self, name: str) -> str | None:
        """Give what a file of the service's credentials or of the case holds; None where there is none."""
        folders = [self.folder]
        if given := os.environ.get("CREDENTIALS_DIRECTORY"):
            folders.insert(0, Path(given))
        for path in (folder / name for folder in folders):
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
                os.fdopen(_open_regular_file(path), "rb") as file,
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
                if (other := hash_file(found.path)) != found.sha256:
                    where = found.path.relative_to(self.folder).as_posix()
                    raise JournalError(where, f"was changed: SHA-256 {other}", "its name", _RESTORE)
                return found
            if not found.path.parent.exists():
                found.path.parent.mkdir(0o700)
                flush_folder(self.evidence)
            partial.chmod(0o400)
            partial.replace(found.path)
            flush_folder(found.path.parent)
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

    def whole_evidence(self, sha256: str) -> Path:
        """Give the path of a file of the evidence whose bytes are those that were kept; raise JournalError otherwise.

        Asked before every reading: a changed file would be read under the SHA-256 of another.
        """
        path = self.evidence_path(sha256)
        where = path.relative_to(self.folder).as_posix()
        try:
            if not _is_file(path):
                raise JournalError(where, "no regular file", "the file that was kept", _RESTORE)
            found = hash_file(path)
        except FileNotFoundError:
            raise JournalError(where, "is gone", "a file that a run has read", _RESTORE) from None
        except OSError as error:
            raise JournalError(where, f"cannot be read: {error}", "a file that a run has read", _RESTORE) from None
        if found != sha256:
            raise JournalError(where, f"was changed: SHA-256 {found}", "its name", _RESTORE)
        return path

    def verify_evidence(self) -> list[Fault]:
        """Hash every file anew; name what was changed, is missing, or no ingest speaks of."""
        known: dict[str, str] = {}
        faults = []
        for entry in self.journal.readable("ingest"):
            try:
                known |= self._beside(entry) | _kept_files(entry) | known
            except (KeyError, TypeError, AttributeError, ValueError):
                faults.append(_describe_odd_entry(entry))
        there = sorted(path for path in self.evidence.rglob("*") if path.is_symlink() or not path.is_dir())
        for path in there:
            where = path.relative_to(self.folder).as_posix()
            if not _is_file(path) or not _SHA256.fullmatch(path.name):
                faults.append(Fault(where, "no file of ours", "files named by their SHA-256"))
            elif path != self.evidence_path(path.name) or path.name not in known:
                faults.append(Fault(where, "a file that no ingest speaks of", "no such file"))
            elif found := _describe_change(path, path.name):
                faults.append(Fault(where, found, path.name))
        present = set(there)
        for sha256 in sorted(known):
            if (path := self.evidence_path(sha256)) in present:
                continue
            where = path.relative_to(self.folder).as_posix()
            faults.append(Fault(where, "is missing", f"the file {known[sha256]!r:.80}"))
        return faults

    def _beside(self, entry: Entry) -> dict[str, str]:
        """Give what an ingest kept because its files refer to it, with the names by SHA-256."""
        found: dict[str, str] = {}
        for file in (entry.payload or {}).get("files", ()):
            if "beside" in file:
                try:
                    names = json.loads(self.recall("beside", file["beside"]))
                except JournalError:  # ``verify_results`` names it
                    continue
                found |= {sha256: name for name, sha256 in names.items()}
        return found

    def verify_results(self) -> list[Fault]:
        """Hash what runs remember and what reports were written; name what was changed or is missing."""
        faults: list[Fault] = []
        for path, sha256 in sorted(self._results().items()):
            where = path.relative_to(self.folder).as_posix()
            if not path.is_symlink() and path.is_file():
                if found := _describe_change(path, sha256):
                    faults.append(Fault(where, found, sha256))
            elif path.parent.exists() or path.parent == self._kept:
                faults.append(Fault(where, "is missing", f"the file with the SHA-256 {sha256}"))
            elif (
                gone := Fault(
                    path.parent.relative_to(self.folder).as_posix(), "is missing", "the folder that was written"
                )
            ) not in faults:
                faults.append(gone)
        return faults

    def _results(self) -> dict[Path, str]:
        """Give every file that the journal vouches for beside the evidence, with its SHA-256."""
        wanted: dict[Path, str] = {}
        for entry in self.journal.readable(
            "find", "ingest", "ingested", "undone", "report", "list-hits", "refer", "refer-correct"
        ):
            said = entry.payload
            if said is None:
                continue
            if entry.act == "report":
                folder = self.reports / str(int(said["number"]))
                wanted |= {folder / Path(name).name: str(one) for name, one in said["files"].items()}
                if standing := said.get("standing"):
                    wanted[self._remembered("standing", standing)] = standing
                if hits := said.get("hits"):
                    wanted[self._remembered("hits", hits)] = hits
            elif entry.act == "ingest":
                lists = [one["beside"] for one in said["files"] if "beside" in one]
                wanted |= {self._remembered("beside", one): one for one in lists}
            elif entry.act in ("refer", "refer-correct"):
                folder = self.folder / "referrals" / Path(said["folder"]).name
                wanted |= {folder / Path(name).name: str(one) for name, one in said["files"].items()}
            elif entry.act == "list-hits":
                wanted[self._remembered("hits", said["hits"])] = said["hits"]
            elif entry.act == "find":
                wanted[self._remembered("findings", said["findings"])] = said["findings"]
                wanted |= {self._remembered("learnt", one): one for one in said.get("learnt", {}).values()}
                if marks := said.get("marks"):
                    wanted[self._remembered("marks", marks)] = marks
            else:
                refused = [one["refusals"] for one in said["files"] if "refusals" in one]
                wanted |= {self._remembered("refused", one): one for one in refused}
                yields = [one["yield"] for one in said["files"] if "yield" in one]
                wanted |= {self._remembered("yield", one): one for one in yields}
        return wanted

    # What runs remember.

    def remember(self, kind: str, data: bytes) -> str:
        """Keep a result under its SHA-256, and give that for the journal; one that was changed since is mended."""
        digest = hashlib.sha256(data).hexdigest()
        path = self._remembered(kind, digest)
        if path.is_symlink() or not path.is_file() or hash_file(path) != digest:
            self._kept.mkdir(0o700, exist_ok=True)
            write_whole(path, data)
            flush_folder(self._kept)
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
    def writing(self, what: str, *, who: str | None = None, wait: float | None = None) -> Iterator[None]:
        """Hold ``writer.lock``, waiting for as long as its holder lives and telling who that is.

        The lock of a holder that died is free. With ``wait`` raise BusyError naming the holder after so many seconds.
        What changed in case.toml is entered in the name of ``who``. Not to be entered twice.
        """
        told = self.folder / "writer.json"
        with ExitStack() as stack:
            try:
                self._take_lock(stack, wait)
            except TimeoutError:
                raise BusyError(str(self.folder), self.holder() or "held", "", "Try again later.") from None
            except OSError as error:
                raise CaseError(str(self.folder), f"cannot be written: {error}") from error
            # no other process writes now: what is half written was left by a kill
            for folder in (self.evidence, self._kept):
                for left in folder.glob(f"*{PARTIAL}"):
                    left.unlink(missing_ok=True)
            since = datetime.now(UTC).isoformat(timespec="seconds")
            holder = {
                "pid": os.getpid(),
                "host": socket.gethostname(),
                "what": what,
                "since": since,
            }
            write_whole(told, json.dumps(holder).encode())
            stack.callback(told.unlink, missing_ok=True)
            if who is not None:
                self.note_settings(who=who)
            yield

    def _take_lock(self, stack: ExitStack, wait: float | None) -> None:
        """Take the lock of the writer; raise TimeoutError after ``wait`` seconds, or where we hold it ourselves."""
        said = ""
        left = wait
        while True:
            some = PATIENCE if left is None else min(PATIENCE, left)
            try:
                stack.enter_context(hold_lock(self.folder / "writer.lock", wait=some))
                return
            except TimeoutError:
                left = None if left is None else left - some
                if left is not None and left <= 0:
                    raise
            if (now_held := self.holder()) and now_held != said:
                said = now_held
                LOG.warning("waits for the case: %s", said)
                if self._holder().get("pid") == os.getpid():
                    left = OURSELVES if left is None else left

    def holder(self) -> str | None:
        """Say who writes in the case now, as far as the writer has said so itself; None where nobody does."""
        try:
            with hold_lock(self.folder / "writer.lock", wait=0):
                return None
        except TimeoutError:
            pass
        except OSError:  # of a case that cannot be written nobody writes
            return None
        says = self._holder()
        if not {"pid", "host", "what", "since"} <= says.keys():
            return "held by another process"
        who = f"process {says['pid']!r:.20} on {says['host']!r:.60}"
        return f"held by {who}, {says['what']!r:.60} since {says['since']!r:.40}"

    def _holder(self) -> dict[str, Any]:
        """Give what the holder of the lock has said of itself."""
        try:
            says = json.loads((self.folder / "writer.json").read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return says if isinstance(says, dict) else {}


def _flatten_tables(plain: Mapping[str, Any], above: str = "") -> set[tuple[str, str]]:
    """Give the values of tables with their path, as ``scope.from``, to tell which differ."""
    found: set[tuple[str, str]] = set()
    for key, value in plain.items():
        found |= (
            _flatten_tables(value, f"{above}{key}.") if isinstance(value, Mapping) else {(f"{above}{key}", repr(value))}
        )
    return found


def _open_regular_file(path: Path) -> int:
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


def _kept_files(entry: Entry) -> dict[str, str]:
    """Give the files that an ingest kept, zips too, with their names by SHA-256."""
    found: dict[str, str] = {}
    for file in (entry.payload or {}).get("files", ()):
        for sha256, name in ((file["sha256"], file["name"]), (file.get("archive"), file["name"].partition("!/")[0])):
            if sha256 is not None:
                if not _SHA256.fullmatch(sha256):
                    raise ValueError(sha256)
                found.setdefault(sha256, name)
    return found


def _describe_odd_entry(entry: Entry) -> Fault:
    return Fault(
        f"journal.jsonl entry {entry.n}", f"an entry {entry.act!r:.40} of another form", "what that act enters"
    )


def _describe_change(path: Path, sha256: str) -> str | None:
    """Say how a file differs from the one of this SHA-256; None where it does not."""
    try:
        found = hash_file(path)
    except OSError as error:
        return f"cannot be read: {error}"
    return None if found == sha256 else f"was changed: SHA-256 {found}"


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
