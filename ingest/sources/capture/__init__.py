"""Captures of a browser: Zeeschuimer's NDJSON, and the same as 4CAT gives it out, of six platforms."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from graph.forms import make_storable
from graph.model import Account
from ingest.answers import Answers
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.reach import Reach
from ingest.record import Captured, Message, Naming, Noticed, Profile, Record, Refused
from ingest.sources.capture import facebook, instagram, tiktok, x
from ingest.sources.capture.item import Item, Json, LackingError, Person, dig, dig_text, take_seconds
from ingest.sources.capture.line import IMPORTED, is_capture, is_captured, read_line
from ingest.sources.reading.head import Head
from ingest.sources.reading.long_lines import list_lines

__all__ = ["SAYS", "VERSION", "claims_capture", "read_capture"]

SAYS = "a capture of a browser (Zeeschuimer's or 4CAT's NDJSON)"
VERSION = 1
LONGEST = 1 << 24
"""Bytes of a line that are read; a longer one is refused."""
RAW = 1 << 16
"""Bytes that are kept of what was refused."""

_COLLECTED = re.compile(rb'"timestamp_collected"\s{0,8}:\s{0,8}"?(\d{10,13})\b')

Reader = Callable[[Item], Iterator[Message | Person | Naming]]

READERS: dict[str, tuple[Reader, frozenset[str]]] = {
    "tiktok.com": (tiktok.read_video, tiktok.VIDEO_KEYS),
    "tiktok-comments": (tiktok.read_comment, tiktok.COMMENT_KEYS),
    "twitter.com": (x.read_post, x.KEYS),
    "x.com": (x.read_post, x.KEYS),
    "instagram.com": (instagram.read_instagram, instagram.KEYS),
    "threads.net": (instagram.read_threads, instagram.KEYS),
    "threads.com": (instagram.read_threads, instagram.KEYS),
    "facebook.com": (facebook.read_post, frozenset()),
}
"""Who reads the objects of each platform, by the platform as Zeeschuimer writes it, and the keys that it looks at.

Facebook's objects are searched whole: no key of theirs is left out, and none is known."""


def claims_capture(head: Head) -> bool:
    """Claim lines of Zeeschuimer, and of 4CAT's NDJSON."""
    return is_capture(head)


def read_capture(
    path: Path, answers: Answers, reach: Reach | None = None, _beside: Beside = NOTHING_BESIDE
) -> Iterator[Record | Refused]:
    """Yield what each line says; one that cannot be read is refused, and the next is read."""
    seen = _Seen()
    if answers.exported is None and (newest := find_newest_capture(path)) is not None:
        yield Captured(place="the file", at=newest, basis="newest line")
    with path.open("rb") as file:
        if reach is not None:
            reach.follow(file)
        for number, line, cut in list_lines(file, LONGEST):
            if not line.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
                continue
            place = f"line {number}"
            value = None if cut else read_line(line)
            if not isinstance(value, dict) or not is_captured(value):
                found = "a line that is too long" if cut else describe_line(value)
                yield Refused(place=place, found=found, expected="a line of a capture", raw=line[:RAW])
                continue
            yield from read_object(place, value, line, seen)
    yield from seen.noticed()


def read_object(place: str, value: Json, line: bytes, seen: "_Seen") -> Iterator[Record | Refused]:
    """Yield what one line says: the post, and what its writer showed at the time of the capture."""
    platform, item = open_line(place, value)
    if platform not in READERS:
        known = ", ".join(READERS)
        yield Refused(place=place, found=f"objects of {platform!r:.60}", expected=f"one of {known}", raw=line[:RAW])
        return
    reader, keys = READERS[platform]
    unread = tuple(sorted(make_storable(key) for key in item.data if key not in keys)) if keys else ()
    try:
        things = list(reader(item))
    except LackingError as error:
        yield Refused(place=place, found=str(error), expected=f"a post of {platform}", raw=line[:RAW])
        return
    for thing in things:
        if isinstance(thing, Person):
            yield from seen.person(item, thing)
        elif isinstance(thing, Message):
            if thing.author is None:
                seen.count("posts whose writer has no id, signed with the handle or name", place)
            if thing.at is None:
                seen.count("posts without a time", place)
            yield replace(thing, unread=unread)
            unread = ()  # told once a line: the posts within it are parts of it
        else:
            yield thing


def open_line(place: str, value: Json) -> tuple[str, Item]:
    """Take the platform, its object and the time of the capture out of a line of either form.

    Addresses of a line hold ids and keys of the collector's own device: of them only Facebook's page is looked at.
    """
    meta = value.get(IMPORTED, value)
    platform = dig_text(meta, "source_platform").strip().casefold().removeprefix("www.")
    data = value.get("data") if IMPORTED not in value else {key: one for key, one in value.items() if key != IMPORTED}
    data = data if isinstance(data, dict) else {}
    if platform in ("tiktok.com", "tiktok-comments"):
        platform = "tiktok-comments" if "aweme_id" in data and "cid" in data else "tiktok.com"
    url = dig_text(meta, "source_platform_url") if platform == "facebook.com" else ""
    return platform, Item(place, data, take_seconds(dig(meta, "timestamp_collected")), url)


def describe_line(value: object) -> str:
    """Say what a line is that is none of a capture."""
    if value is None:
        return "no JSON"
    return "an object without source_platform, item_id and data" if isinstance(value, dict) else "no object"


def find_newest_capture(path: Path) -> datetime | None:
    """Give the newest time at which a line was collected: the file was made then, or later."""
    newest = 0
    with path.open("rb") as file:
        for line in list_lines(file, LONGEST):
            newest = max([newest, *map(int, _COLLECTED.findall(line.raw))])
    return take_seconds(newest)


@dataclass(slots=True)
class _Seen:
    """What was told of each account, so that a profile that stays as it is stands once a day."""

    shown: dict[str, tuple[object, ...]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    places: dict[str, str] = field(default_factory=dict)

    def person(self, item: Item, person: Person) -> Iterator[Record]:
        """Yield the handle, name and words of an account, unless they were told of this day."""
        account = person.account
        if account is None or not (person.handle or person.name or person.about):
            return
        day = item.collected.date() if item.collected else None
        now = (day, person.handle, person.name, person.about, person.links)
        if self.shown.get(account.id) == now:
            return
        self.shown[account.id] = now
        yield from show_person(item, account, person)

    def count(self, says: str, place: str) -> None:
        """Count something that is told once, with its first place."""
        self.counts[says] += 1
        self.places.setdefault(says, place)

    def noticed(self) -> Iterator[Noticed]:
        """Yield what was counted."""
        for says, count in self.counts.items():
            yield Noticed(place=self.places[says], says=f"{says}: {count:,}")


def show_person(item: Item, account: Account, person: Person) -> Iterator[Record]:
    """Yield what an account showed of itself when the browser got it."""
    if person.name.strip():
        yield Naming(place=item.place, subject=account, name=person.name, seen=item.collected)
    yield Profile(
        place=item.place,
        subject=account,
        seen=item.collected,
        handle=person.handle or None,
        text=person.about,
        shown=person.links,
    )
