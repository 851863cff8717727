"""The catalogue without a database: every head tells the truth about its text, and every text keeps to the model."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import EVERY_LINK, ID_MEANINGS, NODES, PROVENANCE, Link, label, link_type, list_properties
from graph.questions import CONVERSIONS, LABELS, RECKONED
from queries import CATALOGUE, Question, is_label, read
from queries import VALUES as VALUE_MEANINGS
from tests.asked import ASKED

DOCS = Path(__file__).parent.parent / "docs"
QUESTIONS = [pytest.param(question, id=name) for name, question in CATALOGUE.items()]
TEXTS = [pytest.param(text, id=name) for name, text in ASKED.items()]

AGGREGATES = ("avg", "collect", "count", "max", "min", "percentileCont", "stDev", "sum")
WRITES = ("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "DROP", "FOREACH", "LOAD", "ALTER", "GRANT")
TIME_PARTS = {"epochMillis", "year", "month"}

NODE_PROPERTIES = {label(cls): {one.name for one in list_properties(cls)} for cls in NODES}
LINK_PROPERTIES = {link_type(cls): {one.name for one in (*list_properties(cls), *PROVENANCE)} for cls in EVERY_LINK}
LAID_OVER = {"Finding": {"id", "digest", "about"}, "Judgement": {"id", "digest"}}
ENDINGS = {link_type(cls): cls for cls in EVERY_LINK}


def bare(text: str) -> str:
    """Give a text without what stands in quotes."""
    return re.sub(r"'[^']*'", "''", text)


def flat(text: str) -> str:
    """Give a text without what stands in brackets of any kind."""
    while (less := re.sub(r"\([^()\[\]{}]*\)|\[[^()\[\]{}]*\]|\{[^()\[\]{}]*\}", "", text)) != text:
        text = less
    return text


def answered(text: str) -> list[str]:
    """Give the names of the answer: those of the RETURN that is in no brackets."""
    [last] = re.findall(r"\bRETURN\s+(?:DISTINCT\s+)?(.*?)\s*(?:$|\sORDER BY|\sLIMIT)", flat(bare(text)), re.DOTALL)
    return [item.split(" AS ")[-1].strip() for item in last.split(",")]


def labels(text: str) -> set[str]:
    text = re.sub(r"\[[^\]]*\]", "", bare(text))
    return {one for found in re.findall(r"(?<!\w)\w*:([A-Z]\w*(?:\|[A-Z]\w*)*)", text) for one in found.split("|")}


def types(text: str) -> set[str]:
    found = re.findall(r"\[\w*:([A-Z_|]+)", bare(text))
    return {one for each in found for one in each.split("|")}


def bound(text: str) -> dict[str, set[str]]:
    """Give the properties that each variable of a pattern may have."""
    may: dict[str, set[str]] = {}
    for name, kinds in re.findall(r"\((\w+):([\w|]+)", bare(text)):
        known = NODE_PROPERTIES | LAID_OVER
        may.setdefault(name, set()).update(*(known.get(one, set()) for one in kinds.split("|")))
    for name, kinds in re.findall(r"\[(\w+):([A-Z_|]+)", bare(text)):
        may.setdefault(name, set()).update(*(LINK_PROPERTIES.get(one, set()) for one in kinds.split("|")))
    return may


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_title_asks_and_every_line_of_the_head_explains(question: Question) -> None:
    assert re.fullmatch(r"[A-Z].*\?", question.title)
    assert all(one.about for one in question.parameters)
    assert all(one.about for one in question.columns)


@pytest.mark.parametrize("question", [one for one in QUESTIONS if one.id not in RECKONED])
def test_the_answer_has_the_columns_of_the_head_in_order(question: Question) -> None:
    assert answered(question.text) == [column.name for column in question.columns]


@pytest.mark.parametrize("text", TEXTS)
def test_every_label_and_type_is_in_the_model(text: str) -> None:
    assert labels(text) <= set(NODE_PROPERTIES) | set(LAID_OVER)
    assert types(text) <= set(LINK_PROPERTIES) | {"ABOUT"}


@pytest.mark.parametrize("text", TEXTS)
def test_every_property_is_in_the_model_or_named_in_a_map(text: str) -> None:
    may, text = bound(text), re.sub(r"\bCALL [\w.]+", "CALL", bare(text))
    given = set(re.findall(r"UNWIND \$\w+ AS (\w+)", text))
    keys = set(re.findall(r"[{,]\s*(\w+):\s", text))
    anywhere = set().union(*NODE_PROPERTIES.values(), *LINK_PROPERTIES.values())
    for name, read_from in re.findall(r"(?<![\w$])([a-z]\w*)\.([a-z_]\w*)", text):
        assert name in given or read_from in may.get(name, keys | anywhere) | TIME_PARTS, f"{name}.{read_from}"


@pytest.mark.parametrize("text", TEXTS)
def test_links_point_the_way_the_model_says(text: str) -> None:
    arrows = re.findall(
        r"\(\w*:?([A-Z][\w|]*)?[^()]*\)(<?)-\[\w*:([A-Z_]+)\]-(>?)(?=\(\w*:?([A-Z][\w|]*)?)", bare(text)
    )
    for left, back, kind, on, right in arrows:
        assert bool(back) != bool(on) or kind in ("CALLED", "TIED_TO")
        if kind == "ABOUT":  # of findings, which no file says
            continue
        for said, place in ((left, 1 if back else 0), (right, 0 if back else 1)):
            known = {label(cls) for cls in ends(ENDINGS[kind])[place]}
            assert not said or set(said.split("|")) <= known, f"{said} as end of {kind}"


def ends(cls: type[Link]) -> tuple[tuple[type, ...], tuple[type, ...]]:
    start, end = cls.ends
    return start, end


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_writes_and_nothing_is_called(text: str) -> None:
    assert not re.search(rf"\b(?:{'|'.join(WRITES)})\b", bare(text), re.IGNORECASE)
    assert not re.search(r"\bCALL\b(?! \(\w*\) \{| db\.index\.fulltext\.queryNodes)", bare(text), re.IGNORECASE)


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_is_reached_into_behind_an_aggregate(text: str) -> None:
    text = bare(text)
    for found in re.finditer(rf"\b(?:{'|'.join(AGGREGATES)})\(", text, re.IGNORECASE):
        at = closing(text, found.end())
        while text[at : at + 1] == ")":  # a function around it changes nothing
            at += 1
        assert text[at : at + 1] not in (".", "[")


def closing(text: str, at: int) -> int:
    """Give where the bracket that was opened before ``at`` is closed, and one more."""
    depth = 1
    while depth:
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return at


@pytest.mark.parametrize("text", TEXTS)
def test_no_column_takes_the_name_of_a_variable_of_a_pattern(text: str) -> None:
    variables = set(re.findall(r"[(\[](\w+)(?=[:)\]])", bare(text)))
    passed_on = set(re.findall(r"(?<= AS )(\w+)", bare(text)))
    renamed = [one for one in answered(text) if one in variables - passed_on]
    assert renamed == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_order_is_told_and_no_path_is_asked_for_in_the_dialect_of_one_engine(question: Question) -> None:
    assert re.search(r"\nORDER BY [\w, +]+$", question.text)
    assert "SHORTEST" not in question.text


def test_every_parameter_can_be_converted_and_every_meaning_be_hidden() -> None:
    assert set(LABELS) == set(ID_MEANINGS)
    assert {*VALUE_MEANINGS, "id"} == set(CONVERSIONS)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_meaning_of_an_id_is_one_of_the_model(question: Question) -> None:
    meanings = {column.meaning.removeprefix("list of ") for column in question.columns}
    meanings |= {label for parameter in question.parameters for label in parameter.labels}
    assert {meaning for meaning in meanings if is_label(meaning)} <= set(ID_MEANINGS)


def test_the_page_is_in_step_with_the_catalogue() -> None:
    written = subprocess.run([sys.executable, "-m", "queries"], capture_output=True, check=True).stdout
    assert (DOCS / "questions.md").read_bytes() == written, "run: python -m queries > docs/questions.md"


HEAD = """// Who?
// $least: int = 2      fewest
// $who: Account or Group      whom
// $when: time = null      when
// $far: int = 2      how far
// name: list of name     what
//
// More is
// to be said.
MATCH (n) WHERE n.x = $least AND $who = $when AND $far
RETURN n.x AS name"""


def test_a_head_is_read() -> None:
    found = read("x", HEAD)
    assert (found.title, found.note) == ("Who?", "More is to be said.")
    assert found.text.startswith("MATCH")
    assert found.meanings == (("name", "list of name"),)
    told = [(one.name, one.labels, one.default, one.required) for one in found.parameters]
    assert told == [
        ("least", (), "2", False),
        ("who", ("Account", "Group"), None, True),
        ("when", (), None, False),
        ("far", (), "2", False),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Who?", "Who."),
        ("// name: list of name     what\n", ""),
        ("list of name", "list of names"),
        ("int = 2", "number = 2"),
        ("Account or Group", "Account or int"),
        ("// $far: int = 2      how far\n", ""),
        ("n.x = $least AND", ""),
        ("// name: list", "// name list"),
    ],
)
def test_a_head_that_does_not_fit_is_refused(old: str, new: str) -> None:
    assert old in HEAD
    with pytest.raises(ValueError, match="x: "):
        read("x", HEAD.replace(old, new))


@given(st.text("/ $?:=.\nabint12", max_size=60))
def test_any_other_text_is_refused_and_nothing_worse(text: str) -> None:
    with pytest.raises(ValueError, match="x: "):
        read("x", text + "!")
