"""The gate that answers: findings, one thing, what a search finds, a question of the catalogue, quotes behind links.

Each answer is entered in the journal first (``graph.disclosure``), and is made of what the gate says. Report, page and
tables are made of the same (``overview``, ``frames``).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

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
from graph.answers.collected import CollectedAnswer
from graph.answers.exchange import Exchange
from graph.answers.outreach import OutreachAnswer
from graph.answers.quotes import Quote
from graph.answers.watches import HitStatus, WatchesAnswer, WatchHitsAnswer
from graph.case import Case, read_clock
from graph.disclosure import Disclosure, keeping
from graph.disclosure.voice import moment
from graph.errors import NotFoundError
from graph.finding import Evidence, Finding, Run, ids_of, ways_of
from graph.kinds import KINDS, kind_of
from graph.model import SUBJECTS, label
from graph.spelling import ask_nearest
from graph.views import entities, ledger, ordering, outreach, runner_up, searching, shown, watching, words
from graph.views.evidence import Opener
from graph.views.excerpts import MOST
from graph.views.notes import Around
from graph.views.ordering import Order
from graph.watches.entries import read_listed

if TYPE_CHECKING:
    from graph.snapshot import Snapshot

HITS = 100
"""Things that a search lists; their count is always that of all."""

ALIKE = 5
"""Things whose names sound alike that are offered beside the one that was meant."""

SUBJECT_LABELS = frozenset(map(label, SUBJECTS))

LOOKED_BACK = 3
"""Runs in which the clusters are looked for that others came from."""

SHOWN = 500
"""Findings that a gate keeps as they are shown: what they say does not change while it lives."""

SURE = 8
"""Digits of a finding's id from which nothing else is looked for."""

_PREFIX = re.compile("[0-9a-f]{4,12}")


