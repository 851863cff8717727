"""A case in a notebook: answers and tables as pandas, clusters and neighbourhoods as networkx."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from graph.answers import to_json
from liaisons.session import Session

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


class Notebook:
    """An open case; close it, or use it in a ``with`` block, so that others can own its graph again.

    All that it gives passes the gate in the name of ``who`` and is entered in the journal.
    """

    def __init__(self, folder: Path, *, who: str, hide_names: bool = False) -> None:
        from graph.views.frames import Frames

        with ExitStack() as opened:
            session = opened.enter_context(Session.open(folder))
            self._gate = opened.enter_context(session.answering(who=who, hide_names=hide_names))
            self._opened = opened.pop_all()
        self._frames = Frames(self._gate)

    def questions(self) -> "pd.DataFrame":
        """Give the catalogue: name, title and parameters of each question."""
        return make_frame(to_json(self._gate.catalogue().questions))

    def ask(self, question: str, **given: object) -> "pd.DataFrame":
        """Ask a question of the catalogue; what identifies a thing may be written as anybody writes it."""
        answer = self._gate.query(question, {name: str(value) for name, value in given.items()})
        times = [name for name, meaning in answer.columns if meaning in ("time", "date")]
        return make_frame(answer.rows, [name for name, _ in answer.columns], times)

    def findings(self, kind: str | None = None) -> "pd.DataFrame":
        """Give the leads of the last run: id, kind, basis, score, confidence, subjects, reasons, judgement."""
        return make_frame(to_json(self._gate.findings(kind).findings))

    def table(self, kind: str) -> "pd.DataFrame":
        """Give all nodes of a label (``Post``) or links of a type (``HANDS_OFF``); times are UTC."""
        columns, rows, times = self._frames.table(kind)
        self._gate.gaps()
        return make_frame(rows, columns, times)

    def survival(self) -> "pd.DataFrame":
        """Give how long groups live and names last: a row a day of a curve, of all, by platform, by removals.

        ``share`` lasts longer than ``days``, with its 95 % band from ``low`` to ``high``; ``followed`` still lasted
        when the day began. A curve that is too few to say has one row without days.
        """
        columns, rows = self._frames.survival()
        self._gate.gaps()
        return make_frame(rows, columns)

    def cluster(self, finding: str) -> "nx.DiGraph[str]":
        """Give a cluster, or the subjects of any other finding, and the links among them.

        The nodes of a cluster bear ``core``: whether each is a member, or stands around the core.
        """
        return self._whole(self._frames.cluster(finding))

    def neighbourhood(self, id: str, hops: int = 1) -> "nx.DiGraph[str]":
        """Give what lies within some hops of a thing, and the links among it."""
        return self._whole(self._frames.net(self._frames.around(id, hops)))

    def _whole(self, net: "nx.DiGraph[str]") -> "nx.DiGraph[str]":
        """Give a network back, and tell where the graph was not whole when it was made."""
        self._gate.gaps()
        return net

    def close(self) -> None:
        """Let the case go."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def make_frame(rows: Iterable[Any], columns: Iterable[str] = (), times: Iterable[str] = ()) -> "pd.DataFrame":
    """Give rows as a DataFrame; ``columns`` stand there even without a row, ``times`` become times in UTC."""
    import pandas as pd

    made = pd.DataFrame(list(rows))
    if made.empty:
        made = pd.DataFrame(columns=list(columns))
    for name in times:
        made[name] = pd.to_datetime(made[name], utc=True, format="ISO8601")
    return made
