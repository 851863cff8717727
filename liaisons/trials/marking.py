"""Marks of one world: what the examiner says of each kind of finding, its mistakes, and recall where it is sure."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from liaisons.examining import simple
from liaisons.trials.mistakes import RANKED, Found, mistakes
from worlds.claims import claim
from worlds.facts import Truth
from worlds.scoring import score_world
from worlds.scoring.measuring import SPLITS, split
from worlds.scoring.pairs import aliases, successions

STRONG = 0.9
"""Probability from which a finding is sure."""


def marked(found: Mapping[str, Sequence[Found]], truth: Truth) -> dict[str, Any]:
    """Mark the findings of a world, by kind, as JSON values."""
    out = score_world((finding for some in found.values() for finding in some), truth)
    for kind, some in found.items():
        out["kinds"][kind]["mistakes"] = mistakes(kind, some, truth).plain()
        if kind in RANKED:
            out["kinds"][kind]["sure_by"] = sure_by(kind, some, truth)
    return out


def sure_by(kind: str, findings: Sequence[Found], truth: Truth) -> dict[str, Any]:
    """Tell recall of sure findings apart as the examiner tells that of all; nothing where scores are empty."""
    sure = [claim(one) for one in findings if (one["score"] or 0.0) >= STRONG]
    exam = aliases(sure, truth) if kind == "alias" else successions(sure, truth)
    return {name: split(exam.planted, exam.found, label) for name, label in SPLITS.items()}


def naive(raw: Path, truth: Truth) -> dict[str, dict[str, Any]]:
    """Mark the naive readers."""
    return simple(raw, truth)
