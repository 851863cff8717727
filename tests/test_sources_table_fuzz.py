"""Answers and mappings of any content: mistakes are told, gathered, and none is a traceback."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import MappingError
from ingest import sections
from ingest.answers import Answers
from ingest.plan import plan_reading
from ingest.sources import SOURCES, table
from ingest.sources.table import keys, shipped
from ingest.sources.table import mapping as mappings

PLAIN = """
    a b a.b platform telegram facebook post profile status call member posts x.toml %d.%d.%Y %Y-%m-%d % %Z %s
    Europe/Berlin UTC ../.. / con -05:00 +99:99 utf-8 utf-16 idna rot13 base64 , ;; * [ ** DE ZZ admin alive ( \\
    0001-01-01T00:00:00+14:00 9999-12-31T23:59:59-14:00 2025-01-01T10:00:00Z 2025-01-01 %d.%m.%Y_%Z
"""
WORDS = st.sampled_from(["", "\n", "\0", "\ud800", "a\0.toml", "%j %U", "%d.%m.%Y %Z", *PLAIN.split()])
SCALARS = WORDS | st.text(max_size=8) | st.booleans() | st.integers(-5, 2000) | st.floats() | st.datetimes() | st.none()
OTHER_KEYS = ("when", "kind", "platform", "seen", "id", "name", "handle", "space", "row", "file", "other")
ROW_KEYS = sorted({key for kind in keys.KINDS.values() for key in kind})
KEYS = st.sampled_from(
    [*keys.TOP, *keys.VALUE_KEYS, *keys.WHEN_KEYS, *sections.list_answer_keys(), *ROW_KEYS, *OTHER_KEYS]
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=12
)
ROWS = st.fixed_dictionaries(
    {"kind": st.sampled_from([*keys.KINDS]) | VALUES},
    optional={
        key: st.sampled_from(["a", "b"]) | VALUES
        for key in (
            "platform",
            "id",
            "time",
            "text",
            "account",
            "group",
            "when",
            "name",
            "state",
            "members",
            "contact",
            "seen",
        )
    },
)
MAPPINGS = st.fixed_dictionaries(
    {"row": st.lists(ROWS, min_size=1, max_size=3) | VALUES},
    optional={key: VALUES for key in keys.TOP if key != "row"},
)
SECTIONS = st.dictionaries(st.sampled_from(sections.list_answer_keys()), VALUES, max_size=6)
CONTENT = "platform,a,b\ntelegram,5,2024-03-01T10:00:00Z\nfacebook,100000000000017,x\n"


@given(MAPPINGS)
def test_a_mapping_of_any_content_is_taken_or_its_mistakes_are_told(
    tmp_path_factory: pytest.TempPathFactory, plain: dict[str, Any]
) -> None:
    try:
        mappings.read_mapping(plain, "any.toml")
    except MappingError:
        return
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_text(CONTENT, encoding="utf-8")
    list(table.read_table(path, Answers(mapping=plain)))


@given(st.lists(SECTIONS, max_size=3))
def test_answers_of_any_content_are_taken_or_their_mistakes_are_told(
    tmp_path_factory: pytest.TempPathFactory, given_sections: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    wrong: list[str] = []
    for number, one in enumerate(given_sections):
        section = sections._read_section(one, f"file {number}", folder, tuple(SOURCES), wrong.append)
        if section is not None:
            sections.matches_name(section.pattern, "a/any.csv")
            plain = sections.overlay_answers(Answers(), [section]).plain()
            assert Answers.read(json.loads(json.dumps(plain))).plain() == plain


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=120) | st.text(max_size=60).map(lambda text: f"[[row]]\n{text}".encode("utf-8", "surrogatepass"))
)
def test_files_beside_the_data_of_any_bytes_hold_the_run_or_a_file_and_are_no_traceback(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder: Path = tmp_path_factory.mktemp("any")
    (folder / "any.csv").write_text(CONTENT, encoding="utf-8")
    (folder / "m.toml").write_bytes(b"[[row]]\n" + content)
    (folder / "sources.toml").write_bytes(b"[[file]]\nmatch = 'any.csv'\n" + content)
    try:
        plan_reading([folder], scratch=folder / "scratch")
    except MappingError:
        return


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("t.toml", 'files = ["t.csv"]\n[[row]]\nkind = []\n', "no kind []"),
        (
            "t.toml",
            'files = ["t.csv"]\nplatform = "x"\n[[row]]\nkind = "post"\ntext = "a"\n'
            'time = { column = "b", format = "%d.%d.%Y" }\n',
            "'%d.%d.%Y' is no format of a time",
        ),
        ("sources.toml", '[[file]]\nmatch = "t.csv"\nmapping = "a\\u0000.toml"\n', "is no name of a file"),
    ],
)
def test_what_ended_in_a_traceback_is_told_with_its_file(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / "t.csv").write_text(CONTENT, encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    [one] = plan_reading([tmp_path], scratch=tmp_path / "scratch")
    assert told in (one.held or "")


def test_a_time_of_export_beyond_all_times_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(CONTENT, encoding="utf-8")
    (tmp_path / "sources.toml").write_text('[[file]]\nmatch = "t.csv"\nexported = 0001-01-01T00:00:00+14:00\n')
    with pytest.raises(MappingError, match="exported"):
        plan_reading([tmp_path], scratch=tmp_path / "scratch")


def test_the_shipped_mappings_are_sound() -> None:
    assert all(mappings.read_mapping(shipped.read_shipped_toml(name), name).rows for name in shipped.NAMES)
