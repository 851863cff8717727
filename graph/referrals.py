"""Referrals in the journal: what was handed to whom, what they answered, and on which findings it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from graph.answers.referrals import Outcome
from graph.case import Case
from graph.finding import list_standing_judgements

REFER, ANSWER, CORRECT = "refer", "refer-answer", "refer-correct"
"""Acts of the journal."""

FOLDER = "referrals"
"""Where they lie in the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Something that was handed to somebody."""

    number: int
    n: int
    """Number of its entry in the journal."""
    at: datetime
    who: str
    instrument: str
    to: str
    findings: tuple[str, ...]
    """Ids of the findings that it stands on."""
    things: int
    posts: int
    digest: str
    """SHA-256 of its values, ``referral.json``."""
    answered: date | None = None
    outcome: Outcome | None = None
    says: str = ""
    corrected: int | None = None
    """Number of the entry by which its recipient was last told of a correction."""


def read_referrals(case: Case) -> list[Referral]:
    """Give all referrals in the order in which they were made; one that was erased is left out."""
    found: dict[int, Referral] = {}
    for entry in case.journal.entries(REFER, ANSWER, CORRECT):
        said = entry.payload
        if said is None:
            continue
        if entry.act == REFER:
            found[said["number"]] = Referral(
                number=said["number"], n=entry.n, at=entry.at, who=entry.who, instrument=said["instrument"],
                to=said["to"], findings=tuple(said["findings"]), things=said["things"], posts=said["posts"],
                digest=said["files"]["referral.json"],
            )  # fmt: skip
        elif said["number"] in found:
            one = found[said["number"]]
            if entry.act == ANSWER:
                day = date.fromisoformat(said["day"])
                found[one.number] = replace(one, answered=day, outcome=said["outcome"], says=said["says"])
            else:
                found[one.number] = replace(one, corrected=entry.n)
    return list(found.values())


def find_next_referral_number(case: Case) -> int:
    """Give the number of the next referral; one of a referral that was erased or deleted is not given again.

    An entry that was erased tells no number, but there are never fewer numbers than entries.
    """
    entries = list(case.journal.entries(REFER))
    told = (int((entry.payload or {}).get("number", 0)) for entry in entries)
    there = (int(path.name) for path in (case.folder / FOLDER).glob("*") if path.name.isdecimal())
    return 1 + max(len(entries), *told, *there, 0)


def list_turned(case: Case, referral: Referral) -> Iterator[tuple[str, str]]:
    """Yield each finding behind a referral that people have turned since it, or since its correction, and how.

    A finding is turned where it was judged different, or where the judgement that it is so, which stood when it was
    referred, was taken back or gave way to unsure.
    """
    then = {one.finding: one for one in list_standing_judgements(case, referral.corrected or referral.n)}
    now = {one.finding: one for one in list_standing_judgements(case)}
    for finding in referral.findings:
        was, one = then.get(finding), now.get(finding)
        if one is not None and one.verdict == "different" and (was is None or was.verdict != "different"):
            yield finding, "people judged it not to be so"
        elif was is not None and was.verdict == "same" and one is None:
            yield finding, "the judgement that it is so was taken back"
        elif was is not None and was.verdict == "same" and one is not None and one.verdict == "unsure":
            yield finding, "people who judged that it is so are no longer sure"
