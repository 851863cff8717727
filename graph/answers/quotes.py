"""What a file says, as it may be shown."""

from dataclasses import dataclass, field

from graph.answers.plain import HIDDEN


@dataclass(frozen=True, slots=True)
class Quote:
    """What a file says, as it may be shown."""

    post: str | None
    """Id of the post; None where the link stands in no post, and ``text`` says what the file tells."""
    at: str | None
    author: str | None
    """What the writer is called."""
    chat: str | None
    text: str
    begin: int | None
    """Where the mark begins and ends in ``text``; None where nothing is marked."""
    end: int | None
    file: str
    sha256: str
    place: str
    files: int
    """How many files say so; the one named is that whose statement is shown."""
    language: None = field(default=None, metadata=HIDDEN)
    """Not read yet."""
