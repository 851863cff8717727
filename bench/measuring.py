"""Subjects measured: each size of each, the input made once, a peer that several share run once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import apart
from bench.processes import PYTHON, run
from bench.subject import Bar, Cost, Failed, Subject


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of a block."""

    subject: Subject
    size: int
    ours: Cost | Failed
    peer: Cost | Failed | None

    @property
    def ratio(self) -> float | None:
        """How many times as fast as the peer; where the peer was stopped, how many times at least."""
        if isinstance(self.ours, Failed) or self.peer is None:
            return None
        if isinstance(self.peer, Failed):
            return self.peer.cpu / self.ours.cpu if self.peer.cpu else None
        return self.ours.rate / self.peer.rate

    def bars(self) -> Iterator[tuple[str, bool | None]]:
        """Yield the bars of this size, and whether they hold: None where there is nothing to compare with."""
        for bar in self.subject.bars:
            if bar.at == self.size:
                yield bar.says, self.keeps(bar)

    def keeps(self, bar: Bar) -> bool | None:
        """Say whether a bar holds; a peer that was stopped has used at least what it had used by then."""
        if isinstance(self.ours, Failed):
            return False
        if isinstance(self.peer, Failed):
            if not self.peer.cpu:
                return None
            return bar.holds(self.ours, Cost(self.ours.count, self.peer.cpu, None))
        return bar.holds(self.ours, self.peer or self.ours)


@dataclass(slots=True)
class Bench:
    """One run: where inputs lie and what peers cost."""

    folder: Path
    peers: dict[tuple[object, object, int], Cost | Failed] = field(default_factory=dict)

    def measured(self, subject: Subject, sizes: Sequence[int] = ()) -> Iterator[Measured]:
        """Yield a row a size."""
        lack = subject.lacking and subject.lacking()
        for size in subject.wanted(sizes):
            if lack:
                yield Measured(subject, size, Failed(lack), None)
                continue
            try:
                folder = self.input(subject, size)
            except RuntimeError as error:
                yield Measured(subject, size, Failed(f"no input: {str(error)[-200:]}".replace("\n", " ")), None)
                continue
            ours = apart.cost(subject, "ours", size, folder)
            yield Measured(subject, size, ours, self.peer(subject, size, folder))

    def input(self, subject: Subject, size: int) -> Path:
        """Give the folder of an input; make it where it is not there."""
        made = subject.prepare
        folder = self.folder / f"{made.__module__}-{made.__name__}-{size}"
        if not folder.is_dir():
            folder.mkdir(parents=True)
            run(PYTHON, "-m", "bench.apart", subject.name, "prepare", str(size), str(folder))
        return folder

    def peer(self, subject: Subject, size: int, folder: Path) -> Cost | Failed | None:
        """Give what the peer cost."""
        if subject.peer is None:
            return None
        key = (subject.prepare, subject.peer.run, size)
        if key not in self.peers:
            self.peers[key] = apart.cost(subject, "peer", size, folder)
        return self.peers[key]
