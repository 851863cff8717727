"""All Cypher that asks stands in two rooms, which ``test_queries`` reads; both engines understand it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import graph
from graph.lookups.columns import read_columns
from graph.lookups.sections import SECTIONS, list_first_links
from graph.model import Account, Name
from graph.store import Store
from tests.asked import ASKED, LOOKUPS

ROOT = Path(graph.__file__).parent.parent
PROGRAM = ("graph", "ingest", "liaisons")
WRITERS = ("graph/statements.py", "graph/store.py", "graph/transactions.py")
"""Where Cypher that writes stands; what it counts it calls found."""
CYPHER = re.compile(r"\b(?:MATCH \(|UNWIND \$|RETURN\s|YIELD\s)")
WORDS = re.compile("MATCH|UNWIND|RETURN|YIELD")
"""Words of which one stands in the code of each text that asks."""
ANSWERS = re.compile(r"\bRETURN\s(?!count\(\*\) AS found)")
WRITES = re.compile(r"\b(?:CREATE|MERGE|SET|DELETE)\b")
SAID = frozenset({" ", "Account", "Group", "seen"})
"""Words that stand in texts: what a row is when it holds no word of a file."""
VALUES: dict[str, Any] = {
    "contacts": ["Phone"],
    "files": [{"source": "sha256:0", "rows": ["x"]}],
    "id": "x",
    "ids": ["x"],
    "limit": 10,
    "rows": [{"start": "x", "end": "y"}],
    "source": "sha256:0",
    "words": "x*",
}


def list_asking(code: str, *, writes: bool = False) -> Iterator[int]:
    """Yield the lines of a module in which a text begins that asks the graph; docstrings and comments ask nothing.

    Of a module that ``writes`` only what reads an answer and changes nothing.
    """
    if not WORDS.search(code):
        return  # to walk through a tree takes long
    tree = ast.parse(code)
    parts = {id(part) for one in ast.walk(tree) if isinstance(one, ast.JoinedStr) for part in one.values}
    prose = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for one in ast.walk(tree):
        if isinstance(one, ast.JoinedStr):
            text = "".join(str(part.value) for part in one.values if isinstance(part, ast.Constant))
        elif isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in parts | prose:
            text = one.value
        else:
            continue
        if ANSWERS.search(text) and not WRITES.search(text) if writes else CYPHER.search(text):
            yield one.lineno


@pytest.mark.parametrize("room", PROGRAM)
def test_no_module_outside_the_two_rooms_holds_cypher_that_asks(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / room).rglob("*.py"))
        if ROOT / "graph/lookups" not in path.parents
        for line in list_asking(path.read_text("utf-8"), writes=path.relative_to(ROOT).as_posix() in WRITERS)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "writes", "found"),
    [
        ('text = f"MATCH (n:{label}) RETURN n.id"', False, [1]),
        ('a = 1\ntext = "UNWIND $ids AS id " "MATCH (n {id: id}) RETURN n.id"', False, [2]),
        ('text = f"{head}(n) RETURN n.id"', True, [1]),
        ('text = f"{head} MERGE (n) RETURN count(*) AS found"', True, []),
        ('text = f"{head} MERGE (n) RETURN count(*) AS found"', False, [1]),
        ('"""It gives what MATCH (n) RETURN n gives."""', False, []),
    ],
)
def test_what_asks_is_found_by_its_line(code: str, writes: bool, found: list[int]) -> None:
    assert list(list_asking(code, writes=writes)) == found


def test_all_that_asks_is_known_for_cypher() -> None:
    assert [name for name, text in ASKED.items() if not CYPHER.search(text) or not ANSWERS.search(text)] == []


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in LOOKUPS.items()])
def test_values_come_as_parameters_alone(text: str) -> None:
    assert set(re.findall(r"'([^']*)'", text)) <= SAID
    assert set(re.findall(r"\$(\w+)", text)) <= {*VALUES, "index"}


def test_a_column_that_a_class_does_not_have_becomes_no_part_of_a_statement() -> None:
    assert read_columns(Account, ["platform"]) == "MATCH (n:Account) RETURN n.platform"
    with pytest.raises(KeyError, match=r"Account has no id\) DETACH DELETE n"):
        read_columns(Account, ["id", "id) DETACH DELETE n //"])


def test_both_engines_understand_what_is_looked_up(store: Store) -> None:
    index = store.fulltext_index(Name, "text")
    for name, text in LOOKUPS.items():
        values = {key: (VALUES | {"index": index})[key] for key in set(re.findall(r"\$(\w+)", text))}
        assert isinstance(store.read(text, **values), list), name


@pytest.mark.parametrize("kind", SECTIONS)
def test_of_every_section_it_is_known_which_link_it_needs(kind: str) -> None:
    without = {one.key for one in SECTIONS[kind] if not list_first_links(one.text)}
    assert without <= {"properties"}


def test_a_link_is_needed_on_the_side_from_which_it_is_asked() -> None:
    asked = "MATCH (n:Phone {id: $id})<-[r:MENTIONS|SHOWS]-() RETURN r.raw"
    assert list_first_links(asked) == {("MENTIONS", "end"), ("SHOWS", "end")}
    assert list_first_links("MATCH (n:Phone {id: $id})-[r:CALLED]-(o) RETURN o.id") == {
        ("CALLED", "start"),
        ("CALLED", "end"),
    }
