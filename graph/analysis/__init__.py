"""The analyses, by the kind of finding that each makes; what else a kind is stands in ``graph.kinds``."""

from collections.abc import Callable, Iterable, Mapping

from graph.analysis.alias import find_aliases
from graph.analysis.cluster import find_clusters
from graph.analysis.handoff import find_handoffs
from graph.analysis.names.renames import find_renames
from graph.analysis.names.reuse import find_reuses
from graph.analysis.shared.context import Past
from graph.analysis.succession import find_successions
from graph.finding import Finding
from graph.snapshot import Snapshot

Analysis = Callable[[Snapshot, Past], Iterable[Finding]]
"""A pure function: the same snapshot and past give the same findings, in the same order."""

ANALYSES: Mapping[str, Analysis] = {
    "alias": find_aliases,
    "cluster": find_clusters,
    "handoff": find_handoffs,
    "rename": find_renames,
    "reuse": find_reuses,
    "succession": find_successions,
}
