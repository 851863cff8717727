"""Linking: which pairs are made, what is left out where they would be too many, and what Splink says of a pair."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.alias import blocking
from graph.analysis.alias.blocking import Refused, bound_rules, choose_refused
from graph.analysis.alias.columns import Traits
from graph.analysis.alias.learnt import read_shipped_weights
from graph.analysis.alias.linking import link_accounts, make_quiet_linker, open_memory_database, read_pair_levels
from graph.analysis.alias.model import Comparison, Level, Model, Rule
from graph.analysis.network.contact_rarity import measure_rarity
from graph.model import Account
from graph.snapshot import Snapshot

pytestmark = pytest.mark.slow  # Splink takes its time, however small the case

SHARED = Comparison("shared", (Level("any", "list_has_any(things_l, things_r)", 5.0), Level("other", "ELSE")))
LISTED, SINGLE = Rule("things"), Rule("circle", listed=False)


def table(things: Sequence[Sequence[int]], circles: Sequence[int | None] = ()) -> pa.Table:
    columns: dict[str, Any] = {
        "unique_id": pa.array(range(len(things)), pa.int64()),
        "things": pa.array(things, pa.list_(pa.int64())),
        "circle": pa.array(circles or [None] * len(things), pa.int64()),
    }
    return pa.table(columns)


def ends(pairs: pa.Table) -> set[tuple[int, int]]:
    return set(zip(pairs["unique_id_l"].to_pylist(), pairs["unique_id_r"].to_pylist(), strict=True))


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Allow two pairs an account, however few accounts there are."""
    monkeypatch.setattr(blocking, "PAIRS", 2)
    monkeypatch.setattr(blocking, "ALWAYS", 0)


def test_two_accounts_that_share_hundreds_of_things_are_a_pair() -> None:
    found = link_accounts(table([range(300), range(300)]), Model((SHARED,), (LISTED,), 0.0))
    assert (ends(found.pairs), found.refused) == ({(0, 1)}, {})
    assert found.counted == {"things": 300}


