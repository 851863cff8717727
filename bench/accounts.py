"""Accounts among which some are of one hand: names, telephones, texts, towns and groups, many of them common.

After the made-up accounts of the methods page, without its images: one account in five has a second one of the same
hand, and about one such pair in five shares nothing to find it by.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

ACCOUNTS, TRUTH = "accounts.parquet", "pairs.parquet"

SECOND = 10
"""One pair of one hand on so many accounts."""
FIRSTS, TOWNS, CROWDS = 3_000, 300, 100
"""Given names, towns, and groups that everybody may be in."""
GROUPS = 4
"""Groups an account at most, without crowds."""
RARITY = 32
"""Arrays hold key * 32 + bits, so that what two share can be added up without looking anything up."""

SYLLABLES = (
    "ba be bi bo da de di do fa fe fi ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta"
)


def prepare(size: int, folder: Path) -> None:
    """Write the accounts, in an order of chance, and the pairs of one hand."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    draw = np.random.default_rng(0)
    pairs = size // SECOND
    number = draw.permutation(size) + 1
    first, second = np.arange(pairs), np.arange(pairs, 2 * pairs)
    called = names(draw, size, pairs)
    known = {
        "name": called,
        "sorted_name": pa.array(" ".join(sorted(name.split())) for name in called.to_pylist()),
        "first_name": pa.array(name.split()[0] for name in called.to_pylist()),
        "phone": some(draw, size, pairs, hubs=max(size // 2_000, 2), own=size, held=0.6, common=0.05, kept=0.45),
        "template": some(draw, size, pairs, hubs=max(size // 1_000, 2), own=size // 10, held=0.5, common=0.4, kept=0.4),
        "town": some(draw, size, pairs, hubs=TOWNS, own=1, held=0.9, common=1.0, kept=0.8),
        "circles": circles(draw, size, pairs),
    }
    met = {
        "name_town": together(known["sorted_name"], known["town"]),
        "name_template": together(known["sorted_name"], known["template"]),
        "circle_names": each(known["circles"], known["first_name"]),
        "circle_templates": each(known["circles"], known["template"]),
    }
    pq.write_table(pa.table({"unique_id": number, **known, **met}).sort_by("unique_id"), folder / ACCOUNTS)
    ends = np.sort(np.stack([number[first], number[second]]), axis=0)
    pq.write_table(pa.table({"a": ends[0], "b": ends[1]}).sort_by("a"), folder / TRUTH)


def together(one: "pa.Array", other: "pa.Array") -> "pa.Array":
    """Give a number for each two values, null where either is."""
    import pyarrow as pa
    import pyarrow.compute as pc

    a, b = (column.dictionary_encode().indices.cast(pa.int64()) for column in (one, other))
    return pc.add(pc.multiply(a, len(other) + 1), b)


def each(lists: "pa.Array", other: "pa.Array") -> "pa.Array":
    """Give a number for each value of a list together with another value: an empty list where that is null."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    begins = lists.offsets.to_numpy()
    own = other.dictionary_encode().indices.take(pc.list_parent_indices(lists)).cast(pa.int64())
    joined = pc.add(pc.multiply(lists.flatten(), len(other) + 1), own)
    known = pc.is_valid(joined)
    before = np.concatenate([[0], np.cumsum(known.to_numpy(zero_copy_only=False))])
    return pa.ListArray.from_arrays(pa.array(before[begins], pa.int32()), joined.drop_null())


def names(draw: "np.random.Generator", size: int, pairs: int) -> "pa.Array":
    """Give given and family names; of a second account the same, misspelt, turned round, or another."""
    import numpy as np
    import pyarrow as pa

    parts = SYLLABLES.split()
    given = (FIRSTS * draw.random(size) ** 2).astype("int64")
    family = (max(size // 20, 10) * draw.random(size) ** 2).astype("int64")
    words = [[spelt(number, parts, 2) for number in given.tolist()], [spelt(n, parts, 3) for n in family.tolist()]]
    how = draw.random(pairs)
    letter = draw.integers(2, 5, pairs).tolist()
    made = [f"{a} {b}" for a, b in zip(*words, strict=True)]
    for number in np.flatnonzero(how < 0.65).tolist():
        name = made[number]
        if how[number] >= 0.5:
            name = " ".join(reversed(name.split(" ")))
        elif how[number] >= 0.3:
            at = letter[number]
            name = f"{name[:at]}{'u' if name[at] != ' ' else ' u'}{name[at + 1 :]}"
        made[pairs + number] = name
    return pa.array(made)


def spelt(number: int, parts: list[str], least: int) -> str:
    """Spell a number in syllables."""
    word = ""
    while number or least > 0:
        number, left = divmod(number, len(parts))
        word += parts[left]
        least -= 1
    return word


def some(
    draw: "np.random.Generator", size: int, pairs: int, *, hubs: int, own: int, held: float, common: float, kept: float
) -> "pa.Array":
    """Give one value an account, or none: of its own or of few, or one that many share; a second may keep it."""
    import numpy as np
    import pyarrow as pa

    mine = draw.permutation(size) if own == size else draw.integers(0, own, size)
    values = np.where(draw.random(size) < common, own + (hubs * draw.random(size) ** 2).astype("int64"), mine)
    none = draw.random(size) >= held
    keeps = np.flatnonzero(draw.random(pairs) < kept)
    values[pairs + keeps], none[pairs + keeps], none[keeps] = values[keeps], False, False
    return pa.array(values, mask=none)


def circles(draw: "np.random.Generator", size: int, pairs: int) -> "pa.Array":
    """Give the groups of each account with their rarity in bits; of a second account two in five are kept."""
    import numpy as np
    import pyarrow as pa

    rare = max(size // 4, 10)
    keys = draw.integers(0, rare, (size, GROUPS))
    keys[pairs : 2 * pairs] = np.where(draw.random((pairs, GROUPS)) < 0.4, keys[:pairs], keys[pairs : 2 * pairs])
    there = draw.random((size, GROUPS + 1)) < np.array([0.5] * GROUPS + [0.3])
    keys = np.hstack([keys, rare + draw.integers(0, CROWDS, (size, 1))])
    members = np.bincount(keys[there])
    bits = np.log2(size / np.maximum(members, 1)).astype("int64").clip(0, RARITY - 1)
    packed = keys * RARITY + bits[keys]
    begins = np.concatenate([[0], np.cumsum(there.sum(axis=1))])
    return pa.ListArray.from_arrays(pa.array(begins, pa.int32()), pa.array(packed[there], pa.int64()))


def quality(folder: Path, pairs: "pa.Table", of: str = TRUTH) -> dict[str, float]:
    """Give precision, recall and F1 of pairs ``a``, ``b``, the smaller id first."""
    import pyarrow.parquet as pq

    true: Any = pq.read_table(folder / of)
    right = len(pairs.join(true, keys=["a", "b"], join_type="inner", use_threads=False))
    precision, recall = right / max(len(pairs), 1), right / max(len(true), 1)
    return {"P": precision, "R": recall, "F1": 2 * right / max(len(pairs) + len(true), 1)}
