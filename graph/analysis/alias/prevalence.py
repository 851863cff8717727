"""How many of a case's pairs are of one hand, beside the worlds that the weights were learnt on: where its pairs begin.

Half the evidence of a rich case survives in a poor one, and a shared number is a hand's less often there. The odds are
moved as Saerens, Latinne and Decaestecker (2002) move a classifier to other priors: until the mean probability of the
case's own pairs is the share that they start from. In worlds this moved too far, since poor cases differ in more than
that, so a learnt part of it counts; where pairs are few, less.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Any

from graph.analysis.calibration import Calibration

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

OWN = ("phone", "profile", "change", "mail", "invite", "handle", "text", "name")
"""Comparisons of things of one's own: pairs that share none of them say nothing of how rich a case is."""

FEW = 300
"""Pairs at which half of the move counts."""

FARTHEST = 1.5
"""Bits that no case moves beyond."""


@dataclass(frozen=True, slots=True)
class Prevalence:
    """What was learnt of pairs that share something of their own."""

    share: float
    """Of these pairs in worlds those of one hand."""
    trust: float
    """The part of the move that counts."""
    rough: Calibration
    """Probabilities before any move, all worlds taken together."""

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return {"share": self.share, "trust": self.trust, "rough": self.rough.plain()}

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "Prevalence":
        """Take it back from its JSON values."""
        return cls(plain["share"], plain["trust"], Calibration.read(plain["rough"]))

    def moved(self, bits: "npt.NDArray[np.float64]") -> float:
        """Give by how many bits a case's pairs begin higher, by the bits of those that share something of their own."""
        import numpy as np

        found = believed(np.interp(bits, self.rough.bits, self.rough.shares), self.share)
        return max(-FARTHEST, min(FARTHEST, self.trust * found))


def believed(probabilities: "npt.NDArray[np.float64]", share: float) -> float:
    """Give the move of a case in bits, smaller where its pairs are few."""
    return shift(probabilities, share) * len(probabilities) / (len(probabilities) + FEW)


def shift(probabilities: "npt.NDArray[np.float64]", share: float) -> float:
    """Give the bits by which the odds move until the mean probability is the share; 0 without pairs."""
    import numpy as np

    if not len(probabilities):
        return 0.0
    odds = np.clip(probabilities, 1e-6, 1 - 1e-6)
    odds = odds / (1 - odds)
    now = share
    for _ in range(1000):
        factor = (now / (1 - now)) / (share / (1 - share))
        fresh = float(np.clip(np.mean(odds * factor / (1 + odds * factor)), 1e-4, 1 - 1e-4))
        if abs(fresh - now) < 1e-9:
            break
        now = fresh
    return log2((now / (1 - now)) / (share / (1 - share)))


def sharing(levels: "Mapping[str, npt.NDArray[np.int64]]") -> "npt.NDArray[np.bool_]":
    """Say of each pair whether it shares something of its own; ``levels`` as Splink numbers them, by comparison."""
    import numpy as np

    found: npt.NDArray[np.bool_] = np.any([levels[name] > 0 for name in OWN], axis=0)
    return found
