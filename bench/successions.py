"""Subject ``successions``: pairs of old and new groups by their members, beside Jaccard's overlap by one product.

Old groups, successors that carry 5 to 70 % of the members, and as many decoys again as old ones have left, half of them
with 5 to 20 % of the audience of an old group; 230 members a group.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from bench.subject import Bar, Cost, Peer, Subject, metered

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from graph.arrays import Ints

START, DAY = 1_690_000_000_000, 86_400_000
SPAN = 500
"""Days in which groups die."""
MEMBERS = 230
REGION = 800
"""Groups of a region, whose people join each other's groups."""
PEOPLE = 12
"""People for each group of a region: each is in about twenty of them."""
FOLLOWED, DECOYS = 0.3, 0.6
"""Successors and decoys, for one old group."""


def prepare(size: int, folder: Path) -> None:
    """Write that many old groups with their members, successors and decoys: who was in which group, since when."""
    import numpy as np

    draw = np.random.default_rng(0)
    followed, decoys = round(size * FOLLOWED), round(size * DECOYS)
    groups = size + followed + decoys
    region = np.arange(groups) % max(size // REGION, 1)
    died = START + draw.integers(0, SPAN, size) * DAY
    born = np.full(groups, START - 400 * DAY)
    source = np.arange(groups)  # whose audience a new one has a part of
    source[size : size + followed] = draw.permutation(size)[:followed]
    source[size + followed :] = draw.integers(0, size, decoys)
    gap = draw.exponential(14, followed) * DAY
    born[size : size + followed] = died[source[size : size + followed]] + gap.astype("int64")
    born[size + followed :] = START + draw.integers(0, SPAN, decoys) * DAY
    region[size:] = region[source[size:]]
    carried = np.zeros(groups)
    carried[size : size + followed] = draw.uniform(0.05, 0.7, followed)
    half = np.arange(size + followed, groups)[::2]
    carried[half] = draw.uniform(0.05, 0.2, len(half))
    counts = np.minimum(draw.lognormal(np.log(MEMBERS) - 0.245, 0.7, groups).astype("int64") + 4, 4 * MEMBERS)
    pool = REGION * PEOPLE
    rows, people, came = [], [], []
    old_members: list[Ints] = []
    for group in range(groups):
        some = region[group] * pool + draw.integers(0, pool, counts[group])
        since = born[group] + draw.integers(0, 240, len(some)) * DAY
        if group < size:
            old_members.append(some)
        elif carried[group]:
            mine = old_members[source[group]]
            along = draw.choice(mine, round(len(mine) * carried[group]), replace=False)
            some = np.concatenate([along, some[: max(len(some) - len(along), 0)]])
            since = np.concatenate(
                [born[group] + draw.integers(0, 30, len(along)) * DAY, since[: len(some) - len(along)]]
            )
        rows.append(np.full(len(some), group))
        people.append(groups + some)
        came.append(since)
    every = [np.concatenate(parts) for parts in (rows, people, came)]
    np.savez(folder / "members.npz", group=every[0], member=every[1], came=every[2], born=born, died=died)


def ours(size: int, folder: Path) -> Cost:
    """Measure and weigh every pair of an old and a new group that share a member, in chunks; keep what can be shown."""
    import numpy as np

    from graph.analysis.succession import least_bits_shown
    from graph.analysis.succession.blocking import list_pair_chunks
    from graph.analysis.succession.members import Members
    from graph.analysis.succession.ranking import Donors
    from graph.analysis.succession.weights import read_learnt_weights

    made = np.load(folder / "members.npz")
    group, member, came = (made[name] for name in ("group", "member", "came"))
    born = np.zeros(int(member.max()) + 1, dtype="int64")
    born[: len(made["born"])] = made["born"]
    weights = read_learnt_weights("succession")

    def work() -> tuple[int, int]:
        members = Members(group, member, came, born)
        old, new = np.arange(size), np.arange(size, len(made["born"]))
        blocks = members.blocks(old, new)
        first, last = np.zeros(size, dtype="int64"), np.full(size, len(new))
        donors, pairs, kept = Donors(len(born)), 0, 0
        for chunk in list_pair_chunks(blocks, first, last):
            values = members.measure_pairs(old[chunk.old], new[chunk.new], chunk.values)
            donors.see(old[chunk.old], new[chunk.new], values["early-share"])
            bits = weights.prior + weights.bits(values, sorted(weights.curves.keys() & values))
            pairs, kept = pairs + len(bits), kept + int((bits >= least_bits_shown(weights)).sum())
        return pairs, kept

    (pairs, kept), cpu, peak = metered(work, again=False)
    return Cost(pairs, cpu, peak, {"kept": kept})


def jaccard(size: int, folder: Path) -> Cost:
    """Give the overlap of all pairs that share a member, members weighted by rarity, by one sparse product."""
    import numpy as np

    made = np.load(folder / "members.npz")
    group, member = made["group"], made["member"]

    def work() -> tuple[int, int]:
        matrix = incidence(group, member)
        holders = np.bincount(matrix.indices, minlength=matrix.shape[1])
        rarity = np.log(matrix.shape[0] / np.maximum(holders, 1))
        weighted = matrix.multiply(rarity[None, :]).tocsr()
        total = np.asarray(weighted.sum(axis=1)).ravel()
        shared = weighted[:size] @ matrix[size:].T
        rows = np.repeat(np.arange(size), np.diff(shared.indptr))
        overlap = shared.data / (total[:size][rows] + total[size:][shared.indices] - shared.data)
        return shared.nnz, int((overlap >= 0.05).sum())

    (pairs, kept), cpu, peak = metered(work, again=False)
    return Cost(pairs, cpu, peak, {"kept": kept})


def incidence(group: "Ints", member: "Ints") -> "csr_array":
    """Give who is where as a matrix of ones; people renumbered."""
    import numpy as np
    from scipy.sparse import csr_array

    people, column = np.unique(member, return_inverse=True)
    matrix = csr_array((np.ones(len(group), "float32"), (group, column)), shape=(int(group.max()) + 1, len(people)))
    matrix.data[:] = 1
    return matrix


SUBJECTS = (
    Subject(
        "successions",
        "Every pair of an old and a new group that share a member, measured and weighed by what is learnt; the peer "
        "gives Jaccard's overlap by rarity alone, by one product.",
        "old groups",
        prepare,
        ours,
        Peer("scipy product", jaccard),
        (Bar("32 million pairs within 3 GB", lambda ours, _: ours.count >= 32e6 and (ours.peak or 0) <= 3, 50_000),),
        (1_000, 10_000, 50_000),
        fixed=True,
    ),
)
