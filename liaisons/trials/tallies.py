"""Scores of several worlds as one: means with the worst beside them, and counts added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from worlds.scoring.pooling import pool_scores

Score = Mapping[str, Any]
"""All kinds of findings in one world."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over several worlds."""

    mean: float
    worst: float
    seed: int
    """The seed of the worst."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many; of nothing it is empty."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """Give the share."""
        return self.hits / self.of if self.of else None

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(self.hits + other.hits, self.of + other.of)


Rates = dict[str, Rate]
"""By a label."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings of about one probability: its mean, how many there are, and how many are true."""

    probability: float
    true: Rate


class Pool:
    """Scores of worlds of one kind and size."""

    def __init__(self, scores: Sequence[Score]) -> None:
        self.scores = scores

    @cached_property
    def _pooled(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = pool_scores(self.scores)["kinds"] if self.scores else {}
        return found

    @property
    def seeds(self) -> list[int]:
        """Give the seeds of its worlds."""
        return [score["seed"] for score in self.scores]

    def figure(self, kind: str, measure: str) -> Figure | None:
        """Give mean and worst of a measure of ``pooling``; None where no world has it."""
        known = self._pooled.get(kind, {}).get(measure)
        return Figure(known["mean"], known["worst"], known["seed"]) if known else None

    def told_from(self, kind: str, least: str) -> Rate:
        """Give how many findings of all worlds are told at a probability or above it, and how many are true."""
        told = [score["kinds"][kind]["at_probability"][least] for score in self.scores]
        return Rate(sum(one["right"] for one in told), sum(one["said"] for one in told))

    def mean(self, kind: str, count: str) -> float:
        """Give the mean of what every world tells of a kind."""
        total: int = sum(score["kinds"][kind][count] for score in self.scores)
        return total / len(self.scores)

    def innocents(self, kind: str) -> Rates:
        """Give how many innocents of each kind of look-alike a false finding touches."""
        parts = self._pooled[kind].get("false_per_thousand", {})
        return {label: Rate(part["touched"], part["innocents"]) for label, part in parts.items()}

    def reliability(self, kind: str) -> list[Bin]:
        """Give the bins of the reliability plot, but for empty ones; none where scores are empty."""
        bins = self._pooled[kind]["pooled"].get("reliability", ())
        return [
            Bin(one["mean"], Rate(round(one["share"] * one["count"]), one["count"])) for one in bins if one["count"]
        ]

    def calibration_error(self, kind: str) -> float | None:
        """Give the calibration error of all findings as one; None where scores are empty."""
        error: float | None = self._pooled[kind]["pooled"].get("calibration_error")
        return error
