"""The Cypher that writes, generated from the model: one statement a node class and a pair of link ends.

The forms are those that cost the same on both engines (MERGE, leaf first); labels, types and property
names come from the model alone, values from parameters alone.
"""

from graph.model import (
    NODES,
    Link,
    Node,
    Post,
    RecordedIn,
    label,
    link_type,
    list_folds,
    list_properties,
    list_statement_properties,
    list_times,
)
from graph.statement_choice import BEST_FIRST

EACH_ROW = "UNWIND $files AS file UNWIND file.rows AS row "
"""Rows by the file that says so: one statement writes what several files say."""

OF_FILE = "UNWIND $files AS file MATCH (s:Source {id: file.source}) UNWIND file.rows AS row "
"""The same, with the file's node, which is looked up once a file."""

STATEMENT = tuple(one.name for one in list_statement_properties())
"""Properties of what a file says of a post; the post shows those of its best statement."""


def node(cls: type[Node]) -> str:
    """Make nodes of a class: rows of their values; whose files they are does not matter."""
    rest = {name: value(cls, name) for name in made_with(cls) if name != "id"}
    made = "ON CREATE SET " + ", ".join(f"n.{name} = {new}" for name, new in rest.items()) if rest else ""
    return f"{EACH_ROW}MERGE (n:{label(cls)} {{id: row.id}}) {made} RETURN count(*) AS found"


def made_with(cls: type[Node]) -> tuple[str, ...]:
    """Give the properties that a node is made with: they follow from its id or name."""
    return tuple(one.name for one in list_properties(cls) if one.origin == "id")


def new_posts() -> str:
    """Make posts that are not there, each recorded in the file; they show what it says first: see ``STATED``."""
    made = {f"n.{name}": value(Post, name) for name in made_with(Post) if name != "id"}
    made |= {f"n.{name}": value(RecordedIn, name) for name in STATEMENT} | said_of_post()
    return (
        f"{OF_FILE}CREATE (n:{label(Post)} {{id: row.id}})-[r:RECORDED_IN {{source: file.source}}]->(s) "
        f"SET {', '.join(f'{name} = {new}' for name, new in made.items())} RETURN count(*) AS found"
    )


def more_of_posts() -> str:
    """Record what the file says of posts that are there, and has not said before: one link a statement."""
    made = ", ".join(f"{name} = {new}" for name, new in said_of_post().items())
    return (
        f"{OF_FILE}MATCH (n:{label(Post)} {{id: row.id}}) "
        f"CREATE (n)-[r:RECORDED_IN {{source: file.source}}]->(s) SET {made} RETURN count(*) AS found"
    )


def said_of_post() -> dict[str, str]:
    """Give what RECORDED_IN of a post is made with, by property."""
    return {"r.place": "row.place", "r.stated": "row.stated"} | {
        f"r.{name}": value(RecordedIn, name) for name in STATEMENT
    }


def forget_mention() -> str:
    """Take the mention of posts that the file states after all."""
    return (
        f"{OF_FILE}MATCH (n:{label(Post)} {{id: row.id}}) "
        "MATCH (n)-[r:RECORDED_IN {source: file.source, stated: false}]->(s) DELETE r RETURN count(*) AS found"
    )


def link(cls: type[Link], start: type[Node], end: type[Node], *, new: bool = False) -> str:
    """Make links of a class between two labels: rows with start, end, place and its own properties.

    ``new``: one end was made in the same transaction, so there are no such links and nothing is looked up.
    """
    first, then = ("start", "end") if cls.leaf == "start" else ("end", "start")
    labels = {"start": label(start), "end": label(end)}
    key = "{source: file.source, place: row.place}" if cls.sighting else "{source: file.source}"
    sides = {"start": ("(s)-", "->(e)"), "end": ("(e)<-", "-(s)")}[first]
    made = [] if cls.sighting else ["r.place = row.place"]
    made += [f"r.{one.name} = {value(cls, one.name)}" for one in list_properties(cls)]
    met = [folded(name, value(cls, name), kept) for name, kept in list_folds(cls)]
    ends = (
        f"{EACH_ROW}MATCH ({first[0]}:{labels[first]} {{id: row.{first}}}) "
        f"MATCH ({then[0]}:{labels[then]} {{id: row.{then}}}) "
    )
    if new:
        own_values = f"SET {', '.join(made)} " if made else ""
        return f"{ends}CREATE {sides[0]}[r:{link_type(cls)} {key}]{sides[1]} {own_values}RETURN count(*) AS found"
    return (
        f"{ends}MERGE {sides[0]}[r:{link_type(cls)} {key}]{sides[1]} "
        + (f"ON CREATE SET {', '.join(made)} " if made else "")
        + (f"ON MATCH SET {', '.join(met)} " if met else "")
        + "RETURN count(*) AS found"
    )


