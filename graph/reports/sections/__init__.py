"""The sections of a report, in order: each a function of what passed the gate, None where it has nothing to say."""

from collections.abc import Callable, Mapping

from graph.disclosure.views import Overview
from graph.reports.blocks import Section
from graph.reports.sections import (
    activity,
    aliases,
    case,
    clusters,
    coverage,
    first,
    handoffs,
    reading,
    renames,
    reuse,
    successions,
    survival,
)

SECTIONS: Mapping[str, Callable[[Overview], Section | None]] = {
    "matters": first.section,
    "successions": successions.section,
    "aliases": aliases.section,
    "handoffs": handoffs.section,
    "clusters": clusters.section,
    "reuse": reuse.section,
    "renames": renames.section,
    "coverage": coverage.section,
    "activity": activity.section,
    "survival": survival.section,
    "reading": reading.section,
    "case": case.section,
}
"""By the anchor that leads to each; findings in the order of kinds (``graph.disclosure.ordering``)."""
