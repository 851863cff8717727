"""What the stages of a run share: the export, where to work, the engines, and one whole load on each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import server
from bench.processes import job
from bench.server import Server

EMBEDDED, NEO4J = "embedded engine", "Neo4j"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A whole load of the export."""

    messages: int
    wall: float
    cpu: float
    """CPU seconds of our process; on the embedded engine the engine's too."""
    peak: float | None
    """GB; on the embedded engine the engine's too."""
    server_cpu: float | None
    server_peak: float | None
    digest: str
    rows: int


@dataclass(slots=True)
class Setting:
    """One run of the bench."""

    folder: Path
    export: Path
    messages: int
    lacking: str | None = None
    """Why there is no Neo4j to measure on."""
    loads: dict[str, Loaded] = field(default_factory=dict)

    @property
    def engines(self) -> tuple[str, ...]:
        """The engines that can be measured."""
        return (EMBEDDED,) if self.lacking else (EMBEDDED, NEO4J)

    def new(self, name: str) -> str:
        """Name a case that is not there yet."""
        number = len(list(self.folder.glob(f"{name}-*")))
        path = self.folder / f"{name}-{number}"
        path.mkdir()
        return str(path)

    @contextmanager
    def engine(self, name: str) -> Iterator[tuple[dict[str, str], Server | None]]:
        """Give the environment of a new graph on an engine."""
        if name == EMBEDDED:
            yield {}, None
            return
        with server.started() as running:
            yield {"BENCH_SERVER": running.uri, "LIAISONS_NEO4J_PASSWORD": running.password}, running

    def whole(self, name: str) -> Loaded:
        """Load the export from its start to its end, once a run of the bench."""
        if name not in self.loads:
            with self.engine(name) as (env, running):
                before = running.cpu if running else None
                folder = self.new("whole")
                done = job("load", folder, str(self.export), **env)
                after = running.cpu if running else None
                peak = running.peak if running else None
                graph = job("digest", folder, **env)
            self.loads[name] = Loaded(
                messages=done["messages"],
                wall=done["wall"],
                cpu=done["cpu"],
                peak=done["peak"],
                server_cpu=None if before is None or after is None else after - before,
                server_peak=peak,
                digest=graph["digest"],
                rows=graph["rows"],
            )
        return self.loads[name]
