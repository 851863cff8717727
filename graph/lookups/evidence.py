"""What lies behind links: what files say of posts, what posts name, and what links say that no post makes."""

from collections.abc import Mapping

from graph.model import EVERY_LINK, Account, HandsOff, Link, Node, label, link_type, post_end

STATEMENTS = (
    "UNWIND $ids AS id MATCH (p:Post {id: id})-[r:RECORDED_IN]->(s:Source) "
    "RETURN p.id, r.stated, r.text, r.at.epochMillis, r.place, r.edited.epochMillis, s.exported.epochMillis, s.id"
)
"""What files say of posts."""

MENTIONS = (
    "UNWIND $ids AS id MATCH (p:Post {id: id})-[m:MENTIONS]->(c) "
    "RETURN p.id, c.id, head(labels(c)), m.source, m.begin, m.raw, m.rule"
)
"""What posts name."""

HANDED: Mapping[str, str] = {
    label(cls): (
        f"UNWIND $rows AS row MATCH (u:{label(cls)} {{id: row.start}})"
        f"{'-[:POSTED]->' if cls is Account else '<-[:IN]-'}(p:Post)-[:MENTIONS]->(c) "
        "WHERE c.id = row.end RETURN DISTINCT u.id, c.id, p.id, p.at.epochMillis"
    )
    for cls in HandsOff.ends[0]
}
"""The posts in which somebody gives out a contact, by the label of who does."""


def read_between(start: type[Node], cls: type[Link]) -> str:
    """Read what links of a class say, from nodes of a label."""
    return (
        f"UNWIND $rows AS row MATCH (s:{label(start)} {{id: row.start}})-[r:{link_type(cls)}]->(e) "
        "WHERE e.id = row.end RETURN s.id, e.id, properties(r)"
    )


BETWEEN: Mapping[tuple[str, str], str] = {
    (label(start), link_type(cls)): read_between(start, cls)
    for cls in EVERY_LINK
    if post_end(cls) is None
    for start in cls.ends[0]
}
"""What links say that no post makes, by the label that they start from and their type."""
