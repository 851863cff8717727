"""The weights that are shipped: what the comparisons weigh, and how their sum becomes a probability."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.analysis.alias.compared import MODEL
from graph.analysis.alias.linking import levels
from graph.analysis.alias.model import Model
from graph.analysis.alias.prevalence import Prevalence, sharing
from graph.analysis.calibration import Calibration

if TYPE_CHECKING:
    import pyarrow as pa

FILE = Path(__file__).parents[1] / "learnt/alias.json"


@dataclass(frozen=True, slots=True)
class Learnt:
    """A model with weights, and the probabilities of its sums where they were measured."""

    model: Model
    calibration: Calibration | None
    """None for weights that a case taught itself: nothing there says how many of its leads are true."""
    prevalence: Prevalence | None = None
    """Where the pairs of a case begin; None where all begin at the prior."""

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "Learnt":
        """Take it from JSON values, as ``plain`` gives them."""
        calibration, prevalence = plain.get("calibration"), plain.get("prevalence")
        model = MODEL.weighed(plain["prior"], plain["weights"])
        return cls(
            model,
            Calibration.read(calibration) if calibration else None,
            Prevalence.read(prevalence) if prevalence else None,
        )

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values."""
        found: dict[str, Any] = {"prior": self.model.prior, "weights": self.model.weights()}
        found |= {"calibration": self.calibration.plain()} if self.calibration else {}
        return found | ({"prevalence": self.prevalence.plain()} if self.prevalence else {})

    def score(self, bits: float) -> float | None:
        """Give the probability at so many bits; None where it is not known."""
        return self.calibration.probability(bits) if self.calibration else None

    def begins(self, pairs: "pa.Table") -> float:
        """Give the bits at which the compared pairs of a case begin: the prior, moved by how rich the case is."""
        if self.prevalence is None or not len(pairs):
            return self.model.prior
        shared = sharing(levels(pairs, self.model.comparisons))
        return self.model.prior + self.prevalence.moved(pairs["match_weight"].to_numpy()[shared])


@cache
def shipped() -> Learnt:
    """Read the weights that came with the program."""
    return Learnt.read(json.loads(FILE.read_text(encoding="utf-8")))
