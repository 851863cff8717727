"""Clusters: accounts, groups and contacts that belong together, and the picture of them all."""

from graph.disclosure.views import Overview
from graph.picture import plots
from graph.reports.blocks import Leads, Plot, Section, Text, words


def section(view: Overview) -> Section:
    """Give the clusters, below a picture of the network."""
    found = view.section("cluster")
    if not found.count:
        return Section("Clusters", (Text(words("No cluster of three accounts and groups or more was found.")),), 0)
    caption = (
        "Circles are clusters, sized by members; lines are links between members of different clusters. "
        "The page network.html opens each circle."
    )
    return Section(
        "Clusters",
        (Plot(plots.network(view.network), caption), Leads(found.leads, found.count)),
        found.count,
    )
