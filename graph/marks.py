"""Marks of contacts: widely shared, nobody's own, or protected. They are told wherever such a contact is printed.

What is widely shared is decided in one place, ``graph.analysis.shared.rarity``; a run of the analyses remembers it as
a file of the case. What is protected stands in case.toml and counts at once.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from graph import forms
from graph.case import Case
from graph.errors import JournalError
from graph.languages import Language

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a contact weighs nothing."""

    protected: bool = False
    users: int = 0
    """How many accounts and groups use it."""
    of: int = 0
    """How many use any contact."""
    nobody: bool = False
    """Whether it can be no person's: a service's address, a short code, a made-up number."""

    def says(self, language: Language) -> str:
        """Say it in a few words."""
        if self.protected:
            return language.say("mark.protected")
        if self.nobody:
            return language.say("mark.nobody")
        return language.say("mark.shared", users=self.users, of=self.of)


def write_marks(marks: Mapping[str, Mark]) -> bytes:
    """Give marks by the ids of contacts as the lines that the case remembers."""
    rows = ({"id": id} | asdict(mark) for id, mark in sorted(marks.items()))
    return "".join(f"{json.dumps(row, ensure_ascii=False, sort_keys=True)}\n" for row in rows).encode()


def read_marks(case: Case) -> dict[str, Mark]:
    """Give the marks that count: of the last run of the analyses, and of what is protected now."""
    entry = case.journal.last("find")
    digest = (entry.payload or {}).get("marks") if entry else None
    marks: dict[str, Mark] = {}
    try:
        lines = case.recall("marks", digest).splitlines() if digest else ()
    except JournalError as error:
        LOG.warning("which contacts are widely shared is lost (%s: %s): liaisons find", error.where, error.found)
        lines = ()
    for line in lines:
        row = json.loads(line)
        mark = Mark(row["protected"], row["users"], row["of"], row.get("nobody", False))
        if not mark.protected:  # what is no longer protected is as any other, until the analyses have run again
            marks[row["id"]] = mark
    return marks | dict.fromkeys(protected_contacts(case), Mark(protected=True))


def protected_contacts(case: Case) -> frozenset[str]:
    """Give the ids of the contacts that case.toml protects, in whatever form they are written there."""
    return frozenset(id for text in case.settings.protected for id in forms.list_typed_ids(text))
