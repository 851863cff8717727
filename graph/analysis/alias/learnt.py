"""The weights that are shipped: what the comparisons weigh, and how their sum becomes a probability."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from graph.analysis.alias.compared import MODEL
from graph.analysis.alias.explanations import Explanations, Rival, name_cell
from graph.analysis.alias.model import Model
from graph.analysis.calibration import Calibration

FILE = Path(__file__).parents[1] / "learnt/alias.json"


@dataclass(frozen=True, slots=True)
class Learnt:
    """A model with weights, and the probabilities of its sums where they were measured."""

    model: Model
    calibration: Calibration | None
    """None for weights that a case taught itself: nothing there says how many of its leads are true."""
    families: Mapping[str, Calibration] = field(default_factory=dict)
    """What each family of worlds by itself would say of weights that were learnt without it."""
    explanations: Explanations = field(default_factory=lambda: Explanations({}))
    """What else pairs were in worlds."""

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "Learnt":
        """Take it from JSON values, as ``plain`` gives them."""
        calibration = plain.get("calibration")
        model = MODEL.weighed(plain["prior"], plain["weights"])
        return cls(
            model,
            Calibration.read(calibration) if calibration else None,
            {family: Calibration.read(curve) for family, curve in plain.get("families", {}).items()},
            Explanations.read(plain.get("explanations", {})),
        )

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values."""
        found: dict[str, Any] = {"prior": self.model.prior, "weights": self.model.weights()}
        found |= {"calibration": self.calibration.plain()} if self.calibration else {}
        families = {family: curve.plain() for family, curve in self.families.items()}
        found |= {"families": families} if families else {}
        return found | ({"explanations": self.explanations.plain()} if self.explanations.shares else {})

    def score(self, bits: float) -> float | None:
        """Give the probability at so many bits; None where it is not known."""
        return self.calibration.probability(bits) if self.calibration else None

    def rival(self, row: Mapping[str, Any], probability: float) -> tuple[Rival, float] | None:
        """Give what else a compared pair may be, and how likely; ``row`` as ``linking.link_accounts`` gives it."""
        levels = {one.name: one.at(row[f"gamma_{one.name}"]).key for one in self.model.comparisons}
        cell = name_cell(levels["phone"], levels["name"], levels["name_alone"])
        return self.explanations.strongest(cell, probability)

    def over_families(self, bits: float) -> tuple[float, float] | None:
        """Give the least and the greatest share of leads of so many bits that were true in a family of worlds."""
        shares = [curve.probability(bits) for curve in self.families.values()]
        return (min(shares), max(shares)) if shares else None


@cache
def read_shipped_weights() -> Learnt:
    """Read the weights that came with the program."""
    return Learnt.read(json.loads(FILE.read_text(encoding="utf-8")))
