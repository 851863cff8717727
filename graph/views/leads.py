"""Findings as leads: in pieces of sentences, the first links behind each reason opened to quotes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from graph.answers import FindingShown, Thing
from graph.difference.changes import digest_reasons
from graph.disclosure.names import Names
from graph.disclosure.voice import moment
from graph.finding import Evidence, Finding, Reason
from graph.kinds import KINDS, kind_of, sort_kinds
from graph.views import ordering, runner_up, words
from graph.views.evidence import in_turn, posts_of
from graph.views.notes import Around, Note, nearness, notes
from graph.views.phrases import Pieces
from graph.views.shapes import Beside, Found, Lead, Phrase, Rival, Said, Section, Standing

if TYPE_CHECKING:
    from graph.answers.quotes import Quote
    from graph.views.answering import AnsweringGate

SHOWN = 100
"""Leads of a kind that are shown; their count is always that of all."""

REASONS = 8
SUBJECTS = 12
QUOTES = 3

OPENED = 5
"""Links behind a reason that are opened, to find three quotes that do not say the same."""

CONSIDERED = 40
"""Links behind a reason among which those that are opened are chosen."""

LENGTH = 220
"""Characters of a quote."""

FIRST = 10
OF_A_KIND = 3

DATES = ("first_seen", "dark", "at", "freed", "before", "taken", "after", "born", "last_seen")
LAST = ("last_seen", "born", "at", "taken", "before", "freed")


def sections(gate: "AnsweringGate", made: Mapping[str, FindingShown], shown: int = SHOWN) -> tuple[Section, ...]:
    """Give the leads of every kind that was found, surest first; ``made`` has all as they are shown, by id."""
    found = gate.ordered(gate.latest.findings)
    review = [one.id for one in gate.ordered(gate.latest.findings, "review")]
    every = {kind: [one for one in found if one.kind == kind] for kind in sort_kinds(one.kind for one in found)}
    picked = {kind: some[:shown] for kind, some in every.items()}
    chosen = [one for some in picked.values() for one in some]
    gate.learn({post for one in chosen for reason in read_of(one) for post in posts_of(reason.evidence[:CONSIDERED])})
    names = gate.voice.names
    opened_links = {link for one in chosen for reason in read_of(one) for link in opened(reason, one, names)}
    writer = Writer(gate.open_links(opened_links, LENGTH), Pieces(gate.voice), gate.around, names)
    turns = {id: place for place, id in enumerate(review)}
    return tuple(
        Section(
            kind,
            len(some),
            tuple(writer.lead(one, made[one.id]) for one in picked[kind]),
            tuple(sorted((one.id for one in picked[kind]), key=turns.__getitem__)),
        )
        for kind, some in every.items()
    )


def summary(gate: "AnsweringGate") -> tuple[str, ...]:
    """Give in a few words how much of each kind was found; what was judged different or withdrawn is left out,
    audiences too."""
    found = [
        one
        for one in gate.ordered(gate.latest.findings)
        if not ordering.is_refuted(one, gate.judgements) and not ordering.is_withdrawn(one)
    ]
    said = []
    for kind in KINDS.values():
        count = sum(each.kind == kind.name and not each.parts.get("audience") for each in found)
        if count:
            said.append(words.count_findings(kind, count, gate.voice.language))
    return tuple(said)


def first(sections: Iterable[Section]) -> tuple[Lead, ...]:
    """Give the few leads that matter most: one of each kind before a second of any, at most three of one.

    No two are about one subject, nor steps of one chain. What a person judged different is settled and does not matter
    any more.
    """
    every = [iter(some.leads) for some in sections]
    taken: list[list[Lead]] = [[] for _ in every]
    known: set[str] = set()
    for _ in range(OF_A_KIND):
        for place, rest in enumerate(every):
            if sum(map(len, taken)) < FIRST:
                lead = next((one for one in rest if is_open(one) and not about(one) & known), None)
                if lead is not None:
                    taken[place].append(lead)
                    known |= about(lead)
    return tuple(lead for some in taken for lead in some)


def is_open(lead: Lead) -> bool:
    """Say whether a lead is no audience and not withdrawn, and nobody judged it different."""
    closed = lead.parts.get("audience") or "withdrawn" in lead.parts
    return (lead.judgement is None or lead.judgement.verdict != "different") and not closed


def about(lead: Lead) -> set[str]:
    """Give what two leads may not have in common on the first page; what holds members is about itself alone."""
    if kind_of(lead.kind).holds_members:
        return {lead.id}
    return {thing.id for thing in lead.subjects} | set(lead.parts.get("set") or ())


def kept(one: Finding) -> list[Reason]:
    """Give the reasons that are shown: for, then against, each by the order of the analysis, then what both start from.

    The heaviest are kept, but of those that speak against as many as of the others: doubt is told as loudly.
    """
    heavy = sorted(one.reasons, key=lambda reason: -abs(reason.weight))
    against = [reason for reason in heavy if reason.weight < 0 and not is_prior(reason)][:REASONS]
    others = [reason for reason in heavy if reason.weight >= 0 and not is_prior(reason)][:REASONS]
    shown = [
        reason for reason in one.reasons if is_prior(reason) or any(reason is some for some in (*against, *others))
    ]
    return sorted(shown, key=lambda reason: (is_prior(reason), reason.weight == 0, reason.weight < 0))


def is_prior(reason: Reason) -> bool:
    """Say whether a reason is where the odds stand before any evidence."""
    return reason.key.endswith("-prior")


def opened(reason: Reason, one: Finding, names: Names, most: int = OPENED) -> Sequence[Evidence]:
    """Give the links of a reason that are opened: of what two share, in turn from each; ``names`` knows the posts."""
    subjects = {subject.id for subject in one.subjects}
    return in_turn(reason.evidence[:CONSIDERED], subjects, names)[:most]


def read_of(one: Finding) -> Iterable[Reason]:
    """Yield the reasons of a finding that are shown, those of the next best answer too."""
    yield from kept(one)
    for row in runner_up.rows(one):
        yield from row.theirs


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes findings as leads; every link that they quote is opened."""

    quotes: Mapping[Evidence, Sequence["Quote"]]
    pieces: Pieces
    around: Around
    names: Names

    def lead(self, one: Finding, made: FindingShown) -> Lead:
        """Give a finding as a lead; ``made`` is what the gate shows of it."""
        first, last = date_finding(one)
        reasons = tuple(self.said(reason, one) for reason in kept(one))
        near = nearness(one, self.pieces.language)
        rival = self.rival(one, near, made) if near is not None else None
        told = notes(one, self.around, self.pieces.language)
        members = set(ordering.members_of(one)) or {subject.id for subject in one.subjects}
        named = [said for subject, said in zip(one.subjects, made.subjects, strict=True) if subject.id in members]
        quoted = [quote.at for reason in reasons for quote in reason.quotes if quote.at is not None]
        return Lead(
            id=one.id,
            kind=one.kind,
            says=self.pieces.headline(one),
            basis=one.basis,
            score=one.score,
            confidence=one.confidence,
            bits=made.bits,
            subjects=tuple(few(named)),
            size=len(named),
            core=self.places(one, made, True),
            around=self.places(one, made, False),
            reasons=reasons,
            notes=tuple(self.pieces.filled(*note) for note in told if rival is None or note != near),
            rival=rival,
            more=len(one.reasons) - len(reasons),
            first=first or min(quoted, default=None),
            last=last or max(quoted, default=None),
            judgement=made.judgement,
            parts=made.parts,
        )

    def said(self, reason: Reason, one: Finding) -> Said:
        """Give a reason with quotes, first one a link; of those that say the same, the first."""
        chosen: dict[str, Quote] = {}
        used: set[Evidence] = set()
        links = opened(reason, one, self.names)
        turns = zip_longest(*([(link, quote) for quote in self.quotes.get(link, ())] for link in links))
        for link, quote in (said for turn in turns for said in turn if said is not None):
            if len(chosen) < QUOTES and quote.text not in chosen:
                chosen[quote.text] = quote
                used.add(link)
        more = len(set(reason.evidence)) - len(used)
        return Said(self.words(reason), round(reason.weight, 1) + 0.0, tuple(chosen.values()), more)

    def places(self, one: Finding, made: FindingShown, core: bool) -> tuple[Standing, ...]:
        """Give the members of a cluster's core, or those around it, each with what places it there."""
        things = {subject.id: said for subject, said in zip(one.subjects, made.subjects, strict=True)}
        return tuple(
            Standing(things[place["id"]], self.pieces.filled(*words.standing(place, self.pieces.language)))
            for place in one.parts.get("belongs", ())
            if place["core"] == core
        )

    def words(self, reason: Reason) -> Phrase:
        """Give the words of a reason."""
        return self.pieces.reason(reason.key, reason.parts)

    def rival(self, one: Finding, near: Note, made: FindingShown) -> Rival | None:
        """Give the next best answer with both lists of reasons, where the analysis tells them."""
        rows = runner_up.rows(one)
        if not rows:
            return None
        told = made.parts["runner_up"]
        return Rival(
            says=self.pieces.filled(*near),
            thing=Thing(told["id"], one.subjects[-1].label, told["name"]),
            mine=made.subjects[-1].name,
            bits=round(told["bits"], 1),
            close=bool(one.parts.get("close")),
            rows=tuple(
                Beside(
                    tuple(Said(self.words(reason), round(reason.weight, 1) + 0.0) for reason in row.mine),
                    tuple(self.said(reason, one) for reason in row.theirs),
                )
                for row in rows
            ),
        )


