"""Questions of the catalogue, looked at before any graph is reached for them."""

from collections.abc import Mapping

from graph.answers import QuestionsAnswer


def describe_questions(name: str | None = None) -> QuestionsAnswer:
    """Give the catalogue, or the one question of that name; no case is needed."""
    from graph import questions as asking
    from graph.views.questions import described
    from queries import QUESTIONS

    some = QUESTIONS.values() if name is None else [asking.named(name)]
    return QuestionsAnswer(tuple(described(one) for one in some))


def check_question(name: str, given: Mapping[str, str]) -> None:
    """Raise QuestionError for a question or a parameter that is none."""
    from graph import questions as asking

    asking.taken(asking.named(name), given)
