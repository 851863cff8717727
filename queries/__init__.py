"""The catalogue of questions: one ``.cypher`` file each, whose head says what it asks, takes and answers.

The head is the block of comments at the top. Its first line is the title; then a line a parameter,
``$name: type = default``, and a line a column, ``name: meaning``, each with what it is about after two
spaces or more; what stands below an empty comment line is the note. A default of ``null`` means "left
open". A head without a text is of a question that the program works out itself. The meaning of a column is
what hides it: ``Account``, ``Contact``, ``name`` and ``text`` may tell a person, ``int`` may not.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

VALUES = ("bool", "date", "float", "int", "name", "text", "time", "word")
"""Meanings of plain values: ``word`` is one of ours, ``name`` and ``text`` are somebody's; times are epoch
milliseconds in UTC, a date is such a time of which only the day counts."""

_ENTRY = re.compile(r"(\$?)(\w+): (\S.*?)(?:\s{2,}(\S.*))?")
_NAMES = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question takes; ``required`` ones have no default."""

    name: str
    type: str
    about: str
    default: str | None = None
    """As it is written in the head, and as a person would type it; None where it is left open."""
    required: bool = True

    @property
    def labels(self) -> tuple[str, ...]:
        """The meanings that an id may have; empty where the value is no id."""
        kinds = tuple(self.type.split(" or "))
        return kinds if is_label(kinds[0]) else ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer and what its values mean."""

    name: str
    meaning: str
    about: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the catalogue."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    note: str
    text: str
    """The Cypher, without the head; empty where the program works the answer out."""

    @property
    def meanings(self) -> tuple[tuple[str, str], ...]:
        """Name and meaning of each column, in order."""
        return tuple((column.name, column.meaning) for column in self.columns)


def read(name: str, written: str) -> Question:
    """Read a question from the text of its file; raise ValueError where the head is not one."""
    lines = written.splitlines()
    length = next((n for n, line in enumerate(lines) if not line.startswith("//")), len(lines))
    head = [line.removeprefix("//").strip() for line in lines[:length]]
    body = "\n".join(lines[length:]).strip()
    end = head.index("") if "" in head else len(head)
    if not head or not head[0].endswith("?"):
        raise ValueError(f"{name}: the first line is no question")
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for line in head[1:end]:
        entry = _ENTRY.fullmatch(line)
        if not entry:
            raise ValueError(f"{name}: {line!r} is neither a parameter nor a column")
        if entry[1]:
            parameters.append(_parameter(name, entry))
        else:
            _check_meaning(name, entry[3].removeprefix("list of "))
            columns.append(Column(entry[2], entry[3], entry[4] or ""))
    if body and {one.name for one in parameters} != set(_NAMES.findall(body)):
        raise ValueError(f"{name}: the parameters of the head are not those of the text")
    if not columns:
        raise ValueError(f"{name}: no column")
    return Question(name, head[0], tuple(parameters), tuple(columns), " ".join(head[end + 1 :]), body)


def _parameter(question: str, entry: re.Match[str]) -> Parameter:
    kind, given, default = entry[3].partition(" = ")
    for one in kind.split(" or "):
        _check_meaning(question, one, ids_alone=" or " in kind)
    return Parameter(entry[2], kind, entry[4] or "", None if default in ("", "null") else default, not given)


def is_label(meaning: str) -> bool:
    """Tell whether a meaning is that of an id: a label's name, or Contact or Node, begins with a capital letter.

    Whether the model has such a label is known to whoever asks the question (``graph.questions``).
    """
    return meaning[:1].isupper()


def _check_meaning(question: str, meaning: str, *, ids_alone: bool = False) -> None:
    if not is_label(meaning) and (ids_alone or meaning not in VALUES):
        expected = "a label" if ids_alone else f"a label or one of {', '.join(VALUES)}"
        raise ValueError(f"{question}: no meaning {meaning!r}; expected {expected}")


_EVERY = [read(path.stem, path.read_text("utf-8")) for path in sorted(Path(__file__).parent.glob("*.cypher"))]

CATALOGUE: Mapping[str, Question] = MappingProxyType({one.name: one for one in _EVERY if one.text})
"""Every question that is asked in Cypher by its name, in the order of names."""

WORKED_OUT: Mapping[str, Question] = MappingProxyType({one.name: one for one in _EVERY if not one.text})
"""Questions that no Cypher of both engines answers; the program does."""

QUESTIONS: Mapping[str, Question] = MappingProxyType({one.name: one for one in _EVERY})
"""All of them, as people ask them."""
