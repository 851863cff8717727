"""Reports by the clock: what is due is made, one run at a time, and what fails is told and does not stop the next.

What was last done is read from the journal: nothing else remembers it. A run that was killed is done again; a report
that stands is not made twice, and one that was not delivered is delivered with the next run.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from graph.case import Case, hash_file
from graph.clock import Rule, find_due, list_slots
from graph.difference.reports import Written, list_reports
from graph.durable import hold_lock
from graph.errors import BusyError, LiaisonsError
from graph.settings import WEEK, Schedule
from liaisons.acts.finding import find_leads
from liaisons.acts.folders import copy_folder
from liaisons.acts.loading import ingest_files
from liaisons.acts.mailing import mail_reports
from liaisons.acts.reporting import Due, put_reports_in_place, write_report
from liaisons.saying import Say, say_nothing
from liaisons.session import Session

RETRY = timedelta(hours=1)
"""How long after one that failed the same moment is tried again."""

LOCK = "schedule.lock"

ACT = "schedule"
"""The act of the journal that tells of a run that failed."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a report that was due."""

    report: str
    slot: datetime
    page: Path | None
    """None where it failed."""
    missed: int
    """Moments before this one that no report was made at."""
    told: tuple[str, ...]
    """What failed, in words."""


def rule_of(schedule: Schedule, case: Case) -> Rule:
    """Give when a schedule is due."""
    weekdays = frozenset(WEEK.index(day) for day in schedule.days if isinstance(day, str))
    month_days = frozenset(day for day in schedule.days if isinstance(day, int))
    every = frozenset() if schedule.days else frozenset(range(7))
    zone = ZoneInfo(schedule.zone or case.settings.time_zone)
    return Rule(weekdays | every, month_days, time.fromisoformat(schedule.hour), zone)


def run_due(
    folder: Path, *, who: str, now: datetime, say: Say = say_nothing
) -> tuple[tuple[Done, ...], tuple[str, ...]]:
    """Make every report of a case that is due, the oldest first; raise BusyError where another run is under way.

    Gives what came of each, and what could not be delivered; that is tried again with the next run.
    """
    case = Case.open(folder)
    try:
        with hold_lock(case.folder / LOCK, wait=0):
            with case.writing("schedule", who=who):
                put_reports_in_place(case)  # what a kill left is not due again
            done = [run_schedule(case, one, slot, who=who, now=now, say=say) for slot, one in list_due(case, now)]
            undelivered = (*deliver_reports(case, who=who, now=now), *mail_reports(case, who=who, now=now))
            return tuple(done), undelivered
    except TimeoutError:
        raise BusyError(str(case.folder), "another run of the schedule is under way") from None


def list_due(case: Case, now: datetime) -> list[tuple[datetime, Schedule]]:
    """Give the schedules that are due, each with its newest moment; the oldest first."""
    found = []
    for one in case.settings.schedules:
        slot = find_due(rule_of(one, case), last_slot(case, one), now)
        if slot is not None and not was_tried(case, one, slot, now):
            found.append((slot, one))
    return sorted(found, key=lambda pair: (pair[0], pair[1].report))


def last_slot(case: Case, schedule: Schedule) -> datetime:
    """Give the moment of the last report of a schedule; where there is none, when the case began."""
    slots = [one.slot for one in list_reports(case) if one.schedule == schedule.report and one.slot is not None]
    return max(slots, default=next(case.journal.entries("init")).at)


def was_tried(case: Case, schedule: Schedule, slot: datetime, now: datetime) -> bool:
    """Say whether this moment failed a short while ago; a clock that was set back since does not count."""
    tried = [
        entry.at
        for entry in case.journal.entries(ACT)
        if entry.payload is not None
        and entry.payload["report"] == schedule.report
        and entry.payload["slot"] == slot.isoformat()
    ]
    return any(timedelta() <= now - at < RETRY for at in tried)