@pytest.mark.usefixtures("tight")
def test_what_too_many_share_makes_no_pair_and_what_few_share_still_does() -> None:
    """Number 1 is everybody's: of ten accounts it would make 45 pairs, where 20 are allowed."""
    things = [[1, 2 + n // 2] for n in range(10)]
    found = link_accounts(table(things), Model((SHARED,), (LISTED,), 0.0))
    assert ends(found.pairs) == {(n, n + 1) for n in range(0, 10, 2)}
    assert found.refused == {"things": Refused(above=2, values=1, pairs=45)}
    assert found.counted == {"things": 50}


@pytest.mark.usefixtures("tight")
def test_a_rule_of_one_value_an_account_leaves_the_commonest_out_too() -> None:
    circles = [1] * 8 + [2, 2]
    found = link_accounts(table([[]] * 10, circles), Model((SHARED,), (SINGLE, LISTED), 0.0))
    assert ends(found.pairs) == {(8, 9)}
    assert found.refused == {"circle": Refused(above=2, values=1, pairs=28)}


@pytest.mark.usefixtures("tight")
def test_what_is_too_common_for_a_pair_is_compared_all_the_same() -> None:
    """Two that share a rare thing share the common one as well: the level is of all they share."""
    both = Comparison("shared", (Level("two", "len(list_intersect(things_l, things_r)) >= 2", 5.0), Level("o", "ELSE")))
    found = link_accounts(table([[1, 2 + n // 2] for n in range(10)]), Model((both,), (LISTED,), 0.0))
    assert set(read_pair_levels(found.pairs, [both])["shared"].tolist()) == {1}


@given(st.dictionaries(st.integers(2, 60), st.integers(1, 10**7), max_size=12), st.integers(1, 10**6))
def test_what_is_left_makes_no_more_pairs_than_allowed_and_is_as_much_as_may_be(
    values: dict[int, int], accounts: int
) -> None:
    most, left = max(blocking.PAIRS * accounts, blocking.ALWAYS), choose_refused(values, accounts)
    if left is None:
        assert blocking.count_blocked_pairs(values) <= most
        return
    few = {n: many for n, many in values.items() if n <= left.above}
    assert blocking.count_blocked_pairs(few) <= most
    assert blocking.count_blocked_pairs(few) + left.pairs == blocking.count_blocked_pairs(values)
    following = min(n for n in values if n > left.above)
    assert blocking.count_blocked_pairs(few | {following: values[following]}) > most


def test_where_nothing_is_shared_the_table_of_pairs_is_that_of_splink_without_rows() -> None:
    of_shared = Level("same", "circle_l = circle_r", 2.0, term_frequency="circle")
    model = Model((SHARED, Comparison("circle", (of_shared, Level("other", "ELSE")))), (SINGLE, LISTED), 0.0)
    splinks = link_accounts(table([[1], [1]]), model, least=1_000.0)
    ours = link_accounts(table([[1], [2]]), model)
    assert splinks.counted == {"circle": 0, "things": 1}
    assert (ours.counted, ours.refused) == ({"circle": 0, "things": 0}, {})
    assert ours.pairs.num_rows == 0
    assert set(ours.pairs.schema) == set(splinks.pairs.schema)


GRADED = tuple(f"top_bits(things_l, things_r) >= {least}" for least in (24, 16, 8, 0))
BITS = st.sampled_from([-3.0, 0.0, 0.0, 1e-7, 2.5, 2.5 + 1e-6, 20.0])


@settings(max_examples=15, deadline=None)
@given(st.lists(BITS, min_size=5, max_size=5), st.integers(0, 2**16))
def test_levels_are_those_that_splink_tells_also_where_several_weigh_the_same(bits: list[float], seed: int) -> None:
    dice = Random(seed)
    accounts = table([sorted(dice.sample(range(40), 4)) for _ in range(30)], [1] * 30)
    known = [Level(f"level{n}", sql, bits[n]) for n, sql in enumerate((*GRADED, "ELSE"))]
    model = Model((Comparison("shared", tuple(known)),), (SINGLE,), -2.0)
    ours = link_accounts(accounts, model).pairs
    with open_memory_database() as con:
        con.register("blocked", accounts)
        linker = make_quiet_linker(con, model, retain_matching_columns=True)
        splinks = linker.inference.predict(warning_mode="never").as_pyarrow_table()
    told = {(a, b): n for a, b, n in zip(*(splinks[c].to_pylist() for c in COLUMNS), strict=True)}
    assert {(a, b): n for a, b, n in zip(*(ours[c].to_pylist() for c in COLUMNS), strict=True)} == told
    assert ends(ours) == set(combinations(range(30), 2))


COLUMNS = "unique_id_l", "unique_id_r", "gamma_shared"


def faults(accounts: pa.Table, model: Model, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Give what Splink's own check says of a model on a table."""
    caplog.clear()
    with open_memory_database() as con:
        con.register("accounts", accounts)
        linker = make_quiet_linker(con, replace(model, rules=bound_rules(con, "blocked", dict.fromkeys(model.rules))))
        logging.getLogger("splink").setLevel(logging.WARNING)
        linker._validate_settings(validate_settings=True)
    return caplog.messages


def test_splinks_check_has_nothing_to_say_of_what_is_shipped(caplog: pytest.LogCaptureFixture) -> None:
    snapshot = Snapshot.of({Account: [{"id": "telegram:user1"}, {"id": "telegram:user2"}]}, {})
    accounts = Traits(snapshot, measure_rarity(snapshot, frozenset(), 0)).table()
    assert faults(accounts, read_shipped_weights().model, caplog) == []


def test_splinks_check_names_a_column_that_is_not_there(caplog: pytest.LogCaptureFixture) -> None:
    wrong = Comparison("shared", (Level("any", "list_has_any(nowhere_l, nowhere_r)", 5.0), Level("other", "ELSE")))
    assert "nowhere" in "".join(faults(table([[1], [1]]), Model((wrong,), (LISTED,), 0.0), caplog))
