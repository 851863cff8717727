"""What became of the clusters since the run before: which are new, grown, split, merged, back, and which have ended."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.finding import Finding, Run

if TYPE_CHECKING:
    from graph.case import Case
    from graph.disclosure import Disclosure

ORDER = ("ended", "merged", "split", "born", "back", "grown", "shrunk")
"""In which they are told: what is gone is seen nowhere else."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of a cluster since the run before."""

    id: str
    """Of its finding; of one that ended there is none any more."""
    name: str
    how: str
    """ended, merged, split, born, back, grown or shrunk."""
    was: int
    """Members in the run before."""
    size: int
    """Members now; of one that ended, how many are in other clusters."""
    others: tuple[str, ...]
    """Names of the clusters that it came from; of one that ended, of those that hold most of its members."""


def turns(gate: "Disclosure") -> tuple[Turn, ...]:
    """Give what became of clusters; nothing where no run before looked for any."""
    run = before(gate.case)
    if run is None:
        return ()
    now = [one for one in gate.latest.findings if one.kind == "cluster"]
    gate.consult("turns", {subject.id for one in now for subject in one.subjects})
    run = gate.named(run)
    found = [*changed(gate, now, {one.id: one for one in run}), *ended(gate, now, run)]
    return tuple(sorted(found, key=lambda turn: (ORDER.index(turn.how), -max(turn.size, turn.was), turn.name)))


def before(case: "Case") -> tuple[Finding, ...] | None:
    """Give the clusters of the run before the last of those that looked for clusters."""
    said = [entry.payload for entry in case.journal.entries("find") if entry.payload is not None]
    runs = [payload for payload in said if not payload["kinds"] or "cluster" in payload["kinds"]]
    return Run("cluster", runs[-2]["findings"], frozenset()).findings(case) if len(runs) > 1 else None


def changed(gate: "Disclosure", now: Iterable[Finding], run: dict[str, Finding]) -> Iterator[Turn]:
    """Yield the clusters that do not merely go on."""
    for one in now:
        origin = one.parts.get("from") or {}
        if origin.get("how") in ORDER:
            parents = [run[id] for id in origin.get("clusters", ()) if id in run]
            names = tuple(gate.voice.title(parent.parts["name"]) for parent in parents if parent.id != one.id)
            was = run[one.id].parts["size"] if one.id in run else sum(parent.parts["size"] for parent in parents)
            yield Turn(one.id, gate.voice.title(one.parts["name"]), origin["how"], was, one.parts["size"], names)


def ended(gate: "Disclosure", now: list[Finding], run: Iterable[Finding]) -> Iterator[Turn]:
    """Yield the clusters that nobody carries on, with where most of their members are now."""
    going = {id for one in now for id in (one.id, *(one.parts.get("from") or {}).get("clusters", ()))}
    home = {subject.id: one for one in now for subject in one.subjects}
    for one in run:
        if one.id not in going:
            members = Counter(home[subject.id].parts["name"] for subject in one.subjects if subject.id in home)
            most = tuple(
                gate.voice.title(name) for name, _ in sorted(members.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
            )
            yield Turn(one.id, gate.voice.title(one.parts["name"]), "ended", one.parts["size"], members.total(), most)
