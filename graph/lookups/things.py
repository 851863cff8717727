"""What there is, and what it is called: nodes by id, their names, handles and states, and who bore a name."""

from collections.abc import Mapping

from graph.model import (
    CONTACTS,
    NODES,
    READING,
    SUBJECTS,
    Account,
    Checked,
    Group,
    Name,
    Node,
    Participant,
    called_by,
    label,
)

DATES = ("from", "to", "first_seen", "last_seen")
"""Times of a link that says a name or a handle."""

_DATED = ", ".join(f"r.{name}.epochMillis" for name in DATES)

THERE: Mapping[type[Node], str] = {
    cls: f"UNWIND $ids AS id MATCH (n:{label(cls)} {{id: id}}) RETURN n.id" for cls in NODES
}
"""Which of ``$ids`` the graph has, by class."""

IS_ONE: Mapping[str, str] = {
    meaning: f"MATCH (n:{'|'.join(label(cls) for cls in classes)} {{id: $id}}) RETURN n.id"
    for meaning, classes in {
        **{label(cls): (cls,) for cls in READING},
        "Contact": CONTACTS,
        "Node": READING,
    }.items()
}
"""Whether ``$id`` is a node of a meaning: a label, any contact, anything that a file says."""

CALLED: Mapping[type[Node], str] = {
    cls: f"UNWIND $ids AS id MATCH (n:{label(cls)} {{id: id}}) RETURN n.id, n.{name}"
    for cls in NODES
    if (name := called_by(cls))
}
"""What nodes are called by a property of their own; other nodes are called by a link or by their id."""

NAMED: Mapping[type[Node], str] = {
    cls: (
        f"UNWIND $ids AS id MATCH (n:{label(cls)} {{id: id}}) OPTIONAL MATCH (n)-[r:NAMED]->(w:Name) "
        f"RETURN n.id, w.id, w.text, r.how, {_DATED}, r.source"
    )
    for cls in (Account, Group, Participant)
}
"""The names that nodes bore; a node without one has a row of nulls."""

HELD: Mapping[type[Node], str] = {
    cls: (
        f"UNWIND $ids AS id MATCH (n:{label(cls)} {{id: id}})<-[r:OPENS]-(h:Handle) "
        f"RETURN n.id, h.id, h.id AS text, 'seen', {_DATED}, r.source"
    )
    for cls in SUBJECTS
}
"""The handles that led to accounts and groups, in the columns of ``NAMED``."""

POSTS = (
    "UNWIND $ids AS id MATCH (p:Post {id: id}) OPTIONAL MATCH (p)<-[:POSTED]-(w) OPTIONAL MATCH (p)-[:IN]->(c) "
    "RETURN p.id, p.at.epochMillis, collect(DISTINCT head(labels(w)) + ' ' + w.id), "
    "collect(DISTINCT head(labels(c)) + ' ' + c.id)"
)
"""When posts were written, by whom and where, each with its label."""

CHECKED: Mapping[str, str] = {
    label(cls): (
        f"UNWIND $ids AS id MATCH (n:{label(cls)} {{id: id}})-[r:CHECKED]->() "
        "RETURN DISTINCT n.id, r.state, r.at.epochMillis, r.kind"
    )
    for cls in Checked.ends[0]
}
"""What files say of the states of nodes, by label."""

BY_WORDS = (
    "CALL db.index.fulltext.queryNodes($index, $words) YIELD node, score "
    "RETURN node.id, node.text, score ORDER BY score DESC, node.id LIMIT $limit"
)
"""Names that have words, best first."""

BEARERS = (
    "UNWIND $ids AS id MATCH (w:Name {id: id})<-[r:NAMED]-(n) RETURN DISTINCT w.id, n.id",
    "UNWIND $ids AS id MATCH (w:Name {id: id})-[:MEMBER_OF]->() RETURN DISTINCT w.id, w.id AS who",
    "UNWIND $ids AS id MATCH (w:Name {id: id})-[:TIED_TO]-() RETURN DISTINCT w.id, w.id AS who",
    "UNWIND $ids AS id MATCH (w:Name {id: id})<-[:MENTIONS|FORWARDED_FROM]-(:Post) RETURN DISTINCT w.id, w.id AS who",
)
"""Who bore a name; one that is known by nothing else stands for itself."""

COUNT_NAMES = f"MATCH (n:{label(Name)}) RETURN count(n)"
