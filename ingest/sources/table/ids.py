"""Native ids of a table as nodes: the platform's own number spaces, kept apart."""

import hashlib
import json
import re
from datetime import datetime
from functools import lru_cache

from graph import forms
from graph.model import Account, Group, Node, Post
from ingest.sources.reading.marked_ids import read_marked_id

PLATFORMS = {
    "fb": "facebook",
    "ig": "instagram",
    "insta": "instagram",
    "tg": "telegram",
    "twitter": "x",
    "wa": "whatsapp",
    "yt": "youtube",
}
"""Other ways to write a platform; whatever else is a name is taken as it stands."""
NUMBERED = ("facebook", "instagram", "tiktok", "x")
"""Platforms whose accounts and groups are numbers; a username there changes owners and is no id."""
TAKEN = ("invite", "judgement", "mail", "name", "national", "sha256", "site")
"""Words that begin ids of ours: a platform called so would give an account the id of something else."""

_PLATFORM = re.compile(r"[a-z][a-z0-9_.-]{0,39}")
_LOST = re.compile(
    r"[+-]?\d+([.,]\d*)?[eE][+-]?\d+|\d+[.,]0+"  # as a number: 9.19E+17, 919.0
    r"|\d{1,3}(,\d{3})+|\d{1,3}([. '’\u00a0\u202f]\d{3}){2,}"  # with marks between thousands
    r"|.*\d(…|\.{3})|#+|#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)",  # cut, or too wide, or an error
)
_FORMULA = re.compile(r'="(.*)"')
"""How a text is kept from being taken for a number."""
_NO_ID = frozenset(
    {"-", "--", "?", "0", "-1", "none", "null", "nil", "nan", "undefined", "unknown", "n.a.", "n/a", "na"}
)
"""What stands in place of an id that is not known: everybody would share it."""
_NUMBER = re.compile(r"\d{1,25}", re.ASCII)
_TELEGRAM = re.compile(r"(user|channel|chat|-)?(\d{1,20})", re.ASCII)
_TELEGRAM_POST = re.compile(r"(?:((?:user|channel|chat)\d{1,20})/)?(\d{1,20})", re.ASCII)
_WHATSAPP = re.compile(r"(?:\+|00)(\d{7,15})|(\d{7,15})@(?:s\.whatsapp\.net|c\.us)", re.ASCII)
_WHATSAPP_GROUP = re.compile(r"(\d{5,25}(?:-\d{5,25})?)(?:@g\.us)?", re.ASCII)
_YOUTUBE = re.compile(r"UC[A-Za-z0-9_-]{1,40}")
_OTHER = re.compile(r"(?!group|post|@)[^\s:/\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,200}")
_POST = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,200}")


@lru_cache(maxsize=1024)  # asked several times a row, for a handful of words a file
def normalize_platform(text: str) -> str:
    """Give the one form of a platform's name."""
    name = text.strip().casefold()
    name = PLATFORMS.get(name, name)
    if not _PLATFORM.fullmatch(name) or name in TAKEN:
        raise ValueError(f"{text!r:.60} is no platform")
    return name


def make_account(on: str, text: str) -> Account | Group:
    """Give the account of a native id; a Telegram channel that writes is the group itself."""
    native = _strip_prefixes(on, text)
    if on == "telegram":
        space, number = _split_telegram_id(native, "user")
        key = f"telegram:{space}{number}"
        return Account(id=key) if space == "user" else Group(id=key)
    if on == "whatsapp":
        found = _WHATSAPP.fullmatch(native if "@" in native else re.sub(r"[\s().-]+", "", native))
        if not found:
            raise ValueError(f"{text!r:.60} is no WhatsApp number with its country code")
        number = f"+{found[1] or found[2]}"
        return Account(id=f"whatsapp:{forms.parse_phone(number) or number}")  # +49 (0)30 and +49 30 are one
    form = _NUMBER if on in NUMBERED else _YOUTUBE if on == "youtube" else _OTHER
    if not form.fullmatch(native):
        what = "a number; a username belongs in handle" if on in NUMBERED else "an id"
        raise ValueError(f"{text!r:.60} is no id of an account on {on}, which is {what}")
    return Account(id=f"{on}:{_strip_leading_zeros(on, native)}")


