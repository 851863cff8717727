"""Renames: which name an account or group bore from when to when."""

from graph.disclosure.views import Overview
from graph.picture import plots
from graph.reports.blocks import Block, Leads, Plot, Section, Text, words

SAYS = (
    "Those of clusters that share contacts come first, groups before accounts, late ones before early ones; changes of "
    "decoration alone come last."
)


def section(view: Overview) -> Section:
    """Give name lanes, then each change."""
    found = view.section("rename")
    if not found.count:
        return Section("Renames", (Text(words("No change of a name or handle was found.")),), 0)
    blocks: list[Block] = []
    if view.lanes:
        caption = (
            "A lane is one account or group, known by its stable id; a bar is a name, in blue the one it bears now. "
            "Hard ends are dated by a file, soft ends lie somewhere beyond; a cross is where it was found removed."
        )
        if view.laned > len(view.lanes):
            caption += f" {len(view.lanes):,} of {view.laned:,} are shown, those first that stand first below."
        blocks.append(Plot(plots.lanes(view.lanes), caption))
    return Section("Renames", (*blocks, Text(words(SAYS)), Leads(found.leads, found.count)), found.count)
