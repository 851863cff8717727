"""What lies beside a Telegram export that is read: its pages, their parts, and what was sent in its chats."""

import re
from collections.abc import Mapping
from dataclasses import replace

from ingest.files import Problem
from ingest.recognition import HTML, PART

PARTS = (
    *("css", "js", "images", "photos", "files", "stickers", "video_files", "voice_messages", "round_video_messages"),
    *("profile_pictures", "stories", "chats", "lists"),
)
"""Folders that Telegram Desktop makes."""
_CHAT_FOLDER = re.compile(r"(?:^|/)(?:chats|left_chats)/[^/]+$")
"""The folder of a chat in the export of an account."""


def find_export_beside(name: str, exports: Mapping[str, str]) -> str | None:
    """Give the Telegram JSON that holds the chat of a page: in the page's folder, or above its ``chats``."""
    folder = name.rpartition("/")[0]
    return exports.get(folder) or exports.get(_CHAT_FOLDER.sub("", folder))


def describe_companion(problem: Problem, exports: Mapping[str, str]) -> Problem:
    """Say of a file that nothing reads what it is to the export that it lies beside; what it is stays said.

    ``exports`` gives for each folder the name of the Telegram JSON in it.
    """
    folder, _, _ = problem.where.rpartition("/")
    if problem.found == HTML.what and folder in exports:
        return replace(problem, expected=f"no more, where {exports[folder]} beside it holds the same chats: it is read")
    above, part = folder, ""
    while above and above not in exports:
        above, _, part = above.rpartition("/")
    if above not in exports or part not in PARTS or not problem.expected:
        return problem
    what = "a part of the HTML pages" if problem.found == PART.what else problem.found
    return replace(problem, found=f"{what}, of the Telegram export beside it")
