"""A page of Telegram Desktop's HTML for tests: its messages, and what the source reads of them."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from ingest.answers import Answers
from ingest.record import Record, Refused
from ingest.sources.telegram import html
from tests.telegram_export import EXPORTED

NOON = "01.03.2024 12:00:00 UTC+00:00"
SCOPED = Answers(exported=EXPORTED.exported, own={"chat": "telegram:channel2001"})

ReadPage = Callable[..., list[Record | Refused]]


@pytest.fixture
def read_page(tmp_path: Path) -> ReadPage:
    """Read messages, or bytes, as a page would be read."""

    def from_file(*parts: str | bytes, answers: Answers = SCOPED) -> list[Record | Refused]:
        path = tmp_path / "messages.html"
        whole = parts[0] if len(parts) == 1 and isinstance(parts[0], bytes) else page(*map(str, parts)).encode()
        path.write_bytes(whole)
        return list(html.read_page(path, answers))

    return from_file


def page(*messages: str, title: str = "Night Boats", before: str = "") -> str:
    link = f'<a class="pagination block_link" href="{before}">\nPrevious messages\n</a>' if before else ""
    return (
        '<!DOCTYPE html>\n<html>\n<head><meta charset="utf-8"/><title>Exported Data</title></head>\n<body>\n'
        '<div class="page_wrap">\n<div class="page_header">\n<div class="content">\n<div class="text bold">\n'
        f'{title} \n</div>\n</div>\n</div>\n<div class="page_body chat_page">\n<div class="history">\n'
        f"{link}{''.join(messages)}</div>\n</div>\n</div>\n</body>\n</html>\n"
    )


def wrote(
    number: int = 5, text: str = "two seats", who: str | None = "Odo Vint", at: str = NOON, inner: str = ""
) -> str:
    """Write a message; ``inner`` stands before its text, and without ``who`` it is joined to the one before."""
    name = f'<div class="from_name">\n{escape(who)} \n</div>\n' if who is not None else ""
    said = f'<div class="text">\n{text}\n       </div>\n' if text else ""
    joined = "" if who is not None else " joined"
    return (
        f'<div class="message default clearfix{joined}" id="message{number}">\n<div class="body">\n'
        f'<div class="pull_right date details" title="{at}">\n12:00\n</div>\n{name}{inner}{said}</div>\n</div>\n'
    )


def line(number: int, words: str) -> str:
    """Write a service line, or a row that names a day."""
    return f'<div class="message service" id="message{number}">\n<div class="body details">\n{words}\n</div>\n</div>\n'


def forwarded(name: str, inner: str) -> str:
    who = f'<div class="from_name">\n{name} <span class="date details" title="{NOON}"> {NOON}</span>\n</div>\n'
    return f'<div class="forwarded body">\n{who if name else ""}{inner}</div>\n'


def media(kind: str, title: str, *, description: str = "", status: str = "", link: str = "") -> str:
    parts = {"title bold": title, "description": description, "status details": status}
    inner = "".join(f'<div class="{name}">\n{words}\n</div>\n' for name, words in parts.items() if words)
    tag, more = ("a", f' href="{link}"') if link else ("div", "")
    return (
        f'<div class="media_wrap clearfix">\n<{tag} class="media clearfix pull_left {kind}"{more}>\n'
        f'<div class="fill pull_left">\n</div>\n<div class="body">\n{inner}</div>\n</{tag}>\n</div>\n'
    )
