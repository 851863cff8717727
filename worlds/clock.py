"""Berlin's clock by rule, so that the files do not depend on the time zone tables of a machine."""

from datetime import UTC, datetime, timedelta


def to_berlin_time(at: datetime) -> datetime:
    """Give the local time, without an offset, of a time in UTC."""
    begin, end = _last_sunday(at.year, 3), _last_sunday(at.year, 10)
    hours = 2 if begin <= at < end else 1
    return (at + timedelta(hours=hours)).replace(tzinfo=None)


def is_ambiguous_time(at: datetime) -> bool:
    """Tell whether Berlin's clock shows the time twice."""
    end = _last_sunday(at.year, 10)
    return end - timedelta(hours=1) <= at < end + timedelta(hours=1)


def _last_sunday(year: int, month: int) -> datetime:
    """Give one o'clock UTC on the last Sunday of a month of 31 days: when clocks change."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
