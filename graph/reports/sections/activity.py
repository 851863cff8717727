"""Activity: posts of groups and pages, and new contacts over time."""

from graph.picture import plots
from graph.reports.blocks import Block, Plot, Section, Text, phrase_words
from graph.views.shapes import Activity, Overview


def write_activity_section(view: Overview) -> Section:
    """Give posts of groups and pages by month, then contacts by the month in which they were first seen."""
    blocks: list[Block] = []
    if view.activity.rows:
        caption = "Posts by group or page, and month; heights by square root. Hatched: nothing was collected."
        blocks.append(
            Plot(plots.draw_activity(view.activity, "Posts of groups and pages"), f"{caption}{left_out(view.activity)}")
        )
    if view.contacts.rows:
        caption = "Contacts by the month in which the files first name them."
        blocks.append(Plot(plots.draw_activity(view.contacts, "New contacts"), f"{caption}{left_out(view.contacts)}"))
    return Section(
        "Activity",
        tuple(blocks) or (Text(phrase_words("Nothing that was read has a date that this report can show.")),),
    )


def left_out(data: Activity) -> str:
    """Say what a picture does not show."""
    told = [
        f" {count:,} {what}."
        for count, what in (
            (data.more, "more groups and pages with fewer posts are not drawn"),
            (data.undated, "without a date"),
            (data.outside, "dated before these months, or later than this report"),
        )
        if count
    ]
    return "".join(told)
