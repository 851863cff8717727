"""Aliases: accounts that may be run by the same person or team."""

from graph.disclosure.views import Overview
from graph.reports.blocks import Leads, Section, Text, words

SAYS = (
    "Accounts that may be run by the same person or team, surest first. To judge them, ask for the order of review "
    "(liaisons find alias --order review): first the pairs that nobody has judged, that are likely, and that tie most."
)


def section(view: Overview) -> Section:
    """Give these leads, the best first."""
    found = view.section("alias")
    if not found.count:
        return Section(
            "Aliases", (Text(words("No accounts that may be run by the same person or team were found.")),), 0
        )
    return Section("Aliases", (Text(words(SAYS)), Leads(found.leads, found.count)), found.count)
