"""Aliases: accounts that may be of one hand."""

from graph.disclosure.views import Overview
from graph.reports.blocks import Leads, Section, Text, words


def section(view: Overview) -> Section:
    """Give these leads, the best first."""
    found = view.section("alias")
    if not found.count:
        return Section("Aliases", (Text(words("No accounts that may be of one hand were found.")),), 0)
    return Section(
        "Aliases", (Text(words("Accounts that may be of one hand.")), Leads(found.leads, found.count)), found.count
    )
