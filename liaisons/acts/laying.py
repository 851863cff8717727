"""What the case remembers, laid over the graph: findings of the last run, and judgements that stand."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from graph.case import Case
from graph.errors import EngineError, LiaisonsError
from graph.finding import Finding, last_run, list_standing_judgements
from graph.forms import make_storable
from graph.rows import Wanted, digest, digested
from graph.store import Store

SHOWN = "the next find, ingest or judge lays it over the graph"
"""What becomes of a judgement that was entered, and that the graph could not take."""


@contextmanager
def explain_standing(act: str, next: str) -> Iterator[None]:
    """Say of what goes wrong after an act was entered that the act stands, and what to do next; not where it is ""."""
    try:
        yield
    except (LiaisonsError, OSError) as error:
        if not act:
            raise
        found = f"{act} stands in the journal, but the graph does not show it yet: {str(error).rstrip('.')}"
        raise EngineError("", found, "", f"Do not enter it again: {next}.") from error


def lay_findings(case: Case, store: Store) -> None:
    """Lay the findings and judgements that the case remembers over the graph."""
    lines = last_run(case).lines()

    def values(id: str) -> dict[str, Any]:
        line = lines[id]
        one = Finding.read(json.loads(line))
        return {
            "id": one.id,
            "kind": one.kind,
            "basis": one.basis,
            "score": one.score,
            "confidence": one.confidence,
            "bits": one.bits,
            "says": line.decode(),
            **({"core": list(one.parts["core"])} if "core" in one.parts else {}),
            "subjects": [list(subject) for subject in one.subjects],
        }

    store.put_findings(Wanted({id: digest(line) for id, line in lines.items()}, values))
    lay_judgements(case, store)


def lay_judgements(case: Case, store: Store) -> None:
    """Lay the judgements that stand over the graph; of findings nothing is read."""
    judged = [
        {
            "id": f"judgement:{one.n}",
            "finding": one.finding,
            "verdict": one.verdict,
            "who": make_storable(one.who),  # an old journal may hold what is no UTF-8
            "at": one.at.isoformat(),
            "why": make_storable(one.why),
            "subjects": [list(subject) for subject in one.subjects],
        }
        for one in list_standing_judgements(case)
    ]
    store.put_judgements(digested(judged))
