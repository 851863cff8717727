"""What changed from one report to another, in words: every change as it may be shown, for pages and for commands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from graph.answers.changes import (
    ChangeShown,
    CollectedShown,
    CompareAnswer,
    ReasonChangeShown,
    ReportNamed,
    SightShown,
)
from graph.answers.things import Thing
from graph.difference import Change, Collected, Difference, Sight
from graph.difference.changes import ReasonChange
from graph.difference.newness import Came
from graph.difference.ranking import choose_first
from graph.disclosure.voice import ids_in, moment, moment_if_known
from graph.finding import Finding
from graph.kinds import kind_of, reason_meanings
from graph.languages import Language
from graph.views import chances, words
from graph.views.changes import ChangeSeen, ChangesView, SightSeen
from graph.views.phrases import Pieces
from graph.views.shapes import Phrase, Piece, plain
from graph.views.shown import show_thing

if TYPE_CHECKING:
    from graph.disclosure import Disclosure

REASONS = 4
"""Reasons of a change that are told on a page."""

TAGS: Mapping[str, str] = {
    "born": "new",
    "back": "back",
    "gone": "gone",
    "withdrawn": "withdrawn",
    "stronger": "stronger",
    "weaker": "weaker",
    "grown": "grown",
    "shrunk": "shrunk",
    "merged": "merged",
    "split": "split off",
    "dead": "silent",
    "moved": "moved",
    "state": "state",
    "judged": "judged",
    "unjudged": "judgement taken back",
}
"""What a change is called."""

TOLD: frozenset[Came] = frozenset({"both", "late", "worked-out", "undated", "unknown"})
"""How a change may have come that a reader must know of; nothing of what is new."""
LATE = "late"


def show_difference(gate: "Disclosure", found: Difference) -> ChangesView:
    """Give a difference as it may be shown; entered in the journal."""
    subjects = {id for change in found.changes for id in subjects_of(change)} | {one.id for one in found.sights}
    gate.consult("compare", subjects, then=found.then.number, now=found.now.number, count=len(found.changes))
    learn(gate, found, subjects)
    writer = Writer(gate, found)
    first = choose_first(found.changes)
    chosen = {id(one) for one in first}
    seen = {id(one): writer.change(one) for one in found.changes}
    late = sum(one.came == LATE for one in found.changes)
    then, now = ReportNamed(found.then.number, found.then.made), ReportNamed(found.now.number, found.now.made)
    collected = tuple(writer.collected(one) for one in found.collected)
    gone = tuple(gate.file(source)[0] for source in found.gone)
    counts: dict[str, dict[str, int]] = {}
    for one in found.changes:
        of_what = counts.setdefault(one.what, {})
        of_what[one.kind] = of_what.get(one.kind, 0) + 1
    return ChangesView(
        then=then,
        now=now,
        first=tuple(seen[id(one)] for one in first),
        changes=tuple(seen.values()),
        summary=tuple(summarise(found.changes, gate.voice.language)),
        late=late,
        sights=tuple(map(writer.sight, found.sights)),
        collected=collected,
        gone=gone,
        language=gate.voice.language.code,
        answer=CompareAnswer(
            then=then,
            now=now,
            nothing=found.is_empty,
            counts=counts,
            late=late,
            changes=tuple(writer.shown(one, first=id(one) in chosen) for one in found.changes),
            sights=tuple(map(writer.sight_shown, found.sights)),
            collected=collected,
            gone=gone,
        ),
    )


def subjects_of(change: Change) -> set[str]:
    """Give the ids of all that a change is about."""
    one = change.finding
    own = {subject.id for subject in one.subjects} if one is not None else set()
    return own | {*change.joined, *change.left} | ({change.id} if change.kind in ("contact", "thing") else set())


def learn(gate: "Disclosure", found: Difference, subjects: Iterable[str]) -> None:
    """Ask for all names at once; what the graph does not know any more is called as it was then."""
    wanted = {*subjects}
    for change in found.changes:
        for one in (change.now, change.was):
            if one is not None:
                wanted |= {subject.id for subject in one.subjects} | ids_in(kind_of(one.kind).parts, one.parts)
        for each in change.reasons:
            wanted |= ids_in(reason_meanings(each.reason.key), each.reason.parts)
    places = {one.place for one in found.collected if not one.is_type and one.place}
    gate.learn(wanted | places)
    gate.voice.names.learn_states(wanted)
    for id in wanted:
        seen = found.now.things.get(id) or found.then.things.get(id)
        if seen is not None:
            gate.voice.names.lend(id, seen.label, seen.name)


def summarise(changes: Iterable[Change], language: Language) -> Iterator[str]:
    """Yield how many changes of each sort there are, in the order in which the changes stand."""
    counts = Counter((one.what, one.kind) for one in changes)
    for (what, kind), count in counts.items():
        noun = count_noun(kind, count, language)
        if what == "born":
            yield language.say("change.count_new", n=count, noun=noun)
        else:
            yield language.say("change.count", n=count, noun=noun, tag=language.say(f"tag.{make_tag_key(TAGS[what])}"))


def make_tag_key(tag: str) -> str:
    """Give the name of the text that says what a change is called."""
    return tag.replace(" ", "-")


def count_noun(kind: str, count: int, language: Language) -> str:
    """Give what so many of a kind are called."""
    if kind in ("contact", "thing"):
        return language.text(f"change.{kind}", count)
    declared = kind_of(kind)
    key, noun = (f"kind.{kind}.name", declared.name) if count == 1 else (f"kind.{kind}.plural", declared.plural)
    return language.text(key) if language.has(key) else noun


class Writer:
    """Says the changes of one difference."""

    def __init__(self, gate: "Disclosure", found: Difference) -> None:
        self.gate, self.found, self.pieces = gate, found, Pieces(gate.voice)
        self.language = gate.voice.language
        self.names = {
            one.id: str(one.parts["name"])
            for one in (*gate.named(found.then.findings), *gate.named(found.now.findings))
            if "name" in one.parts
        }

    def change(self, change: Change) -> ChangeSeen:
        """Give a change for a page."""
        told = change.reasons[:REASONS] if change.what not in ("grown", "shrunk", "merged", "judged") else ()
        return ChangeSeen(
            tag=TAGS[change.what],
            kind=change.kind,
            id=self.shown_id(change),
            says=self.says(change),
            lines=tuple(self.lines(change)),
            came=change.came,
            note=self.note(change),
            reasons=tuple((one.how, step(one), self.reason(one)) for one in told),
            more=len(change.reasons) - len(told) if told else 0,
            here=change.now is not None,
        )

    def shown_id(self, change: Change) -> str:
        """Give the id of a finding, or of a thing as it may be shown."""
        return self.gate.shown_id(change.id) if change.kind in ("contact", "thing") else change.id

    def says(self, change: Change) -> Phrase:
        """Give what changed in a line."""
        if change.what == "state":
            before = self.found.then.things.get(change.id)
            parts = {"node": change.id, "state": change.state, "at": change.state_at}
            if not change.state:
                return self.fill("change.alive", {"node": change.id, "was": "" if before is None else before.state})
            return self.fill("change.state", parts)
        if change.what == "moved":
            return self.fill(
                "change.moved", {"contact": change.id, "left": list(change.left), "joined": list(change.joined)}
            )
        one = change.finding
        if one is None:
            return (Piece(f"{change.kind} {change.id}"),)
        if change.what == "dead":
            contact = one.subjects[-1].id
            seen = self.found.now.things[contact]
            return self.fill("change.silent", {"contact": contact, "last": seen.last})
        [named] = self.gate.named([one])
        return self.pieces.headline(named)

    def lines(self, change: Change) -> Iterator[Phrase]:
        """Yield what else there is to a change."""
        fill = self.fill
        if change.origin:
            how = "now_in" if change.what == "gone" else "merged" if change.what == "merged" else "split"
            yield fill(f"change.{how}", {"some": [self.names.get(id, id) for id in change.origin]})
        elif change.what == "gone" and change.was is not None and kind_of(change.kind).holds_members:
            yield fill("change.scattered", {})
        if change.joined and change.what != "moved":
            late = list(change.joined_late) if len(change.joined_late) < len(change.joined) else []
            yield fill("change.joined", {"some": list(change.joined), "late": late or None})
        if change.left and change.what != "moved":
            yield fill("change.left", {"some": list(change.left)})
        if change.what in ("stronger", "weaker", "withdrawn", "back") and change.now and change.was:
            yield from ((Piece(said),) for said in said_strength(change.was, change.now, self.language))
        if change.what == "dead" and change.now is not None:
            seen = self.found.now.things[change.now.subjects[-1].id]
            yield fill("change.looked", {"looked": seen.looked})
        if change.judgement is not None:
            verdict = self.language.say(f"verdict.{change.judgement.verdict}")
            yield (Piece(self.language.say("change.judged", verdict=verdict, n=change.judgement.n)),)

    def fill(self, key: str, parts: Mapping[str, Any]) -> Phrase:
        """Fill a text of the language in pieces."""
        return self.pieces.filled(self.language.text(key), parts)

    def note(self, change: Change) -> str:
        """Give how a change came, or why something is gone."""
        if change.why is not None:
            return self.language.say(f"why.{change.why}")
        if change.came not in TOLD:
            return ""
        template = self.language.text(f"came.{change.came}")
        return words.filled(template, {"number": self.found.then.number}, self.gate.voice)

    def reason(self, one: ReasonChange) -> Phrase:
        """Give what a reason says; one that no kind declares any more by its key."""
        if not reason_meanings(one.reason.key) and one.how == "gone":
            return (Piece(one.reason.key),)
        return self.pieces.reason(one.reason.key, one.reason.parts)

    def sight(self, one: Sight) -> SightSeen:
        """Give a subject as it was seen."""
        first, last = map(moment_if_known, (one.seen.first, one.seen.last))
        says = self.pieces.filled("{node:Node}", {"node": one.id})
        return SightSeen(how=one.how, label=one.seen.label, says=says, first=first, last=last)

    def sight_shown(self, one: Sight) -> SightShown:
        """Give the same for a command."""
        first, last = map(moment_if_known, (one.seen.first, one.seen.last))
        return SightShown(one.how, self.thing(one.id), first, last)

    def collected(self, one: Collected) -> CollectedShown:
        """Give what was read of a place."""
        first, last = map(moment_if_known, (one.first, one.last))
        place = one.place if one.is_type else self.gate.name(one.place) if one.place else ""
        return CollectedShown(
            one.how, place, first, last, one.count, tuple(self.gate.file(source)[0] for source in one.sources)
        )

    def thing(self, id: str) -> Thing:
        """Give a thing by what it is called."""
        seen = self.found.now.things.get(id) or self.found.then.things.get(id)
        return show_thing(id, self.gate.label(id) or ("" if seen is None else seen.label), self.gate.voice)

    def shown(self, change: Change, *, first: bool) -> ChangeShown:
        """Give a change for a command."""
        one, was, now = change.finding, change.was, change.now
        subjects = [subject.id for subject in one.subjects] if one is not None else []
        if change.kind in ("contact", "thing"):
            subjects = [change.id]
        return ChangeShown(
            what=change.what,
            kind=change.kind,
            id=self.shown_id(change),
            says=plain(self.says(change)),
            came=change.came,
            why=change.why,
            first=first,
            subjects=tuple(map(self.thing, subjects)),
            score=None if now is None else now.score,
            score_was=None if was is None else was.score,
            confidence=None if now is None else now.confidence,
            confidence_was=None if was is None else was.confidence,
            joined=tuple(map(self.thing, change.joined)),
            joined_late=tuple(map(self.gate.shown_id, change.joined_late)),
            left=tuple(map(self.thing, change.left)),
            origin=change.origin,
            reasons=tuple(
                ReasonChangeShown(
                    each.how,
                    plain(self.reason(each)),
                    round(each.reason.weight, 2),
                    round(each.was, 2),
                    each.came,
                )
                for each in change.reasons
            ),
            verdict=None if change.judgement is None else change.judgement.verdict,
            state=change.state if change.what == "state" else None,
            state_at=None if change.state_at is None else moment(change.state_at),
        )


def step(one: ReasonChange) -> float:
    """Give by how many bits a reason changed."""
    return round(-one.was if one.how == "gone" else one.reason.weight - one.was, 1) + 0.0


def said_strength(was: Finding, now: Finding, language: Language) -> Iterator[str]:
    """Yield what a finding was worth and is worth, in a sentence; nothing where neither is told."""
    name, before = chances.column(was.kind, was.basis, was.score, was.parts, language)
    _, after = chances.column(now.kind, now.basis, now.score, now.parts, language)
    said = [language.say("change.worth", name=name, before=before, after=after)] if name and after else []
    if was.confidence != now.confidence:
        strengths = {end: language.say(f"band.{one.confidence}") for end, one in (("before", was), ("after", now))}
        said.append(language.say("change.evidence", **strengths))
    if said:
        yield f"{chances.begin(language.text('list.semicolon').join(said))}."
