"""Learn what the comparisons of aliases weigh, on made-up worlds of several families whose truth is known.

Every family of worlds counts the same, however many pairs it has. The probabilities stand on pairs of families that
were left out of the fit, a family at a time: what a lead is worth where people have other habits than those that
weights were learnt on is what a reader of a real case has to know.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from graph.analysis.alias import LEAST
from graph.analysis.alias.columns import Traits
from graph.analysis.alias.compared import MODEL
from graph.analysis.alias.explanations import RIVALS, Explanations, Rival, name_cell
from graph.analysis.alias.learning import Pairs, merge_pairs
from graph.analysis.alias.learning import learn_alias_weights as fitted_weights
from graph.analysis.alias.linking import link_accounts
from graph.analysis.alias.model import Model
from graph.analysis.calibration import Calibration, fit_calibration, pool_families
from graph.analysis.network.contact_rarity import measure_rarity
from liaisons.trials.worlds import World
from worlds.facts import Truth
from worlds.families import family_of

if TYPE_CHECKING:
    from graph.arrays import Floats

TOGETHER = 40
"""Pairs of one family on which a probability stands at least."""

EACH = 10_000
"""Pairs that a family counts for in the fit, however many it has."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The compared pairs of one world."""

    kind: str
    seed: int
    size: int
    pairs: Pairs
    others: tuple[str, ...]
    """What each pair that is not of one hand is (``explanations.RIVALS``), empty for one that is."""

    @property
    def family(self) -> str:
        """Give the family that the world is of."""
        return family_of(self.kind)


def make_alias_lesson(world: World) -> Lesson:
    """Compare the pairs of a world, and look up which are of one hand."""
    snapshot = world.snapshot
    hand = {snapshot.number[id]: number for id, number in world.truth.hands().items() if id in snapshot.number}
    table = link_accounts(Traits(snapshot, measure_rarity(snapshot, frozenset(), 0)).table(), MODEL).pairs
    ends = list(zip(*(table[name].to_pylist() for name in ("unique_id_l", "unique_id_r")), strict=True))
    true = [a in hand and hand[a] == hand.get(b) for a, b in ends]
    explained, ids = Explained(world.truth), snapshot.ids
    others = tuple("" if one else explained.rival(ids[a], ids[b]) for one, (a, b) in zip(true, ends, strict=True))
    return Lesson(world.kind, world.seed, world.size, Pairs.of(table, true, MODEL.comparisons), others)


HOUSEHOLDS = frozenset({"family"})
OFFICES = frozenset(
    {"agency", "colleagues", "exchange", "office", "shop", "franchise", "hotline", "driver", "volunteer", "jobs"}
)
HANDED = frozenset({"handed-on", "recycled"})
"""Kinds of innocents by what explains that two of them share a contact."""


class Explained:
    """What the truth of a world says of two accounts that are not of one hand."""

    def __init__(self, truth: Truth) -> None:
        self.of: dict[str, set[tuple[str, int]]] = {}
        for number, innocent in enumerate(truth.innocents):
            for one in (*innocent.subjects, *innocent.around):
                self.of.setdefault(one, set()).add((innocent.kind, number))
        self.crew_of: dict[str, set[int]] = {}
        for number, crew in enumerate(truth.crews):
            for one in crew.accounts:
                self.crew_of.setdefault(one, set()).add(number)

    def rival(self, one: str, other: str) -> Rival:
        """Give what explains that two accounts share something: who has one entry, or one crew, in common."""
        kinds = {kind for kind, _ in self.of.get(one, set()) & self.of.get(other, set())}
        if kinds & HOUSEHOLDS:
            return "household"
        if kinds & HANDED:
            return "handed-on"
        if kinds & OFFICES or self.crew_of.get(one, set()) & self.crew_of.get(other, set()):
            return "office"
        return "customer"


SHRUNK = 20.0
"""Pairs that the shares of all cells count for in each one."""


