"""The measured sections of a card, one function each: lines of Markdown from the scores of worlds."""

from collections.abc import Iterator, Mapping

from liaisons.trials import bars, plot
from liaisons.trials.bars import Verdict
from liaisons.trials.mistakes import RANKED
from liaisons.trials.tables import EMPTY, across, number, table, with_worst
from liaisons.trials.tallies import Figure, Pool, Rate
from liaisons.trials.words import CALIBRATION, CARDS, NOT_CALIBRATED, PAID

By = Mapping[str, Pool]
"""Scores by kind of world."""

COMMONEST = 8
"""Kinds of mistakes that a card names."""

MEASURES: Mapping[str, str] = {
    "precision": "precision",
    "recall": "recall",
    "recall of what could be found": "recall_findable",
    "F1": "f1",
    "area under precision and recall": "pr_auc",
    "precision of the first 20": "precision_at_20",
    "precision of the first 100": "precision_at_100",
    "precision of the first 1,000": "precision_at_1000",
    "precision from probability 0.5": "precision_from_0.5",
    "recall of what could be found from 0.5": "recall_findable_from_0.5",
    "precision from probability 0.9": "precision_from_0.9",
    "recall of what could be found from 0.9": "recall_findable_from_0.9",
    "precision at recall 0.5 of what could be found": "precision_at_recall_findable_0.5",
    "precision at recall 0.8 of what could be found": "precision_at_recall_findable_0.8",
    "precision at recall 0.85 of what could be found": "precision_at_recall_findable_0.85",
    "precision at recall 0.9 of what could be found": "precision_at_recall_findable_0.9",
    "recall of what could be found at precision 0.9": "recall_findable_at_precision_0.9",
    "recall of what could be found at precision 0.95": "recall_findable_at_precision_0.95",
    "recall of what could be found at precision 0.97": "recall_findable_at_precision_0.97",
    "calibration error": "calibration_error",
    "Brier score": "brier",
    "B-cubed precision": "b_cubed_precision",
    "B-cubed recall": "b_cubed_recall",
    "B-cubed F1": "b_cubed_f1",
    "MRR, where anything was said": "mrr",
    "MRR of all": "mrr_all",
    "ARI": "ari",
    "NMI": "nmi",
}
"""What every card prints where its kind has it, by the words for it."""

SIZED = ("precision", "recall", "precision from probability 0.9", "recall of what could be found from 0.9", "ARI")
"""What is compared between sizes."""

RECALLED = {"platform": "platform", "script": "script", "evidence": "sorts of evidence", "carried": "members carried"}
SAID = {"platform": "platform", "script": "script", "reasons": "reasons for it"}


def held(kind: str, by: By) -> list[str]:
    """Give the bars of each kind of world."""
    rows = [
        [world, one.says, one.limit, one.figure, one.worst or EMPTY, held_or_not(one)]
        for world, pool in by.items()
        for one in bars.verdicts(kind, world, pool)
    ]
    return table(["world", "bar", "limit", "mean", "worst", "holds"], rows) if rows else ["None."]


def held_or_not(one: Verdict) -> str:
    """Say whether a bar holds."""
    return "too little to say" if one.holds is None else "yes" if one.holds else "**no**"


def measured(kind: str, by: By) -> list[str]:
    """Give all measures that the kind has."""
    counts = {"findings in a world": "said", "planted in a world": "planted"}
    counts |= {"of which could be found": "findable"} if kind in RANKED else {}
    rows = [[says, *(f"{pool.mean(kind, count):,.0f}" for pool in by.values())] for says, count in counts.items()]
    for says, measure in MEASURES.items():
        some = [pool.figure(kind, measure) for pool in by.values()]
        if any(some):
            rows.append([says, *map(with_worst, some)])
    return table(["", *by], rows)


def apart(kind: str, by: By) -> Iterator[str]:
    """Yield recall and precision told apart by labels."""
    for says, labels, rates in (
        ("Recall of what could be found", RECALLED, Pool.recall_by),
        ("Recall of what could be found from probability 0.9", RECALLED, Pool.sure_by),
        ("Precision of all that is said", SAID, Pool.precision_by),
    ):
        for name, label in labels.items():
            columns = {world: rates(pool, kind, name) for world, pool in by.items()}
            if any(columns.values()):
                yield from [f"### {says}, by {label}", "", *across(label, columns), ""]


