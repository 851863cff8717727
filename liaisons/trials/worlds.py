"""Worlds to measure on: made once, read once, kept as columns below ``.cache`` until a line of their makers changes."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.model import LINKS, NODES, RecordedIn
from graph.snapshot import Snapshot
from liaisons.trials import origins
from liaisons.trials.reading import Tables, read_folder_tables
from worlds.facts import Truth
from worlds.facts import read_truth_file as read_truth
from worlds.families import FAMILIES

KEPT = origins.ROOT / ".cache/worlds"

FIT, JUDGE = range(3), range(10, 20)
"""Seeds that weights are learnt on, and seeds that nothing has been fitted to."""

SIZE = 5_000
"""Accounts of a world that weights are learnt on."""


@dataclass(frozen=True, slots=True)
class World:
    """A made-up world as the analyses see it, what is true of it, and what a naive reader takes."""

    kind: str
    seed: int
    size: int
    snapshot: Snapshot
    truth: Truth
    raw: Path
    """The folder of bare facts for naive readers."""


def load_world(kind: str, seed: int, size: int) -> World:
    """Give a world, from the kept columns where it was made before."""
    folder = KEPT / digest_makers() / f"{kind}-{size}-{seed}"
    if not (folder / "truth.json").is_file():
        make_world(folder, kind, seed, size)
    return World(
        kind, seed, size, Snapshot(*read_kept_world(folder)), read_truth(folder / "truth.json"), folder / "raw"
    )


def make_world(folder: Path, kind: str, seed: int, size: int) -> None:
    """Make a world, read it, and keep columns, truth and bare facts: whole or not at all, whoever else makes it."""
    import pyarrow.parquet as pq

    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch, TemporaryDirectory(dir=folder.parent, prefix="part-") as part:
        FAMILIES[kind](Path(scratch), seed, size)
        nodes, links = read_folder_tables(Path(scratch) / "case")
        whole = Path(part) / "world"
        raw = Path(scratch) / "raw"  # only the first family writes bare facts for naive readers
        if raw.is_dir():
            shutil.copytree(raw, whole / "raw")
        else:
            whole.mkdir()
        for cls, table in [*nodes.items(), *links.items()]:
            pq.write_table(table, whole / f"{cls.__name__}.parquet")
        shutil.copyfile(Path(scratch) / "truth.json", whole / "truth.json")
        with suppress(OSError):  # somebody else made it meanwhile: the same
            whole.rename(folder)


def read_kept_world(folder: Path) -> Tables:
    """Read kept columns."""
    import pyarrow.parquet as pq

    def columns(cls: type) -> "pq.pa.Table":
        return pq.read_table(folder / f"{cls.__name__}.parquet")

    return {node: columns(node) for node in NODES}, {link: columns(link) for link in LINKS if link is not RecordedIn}


def digest_makers() -> str:
    """Give the digest of all code that a kept world follows from."""
    return origins.digest_code("worlds.families", "liaisons.trials.reading")
