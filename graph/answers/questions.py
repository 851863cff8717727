"""Questions of the catalogue, and the rows that they answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.answers.plain import OMITTED


@dataclass(frozen=True, slots=True)
class ParameterShown:
    """What a question takes."""

    name: str
    type: str
    about: str
    default: Any
    required: bool


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """What a question answers."""

    name: str
    meaning: str
    about: str


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question of the catalogue."""

    name: str
    title: str
    parameters: tuple[ParameterShown, ...]
    columns: tuple[ColumnShown, ...]
    note: str


@dataclass(frozen=True, slots=True)
class QuestionsAnswer:
    """The catalogue, or one question of it."""

    questions: tuple[QuestionShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryAnswer:
    """The rows that a question answers."""

    computed: str
    since: Mapping[str, int]
    question: str
    title: str
    note: str
    columns: tuple[tuple[str, str], ...]
    """Name and meaning of each column."""
    rows: tuple[Mapping[str, Any], ...]
    """By column; beside an id stands ``COLUMN_name``, what it is called, and ``COLUMN_state`` where it has one."""
    partial: Mapping[str, Any] | None = field(default=None, metadata=OMITTED)
