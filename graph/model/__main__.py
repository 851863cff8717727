"""Write the page on the model: ``python -m graph.model > docs/schema.md``."""

import sys
from collections.abc import Iterable, Iterator

from graph.model import (
    EVERY_LINK,
    LINKS,
    PROVENANCE,
    READING,
    Link,
    Node,
    describe_label,
    describe_link,
    label,
    link_type,
    list_properties,
)
from graph.model.meaning import Property

OPENING = """# Schema

Written by `python -m graph.model` from the classes of `graph/model`; do not edit. Each label and link type is declared
there once; statements, undo, tables, search, evidence, what is hidden, nouns, colours and shapes follow from it.

A node holds what follows from its id. Everything a file says is a link, which carries the file (`source`) and the
place in it (`place`); it is unique by its ends, its type and its key. Two files that say the same are two links.

The meaning of a property decides how it is shown, and how it is hidden where names are: a label is the id of such a
node, `Node` an id of any label; `party` is an id, or the name of somebody who has none; `raw` is a contact as somebody
wrote it; `word` is one of a platform's or of ours, and hidden where the program does not know it; `name` and `text` are
somebody's; `place` is where in a file; `digest` is a hash. A time is UTC. A property without a declared meaning is
hidden whole."""


def list_page_lines() -> Iterator[str]:
    """Yield the lines of the page."""
    yield OPENING
    yield "\n## Labels"
    for cls in READING:
        yield from label_section(cls)
    yield "\n## Links\n\nEach link of a file also has:"
    yield from tabulate_properties(PROVENANCE)
    for link in EVERY_LINK:
        yield from link_section(link)


def label_section(cls: type[Node]) -> Iterator[str]:
    """Yield the lines on one label."""
    said = describe_label(cls)
    yield f"\n### {label(cls)}\n\n{describe_class(cls)}\n"
    yield f"- called: {said.noun}, {said.plural}"
    yield f"- id: {said.form}"
    look = said.look
    yield f"- drawn: {f'{look.shape}, {look.light} on white, {look.dark} on dark' if look.shape else 'no'}"
    yield from tabulate_properties(list_properties(cls))


def link_section(cls: type[Link]) -> Iterator[str]:
    """Yield the lines on one link type."""
    said = describe_link(cls)
    yield f"\n### {link_type(cls)}\n\n{describe_class(cls)}\n"
    for name, classes in zip(("from", "to"), cls.ends, strict=True):
        yield f"- {name}: {', '.join(map(label, classes))}"
    yield f"- as evidence: {said.sentence.replace('{', '`').replace('}', '`')}"
    keyed = "each sighting counts" if cls.sighting else "one a file"
    yield f"- key: {f'its ends, file and place: {keyed}' if cls.sighting else f'its ends and file: {keyed}'}"
    if cls not in LINKS:
        yield "- derived from the others, never loaded"
    yield f"- drawn: {f'{said.look.does}, {said.look.undergoes}' if said.look else 'no'}"
    yield from tabulate_properties(list_properties(cls))


def describe_class(cls: type[Node] | type[Link]) -> str:
    """Give what a class is, from its docstring, a paragraph a line."""
    paragraphs = (cls.__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(one.split()).replace("``", "`") for one in paragraphs)


def tabulate_properties(properties: Iterable[Property]) -> Iterator[str]:
    """Yield properties as a table; nothing where there are none."""
    rows = [
        f"| `{one.name}` | {one.meaning or 'not declared'}{' (a list)' if one.column == 'list' else ''} | {one.about} |"
        for one in properties
    ]
    if rows:
        yield "\n| property | meaning | |\n|---|---|---|"
        yield from rows


def write_page() -> None:
    """Write the page."""
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write("\n".join(list_page_lines()) + "\n")


write_page()
