"""What the service lines of a page say: English sentences in any language of the app, the same actions as in JSON."""

import re
from collections.abc import Callable, Collection
from typing import Any

Json = dict[str, Any]
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", re.ASCII)
_T = r"«(?P<title>.*)»"
DELETED = ("Deleted", "Deleted Account")
"""What stands for the name of an account that is gone."""


def _write(action: str, pattern: str) -> tuple[re.Pattern[str], str]:
    return re.compile(pattern, re.DOTALL), action


_A, _L = r"(?P<actor>.+?)", r"(?P<members>.+)"
SENTENCES = (
    _write("create_channel", rf"Channel {_T} created"),
    _write("edit_group_title", rf"Channel title changed to {_T}"),
    _write("edit_group_photo", r"Channel photo (?:changed|removed)"),
    _write("create_group", rf"{_A} created group {_T} with members {_L}"),
    _write("create_group", rf"{_A} created group {_T}"),
    _write("edit_group_title", rf"{_A} changed group title to {_T}"),
    _write("topic_created", rf"{_A} created topic {_T}"),
    _write("topic_edit", rf"{_A} changed topic (?P<rest>.+)"),
    _write("edit_group_photo", rf"{_A} (?:changed|removed) group photo"),
    _write("join_group_by_link", rf"{_A} joined group by link from (?P<inviter>.+)"),
    _write("join_group_by_request", rf"{_A} joined group by request"),
    _write("migrate_to_supergroup", rf"{_A} converted this group to a supergroup"),
    _write("migrate_from_group", rf"{_A} converted a basic group to this supergroup {_T}"),
    _write("pin_message", rf"{_A} pinned (?:this message|a message)"),
    _write("invite_to_group_call", rf"{_A} invited {_L} to the voice chat"),
    _write("invite_members", rf"{_A} invited {_L}"),
    _write("remove_members", rf"{_A} removed (?P<member>.+)"),
    _write("joined_telegram", rf"{_A} joined Telegram"),
    _write("group_call", rf"{_A} (?:started voice chat|scheduled a voice chat for ).*"),
    _write("clear_history", r"History cleared"),
    _write(
        "set_messages_ttl", rf"{_A} has set messages (?:not )?to auto-delete.*|New messages will (?:not )?auto-delete.*"
    ),
    _write("edit_chat_theme", rf"{_A} (?:disabled chat theme|changed chat theme to .*)"),
    _write("set_chat_wallpaper", rf"{_A} set (?:a new|the same) background for this chat"),
    _write("take_screenshot", rf"{_A} took a screenshot"),
    _write("requested_phone_number", rf"{_A} requested your phone number"),
)
"""The sentences that Telegram Desktop writes, with what it calls each in JSON; the first that fits counts."""
UNSUPPORTED = "This message is not supported"
NOTHING = "No exported messages"


def read_day(words: str) -> str | None:
    """Give the day that a row between messages names, as 2024-03-01; None where it names none."""
    found = _DAY.fullmatch(words)
    return f"{found[3]}-{MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}" if found else None


def read_sentence(words: str, known: Collection[str]) -> Json | None:
    """Give what a service line says in the keys of Telegram's JSON; None for a sentence that is not known.

    ``known`` are names of those who write: one that holds `` and `` is then not taken for two.
    """
    for pattern, action in SENTENCES:
        found = pattern.fullmatch(words)
        if found is None:
            continue
        said: Json = {"action": action}
        take: Callable[[str], str | None] = found.groupdict().get
        actor = take("actor")
        if actor and actor not in DELETED:
            said["actor"] = actor
        if title := take("title"):
            said["title"] = title
        if inviter := take("inviter"):
            said["inviter"] = None if inviter in DELETED else inviter
        if (members := take("members")) is not None:
            said["members"] = [None if name in DELETED else name for name in split_names(members, known)]
        elif (member := take("member")) is not None:
            said["members"] = [None if member in DELETED else member]
        return said
    return None


def split_names(names: str, known: Collection[str]) -> list[str]:
    """Give the names of a list as ``A, B and C``."""
    if names in known:
        return [names]
    rest, _, last = names.rpartition(" and ")
    return [*rest.split(", "), last] if rest else [last]
