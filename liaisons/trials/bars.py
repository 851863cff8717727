"""The bars that the analyses are held to on made-up worlds, and whether they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from liaisons.trials.mistakes import RANKED
from liaisons.trials.tallies import Pool, Rate
from worlds.scoring.sheltered import CREWS

POOL = 1_000
"""Innocents of a kind from which their rate is held to a bar."""
CARRIED = {"5% up": 0.39, "10% up": 0.54, "20% up": 0.81, "40% up": 0.98}
"""Least recall of sure successions by the share of the members that came along."""
INNOCENTS = {"plain": 2.0, "hard": 5.0, "shifted": 5.0}
"""Most of 1,000 of a kind that a false finding may touch."""
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
    measure: str
    """As ``worlds.scoring.pooling`` calls it."""
    least: float | None = None
    most: float | None = None

    def verdict(self, pool: Pool, kind: str) -> Verdict:
        """Hold the worlds to it."""
        limit = f"at least {self.least:.2f}" if self.least is not None else f"at most {self.most:.2f}"
        got = pool.figure(kind, self.measure)
        if got is None:
            return Verdict(self.says, limit, "nothing said", "", None)
        holds = got.mean >= self.least if self.least is not None else got.mean <= (self.most or 0.0)
        return Verdict(self.says, limit, f"{got.mean:.3f}", f"{got.worst:.3f} (seed {got.seed})", holds)


SURE = (Bar("precision from probability 0.9", "precision_from_0.9", least=0.93),)
EVERY = (Bar("precision", "precision", least=1.0), Bar("recall", "recall", least=1.0))
CALIBRATED = Bar("calibration error, world by world", "calibration_error", most=0.02)

BARS: Mapping[tuple[str, str], tuple[Bar, ...]] = {
    ("alias", "plain"): (
        Bar("precision at recall 0.80 of what could be found", "precision_at_recall_findable_0.8", least=0.97),
        CALIBRATED,
    ),
    ("alias", "hard"): SURE,
    ("alias", "shifted"): SURE,
    ("succession", "plain"): (
        Bar("precision at recall 0.85 of all", "precision_at_recall_0.85", least=0.95),
        Bar("precision at recall 0.85 of what could be found", "precision_at_recall_findable_0.85", least=0.95),
        Bar("MRR, where anything was said of the old one", "mrr", least=0.97),
        CALIBRATED,
    ),
    ("succession", "hard"): SURE,
    ("succession", "shifted"): SURE,
    ("rename", "plain"): EVERY,
    ("reuse", "plain"): EVERY,
    ("cluster", "plain"): (Bar("ARI over the accounts of crews, opening rung", "ari", least=0.9),),
    ("handoff", "plain"): (Bar("precision", "precision", least=0.98), Bar("recall", "recall", least=0.98)),
}
"""By kind of finding and kind of world; those on naive readers, shares and innocents follow below."""


def verdicts(kind: str, world: str, pool: Pool) -> Iterator[Verdict]:
    """Hold a kind of finding to all its bars in a kind of world."""
    for bar in BARS.get((kind, world), ()):
        yield bar.verdict(pool, kind)
    if kind in RANKED:
        if world == "plain":
            yield calibrated(pool, kind)
        if (kind, world) == ("succession", "plain"):
            yield from carried(pool)
        yield from sheltered(pool, kind, world)
        for name in NAIVE[kind]:
            yield naive(pool, name)


def calibrated(pool: Pool, kind: str) -> Verdict:
    """Hold the calibration error over all worlds as one to its bar.

    A world has some hundred findings, and ten bins of a few each stray by chance: the mean of errors world by world
    stays above nought for perfect probabilities too, this one hardly.
    """
    error = pool.calibration_error(kind)
    said = "not calibrated" if error is None else f"{error:.3f}"
    return Verdict(
        "calibration error, all worlds as one", "at most 0.02", said, "", error is not None and error <= 0.02
    )


def carried(pool: Pool) -> Iterator[Verdict]:
    """Hold recall of sure successions by carried share to its bars."""
    rates = pool.sure_by("succession", "carried")
    for label, least in CARRIED.items():
        rate = rates.get(label, Rate(0, 0))
        share = f"{rate.share:.3f} of {rate.of}" if rate.share is not None else "none planted"
        says = f"recall of what could be found from probability 0.9, {label.removesuffix(' up')} or more carried"
        yield Verdict(says, f"at least {least:.2f}", share, "", None if rate.share is None else rate.share >= least)


def sheltered(pool: Pool, kind: str, world: str) -> Iterator[Verdict]:
    """Hold what innocents pay to its bars, all worlds counted as one: each kind of look-alike must hold its own.

    Accounts and groups of crews in the same places are held to the same bars, and told apart: they are no innocents.
    """
    rates = pool.innocents(kind)
    innocents = {label: rate for label, rate in rates.items() if not label.endswith(CREWS)}
    crews = {label: rate for label, rate in rates.items() if label.endswith(CREWS)}
    for says, some in (("innocents", innocents), ("of crews that look like another hand", crews)):
        if some:
            yield spare(f"false findings for 1,000 {says}", some, world)


def spare(says: str, rates: Mapping[str, Rate], world: str) -> Verdict:
    """Hold each kind to its bar."""
    states = {label: spared(label, rate, world) for label, rate in rates.items()}
    broken = [f"{label} {1000 * (rates[label].share or 0.0):.1f}" for label, holds in states.items() if holds is False]
    few = [label for label, holds in states.items() if holds is None and limit(label, world) is not None]
    held = sum(bool(holds) for holds in states.values())
    told = [f"broken by {', '.join(broken)}" if broken else f"{held} kinds of look-alikes hold"]
    told += [f"under {POOL:,} of them: {', '.join(few)}"] if few else []
    most = f"at most {INNOCENTS[world]:g} of each kind, look-alikes of dead groups 20, families printed"
    holds = False if broken else True if held else None
    return Verdict(says, most, "; ".join(told), "", holds)


def limit(label: str, world: str) -> float | None:
    """Give how many of 1,000 innocents of a kind may be touched; None where that is only printed."""
    return None if label in UNBARRED else EASIER.get(label.removesuffix(CREWS), INNOCENTS[world])


def spared(label: str, rate: Rate, world: str) -> bool | None:
    """Say whether innocents of a kind pay no more than they may; None where too few are there, or no bar is."""
    most = limit(label, world)
    return None if most is None or rate.of < POOL else 1000 * rate.hits <= most * rate.of


def naive(pool: Pool, name: str) -> Verdict:
    """Hold the worlds to being hard enough for a naive reader."""
    says = f"the world is hard enough: precision of the naive reader, {name}"
    got = pool.naive(name, "precision")
    if got is None:
        return Verdict(says, f"at most {TOO_EASY}", "nothing said", "", None)
    worst = f"{got.worst:.3f} (seed {got.seed})"
    return Verdict(says, f"at most {TOO_EASY}", f"{got.mean:.3f}", worst, got.worst <= TOO_EASY)
