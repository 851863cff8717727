"""What the graph is: every label and link type declared once, with the meaning of each property.

A node holds what follows from its id. Everything a file says is a link; it belongs to one file (``source``) and has a
place in it, and is unique by its ends, its type and its key. From the declarations follow constraints, every statement
that writes, undo, the columns of snapshots and tables, search, what is told of a node, evidence, what is hidden, nouns,
colours, shapes and ``docs/schema.md``. What has no declared meaning is hidden wherever names are.
"""

from graph.model.links import (
    ENDS,
    LINKS,
    AdminOf,
    Attaches,
    Called,
    Checked,
    ForwardedFrom,
    HandsOff,
    In,
    Link,
    MemberOf,
    Mentions,
    Named,
    Opens,
    Posted,
    RecordedIn,
    RepliesTo,
    Shows,
    TiedTo,
    property_name,
)
from graph.model.nodes import (
    CONTACTS,
    NODES,
    SUBJECTS,
    Account,
    Email,
    Group,
    Handle,
    Invite,
    Media,
    Name,
    Node,
    OnPlatform,
    Participant,
    Phone,
    Post,
    Site,
    Source,
)
from graph.model.readable import format_contact
from graph.model.schema import (
    DRAWN,
    EVERY_LINK,
    FORMLESS,
    ID_MEANINGS,
    MASKS,
    PROVENANCE,
    READING,
    UNDECLARED,
    called_by,
    check_ends,
    describe_label,
    describe_link,
    evidence_sentence,
    label,
    label_by_form,
    link_look,
    link_type,
    list_folds,
    list_properties,
    list_required,
    list_statement_properties,
    list_times,
    post_end,
)

__all__ = [
    "CONTACTS", "DRAWN", "ENDS", "EVERY_LINK", "FORMLESS", "ID_MEANINGS", "LINKS", "MASKS", "NODES", "PROVENANCE",
    "READING", "SUBJECTS", "UNDECLARED", "Account", "AdminOf", "Attaches", "Called", "Checked", "Email",
    "ForwardedFrom", "Group", "Handle", "HandsOff", "In", "Invite", "Link", "Media", "MemberOf", "Mentions", "Name",
    "Named", "Node", "OnPlatform", "Opens", "Participant", "Phone", "Post", "Posted", "RecordedIn", "RepliesTo",
    "Shows", "Site", "Source", "TiedTo", "called_by", "check_ends", "describe_label", "describe_link",
    "evidence_sentence", "label", "label_by_form", "link_look", "link_type", "list_folds", "list_properties",
    "list_required", "list_statement_properties", "list_times", "post_end", "property_name", "format_contact",
]  # fmt: skip
