"""Hands: pairs joined into sets of accounts, never across what people or the accounts themselves say is two."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

LEAST = 0.5
"""Probability of the strongest way between any two of a set: what is joined over weak links is improbable as a pair."""

Ids = tuple[str, str]


@dataclass(slots=True)
class Hands:
    """What the joining of pairs gave."""

    sets: dict[str, list[str]] = field(default_factory=dict)
    """Each account's set, sorted."""
    walls: dict[Ids, Ids] = field(default_factory=dict)
    """The judged pair that kept a pair from being joined."""
    doubts: dict[Ids, Ids] = field(default_factory=dict)
    """The improbable pair that did."""
    brought: dict[Ids, int] = field(default_factory=dict)
    """How many pairs of accounts a pair brought together."""


def join_pairs(
    pairs: Iterable[tuple[Ids, float]],
    walls: Iterable[Ids],
    two: Callable[[str, str], bool] = lambda _, __: False,
) -> Hands:
    """Join pairs with their probabilities, in order, into sets.

    A pair is not joined where that would put the two of a wall together; nor two of whom ``two`` says that they
    are two hands; nor two between whom the strongest way of pairs, its probabilities multiplied, is below ``LEAST``.
    """
    found = Hands()
    apart: dict[str, set[str]] = {}
    for one, other in walls:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    ways: dict[Ids, float] = {}
    for (a, b), probability in pairs:
        left, right = found.sets.setdefault(a, [a]), found.sets.setdefault(b, [b])
        if left is right:
            ways[order_pair(a, b)] = max(ways[order_pair(a, b)], probability)
            continue
        crossed = min((order_pair(x, y) for x in left for y in apart.get(x, set()).intersection(right)), default=None)
        if crossed:
            found.walls[a, b] = crossed
            continue
        fresh = {
            order_pair(x, y): probability * find_strongest_way(ways, x, a) * find_strongest_way(ways, b, y)
            for x in left
            for y in right
        }  # the strongest way: pairs come by falling probability
        weak = min(
            (pair for pair, p in fresh.items() if p < LEAST or (pair != order_pair(a, b) and two(*pair))), default=None
        )
        if weak:
            found.doubts[a, b] = weak
            continue
        ways |= fresh
        found.brought[a, b] = len(fresh)
        left += right
        for id in right:
            found.sets[id] = left
    found.sets = {id: sorted(some) for id, some in found.sets.items()}
    return found


def find_strongest_way(ways: Mapping[Ids, float], x: str, a: str) -> float:
    """Give the probability of the strongest way between two of one set."""
    return 1.0 if x == a else ways[order_pair(x, a)]


def order_pair(a: str, b: str) -> Ids:
    """Give a pair in the order of ids."""
    return (a, b) if a <= b else (b, a)