def value(cls: type[Node] | type[Link], name: str) -> str:
    """Give how a property is read from its row: times cross the wire as text."""
    return f"datetime(row.{name})" if name in list_times(cls) else f"row.{name}"


def folded(name: str, new: str, kept: str) -> str:
    """Keep the least or greatest of the old and the new value of one file."""
    sign = "<" if kept == "least" else ">"
    return f"r.{name} = CASE WHEN r.{name} IS NULL OR {new} {sign} r.{name} THEN {new} ELSE r.{name} END"


def recorded(cls: type[Node]) -> str:
    """Record nodes, but for posts, in the file: once each, where it states them, else where it first names them."""
    return (
        f"{OF_FILE}MATCH (n:{label(cls)} {{id: row.id}}) "
        "MERGE (n)-[r:RECORDED_IN {source: file.source}]->(s) "
        "ON CREATE SET r.place = row.place, r.stated = row.stated "
        # what is read, stated, is set last
        "ON MATCH SET r.place = CASE WHEN row.stated AND NOT r.stated THEN row.place ELSE r.place END, "
        "r.stated = r.stated OR row.stated RETURN count(*) AS found"
    )


BEGUN = (
    "UNWIND $files AS file MERGE (s:Source {id: file.source}) "
    "SET s += file.values, s.exported = datetime(file.exported), s.complete = false RETURN count(*) AS found"
)
"""State that files are being read; until ``FINISHED`` they count as incomplete."""

FINISHED = (
    "UNWIND $files AS file MATCH (s:Source {id: file.source}) SET s += file.counts, s.complete = true "
    "RETURN count(*) AS found"
)
"""State that files were read to their end, and what came of it."""

STATED = (
    "UNWIND $ids AS id MATCH (p:Post {id: id}) "
    "OPTIONAL MATCH (p)-[r:RECORDED_IN {stated: true}]->(s:Source) "
    f"WITH p, r, s ORDER BY {BEST_FIRST} "
    "WITH p, collect(r) AS statements WITH p, head(statements) AS best "
    f"SET {', '.join(f'p.{name} = best.{name}' for name in STATEMENT)} RETURN count(*) AS found"
)
"""Choose anew what posts of ``$ids`` show: the statement that ``graph.statement_choice`` chooses."""


def handoffs_written(user: type[Node], contact: type[Node]) -> str:
    """Make HANDS_OFF links, which were deleted before: plain CREATE from the contact's side."""
    return (
        f"UNWIND $rows AS row MATCH (c:{label(contact)} {{id: row.contact}}) "
        f"MATCH (u:{label(user)} {{id: row.user}}) CREATE (c)<-[r:HANDS_OFF]-(u) "
        "SET r.app = row.app, r.posts = row.posts, r.first_seen = datetime(row.first), "
        "r.last_seen = datetime(row.last) RETURN count(*) AS found"
    )


def about(kind: str) -> str:
    """Tie findings to subjects of a label, where they are there and not tied yet."""
    return (
        f"UNWIND $rows AS row MATCH (f:Finding {{id: row.finding}}) MATCH (n:{kind} {{id: row.subject}}) "
        "MERGE (f)-[:ABOUT]->(n) RETURN count(*) AS found"
    )


def schema() -> list[str]:
    """Give a uniqueness constraint for each label's id."""
    labels = [*(label(cls) for cls in NODES), "Finding", "Judgement"]
    return [
        f"CREATE CONSTRAINT {name.lower()}_id IF NOT EXISTS FOR (n:{name}) REQUIRE n.id IS UNIQUE" for name in labels
    ]
