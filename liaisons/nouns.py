"""What is read and counted, in the words of every command: one word a thing."""

from collections.abc import Mapping

WORDS = {
    "message": "post",
    "naming": "name",
    "status": "state",
    "membership": "membership",
    "profile": "profile",
    "contact": "contact",
    "call": "call",
}
"""What people call a record of each kind."""


def format_count(number: int, noun: str) -> str:
    """Give a number with its noun, in the plural where it is not one."""
    return f"{number:,} {noun if number == 1 else make_plural(noun)}"


def make_plural(noun: str) -> str:
    """Give several of a thing."""
    return f"{noun}es" if noun.endswith(("s", "ch")) else f"{noun}s"


def read_words(read: Mapping[str, int]) -> str:
    """Give the records of a file by kind."""
    return ", ".join(format_count(number, WORDS.get(kind, kind)) for kind, number in read.items()) or "nothing"
