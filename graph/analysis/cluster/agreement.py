"""How much two partitions of the same things agree."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.arrays import Ints, Labels


def measure_adjusted_rand(one: "Labels", other: "Labels") -> float:
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
    together = count_inner_pairs(both)
    in_one, in_other = count_inner_pairs(np.bincount(one)), count_inner_pairs(np.bincount(other))
    every = len(one) * (len(one) - 1) / 2
    chance = in_one * in_other / max(every, 1.0)
    most = (in_one + in_other) / 2
    return 1.0 if most == chance else (together - chance) / (most - chance)


def count_inner_pairs(sizes: "Ints") -> float:
    """Give the number of pairs inside clusters of these sizes."""
    big = sizes.astype("float64")
    return float((big * (big - 1) / 2).sum())


def measure_mutual_information(one: "Labels", other: "Labels") -> float:
    """Give the normalised mutual information: 1 where two partitions agree, 0 where one says nothing of the other.

    Every thing counts alike, where the Rand index counts pairs and hears the largest clusters alone. It grows with
    the number of clusters by chance; what compares partitions of different fineness must see to that. Normalised by
    the mean of both entropies (Danon et al. 2005, https://doi.org/10.1088/1742-5468/2005/09/P09008).
    """
    import numpy as np

    _, one = np.unique(one, return_inverse=True)
    _, other = np.unique(other, return_inverse=True)
    if not len(one):
        return 1.0
    both = np.unique(one.astype("int64") * (int(other.max()) + 1) + other, return_counts=True)[1]
    apart = measure_size_entropy(np.bincount(one)) + measure_size_entropy(np.bincount(other))
    return 2.0 * (apart - measure_size_entropy(both)) / apart if apart > 0.0 else 1.0


def measure_size_entropy(sizes: "Ints") -> float:
    """Give the entropy of being in clusters of these sizes, in nats."""
    import numpy as np

    shares = sizes / sizes.sum()
    return float(-(shares * np.log(shares)).sum())
