"""Write the page on the catalogue: ``python -m queries > docs/questions.md``."""

import sys
from collections.abc import Iterator

from queries import QUESTIONS, Question

OPENING = """# Questions

Written by `python -m queries`; do not edit. `liaisons query` lists these questions, `liaisons query NAME` asks one.
Names, numbers and ids may be typed as anybody writes them; a day is `2025-03-01`, a time has its offset, as
`2025-03-01T12:00:00Z`. All times are UTC. Counts are of distinct things: a chat that was read from two overlapping
exports is answered as from one."""


def page() -> Iterator[str]:
    """Yield the lines of the page."""
    yield OPENING
    for question in QUESTIONS.values():
        yield from section(question)


def section(question: Question) -> Iterator[str]:
    """Yield the lines on one question."""
    yield f"\n## {question.name}\n\n{question.title}"
    if question.note:
        yield f"{question.note}"
    if question.parameters:
        yield "\n| takes | | |\n|---|---|---|"
        for one in question.parameters:
            left = "" if one.required else f", {'may be left out' if one.default is None else f'else {one.default}'}"
            yield f"| `{one.name}` | {one.type}{left} | {one.about} |"
    yield "\n| answers | | |\n|---|---|---|"
    for column in question.columns:
        yield f"| `{column.name}` | {column.meaning} | {column.about} |"


sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
sys.stdout.write("\n".join(page()) + "\n")
