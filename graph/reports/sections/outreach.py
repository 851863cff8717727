"""Where to warn: the fewest groups in which most people can be told something, with ranges; no person is named."""

from collections.abc import Iterable

from graph.answers.outreach import OutreachGroup, OutreachSet, OutreachShown
from graph.languages import Language, read_language
from graph.reports.blocks import Block, Section, Table, Text, make_row, phrase_name, phrase_words
from graph.views.shapes import Overview, Phrase, Piece

SHARES = ("outreach.head.reached", "outreach.head.range", "outreach.head.passed_on")
SETS = ("outreach.head.whom", "outreach.head.people", "outreach.head.groups", *SHARES)
FEWER = ("outreach.head.number", *SHARES)
GROUPS = ("outreach.head.group", "outreach.head.people", "outreach.head.known", "outreach.head.core_of")
"""Columns of each table, by the keys of their heads."""


def write_outreach_section(view: Overview) -> Section | None:
    """Give the set that reaches most people of each scope, how far fewer groups reach, and the groups.

    None where no group is known to hold people enough.
    """
    scopes = [one for one in view.outreach if one.sets]
    if not scopes:
        return None
    language = read_language(view.language)
    rows = tuple(make_scope_row(language, one) for one in scopes)
    blocks: list[Block] = [
        Text(phrase_words(language.say("outreach.read"))),
        Table(language.say("outreach.sets"), say_heads(language, SETS), rows, frozenset({1, 3, 5})),
    ]
    if len(scopes[0].sets) > 1:
        rows = tuple(make_row(language, len(one.groups), *say_shares(language, one)) for one in scopes[0].sets)
        blocks.append(Table(language.say("outreach.fewer"), say_heads(language, FEWER), rows, frozenset({0, 1, 3})))
    rows = tuple(make_group_row(language, one) for one in list_groups(scopes))
    blocks.append(Table(language.say("outreach.groups"), say_heads(language, GROUPS), rows, frozenset({1})))
    return Section(language.say("outreach.title"), tuple(blocks), None, language.say("outreach.short"))


def say_heads(language: Language, keys: Iterable[str]) -> tuple[str, ...]:
    """Give the heads of columns."""
    return tuple(language.say(key) for key in keys)


def make_scope_row(language: Language, one: OutreachShown) -> tuple[Phrase, ...]:
    """Give a scope as a row: whom, how many, the groups of its last set, and how far that reaches."""
    if one.scope == "case":
        whom = phrase_words(language.say("outreach.case"))
    else:
        whom = phrase_name(one.name) if one.scope == "cluster" else phrase_words(one.name)
    groups: list[Piece] = []
    for each in one.sets[-1].groups:
        groups += [*([Piece(language.text("list.comma"))] if groups else []), name_group(each)]
    reached, spread, passed_on = say_shares(language, one.sets[-1])
    if not one.enough:
        reached = language.say("outreach.no_more", share=reached)
    return make_row(language, whom, one.people, tuple(groups), reached, spread, passed_on)


def say_shares(language: Language, one: OutreachSet) -> tuple[str, str, str]:
    """Say which share a set reaches, its range, and the mean where those who are told tell on."""
    low, high = language.write_share(one.low), language.write_share(one.high)
    spread = language.say("outreach.range", low=low, high=high)
    return language.write_share(one.reached), spread, language.write_share(one.passed_on)


def list_groups(scopes: Iterable[OutreachShown]) -> list[OutreachGroup]:
    """Give each group of the last sets once, as the scope that has most people in it tells of it."""
    groups: dict[str, OutreachGroup] = {}
    for one in (group for scope in scopes for group in scope.sets[-1].groups):
        if one.group.id not in groups or one.people > groups[one.group.id].people:
            groups[one.group.id] = one
    return sorted(groups.values(), key=lambda one: (-one.people, one.group.id))


def make_group_row(language: Language, one: OutreachGroup) -> tuple[Phrase, ...]:
    """Give a group as a row: its people, what they are known from, and in whose core it is."""
    known = language.say("outreach.listed" if one.listed else "outreach.seen")
    core_of = phrase_name(one.core_of) if one.core_of else ""
    return make_row(language, (name_group(one),), one.people, known, core_of)


def name_group(one: OutreachGroup) -> Piece:
    """Give a group by its name, which leads to it."""
    return Piece(one.group.name, "name", one.group.id)
