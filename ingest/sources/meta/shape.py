"""What a chat of Meta's downloads looks like, in two dialects, and what it cannot tell: of which platform it is."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.asking import Asked, Asking, Question, Take
from ingest.sources.reading.head import Head
from ingest.sources.reading.json_stream import Landmarks

SAYS = "a chat of Meta's download (Facebook, Messenger or Instagram)"
PLATFORM = "platform"
PLATFORMS = ("facebook", "instagram")
OPENED = {"messages": "[", "participants": "["}
"""The containers whose pieces are read one by one."""
_S = r"\s{0,64}"
_CLASSIC = re.compile(rf'"(?:sender_name|timestamp_ms)"{_S}:')
_ENCRYPTED = re.compile(rf'"senderName"{_S}:')
_MESSAGES = re.compile(rf'"messages"{_S}:{_S}\[')
_THREAD = re.compile(rf'"(?:participants|thread_path|threadName|title)"{_S}:')
_MESSAGE = rf'\{{{_S}"(?:sender_name|timestamp_ms|senderName|text|timestamp)"{_S}:'
_FOLDERS = {"your_instagram_activity": "instagram", "your_facebook_activity": "facebook"}


def claims_thread(head: Head) -> bool:
    """Claim an object with messages whose senders are names, as one of the dialects writes them."""
    text = head.start.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if not text.startswith("{") or _MESSAGES.search(text) is None:
        return False
    if _ENCRYPTED.search(text):
        return True
    return _CLASSIC.search(text) is not None and ('"sender_name"' in text or _THREAD.search(text) is not None)


def list_landmarks(_path: str) -> Landmarks:
    """Give the words at which reading can go on after damage."""
    keys = ("title", "thread_path", "threadName", "is_still_participant", "joinable_mode", "magic_words")
    return {"messages[]": _MESSAGE, **{key: rf'"{key}"{_S}:' for key in keys}}


def ask_platform(asking: Asking) -> Asked:
    """Take the platform from the folder that the download itself makes, else ask for it."""
    answers = asking.answers
    if PLATFORM in answers.own:
        return Asked(answers)
    named = {_FOLDERS[part] for part in re.split(r"[/\\]|!/", asking.name) if part in _FOLDERS}
    if len(named) == 1:
        return Asked(replace(answers, own={**answers.own, PLATFORM: named.pop()}))
    found = "a chat of Messenger or of Instagram: the file does not say which"
    return Asked(answers, (Question(PLATFORM, found, 'platform = "instagram"'),))


def take_platform(value: Any, _folder: Path) -> str:
    """Take the platform of a download."""
    if value not in PLATFORMS:
        raise ValueError(f"is none of {', '.join(PLATFORMS)}; of Messenger it is facebook")
    return str(value)


TAKES: dict[str, Take] = {PLATFORM: take_platform}
"""The answers that these chats alone take."""
