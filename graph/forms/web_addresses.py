"""Where a thing can be opened: the web address that follows from its id, for whoever has to find it there."""

import re
from urllib.parse import quote

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), address)
    for pattern, address in (
        (r"telegram:@([\w.]+)", "https://t.me/{0}"),
        (r"telegram:channel(\d+)", "https://t.me/c/{0}"),
        (r"telegram:channel(\d+)/(\d+)", "https://t.me/c/{0}/{1}"),
        (r"facebook:group([\w.]+)", "https://www.facebook.com/groups/{0}"),
        (r"facebook:(?:post|@)?([\w.]+)", "https://www.facebook.com/{0}"),
        (r"instagram:@([\w.]+)", "https://www.instagram.com/{0}"),
        (r"instagram:post([\w-]+)", "https://www.instagram.com/p/{0}"),
        (r"tiktok:@([\w.]+)", "https://www.tiktok.com/@{0}"),
        (r"x:@(\w+)", "https://x.com/{0}"),
        (r"x:post(\d+)", "https://x.com/i/status/{0}"),
        (r"x:(\d+)", "https://x.com/i/user/{0}"),
        (r"youtube:@([\w.-]+)", "https://www.youtube.com/@{0}"),
        (r"youtube:(UC[\w-]+)", "https://www.youtube.com/channel/{0}"),
        (r"whatsapp:channel(\w+)", "https://whatsapp.com/channel/{0}"),
        (r"whatsapp:\+(\d+)", "https://wa.me/{0}"),
        (r"(?:invite|site):(\S+)", "https://{0}"),
        (r"mail:(\S+@\S+)", "mailto:{0}"),
        (r"(\+\d+)", "tel:{0}"),
    )
)
"""The first that fits the whole id gives the address."""


def write_web_address(id: str) -> str | None:
    """Give the address at which a thing can be opened; None where none follows from its id."""
    if "hash=" in id:  # an id of ours, which no platform knows
        return None
    for pattern, address in _RULES:
        if found := pattern.fullmatch(id):
            return address.format(*(quote(part, safe="/:?=&+%@~#!$,;'()*-._") for part in found.groups()))
    return None
