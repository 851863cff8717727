"""A graph that was lost is told, before anybody takes its silence for an answer."""

from graph.case import Case
from graph.errors import EngineError
from graph.store import Store


def whole(case: Case, store: Store) -> Store:
    """Give the store back; raise EngineError where it is empty though runs stand in the journal.

    Its folder was lost, or case.toml names another server.
    """
    if store.read("MATCH (s:Source) RETURN s.id LIMIT 1"):
        return store
    from ingest import load  # costs as much as the question; a graph that is there has no need of it

    if files := load.wanted(load.live(case)):
        count = f"{len(files):,} file{'s were' if len(files) > 1 else ' was'} read"
        raise EngineError(str(case.folder), f"the graph is empty, though {count}", "", "Run liaisons rebuild.")
    return store