def count_explanations(lessons: Sequence[Lesson]) -> Explanations:
    """Give how often each explanation holds of pairs that are not of one hand, by cell; each family counts the same."""
    counts: dict[str, dict[str, Counter[str]]] = {}
    for one in lessons:
        named = {each.name: [level.key for level in each.levels[::-1]] for each in MODEL.comparisons}
        columns = [[named[name][at] for at in one.pairs.levels[name]] for name in ("phone", "name", "name_alone")]
        for phone, name, alone, other in zip(*columns, one.others, strict=True):
            if other:
                cell = counts.setdefault(name_cell(phone, name, alone), {})
                cell.setdefault(one.family, Counter())[other] += 1
    means = {cell: average_shares(by.values()) for cell, by in counts.items()}
    seen = {cell: sum(sum(some.values()) for some in by.values()) for cell, by in counts.items()}
    total = sum(seen.values())
    every = [sum(means[cell][n] * seen[cell] for cell in means) / total for n in range(len(RIVALS))]
    return Explanations(
        {
            cell: tuple((share * seen[cell] + SHRUNK * all_) / (seen[cell] + SHRUNK) for share, all_ in pairs)
            for cell in sorted(means)
            for pairs in (list(zip(means[cell], every, strict=True)),)
        }
    )


def average_shares(families: Iterable[Counter[str]]) -> list[float]:
    """Give the shares of the explanations, the mean over families."""
    shares = [[some[rival] / sum(some.values()) for rival in RIVALS] for some in families]
    return [sum(column) / len(shares) for column in zip(*shares, strict=True)]


def learn_kind(worlds: Iterable[World]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Give weights learnt on all families, and by family those learnt without it, as JSON of ``alias.learnt``."""
    fits = Fits([make_alias_lesson(world) for world in worlds])
    return teach_without_family(fits), {
        family: teach_without_family(fits, frozenset({family})) for family in fits.families
    }


class Fits:
    """Weights fitted to lessons of several families with any of them left out; what was fitted once is kept."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self.lessons = lessons
        self.families = sorted({one.family for one in lessons})
        self._known: dict[frozenset[str], Model] = {}

    def seen(self, without: frozenset[str]) -> list[Lesson]:
        """Give the lessons of all families but some."""
        return [one for one in self.lessons if one.family not in without]

    def model(self, without: frozenset[str]) -> Model:
        """Give weights fitted to all families but some."""
        if without not in self._known:
            self._known[without] = fitted_weights(weigh_families(self.seen(without)), MODEL)
        return self._known[without]

    def hold_out(self, without: frozenset[str]) -> dict[str, Calibration]:
        """Give what each family but some says of the bits that weights learnt without it give its pairs."""
        found = {}
        for family in self.families:
            if family not in without:
                pairs = merge_pairs([one.pairs for one in self.lessons if one.family == family])
                bits = sum_weights(pairs, self.model(without | {family}))
                found[family] = fit_calibration(bits.tolist(), pairs.true.tolist(), TOGETHER)
        return found


def weigh_families(lessons: Sequence[Lesson]) -> Pairs:
    """Put the pairs of all worlds together, so that each family counts the same."""
    import numpy as np

    total: dict[str, int] = {}
    for one in lessons:
        total[one.family] = total.get(one.family, 0) + len(one.pairs.true)
    return merge_pairs(
        [replace(one.pairs, weights=np.full(len(one.pairs.true), EACH / total[one.family])) for one in lessons]
    )


def teach_without_family(fits: Fits, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Give weights fitted to all families but some, and the probabilities that each of these, left out, gives their
    sums: those that are missing count as if they had never been seen."""
    lessons, model, curves = fits.seen(without), fits.model(without), fits.hold_out(without)
    return {
        "learnt_from": {
            "families": sorted(curves),
            "worlds": sorted({one.kind for one in lessons}),
            "seeds": sorted({one.seed for one in lessons}),
            "sizes": sorted({one.size for one in lessons}),
            "pairs": sum(len(one.pairs.true) for one in lessons),
            "of one hand": sum(int(one.pairs.true.sum()) for one in lessons),
        },
        "thresholds": {"told from": LEAST},
        "prior": model.prior,
        "weights": model.weights(),
        "calibration": pool_families(list(curves.values())).plain(),
        "families": {family: curve.plain() for family, curve in curves.items()},
        "explanations": count_explanations(lessons).plain(),
    }


def sum_weights(pairs: Pairs, model: Model) -> "Floats":
    """Give the match weight of each pair, as Splink sums it."""
    import numpy as np

    found = np.full(len(pairs.true), model.prior)
    for one in model.comparisons:
        found += np.array([level.bits for level in one.levels[::-1]])[pairs.levels[one.name]]
    return found
