"""Which runs of ingest count, as the journal tells it: what was undone, or done again after a kill, does not."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.case import Case

Files = Sequence[Mapping[str, Any]]
"""Files of a run as the journal holds them: SHA-256, name, size, source, version, answers, archive."""


def live_runs(case: Case, until: int | None = None) -> dict[int, Files]:
    """Give the files of each run that counts, oldest first; with ``until`` as it stood at that entry."""
    runs: dict[int, Files] = {}
    for entry in case.journal.entries("ingest", "undo"):
        said = entry.payload or {}
        if until is not None and entry.n > until:
            break
        if entry.act == "undo":
            runs.pop(said.get("run", 0), None)
            continue
        for replaced in said.get("replaces", ()):
            runs.pop(replaced, None)
        runs[entry.n] = said.get("files", ())
    return runs


def broken_off(case: Case) -> set[int]:
    """Give the runs that count and never said that they were done."""
    runs = live_runs(case)
    done = {(entry.payload or {}).get("run") for entry in case.journal.entries("ingested")} if runs else set()
    return {n for n in runs if n not in done}
