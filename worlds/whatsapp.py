"""WhatsApp's *Export chat*, as the programs of both systems write it: text of one telephone."""

from dataclasses import dataclass
from datetime import datetime

from worlds.clock import to_berlin_time
from worlds.numbers import Number

LTR, EMBED, POP = "\u200e", "\u202a", "\u202c"


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in a chat: when, by whom, what happened, and with which words, as names, numbers or texts."""

    at: datetime
    who: str
    """A name as the telephone shows it, or a number; empty for whoever exported."""
    what: str
    """notice, created, renamed, added, joined, left, number, says, deleted or photo."""
    words: tuple[str, ...] = ()


def show_number(number: Number) -> str:
    """Write a number as WhatsApp shows one that nobody saved."""
    return EMBED + "+" + " ".join(number.groups) + POP


ENGLISH = {
    "notice": "Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read "
    "or listen to them. Tap to learn more.",
    "created": '{who} created group "{0}"',
    "renamed": '{who} changed the group name from "{0}" to "{1}"',
    "added": "{who} added you",
    "joined": "{who} joined using this group's invite link",
    "left": "{who} left",
    "number": "{0} changed to {1}",
    "deleted": "This message was deleted",
    "photo": "<Media omitted>",
}
ARABIC = {
    "notice": "الرسائل والمكالمات مشفرة تمامًا بين الطرفين. لا يمكن لأي شخص خارج هذه الدردشة قراءتها.",
    "deleted": "تم حذف هذه الرسالة.",
    "photo": "لم يتم إدراج الصورة",
}
DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def write_android(lines: list[Line], own: str) -> bytes:
    """Write a chat as Android does in English: a line a message, what the app tells without a colon."""
    out = []
    for line in lines:
        at = to_berlin_time(line.at)
        who = line.who or own
        if line.what in ("says", "deleted", "photo"):
            text = f"{who}: {line.words[0] if line.words else ENGLISH[line.what]}"
        else:
            text = ENGLISH[line.what].format(*line.words, who=line.who or "You")
        out.append(f"{at:%d/%m/%Y, %H:%M} - {text}\n")
    return "".join(out).encode()


def write_ios(lines: list[Line], own: str, title: str) -> bytes:
    """Write a private chat as iOS does in Arabic: what the app tells stands under the name of the partner."""
    out = []
    for line in lines:
        at = to_berlin_time(line.at)
        hour = f"{at.hour % 12 or 12}:{at:%M:%S} {'ص' if at.hour < 12 else 'م'}"
        day = f"{at.day}\u200f/{at.month}\u200f/{at.year}".translate(DIGITS)
        who = title if line.what == "notice" else line.who or own
        text = line.words[0] if line.what == "says" else LTR + ARABIC[line.what]
        out.append(f"\u200f[{day}، {hour.translate(DIGITS)}] {who}: {text}\r\n")
    return "".join(out).encode()
