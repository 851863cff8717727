"""Blocking: what old and new ones share, as sparse products in chunks, so that pairs are never held all at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from graph.arrays import Flags, Floats, Ints

BUDGET = 4_000_000
"""Multiplications of one chunk: each leaves 24 bytes at most while a product is made, keyed and aligned."""


@dataclass(frozen=True, slots=True)
class Block:
    """Things of old and new ones; two that share some are a pair, its value the sum of products over those shared."""

    old: "csr_array"
    """A row an old one, a column a thing."""
    new: "csr_array"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pairs of rows, sorted by old and new, and what each block says of them: 0 where it has nothing."""

    old: "Ints"
    new: "Ints"
    values: Mapping[str, "Floats"]

    def where(self, kept: "Flags") -> "Chunk":
        """Give the pairs that a mask keeps."""
        return Chunk(self.old[kept], self.new[kept], {name: one[kept] for name, one in self.values.items()})


def list_pair_chunks(
    blocks: Mapping[str, Block],
    first: "Ints",
    last: "Ints",
    budget: int = BUDGET,
) -> Iterator[Chunk]:
    """Yield the pairs of all blocks in union, of each old one with the new ones of rows ``first`` to ``last``.

    Old ones sorted by ``first`` keep a chunk's range of new ones short, and the work small. Places in a product
    are found by sorted keys: asking a sparse matrix for single places costs ten times all else.
    """
    import numpy as np
    from scipy.sparse import csr_array

    range_of, turned = (-1, -1), dict[str, csr_array]()
    for begin, end in pairwise(cut_chunks(blocks, len(first), budget)):
        low, high = int(first[begin:end].min()), int(last[begin:end].max())
        if low >= high:
            continue
        if range_of != (low, high):  # turning costs as much as a product: once for chunks of one range
            range_of, turned = (low, high), {name: block.new[low:high].T.tocsr() for name, block in blocks.items()}
        said: dict[str, tuple[Ints, Floats]] = {}
        for name, block in blocks.items():
            product = block.old[begin:end] @ turned[name]
            product.sort_indices()
            rows = np.repeat(np.arange(end - begin), np.diff(product.indptr))
            there = product.indices + low
            right = (there >= first[begin + rows]) & (there < last[begin + rows])
            keys = rows[right].astype("int64") * (high - low) + product.indices[right]
            said[name] = keys, product.data[right]
        every = merge_sorted_keys([keys for keys, _ in said.values()])
        values = {}
        for name, (keys, data) in said.items():
            values[name] = data if len(keys) == len(every) else np.zeros(len(every))
            if len(keys) < len(every):
                values[name][np.searchsorted(every, keys)] = data
        if len(every):
            yield Chunk(begin + every // (high - low), low + every % (high - low), values)


def merge_sorted_keys(some: "list[Ints]") -> "Ints":
    """Give all of several sorted lists of keys once, sorted; merging runs that are sorted costs little."""
    import numpy as np

    every = np.concatenate([keys for at, keys in enumerate(some) if not at or not np.array_equal(keys, some[0])])
    every.sort(kind="stable")
    return every[np.diff(every, prepend=-1) > 0]


def cut_chunks(blocks: Mapping[str, Block], count: int, budget: int) -> list[int]:
    """Give where chunks of old ones begin and end, so that none multiplies more than the budget, single ones apart."""
    import numpy as np

    work = np.zeros(count)
    for block in blocks.values():
        holders = np.bincount(block.new.indices, minlength=block.new.shape[1]).astype(float)
        per_row = np.concatenate([[0.0], np.cumsum(holders[block.old.indices])])
        work += per_row[block.old.indptr[1:]] - per_row[block.old.indptr[:-1]]
    found, spent = [0], 0.0
    for row, cost in enumerate(work.tolist()):
        if spent + cost > budget and row > found[-1]:
            found.append(row)
            spent = 0.0
        spent += cost
    return [*found, count] if count > found[-1] else found


def make_incidence_matrix(things: Mapping[int, Mapping[int, float]], rows: Mapping[int, int]) -> "csr_array":
    """Give things by holder as a matrix: a row for each holder in ``rows``, a column a number of a thing."""
    import numpy as np
    from scipy.sparse import csr_array

    entries = [
        (rows[holder], thing, weight)
        for holder, held in things.items()
        if holder in rows
        for thing, weight in held.items()
    ]
    width = 1 + max((thing for held in things.values() for thing in held), default=0)
    at, columns, weights = (np.array(column) for column in zip(*sorted(entries), strict=True)) if entries else ([],) * 3
    return csr_array((np.asarray(weights, float), (at, columns)), shape=(len(rows), width))
