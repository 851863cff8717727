"""Calibration: from bits of evidence to the share of such leads that were true in worlds whose truth is known.

Isotonic regression (Zadrozny and Elkan 2002) over bins of neighbouring leads, so that a share stands on enough
of them; between the bins' middles it is interpolated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LEAST = 20
"""Leads on which a share stands at least."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probabilities by bits; both ascend."""

    bits: tuple[float, ...]
    shares: tuple[float, ...]

    def probability(self, bits: float) -> float:
        """Give the probability at so many bits; beyond the outermost bins it stays what it is there."""
        import numpy as np

        return float(np.interp(bits, self.bits, self.shares))

    def plain(self) -> dict[str, list[float]]:
        """Give it as JSON values; ``read`` takes them back."""
        return {"bits": list(self.bits), "shares": list(self.shares)}

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "Calibration":
        """Take it back from its JSON values."""
        return cls(tuple(plain["bits"]), tuple(plain["shares"]))


def fit_calibration(bits: Sequence[float], true: Sequence[bool], least: int = LEAST) -> Calibration:
    """Fit to leads whose truth is known; raise ``ValueError`` where there are too few for two shares.

    Each bin's share is (true + 1/2) / (leads + 1), as Jeffreys' prior has it: what was true ten times of ten is
    not certain. Leads of equal bits stand in one bin.
    """
    import numpy as np
    from scipy.optimize import isotonic_regression

    if len(bits) != len(true) or len(bits) < 2 * least:
        raise ValueError(f"{len(bits)} leads with {len(true)} truths; at least {2 * least} are needed")
    order = np.argsort(np.asarray(bits, dtype=float), kind="stable")
    ranked, truth = np.asarray(bits, dtype=float)[order], np.asarray(true, dtype=float)[order]
    begins = [0]
    for place in np.flatnonzero(np.diff(ranked) > 0) + 1:
        if place - begins[-1] >= least and len(ranked) - place >= least:
            begins.append(int(place))
    counts = np.diff([*begins, len(ranked)])
    shares = (np.add.reduceat(truth, begins) + 0.5) / (counts + 1)
    middles = np.add.reduceat(ranked, begins) / counts
    rising = isotonic_regression(shares, weights=counts.astype(float)).x
    kept = sorted({*find_stretch_ends(rising)})  # within a flat stretch the middles say nothing more than its ends
    return Calibration(tuple(float(middles[n]) for n in kept), tuple(float(rising[n]) for n in kept))


def pool_families(curves: Sequence[Calibration], lean: float = 0.0) -> Calibration:
    """Give one curve over those of several families of worlds: their mean, what to expect of one more family.

    ``lean`` is how far it lies from there towards the lowest of them, from 0 to 1.
    """
    import numpy as np

    bits = sorted({bit for curve in curves for bit in curve.bits})
    shares = np.array([np.interp(bits, curve.bits, curve.shares) for curve in curves])
    told = (1.0 - lean) * shares.mean(axis=0) + lean * shares.min(axis=0)
    return Calibration(tuple(bits), tuple(float(share) for share in told))


def find_stretch_ends(levels: Any) -> list[int]:
    """Give the first and the last place of each stretch of equal levels."""
    last = len(levels) - 1
    return [n for n in range(len(levels)) if n in (0, last) or levels[n] != levels[n - 1] or levels[n] != levels[n + 1]]
