"""Handoffs: where accounts and groups send people, and where they are sent on from there."""

from graph.disclosure.views import Overview
from graph.reports.blocks import Leads, Section, Text, words


def section(view: Overview) -> Section:
    """Give these leads, the best first."""
    found = view.section("handoff")
    if not found.count:
        return Section("Handoffs", (Text(words("No way from a post to a contact on another app was found.")),), 0)
    return Section(
        "Handoffs",
        (
            Text(words("Where accounts and groups send people, and where they are sent on from there.")),
            Leads(found.leads, found.count),
        ),
        found.count,
    )
