"""Aliases: accounts that may be of one hand."""

from graph.disclosure.views import Overview
from graph.reports.blocks import Leads, Section, Text, words

SAYS = (
    "Accounts that may be of one hand, in the order in which to look at them: first the pairs that nobody has judged, "
    "that are likely, and on which most hangs; of each set of accounts the best pair before the second."
)


def section(view: Overview) -> Section:
    """Give these leads, the best first."""
    found = view.section("alias")
    if not found.count:
        return Section("Aliases", (Text(words("No accounts that may be of one hand were found.")),), 0)
    return Section("Aliases", (Text(words(SAYS)), Leads(found.leads, found.count)), found.count)
