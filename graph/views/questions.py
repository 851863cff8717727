"""Questions of the catalogue, as people ask them: ids in any writing, names of what is answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph import questions as asking
from graph.answers.questions import ColumnShown, ParameterShown, QuestionShown
from graph.disclosure.voice import Voice
from graph.errors import QuestionError
from graph.store import Store
from graph.views import searching
from queries import Question


def described(question: Question) -> QuestionShown:
    """Give what a question asks, takes and answers."""
    return QuestionShown(
        question.name,
        question.title,
        tuple(ParameterShown(one.name, one.type, one.about, one.default, one.required) for one in question.parameters),
        tuple(ColumnShown(one.name, one.meaning, one.about) for one in question.columns),
        question.note,
    )


def typed(question: Question, given: Mapping[str, str], store: Store, voice: Voice) -> dict[str, Any]:
    """Give the parameters with every id as the graph has it; what is no id is left for the asking to check."""
    values: dict[str, Any] = dict(given)
    for parameter in question.parameters:
        text = values.get(parameter.name)
        if not parameter.labels or not text:
            continue
        labels = {label for meaning in parameter.labels for label in asking.LABELS[meaning]}
        hits = searching.firm([hit for hit in searching.hits(text, store, voice) if hit.label in labels])
        if len(hits) > 1 and not (hits[0].why == "id" and hits[0].id == text):
            found = ", ".join(f"{voice.name(hit.id)} ({voice.id(hit.id)})" for hit in hits[:5])
            more = f" and {len(hits) - 5} more" if len(hits) > 5 else ""
            raise QuestionError(question.name, f"{parameter.name} may be {found}{more}", "one id")
        if hits:
            values[parameter.name] = hits[0].id
    return values


TELLING = frozenset({"contacts_taken_over"})
"""Questions whose contacts must tell something: rows of a widely shared or protected one are left out."""


CAUTIOUS = frozenset({"most_called", "who_stands_between"})
"""Questions that say where somebody stands: their note stands with the answer, lest it is taken for a rank."""


def caution(question: Question) -> str:
    """Give what is to be said with an answer."""
    return question.note if question.name in CAUTIOUS else ""


def telling(question: Question, found: Sequence[Sequence[Any]], voice: Voice) -> list[Sequence[Any]]:
    """Give the rows of an answer without those of contacts that say little, where the question leaves them out."""
    if question.name not in TELLING:
        return list(found)
    contacts = [place for place, (_, meaning) in enumerate(question.meanings) if meaning == "Contact"]
    return [row for row in found if not any(voice.mark(str(row[place])) for place in contacts)]


def ids(question: Question, values: Mapping[str, Any]) -> list[str]:
    """Give the ids that a question is about."""
    return [str(values[one.name]) for one in question.parameters if one.labels and values.get(one.name)]
