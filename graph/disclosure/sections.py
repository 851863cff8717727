"""What is told of a node of each label: sections of rows, each a question about one id."""

from dataclasses import dataclass

from graph.model import CONTACTS, label

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
SHOWN = "min(r.first_seen.epochMillis), max(r.last_seen.epochMillis)"
NAMED_CONTACT = "-[m:MENTIONS]->(c) WHERE head(labels(c)) IN $contacts"
LISTED = (
    "min(coalesce(r.from.epochMillis, r.first_seen.epochMillis)), "
    "max(coalesce(r.to.epochMillis, r.last_seen.epochMillis))"
)

STATES: Columns = (
    ("state", "word"),
    ("at", "time"),
    ("by", "name"),
    ("why", "text"),
    ("kind", "word"),
    ("members", "int"),
    ("flags", "int"),
)


def states(kind: str) -> Section:
    """Ask what files say of a thing's state."""
    told = "r.state, r.at.epochMillis, r.by, r.why, r.kind, r.members, r.flags"
    return Section(
        "states", "States", STATES, f"MATCH (n:{kind} {{id: $id}})-[r:CHECKED]->(:Source) RETURN DISTINCT {told}", "at"
    )


def files(kind: str) -> Section:
    """Ask which files name a thing."""
    text = f"MATCH (n:{kind} {{id: $id}})-[r:RECORDED_IN]->(s:Source) RETURN s.id, r.place"
    return Section("files", "Files", (("file", "Source"), ("place", "place")), text)


def acquaintances(kind: str) -> tuple[Section, ...]:
    """Ask whom a person or number knows, as somebody says."""
    columns: Columns = (("other", "Node"), ("what", "word"), ("by", "name"), *SEEN)
    known = f"MATCH (n:{kind} {{id: $id}})"
    return (
        Section("knows", "Knows", columns, f"{known}-[r:TIED_TO]->(o) RETURN o.id, r.what, r.by, {LISTED}"),
        Section("known", "Known to", columns, f"{known}<-[r:TIED_TO]-(o) RETURN o.id, r.what, r.by, {LISTED}"),
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
        Section(
            "shows",
            "Contacts on its profile",
            (("contact", "Contact"), ("where", "word"), *SEEN),
            f"{head}-[r:SHOWS]->(c) RETURN c.id, r.where, {SHOWN}",
        ),
        Section(
            "handoffs",
            "Sends people to",
            (("contact", "Contact"), ("app", "word"), ("posts", "int"), *SEEN),
            f"{head}-[r:HANDS_OFF]->(c) RETURN c.id, r.app, r.posts, r.first_seen.epochMillis, r.last_seen.epochMillis",
            "posts",
        ),
    )


ACCOUNT = (
    *subject("Account", "-[:POSTED]->(p:Post)"),
    Section(
        "groups",
        "Writes in",
        (("group", "Node"), ("posts", "int"), *SEEN),
        f"MATCH (n:Account {{id: $id}})-[:POSTED]->(p:Post)-[:IN]->(g) RETURN g.id, count(DISTINCT p), {TIMES}",
        "posts",
    ),
    Section(
        "member",
        "Member of",
        (("group", "Group"), ("how", "word"), *SEEN),
        f"MATCH (n:Account {{id: $id}})-[r:MEMBER_OF]->(g:Group) RETURN g.id, r.how, {LISTED}",
    ),
    Section(
        "runs",
        "Runs",
        (("group", "Group"), ("how", "word"), *SEEN),
        f"MATCH (n:Account {{id: $id}})-[r:ADMIN_OF]->(g:Group) RETURN g.id, r.how, {LISTED}",
    ),
    calls("Account"),
    *acquaintances("Account"),
    states("Account"),
    files("Account"),
)

