"""Runs of the analyses on made-up worlds: what each found and took, kept below ``.cache`` until code changes."""

import gzip
import hashlib
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.analysis import ANALYSES
from graph.analysis.shared.context import Past
from graph.durable import write_whole
from liaisons.trials import apart, origins
from liaisons.trials.worlds import World, digest_makers, load_world

KEPT = origins.ROOT / ".cache/trials"

RANKED = ("alias", "succession")
"""Kinds of findings that have a probability, and weights that it is learnt with."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A world to be measured on."""

    world: str
    seed: int
    size: int
    without: str = ""
    """The family that the weights must not have seen; those shipped where empty."""

    def __str__(self) -> str:
        return f"{self.world}-{self.size}-{self.seed}{'-apart' if self.without else ''}"

    @property
    def place(self) -> str:
        """Give the name of the folder in which its world is kept."""
        return f"{self.world}-{self.size}-{self.seed}"


@dataclass(frozen=True, slots=True)
class Worlds:
    """Worlds to go through, as often as needed, one in memory at a time."""

    trials: Sequence[Trial]

    def __iter__(self) -> Iterator[World]:
        for one in self.trials:
            yield load_world(one.world, one.seed, one.size)


@dataclass(frozen=True, slots=True)
class Run:
    """What one analysis found in a world."""

    findings: Sequence[Mapping[str, Any]]
    """As ``Finding.plain`` gives them, the evidence left out."""
    seconds: float
    """CPU time, from a snapshot of which nothing had been asked."""
    peak: float
    """Most memory of the process until it ended, in MB."""


def run_trial(trial: Trial, kind: str) -> Run:
    """Give what an analysis finds in a world; kept, where it was run before with the code that stands now."""
    path = KEPT / digest_makers() / f"{kind}-{digest_analysis(kind, trial.without)}" / f"{trial}.jsonl.gz"
    if not path.is_file():
        seen = load_world(trial.world, trial.seed, trial.size)
        begun = time.process_time()
        past = Past(learnt={kind: apart.read_weights(kind, trial.without)}) if is_judged_apart(kind, trial) else Past()
        found = list(ANALYSES[kind](seen.snapshot, past))
        took = {"seconds": round(time.process_time() - begun, 2), "peak": round(measure_peak_memory(), 1)}
        keep_file(path, pack_lines([took, *(drop_evidence(finding.plain()) for finding in found)]))
    head, *findings = (json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines())
    return Run(findings, head["seconds"], head["peak"])


def is_judged_apart(kind: str, trial: Trial) -> bool:
    """Say whether a kind has weights, and a trial asks for those that never saw its family."""
    return bool(trial.without) and kind in RANKED


def digest_analysis(kind: str, without: str = "") -> str:
    """Give the digest of the code and the weights that an analysis follows from."""
    code = origins.digest_code(ANALYSES[kind].__module__)
    if not without or kind not in RANKED:
        return code
    return f"{code}-{hashlib.sha256(apart.path(kind, without).read_bytes()).hexdigest()[:8]}"


def drop_evidence(finding: dict[str, Any]) -> dict[str, Any]:
    """Leave out the evidence: scores read none of it, and it is most of a finding."""
    finding["reasons"] = [
        {name: part for name, part in reason.items() if name != "evidence"} for reason in finding["reasons"]
    ]
    return finding


def pack_lines(lines: Sequence[Mapping[str, Any]]) -> bytes:
    """Give lines of JSON, packed."""
    text = "".join(f"{json.dumps(line, ensure_ascii=False, sort_keys=True)}\n" for line in lines)
    return gzip.compress(text.encode(), mtime=0)


def keep_file(path: Path, data: bytes) -> None:
    """Write a file in a folder that may not be there yet; never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)


def measure_peak_memory() -> float:
    """Give the most memory that this process has held, in MB."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)
