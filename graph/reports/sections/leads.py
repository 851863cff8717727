"""The leads of one kind: a paragraph that says what they are, then each with its reasons and evidence."""

from graph.kinds import Kind
from graph.languages import read_language
from graph.reports.blocks import Block, Leads, Section, Text, phrase_words
from graph.views.shapes import Overview


def write_section(view: Overview, kind: Kind, *before: Block) -> Section:
    """Give the section of a kind, the best lead first; ``before`` stands above its paragraph."""
    found = view.section(kind.name)
    if not found.count:
        left_out = read_language(view.language).text("choice.none")
        nothing = left_out if view.choice.left else say_of_kind(view, kind, "nothing")
        return title_section(view, kind, (Text(phrase_words(nothing)),), 0)
    blocks = (*before, Text(phrase_words(say_of_kind(view, kind, "lead"))), Leads(found.leads, found.count))
    return title_section(view, kind, blocks, found.count)


def title_section(view: Overview, kind: Kind, blocks: tuple[Block, ...], count: int) -> Section:
    """Give the section of a kind with its titles."""
    return Section(say_of_kind(view, kind, "title"), blocks, count, say_of_kind(view, kind, "short"))


def say_of_kind(view: Overview, kind: Kind, what: str) -> str:
    """Give a text of a kind in the language of the report; what the language does not know as the kind declares it."""
    language, key = read_language(view.language), f"kind.{kind.name}.{what}"
    text: str = language.text(key) if language.has(key) else getattr(kind, what)
    return text
