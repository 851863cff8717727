"""Renames: which name an account or group bore from when to when."""

from graph.kinds import Kind
from graph.picture import plots
from graph.reports.blocks import Plot, Section
from graph.reports.sections import leads
from graph.views.shapes import Overview


def write_rename_section(view: Overview, kind: Kind) -> Section:
    """Give name lanes, then each change."""
    if not view.lanes or not view.section(kind.name).count:
        return leads.write_section(view, kind)
    caption = (
        "A lane is one account or group, known by its stable id; a bar is a name, in blue the one it bears now. "
        "Hard ends are dated by a file, soft ends lie somewhere beyond; a cross is where it was found removed."
    )
    if view.laned > len(view.lanes):
        caption += f" {len(view.lanes):,} of {view.laned:,} are shown, those first that stand first below."
    return leads.write_section(view, kind, Plot(plots.draw_lanes(view.lanes), caption))
