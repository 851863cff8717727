"""Which reports a case has written, and what each stood on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from graph.case import Case
from graph.difference.standing import Judged, Standing, recall_findings, recall_standing
from graph.errors import JournalError, NotFoundError
from graph.finding import list_standing_judgements, sources_read

LISTED = 12
"""Reports that are offered where another was asked for."""


@dataclass(frozen=True, slots=True)
class Written:
    """A report that was written, as its entry in the journal has it."""

    number: int
    n: int
    """The entry."""
    at: datetime
    standing: str | None
    """Digest of what it stands on; None for one of a version that kept none."""
    name: str = ""
    """Its name; empty for one that has none."""
    schedule: str = ""
    """By which schedule it was made; empty for one that somebody asked for."""
    slot: datetime | None = None
    """When it was due by that schedule."""
    hits: str | None = None
    """Digest of what it told of each hit of what is watched; None for one of a version that told nothing."""
    hidden: bool = False
    """Whether names are hidden in it."""
    mail: tuple[str, ...] = ()
    """Whom it is to be sent to, as its schedule said when it was made."""
    page: str = ""
    """SHA-256 of the page that is read."""
    language: str = "en"
    """What it is said in."""


def list_reports(case: Case) -> list[Written]:
    """Give the reports of a case, oldest first."""
    found = []
    for entry in case.journal.entries("report"):
        said: Mapping[str, Any] = entry.payload or {}
        if "number" in said:
            slot = said.get("slot")
            found.append(
                Written(
                    said["number"],
                    entry.n,
                    entry.at,
                    said.get("standing"),
                    said.get("name", said.get("schedule", "")),
                    said.get("schedule", ""),
                    None if slot is None else datetime.fromisoformat(slot),
                    said.get("hits"),
                    said.get("hidden", False),
                    tuple(said.get("mail", ())),
                    said.get("files", {}).get("report.html", ""),
                    said.get("language") or "en",
                )
            )
    return found


def last_report(case: Case, name: str = "", *, own: bool = False) -> Written | None:
    """Give the report that the next one is compared with: the last of its name, else the last there is.

    ``own`` says that no other may stand in: who reads a report of a choice has not read those that hold something else.
    """
    every = list_reports(case)
    mine = [one for one in every if name and one.name == name]
    return next(iter([*mine[-1:], *([] if own else every[-1:])]), None)


def count_reports(case: Case, name: str) -> int:
    """Give how many reports of a name were written."""
    return sum(one.name == name for one in list_reports(case)) if name else 0


def choose_report(case: Case, text: str) -> Written:
    """Give the report of a number, or the last one made by the end of a day; raise NotFoundError where there is none.

    The day is that of the case's time zone.
    """
    every = list_reports(case)
    found: Written | None = None
    if text.isdecimal():
        found = next((one for one in every if one.number == int(text)), None)
    else:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is not None:
            end = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(case.settings.time_zone))
            found = next((one for one in reversed(every) if one.at < end), None)
    if found is None:
        there = ", ".join(f"{one.number} of {one.at.astimezone(UTC):%Y-%m-%d}" for one in every[-LISTED:])
        raise NotFoundError(
            "report",
            f"no report {text!r:.40}",
            "the number of a report, or a day by which one was made",
            f"There are {there}." if there else "None was written yet: liaisons report.",
        )
    return found


def recall_report(case: Case, report: Written) -> Standing:
    """Give what a report stood on; of a version that kept nothing, what the journal tells of that time.

    Raise JournalError where it cannot be told any more.
    """
    if report.standing is not None:
        return recall_standing(case, report.standing)
    find = [entry.payload for entry in case.journal.entries("find") if entry.n < report.n]
    digest = "" if not find else (find[-1] or {}).get("findings", "")
    try:
        findings = recall_findings(case, digest)
    except JournalError as error:
        raise JournalError(
            f"report {report.number}",
            f"an older version wrote it, and its findings are lost ({error.where}: {error.found})",
            "the findings of its time",
            "Compare with a later report, or write one now: liaisons report.",
        ) from None
    return Standing(
        number=report.number,
        made=report.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        findings=findings,
        digest=digest,
        program="",
        sources={f"sha256:{sha256}": how for sha256, how in sources_read(case, report.n).items()},
        coverage=None,
        judgements=tuple(
            Judged(one.n, one.finding, one.kind, one.verdict) for one in list_standing_judgements(case, until=report.n)
        ),
    )
