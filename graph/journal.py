"""The journal: the append-only, hash-chained record of what people and runs did.

Beside ``journal.jsonl`` stand ``journal.head`` (number and hash of the last entry), ``journal.key``
(names persons by keyed hash), ``journal.lock`` and, after a kill, ``journal.torn``.

The chain shows an entry that was changed, moved, put in or taken out anywhere but at the end. The
head shows what is missing at the end, and a chain that was written anew. Who writes both anew makes
no seal without the key of the case, which lies elsewhere (``graph.sealing``); ``docs/journal.md``
says what that proves and what it does not.

A line counts once its line end is on disk. What follows the last line end was being written when
the process died; the next append sets it aside. The head is written after the line, so a kill
leaves one that names an earlier entry than the last, never a later one.
"""

import errno
import hmac
import json
import logging
import os
import re
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from graph.chain import (
    START,
    Entry,
    Fault,
    describe_head_difference,
    format_entry_line,
    list_faults,
    make_entry,
    read_clock,
    read_entry_line,
    write_canonical_json,
)
from graph.durable import BINARY, flush_folder, hold_lock, write_whole
from graph.entry_shapes import find_shape_fault
from graph.errors import BusyError, JournalError, NotFoundError
from graph.sealing import Key, find_key, key_path, make_key

__all__ = ["Entry", "Fault", "Journal", "read_clock"]

WAIT = 30.0
"""Seconds an entry waits for another process; writing one takes milliseconds."""

LOG = logging.getLogger(__name__)

_BLOCK = 1 << 16
_SEALED = re.compile(rb',"seal":"[0-9a-f]{64}"}\n\Z')
_RESTORE = "Bring the journal back from a backup; liaisons log --verify names every fault."

TAKES_BACK = {"undo": "run", "unjudge": "judgement", "unwatch": "watch"}
"""Acts that take an earlier entry back, and under which key its number stands."""


