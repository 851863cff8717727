"""Accounts of one hand and public records in the bench: what is made, what is read, what both linkers make of it."""

from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench import accounts, alias_settings, aliases, febrl
from bench.bare_splink import Training, train, weights

pytestmark = pytest.mark.slow  # benches are run

HEAD = "rec_id, given_name, surname, street_number, address_1, suburb, postcode, state, date_of_birth, soc_sec_id"
SOUNDS = ["ba", "ce", "di", "fo", "gu", "ha", "ki", "lo", "mu", "ne", "pa", "ri", "so", "tu", "ve"]
PERSONS = 400


def word(dice: Random, syllables: int) -> str:
    return "".join(dice.choices(SOUNDS, k=syllables))


def person(dice: Random) -> list[str]:
    names = [word(dice, 2), word(dice, 3), str(dice.randrange(1, 99)), f"{word(dice, 3)} street", word(dice, 3)]
    codes = [str(dice.randrange(2000, 2200)), "nsw", str(dice.randrange(19100101, 19991231))]
    return [*names, *codes, str(dice.randrange(10**6, 10**7))]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Invented persons in two files laid out as Febrl4's, one value of each second record changed or lost."""
    dice, folder = Random(0), tmp_path / "data"
    folder.mkdir()
    people = [person(dice) for _ in range(PERSONS)]
    damaged = [list(one) for one in people]
    for one in damaged:
        one[dice.randrange(len(one))] = dice.choice(["", "x"])
    for name, kind, some in zip(febrl.FILES, ("org", "dup-0"), (people, damaged), strict=True):
        lines = [f"rec-{n}-{kind}, " + ", ".join(one) for n, one in enumerate(some)]
        (folder / name).write_text("\n".join([HEAD, *lines]) + "\n", "utf-8")
    monkeypatch.setenv(febrl.DATA, str(folder))
    return folder


def test_without_the_files_the_row_says_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(febrl.DATA, str(tmp_path))
    assert "make febrl" in str(febrl.missing())


def test_records_are_read_without_blanks_and_what_is_empty_is_not_known(data: Path) -> None:
    assert febrl.missing() is None
    table = febrl.records(febrl.FILES[1])
    assert table.num_rows == PERSONS
    values = {value for row in table.to_pylist() for value in row.values()}
    assert None in values
    assert not {"", " x"} & values


def test_both_linkers_pair_the_records_of_one_person(data: Path, tmp_path: Path) -> None:
    febrl.prepare(PERSONS, tmp_path)
    ours, theirs = febrl.ours(PERSONS, tmp_path), febrl.bare(PERSONS, tmp_path)
    assert ours.facts["F1"] > 0.95
    assert ours.facts["F1"] == pytest.approx(theirs.facts["F1"])


def test_quality_is_of_pairs(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1, 3, 5, 7], "b": [2, 4, 6, 8]}), tmp_path / accounts.TRUTH)
    said = accounts.quality(tmp_path, pa.table({"a": [1, 3, 5], "b": [2, 4, 7]}))
    assert said == {"P": 2 / 3, "R": 0.5, "F1": 4 / 7}


def test_the_smaller_id_comes_first() -> None:
    assert aliases.pairs(pa.table({"unique_id_l": [4], "unique_id_r": [3]})).to_pylist() == [{"a": 3, "b": 4}]


def test_most_pairs_of_one_hand_share_something_and_some_nothing(tmp_path: Path) -> None:
    accounts.prepare(5_000, tmp_path)
    rows = {row["unique_id"]: row for row in pq.read_table(tmp_path / accounts.ACCOUNTS).to_pylist()}
    pairs = pq.read_table(tmp_path / accounts.TRUTH).to_pylist()
    met = ("phone", "name_town", "name_template")
    shared = 0
    for pair in pairs:
        one, other = rows[pair["a"]], rows[pair["b"]]
        equal = any(one[name] is not None and one[name] == other[name] for name in met)
        lists = any(set(one[name]) & set(other[name]) for name in ("circle_names", "circle_templates"))
        shared += equal or lists
    assert len(pairs) == 500
    assert 0.7 < shared / len(pairs) < 0.9


def test_a_level_that_no_drawn_pair_reached_weighs_the_same_in_both(tmp_path: Path) -> None:
    """With a town of its own for every account no drawn pair has equal ones; Splink has a guess for that."""
    accounts.prepare(2_000, tmp_path)
    table = pq.read_table(tmp_path / accounts.ACCOUNTS)
    table = table.set_column(table.schema.get_field_index("town"), "town", pa.array(range(len(table))))
    settings = alias_settings.untrained(alias_settings.model())
    how = alias_settings.training()
    train([table], settings, Training(how.macros, how.sure, how.recall, how.by[:1]), tmp_path / aliases.LEARNT)
    [town] = [one for one in aliases.read(tmp_path)["comparisons"] if one["output_column_name"] == "town"]
    equal = {level["label_for_charts"]: level for level in town["comparison_levels"]}["equal"]
    assert equal["m_probability"] > equal["u_probability"] > 0
    pq.write_table(table, tmp_path / accounts.ACCOUNTS)
    model = alias_settings.model()
    assert aliases.by_core(model, tmp_path).facts == aliases.by_splink(how.macros, tmp_path).facts


def test_what_splink_did_not_learn_weighs_nothing() -> None:
    levels = [
        {"label_for_charts": "equal", "m_probability": 0.8, "u_probability": 0.1},
        {"label_for_charts": "null"},
    ]
    learnt = {
        "probability_two_random_records_match": 0.5,
        "comparisons": [{"output_column_name": "name", "comparison_levels": levels}],
    }
    assert weights(learnt) == (0.0, {"name": {"equal": [3.0, 0.8], "null": [0.0, 1e-4]}})
