"""What a Telegram file tells only as a whole: its newest message, its way of writing ids, who takes part."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.record import FIRST_SECOND, LAST_SECOND
from ingest.sources.reading.text_window import detect_encoding

CHUNK = 1 << 22
OVERLAP = 512
"""Bytes looked at twice, so that nothing is cut in two."""
"""Seconds between which a time is believed."""
# One pattern a key: each then begins with its own literal, which the search is quick for.
_SECONDS = tuple(re.compile(rb'"%s_unixtime"\s*:\s*"?(\d{9,11})(?!\d)' % key) for key in (b"date", b"edited"))
_PEERS = tuple(re.compile(rb'"%s_id"\s*:\s*("?[a-z]*\d+)' % key) for key in (b"from", b"actor"))
_DATES = re.compile(rb'"date"\s*:\s*"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)')
_SAVED = re.compile(rb'"saved_messages"\s*,\s*"id"\s*:\s*(\d{1,19})(?=\D)')
_FULL = re.compile(rb'"(?:(?:left_)?chats|personal_information)"\s*:\s*\{')
PLAIN = "2021-05"
"""From 2021-04 on ids say what they are of; a file with newer times than this was written later."""


@dataclass(slots=True)
class Overview:
    """What one pass over the bytes found; nothing of it depends on whether the JSON is sound."""

    seconds: int | None = None
    """Newest time of a message or an edit."""
    local: str | None = None
    """Newest time without a zone, of files that have no other."""
    full: bool = False
    """Whether it is the export of an account, with many chats."""
    users: frozenset[str] = frozenset()
    """Accounts that write, where they are three at most: in a private chat that is both of its ends."""
    groups: frozenset[str] = frozenset()
    """Groups and channels that write, as ``channel2001``."""
    saved: str | None = None
    """Number of the account whose saved messages are in it: it is the exporter's."""

    @property
    def old(self) -> bool:
        """Whether plain numbers may stand for accounts, groups and channels alike."""
        return self.seconds is None and self.local is not None and self.local < PLAIN

    @classmethod
    def of(cls, path: Path) -> "Overview":
        """Look over a file once."""
        seconds: set[bytes] = set()
        local = b""
        peers: set[bytes] = set()
        full = False
        saved: set[bytes] = set()
        for chunk in read_chunks(path):
            for pattern in _SECONDS:
                seconds.update(pattern.findall(chunk))
            seconds = {
                max((found for found in seconds if FIRST_SECOND <= int(found) < LAST_SECOND), key=int, default=b"0")
            }
            if seconds == {b"0"}:
                local = max(*_DATES.findall(chunk), b"", local)
            for pattern in _PEERS:
                peers.update(pattern.findall(chunk))
            if len(peers) > OVERLAP:
                peers = {peer for peer in peers if not peer.startswith(b'"user')} | set(_choose_few(peers))
            saved.update(_SAVED.findall(chunk))
            full = full or _FULL.search(chunk) is not None
        newest = int(max(seconds, default=b"0"))
        named = {peer[1:].decode() for peer in peers if peer.startswith(b'"')}
        users = frozenset(peer for peer in named if peer.startswith("user"))
        return cls(
            seconds=newest or None,
            local=local.decode() or None,
            full=full,
            users=users if len(users) <= 3 else frozenset(),
            groups=frozenset(named - users),
            saved=saved.pop().decode() if len(saved) == 1 else None,
        )


def _choose_few(peers: set[bytes]) -> list[bytes]:
    """Give a few accounts of many: enough to see that they are no private chat."""
    return sorted(peer for peer in peers if peer.startswith(b'"user'))[:4]


def read_chunks(path: Path, overlap: int = OVERLAP) -> Iterator[bytes]:
    """Yield the file in pieces of UTF-8 that overlap by some bytes."""
    with path.open("rb") as file:
        encoding, mark = detect_encoding(file.read(4))
        file.seek(mark)
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        tail = b""
        while raw := file.read(CHUNK):
            chunk = tail + (raw if encoding == "utf-8" else decoder.decode(raw).encode("utf-8", "replace"))
            yield chunk
            tail = chunk[-overlap:]
