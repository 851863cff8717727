"""Survival: how long groups and pages live and how long names last, by platform, and before and after removals."""

import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Literal

from graph.analysis.shared.lifetimes import Life, measure_lives
from graph.analysis.shared.times import DAY
from graph.snapshot import Snapshot, Spell

ENDS = 5
"""Ends below which a curve would say more than is known."""

LIVES = 10
"""Lives or names below which there is no curve either."""

SURE = 0.95
"""Level of the band around a curve."""

What = Literal["group", "group name", "account name"]
Split = Literal["", "platform", "removal"]


@dataclass(frozen=True, slots=True)
class Span:
    """How long something lasted, or was seen to last; milliseconds."""

    subject: int
    begin: int
    end: int
    ended: bool
    """Whether it ended then; else nobody knows for how much longer it lasted."""
    removed: bool = False
    """Whether it ended by a removal that somebody found."""


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which something ended or was followed no further."""

    days: int
    share: float
    """What lasts longer than that, 0 to 1, and below it the band of 95 %."""
    low: float
    high: float
    followed: int
    """How many still lasted when the day began."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What became of the groups or names of one sort; ``steps`` is empty where they are too few to say."""

    what: What
    split: Split
    part: str
    """The platform, or before and after; empty for all."""
    count: int
    ended: int
    removed: int
    """Of those that ended, by a removal that somebody found."""
    steps: tuple[Step, ...] = field(default=())
    median: int | None = None
    """Days after which half of them had ended; None where more than half lasted."""
    range: tuple[int | None, int | None] = (None, None)
    """Where the band crosses one half: the median's own 95 % range (Brookmeyer and Crowley 1982)."""

    def at(self, days: int) -> Step | None:
        """Give what is known of a day; None where nobody was followed so far."""
        if not self.steps or days > self.steps[-1].days:
            return None
        passed = [step for step in self.steps if step.days <= days]
        last = passed[-1] if passed else Step(0, 1.0, 1.0, 1.0, self.count)
        followed = next((step.followed for step in self.steps if step.days >= days), 0)
        return Step(days, last.share, last.low, last.high, followed)


def measure_survival(snapshot: Snapshot, clusters: Iterable[Collection[str]] = ()) -> tuple[Curve, ...]:
    """Give the curves of groups, of their names and of names of accounts: of all, by platform, by removals.

    A life counts from the first sight of a group or page to its last post, a name from its first sight to
    the moment of the change, or to the middle between the last sight of it and the first of the next. A life
    ends where the group is dark (``lifetimes``); one that is merely no longer collected, and a name that is
    still borne when it is last seen, are followed to there and no further: they are censored, not ended.
    Those of which no post was read have no life that could be measured.

    ``clusters`` are ids of members. What began before any group of its cluster was found removed is *before*,
    and is followed to the first removal at most, which is itself an end of *before*; what began later is *after*.
    So no life counts as before that had to outlast a removal, or as after that had to last until one. Clusters
    that lost no group are *before* as a whole: to leave them out would let every cluster in *before* lose one.
    What is in no cluster is in neither.

    Known limits: what was there before the files begin is older than it looks; names of one subject and groups
    of one cluster do not end independently, so the bands are too narrow rather than too wide.
    """
    known = {subject: life for subject, life in measure_lives(snapshot).items() if life.last is not None}
    everyone = {number for number, label in enumerate(snapshot.labels) if label in ("Account", "Group")}
    groups = {number for number in everyone if snapshot.labels[number] == "Group" or number in known}
    names = list(list_name_spans(snapshot))
    every: dict[What, list[Span]] = {
        "group": [measure_life_span(life) for _, life in sorted(known.items())],
        "group name": [span for span in names if span.subject in groups],
        "account name": [span for span in names if span.subject in everyone - groups],
    }
    cuts = first_removals(snapshot, known, clusters)
    return tuple(one for what, spans in every.items() for one in list_curves(snapshot, what, spans, cuts))


def list_curves(
    snapshot: Snapshot, what: What, spans: Sequence[Span], cuts: Mapping[int, int | None]
) -> Iterator[Curve]:
    """Yield the curve of all, then by platform, then before and after the first removal of the cluster."""
    yield replace(estimate_curve(what, spans), split="", part="")
    platforms: dict[str, list[Span]] = {}
    for span in spans:
        platforms.setdefault(snapshot.ids[span.subject].partition(":")[0], []).append(span)
    for platform, some in sorted(platforms.items()):
        yield replace(estimate_curve(what, some), split="platform", part=platform)
    for part, some in zip(("before", "after"), part_by_removal(spans, cuts), strict=True):
        yield replace(estimate_curve(what, some), split="removal", part=part)


