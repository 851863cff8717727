"""A report as a mail: the page, and what it is; no name of the case, which may tell too much."""

import hashlib
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from graph.difference.reports import Written
from graph.languages import LANGUAGES, read_language

WIRE = SMTP.clone(cte_type="7bit")
"""How a mail is written: any server takes it."""


def write_report_mail(report: Written, page: bytes, *, sender: str, to: str, now: datetime) -> bytes:
    """Give a mail to one recipient with the page of a report, in its language; the same one twice has the same id."""
    say = read_language(report.language if report.language in LANGUAGES else "en").say
    mail = EmailMessage(policy=WIRE)
    mail["From"], mail["To"] = sender, to
    mail["Subject"] = say("mail.subject", schedule=report.schedule, number=report.number)
    mail["Date"] = format_datetime(now)
    unlike = hashlib.sha256(f"{report.page} {to}".encode()).hexdigest()[:32]
    mail["Message-ID"] = f"<{unlike}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    name = f"{report.schedule}-{report.number}.html"
    mail.set_content(say("mail.body", number=report.number, file=name, sha256=report.page))
    mail.add_attachment(page, maintype="text", subtype="html", filename=name, params={"charset": "utf-8"})
    return mail.as_bytes()
