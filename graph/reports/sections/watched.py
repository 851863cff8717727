"""What came up of what is watched: new hits first, one line a party and week."""

from graph.answers.watches import WatchHitShown
from graph.reports.blocks import Block, Section, Table, Text, make_row, phrase_number, phrase_words
from graph.views.shapes import Overview, Phrase, Piece

MOST = 40
"""Hits that are listed."""


def write_watched_section(view: Overview) -> Section | None:
    """Give the hits that are new or grew, then what else is open; None where nothing is watched."""
    if not view.watched:
        return None
    fresh = [one for one in view.hits if one.new or one.more]
    new = sum(one.new for one in fresh)
    says = f"{phrase_number(view.watched, 'thing')} on the watchlist: {phrase_number(new, 'new hit')}"
    if grown := len(fresh) - new:
        says += f", {grown:,} that grew"
    if rest := len(view.hits) - len(fresh):
        says += f"; {rest:,} told before and not done with"
    blocks: list[Block] = [Text(phrase_words(f"{says}. A hit is what one party does within one week."))]
    if fresh:
        heads = ("", "Watched", "Who", "Week", "Times", "Latest", "What was written", "Hit")
        blocks.append(Table("New and grown hits", heads, tuple(map(make_hit_row, fresh[:MOST])), frozenset({4})))
    if len(fresh) > MOST:
        blocks.append(Text(phrase_words(f"{len(fresh) - MOST:,} more: liaisons watch hits lists them.")))
    return Section("On the watchlist", tuple(blocks), new, "Watchlist")


def make_hit_row(one: WatchHitShown) -> tuple[Phrase, ...]:
    """Give a hit as a row."""
    state = "new" if one.new else f"{one.more:,} more"
    watched = (Piece(f"{one.kind} "), Piece(one.value, "contact" if one.kind == "contact" else "name"))
    who = (Piece(one.party.name, "name", None if one.party.label == "Finding" else one.party.id),)
    latest = (Piece(one.last, "time"),) if one.last else phrase_words("")
    text = (Piece(one.quotes[0].text, "text"),) if one.quotes else phrase_words("")
    return make_row(state, watched, who, one.period, one.count, latest, text, one.id)
