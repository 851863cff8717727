"""What the payload of each act of the journal holds: declared once, checked whenever an entry is read by its act.

An entry may be whole (``graph.chain``) and still not say what its act says: another program wrote it, or another hand
that had the key. Its reader would fail on it, or take a text for a number. So ``Journal.entries`` and ``Journal.last``
check the payload by what is declared here, and whoever asks for an act is told the line, what was found and what was
expected. Keys that are not declared are passed over: a later version may enter more. An act that is not declared is
read by nobody but the log.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is no list and no table."""

    noun: str
    fits: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of which every piece has one shape."""

    of: "Shape"


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table with any keys, of which every value has one shape."""

    of: "Shape"


@dataclass(frozen=True, slots=True)
class OrNull:
    """A shape, or null."""

    of: "Shape"


@dataclass(frozen=True, slots=True)
class Record:
    """A table with these keys; others are passed over, but where it is ``closed``."""

    needs: "Mapping[str, Shape]"
    may: "Mapping[str, Shape]" = field(default_factory=dict)
    """Keys that may be left out: earlier versions did, or there is not always something to say."""
    closed: bool = False


Shape = Value | ListOf | TableOf | OrNull | Record


def is_text_that(accepts: Callable[[str], object]) -> Callable[[Any], bool]:
    """Make a check of a text that a function takes without ``ValueError``."""

    def fits(value: Any) -> bool:
        try:
            return isinstance(value, str) and accepts(value) is not None
        except ValueError:
            return False

    return fits


ANYTHING = Value("anything", lambda _: True)
TEXT = Value("a text", lambda value: isinstance(value, str))
NUMBER = Value("a whole number", lambda value: type(value) is int)
TRUTH = Value("true or false", lambda value: isinstance(value, bool))
TABLE = TableOf(ANYTHING)
DIGEST = Value("a SHA-256 in 64 hex digits", is_text_that(re.compile("[0-9a-f]{64}").fullmatch))
DAY = Value("a day as 2025-03-01", is_text_that(date.fromisoformat))
MOMENT = Value("a time as 2025-03-01T10:00:00+00:00", is_text_that(datetime.fromisoformat))
SUBJECT = ListOf(TEXT)
REFUSAL = ListOf(Value("a text or a whole number", lambda value: isinstance(value, str) or type(value) is int))

FILE = Record(
    {"sha256": DIGEST, "name": TEXT, "size": NUMBER, "source": TEXT, "version": NUMBER, "answers": TABLE},
    {"archive": OrNull(DIGEST), "beside": DIGEST},
    closed=True,
)
"""A file of a run; what is in it decides how it is read, so nothing is passed over."""

SHORTFALL = Record(
    {
        "how": TEXT, "kind": TEXT, "place": TEXT, "name": TEXT, "posts": NUMBER, "expected": NUMBER,
        "first": OrNull(NUMBER), "last": OrNull(NUMBER), "earlier": TEXT, "earlier_name": TEXT,
    }
)  # fmt: skip
OUTCOME = Record(
    {"sha256": DIGEST, "name": TEXT, "source": TEXT, "read": TableOf(NUMBER), "refused": NUMBER},
    {
        "unread": TableOf(NUMBER), "noticed": ListOf(SUBJECT), "reasons": ListOf(REFUSAL),
        "first_refused": ListOf(SUBJECT), "yield": DIGEST, "refusals": DIGEST, "fewer": ListOf(SHORTFALL),
        "fewer_of": NUMBER,
    },
)  # fmt: skip
"""What came of a file."""

GATE = Record({"what": TEXT}, {"subjects": ListOf(TEXT), "of": NUMBER, "hidden": TRUTH})
FOLDER: Mapping[str, "Shape"] = {"number": NUMBER, "folder": TEXT, "files": TableOf(DIGEST)}

