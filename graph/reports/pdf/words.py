"""The words of the PDF's own frame."""

from datetime import datetime
from zoneinfo import ZoneInfo

TEXTS = {
    "page.title": "{name}: report {number}",
    "page.head": "Report {number}, {at}.",
    "page.computed": "Computed {at}; since then {news}.",
    "page.not_computed": "No analysis has run.",
    "page.hidden": "Names and numbers are hidden.",
    "page.foot": "Leads are no proof. Every quote opens to a file by its SHA-256 and place: {commands}",
    "page.span": "{first} to {last}",
    "pdf.notice": "Leads are no proof. Being named in one says nothing about a person: read the reasons for and against.",
    "pdf.short": "Leads are no proof.",
    "pdf.contents": "Contents",
    "pdf.page": "page {page}",
    "pdf.cut": "{shown} of {count} leads stand here, the first of each kind; the tables of the report hold all.",
    "pdf.rows": "{shown} of {count} rows stand here; report.html has more.",
    "pdf.letters": "… ({n} characters)",
    "lead.evidence": "{much} evidence",
    "lead.close": "one of two",
    "lead.since": "since {day}",
    "lead.judged": "judged {verdict}",
    "lead.judged_by": "Judged {verdict} by {who}, {at}: {why}",
    "lead.in_all": "in all",
    "lead.quotes_more": "{n} more: {command}",
    "lead.reasons_more": "{n} more reasons of less weight: {command}",
    "lead.rival": "Why not the runner-up?",
    "lead.rival_none": "nothing of this kind",
    "lead.core": "Core",
    "lead.around": "Around it, not members",
    "lead.members_more": "and {n} more",
    "lead.marks": "direction marks taken out",
    "quote.in": "in {chat}",
    "quote.files": "{n} files say so",
    "leads.shown": "{shown} of {count} are shown.",
    "change.more": "{n} more",
}


class English:
    """Says what the frame says."""

    code, direction = "en", "ltr"

    def say(self, key: str, **values: str | int) -> str:
        return TEXTS[key].format(
            **{name: f"{one:,}" if isinstance(one, int) else one for name, one in values.items()}
        )

    def write_number(self, number: int) -> str:
        return f"{number:,}"

    def write_day(self, at: str, zone: ZoneInfo) -> str:
        return self._write(at, zone, "%Y-%m-%d")

    def write_minute(self, at: str, zone: ZoneInfo) -> str:
        return self._write(at, zone, "%Y-%m-%d %H:%M")

    def _write(self, at: str, zone: ZoneInfo, form: str) -> str:
        try:
            return datetime.fromisoformat(at).astimezone(zone).strftime(form)
        except ValueError:
            return at
