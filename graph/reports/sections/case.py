"""The case: why it may be worked on, what is collected and what is knowingly not, and when all this was computed."""

from graph.languages import read_language
from graph.reports.blocks import Facts, Section, phrase_list, phrase_words
from graph.views.shapes import Overview, Phrase, Piece

HIDDEN = (
    "Names and numbers are hidden; the same pseudonym is the same subject. Not hidden are names that no file gives as "
    "a name, nicknames, numbers in words, and what a post tells of a person beside the name: the place, the day, the "
    "route. Who knows the case may recognise somebody."
)
"""What hiding does and cannot do; docs/hiding.md has the whole of it."""


def write_case_section(view: Overview) -> Section:
    """Give the settings of the case and the times of the report."""
    pairs: list[tuple[str, Phrase]] = [
        ("Purpose", (Piece(view.purpose, "text"),)),
        ("Legal basis", (Piece(view.legal_basis, "text"),)),
        ("Profile", phrase_words(view.profile)),
        *list_scope(view),
        ("Computed", (Piece(view.computed, "time"),) if view.computed else phrase_words("no analysis has run")),
        ("Since then", phrase_words(describe_news(view))),
        ("Report", (Piece(f"number {view.number}, made "), Piece(view.made, "time"))),
    ]
    if view.likeness:
        pairs.append(("Chances", phrase_words(" ".join(view.likeness))))
    if view.hidden:
        pairs.append(("Names", phrase_words(HIDDEN)))
    return Section("The case", (Facts(tuple(pairs)),), None, "Case")


def list_scope(view: Overview) -> list[tuple[str, Phrase]]:
    """Give what is collected and what is not."""
    said = view.scope
    pairs: list[tuple[str, Phrase]] = []
    for key, term in (("groups", "Groups collected"), ("words", "Words collected"), ("not_collected", "Not collected")):
        if said.get(key):
            pairs.append((term, phrase_list(list(said[key]))))
    if said.get("from") or said.get("to"):
        pairs.append(
            ("Days collected", phrase_words(f"{said.get('from') or 'the beginning'} to {said.get('to') or 'today'}"))
        )
    return pairs or [
        ("Scope", phrase_words("Nobody has written down what is collected and what is not: case.toml, [scope]."))
    ]


def describe_news(view: Overview) -> str:
    """Say what has come in after the analyses ran."""
    language = read_language(view.language)
    sources, judgements = view.since.get("sources", 0), view.since.get("judgements", 0)
    if not sources and not judgements:
        return language.say("news.none")
    files, judged = language.say("count.file", n=sources), language.say("count.judgement", n=judgements)
    return language.say("news.some", files=files, judgements=judged)
