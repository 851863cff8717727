"""Successions: groups or pages that fell silent or were removed, and their likely successors."""

from graph.disclosure.views import Overview
from graph.reports.blocks import Leads, Section, Text, words

SAYS = "Groups or pages that fell silent or were removed, and others that may be their successors, surest first."


def section(view: Overview) -> Section:
    """Give these leads, the best first."""
    found = view.section("succession")
    if not found.count:
        return Section("Successions", (Text(words("No group or account that took over from another was found.")),), 0)
    return Section(
        "Successions",
        (Text(words(SAYS)), Leads(found.leads, found.count)),
        found.count,
    )
