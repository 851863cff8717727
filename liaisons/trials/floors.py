"""Floors: what an analysis must reach on two small worlds in every test run, a margin below what it reached before."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from graph.kinds import KINDS
from liaisons.trials import origins
from liaisons.trials.tallies import Pool, Score

PATH = origins.ROOT / "docs/cards/floors.toml"
SIZE = 2_000
WORLDS = ("kin", "square")
"""Worlds that have floors; each is judged by weights that never saw its family."""
SEEDS = range(5)
"""Seeds of the worlds that floors are set from: of three the worst strays too much."""
MARGIN = 0.1
"""How far below the worst of the worlds that it is set from a floor lies.

A world of this size has about twenty successions said, whose precision strays by 0.07 and more (one standard
deviation).
"""
Floors = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Least figure by kind of world, kind of finding and measure."""

MEASURES: Mapping[str, tuple[str, ...]] = {
    "alias": ("precision", "recall_findable", "pr_auc"),
    "succession": ("precision", "recall_findable", "mrr"),
    "cluster": ("ari",),
}
RATES = ("precision", "recall")
"""What has a floor, as ``worlds.scoring.pooling`` calls it, and what has one in any other kind; high is good in all."""

HEAD = """# Least figures on a made-up world of {size:,} accounts. tests/test_floors.py holds them by weights that
# never saw the family of the world. Written by `python -m liaisons.trials floors`: the worst of seeds {first} to
# {last}, less {margin}.
"""


def compute_floors(by: Mapping[str, Sequence[Score]]) -> Floors:
    """Give the floors that follow from scores, by kind of world; a measure that no world has is left out."""
    return {world: {kind: dict(list_lowest(kind, Pool(scores))) for kind in KINDS} for world, scores in by.items()}


def list_lowest(kind: str, pool: Pool) -> Iterator[tuple[str, float]]:
    """Yield the floor of each measure of a kind of finding; what nothing could fall below is no floor."""
    for measure in MEASURES.get(kind, RATES):
        got = pool.figure(kind, measure)
        if got is not None and (floor := round(got.worst - MARGIN, 3)) > 0:
            yield measure, floor


def list_broken_floors(score: Score, least: Floors) -> list[str]:
    """Say which floors a world's score breaks; a figure that is gone breaks its floor."""
    pool, out = Pool([score]), []
    for kind, measures in least[score["world"]].items():
        for measure, floor in measures.items():
            got = pool.figure(kind, measure)
            if got is None or got.mean < floor:
                said = "none" if got is None else f"{got.mean:.3f}"
                out.append(f"{score['world']}, seed {score['seed']}: {kind}, {measure}: {said}, floor {floor}")
    return out


def write_floors(least: Floors, seeds: Sequence[int], path: Path = PATH) -> None:
    """Write floors as TOML."""
    lines = [HEAD.format(size=SIZE, first=seeds[0], last=seeds[-1], margin=MARGIN)]
    for world, kinds in least.items():
        for kind, measures in kinds.items():
            lines += [f"[{world}.{kind}]", *(f'"{measure}" = {floor}' for measure, floor in measures.items()), ""]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), "utf-8")


def read_floors(path: Path = PATH) -> Floors:
    """Read floors."""
    found: Floors = tomllib.loads(path.read_text("utf-8"))
    return found