GROUP = (
    *subject("Group", "<-[:IN]-(p:Post)"),
    Section(
        "opened",
        "Opened by",
        (("contact", "Contact"), *SEEN),
        f"MATCH (n:Group {{id: $id}})<-[r:OPENS]-(c) RETURN c.id, {LISTED}",
    ),
    Section(
        "writers",
        "Written by",
        (("account", "Node"), ("posts", "int"), *SEEN),
        f"MATCH (n:Group {{id: $id}})<-[:IN]-(p:Post)<-[:POSTED]-(a) RETURN a.id, count(DISTINCT p), {TIMES}",
        "posts",
    ),
    Section(
        "admins",
        "Run by",
        (("account", "Account"), ("how", "word"), *SEEN),
        f"MATCH (n:Group {{id: $id}})<-[r:ADMIN_OF]-(a:Account) RETURN a.id, r.how, {LISTED}",
    ),
    Section(
        "members",
        "Members",
        (("member", "Node"), ("how", "word"), *SEEN),
        f"MATCH (n:Group {{id: $id}})<-[r:MEMBER_OF]-(a) RETURN a.id, r.how, {LISTED}",
    ),
    states("Group"),
    files("Group"),
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
            "shown",
            "On the profile of",
            (("account", "Node"), ("where", "word"), *SEEN),
            f"MATCH (n:{kind} {{id: $id}})<-[r:SHOWS]-(a) RETURN a.id, r.where, {SHOWN}",
        ),
        Section(
            "opens",
            "Leads to",
            (("to", "Node"), *SEEN),
            f"MATCH (n:{kind} {{id: $id}})-[r:OPENS]->(a) RETURN a.id, {LISTED}",
        ),
        Section(
            "written",
            "Written as",
            (("written", "text"), ("posts", "int")),
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
        *((SAVED, calls(kind), *acquaintances(kind)) if kind == "Phone" else ()),
        states(kind) if kind in ("Phone", "Handle", "Invite", "Site") else files(kind),
        *((files(kind),) if kind in ("Phone", "Handle", "Invite", "Site") else ()),
    )


NAME = (
    Section(
        "bearers",
        "Borne by",
        (("who", "Node"), ("how", "word"), *SEEN),
        f"MATCH (n:Name {{id: $id}})<-[r:NAMED]-(a) RETURN a.id, r.how, {LISTED}",
    ),
    Section(
        "member",
        "Member of",
        (("group", "Group"), ("how", "word"), *SEEN),
        f"MATCH (n:Name {{id: $id}})-[r:MEMBER_OF]->(g) RETURN g.id, r.how, {LISTED}",
    ),
    *acquaintances("Name"),
    Section(
        "forwarded",
        "Named as the origin of",
        (("post", "Post"), ("at", "time")),
        "MATCH (n:Name {id: $id})<-[:FORWARDED_FROM]-(p:Post) RETURN DISTINCT p.id, p.at.epochMillis",
        "at",
    ),
    Section(
        "cards",
        "On contact cards in",
        (("post", "Post"), ("at", "time")),
        "MATCH (n:Name {id: $id})<-[:MENTIONS]-(p:Post) RETURN DISTINCT p.id, p.at.epochMillis",
        "at",
    ),
    files("Name"),
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
        "author", "Written by", (("account", "Node"),), "MATCH (n:Post {id: $id})<-[:POSTED]-(a) RETURN DISTINCT a.id"
    ),
    Section("chat", "Stands in", (("group", "Node"),), "MATCH (n:Post {id: $id})-[:IN]->(g) RETURN DISTINCT g.id"),
    Section(
        "names",
        "Names",
        (("what", "Node"), ("written", "text"), ("rule", "word")),
        "MATCH (n:Post {id: $id})-[m:MENTIONS]->(c) RETURN DISTINCT c.id, m.raw, m.rule",
    ),
    Section(
        "answers", "Answers", (("post", "Post"),), "MATCH (n:Post {id: $id})-[:REPLIES_TO]->(p) RETURN DISTINCT p.id"
    ),
    Section(
        "answered",
        "Answered by",
        (("post", "Post"), ("at", "time")),
        "MATCH (n:Post {id: $id})<-[:REPLIES_TO]-(p) RETURN DISTINCT p.id, p.at.epochMillis",
        "at",
    ),
    Section(
        "forwarded",
        "Passed on from",
        (("from", "Node"),),
        "MATCH (n:Post {id: $id})-[:FORWARDED_FROM]->(f) RETURN DISTINCT f.id",
    ),
    states("Post"),
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

SECTIONS: dict[str, tuple[Section, ...]] = {
    "Account": ACCOUNT,
    "Group": GROUP,
    "Name": NAME,
    "Post": POST,
    "Source": SOURCE,
} | {label(cls): contact(label(cls)) for cls in CONTACTS}
"""What ``show`` tells, by label."""
