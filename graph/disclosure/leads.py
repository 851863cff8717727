"""Findings as leads: in pieces of sentences, the first links behind each reason opened to quotes."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from graph.disclosure import answers
from graph.disclosure.phrases import Pieces
from graph.disclosure.views import Found, Lead, Phrase, Said, Section, Thing
from graph.disclosure.voice import moment
from graph.finding import Evidence, Finding

if TYPE_CHECKING:
    from graph.disclosure import Disclosure, Quote

KINDS = ("succession", "alias", "handoff", "cluster", "reuse", "rename")
"""In the order in which they are worth a reader's first minute; kinds that are not here come after."""

SHOWN = 100
"""Leads of a kind that are shown; their count is always that of all."""

REASONS = 8
SUBJECTS = 12
QUOTES = 3

OPENED = 5
"""Links behind a reason that are opened, to find three quotes that do not say the same."""

LENGTH = 220
"""Characters of a quote."""

FIRST = 10
OF_A_KIND = 3

DATES = ("first_seen", "dark", "at", "freed", "before", "taken", "after", "born", "last_seen")
LAST = ("last_seen", "born", "at", "taken", "before", "freed")

STRENGTH = {"strong": 2, "fair": 1, "weak": 0}


def sections(
    gate: "Disclosure", made: Mapping[str, Mapping[str, Any]], zone: ZoneInfo, shown: int = SHOWN
) -> tuple[Section, ...]:
    """Give the leads of every kind that was found, the best of each first; ``made`` is the JSON of all, by id."""
    found = gate.latest.findings
    kinds = [*KINDS, *sorted({one.kind for one in found} - set(KINDS))]
    every = {kind: ordered(gate, [one for one in found if one.kind == kind]) for kind in kinds}
    chosen = [one for some in every.values() for one in some[:shown]]
    quotes = gate.open_links({link for one in chosen for reason in kept(one) for link in opened(reason[1])}, LENGTH)
    pieces = Pieces(gate.voice, zone)
    return tuple(
        Section(kind, len(some), tuple(lead(one, made[one.id], quotes, pieces) for one in some[:shown]))
        for kind, some in every.items()
        if some
    )