class AnsweringGate(Disclosure):
    """A gate that makes what it shows.

    With names that were kept in the place of a store it lists findings, and starts no engine for it.
    """

    @cached_property
    def _shown(self) -> dict[str, FindingShown]:
        return {}

    @cached_property
    def opener(self) -> Opener:
        """What opens links to posts and files."""
        return Opener(self)

    def findings(self, kind: str | None = None, order: Order = "surest") -> FindingsAnswer:
        """Give the findings of the last run, or those of one kind: by kind, then in the order asked for."""
        kinds = sorted({*KINDS, *(one.kind for one in self.latest.findings)})
        if kind is not None and kind not in kinds:
            meant = ask_nearest(kind, kinds)
            raise NotFoundError("findings", f"no kind {kind!r:.60}{meant}", f"one of {', '.join(kinds)}")
        every = [one for one in self.latest.findings if kind is None or one.kind == kind]
        chosen = self.ordered(every, order)
        self.consult("findings", (), kind=kind, find=self.last_run.n, count=len(chosen))
        shown.learn_names(chosen, self.around, self.voice)
        not_led = {"widely_shared": ordering.count_shared(every)}
        return self._of_run(map(self._finding, chosen), order=order, not_led=not_led)

    def some_findings(self, *ids: str) -> FindingsAnswer:
        """Give the findings of the last run that answer to these ids; the others are not read."""
        found = {one.id: one for id in ids for one in self.last_run.answering(id) if id in ids_of(one)}
        chosen = self.named(sorted(found.values(), key=lambda one: (one.kind, one.id)))
        self.consult("findings", (), kind=None, find=self.last_run.n, count=len(chosen))
        shown.learn_names(chosen, self._around_of(chosen), self.voice)
        return self._of_run(map(self._finding, chosen))

    def ordered(self, findings: Iterable[Finding], order: Order = "surest") -> list[Finding]:
        """Sort findings by kind, then in an order; those that lead nowhere are left out."""
        return ordering.ordered(findings, self.judgements, order, self._crews)

    def keep_names(self) -> None:
        """Keep what the findings of the last run are said with, so that they can be listed without the graph."""
        self.recall_names()
        shown.learn_names(self.latest.findings, self.around, self.voice)
        keeping.keep_names(self.case, self.voice.names, self.last_run, self._graph_key)

    def recall_names(self) -> None:
        """Know the names that were kept of this very graph; for a caller that holds ``case.writing``."""
        keeping.recall_names(self.case, self.voice.names, self._graph_key)

    @cached_property
    def _graph_key(self) -> str | None:
        from graph.snapshot.kept import graph_key  # with libraries that most answers do not need

        return graph_key(self.case, self.store)

    @classmethod
    def of_kept(cls, case: Case, *, who: str) -> "AnsweringGate | None":
        """Give a gate that lists the last findings without the graph; None where their names are not kept."""
        names = keeping.kept_names(case, findings_of.last_run(case))
        return None if names is None else cls(case, names, who=who)

    def finding(self, prefix: str) -> FindingsAnswer:
        """Give the one finding whose id begins so, every link of its evidence opened to its quotes."""
        hits = self.findings_beginning(prefix)
        if len(hits) != 1:
            raise NotFoundError(
                prefix or "finding",
                f"{len(hits)} findings have an id that begins so",
                "one",
                "liaisons find lists them.",
            )
        [one] = hits
        self.consult("finding", [subject.id for subject in one.subjects], finding=one.id)
        shown.learn_names([one], self._around_of([one]), self.voice)
        rival = [reason for row in runner_up.rows(one) for reason in row.theirs]
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
        found = self.findings_beginning(typed)
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

    @contextmanager
    def narrowed(self, findings: Iterable[Finding]) -> Iterator[None]:
        """Show some findings of the last run alone, as a report of a choice does; what they lie in is still known."""
        whole, _, _ = self.latest, self._crews, self.around  # both are of the whole run
        self.latest = replace(whole, findings=tuple(findings))
        try:
            yield
        finally:
            self.latest = whole

    def say_finding(self, one: Finding) -> FindingShown:
        """Give a finding of the last run in words; names are known (``shown.learn_names``)."""
        return self._finding(one)

    def exchange(self, selection: Sequence[str] = (), *, around: bool = False, posts: bool = False) -> Exchange:
        """Give what goes out to other programs: the whole case or a selection (``exchanging.make_exchange``)."""
        from graph.views.exchanging import make_exchange  # with libraries that most answers do not need

        return make_exchange(self, selection, around=around, posts=posts)

    def catalogue(self) -> QuestionsAnswer:
        """Give every question that can be asked: its name, what it asks, takes and answers."""
        from graph.views import questions
        from queries import QUESTIONS  # forty files, which the other answers do not need

        return QuestionsAnswer(tuple(questions.described(one) for one in QUESTIONS.values()))

    def query(self, name: str, params: Mapping[str, str]) -> QueryAnswer:
        """Ask a question of the catalogue; an id may be typed in any writing, or as a pseudonym.

        Raise QuestionError where the question does not take such parameters, and NotFoundError where an id is none
        of the case.
        """
        from graph import questions as asking
        from graph.views import questions, ways

        question = asking.named(name)
        values = questions.typed(question, params, self.store, self.voice)
        if question.text:
            every, note = asking.run(self.store, question, **values), questions.caution(question)
            found: Sequence[Sequence[Any]] = questions.telling(question, every, self.voice)
        else:
            found, note = ways.answer_way(self, values)
        told = {key: self.case.journal.pseudonym(str(value)) for key, value in values.items()}
        self.consult("query", questions.ids(question, values), question=name, parameters=told, count=len(found))
        rows = shown.show_rows(question.meanings, found, self.voice, self.opener)
        return QueryAnswer(
            **self._of_now(),
            question=name,
            title=question.title,
            note=note,
            columns=tuple(question.meanings),
            rows=rows,
        )

    def find_subject(self, text: str) -> str:
        """Give the id of the one account or group that a text names; raise NotFoundError for none or several."""
        hits = [hit for hit in searching.hits(text, self.store, self.voice) if hit.label in SUBJECT_LABELS]
        best = searching.firm(hits)
        self.consult("search", [hit.id for hit in best[:HITS]], count=len(best))
        if len(best) != 1:
            more = f": {', '.join(self.shown_id(hit.id) for hit in best[:ALIKE])}" if best else ""
            raise NotFoundError(
                f"{text!r:.60}", f"{len(best):,} accounts and groups answer to it{more}", "one", "Give its id."
            )
        return best[0].id

    def watches(self) -> WatchesAnswer:
        """Give all that is watched, with how much answers to each."""
        told = watching.show_watches(self, self._snapshot())
        return WatchesAnswer(computed=moment(self.now or read_clock()), watches=told, **self.gaps())

    def watch_hits(
        self, watch: int | None = None, statuses: Collection[HitStatus] = (), hit: str = ""
    ) -> WatchHitsAnswer:
        """Give what answers to one watch or to all, with these statuses or any; of these the hit whose id begins so."""
        told = watching.show_hits(self, self._snapshot(), read_listed(self.case), watch, statuses, hit)
        at, new = moment(self.now or read_clock()), sum(one.new for one in told)
        return WatchHitsAnswer(computed=at, count=len(told), new=new, hits=told, **self.gaps())

    def coverage(self) -> CollectedAnswer:
        """Give what was read of each group, chat and writer, from when to when, by which files, and what is missing."""
        places = ledger.show_places(self, self._snapshot())
        at = moment(self.now or read_clock())
        return CollectedAnswer(computed=at, places=places, scope=ledger.show_scope(self), **self.gaps())

    def outreach(self, cluster: str = "", *, share: float, most: int, without_core: bool = False) -> OutreachAnswer:
        """Give the fewest groups that reach a share of the people: of the case and its parts, or of one cluster."""
        only = outreach.find_cluster(self, cluster) if cluster else ""
        scopes = outreach.show_outreach(
            self, self._snapshot(), only=only, share=share, most=most, without_core=without_core
        )
        at = moment(self.now or read_clock())
        return OutreachAnswer(computed=at, share=share, scopes=scopes, **self.gaps())

    def _snapshot(self) -> "Snapshot":
        from graph.snapshot.kept import read_snapshot  # with libraries that most answers do not need

        return read_snapshot(self.case, self.store, keep=False)

    def _rows(self, hits: Iterable[searching.Hit]) -> Iterator[HitShown]:
        """Say what was found: what it is, what it is called, and what of it answers."""
        for hit in hits:
            matched = hit.why if hit.why in ("id", "pseudonym") else self.voice.called(hit.why)
            thing = shown.show_thing(hit.id, hit.label, self.voice)
            yield HitShown(**asdict(thing), matched=matched)

    def _entity(self, hit: searching.Hit, alike: Sequence[searching.Hit] = ()) -> EntityAnswer:
        self.consult("show", [hit.id, *(other.id for other in alike[:ALIKE])])
        about = [one for one in self.latest.findings if any(subject.id == hit.id for subject in one.subjects)]
        shown.learn_names(about, self.around, self.voice)
        self.voice.names.learn_states([hit.id, *(other.id for other in alike[:ALIKE])])
        findings = self._of_run(map(self._finding, self.ordered(about)), partial=None)
        rows = tuple(self._rows(alike[:ALIKE]))
        made = entities.entity(hit.id, hit.label, self.store, self.voice, self.opener, findings, rows)
        now = self._of_now()  # what it may have missed, the findings may too
        findings = replace(findings, partial=now.get("partial"))
        return EntityAnswer(**now, entity=replace(made, findings=findings))

    # What an answer is made with

    @cached_property
    def _crews(self) -> frozenset[str]:
        return ordering.crews_of(self.latest.findings)

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

    def findings_beginning(self, prefix: str) -> list[Finding]:
        """Give the findings of the last run whose ids begin so; none for what is no beginning of an id."""
        if not _PREFIX.fullmatch(prefix):
            return []
        return list(self.named(self.last_run.answering(prefix)))

    def _finding(self, one: Finding, opened: shown.Opened | None = None) -> FindingShown:
        """Give a finding as it is shown; without quotes it is made once."""
        if opened is not None:
            return self._show_finding(one, opened)
        if one.id not in self._shown:
            made = self._show_finding(one)
            if len(self._shown) == SHOWN:
                return made
            self._shown[one.id] = made
        return self._shown[one.id]

    def _show_finding(self, one: Finding, opened: shown.Opened | None = None) -> FindingShown:
        made = shown.show_finding(one, self.judgements.get(one.id), self._around_of([one]), self.voice, opened)
        for way, said in zip(ways_of(one), made.parts.get("ways", ()), strict=True):
            judged = shown.show_judgement(self.judgements.get(way.id), self.voice)
            said |= {"says": words.headline(way, self.voice), "judgement": to_json(judged)}
        return made

    def _of_run(self, findings: Iterable[FindingShown], **more: Any) -> FindingsAnswer:
        run = self.last_run
        return FindingsAnswer(
            computed=None if run.at is None else moment(run.at),
            since=dict(run.since),
            likeness=dict(run.likeness),
            findings=tuple(findings),
            **({} if "partial" in more else self.gaps()),
            **more,
        )

    def _of_now(self) -> dict[str, Any]:
        """Give what an answer out of the graph says of itself; to be called when its rows were read."""
        return {"computed": moment(self.now or read_clock()), "since": {"sources": 0, "judgements": 0}, **self.gaps()}
