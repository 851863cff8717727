"""What is told of a node of each label: sections of rows, each a question about one id.

A list of the other ends of a link follows from the link's declaration. What runs through posts, or counts, is asked
here in words of its own, and takes the place of the lists that it holds already (``HELD``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.lookups.columns import name_column
from graph.model import (
    CONTACTS,
    EVERY_LINK,
    PROVENANCE,
    READING,
    SUBJECTS,
    Account,
    Called,
    Group,
    In,
    Link,
    Mentions,
    Name,
    Named,
    Node,
    Participant,
    Phone,
    Post,
    Posted,
    RecordedIn,
    Source,
    called_by,
    describe_link,
    label,
    link_type,
    list_properties,
    list_times,
    post_end,
)

Columns = tuple[tuple[str, str], ...]
"""Names of columns and what they mean (``graph.disclosure.voice``)."""


@dataclass(frozen=True, slots=True)
class Section:
    """One list about a node; a column's meaning decides how it is masked."""

    key: str
    title: str
    columns: Columns
    text: str
    """Cypher with $id, and $contacts where it asks for labels of contacts; rows in the order of the columns."""
    by: str = ""
    """The column by which rows fall; then by the first."""


SEEN: Columns = (("first", "time"), ("last", "time"))
TIMES = "min(p.at.epochMillis), max(p.at.epochMillis)"
NAMED_CONTACT = "-[m:MENTIONS]->(c) WHERE head(labels(c)) IN $contacts"
LISTED = (
    "min(coalesce(r.from.epochMillis, r.first_seen.epochMillis)), "
    "max(coalesce(r.to.epochMillis, r.last_seen.epochMillis))"
)


def calls(kind: str) -> Section:
    """Ask whom a person or number called, or was called by; a call that two files tell of is one."""
    return Section(
        "calls",
        "Calls and texts with",
        (("other", "Node"), ("calls", "int"), *SEEN),
        f"MATCH (n:{kind} {{id: $id}})-[r:CALLED]-(o) "
        "WITH DISTINCT o.id AS other, startNode(r).id = $id AS called, r.at.epochMillis AS at, r.how AS how "
        "RETURN other, count(at), min(at), max(at)",
        "calls",
    )


def subject(kind: str, posts: str) -> tuple[Section, ...]:
    """Ask what is told of accounts and groups alike; ``posts`` leads from n to its posts p."""
    head = f"MATCH (n:{kind} {{id: $id}})"
    return (
        Section("posts", "Posts", (("posts", "int"), *SEEN), f"{head}{posts} RETURN count(DISTINCT p), {TIMES}"),
        Section(
            "contacts",
            "Contacts in its posts",
            (("contact", "Contact"), ("posts", "int"), *SEEN),
            f"{head}{posts}{NAMED_CONTACT} RETURN c.id, count(DISTINCT p), {TIMES}",
            "posts",
        ),
    )


def writes_in(kind: str) -> Section:
    """Ask where somebody writes."""
    return Section(
        "groups",
        "Writes in",
        (("group", "Node"), ("posts", "int"), *SEEN),
        f"MATCH (n:{kind} {{id: $id}})-[:POSTED]->(p:Post)-[:IN]->(g) RETURN g.id, count(DISTINCT p), {TIMES}",
        "posts",
    )


def person(kind: str) -> tuple[Section, ...]:
    """Ask what is told of who writes and calls: an account, or who is known in one chat by a name alone."""
    return (*subject(kind, "-[:POSTED]->(p:Post)"), calls(kind), writes_in(kind))


GROUP = (
    *subject("Group", "<-[:IN]-(p:Post)"),
    Section(
        "writers",
        "Written by",
        (("account", "Node"), ("posts", "int"), *SEEN),
        f"MATCH (n:Group {{id: $id}})<-[:IN]-(p:Post)<-[:POSTED]-(a) RETURN a.id, count(DISTINCT p), {TIMES}",
        "posts",
    ),
)


SAVED = Section(
    "saved",
    "Saved in address books as",
    (("name", "Node"), ("by", "Account"), *SEEN),
    f"MATCH (n:Phone {{id: $id}})-[r:NAMED]->(w:Name) RETURN w.id, r.by, {LISTED}",
)


