"""What became of a thing: removed, flagged or private, as the files say that looked last."""

from collections.abc import Iterable
from typing import NamedTuple

SEVERITY = ("alive", "flagged", "private", "removed")
"""Of two that were seen at one time the later one stands."""


class State(NamedTuple):
    """A state that a reader must know before he reads on; one that is alive has none."""

    word: str
    """removed, flagged or private."""
    at: int | None
    """When it was seen so, in epoch milliseconds."""


def latest_state(checks: Iterable[tuple[str, int | None, str | None]]) -> State | None:
    """Give the state of one thing from (state, time, kind) of all that files say of it; None where it is plainly alive.

    A file that only describes it says nothing of its life, but a kind such as ``private_supergroup`` says that it is
    closed. What was flagged once stays so, though it is alive: nobody took the flag back.
    """
    checks = list(checks)
    seen = sorted(
        (at is not None, at or 0, SEVERITY.index(state), State(state, at))
        for state, at, _ in checks
        if state in SEVERITY
    )
    last = seen[-1][-1] if seen else None
    if last is not None and last.word != "alive":
        return last
    flagged = [state for *_, state in seen if state.word == "flagged"]
    closed = sorted((at or 0, at) for _, at, kind in checks if (kind or "").startswith("private"))
    return flagged[-1] if flagged else State("private", closed[-1][1]) if closed else None