def found(gate: "AnsweringGate", made: Mapping[str, FindingShown]) -> tuple[Found, ...]:
    """Give every finding as the tables keep it, by id.

    Where names are hidden what its reasons come to is hashed with the key of the case, so that nobody can try which ids
    they are made of; in the clear the same files give the same bytes in any case.
    """

    def digest(finding: Finding) -> str:
        values = digest_reasons(finding)
        return gate.case.journal.pseudonym(f"reasons:{values}") if gate.hidden else values

    typed = {one.id: one for one in gate.latest.findings}
    dated = {id: date_finding(typed[id]) for id in made}
    return tuple(
        Found(
            id=id,
            kind=one.kind,
            basis=one.basis,
            score=one.score,
            bits=one.bits,
            confidence=one.confidence,
            judgement=None if one.judgement is None else one.judgement.verdict,
            digest=digest(typed[id]),
            subjects=one.subjects,
            shown=one,
            first=dated[id][0],
            last=dated[id][1],
        )
        for id, one in sorted(made.items())
    )


def date_finding(one: Finding) -> tuple[str | None, str | None]:
    """Give when a finding begins and ends, by the dates that its kind tells."""
    times = {key: moment(value) for key in DATES if (value := one.parts.get(key)) is not None}
    first, last = (next((times[key] for key in keys if key in times), None) for keys in (DATES, LAST))
    return first, last


def few(subjects: Sequence[Thing]) -> Sequence[Thing]:
    """Give the first subjects and the last, which is where a handoff ends."""
    return subjects if len(subjects) <= SUBJECTS else [*subjects[: SUBJECTS - 1], subjects[-1]]
