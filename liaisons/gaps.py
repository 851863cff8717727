"""What the graph lacks of what the journal says was read: told beside every answer, or instead of it."""

import hashlib
import json
import logging
import time
from dataclasses import dataclass, replace
from typing import Any

from graph.case import Case
from graph.errors import EngineError
from graph.lookups.loading import FILES_HELD
from graph.runs import live_runs
from graph.store import Store

LOG = logging.getLogger(__name__)

WAIT = 10.0
"""Seconds an answer waits for a load or rebuild that runs; then it is given, and says what is missing."""

PAUSE = 0.25

PART = "this is not the whole case: %s"


@dataclass(frozen=True, slots=True)
class Gap:
    """What the graph holds of the files that the journal's runs have read."""

    wanted: int
    there: int
    """Files that are in whole, read as the journal says."""
    beyond: int
    """Files that were taken back, and are in still."""
    begun: int
    """Files of which something is in."""
    holder: str | None
    """Who writes in the case now."""

    def __str__(self) -> str:
        held = f"{self.there:,} of {self.wanted:,} {'file is' if self.wanted == 1 else 'files are'} in the graph"
        beyond = f", and {self.beyond:,} that were taken back" if self.beyond else ""
        why = f"a writer is at work, {self.holder}" if self.holder else "liaisons find goes on with what was broken off"
        return f"{held}{beyond}; {why}"

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values."""
        return {"wanted": self.wanted, "there": self.there, "beyond": self.beyond, "holder": self.holder}


def find_gap(case: Case, store: Store) -> Gap | None:
    """Compare the graph's files with the journal's runs, by one statement; None where nothing is missing.

    ``ingest`` is not asked: importing it costs as much as a question.
    """
    files = {f"sha256:{file['sha256']}": file for _, some in sorted(live_runs(case).items()) for file in some}
    rows = {id: tuple(row) for id, *row in store.read(FILES_HELD)}
    there = sum(id in rows and _is_whole(rows[id], file) for id, file in files.items())
    beyond = len(rows.keys() - files.keys())
    if there == len(files) and not beyond:
        return None
    return Gap(len(files), there, beyond, len(rows), case.holder())


def _is_whole(row: tuple[Any, ...], file: Any) -> bool:
    """Tell whether a file was read to its end, by the source and answers that the journal names.

    By an older reader it is whole too: the next writer reads it anew.
    """
    text = json.dumps(file["answers"], sort_keys=True, ensure_ascii=False)
    reader, answers, complete, undoing = row
    wanted = (file["source"], hashlib.sha256(text.encode()).hexdigest())
    return bool(complete) and not undoing and (reader, answers) == wanted


def require_whole_graph(case: Case, store: Store) -> Store:
    """Give the store back; raise EngineError where anything is missing: for what is kept, as a report."""
    if (found := find_gap(case, store)) is not None:
        found = replace(found, holder=None)  # who asks for what is kept holds the case itself
        _refuse_empty(case, found)
        raise EngineError(str(case.folder), str(found), "a whole graph", "Run liaisons find first, then this again.")
    return store


class Watch:
    """Looks at the graph before an answer and after it, and says what was missing; after it alone without ``begin``."""

    def __init__(self, case: Case, store: Store) -> None:
        self.case, self.store = case, store
        self.before: Gap | None = None
        self.looked = False
        self.changed = self._changed()

    def begin(self, wait: float = WAIT) -> None:
        """Wait a while for a load that runs; raise EngineError where the graph holds nothing of what was read."""
        until, self.looked = time.monotonic() + wait, True
        while True:
            self.before = find_gap(self.case, self.store)
            if self.before is None or self.before.holder is None or time.monotonic() >= until:
                break
            time.sleep(PAUSE)
        if self.before is not None:
            _refuse_empty(self.case, self.before)
            LOG.warning(PART, self.before)

    def __call__(self) -> dict[str, Any]:
        """Give what an answer that was just made must say of itself: nothing where it saw the whole graph."""
        after = find_gap(self.case, self.store)
        changed = self._changed()
        if self.before is None and after is None and (changed == self.changed or not self.looked):
            return {}
        if not self.looked:
            LOG.warning(PART, after)
        elif self.before is None:
            what = str(after) if after is not None else "it was loaded anew meanwhile"
            LOG.warning("the graph changed while this was answered: %s. Ask again", what)
        told = after or self.before
        self.before, self.changed = after, changed
        return {"partial": told.plain() if told is not None else {"changed": True}}

    def _changed(self) -> int:
        """Give the number of the last entry that changes what the graph holds."""
        last = self.case.journal.last("ingest", "undo", "rebuild")
        return last.n if last is not None else 0


def _refuse_empty(case: Case, found: Gap) -> None:
    if found.there or found.beyond or not found.wanted:
        return
    if found.holder or found.begun:
        do = "Ask again when it is done." if found.holder else "Run liaisons find first, then this again."
        raise EngineError(str(case.folder), str(found), "", do)
    count = f"{found.wanted:,} file{'s were' if found.wanted > 1 else ' was'} read"
    raise EngineError(str(case.folder), f"the graph is empty, though {count}", "", "Run liaisons rebuild.")
