"""The chain of the journal: an entry, the line it stands in, what is wrong with a row of lines.

Lines of two versions are read: those with a ``seal`` at their end, and those written before there were any.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from graph.errors import CaseError
from graph.sealing import Key

START = "0" * 64
"""What the first entry continues."""

FIELDS = ("n", "at", "who", "act", "digest", "payload", "previous", "hash")
"""Fields of a line, in the order they are written."""

SEALED = (*FIELDS, "seal")
"""The same of a line that was written with the key of the case."""

CLOCK = timedelta(minutes=1)
"""How far a clock may be put right between two entries, before the second is told as going back."""

_SEAL = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done; the payload is null once it was erased."""

    n: int
    at: datetime
    who: str
    act: str
    payload: dict[str, Any] | None
    digest: str
    """SHA-256 of the payload."""
    previous: str
    hash: str
    """SHA-256 of all else but payload and seal, so that an erased payload leaves the chain whole."""
    seal: str = ""
    """The hash under the key of the case; empty where the key was not at hand."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where journal or evidence do not add up."""

    where: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.where}: {self.found}; expected {self.expected}"


def read_clock() -> datetime:
    """Give the time for the bytes of a report: in UTC, or that of SOURCE_DATE_EPOCH; raise CaseError where it is none.

    Entries of the journal have the time of the clock.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if not fixed:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError):
        raise CaseError("SOURCE_DATE_EPOCH", f"{fixed!r:.60} is no time", "whole seconds since 1970") from None


def write_canonical_json(thing: object) -> str:
    """Write as JSON in the one way there is; raise ValueError on what JSON cannot hold."""
    return json.dumps(thing, sort_keys=True, separators=(",", ":"), allow_nan=False)


def make_entry(n: int, at: datetime, who: str, act: str, payload: Mapping[str, object], previous: str) -> Entry:
    """Give the entry that continues ``previous``; raise ValueError on a time without its zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    # there and back, so that keys and tuples are what a reader of the line will see
    plain: dict[str, Any] = json.loads(json.dumps(dict(payload), allow_nan=False))
    entry = Entry(n, at.astimezone(UTC), who, act, plain, _hash_text(write_canonical_json(plain)), previous, "")
    return replace(entry, hash=_hash_entry(entry))


def format_entry_line(entry: Entry) -> bytes:
    """Give the one line that stands for this entry."""
    names = SEALED if entry.seal else FIELDS
    values = {name: getattr(entry, name) for name in names} | {"at": _format_stamp(entry.at)}
    return ("{" + ",".join(f'"{k}":{write_canonical_json(v)}' for k, v in values.items()) + "}\n").encode()


def read_entry_line(raw: bytes, where: str) -> Entry | Fault:
    """Give the entry of a line, or what is wrong with the line by itself."""
    try:
        thing = json.loads(raw)
        if not isinstance(thing, dict) or tuple(thing) not in (FIELDS, SEALED):
            return Fault(where, f"{raw!r:.60}", "an entry of " + ", ".join(FIELDS))
        if not isinstance(thing["payload"], dict | None) or type(thing["n"]) is not int:
            return Fault(where, f"{raw!r:.60}", "a whole number, and a payload or null")
        if not _SEAL.fullmatch(thing.get("seal", START)):
            return Fault(where, f"the seal {thing['seal']!r:.80}", "64 hex digits")
        entry = Entry(**thing | {"at": datetime.fromisoformat(thing["at"])})
        if entry.payload is not None and entry.digest != (found := _hash_text(write_canonical_json(entry.payload))):
            return Fault(where, f"a payload with the digest {found}", f"{entry.digest!r:.80}")
        if entry.hash != (found := _hash_entry(entry)):
            return Fault(where, f"fields with the hash {found}", f"{entry.hash!r:.80}")
        if format_entry_line(entry) != raw:
            return Fault(where, "other bytes of the same meaning", "the bytes that were written")
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        return Fault(where, f"{raw!r:.60} ({error!s:.80})", "an entry of " + ", ".join(FIELDS))
    return entry


def list_faults(
    lines: Iterable[bytes], head: tuple[int, str] | None, *, name: str = "journal.jsonl", key: Key | None = None
) -> Iterator[Fault]:
    """Yield each line that was changed, moved, put in or taken out, whose time goes back, and where ``head`` differs.

    ``head`` is number and hash of an entry known to have been written, as a rule the last. With ``key`` also each
    stretch of entries that were written without it since there was one.
    """
    n, previous = 0, START
    before: datetime | None = None
    unsealed: list[tuple[int, str]] = []
    empty: dict[int, str] = {}
    full: dict[int, str] = {}
    erased: dict[int, int] = {}
    for number, raw in enumerate(lines, 1):
        where = f"{name} line {number}"
        entry = read_entry_line(raw, where)
        if isinstance(entry, Fault):
            yield entry
            # what it says of itself is not to be trusted: only the count goes on
            n, previous = n + 1, ""
            continue
        if entry.n != n + 1:
            yield Fault(where, f"entry {entry.n}", f"entry {n + 1}")
        elif previous and entry.previous != previous:
            yield Fault(where, f"continues {entry.previous}", f"to continue {previous}")
        if head is not None and entry.n == head[0] and entry.hash != head[1]:
            yield Fault(where, *describe_head_difference((entry.n, entry.hash), head))
        if before is not None and entry.at < before - CLOCK:
            yield Fault(
                where,
                f"the time {_format_stamp(entry.at)}",
                f"none before {_format_stamp(before)}, that of the entry before",
            )
        before = entry.at
        if key is not None and entry.n >= key.since and entry.seal != key.seal(entry.hash):
            unsealed.append((entry.n, "another seal than the case's key gives" if entry.seal else "no seal"))
        (empty if entry.payload is None else full)[entry.n] = where
        if entry.act == "erase" and entry.payload:
            listed = entry.payload.get("entries")
            numbers = listed if isinstance(listed, list) else []
            erased |= {each: entry.n for each in numbers if isinstance(each, int)}
        n, previous = entry.n, entry.hash
    for first, last, what in _join_stretches(unsealed):
        entries = f"entry {first}" if first == last else f"entries {first} to {last}"
        yield Fault(f"{name} {entries}", what, "the seal of the case's key: somebody wrote without it")
    for each in sorted(empty.keys() - erased.keys()):
        yield Fault(empty[each], "the payload is gone", "a payload, or an entry that erased it")
    for each in sorted(full.keys() & erased.keys()):
        yield Fault(full[each], f"a payload that entry {erased[each]} erased", "none")
    if (head is None and n > 1) or (head is not None and n < head[0]):
        yield Fault(name, *describe_head_difference((n, previous) if n else None, head))


def describe_head_difference(reached: tuple[int, str] | None, head: tuple[int, str] | None) -> tuple[str, str]:
    """Say what was found and expected where journal and head differ."""
    found = f"ends at entry {reached[0]} with the hash {reached[1]}" if reached else "no entry"
    if head is None:
        return found, "journal.head to name it; the file is gone"
    return found, f"entry {head[0]} with the hash {head[1]}, which journal.head names"


def _join_stretches(numbered: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield first and last of numbers that follow each other and have the same said of them."""
    first, last, said = 0, 0, ""
    for n, what in numbered:
        if said and (n, what) == (last + 1, said):
            last = n
            continue
        if said:
            yield first, last, said
        first, last, said = n, n, what
    if said:
        yield first, last, said


def _format_stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _hash_entry(entry: Entry) -> str:
    e = entry
    return _hash_text(write_canonical_json([e.n, _format_stamp(e.at), e.who, e.act, e.digest, e.previous]))


def _hash_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
