"""Activity: posts of groups and pages, and new contacts over time."""

from dataclasses import replace

from graph.languages import Language, read_language
from graph.picture import plots
from graph.reports.blocks import Block, Plot, Section, Text, phrase_words
from graph.views.shapes import Activity, Overview, Row


def write_activity_section(view: Overview) -> Section:
    """Give posts of groups and pages by month, then contacts by the month in which they were first seen."""
    language = read_language(view.language)
    rows = [replace(row, name=say_plural(language, row)) for row in view.contacts.rows]
    contacts = replace(view.contacts, rows=tuple(rows))
    blocks: list[Block] = [
        Plot(
            plots.draw_activity(data, language.say(f"activity.{name}"), language),
            " ".join([language.say(f"activity.{name}_caption"), *list_left_out(data, language)]),
        )
        for name, data in (("posts", view.activity), ("contacts", contacts))
        if data.rows
    ]
    nothing = Text(phrase_words(language.say("activity.nothing")))
    return Section(language.say("activity.title"), tuple(blocks) or (nothing,))


def say_plural(language: Language, row: Row) -> str:
    """Give what contacts of a row are called; a language that does not know the label says it as the model does."""
    return language.text(f"labels.{row.id}") if language.has(f"labels.{row.id}") else row.name


def list_left_out(data: Activity, language: Language) -> list[str]:
    """Say what a picture does not show."""
    counts = {"more": data.more, "undated": data.undated, "outside": data.outside}
    return [language.say(f"activity.{name}", n=count) for name, count in counts.items() if count]
