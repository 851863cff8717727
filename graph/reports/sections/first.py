"""What matters: the few leads that a reader should know of when there is one minute."""

from graph.languages import read_language
from graph.reports.blocks import Cards, Section, Text, phrase_command, phrase_words, write_phrase
from graph.views.shapes import Overview


def write_first_section(view: Overview) -> Section:
    """Give at most ten leads, at most three of a kind; where there is none, what to do."""
    language = read_language(view.language)
    title = language.say("first.title")
    if view.first:
        found = Text(write_phrase(language, "first.found", found=language.text("list.semicolon").join(view.summary)))
        return Section(title, (*([found] if view.summary else []), Cards(view.first)))
    if view.computed is None:
        return Section(title, (Text(write_phrase(language, "first.not_run", command=phrase_command("liaisons find"))),))
    key = "choice.none" if view.choice.left else "first.nothing"
    return Section(title, (Text(phrase_words(language.say(key))),))
