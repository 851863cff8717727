"""The draft of a sources.toml: a section for each file with an open question, and what every file may be asked."""

import json
from collections.abc import Iterable

from graph.forms import clean_line
from ingest.plan import Planned
from ingest.sections import NAME, escape_pattern

OPTIONAL = {
    "exported": "2025-01-01T10:00:00Z",
    "captured_by": '"..."',
    "captured_how": '"..."',
}
"""Answers that any file can do without, with an example each."""


def write_answers_draft(planned: Iterable[Planned]) -> str:
    """Give the text of a sources.toml for what is open; a line with # is an answer that is not given.

    A mapping that is answered stands in it, so that its section says all of the file's reading.
    """
    files = list(planned)
    waiting = [one for one in files if one.needs]
    lines = [
        f"# Open questions: {len(waiting)}. A line with # is one; take the # away and answer it.",
        f"# Add these sections to the {NAME} beside the files: what stands there already still counts.",
        "# Files are matched by name from this folder: * stays in a folder, ** does not.",
    ]
    for one in waiting:
        lines += ["", "[[file]]", f"match = {format_toml_text(escape_pattern(one.name))}"]
        if one.mapping:
            lines.append(f"mapping = {format_toml_text(one.mapping)}")
        lines += [f"# {question.add}   # MISSING: {clean_line(question.found)}" for question in one.questions]
        if one.draft:
            lines.append("# A mapping might begin so:")
            lines += [f"#     {clean_line(line)}".rstrip() for line in one.draft.splitlines()]
    given = [one.answers.plain() for one in files if one.source is not None]
    unknown = [key for key in OPTIONAL if any(key not in plain for plain in given)]
    if unknown:
        lines += ["", "# Of any file, where it is known:", "# [[file]]", '# match = "**"']
        lines += [f"# {key} = {OPTIONAL[key]}" for key in unknown]
    return "\n".join(lines) + "\n"


def format_toml_text(value: str) -> str:
    """Write a text as TOML does."""
    return json.dumps(clean_line(value), ensure_ascii=False)