def run_schedule(case: Case, schedule: Schedule, slot: datetime, *, who: str, now: datetime, say: Say) -> Done:
    """Read what is new, look for leads, write the report of one schedule; tell what fails, and keep what is done."""
    last = last_slot(case, schedule)
    missed = sum(1 for _ in list_slots(rule_of(schedule, case), last, now)) - 1
    told = list(failed_before(case, schedule))
    if missed and any(one.schedule == schedule.report for one in list_reports(case)):
        told.append(f"It stands for {missed + 1:,} reports: {missed:,} before it were missed.")
    failed: list[str] = []
    say(f"{schedule.report}, due {slot.astimezone(ZoneInfo(schedule.zone or case.settings.time_zone)):%Y-%m-%d %H:%M}")
    page: Path | None = None
    try:
        with Session(case, say=say) as session:
            if schedule.watch:
                try:
                    read_watched(session, case.folder / schedule.watch, who=who, now=now)
                except (LiaisonsError, OSError) as error:
                    failed.append(f"The folder {schedule.watch} was not read: {error}")
            find_leads(session, who=who, now=now)
            page = write_report(
                session,
                who=who,
                hide_names=schedule.hide_names,
                forms=schedule.forms,
                now=now,
                due=Due(schedule.report, slot, (*told, *failed), schedule.mail),
                name=schedule.report,
            )
    except (LiaisonsError, OSError) as error:
        failed.append(f"The report of {slot:%Y-%m-%d %H:%M} UTC was not made: {error}")
    for one in failed:
        enter_failure(case, schedule, slot, one, who=who, now=now)
    return Done(schedule.report, slot, page, max(missed, 0), tuple(failed))


def read_watched(session: Session, folder: Path, *, who: str, now: datetime) -> None:
    """Read the files of a watched folder; one that is empty has nothing new."""
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is no folder")
    if any(folder.iterdir()):
        ingest_files(session, [folder], who=who, now=now)


def enter_failure(case: Case, schedule: Schedule, slot: datetime, why: str, *, who: str, now: datetime) -> None:
    """Enter that a run failed, so that the next report tells it."""
    case.journal.append(
        ACT, {"report": schedule.report, "slot": slot.isoformat(), "failed": why[:500]}, who=who, now=now
    )


def failed_before(case: Case, schedule: Schedule) -> Iterator[str]:
    """Yield what failed of a schedule since its last report."""
    last = max((one.n for one in list_reports(case) if one.schedule == schedule.report), default=0)
    for entry in case.journal.entries(ACT):
        if entry.n > last and entry.payload is not None and entry.payload["report"] == schedule.report:
            yield str(entry.payload["failed"])


# Delivery


def deliver_reports(case: Case, *, who: str, now: datetime) -> Iterator[str]:
    """Copy the reports that were not delivered yet into the folders of their schedules; yield what failed."""
    folders = {one.report: one.deliver for one in case.settings.schedules if one.deliver}
    done = {(entry.payload or {}).get("number") for entry in case.journal.entries("deliver")}
    for one in list_reports(case):
        there = (case.reports / str(one.number)).is_dir()
        if there and one.schedule in folders and one.number not in done:
            folder = case.folder / folders[one.schedule]
            try:
                deliver_report(case, one, folder, who=who, now=now)
            except OSError as error:
                yield f"Report {one.number} was not delivered to {folder}: {error}"


def deliver_report(case: Case, report: Written, folder: Path, *, who: str, now: datetime) -> None:
    """Copy a report into a folder, whole or not at all; enter that it went there.

    Raise FileExistsError where something else lies there, as a report of another case.
    """
    there = folder / f"{report.schedule}-{report.number}"
    digest = hash_file(case.reports / str(report.number) / "report.html")
    if there.exists():
        if hash_file(there / "report.html") != digest:
            raise FileExistsError(f"{there} holds another report; deliver each case into a folder of its own")
    else:
        folder.mkdir(0o700, parents=True, exist_ok=True)
        copy_folder(case.reports / str(report.number), there)
    case.journal.append("deliver", {"number": report.number, "to": str(folder), "sha256": digest}, who=who, now=now)
