"""What is measured at several sizes beside a named peer, and what a measurement costs.

A subject is three functions: one writes the input, one does our work on it, one the peer's on the same. Each runs
in a process of its own (``bench.apart``), so that CPU and peak memory are its own.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, TypeVar

from bench.processes import median, peak_of

Result = TypeVar("Result")

SIZES = (10_000, 100_000, 1_000_000)

SHORT = 1.0
"""CPU seconds below which work is done five times and the middle one counts."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work cost, and what came of it."""

    count: int
    """Things worked through, of the subject's unit."""
    cpu: float
    """CPU seconds of all threads, without making and reading the input."""
    peak: float | None
    """GB while it ran, the input in memory included; None where the system does not tell."""
    facts: Mapping[str, float] = field(default_factory=dict)
    """What else is worth a column: ``F1``, ``ARI``, ``s by the clock``."""

    @property
    def rate(self) -> float:
        """Things a CPU second."""
        return self.count / max(self.cpu, 1e-9)

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is nothing measured: a limit, or something that this machine lacks."""

    why: str
    cpu: float = 0.0
    """CPU seconds that were not enough."""


Step = Callable[[int, Path], Cost]
"""Takes the size and the folder that ``prepare`` filled."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What a subject has to keep, at one size."""

    says: str
    holds: Callable[[Cost, Cost], bool]
    """Of our cost and the peer's; where the peer was stopped, of what it had used by then."""
    at: int = SIZES[-1]


@dataclass(frozen=True, slots=True)
class Peer:
    """Who does the same work otherwise."""

    name: str
    run: Step
    part: bool = False
    """Whether it works through a part of the input, so that rates and not seconds are compared."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One block of the table."""

    name: str
    says: str
    """One line above the block: what is done to what."""
    unit: str
    """What ``size`` counts, and ``count`` of a cost, as ``posts``."""
    prepare: Callable[[int, Path], None]
    """Write the input of a size into a folder: the same bytes each time. Subjects that share it share the folder."""
    ours: Step
    peer: Peer | None = None
    bars: tuple[Bar, ...] = ()
    sizes: tuple[int, ...] = SIZES
    fixed: bool = False
    """Whether it has these sizes alone; others that are asked for say up to which."""
    counted: str = ""
    """What a rate counts, where that is not the unit."""
    lacking: Callable[[], str | None] | None = None
    """Say why it cannot be measured here."""

    def wanted(self, sizes: Sequence[int]) -> Sequence[int]:
        """Give the sizes to measure at, of those that are asked for."""
        if not (sizes and self.fixed):
            return sizes or self.sizes
        return [size for size in self.sizes if size <= max(sizes)] or self.sizes[:1]


def metered(work: Callable[[], Result], *, again: bool = True) -> tuple[Result, float, float | None]:
    """Do work; give what came of it, CPU seconds and peak memory in GB.

    Short work is done five times, unless it keeps what it computed: then say ``again=False``.
    """
    with suppress(OSError):  # Linux only: elsewhere the peak is that of the whole process, or none
        Path("/proc/self/clear_refs").write_text("5")
    begin = process_time()
    result = work()
    used = [process_time() - begin]
    peak = peak_of()
    while again and used[0] < SHORT and len(used) < 5:
        begin = process_time()
        work()
        used.append(process_time() - begin)
    return result, median(used), peak


def clocked(work: Callable[[], Result]) -> tuple[Result, float]:
    """Do work; give what came of it and seconds by the clock."""
    begin = perf_counter()
    return work(), perf_counter() - begin
