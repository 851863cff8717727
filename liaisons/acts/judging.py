"""What a person decides about a finding: judged, taken back, named; entered first, laid over the graph after."""

from datetime import datetime

from graph.answers import FindingsAnswer
from graph.case import Case
from graph.errors import JournalError, JudgementError, NotFoundError
from graph.finding import Finding, Judgement, Verdict, last_run, list_standing_judgements, ways_of
from graph.forms import make_storable
from graph.given_names import read_given_names
from graph.kinds import kind_of
from liaisons.acts.laying import SHOWN, explain_standing, lay_judgements
from liaisons.session import Session

LONGEST_NAME = 80
"""Characters of a name that a person gives to a cluster."""


def judge_finding(
    session: Session, finding: str, verdict: Verdict, why: str, *, who: str, now: datetime | None = None
) -> Judgement:
    """Enter what a person decided about a finding; it binds later runs until it is taken back."""
    if not why.strip():
        raise JudgementError("judge", "no reason given", "a reason", "Say why: --why TEXT.")
    one = choose_finding(session.case, finding)
    subjects = [list(subject) for subject in one.subjects]
    said = {"finding": one.id, "kind": one.kind, "subjects": subjects, "verdict": verdict, "why": why}
    case = session.case
    with session.writing("judge", who=who):
        entry = case.journal.append("judge", said, who=who, now=now)
        with explain_standing(f"the judgement, entry {entry.n},", SHOWN):
            lay_judgements(case, session.store)
    return next(given for given in list_standing_judgements(case) if given.n == entry.n)


def withdraw_judgement(session: Session, finding: str, why: str, *, who: str, now: datetime | None = None) -> Judgement:
    """Take back the judgement that stands on a finding."""
    case = session.case
    given = [one for one in list_standing_judgements(case) if one.finding.startswith(finding)]
    if len(given) != 1:
        raise JudgementError(finding, f"{len(given)} judgements stand", "one", "liaisons log --act judge lists them.")
    with session.writing("judge", who=who):
        entry = case.journal.append("unjudge", {"judgement": given[0].n, "why": why}, who=who, now=now)
        with explain_standing(f"the taking back, entry {entry.n},", SHOWN):
            lay_judgements(case, session.store)
    return given[0]


def name_cluster(
    session: Session, finding: str, name: str | None, why: str, *, who: str, now: datetime | None = None
) -> Finding:
    """Give a cluster a name, or with None take the given one back; it stays with the cluster while that lives on."""
    if not why.strip():
        raise JudgementError("name", "no reason given", "a reason", "Say why: --why TEXT.")
    case = session.case
    one = choose_finding(case, finding)
    if not kind_of(one.kind).holds_members:
        raise JudgementError(one.id, f"a finding of kind {one.kind}", "a cluster", "liaisons find cluster lists them.")
    text = None if name is None else " ".join(make_storable(name).split())
    if text is not None and not 0 < len(text) <= LONGEST_NAME:
        raise JudgementError("name", f"{len(text):,} characters", f"1 to {LONGEST_NAME}", "Type another name.")
    if text is None and one.id not in read_given_names(case):
        raise JudgementError(one.id, "nobody gave it a name", "a cluster that somebody named")
    with session.writing("name", who=who):
        case.journal.append("name", {"finding": one.id, "name": text, "why": why}, who=who, now=now)
    return one


def answer_judgement(
    session: Session, finding: str, verdict: Verdict | None, why: str, *, who: str, hide_names: bool
) -> FindingsAnswer:
    """Enter a judgement, or with no verdict take back the one that stands, and give the finding as it stands then."""
    if verdict is None:
        judged = withdraw_judgement(session, finding, why, who=who)
        act = f"the taking back of judgement {judged.n}"
    else:
        judged = judge_finding(session, finding, verdict, why, who=who)
        act = f"the judgement, entry {judged.n},"
    with explain_standing(act, SHOWN), session.answering(who=who, hide_names=hide_names) as gate:
        return gate.some_findings(judged.finding)


def choose_finding(case: Case, prefix: str) -> Finding:
    """Give the finding, or the way of a handoff, whose id begins so.

    An id that is judged but no longer found cannot be judged anew.
    """
    last = last_run(case)
    if last.lost:
        raise JournalError("findings", f"those of the last run are lost ({last.lost})", "", "Run liaisons find.")
    answering = [judged for one in last.answering(prefix) for judged in (one, *ways_of(one))]
    hits = [one for one in answering if one.id.startswith(prefix)]
    if len(hits) != 1:
        raise NotFoundError(
            prefix or "judge", f"{len(hits)} findings have an id that begins so", "one", "liaisons find lists them."
        )
    return hits[0]
