"""Naive readers: what anybody would try first, scored beside ours; a world in which one does well is too easy."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from math import log
from pathlib import Path
from typing import Any

OVERLAP = 0.05
"""Least overlap of members, as tracking of groups over time takes it."""
EVERYWHERE = 50
"""Groups from which somebody who is in more of them tells nothing."""
MOST = 3_000
"""Users of a contact, or bearers of a name, of which all pairs are said: more would be millions of wrong ones."""

Row = tuple[str, str]
Said = dict[str, Any]


def shared_contact(uses: Iterable[Row]) -> list[Said]:
    """Say of all accounts that give out one contact that they are of one hand; rows of account and contact."""
    users: dict[str, set[str]] = defaultdict(set)
    for account, contact in uses:
        if not _is_group(account):
            users[contact].add(account)
    pairs: dict[Row, int] = defaultdict(int)
    for some in users.values():
        if len(some) <= MOST:
            for pair in combinations(sorted(some), 2):
                pairs[pair] += 1
    return [_make_naive_claim("alias", pair, float(count)) for pair, count in sorted(pairs.items())]


def equal_names(names: Iterable[Row]) -> list[Said]:
    """Say of all accounts of one name that they are of one hand; rows of account and name."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for account, name in names:
        bearers[name.casefold()].add(account)
    return [
        _make_naive_claim("alias", pair, 1.0)
        for some in bearers.values()
        if len(some) <= MOST
        for pair in combinations(sorted(some), 2)
    ]


def member_overlap(members: Iterable[Row], born: Mapping[str, str]) -> list[Said]:
    """Say of two groups with common members that the younger follows the older; rows of group and account.

    The overlap is Jaccard's with members weighted by rarity. ``born`` gives dates in an order of their own.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for group, account in members:
        if group in born:
            groups[group].add(account)
    within: dict[str, list[str]] = defaultdict(list)
    for group in sorted(groups):
        for account in groups[group]:
            within[account].append(group)
    weight = {a: log(max(len(groups), 2) / len(some)) for a, some in within.items() if len(some) <= EVERYWHERE}
    total = {group: sum(weight.get(account, 0.0) for account in some) for group, some in groups.items()}
    common: dict[Row, float] = defaultdict(float)
    for account, some in within.items():
        if account in weight:
            for pair in combinations(some, 2):
                common[pair] += weight[account]
    said = []
    for (one, other), shared in sorted(common.items()):
        overlap = shared / max(total[one] + total[other] - shared, 1e-9)
        if overlap >= OVERLAP:
            old, new = sorted((one, other), key=lambda group: (born[group], group))
            said.append(_make_naive_claim("succession", (old, new), overlap))
    return said


def read_naive(folder: Path) -> dict[str, list[Said]]:
    """Let each of them read the raw facts of a world."""
    uses = [(row["subject"], row["contact"]) for row in _read_naive_rows(folder / "uses.csv")]
    names = [(row["account"], row["name"]) for row in _read_naive_rows(folder / "names.csv")]
    members = [(row["group"], row["account"]) for row in _read_naive_rows(folder / "members.csv")]
    born = {row["group"]: row["born"] for row in _read_naive_rows(folder / "groups.csv")}
    return {
        "any shared contact": shared_contact(uses),
        "equal names": equal_names(names),
        "member overlap": member_overlap(members, born),
    }


def _read_naive_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _make_naive_claim(kind: str, pair: Row, weight: float) -> Said:
    return {
        "id": " ".join(pair),
        "kind": kind,
        "subjects": list(pair),
        "reasons": [{"says": "naive", "weight": weight}],
        "score": None,
    }


def _is_group(id: str) -> bool:
    return ":group" in id or ":channel" in id or ":chat" in id
