"""Scores findings against what is true of a made-up world, kind by kind, misses and false leads named."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from worlds.bars import Check, check_bars
from worlds.claims import read_claim
from worlds.facts import Truth, read_truth_file
from worlds.matching import match_kind, scored_kinds

__all__ = ["Check", "KindScore", "Score", "Truth", "print_score", "read_truth_file", "score_findings"]


@dataclass(frozen=True, slots=True)
class KindScore:
    """How one kind of finding did."""

    kind: str
    planted: int
    found: int
    right: int
    """Findings that say something true."""
    missed: tuple[str, ...]
    false_leads: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of the findings that are true; 0 where nothing was said though there was something to say."""
        said = self.right + len(self.false_leads)
        return self.right / said if said else float(not self.planted)

    @property
    def recall(self) -> float:
        """Share of what was planted that was found."""
        return self.found / self.planted if self.planted else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """How findings did, kind by kind, and whether the bars hold."""

    kinds: Mapping[str, KindScore]
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether every bar holds."""
        return all(check.holds for check in self.checks)

    def plain(self) -> dict[str, Any]:
        """Give the score as JSON values."""
        kinds = [asdict(kind) | {"precision": kind.precision, "recall": kind.recall} for kind in self.kinds.values()]
        return {"kinds": kinds, "checks": [asdict(check) for check in self.checks]}


def score_findings(findings: Iterable[Mapping[str, Any]], truth: Truth) -> Score:
    """Hold findings, as ``liaisons find --format json`` gives them, against the truth."""
    claims = [read_claim(finding) for finding in findings]
    matched = {kind: match_kind(kind, [c for c in claims if c.kind == kind], truth) for kind in scored_kinds(truth)}
    kinds = {
        kind: KindScore(kind, m.planted, m.planted - len(m.missed), m.right, tuple(m.missed), tuple(m.false_leads))
        for kind, m in matched.items()
    }
    return Score(kinds, check_bars(claims, truth, matched))


def print_score(score: Score, most: int = 12) -> list[str]:
    """Say how it went, for people: a line a kind, then what was missed and what was wrong, at most ``most`` each."""
    out = []
    for kind in score.kinds.values():
        out.append(
            f"{kind.kind:<11} {kind.found:>3} of {kind.planted:<3} found, {len(kind.false_leads):>3} false"
            f"   precision {kind.precision:.2f}   recall {kind.recall:.2f}"
        )
        for word, things in (("missed", kind.missed), ("false", kind.false_leads)):
            out += [f"    {word:<7} {thing}" for thing in things[:most]]
            if len(things) > most:
                out.append(f"    {word:<7} … and {len(things) - most} more")
    out += [f"{'holds ' if check.holds else 'FAILS '} {check.name}: {check.detail}" for check in score.checks]
    return out
