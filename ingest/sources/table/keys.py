"""The keys of a mapping: what each kind of row takes, and in what form (docs/mappings.md)."""

VALUE = "value"
"""A column, a list of them or a table; a mapping's other values are made of these."""
TIME, WORD, SUBJECT, POST, ORIGIN, PARTY = "time", "word", "subject", "post", "origin", "party"
ABOUT = {"account": SUBJECT, "group": SUBJECT}
SHOWN = {"about": VALUE, "phones": VALUE, "links": VALUE, "emails": VALUE, "opened_by": VALUE}
DESCRIBED = {"openness": WORD, "members": VALUE}
SPELL = {"from": TIME, "to": TIME, "how": WORD, "by": VALUE}
CHECKED = {
    **ABOUT, "post": POST, "handle": VALUE, "invite": VALUE, "phone": VALUE, "site": VALUE,
    "state": WORD, "at": TIME, "by": VALUE, "why": VALUE, "flags": VALUE, **DESCRIBED,
}  # fmt: skip

KINDS: dict[str, dict[str, str]] = {
    "post": {
        **ABOUT, "id": VALUE, "time": TIME, "edited": TIME, "text": VALUE, "links": VALUE,
        "phones": VALUE, "reply_to": VALUE, "forwarded_from": ORIGIN, "url": VALUE, "signed": VALUE,
    },
    "profile": {"account": SUBJECT, **SHOWN, **DESCRIBED},
    "group": {"group": SUBJECT, **SHOWN, **DESCRIBED},
    "member": {**ABOUT, "role": WORD, **SPELL},
    "name": {**ABOUT, "name": VALUE, **SPELL},
    "contact": {**ABOUT, "contact": VALUE, "from": TIME, "to": TIME, "where": WORD},
    "status": CHECKED,
    "flag": CHECKED,
    "call": {
        "caller": PARTY, "callee": PARTY, "at": TIME, "seconds": VALUE, "how": WORD, "device": VALUE, "cell": VALUE,
    },
    "tie": {"who": PARTY, "whom": PARTY, "what": VALUE, "from": TIME, "to": TIME, "by": VALUE},
}  # fmt: skip
"""What each kind of row takes, and in what form; all take ``when``, ``platform`` and ``seen`` too."""

NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "post": (("time",), ("text", "links", "phones", "id", "url")),
    "profile": (("account",),),
    "group": (("group",),),
    "member": (("account",), ("group",)),
    "name": (("account", "group"), ("name",)),
    "contact": (("account", "group"), ("contact",)),
    "status": (("account", "group", "post", "handle", "invite", "phone", "site"), ("state",)),
    "flag": (("account", "group", "post", "handle", "invite", "phone", "site"),),
    "call": (("caller",), ("callee",), ("at",)),
    "tie": (("who",), ("whom",)),
}
"""Of each of these, one at least must be there."""

WORDS = {
    "role": ("member", "admin"),
    "where": ("profile", "card", "address-book", "export"),
    "state": ("alive", "flagged", "removed", "private", "described"),
}
HOW = {
    "member": ("joined", "invited", "created", "requested", "promoted", "listed", "left", "removed"),
    "name": ("seen", "event", "history", "saved"),
    "call": ("call", "missed", "text"),
}
"""Words that a value must come out as, else the row is refused."""

INNER = {
    SUBJECT: ("id", "name", "handle", "space"),
    POST: ("id", "group"),
    ORIGIN: ("account", "group", "post", "name"),
    PARTY: ("id", "phone", "name", "handle"),
}
TOP = (
    "name", "files", "encoding", "delimiter", "header_row", "columns", "time_zone", "day_first",
    "regions", "empty", "needs", "platform", "row", "sheets",
)  # fmt: skip
OF_FILE = ("time_zone", "day_first", "regions", "empty", "platform")
"""What a mapping says of a workbook, and a sheet of it may say otherwise of itself."""
OF_SHEET = (*OF_FILE, "header_row", "columns", "needs", "row")
VALUE_KEYS = ("column", "columns", "value", "format", "zones", "zone", "split", "map")
WHEN_KEYS = ("column", "not_empty", "is", "in", "not_in")
