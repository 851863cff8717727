"""Renames: which name an account or group bore from when to when."""

from zoneinfo import ZoneInfo

from graph.kinds import Kind
from graph.languages import read_language
from graph.picture import plots
from graph.reports.blocks import Plot, Section
from graph.reports.sections import leads
from graph.views.shapes import Overview


def write_rename_section(view: Overview, kind: Kind) -> Section:
    """Give name lanes, then each change."""
    if not view.lanes or not view.section(kind.name).count:
        return leads.write_section(view, kind)
    language = read_language(view.language)
    caption = language.say("renames.caption")
    if view.laned > len(view.lanes):
        caption = f"{caption} {language.say('renames.some', shown=len(view.lanes), count=view.laned)}"
    lanes = plots.draw_lanes(view.lanes, language, ZoneInfo(view.zone))
    return leads.write_section(view, kind, Plot(lanes, caption))
