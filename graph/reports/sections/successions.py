"""Successions: groups or accounts that went dark, and others that took over."""

from graph.disclosure.views import Overview
from graph.reports.blocks import Leads, Section, Text, words


def section(view: Overview) -> Section:
    """Give these leads, the best first."""
    found = view.section("succession")
    if not found.count:
        return Section("Successions", (Text(words("No group or account that took over from another was found.")),), 0)
    return Section(
        "Successions",
        (Text(words("Groups or accounts that went dark, and others that took over.")), Leads(found.leads, found.count)),
        found.count,
    )
