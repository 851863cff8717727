"""When a report is due: local times of a schedule as instants, through both changes of the clock and a clock set back.

Nothing waits here, and nothing is remembered: what was last done is asked of the case, so that sleep, a restart and a
clock that was wrong heal by themselves.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BACK = 367
"""Days that are looked back at for the last moment: a schedule of one day a month has one in every two months."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Days of the week (Monday 0) or of the month, and a time of the clock there."""

    weekdays: frozenset[int]
    month_days: frozenset[int]
    at: time
    zone: ZoneInfo

    def falls_on(self, day: date) -> bool:
        """Say whether a day is one of them; a day that a month has not is its last one."""
        last = monthrange(day.year, day.month)[1]
        return day.weekday() in self.weekdays or any(min(one, last) == day.day for one in self.month_days)


def find_slot(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Give the instant of a local time: the first of two, or as much later as the clock jumped."""
    return datetime.combine(day, at, zone).replace(fold=0).astimezone(UTC)


def list_slots(rule: Rule, after: datetime, now: datetime) -> Iterator[datetime]:
    """Yield the moments of a rule after one and not after another, the newest first."""
    today = now.astimezone(rule.zone).date()
    for day in (today - timedelta(days=back) for back in range(BACK)):
        if rule.falls_on(day) and (at := find_slot(day, rule.at, rule.zone)) <= now:
            if at <= after:
                return
            yield at


def find_due(rule: Rule, last: datetime, now: datetime) -> datetime | None:
    """Give the newest moment after ``last`` and not after ``now``; those that were missed fold into it."""
    return next(list_slots(rule, last, now), None)


def find_next(rule: Rule, now: datetime) -> datetime:
    """Give the first moment after now."""
    today = now.astimezone(rule.zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(BACK))
    return next(at for day in days if rule.falls_on(day) and (at := find_slot(day, rule.at, rule.zone)) > now)
