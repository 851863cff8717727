"""Weights: how many bits each measure of a pair is worth, learnt on made-up worlds and shipped as data."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.analysis.calibration import Calibration

if TYPE_CHECKING:
    from graph.arrays import Floats

NEAR_WORST = 0.5
"""How far what is told of successions lies from the mean of the families towards the lowest of them: they differ more
in successions than in aliases, and at the mean leads of the worst family were told at twice what they earned."""

LEARNT = Path(__file__).parents[1] / "learnt"


@dataclass(frozen=True, slots=True)
class Curve:
    """Bits by value: straight between points, flat beyond them, never falling, and 0 where nothing is known."""

    at: tuple[float, ...]
    bits: tuple[float, ...]

    def __call__(self, values: Any) -> Any:
        """Give the bits of a value, or of each of an array."""
        import numpy as np

        return np.interp(values, self.at, self.bits)


@dataclass(frozen=True, slots=True)
class Weights:
    """A model whose terms are reasons: prior and curves sum to bits, and calibration makes a probability of them."""

    prior: float
    curves: Mapping[str, Curve]
    calibration: Calibration
    families: Mapping[str, Calibration] = field(default_factory=dict)
    """What each family of worlds by itself would say of weights that were learnt without it."""

    def bits(self, values: Mapping[str, "Floats"], terms: Iterable[str]) -> "Floats":
        """Give the sum of some terms over pairs."""
        import numpy as np

        found: Floats = np.sum([self.curves[term](values[term]) for term in terms], axis=0)
        return found

    def plain(self) -> dict[str, Any]:
        """Give them as JSON values; ``read`` takes them back."""
        curves = {name: {"at": list(curve.at), "bits": list(curve.bits)} for name, curve in self.curves.items()}
        found = {"prior": self.prior, "curves": curves, "calibration": self.calibration.plain()}
        by_family = {family: curve.plain() for family, curve in self.families.items()}
        return found | ({"by_family": by_family} if by_family else {})

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "Weights":
        """Take them back from their JSON values."""
        curves = {name: Curve(tuple(one["at"]), tuple(one["bits"])) for name, one in plain["curves"].items()}
        families = {family: Calibration.read(curve) for family, curve in plain.get("by_family", {}).items()}
        return cls(plain["prior"], curves, Calibration.read(plain["calibration"]), families)


@cache
def read_learnt_weights(kind: str) -> Weights:
    """Give the weights that are shipped for a kind of finding."""
    return Weights.read(json.loads((LEARNT / f"{kind}.json").read_text(encoding="utf-8")))
