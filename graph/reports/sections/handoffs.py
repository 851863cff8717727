"""Handoffs: where accounts and groups send people, and where they are sent on from there."""

from graph.disclosure.views import Overview
from graph.reports.blocks import Leads, Section, Text, words

SAYS = (
    "Where accounts and groups send people, and where they are sent on from there. Chains of several steps come first, "
    "then contacts by how many of those who name them give them out: a firm or hotline is named by many. Ways that end "
    "in a widely shared or protected contact are counted and not led."
)


def section(view: Overview) -> Section:
    """Give these leads, the best first."""
    found = view.section("handoff")
    if not found.count:
        return Section("Handoffs", (Text(words("No way from a post to a contact on another app was found.")),), 0)
    return Section(
        "Handoffs",
        (
            Text(words(SAYS)),
            Leads(found.leads, found.count),
        ),
        found.count,
    )
