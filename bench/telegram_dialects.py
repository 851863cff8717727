"""Subjects ``telegram-html`` and ``telegram-library``: a chat in the other dialects of Telegram read into records.

The messages are those of the JSON export that ``read`` is measured on, so that the rates can be compared; the peer is a
pass over the same bytes by the parser of the standard library.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from random import Random

from bench.exports import chat
from bench.subject import Bar, Cost, Peer, Subject, metered
from ingest.answers import Answers
from ingest.record import Record, Refused
from ingest.sources import SOURCES

GIVEN = Answers(own={"chat": "telegram:channel9900000001"})
PAGE, DUMP = "messages.html", "dump.json"
MOST = 0.3
"""GB."""
TOP = (
    '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8"/>\n<title>Exported Data</title>\n</head>\n<body>\n'
    '<div class="page_wrap">\n<div class="page_header">\n<div class="content">\n<div class="text bold">\nOpen Road \n'
    '</div>\n</div>\n</div>\n<div class="page_body chat_page">\n<div class="history">\n'
)


def write_page(size: int, folder: Path) -> None:
    """Write a page of that many messages as Telegram Desktop does."""
    with (folder / PAGE).open("w", encoding="utf-8") as file:
        file.write(TOP)
        for message in chat(size, Random(0)):
            file.write(write_block(message))
        file.write("</div>\n</div>\n</div>\n</body>\n</html>\n")


def write_block(message: dict[str, object]) -> str:
    """Give a message as a page has it."""
    number, who = message["id"], escape(str(message.get("from", message.get("actor"))))
    if message["type"] == "service":
        title = message.get("title")
        words = f"{who} changed group title to &laquo;{title}&raquo;" if title else f"{who} joined group by request"
        return (
            f'<div class="message service" id="message{number}">\n<div class="body details">\n{words}\n</div>\n</div>\n'
        )
    moment = datetime.fromtimestamp(int(str(message["date_unixtime"])), UTC)
    answered = message.get("reply_to_message_id")
    reply = f'<div class="reply_to details">\nIn reply to <a href="#go_to_message{answered}">this</a>\n</div>\n'
    return (
        f'<div class="message default clearfix" id="message{number}">\n<div class="pull_left userpic_wrap">\n'
        '<div class="userpic userpic3" style="width: 42px; height: 42px">\n'
        '<div class="initials" style="line-height: 42px">\nP\n</div>\n</div>\n</div>\n<div class="body">\n'
        f'<div class="pull_right date details" title="{moment:%d.%m.%Y %H:%M:%S} UTC+00:00">\n{moment:%H:%M}\n</div>\n'
        f'<div class="from_name">\n{who} \n</div>\n{reply if answered else ""}<div class="text">\n'
        f"{escape(str(message['text']))}\n</div>\n</div>\n</div>\n"
    )


def write_dump(size: int, folder: Path) -> None:
    """Write a dump of that many messages, as telegram-tracker does."""
    peer = {"_": "PeerChannel", "channel_id": 9900000001}
    with (folder / DUMP).open("w", encoding="utf-8") as file:
        file.write('{"messages": [\n')
        for number, message in enumerate(chat(size, Random(0))):
            who = {"_": "PeerUser", "user_id": int(str(message.get("from_id", message.get("actor_id")))[4:])}
            head = {"id": message["id"], "peer_id": peer, "date": int(str(message["date_unixtime"])), "from_id": who}
            if message["type"] == "service":
                said: dict[str, object] = {"_": "MessageService", **head}
                said["action"] = {"_": "MessageActionChatEditTitle", "title": message.get("title", "x")}
            else:
                said = {
                    "_": "Message",
                    **head,
                    "message": message["text"],
                    "views": None,
                    "entities": [],
                    "fwd_from": None,
                }
            file.write((",\n" if number else "") + json.dumps(said, ensure_ascii=False))
        file.write("\n]}\n")


def read_records(source: str, name: str) -> Callable[[int, Path], Cost]:
    """Give the step that reads all records of a file."""

    def read(size: int, folder: Path) -> Cost:
        records: Callable[[], Iterator[Record | Refused]] = lambda: SOURCES[source].read(folder / name, GIVEN)  # noqa: E731
        found, cpu, peak = metered(lambda: Counter(type(record).__name__ for record in records()))
        if found["Refused"]:
            raise RuntimeError(f"{found['Refused']} messages were refused")
        return Cost(size, cpu, peak, {"records": found.total(), "MB": round((folder / name).stat().st_size / 1e6)})

    return read


class _Counting(HTMLParser):
    """Counts tags."""

    tags = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Count one."""
        self.tags += 1


def parse_page(size: int, folder: Path) -> Cost:
    """Parse the page whole with ``html.parser``, and count its tags."""

    def work() -> int:
        parser = _Counting()
        parser.feed((folder / PAGE).read_text("utf-8"))
        return parser.tags

    _, cpu, peak = metered(work)
    return Cost(size, cpu, peak)


def load_dump(size: int, folder: Path) -> Cost:
    """Load the dump whole with ``json.load``."""

    def work() -> int:
        with (folder / DUMP).open(encoding="utf-8") as file:
            return len(json.load(file)["messages"])

    _, cpu, peak = metered(work)
    return Cost(size, cpu, peak)


BARS = (Bar(f"at most {MOST} GB", lambda ours, _: ours.peak is None or ours.peak <= MOST),)
SUBJECTS = (
    Subject(
        "telegram-html",
        "A page of Telegram Desktop's HTML read into records, without the graph; the peer holds it whole.",
        "messages",
        write_page,
        read_records("telegram-html", PAGE),
        Peer("`html.parser`", parse_page),
        BARS,
    ),
    Subject(
        "telegram-library",
        "A dump of a Telegram library read into records, without the graph; the peer holds it whole.",
        "messages",
        write_dump,
        read_records("telegram-library", DUMP),
        Peer("`json.load`", load_dump),
        BARS,
    ),
)
