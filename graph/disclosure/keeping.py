"""Names that a list of findings needs, kept beside the case, so that it is shown again without the graph.

A working copy: where it is lost, was changed, or belongs to another run, the graph is asked. The next run takes it for
what it knows already, where the graph is the same by its key (``graph.snapshot.kept``).
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from graph.case import Case
from graph.disclosure.names import Names
from graph.durable import write_whole
from graph.finding import LastRun


def names_path(case: Case) -> Path:
    """Give the file that names are kept in."""
    return case.folder / "names.json"


def keep_names(case: Case, names: Names, run: LastRun, key: str | None) -> None:
    """Keep the names that the findings of a run were said with, and of which graph; while nobody else writes."""
    known = names.kept()
    said = {"find": run.n, "graph": key, "seal": sealed(case, run.n, key, known), "names": known}
    write_whole(names_path(case), json.dumps(said, ensure_ascii=False).encode())


def kept_names(case: Case, run: LastRun) -> Names | None:
    """Give the names that were kept with a run; None where files came in or left since, or they were changed."""
    said = None if run.since.get("sources") else read_kept(case)
    return Names.of_kept(said["names"]) if said is not None and said["find"] == run.n else None


def recall_names(case: Case, names: Names, key: str | None) -> None:
    """Let names know what was kept of this very graph, whatever run it was kept with."""
    said = None if key is None else read_kept(case)
    if said is not None and said["graph"] == key:
        names.recall(said["names"])


def read_kept(case: Case) -> dict[str, Any] | None:
    """Give what is kept; None where it is not there, or was changed."""
    try:
        said: dict[str, Any] = json.loads(names_path(case).read_bytes())
        return said if said["seal"] == sealed(case, said["find"], said["graph"], said["names"]) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def sealed(case: Case, n: int, key: str | None, names: dict[str, Any]) -> str:
    """Give a hash by the secret of the case: who only writes files cannot make one."""
    text = json.dumps([n, key, names], ensure_ascii=False, sort_keys=True)
    return case.journal.pseudonym(f"names:{hashlib.sha256(text.encode()).hexdigest()}")
