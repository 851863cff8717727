"""Names of the code that the pages for people give: each stands in the code."""

import importlib
import re
from pathlib import Path

import pytest

from graph.model import EVERY_LINK, link_type

ROOT = Path(__file__).parent.parent
ROOMS = ("graph", "ingest", "liaisons", "queries", "worlds")
PAGES = ("ARCHITECTURE.md", "CONTRIBUTING.md", "docs/glossary.md")
DEFINED = re.compile(r"\b(?:def|class)\s+(\w+)|\b(\w+)\s*[:=](?!=)|[\"']([\w-]+)[\"']")
"""What a line of Python gives a name to, and texts that are a word."""
GLOSSARY = (ROOT / "docs/glossary.md").read_text()
TERMS, VERBS = (part for part in GLOSSARY.split("\n## Verbs of functions\n"))


def list_columns(text: str, column: int) -> list[str]:
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [word for row in rows if len(row) > column for word in re.findall(r"`([\w./-]+)`", row[column])]


@pytest.fixture(scope="module")
def defined() -> set[str]:
    sources = (path.read_text() for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))
    names = {name for source in sources for match in DEFINED.findall(source) for name in match if name}
    return names | {link_type(cls) for cls in EVERY_LINK}


def test_each_name_of_the_glossary_stands_in_the_code(defined: set[str]) -> None:
    names = list_columns(TERMS, 2)
    assert len(names) > 40
    assert [name for name in names if not (ROOT / name).exists() and not {name, *name.split(".")[-1:]} & defined] == []


def test_each_verb_of_the_glossary_begins_a_function(defined: set[str]) -> None:
    verbs = list_columns(VERBS, 0)
    assert len(verbs) > 20
    assert [verb for verb in verbs if not any(name.startswith(f"{verb}_") for name in defined)] == []


@pytest.mark.parametrize("page", PAGES)
def test_each_dotted_name_on_a_page_can_be_imported(page: str) -> None:
    dotted = re.findall(rf"`((?:{'|'.join(ROOMS)})(?:\.\w+)+)(?:\(\))?`", (ROOT / page).read_text())
    assert [name for name in dotted if not is_importable(name)] == []


def is_importable(dotted: str) -> bool:
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        try:
            thing = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for name in parts[end:]:
            if not hasattr(thing, name):
                return False
            thing = getattr(thing, name)
        return True
    return False


@pytest.mark.parametrize("page", PAGES)
def test_each_path_on_a_page_is_there(page: str) -> None:
    paths = re.findall(rf"`((?:{'|'.join(ROOMS)}|tests|docs|bench)/[\w./-]*)`", (ROOT / page).read_text())
    assert [path for path in paths if not (ROOT / path).exists()] == []