class Journal:
    """The journal of a case; ``notes`` holds what a person should be told, as bytes set aside."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: list[str] = []
        self.proof: list[str] = []
        """What the last ``verify`` could prove of who wrote the entries."""
        self._keyless = False
        """Whether it was told that the key is not here."""
        self._head, self._key, self._lock, self._torn = (
            path.with_suffix(end) for end in (".head", ".key", ".lock", ".torn")
        )

    def append(self, act: str, payload: Mapping[str, object], *, who: str, now: datetime | None = None) -> Entry:
        """Enter what is about to be done; it is on disk when this returns.

        Raise JournalError when the end of the journal is not as it was left, or cannot be written,
        or when the entry holds what is no text, and BusyError when another process is writing for
        longer than it should.
        """
        with self._held():
            return self._append(act, payload, who, now)

    def erase(self, numbers: Collection[int], *, why: str, who: str, now: datetime | None = None) -> Entry:
        """Empty the payloads of these entries, and enter that; both are there after a kill, or neither.

        The digest stays too: whoever guesses a short payload whole can prove the guess by it. What an entry took back
        is emptied with it: without its number what was taken off, withdrawn or undone would count again.
        """
        with self._held():
            known = {entry.n: entry for entry in self.entries()}
            for n in numbers:
                if n not in known or known[n].act == "erase":
                    raise NotFoundError(f"entry {n}", "nothing to erase", "an entry with a payload")
            numbers = {*numbers, *_list_taken_back(known[n] for n in numbers)} & known.keys()
            return self._append("erase", {"entries": sorted(numbers), "why": why}, who, now, empty=numbers)

    def entries(self, act: str | None = None, *acts: str) -> Iterator[Entry]:
        """Yield the entries there are now, or those of these acts, each checked by itself.

        The chain from one to the next is checked by ``verify`` alone. Of an act that is asked for the payload is what
        its act enters (``graph.entry_shapes``), else JournalError names the line; all entries together are given as
        they stand.
        """
        wanted = {act, *acts} if act is not None else None
        tells = _find_acts(frozenset(wanted or ()))
        for number, raw in enumerate(self._lines(), 1):
            # reading a line as JSON costs thirty times as much as looking for its act
            if wanted is not None and not tells(raw):
                continue
            where = f"{self.path.name} line {number}"
            entry = _require_sound(read_entry_line(raw, where))
            if wanted is None:
                yield entry
            elif entry.act in wanted:
                yield _require_shape(entry, where)

    def readable(self, *acts: str) -> Iterator[Entry]:
        """Yield the entries of some acts, and nothing of lines that do not add up: ``verify`` tells those."""
        for raw in self._lines():
            entry = read_entry_line(raw, "")
            if isinstance(entry, Entry) and entry.act in acts and _check_shape(entry, "") is None:
                yield entry

    def last(self, act: str, *acts: str) -> Entry | None:
        """Give the latest entry of these acts, looking from the end."""
        wanted = {act, *acts}
        tells = _find_acts(frozenset(wanted))
        for raw in self._backwards():
            if tells(raw):
                entry = _require_sound(read_entry_line(raw, self.path.name))
                if entry.act in wanted:
                    return _require_shape(entry, f"{self.path.name} entry {entry.n}")
        return None

    def verify(self) -> list[Fault]:
        """Read all of it and name each line that was changed, moved, put in or taken out.

        Nothing is altered, so that a copy that cannot be written can be verified.
        """
        try:
            with self._held():
                return self._faults()
        except JournalError:
            return self._faults()

    def pseudonym(self, id: str) -> str:
        """Name a person by keyed hash: the same in all of this case, another in any other case."""
        if not self._key.exists():
            with self._held():
                self._secret()
        return hmac.digest(self._secret(), id.encode("utf-8", "surrogatepass"), "sha256").hex()[:16]

    # Writing: called with the lock held.

    def _append(
        self,
        act: str,
        payload: Mapping[str, object],
        who: str,
        at: datetime | None,
        *,
        empty: Collection[int] = (),
    ) -> Entry:
        _refuse_unwritable(who, act, payload)
        end = self._mend()
        n, previous = self._tail()
        entry = make_entry(n + 1, at or datetime.now(UTC), who, act, payload, previous)
        fresh = not self.path.exists()
        if fresh:
            self._secret()
        key = self._key_for(entry)
        if key is not None:
            entry = replace(entry, seal=key.seal(entry.hash))
        data = format_entry_line(entry)
        try:
            if empty:
                write_whole(self.path, b"".join([*map(_make_emptier(empty), self._lines()), data]))
                flush_folder(self.path.parent)
            else:
                self._write_line(data, end)
            if fresh:
                flush_folder(self.path.parent)
        except OSError as error:
            raise JournalError(str(self.path), f"cannot be written: {error}", "", "Look at the disk.") from error
        try:
            self._write_head(entry, key)
        except OSError as error:
            # the entry stands; a head that lags behind is what a kill leaves, and the next entry mends it
            LOG.warning("%s cannot be written (%s); the entry stands", self._head.name, error)
        return entry

    def _write_line(self, data: bytes, end: int) -> None:
        """Put a line at the end, on disk, or leave the journal as long as it was."""
        fd = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | BINARY, 0o600)
        try:
            if os.write(fd, data) < len(data):
                raise OSError(errno.ENOSPC, "the disk took only part of the entry")
            os.fsync(fd)
        except OSError:
            os.ftruncate(fd, end)  # an error is told, so nothing of the entry may stand
            raise
        finally:
            os.close(fd)

    def _write_head(self, entry: Entry, key: Key | None) -> None:
        head = {"n": entry.n, "hash": entry.hash}
        sealed = {"seal": key.seal(_head_text(entry.n, entry.hash))} if key is not None else {}
        write_whole(self._head, f"{write_canonical_json(head | sealed)}\n".encode())

    def _key_for(self, entry: Entry) -> Key | None:
        """Give the key to seal an entry with; a journal that has had none gets it now. None, and told, without it."""
        first = entry.hash if entry.n == 1 else self._first()
        try:
            key = find_key(first)
            if key is None and not self._has_seals():
                key = make_key(first, entry.n)
        except (OSError, ValueError) as error:
            key = None
            why = f"cannot be read or made: {error!s:.200}"
        else:
            why = "is not here"
        if key is None and not self._keyless:
            self._keyless = True
            LOG.warning(
                "the key of this case %s (%s): what is entered bears no seal. Copy the key from where the case began.",
                why,
                key_path(first),
            )
        return key

    def _first(self) -> str:
        """Give the hash of the first entry, by which the case is known; empty where there is none that can be read."""
        for raw in self._lines():
            entry = read_entry_line(raw, "")
            return entry.hash if isinstance(entry, Entry) else ""
        return ""

    def _has_seals(self) -> bool:
        return any(_SEALED.search(raw) for raw in self._lines())

    def _mend(self) -> int:
        """Set aside what a kill left after the last line end; give the size of what counts."""
        if not self.path.exists():
            return 0
        with self.path.open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            end = _line_end(file, size)
            if end < size:
                file.seek(end)
                with open(self._torn, "ab", opener=_open_private) as torn:
                    torn.write(file.read() + b"\n")
                    torn.flush()
                    os.fsync(torn.fileno())
                file.truncate(end)
                os.fsync(file.fileno())
                self.notes.append(
                    f"{self.path.name}: {size - end} bytes of an entry that was never finished "
                    f"were set aside in {self._torn.name}"
                )
        return end

    def _tail(self) -> tuple[int, str]:
        """Give number and hash of the last entry, proved by the head; one line read as a rule."""
        head = self._named()
        later: Entry | None = None
        last = (0, START)
        for raw in self._backwards():
            entry = _require_sound(read_entry_line(raw, f"{self.path.name}, an entry near its end"))
            if later is None:
                last = (entry.n, entry.hash)
            elif (entry.n + 1, entry.hash) != (later.n, later.previous):
                raise JournalError(
                    self.path.name,
                    f"entry {later.n} does not continue entry {entry.n}",
                    f"entry {later.n - 1} before it",
                    _RESTORE,
                )
            later = entry
            if head is not None and entry.n <= head[0]:
                break
        reached = (later.n, later.hash) if later else None
        # a kill leaves no head after the first entry, an old head after a later one
        if reached != head and not (head is None and last[0] == 1):
            raise JournalError(self.path.name, *describe_head_difference(reached, head), _RESTORE)
        return last

    def _named(self) -> tuple[int, str] | None:
        try:
            head = json.loads(self._head.read_bytes())
            return int(head["n"]), str(head["hash"])
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError, RecursionError):
            raise JournalError(
                self._head.name, "cannot be read", "number and hash of the last entry", _RESTORE
            ) from None

    def _secret(self) -> bytes:
        try:
            key = bytes.fromhex(self._key.read_text("ascii"))
        except FileNotFoundError:
            if self.path.exists():
                raise JournalError(
                    self._key.name,
                    "is gone",
                    "the key that persons are named by in the journal",
                    "Bring it back from a backup.",
                ) from None
            write_whole(self._key, secrets.token_hex(32).encode())
            flush_folder(self._key.parent)
            return self._secret()
        except ValueError:
            key = b""
        if len(key) != 32:
            raise JournalError(self._key.name, "is no key", "64 hex digits", "Bring it back from a backup.")
        return key

    @contextmanager
    def _held(self) -> Iterator[None]:
        with ExitStack() as stack:
            try:
                stack.enter_context(hold_lock(self._lock, wait=WAIT))
            except TimeoutError:
                raise BusyError(str(self.path), f"another process has been writing for {WAIT:.0f} seconds") from None
            except OSError as error:
                raise JournalError(str(self.path), f"cannot be written: {error}") from error
            yield

    # Reading.

    def _faults(self) -> list[Fault]:
        found: list[Fault] = []
        self.proof = []
        try:
            head = self._named()
        except JournalError as error:
            found, head = [Fault(error.where, error.found, error.expected)], None
        key = self._key_to_check(found)
        if key is not None and head is not None and head[0] >= key.since and not self._head_is_sealed(key, head):
            found.append(Fault(self._head.name, "no seal of the case's key", "that of whoever wrote the last entry"))
        found += list_faults(self._lines(), head, name=self.path.name, key=key)
        for number, raw in enumerate(self._lines(), 1):
            entry = read_entry_line(raw, "")
            if isinstance(entry, Entry) and (fault := _check_shape(entry, f"{self.path.name} line {number}")):
                found.append(fault)
        if self.path.exists():
            with self.path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                if more := size - _line_end(file, size):
                    self.notes.append(
                        f"{self.path.name}: the last {more} bytes are an entry that was never "
                        f"finished; the next entry sets them aside in {self._torn.name}"
                    )
        return found

    def _key_to_check(self, found: list[Fault]) -> Key | None:
        """Give the key where it is here, and note what seals prove then, or what is not proven without it."""
        first = self._first()
        if not first:
            return None
        path = key_path(first)
        try:
            key = find_key(first)
        except (OSError, ValueError) as error:
            found.append(Fault(str(path), f"cannot be read: {error!s:.100}", "the key of the case"))
            return None
        if key is None:
            sealed = (
                "the entries bear seals, but their key is not here" if self._has_seals() else "no entry bears a seal"
            )
            self.proof.append(f"{sealed} ({path}): the chain shows what was changed; who wrote it is not proven")
            return None
        older = f"; entries 1 to {key.since - 1} are older and stand as they did then" if key.since > 1 else ""
        self.proof.append(f"entries are checked against the seals of this case's key ({path}){older}")
        if key.open:
            self.proof.append(f"others on this machine can read {path}; chmod 600 it")
        return key

    def _head_is_sealed(self, key: Key, head: tuple[int, str]) -> bool:
        plain = json.loads(self._head.read_bytes())
        return bool(plain.get("seal") == key.seal(_head_text(*head)))

    def _lines(self) -> Iterator[bytes]:
        """Yield the whole lines there are now; what is appended meanwhile is not followed."""
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            left = os.fstat(file.fileno()).st_size
            for raw in file:
                left -= len(raw)
                if left < 0 or not raw.endswith(b"\n"):
                    return
                yield raw

    def _backwards(self) -> Iterator[bytes]:
        """Yield the whole lines from the last to the first."""
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            at = _line_end(file, file.seek(0, os.SEEK_END)) - 1
            if at < 0:
                return
            rest = b""
            while at:
                step = min(max(_BLOCK, len(rest)), at)
                at = file.seek(at - step)
                rest, *lines = (file.read(step) + rest).split(b"\n")
                for raw in reversed(lines):
                    yield raw + b"\n"
            yield rest + b"\n"


def _head_text(n: int, hash: str) -> str:
    """Give what the seal of the head covers: not what that of an entry does, which stands in the journal."""
    return f"head {n} {hash}"


def _refuse_unwritable(*things: object) -> None:
    """Raise JournalError on text that UTF-8 cannot hold: the graph and the pages could not take it either."""
    try:
        json.dumps(things, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError as error:
        piece = error.object[max(0, error.start - 20) : error.end + 20]
        raise JournalError(
            "journal", f"{piece!r} holds a byte that is no UTF-8", "text", "Nothing was entered; write it in UTF-8."
        ) from None


@lru_cache(maxsize=64)
def _find_acts(acts: frozenset[str]) -> Callable[[bytes], re.Match[bytes] | None]:
    """Give what finds in a line that it is of such an entry; in another line it may find that too."""
    return re.compile(
        rb'"act":(?:%s)' % b"|".join(re.escape(write_canonical_json(act).encode()) for act in sorted(acts))
    ).search


def _require_sound(thing: Entry | Fault) -> Entry:
    if isinstance(thing, Fault):
        raise JournalError(thing.where, thing.found, thing.expected, _RESTORE)
    return thing


def _check_shape(entry: Entry, where: str) -> Fault | None:
    """Give where a payload is not what its act enters; of one that was erased nothing is asked."""
    fault = None if entry.payload is None else find_shape_fault(entry.act, entry.payload)
    return None if fault is None else Fault(where, *fault)


def _require_shape(entry: Entry, where: str) -> Entry:
    fault = _check_shape(entry, where)
    if fault is not None:
        raise JournalError(fault.where, fault.found, fault.expected, _RESTORE)
    return entry


def _list_taken_back(entries: Iterable[Entry]) -> Iterator[int]:
    """Yield the numbers of what entries took back."""
    for entry in entries:
        number = (entry.payload or {}).get(TAKES_BACK.get(entry.act, ""))
        if type(number) is int:
            yield number


def _make_emptier(numbers: Collection[int]) -> Callable[[bytes], bytes]:
    def empty(raw: bytes) -> bytes:
        entry = read_entry_line(raw, "")
        if isinstance(entry, Entry) and entry.n in numbers and entry.act != "erase":
            return format_entry_line(replace(entry, payload=None))
        return raw

    return empty


def _line_end(file: BinaryIO, size: int) -> int:
    """Give the place after the last line end before ``size``."""
    at = size
    while at:
        step = min(_BLOCK, at)
        at = file.seek(at - step)
        if (found := file.read(step).rfind(b"\n")) >= 0:
            return at + found + 1
    return 0


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
