"""What matters: the few leads that a reader should know of when there is one minute."""

from graph.reports.blocks import Cards, Section, Text, phrase_words
from graph.views.shapes import Overview


def write_first_section(view: Overview) -> Section:
    """Give at most ten leads, at most three of a kind; where there is none, what to do."""
    if view.first:
        says = f"{'; '.join(view.summary)}. Below stand the surest of each kind, no two about one subject."
        return Section("What matters", (*([Text(phrase_words(says))] if view.summary else []), Cards(view.first)))
    if view.computed is None:
        return Section("What matters", (Text(phrase_words("No analysis has run yet. Run: liaisons find")),))
    return Section("What matters", (Text(phrase_words("The analyses found no leads in what was read.")),))