def contact(kind: str) -> tuple[Section, ...]:
    """Ask what is told of a contact."""
    posts = f"MATCH (n:{kind} {{id: $id}})<-[m:MENTIONS]-(p:Post)"
    return (
        Section("posts", "Posts", (("posts", "int"), *SEEN), f"{posts} RETURN count(DISTINCT p), {TIMES}"),
        Section(
            "accounts",
            "Posted by",
            (("account", "Node"), ("posts", "int"), *SEEN),
            f"{posts}<-[:POSTED]-(a) RETURN a.id, count(DISTINCT p), {TIMES}",
            "posts",
        ),
        Section(
            "groups",
            "Posted in",
            (("group", "Node"), ("posts", "int"), *SEEN),
            f"{posts}-[:IN]->(g) RETURN g.id, count(DISTINCT p), {TIMES}",
            "posts",
        ),
        Section(
            "written",
            "Written as",
            (("written", "raw"), ("posts", "int")),
            f"{posts} RETURN m.raw, count(DISTINCT p)",
            "posts",
        ),
        Section(
            "candidates",
            "Countries it may belong to",
            (("countries", "list of word"),),
            f"MATCH (n:{kind} {{id: $id}})<-[r:MENTIONS|SHOWS]-() WHERE r.candidates IS NOT NULL "
            "RETURN DISTINCT r.candidates",
        ),
        *((SAVED, calls(kind)) if kind == "Phone" else ()),
    )


NAME = (
    Section(
        "cards",
        "On contact cards in",
        (("post", "Post"), ("at", "time")),
        "MATCH (n:Name {id: $id})<-[:MENTIONS]-(p:Post) RETURN DISTINCT p.id, p.at.epochMillis",
        "at",
    ),
    calls("Name"),
)

POST = (
    Section(
        "statements",
        "What files say",
        (("text", "text"), ("at", "time"), ("edited", "time"), ("file", "Source"), ("place", "place")),
        "MATCH (n:Post {id: $id})-[r:RECORDED_IN]->(s:Source) "
        "RETURN r.text, r.at.epochMillis, r.edited.epochMillis, s.id, r.place",
        "edited",
    ),
    Section(
        "names",
        "Names",
        (("what", "Node"), ("written", "raw"), ("rule", "word")),
        "MATCH (n:Post {id: $id})-[m:MENTIONS]->(c) RETURN DISTINCT c.id, m.raw, m.rule",
    ),
)

SOURCE = (
    Section(
        "holds",
        "Holds",
        (("what", "word"), ("count", "int")),
        "MATCH (n:Source {id: $id})<-[:RECORDED_IN]-(x) RETURN head(labels(x)), count(DISTINCT x)",
        "count",
    ),
)

ASKED: dict[type[Node], tuple[Section, ...]] = {
    **{cls: person(label(cls)) for cls in (Account, Participant)},
    Group: GROUP,
    Name: NAME,
    Post: POST,
    Source: SOURCE,
    **{cls: contact(label(cls)) for cls in CONTACTS},
}
"""What is asked in words of its own, by class."""

Side = Literal["start", "end"]

_FIRST = re.compile(r"\(n:\w+ \{id: \$id\}\)(<?)-\[\w*:([A-Z_|]+)\]-(>?)")

HELD: frozenset[tuple[type[Node], type[Link], Side]] = frozenset(
    [
        # names over time: ``entities``
        *((cls, link, "start") for cls in (*SUBJECTS, Participant) for link in (Posted, Named)),
        (Group, In, "end"),
        *((cls, Called, side) for cls in (Account, Name, Participant, Phone) for side in ("start", "end")),
        *((cls, Mentions, "end") for cls in (*CONTACTS, Name)),
        (Phone, Named, "start"),
        (Post, RecordedIn, "start"),
        (Post, Mentions, "start"),
        (Source, RecordedIn, "end"),
    ]
)
"""Links of which something that is asked tells already: no list follows from their declaration."""

ORDER = (
    "properties", "statements", "author", "chat", "names", "carries", "answers", "answered", "forwarded", "bearers",
    "posts", "contacts", "accounts", "shows", "handoffs", "groups", "shown", "opens", "written", "candidates", "saved",
    "opened", "writers", "member", "runs", "admins", "members", "calls", "knows", "known", "origin", "cards",
)  # fmt: skip
"""Sections as they follow each other; others come after these, and before the last ones."""
LAST = ("states", "files")


def list_sections(cls: type[Node]) -> tuple[Section, ...]:
    """Give all that is told of a label: what is asked of it, and a list of each other link that it has, in order."""
    listed = (
        section
        for link in EVERY_LINK
        for side in ("start", "end")
        if cls in link.ends[side == "end"] and (cls, link, side) not in HELD
        for section in list_link(cls, link, "start" if side == "start" else "end")
    )
    return tuple(sorted((*ASKED.get(cls, ()), *list_own(cls), *listed), key=place_of))


def list_own(cls: type[Node]) -> Iterator[Section]:
    """Yield what a node is made with, beside its id and what it is called; nothing of most labels."""
    own = [one for one in list_properties(cls) if one.field and one.name not in ("id", called_by(cls))]
    if own:
        columns = tuple((one.name, one.shown_as) for one in own)
        given = ", ".join(name_column(cls, "n", one.name) for one in own)
        yield Section("properties", "Says", columns, f"MATCH (n:{label(cls)} {{id: $id}}) RETURN {given}")


