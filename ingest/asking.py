"""What a file cannot tell of itself: the questions of its source, and the lines of ``sources.toml`` that answer them.

A source is asked before a file is read. It gives the answers that it will read the file with, and what is open: then
the file waits, the others go on, and nothing is guessed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.answers import Answers

Take = Callable[[Any, Path], Any]
"""Takes the value of an answer, as TOML gives it, and the folder of the ``sources.toml``; gives what JSON can hold.

Raises ValueError with what the value is not (``is no ...``): a mistake of the ``sources.toml``. Raises
UnusableError where the answer leads to something with mistakes of its own: only the files that it is for wait.
"""


class UnusableError(ValueError):
    """An answer that cannot be used, with each mistake in it."""

    def __init__(self, *mistakes: str) -> None:
        super().__init__(*mistakes)
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping that lies beside a file and names it."""

    name: str
    plain: Mapping[str, Any]
    wrong: tuple[str, ...]
    """Its mistakes: the files that it is for wait."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A file, and what was answered about it so far."""

    path: Path
    name: str
    """For people."""
    own: Answers
    """Given for this file."""
    defaults: Answers
    """Of the case."""
    mapping: MappingFile | None
    unusable: tuple[str, ...]
    """Mistakes in what an answer leads to, and under which name it was given."""
    unusable_name: str
    recognised: Callable[[], str | None]
    """Gives whose format it is, where that is known and nothing reads it."""

    @property
    def answers(self) -> Answers:
        """What was answered, with the case's defaults."""
        return self.own.filled(self.defaults)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a file cannot tell, for which it waits."""

    key: str
    """The answer that is missing, as ``time_zone``."""
    found: str
    """Why the file waits."""
    add: str
    """The line that lets it in, as ``time_zone = "Europe/Berlin"``."""
    draft: str | None = None
    """Of a table without a mapping: one that might do, for the dry run."""
    mend: str = ""
    """What to do instead, where an answer was given and is wrong."""


@dataclass(frozen=True, slots=True)
class Asked:
    """With which answers a file is read, and what is still open."""

    answers: Answers
    questions: tuple[Question, ...] = ()


LONGEST_WORDS = 300
"""Characters of an answer in words."""


def take_words(value: Any, _folder: Path) -> str:
    """Take an answer in words."""
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_WORDS:
        raise ValueError("is no text")
    return value.strip()


def ask_nothing(asking: Asking) -> Asked:
    """Read a file with whatever was answered: of a format whose files tell all that their reading needs."""
    return Asked(asking.answers)
