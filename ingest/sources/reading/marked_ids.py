"""Telegram's groups and channels as bots write them: one number below zero for both, in exports and in tables."""


def read_marked_id(digits: int) -> tuple[str, int]:
    """Give kind and number of a marked id: -100 stands before a channel's, - before a basic group's."""
    text = str(-digits)
    return ("channel", int(text[3:])) if text.startswith("100") and len(text) > 10 else ("chat", -digits)
