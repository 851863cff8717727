"""The bars that the analyses are held to on made-up worlds, and whether they hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from liaisons.trials import tallies
from liaisons.trials.mistakes import RANKED
from liaisons.trials.tallies import Pick, Rate, Score

POOL = 1_000
"""Innocents of a kind from which their rate is held to a bar."""
CARRIED = {"5% up": 0.39, "10% up": 0.54, "20% up": 0.81, "40% up": 0.98}
"""Least recall of sure successions by the share of the members that came along."""
INNOCENTS = {"plain": 2.0, "hard": 5.0, "shifted": 5.0}
"""Most innocents of 1,000 of a kind that a false finding may touch."""
EASIER = {"look-alike-dead": 20.0, "family": None}
"""Kinds of look-alikes with a bar of their own, or with none: their rate is printed."""
UNBARRED = frozenset({"all"})
NAIVE = {"alias": ("any shared contact", "equal names"), "succession": ("member overlap",)}
"""The naive readers of each kind."""
TOO_EASY = 0.8
"""Precision from which a naive reader shows that a world is too easy."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A bar, the figure that is held to it, and whether it holds."""

    says: str
    limit: str
    figure: str
    worst: str
    """The worst world's figure, with its seed; empty where all worlds are counted as one."""
    holds: bool | None
    """None where too little was measured, or where there is no bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar on the mean over worlds."""

    says: str
    pick: Pick
    least: float | None = None
    most: float | None = None
    lacking: float | None = None
    """What counts in a world that has no such figure; where it is None that world is left out."""

    def verdict(self, scores: Sequence[Score], kind: str) -> Verdict:
        """Hold the worlds to it."""

        def pick(one: Mapping[str, Any]) -> float | None:
            value = self.pick(one)
            return self.lacking if value is None else value

        limit = f"at least {self.least:.2f}" if self.least is not None else f"at most {self.most:.2f}"
        got = tallies.figure(scores, kind, pick, low_is_good=self.most is not None)
        if got is None:
            return Verdict(self.says, limit, "nothing said", "", None)
        holds = got.mean >= self.least if self.least is not None else got.mean <= (self.most or 0.0)
        return Verdict(self.says, limit, f"{got.mean:.3f}", f"{got.worst:.3f} (seed {got.seed})", holds)


def at(*keys: str) -> Pick:
    """Give what takes the figure that lies below these keys; None where it does not."""

    def pick(one: Mapping[str, Any]) -> float | None:
        value: Any = one
        for key in keys:
            value = value.get(key) if isinstance(value, Mapping) else None
        return float(value) if value is not None else None

    return pick


SURE = (Bar("precision where the probability is 0.9 or more", at("at_probability", "0.9", "precision"), least=0.93),)
EVERY = (Bar("precision", at("precision"), least=1.0), Bar("recall", at("recall"), least=1.0))

BARS: Mapping[tuple[str, str], tuple[Bar, ...]] = {
    ("alias", "plain"): (
        Bar(
            "precision at recall 0.80 of what could be found",
            at("precision_at_recall_findable", "0.8"),
            least=0.97,
            lacking=0.0,
        ),
        Bar("calibration error, world by world", at("calibration_error"), most=0.02),
    ),
    ("alias", "hard"): SURE,
    ("alias", "shifted"): SURE,
    ("succession", "plain"): (
        Bar("precision at recall 0.85 of all", at("precision_at_recall", "0.85"), least=0.95, lacking=0.0),
        Bar(
            "precision at recall 0.85 of what could be found",
            at("precision_at_recall_findable", "0.85"),
            least=0.95,
            lacking=0.0,
        ),
        Bar("MRR, where anything was said of the old one", at("mrr"), least=0.97),
        Bar("calibration error, world by world", at("calibration_error"), most=0.02),
    ),
    ("succession", "hard"): SURE,
    ("succession", "shifted"): SURE,
    ("rename", "plain"): EVERY,
    ("reuse", "plain"): EVERY,
    ("cluster", "plain"): (Bar("ARI over the accounts of crews, opening rung", at("ari"), least=0.9),),
    ("handoff", "plain"): (
        Bar("precision", at("precision"), least=0.98),
        Bar("recall", at("recall"), least=0.98),
    ),
}
"""By kind of finding and kind of world; those on naive readers, shares and innocents follow below."""


def verdicts(kind: str, world: str, scores: Sequence[Score]) -> Iterator[Verdict]:
    """Hold a kind of finding to all its bars in a kind of world."""
    for bar in BARS.get((kind, world), ()):
        yield bar.verdict(scores, kind)
    if kind in RANKED:
        if world == "plain":
            yield calibrated(scores, kind)
        if (kind, world) == ("succession", "plain"):
            yield from carried(scores)
        yield from sheltered(scores, kind, world)
        for name in NAIVE[kind]:
            yield naive(scores, name)


def calibrated(scores: Sequence[Score], kind: str) -> Verdict:
    """Hold the calibration error over all worlds as one to its bar.

    A world has some hundred findings, and ten bins of a few each stray by chance: the mean of errors world by world
    stays above nought for perfect probabilities too, this one hardly.
    """
    error = tallies.calibration_error(tallies.reliability(scores, kind))
    said = "not calibrated" if error is None else f"{error:.3f}"
    return Verdict(
        "calibration error, all worlds as one", "at most 0.02", said, "", error is not None and error <= 0.02
    )


def carried(scores: Sequence[Score]) -> Iterator[Verdict]:
    """Hold recall of sure successions by carried share to its bars."""
    rates = tallies.recall_by(scores, "succession", "carried", "sure_by")
    for label, least in CARRIED.items():
        rate = rates.get(label, Rate(0, 0))
        share = f"{rate.share:.3f} of {rate.of}" if rate.share is not None else "none planted"
        says = f"recall at 0.9 or more, {label.removesuffix(' up')} or more of the members carried"
        yield Verdict(says, f"at least {least:.2f}", share, "", None if rate.share is None else rate.share >= least)


def sheltered(scores: Sequence[Score], kind: str, world: str) -> Iterator[Verdict]:
    """Hold what innocents pay to its bars, all worlds counted as one."""
    for label, rate in tallies.innocents(scores, kind).items():
        most = None if label in UNBARRED else EASIER.get(label, INNOCENTS[world])
        paid = f"{1000 * rate.share:.1f} ({rate.hits} of {rate.of:,})" if rate.share is not None else "none there"
        holds = None if most is None or rate.of < POOL else 1000 * rate.hits <= most * rate.of
        limit = "printed" if most is None else f"at most {most:g}"
        yield Verdict(f"false findings for 1,000 innocents: {label}", limit, paid, "", holds)


def naive(scores: Sequence[Score], name: str) -> Verdict:
    """Hold the worlds to being hard enough for a naive reader."""
    known = [(score["naive"][name]["precision"], score["seed"]) for score in scores if name in score["naive"]]
    worst, seed = max(known)
    mean = sum(value for value, _ in known) / len(known)
    says = f"the world is hard enough: precision of the naive reader, {name}"
    return Verdict(says, f"at most {TOO_EASY}", f"{mean:.3f}", f"{worst:.3f} (seed {seed})", worst <= TOO_EASY)
