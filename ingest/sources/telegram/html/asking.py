"""What a page cannot tell: the zone of times without an offset, and which chat of Telegram it is of."""

import re
from pathlib import Path
from typing import Any

from graph.model import Account, Group
from ingest.answers import Answers
from ingest.asking import Asked, Asking, Question, Take
from ingest.sources.telegram.html.shape import overlook_page

CHAT = "chat"
EXAMPLE = 'chat = "telegram:channel123"'
_CHAT = re.compile(r"telegram:(user|chat|channel)([1-9]\d{0,18})(?:/user([1-9]\d{0,18}))?", re.ASCII)


def ask_chat(asking: Asking) -> Asked:
    """Ask for the zone of times that have none, and for an id where the answer is none."""
    answers = asking.answers
    questions: list[Question] = []
    given = answers.own.get(CHAT)
    if given is not None and _CHAT.fullmatch(str(given)) is None:
        found = f"{CHAT} = {given!r:.60} is no id of a chat of Telegram"
        questions.append(Question(CHAT, found, EXAMPLE, mend=f"Write it as {EXAMPLE} in sources.toml, or leave it out"))
    if answers.time_zone is None and (bare := overlook_page(asking.path).bare) is not None:
        found = f"times without an offset, as {bare}: the clock of the computer that exported them"
        questions.append(Question("time_zone", found, 'time_zone = "Europe/Berlin"'))
    return Asked(answers, tuple(questions))


def take_words(value: Any, _folder: Path) -> str:
    """Take an answer in words."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is no text")
    return value.strip()


TAKES: dict[str, Take] = {CHAT: take_words}
"""The answers that a page takes beside those of every file."""


def read_chat_answer(answers: Answers) -> tuple[Account | Group | None, Account | None]:
    """Give the chat that was answered, and whose export it is, where the answer says it: ``telegram:user5/user7``."""
    found = _CHAT.fullmatch(str(answers.own.get(CHAT, "")))
    if found is None:
        return None, None
    kind, number, exporter = found.groups()
    node = Account(id=f"telegram:user{number}") if kind == "user" else Group(id=f"telegram:{kind}{number}")
    return node, Account(id=f"telegram:user{exporter}") if exporter else None