@cache
def list_first_links(text: str) -> frozenset[tuple[str, Side]]:
    """Give the links of a node, each with the node's side of it, of which a text needs one to answer; none needed
    where it tells of the node alone."""
    found = _FIRST.search(text)
    if found is None:
        return frozenset()
    sides: tuple[Side, ...] = ("end",) if found[1] else ("start",) if found[3] else ("start", "end")
    return frozenset((kind, side) for kind in found[2].split("|") for side in sides)


LINKED: dict[str, str] = {
    label(cls): (
        f"MATCH (n:{label(cls)} {{id: $id}})-[r]-(o) "
        "RETURN DISTINCT type(r), startNode(r).id = $id AS starts, endNode(r).id = $id AS ends"
    )
    for cls in READING
}
"""Types of the links of a node, and the node's side of them: what no link leads to need not be asked."""


def place_of(section: Section) -> int:
    """Give where a section stands."""
    if section.key in LAST:
        return len(ORDER) + 1 + LAST.index(section.key)
    return ORDER.index(section.key) if section.key in ORDER else len(ORDER)


def list_link(cls: type[Node], link: type[Link], side: Side) -> Iterator[Section]:
    """Yield the list of a link's other ends, with what its declaration lists and when it was seen."""
    said = describe_link(link)
    heading = said.at_start if side == "start" else said.at_end
    if heading is None:
        return
    others = link.ends[side == "start"]
    known = {one.name: one for one in (*list_properties(link), *PROVENANCE)}
    columns = [(heading.column, meaning_of(others), "o.id")] if heading.column else []
    columns += [(name, known[name].shown_as, name_column(link, "r", name)) for name in said.listed]
    if others == (Post,) and side == "end":
        columns = [(heading.column, label(Post), "o.id"), ("at", "time", name_column(Post, "o", "at"))]
    dates = list_dates(link)
    names = [name for name, *_ in columns]
    yield Section(
        heading.key,
        heading.title,
        tuple((name, meaning) for name, meaning, _ in (*columns, *dates)),
        f"MATCH (n:{label(cls)} {{id: $id}}){'-' if side == 'start' else '<-'}[r:{link_type(link)}]"
        f"{'->' if side == 'start' else '-'}(o) "
        f"RETURN {'' if dates else 'DISTINCT '}{', '.join(asked for *_, asked in (*columns, *dates))}",
        next((name for name in ("at", "posts") if name in names), ""),
    )


def list_dates(link: type[Link]) -> list[tuple[str, str, str]]:
    """Give the columns that date a link, over all files that say it; none where its class has no such times."""
    dates = []
    for name, work, properties in (("first", "min", ("from", "first_seen")), ("last", "max", ("to", "last_seen"))):
        times = [name_column(link, "r", one) for one in properties if one in list_times(link)]
        known = f"coalesce({', '.join(times)})" if len(times) > 1 else "".join(times)
        if known:
            dates.append((name, "time", f"{work}({known})"))
    return dates


def meaning_of(classes: Sequence[type[Node]]) -> str:
    """Give what an id of one of some classes means: that of a label, of a contact, or of anything."""
    if len(classes) == 1:
        return label(classes[0])
    return "Contact" if set(classes) <= set(CONTACTS) else "Node"


SECTIONS: dict[str, tuple[Section, ...]] = {label(cls): list_sections(cls) for cls in READING}
"""What ``show`` tells, by label."""

QUIET = (Name, Post, Source)
"""Classes whose posts stand in their sections, or that have none."""


def read_posts_of(cls: type[Node]) -> str:
    """Ask for the posts of a node, or that name it; empty where no link of posts leads there."""
    made = [Posted] if cls is Account else [In] if cls is Group else [link for link in EVERY_LINK if post_end(link)]
    kinds = [link_type(link) for link in made if cls in (*link.ends[0], *link.ends[1])]
    if not kinds or cls in QUIET:
        return ""
    ends = {post_end(link) for link in made if cls in (*link.ends[0], *link.ends[1])}
    left, right = ("<-", "-") if ends == {"start"} else ("-", "->") if ends == {"end"} else ("-", "-")
    return (
        f"MATCH (n:{label(cls)} {{id: $id}}){left}[:{'|'.join(kinds)}]{right}(p:Post) "
        "RETURN DISTINCT p.id, p.at.epochMillis"
    )


SPOKEN = {label(cls): text for cls in READING if (text := read_posts_of(cls))}
"""Posts of a node, or that name it."""
