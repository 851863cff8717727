"""The sections of a report, in order: each a function of what passed the gate, None where it has nothing to say."""

from collections.abc import Callable, Mapping

from graph.kinds import KINDS, Kind
from graph.reports.blocks import Section
from graph.reports.sections import (
    activity,
    case,
    changes,
    clusters,
    coverage,
    first,
    leads,
    outreach,
    reading,
    renames,
    survival,
    watched,
)
from graph.settings import ALWAYS
from graph.views.shapes import Overview

MakeSection = Callable[[Overview], Section | None]

OF_KINDS: Mapping[str, Callable[[Overview, Kind], Section]] = {
    "cluster": clusters.write_cluster_section,
    "rename": renames.write_rename_section,
}
"""Kinds whose section holds more than its leads; any other gets ``leads.write_section``."""

BEFORE: Mapping[str, MakeSection] = {
    "watched": watched.write_watched_section,
    "changed": changes.write_changed_section,
    "matters": first.write_first_section,
}
AFTER: Mapping[str, MakeSection] = {
    "changes": changes.write_all_changes_section,
    "coverage": coverage.write_coverage_section,
    "activity": activity.write_activity_section,
    "survival": survival.write_survival_section,
    "outreach": outreach.write_outreach_section,
    "reading": reading.write_reading_section,
    "case": case.write_case_section,
}
"""Before and after the sections of kinds, by the anchor that leads to each."""


def report_sections() -> dict[str, MakeSection]:
    """Give every section by the anchor that leads to it: one of each kind of finding, in the order of kinds."""
    return {**BEFORE, **{kind.anchor: of_kind(kind) for kind in KINDS.values()}, **AFTER}


def make_sections(view: Overview) -> dict[str, Section]:
    """Give the sections that a report has, by anchor: every form of it is made of these.

    Of a report that was asked for some, those; what it is of and what was read for it stands in every report.
    """
    every = set(report_sections())
    if view.choice.kinds:
        every -= {kind.anchor for kind in KINDS.values() if kind.name not in view.choice.kinds}
    wanted = every & {*view.choice.sections, *ALWAYS} if view.choice.sections else every
    return {key: made for key, make in report_sections().items() if key in wanted and (made := make(view)) is not None}


def of_kind(kind: Kind) -> MakeSection:
    """Give what makes the section of a kind."""
    make = OF_KINDS.get(kind.name, leads.write_section)
    return lambda view: make(view, kind)
