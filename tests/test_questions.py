"""Parameters of questions: as typed or as values, every mistake at once, and no text of a user in a query."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from graph.errors import QuestionError
from graph.questions import CONVERSIONS, converted, named, taken
from queries import CATALOGUE, Parameter, Question, read

NOON = 1_740_830_400_000
"""2025-03-01T12:00:00Z."""
MORNING = NOON - 12 * 3_600_000

ASKED = read(
    "asked",
    """// Who?
// $count: int = 3  how many
// $since: time  from when on
// $one: Account  one
// $other: Account or Group = null  another
// $far: int = 2  how far
// who: Account  who
MATCH (a)--(b) WHERE a.id = $one AND b.id = $other AND $count AND $since AND $far
RETURN a.id AS who""",
)


@pytest.mark.parametrize(
    ("kind", "value", "taken"),
    [
        ("int", "3", 3),
        ("int", " -3 ", -3),
        ("int", 3, 3),
        ("float", "0.5", 0.5),
        ("float", 2, 2.0),
        ("bool", "Yes", True),
        ("bool", False, False),
        ("text", "a b", "a b"),
        ("word", "flagged", "flagged"),
        ("time", "2025-03-01", MORNING),
        ("time", "2025-03-01T12:00:00Z", NOON),
        ("time", "2025-03-01T14:00:00+02:00", NOON),
        ("time", date(2025, 3, 1), MORNING),
        ("time", datetime(2025, 3, 1, 17, 30, tzinfo=timezone(timedelta(hours=5, minutes=30))), NOON),
        ("date", "2025-03-01", MORNING),
        ("date", datetime(2025, 3, 1, 12, tzinfo=UTC), MORNING),
        ("Account", "telegram:user1", "telegram:user1"),
        ("Account or Group", "telegram:user1", "telegram:user1"),
    ],
)
def test_a_value_is_taken_as_typed_or_as_it_is(kind: str, value: object, taken: object) -> None:
    found = converted(Parameter("x", kind, "about"), value)
    assert (found, type(found)) == (taken, type(taken))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("int", "3.0"),
        ("int", "1e3"),
        ("int", "9" * 30),
        ("int", 2**63),
        ("int", True),
        ("int", "٣x"),
        ("float", "nan"),
        ("float", float("inf")),
        ("float", "1,5"),
        ("bool", "maybe"),
        ("bool", 1),
        ("text", " "),
        ("text", "\ud800"),
        ("text", "a\0b"),
        ("text", "x" * 4_001),
        ("time", "yesterday"),
        ("time", "2025-03-01T12:00"),
        ("time", datetime(2025, 3, 1)),  # noqa: DTZ001  # naive on purpose
        ("time", 1_740_830_400),
        ("date", "2025-02-30"),
        ("Account", 7),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_was_expected(kind: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"^expected "):
        converted(Parameter("x", kind, "about"), value)


@given(st.sampled_from(sorted(CONVERSIONS)), st.text(max_size=30) | st.integers() | st.floats() | st.booleans())
def test_whatever_is_given_is_taken_or_refused(kind: str, value: Any) -> None:
    question = Question(
        "q", "Q?", (Parameter("x", kind, "") if kind != "id" else Parameter("x", "Node", ""),), (), "", ""
    )
    try:
        found = taken(question, {"x": value})["x"]
    except QuestionError as error:
        found = error.found
        event("refused")
    assert isinstance(found, str | int | float)


def test_every_mistake_is_said_at_once_and_names_what_may_be_meant() -> None:
    with pytest.raises(QuestionError) as caught:
        taken(ASKED, {"conut": 3, "since": "then", "far": "9.5"})
    assert str(caught.value) == (
        "asked: no parameter 'conut' (did you mean 'count'?); since is 'then', expected a day as 2025-03-01, or a time "
        "with its offset as 2025-03-01T12:00:00Z; one is missing, Account: one; far is '9.5', expected a whole number."
    )


def test_what_is_left_out_has_its_default_and_what_may_be_left_open_is_null() -> None:
    found = taken(ASKED, {"since": "2025-03-01", "one": "x"})
    assert found == {"count": 3, "since": MORNING, "one": "x", "other": None, "far": 2}


def test_a_thing_is_not_compared_with_itself() -> None:
    with pytest.raises(QuestionError, match="the same id twice"):
        taken(ASKED, {"since": "2025-03-01", "one": "x", "other": "x"})


def test_a_question_is_found_by_its_name_or_the_nearest_are_named() -> None:
    assert named("handoffs_of") is CATALOGUE["handoffs_of"]
    with pytest.raises(QuestionError, match=re.escape("no question 'handofs_of' (did you mean 'handoffs_of'")):
        named("handofs_of")
