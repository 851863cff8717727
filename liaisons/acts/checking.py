"""The journal read, and journal, evidence, results and reports checked: no graph is needed for either."""

from graph.answers.records import FaultShown, LogAnswer, VerifyAnswer
from graph.case import Case
from graph.errors import NotFoundError
from graph.spelling import ask_nearest


def read_journal(case: Case, acts: tuple[str, ...], *, hide_names: bool) -> LogAnswer:
    """Give the entries of the journal, or those of some acts; raise NotFoundError for an act that there is not."""
    from graph.disclosure.paper import Paper
    from graph.views import records

    for act in acts:
        if act not in records.SAYS and next(case.journal.entries(act), None) is None:
            raise NotFoundError(
                "log", f"no act {act!r:.60}{ask_nearest(act, records.SAYS)}", f"one of {', '.join(records.SAYS)}"
            )
    return LogAnswer(tuple(records.entries(Paper(case, hidden=hide_names), *acts)))


def verify_case(case: Case, *, hide_names: bool = False) -> VerifyAnswer:
    """Give what a person should be told, and every place where journal, evidence, results or reports do not add up."""
    from graph.disclosure.paper import Paper

    paper = Paper(case, hidden=hide_names)
    faults = list(dict.fromkeys((*case.journal.verify(), *case.verify_evidence(), *case.verify_results())))
    return VerifyAnswer(
        faults=tuple(FaultShown(one.where, paper.text(one.found), paper.text(one.expected)) for one in faults),
        notes=(*case.journal.notes, *case.journal.proof),
    )
