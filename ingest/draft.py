"""The draft of a sources.toml: one section a file, with what is known and a line for what is missing."""

import json
from collections.abc import Iterable

from graph.forms import clean
from ingest.plan import EXAMPLES, Planned
from ingest.sections import literal

OPTIONAL = {
    "exported": "2025-01-01T10:00:00Z",
    "captured_by": '"..."',
    "captured_how": '"..."',
    "openness": '"open"',
    "regions": '["DE", "TR"]',
}
"""Answers that any file can do without, with an example each."""


def draft(planned: Iterable[Planned]) -> str:
    """Give the text of a sources.toml for what was found; a line with # is an answer that is not given."""
    lines = [
        "# Answers for these files. A line with # is not answered; what is answered wins over what a file says.",
        "# The files are matched by name, from this folder: * stays in a folder, ** does not.",
    ]
    for one in planned:
        if one.found is None or one.source is None:
            where, found = one.name, one.problem.found if one.problem else ""
            lines += ["", f"# not read: {clean(where)}: {clean(found)}"]
            continue
        lines += ["", "[[file]]", f"match = {text(literal(one.name))}", f"# source = {text(one.source)}"]
        lines += _answers(one)
        if one.draft:
            lines.append("# A mapping might begin so:")
            lines += [f"#     {clean(line)}".rstrip() for line in one.draft.splitlines()]
    return "\n".join(lines) + "\n"


def text(value: str) -> str:
    """Write a text as TOML does."""
    return json.dumps(clean(value), ensure_ascii=False)


def _answers(one: Planned) -> list[str]:
    given = one.answers.plain()
    lines = []
    for key in one.needs:
        example = EXAMPLES.get(key, '"....toml"')
        lines.append(f"# {key} = {example}   # MISSING: the file is held until this is answered")
    for key, example in OPTIONAL.items():
        value = given.get(key)
        if value is None:
            lines.append(f"# {key} = {example}")
        elif key == "exported":
            lines.append(f"{key} = {value}")
        else:
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    told = [f"{key} = {json.dumps(given[key])}" for key in ("time_zone", "day_first") if key in given]
    return [*lines, *told]
