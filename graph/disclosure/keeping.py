"""Names that a list of findings needs, kept beside the case, so that it is shown again without the graph.

A working copy: where it is lost, was changed, or belongs to another run, the graph is asked.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from graph.case import Case
from graph.disclosure.names import Names
from graph.durable import write_whole
from graph.finding import Findings


def names_path(case: Case) -> Path:
    """Give the file that names are kept in."""
    return case.folder / "names.json"


def keep_names(case: Case, names: Names, run: Findings) -> None:
    """Keep the names that the findings of a run were said with; to be called while nobody else writes."""
    known = names.kept()
    seal = sealed(case, run.n, known)
    write_whole(
        names_path(case), json.dumps({"find": run.n, "seal": seal, "names": known}, ensure_ascii=False).encode()
    )


def kept_names(case: Case, run: Findings) -> Names | None:
    """Give the names that were kept with a run; None where files came in or left since, or they were changed."""
    if run.since.get("sources"):
        return None
    try:
        said = json.loads(names_path(case).read_bytes())
        if said["find"] != run.n or said["seal"] != sealed(case, run.n, said["names"]):
            return None
        return Names.of_kept(said["names"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def sealed(case: Case, n: int, names: dict[str, Any]) -> str:
    """Give a hash by the secret of the case: who only writes files cannot make one."""
    text = json.dumps([n, names], ensure_ascii=False, sort_keys=True)
    return case.journal.pseudonym(f"names:{hashlib.sha256(text.encode()).hexdigest()}")
