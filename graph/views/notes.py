"""What a pair of subjects and a list of reasons do not tell: sets, walls, near rivals, what became of a cluster.

A note is a template of ``words`` and its parts, so that a page can isolate each value and a hidden case hide it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.finding import Finding, Judgement
from graph.given_names import GivenName
from graph.views import chances, runner_up

Note = tuple[str, Mapping[str, Any]]

MOST = 6
"""Members in doubt that are named, and parts of a cluster that are."""

BECAME: Mapping[str, str] = {
    "born": "New in this run: no cluster of the run before holds its members",
    "back": "Back after a run without it",
    "grown": "Grown by more than half since the run before",
    "shrunk": "Shrunk by more than a third since the run before",
    "split": "Split off: a part of what was {names:list of title}",
    "merged": "Merged: it holds what was {names:list of title}",
}
"""What became of a cluster since the run before; one that goes on is not told."""


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


def notes(one: Finding, around: Around) -> Iterator[Note]:
    """Yield the notes of a finding: the worth of its score first."""
    if chances.measured(one.kind, one.basis, one.score):
        yield chances.told(one.score or 0.0, one.parts), {}
        needed = one.parts.get("needed")
        if needed:
            yield chances.told_needed(one.parts["judged"], needed).capitalize(), {}
    if more := NOTES.get(one.kind):
        yield from more(one, around)


RIVALS: Mapping[str, str] = {
    "household": "If not, they are most likely of one household with one telephone ({share:share}). What would tell: "
    "names of one family, answers to each other, posts at one time, another number of one's own",
    "office": "If not, they are most likely of one office or crew ({share:share}). What would tell: a third account "
    "with the number, a firm's name on both, a number or a line of one's own under the advert",
    "handed-on": "If not, the number was most likely handed on or sold anew ({share:share}). What would tell: whether "
    "one stopped before the other began, and whether the other's posts, groups and language go on from there",
    "customer": "If not, one most likely passes on the other's contact ({share:share}). What would tell: whether the "
    "one names other people's numbers too, and whether answers to both reach one person",
}
"""What else a pair of accounts may be, and what would tell it apart from one hand."""


def of_alias(one: Finding, around: Around) -> Iterator[Note]:
    """Yield the whole hand, and the wall that keeps this pair out of one."""
    if rival := one.parts.get("rival"):
        yield RIVALS[rival], {"share": one.parts["rival_share"]}
    together = one.parts.get("set") or ()
    if len(together) > 2:
        yield (
            "Leads of this kind join {many:int} accounts: {set:list of Account}",
            {"many": len(together), "set": together},
        )
    if one.parts.get("brings", 0) > 1:
        yield "It ties two sets: {brings:int} pairs of accounts hang on it", {"brings": one.parts["brings"]}
    if doubt := one.parts.get("doubt"):
        said = "Its two sets are not joined: {doubt:list of Account} would come together, improbable as a pair"
        yield said, {"doubt": doubt}
    if wall := one.parts.get("wall"):
        judged = judged_apart(wall, around.judgements)
        stop = "Its two sets are not joined: {wall:list of Account} would come together"
        if judged is None:
            yield f"{stop}, which people judged different", {"wall": wall}
        else:
            parts = {"wall": wall, "who": judged.who, "at": judged.at.isoformat(), "why": judged.why}
            yield f"{stop}, which {{who:who}} judged different on {{at:date}}: {{why:text}}", parts
    if uncompared := one.parts.get("uncompared"):
        said = "Up to {uncompared:int} pairs of accounts were not compared: what they share is shared by too many"
        yield said, {"uncompared": uncompared}


def judged_apart(pair: Iterable[str], judgements: Iterable[Judgement]) -> Judgement | None:
    """Give the judgement that holds two accounts apart."""
    two = set(pair)
    found = [
        one
        for one in judgements
        if one.kind == "alias" and one.verdict == "different" and {subject.id for subject in one.subjects} == two
    ]
    return max(found, key=lambda one: one.n, default=None)


def of_succession(one: Finding, _around: Around) -> Iterator[Note]:
    """Yield how far the next best answer is behind, and whether there is a better one."""
    near = nearness(one)
    if near is not None:
        yield near
    if one.parts.get("second"):
        yield "The old one has a likelier successor: both may be its successors, or one of them is not", {}


def nearness(one: Finding) -> Note | None:
    """Say how far the next best answer is behind; under two bits it is one of the two."""
    rival = runner_up.of(one)
    if rival is None:
        return None
    close = "One of these two: {id:Node} is" if one.parts.get("close") else "The next best, {id:Node}, is"
    own = "; it is a lead of its own, the old one may have split" if rival.get("said") else ""
    return f"{close} {{difference:bits}} behind{own}", rival


def of_handoff(one: Finding, _around: Around) -> Iterator[Note]:
    """Yield how many ways are not led, and how many are not told."""
    if shared := one.parts.get("shared"):
        ends = "way ends" if shared == 1 else "ways end"
        yield f"{{shared:int}} {ends} in a widely shared or protected contact: not led", {"shared": shared}
    if more := one.parts.get("more"):
        yield f"{{more:int}} more {'way' if more == 1 else 'ways'} from here are not told", {"more": more}


def of_cluster(one: Finding, around: Around) -> Iterator[Note]:
    """Yield what became of a cluster, whose place in it is doubtful, what it lies in and what lies in it."""
    if named := around.given.get(one.id):
        said = "Its name was given by {who:who} on {at:date}: {why:text}"
        yield said, {"who": named.who, "at": named.at.isoformat(), "why": named.why}
    how = (one.parts.get("from") or {}).get("how", "lives")
    if how in BECAME and not (how == "born" and around.first):
        names = [around.titles[id] for id in one.parts["from"].get("clusters", ()) if id in around.titles]
        if names or "{" not in BECAME[how]:
            yield BECAME[how], {"names": names}
    yield from doubtful(one)
    place = coarser(one)
    others = [name for name in around.lying.get(place, ()) if name != one.parts["name"]] if place else []
    if others:
        said = "At the next coarser resolution {share:share} of it lie in one cluster of {size:int} accounts and groups"
        yield said + " with {others:list of title}", {**one.parts["above"], "others": others}
    below = one.parts.get("below") or ()
    if len(below) > 1:
        largest = sorted(below, key=lambda part: -len(part))[:MOST]
        parts = {f"part{place}": members[:3] for place, members in enumerate(largest)}
        said = "; ".join(f"{len(members):,} with {{part{place}:list of Node}}" for place, members in enumerate(largest))
        yield f"At the next finer resolution it falls into {len(below):,}: {said}", parts


def doubtful(one: Finding) -> Iterator[Note]:
    """Yield the members whose place is doubtful, the most doubtful first, each with its stability."""
    members, shares = one.parts.get("borderline") or (), one.parts.get("borderline_shares") or ()
    some = list(zip(members, shares, strict=True))[:MOST]
    if some:
        parts: dict[str, Any] = {}
        for place, (member, share) in enumerate(some):
            parts |= {f"member{place}": member, f"share{place}": share}
        said = ", ".join(f"{{member{place}:Node}} ({{share{place}:share}})" for place in range(len(some)))
        more = f" and {len(members) - len(some):,} more" if len(members) > len(some) else ""
        yield f"In doubt, with the share of runs that put them here: {said}{more}", parts


def ids(some: Iterable[Note]) -> Iterator[str]:
    """Yield the ids that notes name."""
    from graph.disclosure.voice import ids_in
    from graph.views import words

    for template, parts in some:
        yield from ids_in(words.meanings(template), parts)


NOTES: Mapping[str, Callable[[Finding, Around], Iterator[Note]]] = {
    "alias": of_alias,
    "cluster": of_cluster,
    "handoff": of_handoff,
    "succession": of_succession,
}
"""Kinds that have more to tell than the worth of their score."""
