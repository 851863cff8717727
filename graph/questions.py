"""Ask a question of the catalogue: its parameters checked and converted, its columns counted.

Parameters may come as a person types them, or as values. What is wrong with them is said all at once.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from graph.betweenness import rank_standing
from graph.errors import NotFoundError, QuestionError
from graph.lookups.things import IS_ONE
from graph.model import CONTACTS, READING, label
from graph.spelling import ask_nearest
from graph.store import Store
from queries import QUESTIONS, Parameter, Question

LONGEST = 4_000
"""Bytes of UTF-8 that an id or a text may have (an id in the graph has no more)."""

NEAR = 3
"""Names that are asked for at once where a name is not known."""

DAY = len("2025-03-01")

WORDS = {"true": True, "yes": True, "false": False, "no": False}

LABELS: dict[str, tuple[str, ...]] = {
    **{label(cls): (label(cls),) for cls in READING},
    "Contact": tuple(label(cls) for cls in CONTACTS),
    "Node": tuple(label(cls) for cls in READING),
}
"""The labels that a node of each meaning may have."""


RECKONED: dict[str, Callable[[list[list[Any]]], list[list[Any]]]] = {"who_stands_between": rank_standing}
"""Questions whose text gives what the answer is reckoned from; the head tells the columns of the answer."""


def named(name: str) -> Question:
    """Give a question of the catalogue; raise QuestionError, with the nearest names, where there is none."""
    if name in QUESTIONS:
        return QUESTIONS[name]
    near = ask_nearest(name, QUESTIONS, NEAR)
    raise QuestionError(
        "query", f"no question {name!r:.60}{near}", "one of the catalogue", "liaisons query lists them."
    )


def run(store: Store, question: Question | str, /, **given: object) -> list[list[Any]]:
    """Give the rows of the answer; times are epoch milliseconds.

    Raise QuestionError for a parameter that is missing, unknown or of the wrong type, and NotFoundError for
    an id that no node of its kind has.
    """
    asked = named(question) if isinstance(question, str) else question
    values = taken(asked, given)
    for parameter in asked.parameters:
        if parameter.labels and values[parameter.name] is not None:
            found(store, asked, parameter, str(values[parameter.name]))
    rows = list(store.stream(asked.text, **values))
    if asked.name in RECKONED:
        rows = RECKONED[asked.name](rows)
    for row in rows:
        if len(row) != len(asked.columns):
            raise ValueError(f"{asked.name}: {len(row)} columns in the answer, {len(asked.columns)} in the head")
    return rows


def taken(question: Question, given: Mapping[str, object]) -> dict[str, Any]:
    """Give the value of every parameter, defaults included; raise QuestionError that names every mistake."""
    names = [parameter.name for parameter in question.parameters]
    takes = f"it takes {', '.join(names)}" if names else "it takes none"
    wrong = [
        f"no parameter {name!r:.60}{ask_nearest(name, names, NEAR) or f' ({takes})'}"
        for name in given
        if name not in names
    ]
    values: dict[str, Any] = {}
    for parameter in question.parameters:
        value = given.get(parameter.name)
        if value is None:
            value = parameter.default
            if parameter.required:
                wrong.append(f"{parameter.name} is missing, {parameter.type}: {parameter.about}")
        try:
            values[parameter.name] = None if value is None else converted(parameter, value)
        except (ValueError, TypeError, OverflowError) as error:
            wrong.append(f"{parameter.name} is {value!r:.60}, {error}")
    ids = [values[one.name] for one in question.parameters if one.labels and values.get(one.name) is not None]
    if len(set(ids)) < len(ids):
        wrong.append("the same id twice, where two are compared")
    if wrong:
        raise QuestionError(question.name, "; ".join(wrong))
    return values


def converted(parameter: Parameter, value: object) -> Any:
    """Give a value as the question takes it; raise ValueError that says what was expected."""
    return CONVERSIONS["id" if parameter.labels else parameter.type](value)


def found(store: Store, question: Question, parameter: Parameter, id: str) -> None:
    """Make sure that there is a node of that id and kind: an empty answer would say otherwise."""
    if any(store.read(IS_ONE[meaning], id=id) for meaning in parameter.labels):
        return
    raise NotFoundError(f"{question.name}: {parameter.name}", f"nothing has the id {id!r:.60}", parameter.type)


def whole(value: object) -> int:
    """Take a whole number, also as text; a bool is none."""
    if isinstance(value, str):
        value = int(value) if re.fullmatch(r"\s*[+-]?\d{1,18}\s*", value) else value
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**63:
        raise ValueError("expected a whole number")
    return value


def broken(value: object) -> float:
    """Take a number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("expected a number")
    try:
        number = float(value)
    except ValueError:
        raise ValueError("expected a number") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError("expected a number that is one")
    return number


def truth(value: object) -> bool:
    """Take yes or no."""
    found = WORDS.get(value.strip().lower()) if isinstance(value, str) else value
    if not isinstance(found, bool):
        raise ValueError("expected yes or no")
    return found


def words(value: object) -> str:
    """Take a text that both engines can hold."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("expected a text")
    try:
        length = len(value.encode())
    except UnicodeEncodeError:
        raise ValueError("expected a text without half characters") from None
    if length > LONGEST or "\0" in value:
        raise ValueError(f"expected at most {LONGEST:,} bytes and no NUL")
    return value


def moment(value: object) -> int:
    """Take a time with an offset, or a day, which is its begin in UTC; give epoch milliseconds."""
    if isinstance(value, str):
        value = value.strip()
        try:
            value = date.fromisoformat(value) if len(value) <= DAY else datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(MOMENT) from None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError(MOMENT)
    return round(value.timestamp() * 1000)


def day(value: object) -> int:
    """Take a day; give its begin in UTC as epoch milliseconds."""
    at = datetime.fromtimestamp(moment(value) / 1000, UTC)
    return round(datetime(at.year, at.month, at.day, tzinfo=UTC).timestamp() * 1000)


MOMENT = "expected a day as 2025-03-01, or a time with its offset as 2025-03-01T12:00:00Z"

CONVERSIONS: dict[str, Callable[[object], Any]] = {
    "bool": truth,
    "date": day,
    "float": broken,
    "id": words,
    "int": whole,
    "name": words,
    "text": words,
    "time": moment,
    "word": words,
}
"""How a value of each type is taken."""
