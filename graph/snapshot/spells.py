"""Names over time: which name was borne from when to when, and which handle was whose."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import NamedTuple

from graph.finding import Evidence

DAY = 86_400_000
QUARTER = 900_000
"""Milliseconds of a quarter of an hour: a day as lists give it begins at one, in any time zone."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A name and its dates, in epoch milliseconds UTC; an undated one has neither begin nor end."""

    subject: str
    """Who bore the name; of a tenure, the handle."""
    name: str
    """The name's text; of a tenure, the id of the account or group that held the handle."""
    after: int | None
    """When the one before was last seen: the spell began after that, and not after ``begin``."""
    begin: int | None
    end: int | None
    exact_begin: bool
    """Whether ``begin`` is the moment of the change, not of the first sighting."""
    exact_end: bool
    sources: int
    """How many files say so."""
    evidence: tuple[Evidence, ...]


class Sight(NamedTuple):
    """What files say of one subject, one name and one moment."""

    subject: str
    name: str
    at: int | None
    starts: bool
    """Whether a file says that the name began then."""
    ends: bool
    sources: Collection[str]
    evidence: Evidence


@dataclass(slots=True)
class Stretch:
    """Neighbouring sights of one name, while they are being folded."""

    name: str
    sights: list[Sight] = field(default_factory=list)


def fold_spells(sights: Iterable[Sight]) -> Iterator[Spell]:
    """Yield the spells of each subject, by begin, then its undated names.

    ``sights`` come sorted by subject; equal neighbours in time make one spell, so spells of one
    subject never overlap. An undated name is given where no dated sight of its subject has it.
    """
    for subject, group in groupby(sights, key=lambda sight: sight.subject):
        every = list(group)
        stretches = stretch_sights(every)
        after = None
        for stretch in stretches:
            first, last = select_edge_sights(stretch.sights, 0), select_edge_sights(stretch.sights, -1)
            begin, end = first[0].at, last[0].at
            yield Spell(
                subject,
                stretch.name,
                after,
                begin,
                end,
                any(sight.starts for sight in first),
                any(sight.ends for sight in last),
                *count_spell_evidence(stretch.sights),
            )
            after = end
        dated = {stretch.name for stretch in stretches}
        undated = sorted((s for s in every if s.at is None and s.name not in dated), key=lambda sight: sight.name)
        for name, alike in groupby(undated, key=lambda sight: sight.name):
            yield Spell(subject, name, None, None, None, False, False, *count_spell_evidence(list(alike)))


def stretch_sights(sights: list[Sight]) -> list[Stretch]:
    """Run through one subject's sights in time and start a stretch wherever the name changes.

    Within one millisecond a name that ends comes first and one that begins comes last; between
    others the name in force comes first, so that a moment opens no more spells than it must.
    """
    stretches: list[Stretch] = []
    dated = sorted(within_days([s for s in sights if s.at is not None]), key=lambda sight: (sight.at, sight.name))
    for _, together in groupby(dated, key=lambda sight: sight.at):
        now = stretches[-1].name if stretches else None
        for sight in sorted(together, key=partial(order_sights, now)):
            if not stretches or stretches[-1].name != sight.name:
                stretches.append(Stretch(sight.name))
            stretches[-1].sights.append(sight)
    return stretches


def within_days(dated: list[Sight]) -> Iterator[Sight]:
    """Yield sights, those of a name on the very day on which a list ends it as of the moment that stands there.

    A list of former names gives days. Who is seen under the old name in the morning of that day has not taken it
    back. The old name is the one that ends then, or one known before where another begins.
    """
    turns = [s for s in dated if (s.starts or s.ends) and (s.at or 0) % QUARTER == 0]
    for sight in dated:
        at = sight.at or 0
        near = [t for t in turns if t.at is not None and t.at < at < t.at + DAY]
        if near and not sight.starts and not sight.ends:
            begun = max(
                (t.at or 0 for t in dated if t.starts and t.name == sight.name and (t.at or 0) <= at), default=-1
            )
            ends = [
                t.at
                for t in near
                if (t.at or 0) > begun
                and (
                    (t.ends and t.name == sight.name)
                    or (t.starts and t.name != sight.name and is_known_before(dated, sight, t))
                )
            ]
            sight = sight._replace(at=max((end for end in ends if end is not None), default=at))
        yield sight


def is_known_before(dated: list[Sight], sight: Sight, turn: Sight) -> bool:
    """Say whether the name of a sight was borne before another began."""
    return any(one.name == sight.name and (one.at or 0) < (turn.at or 0) for one in dated)


def order_sights(now: str | None, sight: Sight) -> tuple[int, bool, str]:
    """Give the place of a sight among those of one moment, where ``now`` is the name in force."""
    return sight.starts - sight.ends, sight.name != now, sight.name


def select_edge_sights(sights: list[Sight], place: int) -> list[Sight]:
    """Give the sights that share the first or the last moment."""
    return [sight for sight in sights if sight.at == sights[place].at]


def count_spell_evidence(sights: list[Sight]) -> tuple[int, tuple[Evidence, ...]]:
    """Give the number of files and the links that say so."""
    sources = {source for sight in sights for source in sight.sources}
    return len(sources), tuple(sorted({sight.evidence for sight in sights}))
