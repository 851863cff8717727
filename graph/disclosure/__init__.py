"""The gate: who asks, what is hidden from them, and what the journal says of it.

It says ids, names, numbers and times in words, hides them where that is asked for, and enters each consultation in the
journal before it is answered. What is shown is made in ``graph.views``, of what the gate says; the gate knows no view.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from graph import finding as findings_of
from graph.case import Case
from graph.disclosure.hiding import Masks
from graph.disclosure.names import Names
from graph.disclosure.voice import Voice
from graph.finding import Finding, Findings, Judgement, LastRun
from graph.given_names import GivenName, apply_names, read_given_names
from graph.marks import read_marks
from graph.store import Store

NAMED = 1_000
"""Subjects that a consultation names one by one."""


@dataclass(slots=True)
class _Disclosed:
    """What one report or export showed, so that it becomes one entry of the journal."""

    subjects: set[str] = field(default_factory=set)
    calls: int = 0


class Disclosure:
    """What a person is told, in their name; ``now`` fixes the time of the answers, and not that of their entries.

    Sentences are said in ``language``, by its code.

    Names that were kept may stand in the place of a store: then nothing can be asked of the graph.
    """

    def __init__(
        self,
        case: Case,
        store: Store | Names,
        *,
        who: str,
        hide_names: bool = False,
        now: datetime | None = None,
        language: str = "en",
    ) -> None:
        self.case, self.who, self.hidden, self.now = case, who, hide_names, now
        zone = ZoneInfo(case.settings.time_zone)
        names = store if isinstance(store, Names) else Names(store)
        self._names = names
        self.voice = Voice(names, Masks(case.journal.pseudonym), hidden=hide_names, zone=zone, language=language)
        self.voice.marks = read_marks(case)
        self._disclosed: _Disclosed | None = None
        self.gaps: Callable[[], Mapping[str, Any]] = dict
        """Says of an answer that was just made what it may have missed: ``partial``, or nothing."""

    @property
    def store(self) -> Store:
        """The graph."""
        return self._names.store

    # What things are called: asked for while an answer is made, and entered with it

    def name(self, id: str) -> str:
        """Give the latest known name of a node, or a pseudonym."""
        return self.voice.name(id)

    def label(self, id: str) -> str:
        """Give a node's label, empty where the graph has no such node."""
        return self.voice.names.label(id) or ""

    def contact(self, id: str) -> str:
        """Give a contact as people read it, or a pseudonym."""
        return self.voice.name(id)

    def shown_id(self, id: str) -> str:
        """Give a node's id, or what stands for it: never show an id that has not passed here."""
        return self.voice.id(id)

    def text(self, text: str) -> str:
        """Give a text of a file, with all that may tell a person covered where names are hidden."""
        return self.voice.text(text)

    def plain(self, meaning: str | None, value: Any) -> Any:
        """Give a value by what it means, as JSON."""
        return self.voice.plain(meaning, value)

    def called(self, name: str) -> str:
        """Give a name that is no node's id."""
        return self.voice.called(name)

    def state(self, id: str) -> dict[str, str | None]:
        """Give under ``state`` and ``state_at`` that a thing is removed, flagged or private, if it is."""
        return self.voice.state(id)

    def file(self, source: str) -> tuple[str, str]:
        """Give the name of a file, as the last ingest had it, and its SHA-256, by the id of its node."""
        sha256 = source.removeprefix("sha256:")
        name = self._files.get(sha256, "")
        return (self.voice.masks.file(sha256, name) if self.hidden else name), sha256

    @cached_property
    def _files(self) -> Mapping[str, str]:
        """Names of files by SHA-256."""
        return {
            file["sha256"]: file["name"]
            for entry in self.case.journal.entries("ingest")
            for file in (entry.payload or {}).get("files", ())
        }

    def learn(self, ids: Collection[str]) -> None:
        """Ask for the names of many nodes at once; the same one by one costs a query each."""
        self.voice.names.learn(ids)

    # The journal

    def consult(self, what: str, subjects: Iterable[str], **more: Any) -> None:
        """Enter what is asked, before it is answered; subjects stand there by keyed hash."""
        if self._disclosed is not None:
            self._disclosed.subjects.update(subjects)
            self._disclosed.calls += 1
            return
        self.case.journal.append("consult", self._entry(what, subjects, more), who=self.who)

    @contextmanager
    def disclosing(self, what: str) -> Iterator[dict[str, Any]]:
        """Gather all that is asked within into one entry ``disclose``: for a report or an export.

        What is put into the mapping is entered with it.
        """
        gathered = self._disclosed = _Disclosed()
        more: dict[str, Any] = {}
        try:
            yield more
        finally:
            self._disclosed = None
            more |= {"calls": gathered.calls, "find": self.last_run.n}
            self.case.journal.append("disclose", self._entry(what, gathered.subjects, more), who=self.who)

    def _entry(self, what: str, subjects: Iterable[str], more: Mapping[str, Any]) -> dict[str, Any]:
        ids = sorted(set(subjects))
        named = sorted(map(self.case.journal.pseudonym, ids[:NAMED]))
        return {"what": what, "subjects": named, "of": len(ids), "hidden": self.hidden, **more}

    # What the case remembers

    @cached_property
    def latest(self) -> Findings:
        """What the last run of the analyses said."""
        run = self.last_run
        return Findings(run.n, run.at, self.named(run.findings()), run.since, run.lost)

    @cached_property
    def last_run(self) -> LastRun:
        """The same as it is kept: for what asks for few of its findings."""
        return findings_of.last_run(self.case)

    def named(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Give findings with the names that people gave to clusters."""
        return apply_names(findings, self._given)

    @cached_property
    def _given(self) -> Mapping[str, GivenName]:
        return read_given_names(self.case)

    @cached_property
    def judgements(self) -> Mapping[str, Judgement]:
        """The judgements that stand, by the finding they are about."""
        return {one.finding: one for one in findings_of.list_standing_judgements(self.case)}
