"""One node, as it is shown: names over time, contacts, groups, states, files, and posts that speak of it."""

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import asdict, replace
from typing import Any

from graph.answers import EntityShown, FindingsAnswer, HitShown, SectionShown
from graph.answers.quotes import Quote
from graph.disclosure.names import spells
from graph.disclosure.voice import Voice, moment
from graph.lookups import things
from graph.lookups.sections import LINKED, SECTIONS, SPOKEN, Section, Side, list_first_links
from graph.model import (
    CONTACTS,
    Account,
    Group,
    Participant,
    Source,
    label,
)
from graph.snapshot.spells import Spell
from graph.store import Store
from graph.views.evidence import Opener
from graph.views.shown import show_rows, show_thing

MOST = 100
"""Rows of a section; their count is always that of all."""

QUOTED = 3
"""Posts that are quoted: the latest."""

LABELS = [label(cls) for cls in CONTACTS]

SPEAKERS: dict[str, type[Account] | type[Group] | type[Participant]] = {
    label(cls): cls for cls in (Account, Group, Participant)
}
"""Who bears names over time."""


def entity(
    id: str,
    kind: str,
    store: Store,
    voice: Voice,
    opener: Opener,
    findings: FindingsAnswer,
    alike: tuple[HitShown, ...],
) -> EntityShown:
    """Give all that is told of a node; ``findings`` are about it, and the names of ``alike`` sound like its."""
    owner = kind in SPEAKERS
    links = list_own_links(id, kind, store)
    sections = list(over_time(id, kind, links, store, voice)) if owner else []
    for section in SECTIONS[kind]:
        needed = list_first_links(section.text)
        if needed and links.isdisjoint(needed):
            continue
        shown = told(id, section, store, voice, opener)
        if shown.count:
            sections.append(shown)
    thing = show_thing(id, kind, voice)
    name, sha256 = opener.file(id) if kind == label(Source) else (thing.name, "")
    return EntityShown(
        **asdict(replace(thing, name=name)),
        platform=voice.word(SPEAKERS[kind](id=id).platform) if owner else "",
        sha256=sha256,
        sections=tuple(sections),
        quotes=quotes(id, kind, links, store, opener),
        findings=findings,
        alike=alike,
    )


def list_own_links(id: str, kind: str, store: Store) -> frozenset[tuple[str, Side]]:
    """Give the types of the links that a node has, and its side of them: most sections need one that it lacks."""
    found: set[tuple[str, Side]] = set()
    for type, starts, ends in store.read(LINKED[kind], id=id):
        found |= {(type, "start")} if starts else set()
        found |= {(type, "end")} if ends else set()
    return frozenset(found)


def told(id: str, section: Section, store: Store, voice: Voice, opener: Opener) -> SectionShown:
    """Give the rows of a section; a file has its name in them, and an id what it is called."""
    names = [name for name, _ in section.columns]
    found = [row for row in store.read(section.text, id=id, **given(section)) if any(row)]
    if section.by:
        at = names.index(section.by)
        found.sort(key=lambda row: (-(row[at] or 0), str(row[0])))
    else:
        found.sort(key=lambda row: [str(value) for value in row])
    return listed(section.key, section.title, section.columns, found, voice, opener)


def listed(
    key: str, title: str, columns: tuple[tuple[str, str], ...], found: list[list[Any]], voice: Voice, opener: Opener
) -> SectionShown:
    """Give rows with their exact count; ids are said by name beside the id."""
    return SectionShown(key, title, columns, len(found), show_rows(columns, found[:MOST], voice, opener))


def given(section: Section) -> dict[str, Any]:
    """Give the parameters that a section's question takes beside the id."""
    return {"contacts": LABELS} if "$contacts" in section.text else {}


def over_time(
    id: str, kind: str, links: Collection[tuple[str, Side]], store: Store, voice: Voice
) -> Iterator[SectionShown]:
    """Yield the names a subject bore and the handles it held, each with its dates."""
    cls = SPEAKERS[kind]
    columns = (("name", "name"), ("from", "time"), ("to", "time"), ("files", "int"))
    for key, title, texts, link, side in (
        ("names", "Names", things.NAMED, "NAMED", "start"),
        ("handles", "Handles", things.HELD, "OPENS", "end"),
    ):
        if cls not in texts or (link, side) not in links:
            continue
        if found := spells(store.read(texts[cls], ids=[id]), link):
            yield SectionShown(key, title, columns, len(found), tuple(spell(one, link, voice) for one in found))


def spell(one: Spell, link: str, voice: Voice) -> dict[str, Any]:
    """Give a name or handle with its dates; ``exact`` where a file tells the moment of the change."""
    return {
        "name": voice.called(one.name) if link == "NAMED" else voice.name(one.name),
        "from": None if one.begin is None else moment(one.begin),
        "to": None if one.end is None else moment(one.end),
        "exact_from": one.exact_begin,
        "exact_to": one.exact_end,
        "files": one.sources,
    }


def quotes(id: str, kind: str, links: AbstractSet[tuple[str, Side]], store: Store, opener: Opener) -> tuple[Quote, ...]:
    """Quote the latest posts of a node, or that name it, with it marked."""
    if kind not in SPOKEN or links.isdisjoint(list_first_links(SPOKEN[kind])):
        return ()
    posts = store.read(SPOKEN[kind], id=id)
    posts.sort(key=lambda row: (-(row[1] or 0), row[0]))
    contact = id if kind in LABELS else None
    latest = [post for post, _ in posts[:QUOTED]]
    opener.read(latest)
    return tuple(opener.quote(post, contact) for post in latest if post in opener.posts)
