"""A report as data, out of what its page shows: every finding, and what was read, with nothing worked out anew."""

from collections.abc import Iterator
from typing import Literal

from graph.answers.reports import (
    FileTold,
    FindingTold,
    GapTold,
    MonthTold,
    ReasonTold,
    ReportDocument,
    ReportHead,
    SurvivalTold,
)
from graph.languages import read_language
from graph.views import survival
from graph.views.shapes import Activity, File, Found, Overview


def make_document(view: Overview) -> ReportDocument:
    """Give a report as data."""
    return ReportDocument(
        head=ReportHead(
            notice=read_language(view.language).say("pdf.notice"),
            case=view.name,
            purpose=view.purpose,
            legal_basis=view.legal_basis,
            profile=view.profile,
            zone=view.zone,
            language=view.language,
            number=view.number,
            made=view.made,
            computed=view.computed,
            hidden=view.hidden,
            counts=view.counts,
        ),
        findings=tuple(map(tell_finding, view.found)),
        changes=None if view.changes is None else view.changes.answer,
        hits=view.hits,
        outreach=view.outreach,
        places=view.places,
        files=tuple(map(tell_file, view.files)),
        not_read=view.left,
        gaps=tuple(GapTold(what=one.what, begin=one.begin, end=one.end, why=one.why) for one in view.gaps),
        months=(*list_months("posts", view.activity), *list_months("contacts", view.contacts)),
        survival=tuple(
            SurvivalTold(**dict(zip((*survival.COLUMNS, *survival.STEPS), row, strict=True)))
            for row in survival.rows(view.survival)
        ),
    )


def tell_finding(one: Found) -> FindingTold:
    """Give a finding in words, its evidence counted."""
    shown = one.shown
    return FindingTold(
        id=one.id,
        kind=one.kind,
        says=shown.says,
        basis=shown.basis,
        score=one.score,
        chance=shown.chance,
        confidence=shown.confidence,
        bits=one.bits,
        first=one.first,
        last=one.last,
        subjects=one.subjects,
        reasons=tuple(
            ReasonTold(says=reason.says, weight=round(reason.weight, 2) + 0.0, links=len(reason.evidence))
            for reason in shown.reasons
        ),
        notes=shown.notes,
        judgement=shown.judgement,
    )


def tell_file(one: File) -> FileTold:
    """Give a file that was read."""
    return FileTold(
        name=one.name,
        sha256=one.sha256,
        reader=one.source,
        records=sum(one.read.values()),
        refused=one.refused,
        first_refused=one.first_refused,
        noticed=one.noticed,
        exported=one.exported,
        run=one.run,
    )


def list_months(of: Literal["posts", "contacts"], data: Activity) -> Iterator[MonthTold]:
    """Yield the months of each row."""
    for row in data.rows:
        for at, (month, count) in enumerate(zip(data.months, row.counts, strict=True)):
            collected = row.collected[0] <= at <= row.collected[1]
            yield MonthTold(of=of, name=row.name, month=month, count=count, collected=collected)
