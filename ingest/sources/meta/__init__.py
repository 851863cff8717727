"""Chats out of *Download your information* of Facebook, Messenger and Instagram, in both dialects."""

from ingest.sources.meta.reader import list_media_names, read_thread
from ingest.sources.meta.shape import SAYS, TAKES, ask_platform, claims_thread

__all__ = ["SAYS", "TAKES", "VERSION", "ask_platform", "claims_thread", "list_media_names", "read_thread"]

VERSION = 1
