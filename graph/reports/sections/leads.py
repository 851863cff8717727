"""The leads of one kind: a paragraph that says what they are, then each with its reasons and evidence."""

from graph.kinds import Kind
from graph.reports.blocks import Block, Leads, Section, Text, phrase_words
from graph.views.shapes import Overview


def write_section(view: Overview, kind: Kind, *before: Block) -> Section:
    """Give the section of a kind, the best lead first; ``before`` stands above its paragraph."""
    found = view.section(kind.name)
    if not found.count:
        return Section(kind.title, (Text(phrase_words(kind.nothing)),), 0, kind.short)
    blocks = (*before, Text(phrase_words(kind.lead)), Leads(found.leads, found.count))
    return Section(kind.title, blocks, found.count, kind.short)
