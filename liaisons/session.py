"""One open case: its graph, and the gates that answer for it; commands, notebook and server work in one.

A session reaches the graph once, when something first asks for it, so that a command has one driver and no process
is a client of itself. It is safe for several threads: acts that write wait for each other, and each answer has a gate
for itself. Gates are kept and given again, with all they have read, until the journal says that something changed.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING, Self

from graph.case import Case
from liaisons.saying import Say, say_nothing

if TYPE_CHECKING:
    from graph.store import Store
    from graph.views.answering import AnsweringGate

CHANGES = ("ingest", "ingested", "undo", "undone", "rebuild", "erase", "find", "judge", "unjudge", "name", "settings")
"""Acts after which an answer may be another."""

IDLE = 4
"""Gates of one person that are kept for the next answers."""


class Session:
    """An open case; close it, or use it in a ``with`` block, so that others can own its graph again.

    ``quick`` is for a command that lasts a moment: the embedded engine starts for less, and is slower after.
    """

    def __init__(self, case: Case, *, quick: bool = False, say: Say = say_nothing) -> None:
        self.case, self.quick, self.say = case, quick, say
        self._store: Store | None = None
        self._reaching, self._writing, self._pooling = RLock(), Lock(), Lock()
        self._idle: dict[tuple[str, bool], list[AnsweringGate]] = defaultdict(list)
        self._change = 0
        """Number of the last change that the idle gates have read."""

    @classmethod
    def open(cls, folder: Path, *, quick: bool = False, say: Say = say_nothing) -> Self:
        """Open the case in a folder; its graph is reached when something asks for it."""
        return cls(Case.open(folder), quick=quick, say=say)

    @property
    def store(self) -> "Store":
        """The case's graph."""
        return self.reach_store()

    def reach_store(self, *, reads: int = 0, fresh: bool = False) -> "Store":
        """Give the case's graph, reached once; ``reads`` and ``fresh`` are those of ``Store.of``.

        An empty graph takes the place of one that is open.
        """
        from graph.store import Store

        with self._reaching:
            if fresh:
                self._drop_store()
            if self._store is None:
                self.say("reaching the server" if self.case.settings.store.address else "starting the engine")
                self._store = Store.of(self.case, quick=self.quick, reads=reads, fresh=fresh)
                self.say("asking the graph")
            return self._store

    @contextmanager
    def writing(self, what: str, *, who: str) -> Iterator[None]:
        """Hold the case for an act that writes: against other processes, and against other threads of this one."""
        with self._writing, self.case.writing(what, who=who):
            yield

    @contextmanager
    def answering(self, *, who: str, hide_names: bool = False, wait: bool = True) -> Iterator["AnsweringGate"]:
        """Give the case's gate, for one answer in the name of a person.

        With ``wait`` a load that runs is waited for, and an answer from a graph that is not whole says so.
        """
        from liaisons.gaps import Watch

        number = self._last_change()
        gate = self._take_gate(who, hide_names, number)
        watch = Watch(self.case, gate.store)
        if wait:
            watch.begin()
        gate.gaps = watch
        yield gate
        if watch.before is None:
            self._keep_gate(gate, number)

    def _take_gate(self, who: str, hide_names: bool, number: int) -> "AnsweringGate":
        """Give a gate that nobody uses and that has read nothing older than the last change, else a new one."""
        from graph.views.answering import AnsweringGate

        with self._pooling:
            if number > self._change:
                self._idle.clear()
                self._change = number
            idle = self._idle[who, hide_names]
            while number == self._change and idle:
                if (gate := idle.pop()).store is self._store:
                    return gate
        return AnsweringGate(self.case, self.store, who=who, hide_names=hide_names)

    def _keep_gate(self, gate: "AnsweringGate", number: int) -> None:
        """Keep a gate for the next answers, unless another answer has seen a later change than it began with.

        One to which a report lent names of things that are gone is not kept: to the next answer they are gone.
        """
        if gate.voice.names.lent:
            return
        with self._pooling:
            idle = self._idle[gate.who, gate.hidden]
            if number == self._change and len(idle) < IDLE:
                idle.append(gate)

    def _last_change(self) -> int:
        """Give the number of the last entry after which an answer may be another."""
        last = self.case.journal.last(*CHANGES)
        return 0 if last is None else last.n

    def _drop_store(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    def close(self) -> None:
        """Let the case go."""
        with self._reaching:
            self._drop_store()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
