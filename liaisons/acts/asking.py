"""Questions of the catalogue, looked at before any graph is reached for them."""

from collections.abc import Mapping
from typing import Any


def describe_questions(name: str | None = None) -> list[dict[str, Any]]:
    """Give the catalogue, or the one question of that name; no case is needed."""
    from graph import questions as asking
    from graph.disclosure.questions import described
    from queries import QUESTIONS

    return [described(one) for one in (QUESTIONS.values() if name is None else [asking.named(name)])]


def check_question(name: str, given: Mapping[str, str]) -> None:
    """Raise QuestionError for a question or a parameter that is none."""
    from graph import questions as asking

    asking.taken(asking.named(name), given)
