"""Entries of the journal by another hand: whoever reads an act gets what its act enters, or an error with the line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.case import Case
from graph.disclosure.paper import Paper
from graph.entry_shapes import ENTRIES, ListOf, OrNull, Record, Shape, TableOf, Value, find_shape_fault
from graph.errors import JournalError
from graph.journal import TAKES_BACK
from graph.views import records

GOOD: dict[str, Any] = {
    "anything": 1, "a text": "x", "a whole number": 7, "true or false": True, "a SHA-256 in 64 hex digits": "0" * 64,
    "a day as 2025-03-01": "2025-03-01", "a time as 2025-03-01T10:00:00+00:00": "2025-03-01T10:00:00+00:00",
    "a text or a whole number": "x",
}  # fmt: skip
WRONG: dict[str, list[Any]] = {
    "anything": [], "a text": [7, None, ["x"], True], "a whole number": ["7", 7.0, True, None, []],
    "true or false": [1, "yes", None], "a SHA-256 in 64 hex digits": ["x", "A" * 64, "0" * 65, 7, None],
    "a day as 2025-03-01": ["yesterday", "2025-02-30", 20250301, None],
    "a time as 2025-03-01T10:00:00+00:00": ["noon", 7, None], "a text or a whole number": [7.5, None, ["x"]],
}  # fmt: skip
"""By the noun of a value, what it may be and what it may not be."""
NO_TABLE_AND_NO_LIST: tuple[Any, ...] = ("x", 7, True, None)


def make_good(shape: Shape) -> Any:
    """Give what a shape takes, with every key that it may have and a piece in every list."""
    if isinstance(shape, Record):
        return {key: make_good(inner) for key, inner in (*shape.needs.items(), *shape.may.items())}
    if isinstance(shape, ListOf):
        return [make_good(shape.of)]
    if isinstance(shape, TableOf):
        return {"some": make_good(shape.of)}
    return make_good(shape.of) if isinstance(shape, OrNull) else GOOD[shape.noun]


def spoil(shape: Shape, way: str = "") -> Iterator[tuple[str, Any]]:
    """Yield what a shape does not take, each wrong in one place, with the way there."""
    if not isinstance(shape, Value | OrNull):
        yield from ((way, wrong) for wrong in NO_TABLE_AND_NO_LIST)
    if isinstance(shape, Record):
        good = make_good(shape)
        for key in shape.needs:
            yield f"{way}.{key}", {name: value for name, value in good.items() if name != key}
        for key, inner in (*shape.needs.items(), *shape.may.items()):
            yield from ((there, good | {key: wrong}) for there, wrong in spoil(inner, f"{way}.{key}"))
        if shape.closed:
            yield f"{way}.other", good | {"other": 1}
    elif isinstance(shape, ListOf):
        yield way, {}
        yield from ((there, [make_good(shape.of), wrong]) for there, wrong in spoil(shape.of, f"{way}.2"))
    elif isinstance(shape, TableOf):
        yield way, []
        yield from ((there, {"some": wrong}) for there, wrong in spoil(shape.of, f"{way}.some"))
    elif isinstance(shape, OrNull):
        yield from ((there, wrong) for there, wrong in spoil(shape.of, way) if wrong is not None)
    else:
        yield from ((way, wrong) for wrong in WRONG[shape.noun])


def list_spoiled(act: str) -> list[tuple[str, dict[str, Any]]]:
    """Give payloads that are wrong in one place each: of each key of the act, missing or mistyped, however deep."""
    return [(way.removeprefix("."), payload) for way, payload in spoil(ENTRIES[act]) if isinstance(payload, dict)]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.init(tmp_path / "case", purpose="test", legal_basis="none", profile="ngo", who="tester")


@pytest.mark.parametrize("act", ENTRIES)
def test_what_an_act_enters_is_taken_with_all_that_it_may_hold_and_with_what_it_must(act: str) -> None:
    good = make_good(ENTRIES[act])
    assert find_shape_fault(act, good) is None
    assert find_shape_fault(act, {key: good[key] for key in ENTRIES[act].needs}) is None
    assert find_shape_fault(act, good | {"of a later version": 1}) is None


@pytest.mark.parametrize("act", [act for act in ENTRIES if list_spoiled(act)])
def test_of_every_key_that_is_missing_or_mistyped_it_is_told_where_it_stands(act: str) -> None:
    found = [(way, fault and fault[0].rpartition(" as ")[2]) for way, payload in list_spoiled(act)
             for fault in [find_shape_fault(act, payload)]]  # fmt: skip
    assert [(way, told) for way, told in found if told != way] == []


@pytest.mark.parametrize("act", [act for act in ENTRIES if list_spoiled(act)])
def test_a_bad_entry_is_an_error_with_its_line_where_its_act_is_read_and_stands_in_the_log(
    act: str, case: Case
) -> None:
    way, payload = list_spoiled(act)[0]
    case.journal.append(act, payload, who="another hand")
    asked = (lambda: list(case.journal.entries(act)), lambda: case.journal.last(act))
    for ask in asked:
        with pytest.raises(JournalError, match=rf"journal.jsonl (line|entry) 2: {act} with .* as {way}; .*backup"):
            ask()
    assert [fault.where for fault in case.journal.verify()] == ["journal.jsonl line 2"]
    assert [entry.n for entry in case.journal.readable(act) if entry.n > 1] == []
    assert [one.act for one in records.entries(Paper(case, hidden=False))] == ["init", act]


def test_every_entry_that_the_log_puts_into_words_is_declared() -> None:
    assert records.SAYS.keys() <= ENTRIES.keys()


@pytest.mark.parametrize("act", TAKES_BACK)
def test_erasing_what_took_an_entry_back_empties_both(act: str, case: Case) -> None:
    taken = case.journal.append("note", {"about": "Omar"}, who="tester")
    back = case.journal.append(act, {TAKES_BACK[act]: taken.n, "why": "asked to"}, who="tester")
    case.journal.erase([back.n], why="asked to", who="tester")
    assert [entry.payload for entry in case.journal.entries() if entry.n in (taken.n, back.n)] == [None, None]
    assert case.journal.verify() == []
