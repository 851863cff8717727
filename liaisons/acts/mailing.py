"""Reports by mail: what a schedule says goes to whom, each entered before it is sent, none sent twice.

Mail leaves the house, and lies with servers of others for years: only reports with hidden names go, and of them the
page alone, without the network, the tables and any file of the evidence. A mail of which nobody knows whether it was
sent, since a kill or a lost connection came between, is not sent again: that is told once.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from graph.case import Case, hash_file
from graph.difference.reports import Written, list_reports
from graph.errors import LiaisonsError, MailError, MailLostError
from graph.journal import Entry
from graph.reports.mail import write_report_mail
from graph.settings import MailServer
from liaisons.smtp import send_mail

RETRY = timedelta(hours=1)
"""How long after a mail that failed it is tried again."""

TRIES = 10
"""How often a mail is tried; after that it is given up."""

PAGE = "report.html"


def mail_reports(case: Case, *, who: str, now: datetime) -> Iterator[str]:
    """Send the reports that were not sent yet to the recipients of their schedules; yield what failed, each once.

    A report goes to whom its own entry names, as long as ``case.toml`` still names them.
    """
    server = case.settings.mail
    yield from close_lost(case, who=who, now=now)
    if server is None:
        return
    wanted = {one.report: set(one.mail) for one in case.settings.schedules}
    for report in list_reports(case):
        for to in report.mail:
            if to in wanted.get(report.schedule, ()) and is_due(case, report, to, now):
                told = try_mail(case, server, report, to, who=who, now=now)
                if told:
                    yield told


def close_lost(case: Case, *, who: str, now: datetime) -> Iterator[str]:
    """Enter of each mail that was entered, and of which nothing more is known, that it may be lost; yield it."""
    closed = {entry.payload["mail"] for entry in case.journal.entries("mail-outcome") if entry.payload is not None}
    for entry in list(case.journal.entries("mail")):
        if entry.payload is not None and entry.n not in closed:
            why = "the program ended before it was known"
            enter_outcome(case, entry.n, "unknown", why, who=who, now=now)
            yield f"{name_mail(entry)} may not have been sent, and is not sent again: {why}"


def is_due(case: Case, report: Written, to: str, now: datetime) -> bool:
    """Say whether a report is to be sent to somebody now; where an entry since was erased, it may have been sent."""
    if any(entry.payload is None and entry.n > report.n for entry in case.journal.entries("mail")):
        return False
    tried = [
        entry
        for entry in case.journal.entries("mail")
        if entry.payload is not None and (entry.payload["number"], entry.payload["to"]) == (report.number, to)
    ]
    if not tried:
        return (case.reports / str(report.number)).is_dir()
    outcomes = {
        entry.payload["mail"]: (entry.payload["outcome"], entry.at)
        for entry in case.journal.entries("mail-outcome")
        if entry.payload is not None
    }
    results = [outcomes.get(entry.n, ("unknown", entry.at)) for entry in tried]
    failed_before = all(outcome == "failed" for outcome, _ in results)
    return failed_before and len(tried) < TRIES and not timedelta() <= now - results[-1][1] < RETRY


def try_mail(case: Case, server: MailServer, report: Written, to: str, *, who: str, now: datetime) -> str:
    """Send one report to one recipient, and enter what came of it; give what failed, empty where nothing did."""
    page = case.reports / str(report.number) / PAGE
    name = f"Report {report.number} to {to}"
    try:
        digest = hash_file(page)
        if digest != report.page or not report.hidden:
            found = "was changed since it was written" if report.hidden else "shows names"
            raise MailError(str(page), found, "the page as it was written, with names hidden")
        mail = write_report_mail(report, page.read_bytes(), sender=server.sender, to=to, now=now)
        password = case.mail_password()
    except (LiaisonsError, OSError) as error:
        return f"{name} was not sent: {error}"
    entry = case.journal.append("mail", {"number": report.number, "to": to, "sha256": digest}, who=who, now=now)
    try:
        send_mail(server, password, to, mail)
    except MailLostError as error:
        enter_outcome(case, entry.n, "unknown", str(error), who=who, now=now)
        return f"{name} may not have been sent, and is not sent again: {error}"
    except MailError as error:
        enter_outcome(case, entry.n, "failed", str(error), who=who, now=now)
        return f"{name} was not sent: {error}"
    enter_outcome(case, entry.n, "sent", "", who=who, now=now)
    return ""


def enter_outcome(case: Case, mail: int, outcome: str, why: str, *, who: str, now: datetime) -> None:
    """Enter what came of a mail: sent, failed or unknown."""
    case.journal.append("mail-outcome", {"mail": mail, "outcome": outcome, "why": why[:500]}, who=who, now=now)


def name_mail(entry: Entry) -> str:
    """Say what an entry sent to whom."""
    said = entry.payload or {}
    return f"Report {said['number']} to {said['to']}"
