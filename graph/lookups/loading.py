"""What writing asks first: files, who they speak of, what lies over the graph, and the whole of it for a comparison."""

from collections.abc import Mapping

from graph.lookups.columns import name_column
from graph.model import NODES, SUBJECTS, Account, Node, RecordedIn, Source, label
from graph.statements import EACH_ROW, STATEMENT

SOURCES = "MATCH (s:Source) RETURN properties(s)"
"""Every file, with all that the graph says of it."""

FILES_HELD = "MATCH (s:Source) RETURN s.id, s.reader, s.answers, s.complete, s.undoing"
"""Every file, with how it was read and whether to its end; asked before and after each answer."""

IS_UNDOING = "MATCH (s:Source {id: $source}) RETURN coalesce(s.undoing, false)"
"""Whether a file is being taken back."""

RECORDED: Mapping[type[Node], str] = {
    cls: (
        f"MATCH (n:{label(cls)})-[:RECORDED_IN {{source: $source}}]->(:Source {{id: $source}}) "
        "RETURN DISTINCT n.id LIMIT $limit"
    )
    for cls in NODES
    if cls is not Source
}
"""Nodes that a file records, by class."""

_SAID = "MATCH (:Source {id: $source})<-[:RECORDED_IN {source: $source}]-"

SUBJECTS_OF_FILE = (
    f"{_SAID}(:Post)<-[:POSTED]-(u) RETURN DISTINCT head(labels(u)), u.id",
    f"{_SAID}(:Post)-[:IN]->(u) RETURN DISTINCT head(labels(u)), u.id",
    f"{_SAID}(u:Account) RETURN 'Account', u.id",
    f"{_SAID}(u:Group) RETURN 'Group', u.id",
)
"""Who wrote, holds or shows something that a file records, with the label."""

POSTS_THERE = (
    f"{EACH_ROW}MATCH (p:Post {{id: row}}) "
    "OPTIONAL MATCH (p)-[r:RECORDED_IN {source: file.source}]->(:Source) "
    f"RETURN file.source, p.id, r.stated, {', '.join(name_column(RecordedIn, 'r', name) for name in STATEMENT)}"
)
"""Which posts the graph has, rows being their ids, and what each file said of them before."""

USERS_OF_POSTS = (
    "UNWIND $ids AS id MATCH (p:Post {id: id})<-[:POSTED]-(u) RETURN DISTINCT head(labels(u)), u.id",
    "UNWIND $ids AS id MATCH (p:Post {id: id})-[:IN]->(u) RETURN DISTINCT head(labels(u)), u.id",
)
"""Who wrote or holds the posts of ``$ids``."""


def read_handoffs(user: type[Node]) -> tuple[str, str]:
    """Read what users in ``$ids`` send people to, by posts and by profile: contacts on an app not their own."""
    head = f"UNWIND $ids AS id MATCH (u:{label(user)} {{id: id}})"
    wrote = "-[:POSTED]->" if user is Account else "<-[:IN]-"
    given = "RETURN u.id AS user, c.id AS contact, head(labels(c)) AS label, collect(DISTINCT m.app) AS apps, "
    elsewhere = "WHERE m.app IS NOT NULL AND m.app <> u.platform "
    return (
        f"{head}{wrote}(p:Post)-[m:MENTIONS]->(c) {elsewhere}{given}"
        "count(DISTINCT p) AS posts, min(p.at.epochMillis) AS first, max(p.at.epochMillis) AS last",
        f"{head}-[m:SHOWS]->(c) {elsewhere}{given}"
        "0 AS posts, min(m.first_seen.epochMillis) AS first, max(m.last_seen.epochMillis) AS last",
    )


HANDOFFS: Mapping[type[Node], tuple[str, str]] = {cls: read_handoffs(cls) for cls in SUBJECTS}
"""The same by class, as HANDS_OFF is derived of it."""

FINDINGS_LAID = "MATCH (n:Finding) RETURN n.id, n.digest, size(n.about), COUNT { (n)-[:ABOUT]->() }"
"""Which findings lie over the graph: id, digest, number of subjects and of ABOUT."""

SUBJECTS_OF_FINDINGS = "UNWIND $ids AS id MATCH (n:Finding {id: id}) RETURN n.id, n.about"
"""The subjects of findings of ``$ids``."""

JUDGEMENTS_LAID = "MATCH (n:Judgement) RETURN n.id, n.digest"
"""Which judgements lie over the graph."""

EVERY_NODE = "MATCH (n) RETURN head(labels(n)), properties(n)"

EVERY_LINK = "MATCH (a)-[r]->(b) RETURN type(r), a.id, b.id, properties(r)"