def ordered(gate: "Disclosure", findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings of one kind as answers are; observed ones, whose scores are alike, by what they tell."""
    some = answers.ordered(findings, gate.judgements)
    return sorted(some, key=lambda one: (_different(gate, one), -answers.likely(one), *_telling(one)))


def _different(gate: "Disclosure", one: Finding) -> bool:
    return one.id in gate.judgements and gate.judgements[one.id].verdict == "different"


def _telling(one: Finding) -> tuple[Any, ...]:
    """Order by score; handoffs by their hops and the apps they pass, renames that are more than decoration, late ones.

    A handoff's score says how sure its hops are read, and a number that many name is no longer a chain for it.
    """
    parts = one.parts
    if one.kind == "cluster":
        return parts.get("audience", False), -(one.score or 0.0)
    if one.kind == "handoff":
        return -parts.get("hops", 0), -STRENGTH[one.confidence], -len(parts.get("apps", ())), -one.bits
    if one.kind == "rename":
        return parts.get("cosmetic", False), parts.get("what") == "handle", _reverse(parts.get("before") or "")
    return (-(one.score or 0.0),)


def _reverse(text: str) -> tuple[int, ...]:
    return tuple(-ord(char) for char in text)


def first(sections: Iterable[Section]) -> tuple[Lead, ...]:
    """Give the few leads that matter most: one of each kind before a second of any, at most three of one.

    What a person judged different is settled and does not matter any more.
    """
    open_ = [
        [one for one in some.leads if (one.judgement or {}).get("verdict") != "different"][:OF_A_KIND]
        for some in sections
    ]
    turns = [(turn, place) for turn in range(OF_A_KIND) for place, some in enumerate(open_) if turn < len(some)]
    return tuple(open_[place][turn] for place, turn in sorted((place, turn) for turn, place in turns[:FIRST]))


def kept(one: Finding) -> list[tuple[int, tuple[Evidence, ...]]]:
    """Give the places of the reasons that are shown and their links: the heaviest, in the order of the analysis."""
    heavy = sorted(range(len(one.reasons)), key=lambda at: (-abs(one.reasons[at].weight), at))
    return [(at, tuple(dict.fromkeys(one.reasons[at].evidence))) for at in sorted(heavy[:REASONS])]


def opened(links: Sequence[Evidence]) -> Sequence[Evidence]:
    """Give the links of a reason that are opened."""
    return links[:OPENED]


def lead(one: Finding, made: Mapping[str, Any], quotes: Mapping[Evidence, Sequence["Quote"]], pieces: Pieces) -> Lead:
    """Give a finding as a lead; ``made`` is the JSON that the gate gives of it."""
    times = {key: moment(value) for key in DATES if (value := one.parts.get(key)) is not None}
    reasons = tuple(
        said(pieces, one.reasons[at].key, one.reasons[at].parts, one.reasons[at].weight, links, quotes)
        for at, links in kept(one)
    )
    quoted = [quote.at for reason in reasons for quote in reason.quotes if quote.at is not None]
    return Lead(
        id=one.id,
        kind=one.kind,
        says=pieces.headline(one),
        basis=one.basis,
        score=one.score,
        confidence=one.confidence,
        bits=made["bits"],
        subjects=tuple(Thing(said["id"], said["label"], said["name"]) for said in few(made["subjects"])),
        size=len(one.subjects),
        reasons=reasons,
        notes=tuple(notes(one, pieces)),
        more=max(len(one.reasons) - REASONS, 0),
        first=next((times[key] for key in DATES if key in times), min(quoted, default=None)),
        last=next((times[key] for key in LAST if key in times), max(quoted, default=None)),
        judgement=made["judgement"],
        parts=made["parts"],
    )


def notes(one: Finding, pieces: Pieces) -> Iterator[Phrase]:
    """Yield what a pair alone does not tell: the whole set of accounts, a wall within it, the next best answer."""
    together = one.parts.get("set") or ()
    if len(together) > 2:
        yield pieces.filled("Leads of this kind join {set:list of Account}", {"set": together})
    if one.parts.get("wall"):
        yield pieces.filled("People judged {wall:list of Account} different", {"wall": one.parts["wall"]})
    runner_up = one.parts.get("runner_up")
    if runner_up:
        close = "One of these two, not more: the" if one.parts.get("close") else "The"
        text = close + " next best is {id:Node}, {difference:float} bits behind"
        yield pieces.filled(text, runner_up)


def found(made: Mapping[str, Mapping[str, Any]]) -> tuple[Found, ...]:
    """Give every finding as the tables keep it, by id."""
    return tuple(
        Found(
            id=id,
            kind=one["kind"],
            basis=one["basis"],
            score=one["score"],
            bits=one["bits"],
            confidence=one["confidence"],
            judgement=None if one["judgement"] is None else one["judgement"]["verdict"],
            digest=hashlib.sha256(json.dumps(one["reasons"], ensure_ascii=False).encode()).hexdigest(),
            subjects=tuple(Thing(said["id"], said["label"], said["name"]) for said in one["subjects"]),
        )
        for id, one in sorted(made.items())
    )


def few(subjects: Sequence[Mapping[str, str]]) -> Sequence[Mapping[str, str]]:
    """Give the first subjects and the last, which is where a handoff ends."""
    return subjects if len(subjects) <= SUBJECTS else [*subjects[: SUBJECTS - 1], subjects[-1]]


def said(
    pieces: Pieces,
    key: str,
    parts: Mapping[str, Any],
    weight: float,
    links: Sequence[Evidence],
    quotes: Mapping[Evidence, Sequence["Quote"]],
) -> Said:
    """Give a reason with quotes: of those that say the same, the first."""
    chosen: dict[str, Quote] = {}
    used: set[Evidence] = set()
    for link in opened(links):
        for quote in quotes.get(link, ()):
            if len(chosen) < QUOTES and quote.text not in chosen:
                chosen[quote.text] = quote
                used.add(link)
    return Said(pieces.reason(key, parts), round(weight, 1) + 0.0, tuple(chosen.values()), len(links) - len(used))
