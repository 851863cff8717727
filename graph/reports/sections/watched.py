"""What came up of what is watched: new hits first, one line a party and week."""

from graph.answers.watches import WatchHitShown
from graph.languages import Language, read_language
from graph.reports.blocks import Block, Section, Table, Text, make_row, phrase_command, phrase_words, write_phrase
from graph.views.shapes import Overview, Phrase, Piece

MOST = 40
"""Hits that are listed."""


def write_watched_section(view: Overview) -> Section | None:
    """Give the hits that are new or grew, then what else is open; None where nothing is watched."""
    if not view.watched:
        return None
    language = read_language(view.language)
    say = language.say
    fresh = [one for one in view.hits if one.new or one.more]
    new = sum(one.new for one in fresh)
    says = say(
        "watched.says",
        things=say("watched.things", n=view.watched),
        hits=say("watched.hits", n=new),
        grown=len(fresh) - new or None,
        rest=len(view.hits) - len(fresh) or None,
    )
    blocks: list[Block] = [Text(phrase_words(says))]
    if fresh:
        names = ("watched", "who", "week", "times", "latest", "written", "hit")
        heads = ("", *(say(f"watched.{name}") for name in names))
        rows = tuple(make_hit_row(one, language) for one in fresh[:MOST])
        blocks.append(Table(say("watched.table"), heads, rows, frozenset({4})))
    if len(fresh) > MOST:
        command = phrase_command("liaisons watch hits")
        blocks.append(Text(write_phrase(language, "watched.more", n=len(fresh) - MOST, command=command)))
    return Section(say("watched.title"), tuple(blocks), new, say("watched.short"))


def make_hit_row(one: WatchHitShown, language: Language) -> tuple[Phrase, ...]:
    """Give a hit as a row."""
    state = language.say("watched.new") if one.new else language.say("count.more", n=one.more)
    kind = language.say(f"watch.{one.kind}")
    watched = (Piece(f"{kind} "), Piece(one.value, "contact" if one.kind == "contact" else "name"))
    who = (Piece(one.party.name, "name", None if one.party.label == "Finding" else one.party.id),)
    latest = (Piece(one.last, "time"),) if one.last else phrase_words("")
    text = (Piece(one.quotes[0].text, "text"),) if one.quotes else phrase_words("")
    dated = one.period != "undated"
    week = phrase_command(one.period) if dated else phrase_words(language.say("watched.undated"))
    return make_row(language, state, watched, who, week, one.count, latest, text, phrase_command(one.id))
