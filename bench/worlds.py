"""Stage ``worlds``: every analysis as it is, on a made-up world with all its difficulties."""

from collections.abc import Iterator

from bench.processes import job
from bench.setting import Setting
from bench.table import Row

STAGE = "worlds"
KIND, SEED, SIZE = "plain", 0, 20_000


def measure(_: Setting) -> Iterator[Row]:
    """Run each analysis in a process of its own, on the columns of the world, which are kept between runs."""
    from graph.analysis import ANALYSES

    job("world", KIND, str(SEED), str(SIZE))
    for kind in ANALYSES:
        done = job("world", KIND, str(SEED), str(SIZE), kind)
        peak = "" if done["peak"] is None else f", {done['peak']:.2f} GB"
        yield Row(
            STAGE,
            f"{kind} on a {KIND} world of {SIZE:,} accounts, {done['posts']:,} posts: {done['count']:,} findings",
            f"{done['cpu']:.1f} CPU s{peak}",
        )
