"""Scores of several worlds as one: means with the worst beside them, and counts added up."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Score = Mapping[str, Any]
Pick = Callable[[Mapping[str, Any]], float | None]
"""Takes a figure from the score of a kind in one world; None where it has none."""


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


def figure(scores: Iterable[Score], kind: str, pick: Pick, *, low_is_good: bool = False) -> Figure | None:
    """Give mean and worst of a figure over worlds, those left out that have none; None where none has."""
    picked = [(pick(score["kinds"][kind]), score["seed"]) for score in scores]
    known = [(value, seed) for value, seed in picked if value is not None]
    if not known:
        return None
    worst, seed = (max if low_is_good else min)(known)
    return Figure(sum(value for value, _ in known) / len(known), worst, seed)


def added(some: Iterable[Rates]) -> Rates:
    """Add rates up, label by label."""
    out: Rates = {}
    for rates in some:
        for label, rate in rates.items():
            out[label] = out.get(label, Rate(0, 0)) + rate
    return dict(sorted(out.items()))


def recall_by(scores: Iterable[Score], kind: str, name: str, within: str = "by") -> Rates:
    """Give the recall of what could be found, by a label; ``sure_by`` within gives that of sure findings."""
    return added(
        {
            label: Rate(round((part["recall_findable"] or 0.0) * part["findable"]), part["findable"])
            for label, part in score["kinds"][kind].get(within, {}).get(name, {}).items()
        }
        for score in scores
    )


def precision_by(scores: Iterable[Score], kind: str, name: str) -> Rates:
    """Give the precision of all that was said, by a label."""
    return added(
        {
            label: Rate(round(part["precision"] * part["said"]), part["said"])
            for label, part in score["kinds"][kind].get("precision_by", {}).get(name, {}).items()
        }
        for score in scores
    )


def innocents(scores: Iterable[Score], kind: str) -> Rates:
    """Give how many innocents of each kind of look-alike a false finding touches."""
    return added(
        {
            label: Rate(part["touched"], part["innocents"])
            for label, part in score["kinds"][kind]["false_per_thousand"].items()
        }
        for score in scores
    )


def mistakes(scores: Iterable[Score], kind: str, sort: str) -> Counter[str]:
    """Count mistakes of a sort (``touched``, ``spoke``, ``missed``, ``planted``) by label."""
    out: Counter[str] = Counter()
    for score in scores:
        out.update(score["kinds"][kind]["mistakes"][sort])
    return out


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings of about one probability: its mean, how many there are, and how many are true."""

    probability: float
    true: Rate


def reliability(scores: Sequence[Score], kind: str) -> list[Bin]:
    """Give the bins of equal width, those of all worlds in one; bins without a finding are left out."""
    held: dict[int, tuple[float, Rate]] = {}
    for score in scores:
        for place, part in enumerate(score["kinds"][kind].get("reliability") or ()):
            if part["count"]:
                total, rate = held.get(place, (0.0, Rate(0, 0)))
                true = Rate(round(part["share"] * part["count"]), part["count"])
                held[place] = total + part["mean"] * part["count"], rate + true
    return [Bin(total / rate.of, rate) for _, (total, rate) in sorted(held.items())]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Give the mean distance between probability and share of true ones, weighted by findings; None without any."""
    count = sum(one.true.of for one in bins)
    return sum(abs(one.probability * one.true.of - one.true.hits) for one in bins) / count if count else None
