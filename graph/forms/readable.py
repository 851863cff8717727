"""Contacts as people read them, and the label that an id shows by its form."""

BY_FORM = {
    "national:": "Phone",
    "invite:": "Invite",
    "site:": "Site",
    "mail:": "Email",
    "name:": "Name",
    "sha256:": "Source",
}
PLATFORM = "telegram"
"""Whose handles are written without the platform's name."""


def by_form(id: str) -> str | None:
    """Give the label that an id shows by its form; None of accounts, groups and posts."""
    if id.startswith("+"):
        return "Phone"
    kind, _, rest = id.partition(":")
    return BY_FORM.get(f"{kind}:") or ("Handle" if rest.startswith("@") else None)


def readable(id: str) -> str:
    """Give a contact as people read it; any other id as it is."""
    kind, _, rest = id.partition(":")
    if id.startswith("+"):
        return _international(id)
    if rest.startswith("@"):
        return rest if kind == PLATFORM else f"{rest} on {kind}"
    if kind == "national":
        return f"{rest} (country not known)"
    return rest if f"{kind}:" in BY_FORM else id


def _international(id: str) -> str:
    import phonenumbers

    try:
        return phonenumbers.format_number(phonenumbers.parse(id), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        return id
