"""Rows on a terminal: side by side where nothing is cut, else a block a row; nothing that is an id ends early."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from graph import forms
from liaisons.cli import layout

GROUP = "facebook:group9930000000070007"
HEADS = ("old", "id", "new", "id", "contact", "last", "gap_days")
ROWS = [
    ["باب البحر", GROUP, "Les voisins du soir – entraide et petites annonces", "telegram:channel9900001833",
     "+49 30 23125 925", "2025-03-01", "31"],
    ["中文群組名稱", GROUP, "👨‍👩‍👧 e\u0301te\u0301", "telegram:channel9900001833", "", "2025-03-01", "1,205"],
]  # fmt: skip


def lines_of(heads: tuple[str, ...], rows: list[list[str]], room: int) -> list[str]:
    """Give the lines as ``Screen.table`` writes them."""
    columns = layout.measure_columns(heads, rows)
    wide = layout.fit_widths(columns, room)
    if wide is not None:
        return list(layout.join_side_by_side(columns, rows, wide))
    return [margin + value for margin, value in layout.list_blocks(heads, rows, room)]


@pytest.mark.parametrize("room", [60, 80, 100, 200])
def test_every_value_is_whole_at_every_width(room: int) -> None:
    lines = lines_of(HEADS, ROWS, room)
    assert max(map(cell_len, lines)) <= room
    said = " ".join(" ".join(lines).split())
    for row in ROWS:
        for at, value in enumerate(row):
            if HEADS[at] == "id" or at in (4, 5, 6):
                assert value in said
            else:
                assert all(word in said for word in value.split())


def test_a_wide_screen_has_columns_and_a_narrow_one_blocks() -> None:
    assert lines_of(HEADS, ROWS, 200)[0].split() == ["old", "id", "new", "id", "contact", "last", "gap_days"]
    assert lines_of(HEADS, ROWS, 80)[0] == f"1  باب البحر  {GROUP}"


def test_without_an_end_every_row_is_one_line() -> None:
    columns = layout.measure_columns(HEADS, ROWS)
    wide = layout.fit_widths(columns, None)
    assert wide is not None
    assert len(list(layout.join_side_by_side(columns, ROWS, wide))) == len(ROWS) + 1


def test_columns_stand_under_each_other_in_every_script() -> None:
    rows = [["中文", "a"], ["e\u0301te\u0301", "b"], ["👨‍👩‍👧", "c"], ["قناة", "d"]]
    lines = lines_of(("name", "x"), rows, 80)
    assert {cell_len(line[: line.rindex(letter)]) for line, letter in zip(lines, "xabcd", strict=True)} == {6}


def test_an_id_that_is_wider_than_a_line_says_where_it_is_broken_and_is_all_there() -> None:
    link = f"site:https://sea.example/{'abcdefgh/' * 20}"
    lines = lines_of(("what", "id"), [["x", link]], 60)
    assert max(map(cell_len, lines)) <= 60
    pieces = [line.strip() for line in lines if "abcdefgh" in line]
    assert all(first.endswith("…") and after.startswith("…") for first, after in pairwise(pieces))
    assert link in "".join(pieces).replace("……", "")


NAMES = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=60).map(forms.clean_line)


@given(st.lists(st.lists(NAMES, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(40, 120))
def test_no_letter_is_lost_whatever_the_names(rows: list[list[str]], room: int) -> None:
    said = Counter("".join(lines_of(("name", "id", "text"), rows, room)).replace(" ", ""))
    assert Counter("".join(value for row in rows for value in row).replace(" ", "")) <= said
