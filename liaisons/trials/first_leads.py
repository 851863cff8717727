"""What a reader meets first: the first leads of each kind, surest first, held against the truth of a case or world."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.analysis import ANALYSES
from graph.analysis.cluster.naming import fold_words, list_word_runs
from graph.analysis.shared.context import Past
from graph.finding import Finding
from graph.kinds import KINDS
from graph.snapshot import Snapshot
from graph.views import ordering
from worlds.bars import SHELTERED
from worlds.claims import read_claim
from worlds.facts import Crew, Truth
from worlds.matching import MOST, match_kind

FIRST, WIDER = 10, 30
"""Leads of a kind that must be true, and leads among which no sheltered innocent may stand."""


@dataclass(frozen=True, slots=True)
class FirstLeads:
    """How the first leads of one kind do."""

    kind: str
    count: int
    """Leads of the kind, audiences left out: they are folded into one row."""
    wrong: tuple[str, ...]
    """Those among the first ten that the truth does not know."""
    innocent: tuple[str, ...]
    """Agencies, hotlines and rating groups that the first thirty are about, with their place."""


@dataclass(frozen=True, slots=True)
class CrewName:
    """What the cluster of a crew is called."""

    crew: str
    name: str
    brand: bool
    """Whether two or more of its own groups bear the name, and no more groups of others than of its own."""


def find_all(snapshot: Snapshot, past: Past | None = None) -> list[Finding]:
    """Run all analyses."""
    return [one for kind in ANALYSES for one in ANALYSES[kind](snapshot, past or Past())]


def measure_first(findings: Sequence[Finding], truth: Truth) -> list[FirstLeads]:
    """Hold the first leads of each kind against the truth."""
    near = {
        id: innocent.kind
        for innocent in truth.innocents
        if innocent.kind in SHELTERED
        for id in (*innocent.subjects, *innocent.contacts)
    }
    every = ordering.ordered(findings, {}, "surest", ordering.crews_of(findings))
    measured = []
    for kind in KINDS:
        some = [one for one in every if one.kind == kind and not one.parts.get("audience")]
        wrong = match_kind(kind, [read_claim(one.plain()) for one in some[:FIRST]], truth).false_leads
        innocent = [
            f"{place}: {near[subject.id]} {subject.id}"
            for place, one in enumerate(some[:WIDER], 1)
            for subject in one.subjects
            if subject.id in near
        ]
        measured.append(FirstLeads(kind, len(some), tuple(wrong), tuple(innocent)))
    return measured


def name_crews(findings: Iterable[Finding], snapshot: Snapshot, truth: Truth) -> list[CrewName]:
    """Give what the cluster of each crew is called; a crew without a cluster of its own has no name."""
    clusters = [one for one in findings if one.kind == "cluster"]
    titles: dict[str, list[str]] = {}
    for spell in snapshot.spells():
        if snapshot.label_of(spell.subject) == "Group":
            titles.setdefault(spell.subject, []).append(spell.name)
    named = []
    for crew in truth.crews:
        held = next((one for one in clusters if holds_crew(one, crew)), None)
        name = "" if held is None else str(held.parts["name"])
        named.append(CrewName(crew.name, name, is_brand(name, crew, titles)))
    return named


def holds_crew(cluster: Finding, crew: Crew) -> bool:
    """Say whether a cluster is a crew's: it holds most of its accounts."""
    members = {subject.id for subject in cluster.subjects}
    return len(members & set(crew.accounts)) >= MOST * len(crew.accounts)


def is_brand(name: str, crew: Crew, titles: Mapping[str, Sequence[str]]) -> bool:
    """Say whether a name is a crew's own brand: two of its groups or more bear it, and no more of others."""
    run = tuple(fold_words(name))
    bearers = {
        group for group, some in titles.items() if any(run in list_word_runs(fold_words(title)) for title in some)
    }
    own = bearers & set(crew.groups)
    return len(own) > 1 and 2 * len(own) >= len(bearers)
