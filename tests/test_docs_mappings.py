"""The pages on mappings and answers say what the code takes: their examples are read, and no key is missing."""

import re
import tomllib
from pathlib import Path

import pytest

from ingest import sections
from ingest.sources import SOURCES
from ingest.sources.table import keys, shipped
from ingest.sources.table import mapping as mappings

DOCS = Path(__file__).parent.parent / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def examples(name: str) -> list[str]:
    return re.findall(r"```toml\n(.*?)```", page(name), re.DOTALL)


@pytest.mark.parametrize("text", examples("mappings.md"))
def test_each_example_is_a_mapping(text: str) -> None:
    mapping = mappings.read_mapping(tomllib.loads(text), "example")
    assert mapping.rows or all(sheet.rows for sheet in mapping.sheets.values())


@pytest.mark.parametrize("kind", keys.KINDS)
def test_each_kind_is_told_with_all_it_takes(kind: str) -> None:
    text = page("mappings.md")
    same = "status" if kind == "flag" else kind
    rows = [line for line in text.splitlines() if line.startswith(f"| `{same}` |")]
    assert any(set(keys.KINDS[kind]) <= set(re.findall(r"\w+", row)) for row in rows)


@pytest.mark.parametrize("key", [*keys.TOP, *keys.VALUE_KEYS, *keys.WHEN_KEYS, *shipped.NAMES])
def test_each_key_of_a_mapping_is_told(key: str) -> None:
    assert re.search(rf"\b{key}\b", page("mappings.md"))


def test_the_shipped_mappings_are_told_with_their_columns() -> None:
    for name in shipped.NAMES:
        [row] = [line for line in page("mappings.md").splitlines() if line.startswith(f"| `{name}` |")]
        assert [one for one in shipped.read_shipped_mapping(name).named if one not in row] == []


def test_the_example_of_answers_lacks_only_the_mapping_that_is_not_there(tmp_path: Path) -> None:
    [text] = examples("answers.md")
    path = tmp_path / sections.NAME
    path.write_text(text, encoding="utf-8")
    wrong: list[str] = []
    found = sections.read_sections(path, tuple(SOURCES), wrong.append)
    assert [section.pattern for section in found] == ["facebook/*.csv", "export.zip"]
    assert wrong == []
    assert [mistake.partition(": mapping ")[2] for mistake in found[0].stopped] == [
        "posts.toml: No such file or directory"
    ]


@pytest.mark.parametrize("key", sections.list_answer_keys())
def test_each_answer_is_told(key: str) -> None:
    assert f"`{key}`" in page("answers.md")