def make_group(on: str, text: str, space: str | None = None) -> Group:
    """Give the group of a native id; ``space`` is channel or chat where a Telegram id does not say."""
    native = _strip_prefixes(on, text)
    if on == "telegram":
        space, number = _split_telegram_id(native, space)
        if space == "user":
            raise ValueError(f"{text!r:.60} is an account, not a group")
        return Group(id=f"telegram:{space}{number}")
    if on == "whatsapp":
        found = _WHATSAPP_GROUP.fullmatch(native)
        if not found:
            raise ValueError(f"{text!r:.60} is no id of a WhatsApp group")
        return Group(id=f"whatsapp:{found[1]}@g.us")
    native = native.removeprefix("group")
    if not (_NUMBER if on in NUMBERED else _OTHER).fullmatch(native):
        raise ValueError(f"{text!r:.60} is no id of a group on {on}")
    return Group(id=f"{on}:group{_strip_leading_zeros(on, native)}")


def make_post(on: str, text: str, chat: Group | None) -> Post:
    """Give the post of a native id; Telegram counts messages within a chat, so it must be known."""
    native = _strip_prefixes(on, text)
    if on == "telegram":
        found = _TELEGRAM_POST.fullmatch(native)
        if not found:
            raise ValueError(f"{text!r:.60} is no id of a Telegram message")
        if not found[1] and chat is None:
            raise ValueError(f"Telegram message {native} without the id of its group")
        key = "telegram:" + "".join(_split_telegram_id(found[1], None)) if found[1] or chat is None else chat.id
        return Post(id=f"{key}/{int(found[2])}")
    native = native.removeprefix("post")
    if not _POST.fullmatch(native):
        raise ValueError(f"{text!r:.60} is no id of a post")
    return Post(id=f"{on}:post{native}")


def make_unnamed_post(on: str, author: Node | None, chat: Node | None, at: datetime | None, text: str) -> Post:
    """Give the post that has no id of its own: the same words, by the same, there and then, are the same post."""
    said = json.dumps([on, author and author.id, chat and chat.id, at and at.isoformat(), text])
    return Post(id=f"{on}:posthash={hashlib.sha256(said.encode()).hexdigest()[:32]}")


def _strip_prefixes(on: str, text: str) -> str:
    """Take off what our own ids put in front; refuse what a spreadsheet made of a long number."""
    native = strip_text_mark(text).removeprefix(f"{on}:")
    if is_lost(native):
        raise ValueError(f"{native!r:.60} is what a spreadsheet left of an id")
    if not native:
        raise ValueError("the id is empty")
    if native.casefold() in _NO_ID:
        raise ValueError(f"{native!r:.60} stands for no id")
    return native


def is_lost(text: str) -> bool:
    """Say whether a text is what a spreadsheet makes of a long number."""
    return _LOST.fullmatch(text.strip()) is not None


def strip_text_mark(text: str) -> str:
    """Take off what keeps a spreadsheet from taking a text for a number."""
    text = text.strip()
    formula = _FORMULA.fullmatch(text)
    return (formula[1] if formula else text.removeprefix("'")).strip()


def _split_telegram_id(native: str, space: str | None) -> tuple[str, str]:
    found = _TELEGRAM.fullmatch(native)
    if not found:
        raise ValueError(f"{native!r:.60} is no Telegram id")
    mark, number = found[1], int(found[2])
    known: str | None = mark or space
    if mark == "-":
        known, number = read_marked_id(-number)
    if known is None:
        raise ValueError(f"Telegram id {native} could be a channel or a basic group")
    return known, str(number)


def _strip_leading_zeros(on: str, native: str) -> str:
    """Give a number without the zeros that a fixed width put before it; elsewhere they may be part of an id."""
    return str(int(native)) if on in NUMBERED else native
