"""Every Cypher text that asks, by name: the catalogue's and what the program looks up itself."""

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

from graph import lookups
from graph.lookups.columns import ENDS, read_columns
from graph.lookups.sections import Section
from graph.model import EVERY_LINK, NODES, PROVENANCE, label, link_type, list_properties
from queries import CATALOGUE


def list_lookups() -> dict[str, str]:
    """Give each text of the room once, by the constant that holds it, and what reads all columns of a class."""
    modules = (import_module(f"{lookups.__name__}.{one.name}") for one in pkgutil.iter_modules(lookups.__path__))
    found = {name: text for module in modules for name, text in list_constants(module)}
    for node in NODES:
        own = [one.name for one in list_properties(node) if one.name != "id"]
        found[f"columns.read_columns[{label(node)}]"] = read_columns(node, ["id", *own])
    for link in EVERY_LINK:
        every = [*ENDS, *(one.name for one in (*list_properties(link), *PROVENANCE))]
        found[f"columns.read_columns[{link_type(link)}]"] = read_columns(link, every)
    return {name: text for text, name in {text: name for name, text in reversed(found.items())}.items()}


def list_constants(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Yield the texts that a module holds; what begins with an underscore is a part of one."""
    for name, value in sorted(vars(module).items()):
        if name.isupper() and not name.startswith("_"):
            yield from list_texts(f"{module.__name__.removeprefix(lookups.__name__ + '.')}.{name}", value)


def list_texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts in a constant: one, several, by label or type, or those of sections."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from list_texts(f"{name}[{key.__name__ if isinstance(key, type) else key}]", one)
    elif isinstance(value, str):
        if "RETURN" in value:
            yield name, value
    elif isinstance(value, Section):
        yield f"{name}.{value.key}", value.text
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from list_texts(f"{name}.{place}" if isinstance(one, str) else name, one)


LOOKUPS = list_lookups()
ASKED = {name: question.text for name, question in CATALOGUE.items()} | LOOKUPS
