"""Stage public-texts: what is read out of texts whose right reading is known is counted as it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench import public_texts
from bench.febrl import DATA
from bench.public_texts import Case, counted, read_links, read_numbers, read_section

NUMBERS = {
    "IMPOSSIBLE_CASES": [["3/10/1984", "US"]],
    "VALID_CASES": [["+1 202 555 0101", "US"], ["202 555 0102", "US"]],
    "EXACT_GROUPING_CASES": [["030 23125 001", "DE"]],
}
TEXTS = """tests:
  mentions:
    - description: "one"
      text: "write @sea_desk"
      expected: ["sea_desk"]

  urls:
    - description: "one"
      text: "see http://sea.example.com/a and a@example.com"
      expected: ["http://sea.example.com/a"]
    - description: "a link that nobody reads"
      text: "nothing"
      expected: ["http://sea.example.com/b"]
"""
NOTHING: Any = None


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of data, with each file in a folder of its own, as --data names it."""
    for folder, name, text in (
        ("phones", public_texts.NUMBERS, json.dumps(NUMBERS)),
        ("urls", public_texts.TEXTS, TEXTS),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text)
    monkeypatch.setenv(DATA, str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("data")
def test_precision_and_recall_are_said_of_each_sort_and_held_against_their_bar() -> None:
    rows = {row.what.partition(" ")[0]: row for row in public_texts.measure(NOTHING)}
    assert {name: (row.value, row.holds) for name, row in rows.items()} == {
        "numbers": ("precision 1.000 (3 of 3), recall 1.000 (3 of 3)", True),
        "handles": ("precision 1.000 (1 of 1), recall 1.000 (1 of 1)", True),
        "links": ("precision 1.000 (1 of 1), recall 0.500 (1 of 2)", False),
    }


def test_without_the_folder_nothing_is_measured_and_no_bar_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DATA, raising=False)
    said = [(row.holds, row.value.partition(":")[0]) for row in public_texts.measure(NOTHING)]
    assert said == [(None, "not measured")] * 3


def test_a_case_that_the_reader_of_the_file_does_not_understand_is_not_left_out_silently(data: Path) -> None:
    path = data / "urls" / public_texts.TEXTS
    path.write_text(TEXTS.replace('expected: ["sea_desk"]', "expected:"))
    with pytest.raises(RuntimeError, match="0 cases of 1 in its section mentions"):
        list(read_section(path, "mentions"))


def test_what_is_read_twice_counts_twice() -> None:
    assert counted([(["a", "a", "b"], ["a"]), ([], ["c"])]) == (1, 3, 2)


def test_numbers_are_compared_without_country_and_links_without_handles_and_mails() -> None:
    assert list(read_numbers(Case("+49 30 23125 001 or 030 23125 002", (), "DE"))) == ["3023125001", "3023125002"]
    assert list(read_links(Case("@sea_desk a@example.com sea.example.com/a", ()))) == ["sea.example.com/a"]
