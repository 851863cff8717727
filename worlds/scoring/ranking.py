"""Measures of an order and of probabilities: precision at the top, the area under the curve, calibration."""

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10
"""Bins of equal width for the calibration error and the reliability plot."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings of about one probability."""

    low: float
    count: int
    mean: float | None
    """Mean probability; None where there is no finding."""
    share: float | None
    """Share of true ones."""


def precision_at(right: Sequence[bool], most: int) -> float | None:
    """Give the share of true ones among the first ``most``; of all where there are fewer, None where there is none."""
    top = right[:most]
    return sum(top) / len(top) if top else None


def average_precision(right: Sequence[bool | None], gained: Sequence[int], planted: int) -> float:
    """Give the area under the curve of precision and recall, as a sum of steps.

    ``gained`` says how many planted ones each finding brought in that were not found before. A finding that is neither
    right nor wrong, None, is not held against the precision; what it brings in counts.
    """
    area, hits, said = 0.0, 0, 0
    for is_right, gain in zip(right, gained, strict=True):
        said += is_right is not None
        hits += is_right or False
        area += gain * (hits / said if said else 1.0)
    return area / planted if planted else 1.0


def count_at_precision(right: Sequence[bool], least: float) -> int:
    """Give how many findings, from the first on, can be taken at a precision of at least ``least``."""
    hits, most = 0, 0
    for rank, is_right in enumerate(right, 1):
        hits += is_right
        if hits >= least * rank:
            most = rank
    return most


def bin_reliability(scores: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """Give ten bins of equal width, empty ones too; one probability of exactly 1 is in the last."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, is_right in zip(scores, right, strict=True):
        bins[min(int(score * BINS), BINS - 1)].append((score, is_right))
    return [
        Bin(
            n / BINS,
            len(one),
            sum(score for score, _ in one) / len(one) if one else None,
            sum(is_right for _, is_right in one) / len(one) if one else None,
        )
        for n, one in enumerate(bins)
    ]


def calibration_error(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Give the mean distance between score and share of true ones, over bins, weighted by their findings."""
    return measure_bin_distance(bin_reliability(scores, right))


def measure_bin_distance(bins: Sequence[Bin]) -> float:
    """Give the mean distance between probability and share of true ones, weighted by findings; 0 of none."""
    apart = sum(abs((one.mean or 0.0) - (one.share or 0.0)) * one.count for one in bins)
    return apart / max(sum(one.count for one in bins), 1)


def measure_brier(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Give the mean squared distance between score and truth."""
    return sum((score - is_right) ** 2 for score, is_right in zip(scores, right, strict=True)) / max(len(scores), 1)
