"""Telegram Desktop's HTML: the pages of one chat, ``messages.html``, ``messages2.html`` and so on."""

from ingest.sources.telegram.chat_answer import TAKES
from ingest.sources.telegram.html.asking import ask_chat
from ingest.sources.telegram.html.reader import SAYS, VERSION, read_page
from ingest.sources.telegram.html.shape import claims_page, list_linked_files

__all__ = ["SAYS", "TAKES", "VERSION", "ask_chat", "claims_page", "list_linked_files", "read_page"]
