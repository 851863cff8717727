"""What is known while one Telegram file is read: names already told, times, and counts of what was not read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any

from graph import forms
from graph.model import Account, Participant
from ingest.beside import NOTHING_BESIDE, Beside
from ingest.record import EARLIEST, FIRST_SECOND, LAST_SECOND, LATEST, Naming, Noticed, Writer
from ingest.sources.telegram.peers import Chat, Peers

Json = dict[str, Any]
TOLD = 100
"""Notices of one kind that are given with their places."""
NO_SECONDS = (None, "", "0", 0)
"""What stands where no time in seconds is; the local time beside it is read then."""
NEVER = 1971
"""Before 2020-06 an unedited message was edited in 1970."""


@dataclass(slots=True)
class TelegramFile:
    """State of one reading."""

    peers: Peers
    zone: tzinfo
    assumed: bool
    """Whether the zone of times without one is not known, and UTC is taken."""
    exporter: Account | None = None
    beside: Beside = NOTHING_BESIDE
    book: dict[str, set[str]] = field(default_factory=dict)
    """The names under which the exporter saved an account, by its id."""
    partners: dict[str, str | None] = field(default_factory=dict)
    """Accounts that the exporter has a private chat with, and the exporter's id, where the file tells it."""
    _named: set[tuple[str, str]] = field(default_factory=set)
    _told: dict[str, int] = field(default_factory=dict)
    _counts: dict[str, tuple[int, str]] = field(default_factory=dict)

    def count(self, says: str, place: str) -> None:
        """Count something that was not read, or was taken otherwise than it stands; ``noticed`` tells."""
        times, first = self._counts.get(says, (0, place))
        self._counts[says] = times + 1, first

    def tell(self, place: str, says: str) -> Iterator[Noticed]:
        """Yield something with its place; of what comes again and again, the first few and then a count."""
        self._told[says] = self._told.get(says, 0) + 1
        if self._told[says] <= TOLD:
            yield Noticed(place=place, says=says)
        else:
            self.count(f"{says}; more of these", place)

    def noticed(self) -> Iterator[Noticed]:
        """Yield what was counted: one a kind, with the first place."""
        for says, (times, first) in self._counts.items():
            yield Noticed(place=first, says=f"{says}: {times}")

    def naming(self, place: str, subject: Writer, name: str | None) -> Iterator[Naming]:
        """Yield that a subject is called so at the time of export, once a file.

        Telegram shows whom the exporter saved under the name in the exporter's address book, in groups too: such a
        name is told there already. Where the file has no address book, the partner of a private chat may be
        saved, and its name is told as saved. Of all other accounts but the exporter's own the name is told as
        shown: the file may hold no address book, or not all of it.
        """
        if not name or (subject.id, name) in self._named:
            return
        self._named.add((subject.id, name))
        if not self.book and subject.id in self.partners:
            by = self.partners[subject.id]
            yield Naming(place=place, subject=subject, name=name, how="saved", by=by)
        elif name not in self.book.get(subject.id, ()):
            own = not isinstance(subject, Account) or subject == self.exporter
            yield Naming(place=place, subject=subject, name=name, how="seen" if own else "shown")

    def moment(self, thing: Json, key: str, place: str) -> datetime | None:
        """Take a time out of an object; raise ValueError for one that cannot be."""
        local, seconds = thing.pop(key, None), thing.pop(f"{key}_unixtime", None)
        if seconds not in NO_SECONDS or (seconds is not None and local is None):
            return read_instant(seconds)
        if local is None:
            return None
        if not isinstance(local, str):
            raise ValueError(f"time {local!r:.60} is no text")
        at = datetime.fromisoformat(local)
        if at.tzinfo is None:
            if self.assumed and at.year >= NEVER:
                self.count("times without a zone, taken as UTC; time_zone says better", place)
            at = at.replace(tzinfo=self.zone)
        if key != "edited" and not EARLIEST <= at.year < LATEST:
            raise ValueError(f"time {local!r:.60} is not between {EARLIEST} and {LATEST}")
        return at.astimezone(UTC)

    def edited(self, message: Json, place: str) -> datetime | None:
        """Take the time of the last edit, which costs no message when it cannot be."""
        try:
            at = self.moment(message, "edited", place)
        except (ValueError, OverflowError):
            self.count("times of an edit that cannot be", place)
            return None
        return at if at is not None and NEVER <= at.year < LATEST else None

    def author(self, chat: Chat, who: object, name: str | None, place: str) -> Writer | None:
        """Give who wrote: by id, else the channel itself, else one known in this chat by name only."""
        if who is not None:
            return self.peers(who)
        if chat.kind in ("private_channel", "public_channel"):
            return chat.node
        if name is None:
            return None
        self.count("writers without an id, kept apart by name within the chat", place)
        return Participant.of(chat.node, name)


def read_instant(seconds: object) -> datetime:
    """Read seconds since 1970, as text or number; raise ValueError for a time that cannot be."""
    if isinstance(seconds, str) and seconds.isascii() and seconds.isdecimal() and len(seconds) < 12:
        seconds = int(seconds)
    if type(seconds) is not int or not FIRST_SECOND <= seconds < LAST_SECOND:
        raise ValueError(f"time {seconds!r:.60} is not between {EARLIEST} and {LATEST}")
    return datetime.fromtimestamp(seconds, UTC)


def take_text(thing: Json, key: str) -> str | None:
    """Take a text out of an object; what is no text stays in it and is told as unread."""
    value = thing.pop(key, None)
    if isinstance(value, str):
        return clean_characters(value)
    if value is not None:
        thing[key] = value
    return None


def clean_characters(text: str) -> str:
    """Give text that can be stored, character for character as long."""
    if text.isascii() and "\x00" not in text:
        return text
    return forms.make_storable(text)


def join_full_name(thing: Json) -> str:
    """Take first and last name out of an object."""
    return f"{take_text(thing, 'first_name') or ''} {take_text(thing, 'last_name') or ''}".strip()
