"""What whoever waits for a long act is told meanwhile."""

from collections.abc import Callable

Say = Callable[[str], None]
"""Is told what is being done."""


def say_nothing(_text: str) -> None:
    """Tell nobody."""
