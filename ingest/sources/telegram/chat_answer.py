"""Which chat of Telegram a file is of, where it does not say so itself: the answer ``chat`` of ``sources.toml``."""

import re

from graph.model import Account, Group
from ingest.answers import Answers
from ingest.asking import Question, Take, take_words

CHAT = "chat"
EXAMPLE = 'chat = "telegram:channel123"'
_CHAT = re.compile(r"telegram:(user|chat|channel)([1-9]\d{0,18})(?:/user([1-9]\d{0,18}))?", re.ASCII)


def find_wrong_answer(answers: Answers) -> Question | None:
    """Ask again where the answer is no id of a chat."""
    given = answers.own.get(CHAT)
    if given is None or _CHAT.fullmatch(str(given)) is not None:
        return None
    found = f"{CHAT} = {given!r:.60} is no id of a chat of Telegram"
    return Question(CHAT, found, EXAMPLE, mend=f"Write it as {EXAMPLE} in sources.toml, or leave it out")


TAKES: dict[str, Take] = {CHAT: take_words}
"""The answers that a file takes beside those of every file."""


def read_chat_answer(answers: Answers) -> tuple[Account | Group | None, Account | None]:
    """Give the chat that was answered, and whose export it is, where the answer says it: ``telegram:user5/user7``."""
    found = _CHAT.fullmatch(str(answers.own.get(CHAT, "")))
    if found is None:
        return None, None
    kind, number, exporter = found.groups()
    node = Account(id=f"telegram:user{number}") if kind == "user" else Group(id=f"telegram:{kind}{number}")
    return node, Account(id=f"telegram:user{exporter}") if exporter else None