def measure_life_span(life: Life) -> Span:
    """Give a life from its first sight to its last post."""
    end = max(life.last if life.last is not None else life.born, life.born)
    return Span(life.subject, life.born, end, life.dark is not None, life.how == "removed")


def list_name_spans(snapshot: Snapshot) -> Iterator[Span]:
    """Yield every dated name of every account and group; the last one is still borne when it is last seen."""
    dated = [spell for spell in snapshot.spells() if spell.begin is not None and spell.end is not None]
    for subject, group in groupby(dated, key=lambda spell: spell.subject):
        spells = list(group)
        number = snapshot.number[subject]
        begin = spells[0].begin or 0
        for one, after in pairwise(spells):
            end = date_name_change(one, after)
            yield Span(number, begin, max(end, begin), ended=True)
            begin = end
        yield Span(number, begin, max(spells[-1].end or 0, begin), ended=False)


def date_name_change(old: Spell, new: Spell) -> int:
    """Give when one name gave way to the next: as a file dates it, else the middle between two sights."""
    if new.exact_begin:
        return new.begin or 0
    if old.exact_end:
        return old.end or 0
    return ((old.end or 0) + (new.begin or 0)) // 2


def first_removals(
    snapshot: Snapshot, known: Mapping[int, Life], clusters: Iterable[Collection[str]]
) -> dict[int, int | None]:
    """Give for each member of a cluster when that first lost a group, by its last post; None where it never did."""
    found: dict[int, int | None] = {}
    for members in clusters:
        numbers = [snapshot.number[id] for id in members if id in snapshot.number]
        gone = [known[n].dark for n in numbers if n in known and known[n].how == "removed"]
        found |= dict.fromkeys(numbers, min((dark for dark in gone if dark is not None), default=None))
    return found


def part_by_removal(spans: Iterable[Span], cuts: Mapping[int, int | None]) -> tuple[list[Span], list[Span]]:
    """Part what is in clusters: begun before the first removal and followed to it at most, and begun after it."""
    before: list[Span] = []
    after: list[Span] = []
    for span in spans:
        if span.subject not in cuts:
            continue
        cut = cuts[span.subject]
        if cut is None or (span.begin < cut and span.end <= cut):
            before.append(span)
        elif span.begin >= cut:
            after.append(span)
        else:
            before.append(replace(span, end=cut, ended=False, removed=False))
    return before, after


def estimate_curve(what: What, spans: Sequence[Span]) -> Curve:
    """Give how spans lasted, in whole days: the product-limit estimate of Kaplan and Meier (1958).

    The band is Greenwood's variance on the scale of log(-log), which stays between 0 and 1.
    """
    ended = sum(span.ended for span in spans)
    told = Curve(what, "", "", len(spans), ended, sum(span.removed for span in spans))
    if ended < ENDS or len(spans) < LIVES:
        return told
    steps = tuple(list_curve_steps([((span.end - span.begin) // DAY, span.ended) for span in spans]))
    share, low, high = (
        next((step.days for step in steps if getattr(step, edge) <= 0.5), None) for edge in ("share", "low", "high")
    )
    return replace(told, steps=steps, median=share, range=(low, high))


def list_curve_steps(lasted: Sequence[tuple[int, bool]]) -> Iterator[Step]:
    """Yield the steps of days that ended or were followed no further, ascending."""
    import numpy as np
    from scipy.stats import CensoredData, ecdf

    days = np.array([one for one, _ in lasted], dtype=float)
    ended = np.array([end for _, end in lasted], dtype=bool)
    left = ecdf(CensoredData(uncensored=days[ended], right=days[~ended])).sf
    with warnings.catch_warnings():  # where nothing or all has ended there is no variance, which is told below
        warnings.filterwarnings("ignore", "The confidence interval is undefined", RuntimeWarning)
        band = left.confidence_interval(SURE, method="log-log")
    ordered = np.sort(days)
    most = 1.0
    for day, part, least, highest in zip(
        left.quantiles, left.probabilities, band.low.probabilities, band.high.probabilities, strict=True
    ):
        if part >= 1.0:
            least = highest = 1.0
        elif np.isnan(least):  # all have ended: the band stays as wide as it was
            least, highest = 0.0, most
        most = float(highest)
        followed = len(ordered) - int(np.searchsorted(ordered, day))
        yield Step(int(day), round(float(part), 4), round(float(least), 4), round(most, 4), followed)
