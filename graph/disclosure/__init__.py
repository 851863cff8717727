"""The one gate: all that a person is shown, or is sent out, passes here.

It says ids, names, numbers and times in words, hides them where that is asked for, opens every link to posts and files,
and enters each consultation in the journal before it answers.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property, partial
from typing import Any
from zoneinfo import ZoneInfo

from graph import finding as findings_of
from graph.answers import (
    EntityAnswer,
    FindingsAnswer,
    FindingShown,
    HitsAnswer,
    HitShown,
    QueryAnswer,
    QuestionsAnswer,
    to_json,
)
from graph.answers.quotes import Quote
from graph.case import Case, now
from graph.disclosure import answers, entities, keeping, ordering, rivals, searching, words
from graph.disclosure.excerpts import MOST
from graph.disclosure.hiding import Masks
from graph.disclosure.names import Names
from graph.disclosure.notes import Around
from graph.disclosure.opening import Opener
from graph.disclosure.ordering import Order
from graph.disclosure.voice import Voice, moment
from graph.errors import NotFoundError
from graph.finding import Evidence, Finding, Findings, Judgement, LastRun, Run, ids_of, ways_of
from graph.given_names import GivenName, apply_names, read_given_names
from graph.kinds import KINDS, kind_of
from graph.marks import read_marks
from graph.spelling import ask_nearest
from graph.store import Store

__all__ = ["Disclosure", "Quote"]

HITS = 100
"""Things that a search lists; their count is always that of all."""

ALIKE = 5
"""Things whose names sound alike that are offered beside the one that was meant."""

NAMED = 1_000
"""Subjects that a consultation names one by one."""

LOOKED_BACK = 3
"""Runs in which the clusters are looked for that others came from."""

SURE = 8
"""Digits of a finding's id from which nothing else is looked for."""

_PREFIX = re.compile("[0-9a-f]{4,12}")


@dataclass(slots=True)
class _Disclosed:
    """What one report or export showed, so that it becomes one entry of the journal."""

    subjects: set[str] = field(default_factory=set)
    calls: int = 0


