"""The case: why it may be worked on, what is collected and what is knowingly not, and when all this was computed."""

from graph.languages import read_language
from graph.reports.blocks import Facts, Section, phrase_command, phrase_list, phrase_words, write_phrase
from graph.views.shapes import Overview, Phrase, Piece


def write_case_section(view: Overview) -> Section:
    """Give the settings of the case and the times of the report."""
    language = read_language(view.language)
    say = language.say
    number = write_phrase(language, "case.report_says", number=view.number, day=(Piece(view.made, "time"),))
    pairs: list[tuple[str, Phrase]] = [
        (say("case.purpose"), (Piece(view.purpose, "text"),)),
        (say("case.basis"), (Piece(view.legal_basis, "text"),)),
        (say("case.profile"), phrase_command(view.profile)),
        *list_scope(view),
        (
            say("case.computed"),
            (Piece(view.computed, "time"),) if view.computed else phrase_words(say("case.not_computed")),
        ),
        (say("case.since"), phrase_words(describe_news(view))),
        (say("case.report"), number),
    ]
    if view.likeness:
        first, *rest = view.likeness  # what differs was said when it was found, in English
        more = (Piece(" "), Piece(" ".join(rest), "text" if language.code != "en" else "")) if rest else ()
        pairs.append((say("case.chances"), (*phrase_words(first), *more)))
    if view.hidden:
        pairs.append((say("case.names"), phrase_words(say("case.names_says"))))
    return Section(say("case.title"), (Facts(tuple(pairs)),), None, say("case.short"))


def list_scope(view: Overview) -> list[tuple[str, Phrase]]:
    """Give what is collected and what is not."""
    language, said = read_language(view.language), view.scope
    say = language.say
    pairs: list[tuple[str, Phrase]] = [
        (say(f"case.{key}"), phrase_list(language, list(said[key])))
        for key in ("groups", "words", "not_collected")
        if said.get(key)
    ]
    if said.get("from") or said.get("to"):
        ends = (said.get("from"), "date.beginning"), (said.get("to"), "date.today")
        first, last = ((Piece(day, "time"),) if day else phrase_words(say(key)) for day, key in ends)
        pairs.append((say("case.days"), write_phrase(language, "date.span", first=first, last=last)))
    return pairs or [(say("case.scope"), phrase_words(say("case.scope_nothing")))]


def describe_news(view: Overview) -> str:
    """Say what has come in after the analyses ran."""
    language = read_language(view.language)
    sources, judgements = view.since.get("sources", 0), view.since.get("judgements", 0)
    if not sources and not judgements:
        return language.say("news.none")
    files, judged = language.say("count.file", n=sources), language.say("count.judgement", n=judgements)
    return language.say("news.some", files=files, judgements=judged)