ENTRIES: Mapping[str, Record] = {
    "init": Record({"settings": TABLE}),
    "settings": Record({"settings": TABLE}, {"changed": ListOf(TEXT)}),
    "ingest": Record({"files": ListOf(FILE)}, {"replaces": ListOf(NUMBER)}),
    "ingested": Record(
        {"run": NUMBER, "files": ListOf(OUTCOME)}, {"left": ListOf(Record({"name": TEXT, "why": TEXT}))}
    ),
    "undo": Record({"run": NUMBER}),
    "undone": Record({"run": NUMBER, "files": ListOf(OUTCOME)}),
    "rebuild": Record({}),
    "find": Record(
        {"findings": DIGEST, "kinds": ListOf(TEXT), "runs": ListOf(NUMBER)},
        {
            "counts": TableOf(NUMBER),
            "seed": NUMBER, "learnt": TableOf(DIGEST), "marks": OrNull(DIGEST), "likeness": OrNull(TABLE),
            "inputs": TABLE, "program": TEXT,
        },
    ),
    "judge": Record({"finding": TEXT, "kind": TEXT, "subjects": ListOf(SUBJECT), "verdict": TEXT, "why": TEXT}),
    "unjudge": Record({"judgement": NUMBER, "why": TEXT}),
    "name": Record({"finding": TEXT, "name": OrNull(TEXT), "why": TEXT}),
    "watch": Record({"kind": TEXT, "value": TEXT, "ids": ListOf(TEXT), "why": TEXT}),
    "unwatch": Record({"watch": NUMBER, "why": TEXT}),
    "mark-hit": Record({"hit": TEXT, "count": NUMBER, "status": TEXT, "why": TEXT}, {"watch": NUMBER}),
    "list-hits": Record({"hits": DIGEST, "count": NUMBER}),
    "refer": Record(
        {
            **FOLDER, "instrument": TEXT, "to": TEXT, "findings": ListOf(TEXT), "things": NUMBER, "posts": NUMBER,
        },
        {"why": TEXT},
    ),
    "refer-answer": Record({"number": NUMBER, "outcome": TEXT, "day": DAY, "says": TEXT}),
    "refer-correct": Record({**FOLDER, "why": TEXT}),
    "report": Record(
        {"number": NUMBER, "hidden": TRUTH, "files": TableOf(DIGEST)},
        {
            "standing": OrNull(DIGEST), "hits": OrNull(DIGEST), "base": OrNull(NUMBER), "schedule": TEXT,
            "name": TEXT, "issue": NUMBER, "language": TEXT,
            "slot": OrNull(MOMENT), "mail": ListOf(TEXT),
        },
    ),
    "schedule": Record({"report": TEXT, "slot": MOMENT, "failed": TEXT}),
    "deliver": Record({"number": NUMBER, "to": TEXT, "sha256": DIGEST}),
    "mail": Record({"number": NUMBER, "to": TEXT, "sha256": DIGEST}),
    "mail-outcome": Record({"mail": NUMBER, "outcome": TEXT, "why": TEXT}),
    "consult": GATE,
    "disclose": GATE,
    "erase": Record({"entries": ListOf(NUMBER), "why": TEXT}),
}  # fmt: skip
"""By act."""


def find_shape_fault(act: str, payload: Mapping[str, Any]) -> tuple[str, str] | None:
    """Give what was found and what was expected in the first place where a payload is not what its act enters."""
    shape = ENTRIES.get(act)
    fault = None if shape is None else next(list_shape_faults(shape, payload, ()), None)
    if fault is None:
        return None
    path, found, expected = fault
    return f"{act} with {found} as {'.'.join(path)}", expected


def list_shape_faults(shape: Shape, value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield each place where a value has not its shape: the way there, what was found, what was expected."""
    match shape:
        case Value():
            if not shape.fits(value):
                yield path, quote_value(value), shape.noun
        case OrNull():
            if value is not None:
                yield from list_shape_faults(shape.of, value, path)
        case ListOf():
            if not isinstance(value, list):
                yield path, quote_value(value), "a list"
                return
            for number, piece in enumerate(value, 1):
                yield from list_shape_faults(shape.of, piece, (*path, str(number)))
        case TableOf():
            if not isinstance(value, dict):
                yield path, quote_value(value), "a table"
                return
            for key, piece in value.items():
                yield from list_shape_faults(shape.of, piece, (*path, key))
        case Record():
            if not isinstance(value, dict):
                yield path, quote_value(value), "a table"
                return
            for key in sorted(shape.needs.keys() - value.keys()):
                yield (*path, key), "nothing", describe_shape(shape.needs[key])
            for key, piece in value.items():
                inner = shape.needs.get(key) or shape.may.get(key)
                if inner is not None:
                    yield from list_shape_faults(inner, piece, (*path, key))
                elif shape.closed:
                    yield (*path, key), quote_value(piece), f"one of {', '.join([*shape.needs, *shape.may])}"


def describe_shape(shape: Shape) -> str:
    """Say in a word or two what stands there."""
    match shape:
        case Value():
            return shape.noun
        case OrNull():
            return f"{describe_shape(shape.of)}, or null"
        case ListOf():
            return "a list"
        case _:
            return "a table"


def quote_value(value: Any) -> str:
    """Give what was found, cut short."""
    return f"{value!r:.60}"
