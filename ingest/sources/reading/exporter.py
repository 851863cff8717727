"""Whose telephone an export is from: one answer, ``exporter``, for chats, address books and call records."""

from pathlib import Path
from typing import Any

from graph import forms
from ingest.asking import take_words

EXPORTER = "exporter"
LONGEST = 200
"""Characters of the word for a telephone."""


def take_exporter(value: Any, folder: Path) -> str:
    """Take a number with its country, or what somebody calls a telephone."""
    words = take_words(value, folder)
    if len(words) > LONGEST:
        raise ValueError("is no text")
    if not any(map(str.isalpha, words)) and not (words.startswith("+") and forms.parse_phone(words)):
        raise ValueError("is no number with its country, as +44 20 7946 0000, and no word for a telephone")
    return words
