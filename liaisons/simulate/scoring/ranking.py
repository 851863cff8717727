"""Measures of an order and of probabilities: precision at the top, the area under the curve, calibration."""

from collections.abc import Sequence

BINS = 10
"""Bins of equal width for the calibration error."""


def precision_at(right: Sequence[bool], most: int) -> float | None:
    """Give the share of true ones among the first ``most``; of all where there are fewer, None where there is none."""
    top = right[:most]
    return sum(top) / len(top) if top else None


def average_precision(right: Sequence[bool], gained: Sequence[int], planted: int) -> float:
    """Give the area under the curve of precision and recall, as a sum of steps.

    ``gained`` says how many planted ones each finding brought in that were not found before.
    """
    area, hits = 0.0, 0
    for rank, (is_right, gain) in enumerate(zip(right, gained, strict=True), 1):
        hits += is_right
        area += gain * hits / rank
    return area / planted if planted else 1.0


def calibration_error(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Give the mean distance between score and share of true ones, over bins, weighted by their findings."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, is_right in zip(scores, right, strict=True):
        bins[min(int(score * BINS), BINS - 1)].append((score, is_right))
    return sum(abs(sum(s for s, _ in one) - sum(r for _, r in one)) for one in bins) / max(len(scores), 1)


def brier(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Give the mean squared distance between score and truth."""
    return sum((score - is_right) ** 2 for score, is_right in zip(scores, right, strict=True)) / max(len(scores), 1)
