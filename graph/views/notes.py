"""What a pair of subjects and a list of reasons do not tell: sets, walls, near rivals, what became of a cluster.

A note is a template of a language (``graph.views.words``) and its parts, so that a page can isolate each value and a
hidden case hide it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.finding import Finding, Judgement
from graph.given_names import GivenName
from graph.languages import Language
from graph.views import chances, runner_up

Note = tuple[str, Mapping[str, Any]]

MOST = 6
"""Members in doubt that are named, and parts of a cluster that are."""

BECAME = ("born", "back", "grown", "shrunk", "split", "merged")
"""What is told of what became of a cluster since the run before; that it goes on is not."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is told of a finding beside itself."""

    judgements: tuple[Judgement, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    """Names of clusters by the id of their finding, of this run and of those before."""
    lying: Mapping[tuple[bool, int], tuple[str, ...]] = field(default_factory=dict)
    """Names of the clusters that lie together on the coarser rung, by ``coarser``."""
    given: Mapping[str, GivenName] = field(default_factory=dict)
    """Names that people gave to clusters, by the id of their finding."""
    first: bool = False
    """Whether no run before looked for clusters, so that all are new and none is told to be."""

    @classmethod
    def of(
        cls,
        findings: Iterable[Finding],
        judgements: Iterable[Judgement],
        former: Sequence[Callable[[], Iterable[Finding]]],
        given: Mapping[str, GivenName] | None = None,
    ) -> "Around":
        """Gather it from the findings of a run; ``former`` reads the clusters of each run before, where needed."""
        now = [one for one in findings if one.kind == "cluster"]
        known = {one.id for one in now}
        gone = {id for one in now for id in (one.parts.get("from") or {}).get("clusters", ()) if id not in known}
        earlier = [one for run in former for one in run()] if gone else []
        lying: dict[tuple[bool, int], list[str]] = {}
        for one in now:
            if place := coarser(one):
                lying.setdefault(place, []).append(one.parts["name"])
        return cls(
            tuple(judgements),
            {one.id: one.parts["name"] for one in (*earlier, *now)},
            {number: tuple(sorted(names)) for number, names in lying.items()},
            given or {},
            not former,
        )


def coarser(one: Finding) -> tuple[bool, int] | None:
    """Give the place of a cluster on the coarser rung: among audiences or not, and its number there."""
    above = one.parts.get("above")
    return (bool(one.parts.get("apart")), above["number"]) if above else None


def notes(one: Finding, around: Around, language: Language) -> Iterator[Note]:
    """Yield the notes of a finding in a language: the worth of its score first."""
    if chances.measured(one.kind, one.basis, one.score):
        yield chances.told(one.score or 0.0, one.parts, language), {}
        needed = one.parts.get("needed")
        if needed:
            yield chances.begin(chances.told_needed(one.parts["judged"], needed, language)), {}
    if more := NOTES.get(one.kind):
        yield from more(one, around, language)


def of_alias(one: Finding, around: Around, language: Language) -> Iterator[Note]:
    """Yield the whole hand, and the wall that keeps this pair out of one."""
    text = language.text
    if rival := one.parts.get("rival"):
        yield text(f"rival.{rival}"), {"share": one.parts["rival_share"]}
    together = one.parts.get("set") or ()
    if len(together) > 2:
        yield text("note.set"), {"many": len(together), "set": together}
    if one.parts.get("brings", 0) > 1:
        yield text("note.brings"), {"brings": one.parts["brings"]}
    if doubt := one.parts.get("doubt"):
        yield text("note.doubt"), {"doubt": doubt}
    if wall := one.parts.get("wall"):
        judged = judged_apart(wall, around.judgements)
        if judged is None:
            yield text("note.wall"), {"wall": wall}
        else:
            parts = {"wall": wall, "who": judged.who, "at": judged.at.isoformat(), "why": judged.why}
            yield text("note.wall_judged"), parts
    if uncompared := one.parts.get("uncompared"):
        yield text("note.uncompared"), {"uncompared": uncompared}


def judged_apart(pair: Iterable[str], judgements: Iterable[Judgement]) -> Judgement | None:
    """Give the judgement that holds two accounts apart."""
    two = set(pair)
    found = [
        one
        for one in judgements
        if one.kind == "alias" and one.verdict == "different" and {subject.id for subject in one.subjects} == two
    ]
    return max(found, key=lambda one: one.n, default=None)


def of_succession(one: Finding, _around: Around, language: Language) -> Iterator[Note]:
    """Yield how far the next best answer is behind, and whether there is a better one."""
    near = nearness(one, language)
    if near is not None:
        yield near
    if one.parts.get("second"):
        yield language.text("note.second"), {}


def nearness(one: Finding, language: Language) -> Note | None:
    """Say how far the next best answer is behind; under two bits it is one of the two."""
    rival = runner_up.of(one)
    if rival is None:
        return None
    key = "note.near_close" if one.parts.get("close") else "note.near"
    return language.text(f"{key}_led" if rival.get("said") else key), rival


def of_handoff(one: Finding, _around: Around, language: Language) -> Iterator[Note]:
    """Yield how many ways are not led, and how many are not told."""
    if shared := one.parts.get("shared"):
        yield language.text("note.shared", shared), {"shared": shared}
    if more := one.parts.get("more"):
        yield language.text("note.more_ways", more), {"more": more}


def of_cluster(one: Finding, around: Around, language: Language) -> Iterator[Note]:
    """Yield what became of a cluster, whose place in it is doubtful, what it lies in and what lies in it."""
    if named := around.given.get(one.id):
        yield language.text("note.given"), {"who": named.who, "at": named.at.isoformat(), "why": named.why}
    how = (one.parts.get("from") or {}).get("how", "lives")
    if how in BECAME and not (how == "born" and around.first):
        names = [around.titles[id] for id in one.parts["from"].get("clusters", ()) if id in around.titles]
        template = language.text(f"note.{how}")
        if names or "{" not in template:
            yield template, {"names": names}
    yield from doubtful(one, language)
    place = coarser(one)
    others = [name for name in around.lying.get(place, ()) if name != one.parts["name"]] if place else []
    if others:
        yield language.text("note.coarser"), {**one.parts["above"], "others": others}
    below = one.parts.get("below") or ()
    if len(below) > 1:
        largest = sorted(below, key=lambda part: -len(part))[:MOST]
        parts = {f"part{place}": members[:3] for place, members in enumerate(largest)}
        said = [
            language.say("note.finer_part", count=len(members), members=f"{{part{place}:list of Node}}")
            for place, members in enumerate(largest)
        ]
        yield language.say("note.finer", count=len(below), parts=language.text("list.semicolon").join(said)), parts


def doubtful(one: Finding, language: Language) -> Iterator[Note]:
    """Yield the members whose place is doubtful, the most doubtful first, each with its stability."""
    members, shares = one.parts.get("borderline") or (), one.parts.get("borderline_shares") or ()
    some = list(zip(members, shares, strict=True))[:MOST]
    if some:
        parts: dict[str, Any] = {}
        for place, (member, share) in enumerate(some):
            parts |= {f"member{place}": member, f"share{place}": share}
        said = language.text("list.comma").join(
            language.say("note.doubtful_part", member=f"{{member{place}:Node}}", share=f"{{share{place}:share}}")
            for place in range(len(some))
        )
        more = len(members) - len(some)
        key = "note.doubtful_more" if more else "note.doubtful"
        yield language.say(key, members=said, **({"n": more} if more else {})), parts


def ids(some: Iterable[Note]) -> Iterator[str]:
    """Yield the ids that notes name."""
    from graph.disclosure.voice import ids_in
    from graph.views import words

    for template, parts in some:
        yield from ids_in(words.meanings(template), parts)


NOTES: Mapping[str, Callable[[Finding, Around, Language], Iterator[Note]]] = {
    "alias": of_alias,
    "cluster": of_cluster,
    "handoff": of_handoff,
    "succession": of_succession,
}
"""Kinds that have more to tell than the worth of their score."""
