"""Outreach: the fewest groups in which most of those who read offers can be told something, and how sure that is.

A warning is for those who read, not for those who sell: accounts in the core of a cluster are not counted among the
people, and pass nothing on. Groups that went dark are not chosen. No account is ever named.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graph.analysis.outreach.choosing import Readers, choose_sets, fold_readers, measure_passing
from graph.analysis.outreach.ranges import measure_ranges
from graph.analysis.outreach.reading import list_readers
from graph.analysis.shared.lifetimes import measure_lives
from graph.snapshot import Snapshot

if TYPE_CHECKING:
    from graph.arrays import Flags, Ints

MOST = 10
"""Groups of a set: who warns by hand can hardly look after more."""

SHARE = 0.8
"""Share of the people that is most of them."""

FEWEST = 5
"""People whom a group must have, and must add to a set: fewer can tell of whom it is."""

PEOPLE = 20
"""People below which a range would span nearly everything, and nothing is said."""

LARGEST = 20
"""Clusters of which it is told, those with most people."""

ScopeKind = Literal["case", "platform", "cluster"]
"""Of whom: everybody, a platform, or a cluster. A language is to stand here once posts are known by theirs."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """A cluster by ids: all whom its finding names, and of them the core."""

    id: str
    members: frozenset[str]
    core: frozenset[str]


@dataclass(frozen=True, slots=True)
class OutreachStep:
    """The best set of so many groups, and whom it reaches."""

    groups: tuple[str, ...]
    """Ids, those with most people first."""
    reached: int
    """Known people who are in one of them or write there."""
    low: float
    """Share of people like these whom the set reaches, 0 to 1: the low end of the 95 % range."""
    high: float
    passed_on: float
    """Mean of 1/d over the people, d the steps to each if whoever is told tells on; 0 where no steps lead."""


@dataclass(frozen=True, slots=True)
class Outreach:
    """Which groups reach the people of a scope; the last step reaches most, or is the last that is worth it."""

    scope: ScopeKind
    part: str
    """The platform, or the id of the cluster's finding; empty for the case."""
    people: int
    candidates: int
    """Groups that are not dark and hold five of the people or more."""
    dark: int
    """Groups with as many that are left out because they went dark."""
    steps: tuple[OutreachStep, ...]
    enough: bool
    """Whether the last step reaches the share that was asked for."""
    readers: Mapping[str, int]
    """People of the scope in each group of the steps."""


def measure_outreach(
    snapshot: Snapshot,
    clusters: Sequence[Crowd] = (),
    *,
    share: float = SHARE,
    most: int = MOST,
    without_core: bool = False,
    only: str = "",
    seed: int = 0,
) -> tuple[Outreach, ...]:
    """Give the sets of groups that reach most people: of the case, of each platform, of the largest clusters.

    KPP-Pos of Borgatti (2006, https://doi.org/10.1007/s10588-006-7084-x) over accounts and the groups that they are in
    or write in: a set of groups reaches who is one step from it. Each set begins with the one before it and the group
    that adds most; then groups are swapped for others until no swap adds anybody.

    Args:
        snapshot: The graph.
        clusters: The clusters whose people are asked for; their cores are left out everywhere.
        share: The share of the people that is most of them.
        most: The most groups of a set.
        without_core: Whether groups in the core of a cluster are left out: who runs them can delete a warning.
        only: Id of a cluster, where nothing else is wanted.
        seed: Of the resamples.

    A scope with fewer than ``PEOPLE`` people is left out, and a set ends before a group that adds fewer than
    ``FEWEST``.
    """
    import numpy as np

    account, group = list_readers(snapshot)
    core = {snapshot.number[id] for one in clusters for id in one.core if id in snapshot.number}
    reads = ~np.isin(account, sorted(core))
    account, group = account[reads], group[reads]
    dark = {number for number, life in measure_lives(snapshot).items() if life.dark is not None}
    left_out = core if without_core else set[int]()
    found = []
    for scope, part, people in list_scopes(snapshot, clusters, only, account, group, core):
        if len(people) < PEOPLE:
            continue
        readers = fold_readers(account, group, people, FEWEST)
        gone = np.isin(readers.groups, sorted(dark))
        barred = gone | np.isin(readers.groups, sorted(left_out))
        found.append(measure_scope(snapshot, scope, part, readers, gone, barred, share, most, seed))
    return tuple(found)


def measure_scope(
    snapshot: Snapshot,
    scope: ScopeKind,
    part: str,
    readers: Readers,
    gone: "Flags",
    barred: "Flags",
    share: float,
    most: int,
    seed: int,
) -> Outreach:
    """Give the sets of one scope; groups that are barred are in none of them."""
    people = readers.people
    sets = choose_sets(readers, ~barred, most=most, fewest=FEWEST, enough=share * people)
    ranges = measure_ranges(readers, ~barred, sets, seed=seed)
    ids = [snapshot.ids[number] for number in readers.groups.tolist()]
    sizes = readers.sizes()
    steps = []
    for chosen, (low, high) in zip(sets, ranges, strict=True):
        ordered = sorted(chosen, key=lambda row: (-sizes[row], ids[row]))
        passed_on = measure_passing(readers, chosen)
        groups = tuple(ids[row] for row in ordered)
        steps.append(OutreachStep(groups, readers.count_reached(chosen), low, high, passed_on))
    named = {row for chosen in sets for row in chosen}
    return Outreach(
        scope,
        part,
        people,
        int((~barred).sum()),
        int(gone.sum()),
        tuple(steps),
        bool(steps) and steps[-1].reached >= share * people,
        {ids[row]: int(sizes[row]) for row in sorted(named)},
    )


def list_scopes(
    snapshot: Snapshot,
    clusters: Sequence[Crowd],
    only: str,
    account: "Ints",
    group: "Ints",
    core: Collection[int],
) -> Iterator[tuple[ScopeKind, str, "Ints"]]:
    """Yield each scope with its people, by number: everybody in a group, those of each platform, of each cluster."""
    import numpy as np

    if not only:
        every = np.unique(account)
        yield "case", "", every
        by_platform: dict[str, list[int]] = {}
        for number in every.tolist():
            by_platform.setdefault(snapshot.ids[number].partition(":")[0], []).append(number)
        if len(by_platform) > 1:
            for platform, some in sorted(by_platform.items()):
                yield "platform", platform, np.array(some, dtype="int64")
    wanted = (one for one in clusters if only in ("", one.id))
    crowds = [(list_people(snapshot, one, account, group, core), one.id) for one in wanted]
    for people, id in sorted(crowds, key=lambda crowd: (-len(crowd[0]), crowd[1]))[:LARGEST]:
        yield "cluster", id, people


def list_people(snapshot: Snapshot, one: Crowd, account: "Ints", group: "Ints", core: Iterable[int]) -> "Ints":
    """Give the people of a cluster by number: accounts that it names, and those in a group of it."""
    import numpy as np

    members = [snapshot.number[id] for id in one.members if id in snapshot.number]
    named = {number for number in members if snapshot.labels[number] == "Account"} - set(core)
    inside = account[np.isin(group, sorted(members))]
    return np.unique(np.concatenate([np.array(sorted(named), dtype="int64"), inside]))
