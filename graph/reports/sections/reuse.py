"""Reuse: a name or handle that passed from one account or group to another."""

from graph.disclosure.views import Overview
from graph.reports.blocks import Leads, Section, Text, words

SAYS = "A name or handle passed from one to another. They are two: a name that is passed on joins nobody."
NONE = "No name or handle that passed from one to another was found."


def section(view: Overview) -> Section:
    """Give these leads, the best first."""
    found = view.section("reuse")
    if not found.count:
        return Section("Reuse of names and handles", (Text(words(NONE)),), 0, "Reuse")
    blocks = (Text(words(SAYS)), Leads(found.leads, found.count))
    return Section("Reuse of names and handles", blocks, found.count, "Reuse")
