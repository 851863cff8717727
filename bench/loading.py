"""Stage ``load``: how fast and in how much memory an export is read, extracted and loaded."""

from collections.abc import Iterator

from bench.processes import job
from bench.setting import EMBEDDED, Setting
from bench.table import Row

STAGE = "load"
MOST = 2.5
"""GB with the engine in the process."""


def measure(setting: Setting) -> Iterator[Row]:
    """Read, extract, and load on each engine."""
    export = str(setting.export)
    size = setting.export.stat().st_size / 2**20
    done = job("read", export)
    yield Row(
        STAGE,
        f"read {done['messages']:,} messages ({size:.0f} MB)",
        f"{done['records'] / done['cpu']:,.0f} records a CPU second, {gigabytes(done['peak'])}",
    )
    done = job("extract", export)
    rate = done["posts"] / done["cpu"]
    yield Row(STAGE, f"extract {done['found']:,} contacts", f"{rate:,.0f} posts a CPU second")
    yield Row(
        STAGE,
        f"extract all contacts, against the numbers alone by PhoneNumberMatcher, from {done['compared']:,} posts",
        f"{done['theirs'] / done['ours']:.1f} times as fast",
    )
    for name in setting.engines:
        loaded = setting.whole(name)
        used = f"{loaded.cpu:.0f} CPU s" + (
            "" if loaded.server_cpu is None else f" and {loaded.server_cpu:.0f} of the server"
        )
        yield Row(
            STAGE,
            f"load on {name}: {loaded.rows:,} nodes and links",
            f"{loaded.messages / loaded.wall:,.0f} messages/s, {loaded.wall:.0f} s, {used}",
        )
        if loaded.peak is None:
            continue
        if name == EMBEDDED:
            yield Row(
                STAGE,
                "peak memory, the engine in the process",
                gigabytes(loaded.peak),
                f"at most {MOST} GB",
                loaded.peak <= MOST,
            )
        else:
            peaks = f"{gigabytes(loaded.peak)}, the server {gigabytes(loaded.server_peak)}"
            yield Row(STAGE, "peak memory beside Neo4j", peaks, f"at most {MOST} GB", loaded.peak <= MOST)
    if len(setting.engines) > 1:
        digests = {setting.whole(name).digest for name in setting.engines}
        yield Row(STAGE, "both engines hold the same graph", f"{min(digests)[:12]}…", "equal", len(digests) == 1)


def gigabytes(peak: float | None) -> str:
    """Say a peak."""
    return "memory not told by the system" if peak is None else f"{peak:.2f} GB"
