"""Ids of contacts as people read them."""

from graph.model.schema import PREFIXES

PLATFORM = "telegram"
"""Whose handles are written without the platform's name."""


def format_contact(id: str) -> str:
    """Give a contact as people read it; any other id as it is."""
    kind, _, rest = id.partition(":")
    if id.startswith("+"):
        return _format_international(id)
    if rest.startswith("@"):
        return rest if kind == PLATFORM else f"{rest} on {kind}"
    if kind == "national":
        return f"{rest} (country not known)"
    if kind == "media":
        return "a file that is not in the export" if rest.startswith("absent-") else f"file {rest[:12]}"
    return rest if f"{kind}:" in PREFIXES else id


def _format_international(id: str) -> str:
    import phonenumbers

    try:
        return phonenumbers.format_number(phonenumbers.parse(id), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        return id
