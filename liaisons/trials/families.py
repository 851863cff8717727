"""The card of families: how every analysis does on worlds of authors whom nothing was fitted to, the worst first."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from graph.kinds import KINDS
from liaisons.trials.analyst import Play, compare_plays
from liaisons.trials.runs import RANKED
from liaisons.trials.tables import EMPTY, format_seeds, format_share, format_table
from liaisons.trials.tallies import Pool
from liaisons.trials.words import FIELD

By = Mapping[str, Pool]
"""Scores by family."""

NONE: Mapping[str, Mapping[str, Sequence[Sequence[Play]]]] = MappingProxyType({})

KNOWN = "plain, known"
"""Column of the worlds that are judged by the shipped weights, which know their family; their seeds are others."""

RATES: Mapping[str, str] = {"precision": "precision", "recall": "recall"}
MEASURES: Mapping[str, Mapping[str, str]] = {
    "alias": {
        "recall of what could be found, from 0.9": "recall_findable_from_0.9",
        "recall of what could be found, from 0.5": "recall_findable_from_0.5",
        "recall of what could be found, at precision 0.9": "recall_findable_at_precision_0.9",
        "precision of the first 20": "precision_at_20",
        "calibration error, world by world": "calibration_error",
    },
    "succession": {
        "recall of what could be found, from 0.9": "recall_findable_from_0.9",
        "recall of what could be found, from 0.5": "recall_findable_from_0.5",
        "precision at recall 0.85 of what could be found": "precision_at_recall_findable_0.85",
        "MRR of all": "mrr_all",
        "calibration error, world by world": "calibration_error",
    },
    "cluster": {
        "ARI over the accounts of crews, by cores": "ari_core",
        "ARI over the accounts of crews, by whole clusters": "ari",
        "ARI over those accounts of crews that are in a core": "ari_told",
        "accounts of crews that are in a core": "covered_core",
        "innocents for ten accounts of crews, in cores": "innocents_per_ten_core",
        "innocents for ten accounts of crews, in whole clusters": "innocents_per_ten",
    },
}
"""What is printed of each kind, as ``worlds.scoring.pooling`` calls it; of any other its rates."""

LEASTS = ("0.9", "0.5")
"""Probabilities from which precision is told, of all worlds taken together: where none is told there is none."""

LOW_IS_GOOD = frozenset({"calibration_error", "innocents_per_ten", "innocents_per_ten_core"})

HEAD = (
    "Written by `python -m liaisons.trials families`: runs of the analyses as shipped on made-up worlds of {size:,} "
    "accounts, {seeds}. Each family was written by an author who had read neither the others nor the analyses "
    "([what is in them](../worlds.md)). **Each is judged by weights that were learnt on all the other families and "
    "never saw it, and the worst of these is the figure that is meant.** *plain*, *hard* and *shifted* are one family; "
    "*plain, known* is judged by the weights that are shipped, which were learnt on its family too, on other seeds."
)

MEANS = (
    "Mean over seeds, the worst seed in brackets; *worst* is the mean of the worst column whose family was left out."
)

PROBABILITIES = "Share of findings that are true, and how many there are, by the probability that they are told at:"

INNOCENTS = (
    "Innocents of 1,000 whom a finding above 0.5 wrongly touches, and how many of how many; those around them count "
    "too, and accounts of crews in the same places stand apart, *of crews*:"
)


TAUGHT = (
    "An analyst judges the first leads of the order of review by the truth of the world, and the analysis runs again: "
    "the calibration error of what was not judged, before and after, all worlds of a family taken together; leads that "
    "are told now and those that are withdrawn count after. *Chance* is the error that so many leads had if every "
    "probability were right. Judgements correct nothing until they say more than the families do (decision 032)."
)


def write_card(by: By, size: int, plays: Mapping[str, Mapping[str, Sequence[Sequence[Play]]]] = NONE) -> str:
    """Write the card from the scores of each family, and from what analysts made of each kind in it."""
    seeds = "; ".join(f"*{family}* of seeds {format_seeds(pool.seeds)}" for family, pool in by.items())
    head = HEAD.format(size=size, seeds=seeds)
    lines = ["# Families of worlds: the honest figure", "", head, "", FIELD, ""]
    for kind in KINDS:
        lines += [f"## {KINDS[kind].card}", "", MEANS, "", *compare_measures(kind, by), ""]
        if kind in RANKED:
            lines += [PROBABILITIES, "", *compare_probabilities(kind, by), ""]
            told = any(pool.told_from(kind, "0.5").of for pool in by.values())
            lines += [INNOCENTS, "", *compare_innocents(kind, by), ""] if told else ["Nothing is told above 0.5.", ""]
            if kind in plays:
                lines += [TAUGHT, "", *compare_plays(plays[kind]), ""]
    return "\n".join(lines)


def compare_measures(kind: str, by: By) -> list[str]:
    """Give a row a measure and a column a family, the worst unfitted family last."""
    rows = []
    for count, says in (("planted", "planted in a world"), ("said", "findings in a world")):
        rows.append([says, *(f"{pool.mean(kind, count):,.0f}" for pool in by.values()), ""])
    for least in LEASTS if kind in RANKED else ():
        rates = {family: pool.told_from(kind, least) for family, pool in by.items()}
        cells = [format_share(rate) for rate in rates.values()]
        told = {family: rate.share for family, rate in rates.items()}
        rows.append([f"precision from probability {least}, all seeds", *cells, name_worst(told)])
    for says, measure in MEASURES.get(kind, RATES).items():
        figures = {family: pool.figure(kind, measure) for family, pool in by.items()}
        cells = [EMPTY if one is None else f"{one.mean:.3f} ({one.worst:.3f})" for one in figures.values()]
        means = {family: None if one is None else one.mean for family, one in figures.items()}
        rows.append([says, *cells, name_worst(means, low_is_good=measure in LOW_IS_GOOD)])
    return format_table(["", *by, "worst"], rows)


def name_worst(values: Mapping[str, float | None], *, low_is_good: bool = False) -> str:
    """Give the worst of what columns say whose family was left out, and which one says it."""
    unseen = {family: value for family, value in values.items() if value is not None and family != KNOWN}
    if not unseen:
        return EMPTY
    worst = (max if low_is_good else min)(unseen, key=lambda family: unseen[family])
    return f"**{unseen[worst]:.3f}** {worst}"


def compare_probabilities(kind: str, by: By) -> list[str]:
    """Give the share that is true of each tenth of probabilities, a column a family."""
    tenths = {
        family: {min(int(one.probability * 10), 9): one.true for one in pool.reliability(kind)}
        for family, pool in by.items()
    }
    rows = []
    for tenth in sorted({tenth for some in tenths.values() for tenth in some}):
        rates = [some.get(tenth) for some in tenths.values()]
        cells = [format_share(one, 2) for one in rates]
        rows.append([f"{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}", *cells])
    return format_table(["probability", *by], rows)


def compare_innocents(kind: str, by: By) -> list[str]:
    """Give what each kind of innocents pays, a column a family."""
    rates = {family: pool.innocents(kind) for family, pool in by.items()}
    rows = []
    for label in sorted({label for some in rates.values() for label in some}):
        found = [some.get(label) for some in rates.values()]
        cells = [
            EMPTY if one is None or not one.of else f"{1000 * one.hits / one.of:.1f} ({one.hits:,} of {one.of:,})"
            for one in found
        ]
        rows.append([label, *cells])
    return format_table(["", *by], rows)


def summarize_worst(by: By) -> Iterator[str]:
    """Yield a line a kind: the figures of the worst family that nothing was fitted to, for a terminal."""
    for kind in KINDS:
        for says, measure in MEASURES.get(kind, RATES).items():
            figures = {family: pool.figure(kind, measure) for family, pool in by.items() if family != KNOWN}
            told = ", ".join(f"{family} {one.mean:.3f}" for family, one in figures.items() if one is not None)
            yield f"{kind}: {says}: {told or 'nothing said'}"
