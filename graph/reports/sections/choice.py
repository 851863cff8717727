"""What a report was asked to hold, and what it leaves out: told on its first screen."""

from collections.abc import Collection, Iterator

from graph.kinds import KINDS
from graph.languages import Language, read_language
from graph.reports.blocks import phrase_time, write_phrase
from graph.views.shapes import Overview, Phrase, Piece


def describe_choice(view: Overview, sections: Collection[str]) -> tuple[Phrase, ...]:
    """Give a sentence for each thing that a report was asked for, then what is left out; none where it holds all."""
    return tuple(list_sentences(view, sections, read_language(view.language)))


def list_sentences(view: Overview, sections: Collection[str], language: Language) -> Iterator[Phrase]:
    """Yield the sentences."""
    choice = view.choice
    if choice.name:
        yield write_phrase(language, "choice.name", name=(Piece(choice.name, "name"),), number=choice.issue)
    if choice.first or choice.last:
        first = phrase_time(language, choice.first) if choice.first else language.say("date.beginning")
        last = phrase_time(language, choice.last) if choice.last else language.say("date.today")
        yield write_phrase(language, "choice.period", first=first, last=last)
    if choice.kinds:
        kinds = [name_plural(language, kind) for kind in choice.kinds]
        yield write_phrase(language, "choice.kinds", kinds=language.write_list(kinds))
    if choice.about:
        yield write_phrase(language, "choice.clusters", names=list_names(language, choice.about))
    if choice.watchlist:
        yield write_phrase(language, "choice.watchlist")
    if choice.probability:
        yield write_phrase(language, "choice.probability", share=language.write_share(choice.probability))
    if total := sum(choice.left.values()):
        why = [language.say(f"choice.left_{name}", n=count) for name, count in choice.left.items()]
        left = language.say("choice.left", n=total)
        yield write_phrase(language, "choice.left_why", left=left, why=language.text("list.comma").join(why))
    if choice.sections:
        yield write_phrase(language, "choice.sections", shown=len(sections))


def name_plural(language: Language, name: str) -> str:
    """Give what several findings of a kind are called."""
    key = f"kind.{name}.plural"
    return language.text(key) if language.has(key) else KINDS[name].plural


def list_names(language: Language, names: tuple[str, ...]) -> Phrase:
    """Give names with commas."""
    pieces = [Piece(names[0], "name")]
    for name in names[1:]:
        pieces += [Piece(language.text("list.comma")), Piece(name, "name")]
    return tuple(pieces)
