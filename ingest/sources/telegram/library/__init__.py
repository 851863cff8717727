"""Telegram as its libraries give it: dumps of Telethon, of telegram-tracker, and of tdl."""

from ingest.sources.telegram.chat_answer import TAKES
from ingest.sources.telegram.library.reader import SAYS, VERSION, ask_library, read_library
from ingest.sources.telegram.library.shape import claims_library

__all__ = ["SAYS", "TAKES", "VERSION", "ask_library", "claims_library", "read_library"]
