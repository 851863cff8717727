"""Words that may be shown where names are hidden: those that the program and the platforms use, and nobody's name.

A value of the meaning ``word`` may come from a file, whose columns hold whatever somebody put there: what is not
declared here is hidden.
"""

import re

from graph.kinds import KINDS
from graph.model import EVERY_LINK, NODES, label, link_type

HIDDEN = "[word]"
"""What stands for a word that nothing declares."""

PLATFORMS = (
    "facebook imo instagram messenger phone signal skype sms snapchat telegram threads tiktok twitter viber vk "
    "wechat whatsapp x youtube web mail"
)
STATES = (
    "active alive banned closed deleted described flagged open private public removed restricted secret suspended "
    "verified visible hidden"
)
THINGS = (
    "account bot broadcast business channel chat community forum group messages page personal post profile saved "
    "story supergroup user video"
)
HOWS = (
    "admin call created event history invited joined left listed member missed promoted requested role seen text "
    "wrote owner moderator"
)
TIES = (
    "aunt acquaintance brother business colleague cousin daughter employee employer family father friend husband knew "
    "known knows lives meets met mother neighbour nephew niece partner relative saved seen sister son together travels "
    "uncle wife with works"
)
WHERES = "address book bio card contact description export file picture title"
RULES = (
    "addlist at button carrier com dog domain draft email exec geo go hashtag host hosts https imoim invite link "
    "m me mention name net number org s t tel text tg token url venue wa"
)
CARRIED = (
    "animation application audio beside image included jpeg kept large mp4 mpeg not ogg pdf photo png sticker "
    "thumbnail too unavailable voice webm webp"
)
READERS = "csv desktop json lines pages table telegram"
SORTS = "handle name node swap freed tie"
"""Of names and handles that passed on, and of links between clusters; kinds of findings declare themselves."""

_SPLIT = re.compile(r"[\W_]+")
_COUNTRY = re.compile(r"[A-Z]{2}")

DECLARED = frozenset(
    f"{PLATFORMS} {STATES} {THINGS} {HOWS} {TIES} {WHERES} {CARRIED} {RULES} {READERS} {SORTS}".split()
    + [label(cls).lower() for cls in NODES]
    + [part for cls in EVERY_LINK for part in link_type(cls).lower().split("_")]
)
"""Single words; a value may be several of them, as ``private_supergroup``."""


def is_declared(value: str) -> bool:
    """Tell whether a value is made of declared words alone, of one thing or several, or is a country's letters."""
    if _COUNTRY.fullmatch(value):
        return True
    parts = [part for part in _SPLIT.split(value.lower()) if part]
    return len(parts) <= 4 and all(is_declared_word(part) or is_declared_word(part.removesuffix("s")) for part in parts)


def is_declared_word(word: str) -> bool:
    """Tell whether one word, in small letters, is declared here or is of the name of a kind of finding."""
    return word in DECLARED or any(word in kind.split("-") for kind in KINDS)