def sized(kind: str, by: By, small: By) -> list[str]:
    """Compare large worlds with small ones."""
    rows = []
    for world, pool in by.items():
        for says in SIZED:
            some = [one.figure(kind, MEASURES[says]) for one in (small[world], pool)]
            if any(some):
                rows.append([world, says, *map(with_worst, some)])
    sizes = [f"{next(iter(one.values())).scores[0]['size']:,}" for one in (small, by)]
    return table(["world", "accounts", *sizes], rows)


def probabilities(kind: str, by: By) -> list[str]:
    """Give the reliability of probabilities, and the plot where there are any."""
    bins = {world: pool.reliability(kind) for world, pool in by.items()}
    if not any(bins.values()):
        return [NOT_CALIBRATED]
    rows = [
        [world, f"{one.probability:.3f}", number(one.true.share), f"{one.true.hits:,} of {one.true.of:,}"]
        for world, some in bins.items()
        for one in some
    ]
    errors = ", ".join(f"{world} {number(pool.calibration_error(kind), 4)}" for world, pool in by.items())
    return [
        f"![reliability](./{kind}-reliability.svg)",
        "",
        CALIBRATION,
        "",
        f"Calibration error, all worlds of a kind as one: {errors}.",
        "",
        *table(["world", "probability, mean", "share that is true", ""], rows),
    ]


def reliability_plot(kind: str, by: By) -> str | None:
    """Draw the plot of a card; None where its findings have no probability."""
    bins = {world: pool.reliability(kind) for world, pool in by.items()}
    return plot.reliability(bins, CARDS[kind].title) if any(bins.values()) else None


def paid(kind: str, by: By) -> list[str]:
    """Give what false findings cost innocents, by kind of look-alike."""
    columns = {world: pool.innocents(kind) for world, pool in by.items()}
    labels = sorted({label for rates in columns.values() for label in rates})
    rows = [[label, *(price(label, rates.get(label), world) for world, rates in columns.items())] for label in labels]
    return [PAID, "", *table(["", *by], rows)]


def price(label: str, rate: Rate | None, world: str) -> str:
    """Give what innocents of a kind pay; bold where it is more than the bar allows."""
    if rate is None or not rate.of:
        return EMPTY
    said = f"{1000 * rate.hits / rate.of:.1f} ({rate.hits} of {rate.of:,})"
    return f"**{said}**" if bars.spared(label, rate, world) is False else said


def readers(kind: str, by: By) -> list[str]:
    """Give the naive readers beside ours."""
    measures = ("precision", "recall_findable", "f1")
    rows = [
        [name, world, *(mean(pool.naive(name, measure)) for measure in measures)]
        for name in bars.NAIVE[kind]
        for world, pool in by.items()
    ]
    rows += [["ours", world, *(mean(pool.figure(kind, each)) for each in measures)] for world, pool in by.items()]
    return table(["reader", "world", "precision", "recall of what could be found", "F1"], rows)


def mean(figure: Figure | None) -> str:
    """Give a mean."""
    return number(figure.mean if figure else None)


def wrong(kind: str, by: By) -> Iterator[str]:
    """Yield the commonest mistakes of each kind of world, counted."""
    for world, pool in by.items():
        yield from [f"### In {world}, {len(pool.scores)} worlds", ""]
        every = 0
        for sort, says in (("touched", "false findings, by whom they are about"),
                           ("spoke", "false findings, by what spoke for them")):  # fmt: skip
            counts = pool.mistakes(kind, sort)
            every += counts.total()
            if counts:
                yield from table([says, "count"], [[label, f"{count:,}"] for label, count in first(counts)])
                yield ""
        missed, planted = (pool.mistakes(kind, sort) for sort in ("missed", "planted"))
        shown = first(missed)
        others = sum(planted.values()) - sum(planted[label] for label, _ in shown)
        rows = [
            [label, f"{count:,} of {planted.get(label, others):,}" if planted else f"{count:,}"]
            for label, count in shown
        ]
        if missed.total():
            says = "missed though it could be found, by what the files hold" if planted else "missed"
            yield from [*table([says, "count"], rows), ""]
        elif not every:
            yield from ["None.", ""]


def first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Give the largest counts, then by name; what is left as one row."""
    ranked = sorted(((label, count) for label, count in counts.items() if count), key=lambda one: (-one[1], one[0]))
    rest = sum(count for _, count in ranked[COMMONEST:])
    return ranked[:COMMONEST] + ([("all others", rest)] if rest else [])
