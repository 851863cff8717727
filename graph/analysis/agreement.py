"""How much two partitions of the same things agree."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


def rand(one: "np.ndarray[Any, Any]", other: "np.ndarray[Any, Any]") -> float:
    """Give the adjusted Rand index: 1 where they agree, 0 where they agree as chance would have it.

    Both give the cluster of each thing as a whole number. Two that both leave everything alone, or both put
    everything together, agree. Hubert and Arabie 1985, https://doi.org/10.1007/BF01908075.
    """
    import numpy as np

    _, one = np.unique(one, return_inverse=True)
    _, other = np.unique(other, return_inverse=True)
    if not len(one):
        return 1.0
    both = np.unique(one.astype("int64") * (int(other.max()) + 1) + other, return_counts=True)[1]
    together = pairs(both)
    in_one, in_other = pairs(np.bincount(one)), pairs(np.bincount(other))
    every = len(one) * (len(one) - 1) / 2
    chance = in_one * in_other / max(every, 1.0)
    most = (in_one + in_other) / 2
    return 1.0 if most == chance else (together - chance) / (most - chance)


def pairs(sizes: "np.ndarray[Any, Any]") -> float:
    """Give the number of pairs inside clusters of these sizes."""
    big = sizes.astype("float64")
    return float((big * (big - 1) / 2).sum())
