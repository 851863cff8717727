"""How far two groupings of the same things agree: B-cubed, adjusted Rand index, normalised mutual information."""

from collections import Counter
from collections.abc import Hashable, Mapping
from math import log

Grouping = Mapping[str, Hashable]
"""Group of each thing."""


def b_cubed(said: Grouping, true: Grouping) -> dict[str, float]:
    """Give B-cubed precision, recall and F1 over the things of ``true`` (Bagga and Baldwin 1998).

    For each thing, the share of its said group that is of its true group, and the other way round; then the mean.
    """
    both = Counter((said[thing], true[thing]) for thing in true)
    of_said, of_true = Counter(said[thing] for thing in true), Counter(true.values())
    n = len(true)
    if not n:
        return {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    precision = sum(count * count / of_said[one] for (one, _), count in both.items()) / n
    recall = sum(count * count / of_true[other] for (_, other), count in both.items()) / n
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


def adjusted_rand(said: Grouping, true: Grouping) -> float:
    """Give the adjusted Rand index (Hubert and Arabie 1985): 1 for equal groupings, 0 on average for chance."""
    both = Counter((said[thing], true[thing]) for thing in true)
    of_said, of_true = Counter(said[thing] for thing in true), Counter(true.values())
    together = sum(map(_count_pairs, both.values()))
    one, other = sum(map(_count_pairs, of_said.values())), sum(map(_count_pairs, of_true.values()))
    total = _count_pairs(len(true))
    expected = one * other / total if total else 0.0
    most = (one + other) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def mutual_information(said: Grouping, true: Grouping) -> float:
    """Give the mutual information over the mean of both entropies; it is above 0 for chance where groups are small."""
    n = len(true)
    both = Counter((said[thing], true[thing]) for thing in true)
    of_said, of_true = Counter(said[thing] for thing in true), Counter(true.values())
    shared = sum(count / n * log(count * n / (of_said[one] * of_true[other])) for (one, other), count in both.items())
    entropies = [-sum(count / n * log(count / n) for count in some.values()) for some in (of_said, of_true)]
    return 1.0 if not any(entropies) else 2 * shared / sum(entropies)


def _count_pairs(n: int) -> int:
    return n * (n - 1) // 2
