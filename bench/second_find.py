"""Stage ``second-find``: a find with nothing new beside the first, on a made-up world."""

import json
from collections.abc import Iterator
from pathlib import Path

from bench.processes import LIAISONS, Ran, job, run
from bench.setting import Setting
from bench.table import Row

STAGE = "second-find"
ACCOUNTS, FEWEST = 5_000, 200
POSTS_AN_ACCOUNT = 40
"""Messages of the setting by which an account is counted, so that a small run has a small world."""
MOST = 0.5
"""Part of the first that the second may cost."""


def measure(setting: Setting) -> Iterator[Row]:
    """Find twice, then report twice, each in a process of its own."""
    folder, first = world_case(setting)
    size = accounts(setting)
    second = find(folder)
    same = known(first) == known(second)
    said = f"{len(known(second)):,} findings, {'as the first' if same else 'not those of the first'}"
    yield Row(STAGE, f"second find on a world of {size:,} accounts", said, "equal", same)
    ratio = second.cpu / first.cpu
    yield Row(
        STAGE,
        f"second find with nothing new against the first, {size:,} accounts",
        f"{second.cpu:.1f} against {first.cpu:.1f} CPU s: {ratio:.2f}",
        f"at most {MOST}",
        ratio <= MOST,
    )
    report = run(LIAISONS, "report", "--case", str(folder), "--who", "bench")
    yield Row(STAGE, f"report after it, {size:,} accounts", f"{report.cpu:.1f} CPU s")


def known(find: Ran) -> list[tuple[str, float | None]]:
    """Give ids and scores of what a find printed: what became of a cluster since the run before is told anew."""
    return [(one["id"], one["score"]) for one in json.loads(find.out)["findings"]]


def accounts(setting: Setting) -> int:
    """Give how many accounts the world has."""
    return max(FEWEST, min(ACCOUNTS, setting.messages // POSTS_AN_ACCOUNT))


def world_case(setting: Setting) -> tuple[Path, Ran]:
    """Make a case of a world and find for the first time; give its folder and that find."""
    from worlds.families.first.writing import write_world

    world = setting.folder / f"world-{accounts(setting)}"
    if not world.is_dir():
        write_world(world, 3, accounts(setting), "plain")
    folder = setting.new("world-case")
    job("load", folder, str(world / "case"))
    return Path(folder), find(Path(folder))


def find(folder: Path) -> Ran:
    """Run the analyses as a person does."""
    return run(LIAISONS, "find", "--case", str(folder), "--who", "bench", "--format", "json")
