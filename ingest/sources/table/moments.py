"""Times of a table's cells as instants: by a format, by themselves, or by the file's answers."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from ingest.record import EARLIEST, LATEST
from ingest.sources.table.dates import complete_year, read_spelled
from ingest.sources.table.spelled import ZONES

LONGEST = 80
"""Characters of a time; what is longer is none."""

_NUMBER = re.compile(r"\d{9,17}(\.\d{1,9})?", re.ASCII)
_UNITS = {9: 1, 10: 1, 13: 1_000, 16: 1_000_000}
"""Digits of an epoch between 1990 and 2100 to its parts of a second."""
_PARTS = re.compile(
    r"(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{1,2})"
    r"(?:[ ,T]\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?\s?m\.?)?)?",
    re.ASCII | re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})", re.ASCII)
_ZONE = re.compile(r"(.*\d)\s*([A-Za-z]{1,5})", re.DOTALL)
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]")
"""As WhatsApp and logs write a time."""
_PLACE_BEHIND = re.compile(r"(.*?(?::\d\d(?:\.\d+)?(Z|[+-]\d\d(?::?\d\d)?))?)\s?\[([A-Za-z_]+(?:/[A-Za-z_+\-0-9]+)*)\]")
"""As Java writes one: the offset, and the zone's name in brackets."""
_MIDNIGHT = re.compile(r"(.*\d{4}.*[\sT])24(:00(?::00(?:\.0+)?)?(?![\d:]).*|(?=\s*$))")
"""The end of a day, which is the beginning of the next (ISO 8601)."""
_OF_DAYS = re.compile(r"[34]\d{4}(?:\.\d+)?", re.ASCII)
"""Days since 1900, as a spreadsheet counts them from 1982 to 2036."""
OTHER_YEARS = range(1290, 1500)
"""Years of the Persian and the Islamic calendar that are of our days."""


class UnansweredError(ValueError):
    """A time that only an answer can settle: ``answer`` names its key in sources.toml."""

    def __init__(self, found: str, answer: str) -> None:
        super().__init__(found, answer)
        self.found, self.answer = found, answer

    def __str__(self) -> str:
        return self.found


class OrderError(ValueError):
    """A date that goes against the order of days and months of its file, or is of another calendar."""


def parse_offset(text: str) -> tzinfo:
    """Give the zone of an offset as ``-05:00``."""
    found = _OFFSET.fullmatch(text)
    if not found or int(found[2]) > 15 or int(found[3]) > 59:
        raise ValueError(f"{text!r:.60} is no offset as -05:00")
    shift = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-shift if found[1] == "-" else shift)


