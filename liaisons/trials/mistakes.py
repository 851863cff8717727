"""What mistakes an analysis makes: false findings by whom they touch and by what spoke for them, and misses."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from worlds.claims import claim
from worlds.facts import Truth
from worlds.matching import MATCHERS
from worlds.scoring.pairs import UNREAD, Exam, aliases, successions
from worlds.scoring.sheltered import SHOWN

Found = Mapping[str, Any]
"""A finding as ``Finding.plain`` gives it."""

RANKED = ("alias", "succession")
UNWEIGHED = frozenset({"alias-prior", "succession-prior"})
"""Reasons that every finding has: they tell nothing of one."""


@dataclass(slots=True)
class Mistakes:
    """Counts by label; of misses, how many were planted of each beside them."""

    touched: Counter[str] = field(default_factory=Counter)
    """False findings by whom they are about."""
    spoke: Counter[str] = field(default_factory=Counter)
    """False findings by the reasons that spoke for them."""
    missed: Counter[str] = field(default_factory=Counter)
    """What could be found and was not, by what of it the files hold."""
    planted: Counter[str] = field(default_factory=Counter)
    """What could be found, by the same labels."""

    def plain(self) -> dict[str, dict[str, int]]:
        """Give it as JSON values."""
        return {name: dict(sorted(getattr(self, name).items())) for name in ("touched", "spoke", "missed", "planted")}


def mistakes(kind: str, findings: Sequence[Found], truth: Truth) -> Mistakes:
    """Count the mistakes of one kind of finding; what is shown to nobody, being unlikely, is no finding here."""
    shown = [one for one in findings if kind not in RANKED or one["score"] is None or one["score"] > SHOWN]
    if kind not in RANKED:
        return told_apart(kind, shown, truth)
    claims = [claim(one) for one in shown]
    exam = aliases(claims, truth) if kind == "alias" else successions(claims, truth)
    who, by_id, out = Cast(truth), {one["id"]: one for one in shown}, Mistakes()
    for judged in exam.judged:
        if not judged.right:
            out.touched[who.about(kind, judged.claim.subjects)] += 1
            out.spoke[spoken(by_id[judged.claim.id])] += 1
    survived(exam, kind, truth, out)
    return out


def survived(exam: Exam, kind: str, truth: Truth, out: Mistakes) -> None:
    """Count misses by what of them survived in the files."""
    evidence = {(pair.one, pair.other): pair.evidence for pair in truth.pairs}
    if kind == "succession":
        evidence = {(one.old, one.new): one.evidence for one in truth.successions}
    for planted in exam.planted:
        if planted.findable:
            label = " + ".join(sorted(set(evidence[planted.key]) - UNREAD)) or "through a third account"
            out.planted[label] += 1
            out.missed[label] += planted.key not in exam.found


def spoken(finding: Found) -> str:
    """Give the reasons that speak for a finding, as one label."""
    return " + ".join(sorted({one["key"] for one in finding["reasons"] if one["weight"] > 0} - UNWEIGHED)) or "nothing"


def told_apart(kind: str, findings: Sequence[Found], truth: Truth) -> Mistakes:
    """Count the mistakes of findings without an order: what the examiner says of each, cut to its sort."""
    matched = MATCHERS[kind]([claim(one) for one in findings], truth)
    out = Mistakes()
    out.touched.update(sort(kind, line) for line in matched.false_leads)
    out.missed.update(sort(kind, line) for line in matched.missed)
    return out


def sort(kind: str, line: str) -> str:
    """Give the sort of a mistake out of the words of the examiner."""
    if kind == "rename":
        return line.rpartition("(told by ")[2].removesuffix(")") if "(told by " in line else "a change that was none"
    if kind == "reuse":
        return next((sort for sort in ("swap", "freed-name", "freed-handle") if sort in line), "of another sort")
    if kind == "cluster":
        return (
            "several crews in one cluster" if line.startswith("cluster ") else "no cluster holds the crew, or one two"
        )
    return "generic and goes on" if "generic" in line else "hop" if " > " in line else "other"


class Cast:
    """Who is who in a world."""

    def __init__(self, truth: Truth) -> None:
        self.crew = {id: crew.name for crew in truth.crews for id in (*crew.accounts, *crew.groups)}
        self.innocent = labelled((one.kind, one.subjects) for one in truth.innocents)
        self.around = labelled((one.kind, one.around) for one in truth.innocents)
        self.colleagues = {
            frozenset(pair) for one in truth.innocents if one.kind == "colleagues" for pair in [one.subjects]
        }
        self.rivals = set(truth.rivals)

    def about(self, kind: str, subjects: Sequence[str]) -> str:
        """Say what the subjects of a false finding are to each other."""
        crews = [self.crew.get(id) for id in subjects]
        if None not in crews:
            if len(set(crews)) == 1:
                if kind == "alias":
                    known = frozenset(subjects) in self.colleagues
                    return "two hands of one crew with one telephone" if known else "two hands of one crew"
                return "two of one crew, one of which does not follow the other"
            return "a rival crew that lured members" if tuple(subjects) in self.rivals else "two crews"
        return " and ".join(sorted({self.one(id) for id in subjects}))

    def one(self, id: str) -> str:
        """Say who one is."""
        if id in self.crew:
            return "a crew"
        if id in self.innocent:
            return self.innocent[id]
        return f"around {self.around[id]}" if id in self.around else "bystander"


def labelled(some: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Give each id its kind; of several the first by name."""
    out: dict[str, str] = {}
    for kind, ids in sorted((kind, tuple(ids)) for kind, ids in some):
        for id in ids:
            out.setdefault(id, kind)
    return out
