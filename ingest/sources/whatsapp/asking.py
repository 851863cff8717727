"""What a WhatsApp chat cannot tell: whose telephone it is from, which chat it is, its zone, the order of its dates."""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from ingest.answers import Answers
from ingest.asking import Asked, Asking, Question, Take, take_words
from ingest.sources.reading.exporter import EXPORTER, take_exporter
from ingest.sources.reading.head import Head
from ingest.sources.whatsapp.entries import decode_start, find_form
from ingest.sources.whatsapp.heads import guess_form, read_head
from ingest.sources.whatsapp.overview import decide_order, list_tellers
from ingest.sources.whatsapp.sentences import compile_titles

YOU, CHAT, INVITE, TITLE = "you", "chat", "invite", "title"
"""Answers of this source: ``title`` is what the file's name says, and is not asked."""
# an example that nobody filled in is a mistake, and no telephone of all cases
EXAMPLES = {
    EXPORTER: 'exporter = "+..."',
    CHAT: 'chat = "..."',
    "time_zone": 'time_zone = "Europe/Berlin"',
    "day_first": "day_first = true",
    "source": 'source = "whatsapp"',
}
WITHIN_ZIP = "_chat.txt"
"""What iOS calls the text in a zip."""
LONGEST = 300
"""Characters of the name of a chat."""
COPIES = re.compile(r"\s*\(\d{1,3}\)$")
"""What a download adds to a name that is there already."""
ENDINGS = re.compile(r"\.(?:txt|zip)$", re.IGNORECASE)
FEWEST = 2
"""Lines with a head from which a text without any sentence of WhatsApp may be a chat of it."""


def claims_chat(head: Head) -> bool:
    """Claim a text that begins with a head, and in which WhatsApp says something or whose name it gave."""
    text = decode_start(head.start)
    if not begins_with_head(text):
        return False
    named = find_title(head.name) is not None or PurePosixPath(head.name).name == WITHIN_ZIP
    return named or any(telling for _, telling in list_tellers(text))


def find_missing_proof(start: Head) -> Question | None:
    """Say of a text that looks like a chat, and in which nothing is WhatsApp's own, that somebody must say it is."""
    text = decode_start(start.start)
    if not begins_with_head(text):
        return None
    lines = text.split("\n")
    form = next((form for line in lines if (form := guess_form(line)) is not None), None)
    heads = [] if form is None else [head for line in lines if (head := read_head(line, form)) is not None]
    if len(heads) < FEWEST or not any(": " in head.rest for head in heads):
        return None
    found = "lines that begin as those of a WhatsApp chat do, and no sentence that WhatsApp itself writes"
    return Question("source", found, EXAMPLES["source"])


def begins_with_head(text: str) -> bool:
    """Say whether the first line with anything in it begins with a date and time in a form of WhatsApp's."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return guess_form(first) is not None


def ask_exporter(asking: Asking) -> Asked:
    """Ask whose telephone a chat is from, and what else its lines and its name leave open."""
    answers = asking.answers
    title = find_title(asking.name)
    own = {**answers.own, **({TITLE: title} if title else {})}
    answers = replace(answers, own=own)
    questions: list[Question] = []
    if EXPORTER not in own:
        found = "a WhatsApp chat, and whose telephone it was exported from is not said: its number, or your word for it"
        questions.append(Question(EXPORTER, found, EXAMPLES[EXPORTER]))
    if CHAT not in own:
        if title is None:
            found = "its name does not say which chat it is; the same words for each export of one chat"
            questions.append(Question(CHAT, found, EXAMPLES[CHAT]))
        elif COPIES.search(title):
            found = f"its name, {title!r}, may be that of a second copy; the same words for each export of one chat"
            questions.append(Question(CHAT, found, EXAMPLES[CHAT]))
    if answers.time_zone is None:
        found = "times without a zone: that of the telephone when the chat was exported"
        questions.append(Question("time_zone", found, EXAMPLES["time_zone"]))
    form = find_form(asking.path)
    if answers.day_first is None and form is not None:
        order = decide_order(asking.path, form)
        if order is None:
            found = "dates of which every one can be read with the day or the month first"
            questions.append(Question("day_first", found, EXAMPLES["day_first"]))
    return Asked(answers, tuple(questions))


def find_title(name: str) -> str | None:
    """Give the name of a chat out of the name of its file, or of the zip that it came in."""
    for part in reversed(name.replace("\\", "/").split("/")):
        stem = ENDINGS.sub("", unicodedata.normalize("NFC", part.removesuffix("!")))
        for pattern in compile_titles():
            if (found := pattern.fullmatch(stem.strip())) and (title := found["name"].strip()):
                return title[:LONGEST]
    return None


def take_invite(value: Any, folder: Path) -> str:
    """Take the link that opened a group."""
    words = take_words(value, folder)
    if "chat.whatsapp.com/" not in words:
        raise ValueError("is no link to a group, as chat.whatsapp.com/...")
    return words


TAKES: dict[str, Take] = {EXPORTER: take_exporter, YOU: take_words, CHAT: take_words, INVITE: take_invite}
"""The answers that chats of WhatsApp alone take."""


def read_answer(answers: Answers, key: str) -> str | None:
    """Give an answer of this source; None where it was not given."""
    value = answers.own.get(key)
    return value if isinstance(value, str) else None