class Clock:
    """Reads the times of one file, and remembers the first date that stood alone."""

    def __init__(self, zone: tzinfo | None, day_first: bool | None) -> None:
        self.zone, self.day_first = zone, day_first
        self.bare: str | None = None
        """The first date without a time and without a zone: taken as midnight UTC, which is told."""

    def read(
        self,
        text: str,
        form: str | None = None,
        zones: Mapping[str, tzinfo] | None = None,
        zone: tzinfo | None = None,
    ) -> datetime:
        """Give the instant in UTC.

        A local time that the clock skipped or repeated is the first of the two (fold 0). Raises
        ValueError where the text is no time or out of all reason, UnansweredError where it needs an answer.
        """
        text = text.strip()
        if len(text) > LONGEST:
            raise ValueError(f"{text!r:.60} is no time")
        if not text.isascii():
            text = _simplify_time(text)
        if bracketed := _IN_BRACKETS.fullmatch(text):
            text = bracketed[1].strip()
        elif placed := _PLACE_BEHIND.fullmatch(text):  # an offset before it is the exact one
            text = placed[1] if placed[2] else f"{placed[1]} {placed[3]}"
        if not form and (late := _MIDNIGHT.fullmatch(text)):
            return self.read(f"{late[1]}00{late[2]}", None, zones, zone) + timedelta(days=1)
        words, named = _take_zone_name(text, zones or {})
        alone = False
        if form:
            at = _parse_by_format(words if named or form.endswith("%Z") else text, form, text)
            alone = not any(f"%{letter}" in form for letter in "HIcXs")
        else:
            at, alone = self._free(words if named else text, zones or {})
        local = at.tzinfo or named or zone or self.zone
        if at.year in OTHER_YEARS:
            raise ValueError(f"{text!r:.60} is of another calendar (year {at.year}); convert it")
        if local is None:
            if not alone:
                raise UnansweredError(f"time {text!r:.40} without an offset", "time_zone")
            self.bare = self.bare or text
            local = UTC
        if not EARLIEST <= at.year <= LATEST:
            raise ValueError(f"{text!r:.60} lies outside {EARLIEST} to {LATEST}")
        return at.replace(tzinfo=local).astimezone(UTC)

    def _free(self, text: str, zones: Mapping[str, tzinfo]) -> tuple[datetime, bool]:
        """Read a time without a format, and say whether it is a date alone."""
        if _NUMBER.fullmatch(text):
            whole = text.partition(".")[0]
            if len(whole) not in _UNITS:
                raise ValueError(f"{text!r:.60} is no time")
            return datetime.fromtimestamp(float(text) / _UNITS[len(whole)], UTC), False
        if _OF_DAYS.fullmatch(text):
            raise ValueError(f"{text!r:.60} is no time, but a spreadsheet's count of days; write the column as dates")
        try:
            return datetime.fromisoformat(text), len(text) <= len("2024-01-01")
        except ValueError:
            pass
        if found := _PARTS.fullmatch(text):
            try:
                return self._parts(text, found)
            except (UnansweredError, OrderError):
                raise
            except ValueError:
                raise ValueError(f"{text!r:.60} is no day") from None
        try:
            spelled = read_spelled(text, zones, self._order)
        except (UnansweredError, OrderError):
            raise
        except ValueError as error:
            raise ValueError(str(error) if repr(text[:20])[1:-1] in str(error) else f"{text!r:.60} is no day") from None
        return spelled.at.replace(tzinfo=spelled.zone), spelled.alone

    def _parts(self, text: str, found: re.Match[str]) -> tuple[datetime, bool]:
        if len(found[1]) == 4:
            year, month, day = int(found[1]), int(found[3]), int(found[4])
        else:
            year, month, day = self._order(int(found[1]), int(found[3]), complete_year(found[4]), text)
        if found[5] is None:
            return datetime(year, month, day), True  # noqa: DTZ001 - as above
        hour = int(found[5])
        # Hours above 12, or 0, win over the mark: 23:59 PM and 00:04 AM occur.
        if found[9] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if found[9] in "pP" else 0)
        micro = int((found[8] or "")[:6].ljust(6, "0"))
        return datetime(year, month, day, hour, int(found[6]), int(found[7] or 0), micro), False  # noqa: DTZ001

    def _order(self, first: int, second: int, year: int, text: str) -> tuple[int, int, int]:
        """Say which of two numbers is the day; one that goes against the file's order is no slip to be mended."""
        day_first = self.day_first
        if year in OTHER_YEARS:
            raise OrderError(f"{text!r:.60} is of another calendar (year {year}); convert it")
        if first > 12 or second > 12:
            proven = first > 12
            if day_first is not None and day_first != proven and max(first, second) <= 31:
                raise OrderError(f"{text!r:.60} has its {'day' if proven else 'month'} first, the file says otherwise")
            day_first = proven
        elif day_first is None and first != second:
            raise UnansweredError(f"date {text!r:.40} can be read in two ways", "day_first")
        return (year, second, first) if day_first else (year, first, second)


def _parse_by_format(text: str, form: str, whole: str) -> datetime:
    """Read a time by its format; a zone's name at its end was taken off before, since strptime forgets what it says."""
    if form.endswith("%Z"):
        if text == whole:
            raise ValueError(f"{whole!r:.60} ends in no zone that is known; zones = {{ ... }} says what it is")
        form = form.removesuffix("%Z").rstrip()
        text = text.rstrip()
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 - its zone is looked for by the caller
    except ValueError:
        raise ValueError(f"{whole!r:.60} is no time in the form {form!r:.40}") from None


def _simplify_time(text: str) -> str:
    """Give a time in ASCII digits and spaces, whatever script its digits are in."""
    kept = (c for c in text if unicodedata.category(c) != "Cf")
    return "".join(
        str(value) if (value := unicodedata.decimal(c, None)) is not None else " " if c.isspace() else c for c in kept
    ).strip()


def _take_zone_name(text: str, zones: Mapping[str, tzinfo]) -> tuple[str, tzinfo | None]:
    """Take a zone's name off the end, where it is one that the mapping explains."""
    if text and text[-1].isalpha() and (found := _ZONE.fullmatch(text)):
        zone = zones.get(found[2]) or ZONES.get(found[2].lower())
        if zone:
            return found[1], zone
    return text, None