class Disclosure:
    """Answers in the name of a person; ``now`` fixes the time of the answers, and not that of their entries.

    With names that were kept in the place of a store it lists findings, and starts no engine for it.
    """

    def __init__(
        self, case: Case, store: Store | Names, *, who: str, hide_names: bool = False, now: datetime | None = None
    ) -> None:
        self.case, self.who, self.hidden, self.now = case, who, hide_names, now
        zone = ZoneInfo(case.settings.time_zone)
        names = store if isinstance(store, Names) else Names(store)
        self._names = names
        self.voice = Voice(names, Masks(case.journal.pseudonym), hidden=hide_names, zone=zone)
        self.voice.marks = read_marks(case)
        self._disclosed: _Disclosed | None = None
        self.gaps: Callable[[], Mapping[str, Any]] = dict
        """Says of an answer that was just made what it may have missed: ``partial``, or nothing."""

    @property
    def store(self) -> Store:
        """The graph."""
        return self._names.store

    @cached_property
    def opener(self) -> Opener:
        """What opens links to posts and files."""
        return Opener(self.case, self.store, self.voice)

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
        """Give the name of a file and its SHA-256, by the id of its node."""
        return self.opener.file(source)

    def learn(self, ids: Collection[str]) -> None:
        """Ask for the names of many nodes at once; the same one by one costs a query each."""
        self.voice.names.learn(ids)

    # Answers

    def findings(self, kind: str | None = None, order: Order = "surest") -> FindingsAnswer:
        """Give the findings of the last run, or those of one kind: by kind, then in the order asked for."""
        kinds = sorted({*KINDS, *(one.kind for one in self.latest.findings)})
        if kind is not None and kind not in kinds:
            meant = ask_nearest(kind, kinds)
            raise NotFoundError("findings", f"no kind {kind!r:.60}{meant}", f"one of {', '.join(kinds)}")
        every = [one for one in self.latest.findings if kind is None or one.kind == kind]
        chosen = self.ordered(every, order)
        self.consult("findings", (), kind=kind, find=self.last_run.n, count=len(chosen))
        answers.learn(chosen, self.around, self.voice)
        not_led = {"widely_shared": ordering.count_shared(every)}
        return self._of_run(map(self._finding, chosen), order=order, not_led=not_led)

    def some_findings(self, *ids: str) -> FindingsAnswer:
        """Give the findings of the last run that answer to these ids; the others are not read."""
        found = {one.id: one for id in ids for one in self.last_run.answering(id) if id in ids_of(one)}
        chosen = self.named(sorted(found.values(), key=lambda one: (one.kind, one.id)))
        self.consult("findings", (), kind=None, find=self.last_run.n, count=len(chosen))
        answers.learn(chosen, self._around_of(chosen), self.voice)
        return self._of_run(map(self._finding, chosen))

    def ordered(self, findings: Iterable[Finding], order: Order = "surest") -> list[Finding]:
        """Sort findings by kind, then in an order; those that lead nowhere are left out."""
        return ordering.ordered(findings, self.judgements, order, self._crews)

    def keep_names(self) -> None:
        """Keep what the findings of the last run are said with, so that they can be listed without the graph."""
        self.recall_names()
        answers.learn(self.latest.findings, self.around, self.voice)
        keeping.keep_names(self.case, self.voice.names, self.last_run, self._graph_key)

    def recall_names(self) -> None:
        """Know the names that were kept of this very graph; for a caller that holds ``case.writing``."""
        keeping.recall_names(self.case, self.voice.names, self._graph_key)

    @cached_property
    def _graph_key(self) -> str | None:
        from graph.snapshot.kept import graph_key  # with libraries that most answers do not need

        return graph_key(self.case, self.store)

    @classmethod
    def of_kept(cls, case: Case, *, who: str) -> "Disclosure | None":
        """Give a gate that lists the last findings without the graph; None where their names are not kept."""
        names = keeping.kept_names(case, findings_of.last_run(case))
        return None if names is None else cls(case, names, who=who)

    def finding(self, prefix: str) -> FindingsAnswer:
        """Give the one finding whose id begins so, every link of its evidence opened to its quotes."""
        hits = self._beginning(prefix)
        if len(hits) != 1:
            raise NotFoundError(
                prefix or "finding",
                f"{len(hits)} findings have an id that begins so",
                "one",
                "liaisons find lists them.",
            )
        [one] = hits
        self.consult("finding", [subject.id for subject in one.subjects], finding=one.id)
        answers.learn([one], self._around_of([one]), self.voice)
        rival = [reason for row in rivals.rows(one) for reason in row.theirs]
        opened = self.opener.open({link for reason in (*one.reasons, *rival) for link in reason.evidence})
        return self._of_run([self._finding(one, opened)])

    def open_link(self, link: Evidence) -> list[Quote]:
        """Give the posts and files behind a link."""
        return self.open_links([link])[link]

    def open_links(self, links: Collection[Evidence], most: int = MOST) -> dict[Evidence, list[Quote]]:
        """Give the posts and files behind many links at once; a quote has at most ``most`` characters or so."""
        self.consult("evidence", {end for link in links for end in (link.start, link.end)})
        return self.opener.open(links, most)

    def quote(self, post: str, contact: str | None = None, most: int = MOST) -> Quote:
        """Quote a post, a contact marked in it; raise NotFoundError where there is no such post."""
        self.consult("quote", [post])
        return self.opener.quote(post, contact, most)

    def show(self, text: str) -> FindingsAnswer | EntityAnswer | HitsAnswer:
        """Give what was typed: a finding, one thing with all that is told of it, or the several it may mean."""
        typed = text.strip().lower()
        found = self._beginning(typed)
        if len(found) == 1 and len(typed) >= SURE and not typed.isdigit():
            return self.finding(found[0].id)
        hits = searching.hits(text, self.store, self.voice)
        if len(found) == 1 and not hits:
            return self.finding(found[0].id)
        if not hits and not found:
            raise NotFoundError(
                "show",
                f"nothing in the case answers to {text!r:.80}",
                "an id, number, handle, link or words of a name",
                "liaisons query lists other ways to ask.",
            )
        firm = searching.firm(hits)
        if len(firm) == 1 and not found:
            return self._entity(firm[0], [hit for hit in hits if hit not in firm])
        self.consult("search", [hit.id for hit in hits[:HITS]], count=len(hits) + len(found))
        self.voice.names.learn_states([hit.id for hit in hits[:HITS]])
        rows = [
            HitShown(id=one.id, label="Finding", name=words.headline(one, self.voice), matched="id") for one in found
        ]
        rows += self._rows(hits[:HITS])
        return HitsAnswer(**self._of_now(), count=len(hits) + len(found), rows=tuple(rows))

    def catalogue(self) -> QuestionsAnswer:
        """Give every question that can be asked: its name, what it asks, takes and answers."""
        from graph.disclosure import questions
        from queries import QUESTIONS  # forty files, which the other answers do not need

        return QuestionsAnswer(tuple(questions.described(one) for one in QUESTIONS.values()))

    def query(self, name: str, params: Mapping[str, str]) -> QueryAnswer:
        """Ask a question of the catalogue; an id may be typed in any writing, or as a pseudonym.

        Raise QuestionError where the question does not take such parameters, and NotFoundError where an id is none
        of the case.
        """
        from graph import questions as asking
        from graph.disclosure import questions, ways

        question = asking.named(name)
        values = questions.typed(question, params, self.store, self.voice)
        if question.text:
            every, note = asking.run(self.store, question, **values), questions.caution(question)
            found: Sequence[Sequence[Any]] = questions.telling(question, every, self.voice)
        else:
            found, note = ways.answer_way(self, values)
        told = {key: self.case.journal.pseudonym(str(value)) for key, value in values.items()}
        self.consult("query", questions.ids(question, values), question=name, parameters=told, count=len(found))
        rows = answers.rows(question.meanings, found, self.voice, self.opener)
        return QueryAnswer(
            **self._of_now(),
            question=name,
            title=question.title,
            note=note,
            columns=tuple(question.meanings),
            rows=rows,
        )

    def _rows(self, hits: Iterable[searching.Hit]) -> Iterator[HitShown]:
        """Say what was found: what it is, what it is called, and what of it answers."""
        for hit in hits:
            matched = hit.why if hit.why in ("id", "pseudonym") else self.voice.called(hit.why)
            thing = answers.shown_thing(hit.id, hit.label, self.voice)
            yield HitShown(**asdict(thing), matched=matched)

    def _entity(self, hit: searching.Hit, alike: Sequence[searching.Hit] = ()) -> EntityAnswer:
        self.consult("show", [hit.id, *(other.id for other in alike[:ALIKE])])
        about = [one for one in self.latest.findings if any(subject.id == hit.id for subject in one.subjects)]
        answers.learn(about, self.around, self.voice)
        self.voice.names.learn_states([hit.id, *(other.id for other in alike[:ALIKE])])
        findings = self._of_run(map(self._finding, self.ordered(about)))
        rows = tuple(self._rows(alike[:ALIKE]))
        made = entities.entity(hit.id, hit.label, self.store, self.voice, self.opener, findings, rows)
        return EntityAnswer(**self._of_now(), entity=made)

    # The journal

    def consult(self, what: str, subjects: Iterable[str], **more: Any) -> None:
        """Enter what is asked, before it is answered; subjects stand there by keyed hash."""
        if self._disclosed is not None:
            self._disclosed.subjects.update(subjects)
            self._disclosed.calls += 1
            return
        self.case.journal.append("consult", self._entry(what, subjects, more), who=self.who)

    @contextmanager
    def disclosing(self, what: str) -> Iterator[None]:
        """Gather all that is asked within into one entry ``disclose``: for a report or an export."""
        gathered = self._disclosed = _Disclosed()
        try:
            yield
        finally:
            self._disclosed = None
            more = {"calls": gathered.calls, "find": self.last_run.n}
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
    def _crews(self) -> frozenset[str]:
        return ordering.crews_of(self.latest.findings)

    @cached_property
    def judgements(self) -> Mapping[str, Judgement]:
        """The judgements that stand, by the finding they are about."""
        return {one.finding: one for one in findings_of.judgements(self.case)}

    @cached_property
    def around(self) -> Around:
        """What is told of a finding beside itself: judgements, and the clusters of this run and of those before."""
        earlier = findings_of.runs_of(self.case, "cluster")[1 : 1 + LOOKED_BACK]
        former = [partial(self._former, run) for run in earlier]
        clusters = self.named(self.last_run.of_kind("cluster"))
        return Around.of(clusters, self.judgements.values(), former, self._given)

    def _around_of(self, some: Iterable[Finding]) -> Around:
        """Give what is told beside these findings: clusters are read for clusters alone."""
        if any(kind_of(one.kind).holds_members for one in some):
            return self.around
        return Around(tuple(self.judgements.values()))

    def _former(self, run: Run) -> tuple[Finding, ...]:
        return self.named(run.findings(self.case))

    def _beginning(self, prefix: str) -> list[Finding]:
        if not _PREFIX.fullmatch(prefix):
            return []
        return list(self.named(self.last_run.answering(prefix)))

    def _finding(self, one: Finding, opened: answers.Opened | None = None) -> FindingShown:
        made = answers.finding(one, self.judgements.get(one.id), self._around_of([one]), self.voice, opened)
        for way, said in zip(ways_of(one), made.parts.get("ways", ()), strict=True):
            judged = answers.judged(self.judgements.get(way.id), self.voice)
            said |= {"says": words.headline(way, self.voice), "judgement": to_json(judged)}
        return made

    def _of_run(self, findings: Iterable[FindingShown], **more: Any) -> FindingsAnswer:
        run = self.last_run
        return FindingsAnswer(
            computed=None if run.at is None else moment(run.at),
            since=dict(run.since),
            likeness=dict(run.likeness),
            findings=tuple(findings),
            **more,
            **self.gaps(),
        )

    def _of_now(self) -> dict[str, Any]:
        """Give what an answer out of the graph says of itself; to be called when its rows were read."""
        return {"computed": moment(self.now or now()), "since": {"sources": 0, "judgements": 0}, **self.gaps()}
