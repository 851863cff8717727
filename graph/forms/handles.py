"""Usernames: what each platform allows, and the one id of a handle."""

import re

from graph.forms.texts import fold_text, make_text_id

# As the platforms' own pages and sign-up forms say; Telegram's is documented, the others are observed.
_ALLOWED = {
    "telegram": re.compile(r"[a-z][a-z0-9_]{1,31}"),
    "instagram": re.compile(r"(?!.*\.\.)[a-z0-9_](?:[a-z0-9._]{0,28}[a-z0-9_])?"),
    "facebook": re.compile(r"[a-z0-9](?:[a-z0-9.]{3,48})[a-z0-9]"),
    "tiktok": re.compile(r"[a-z0-9_.]{1,23}[a-z0-9_]"),
    "x": re.compile(r"[a-z0-9_]{1,15}"),
    "youtube": re.compile(r"[\w.\-·]{2,29}[\w]"),
    "viber": re.compile(r"[\w.\-]{2,64}"),
    "signal": re.compile(r"[a-z_][a-z0-9_]{2,31}\.\d{2,9}"),
    "whatsapp": re.compile(r"(?=.*[a-z])[a-z0-9_.]{3,35}"),
    "snapchat": re.compile(r"[a-z][a-z0-9._-]{1,13}[a-z0-9]"),
}
PLATFORMS = tuple(_ALLOWED)
SHORTEST_IN_TEXT = {"telegram": 4}
"""Shorter ones exist (inline bots), but in running text ``@me`` is a word."""


def make_handle_id(platform: str, text: str) -> str | None:
    """Give the id of a username, as ``telegram:@name``; None where the platform has none of that form."""
    name = fold_text(text).strip().removeprefix("@").lower()
    allowed = _ALLOWED.get(platform)
    if allowed is None or not allowed.fullmatch(name):
        return None
    if platform == "facebook":
        name = name.replace(".", "")  # Facebook reads a.b and ab as one name
        if name.isdecimal() or not allowed.fullmatch(name):  # an account's number is no name; dots count for no length
            return None
    return make_text_id(platform, "@" + name)
