"""Splink on DuckDB over one table of accounts: pairs, and what each comparison of a pair weighs.

Pairs are counted before they are made. One thread, so that the same table gives the same bytes; nothing is
asked of the network, and nothing is written outside the memory of this process.
"""

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from graph.analysis.alias.blocking import Refused, bound_rules, choose_refused, count_rule_values
from graph.analysis.alias.blocking import count_blocked_pairs as made
from graph.analysis.alias.model import Comparison, Model

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from graph.arrays import Ints

MACRO = """CREATE OR REPLACE MACRO top_bits(a, b) AS
    coalesce(list_max(list_transform(list_intersect(a, b), lambda x: x % 32)), -1)"""
"""The greatest of the low five bits of the numbers that two lists share; -1 where they share none."""

NEAR = 1e-9
"""Bits by which rounding may move what Splink says from what a level weighs."""

LOW, HIGH = "least(unique_id_l, unique_id_r)", "greatest(unique_id_l, unique_id_r)"


@dataclass(frozen=True, slots=True)
class Linked:
    """What a run over a table gave."""

    pairs: "pa.Table"
    """One row a pair, sorted, the smaller id first: ``unique_id_l``, ``unique_id_r``, ``match_weight`` in bits, and for
    each comparison ``gamma_`` (the level, 0 for the last) and ``mw_`` (its bits; with term frequencies
    ``mw_tf_adj_`` beside it). The match weight is the prior plus all of these."""
    counted: Mapping[str, int]
    """Pairs that each rule makes by itself, those of two shared values twice."""
    refused: Mapping[str, Refused]
    """What rules make no pairs of, since it would be too many."""


def link_accounts(table: "pa.Table", model: Model, least: float | None = None) -> Linked:
    """Compare the rows of a table that has ``unique_id`` and the columns that the model names.

    ``least`` leaves out pairs below so many bits. Where no two accounts share anything that makes a pair, Splink is not
    loaded: that and reading its model took 4 CPU s of a first run, and 1 of each later one. Splink tells levels only
    together with all columns of both rows: for a million accounts 1.5 CPU s and 1.4 GB more. So it tells the bits, and
    from these follow the levels.
    """
    with open_memory_database() as con:
        con.register("accounts", table)
        values = {rule: count_rule_values(con, rule) for rule in model.rules}
        left = {rule: choose_refused(found, len(table)) for rule, found in values.items()}
        if not any(values.values()):
            return Linked(make_empty_pairs(model), {rule.column: 0 for rule in model.rules}, {})
        linker = make_quiet_linker(con, replace(model, rules=bound_rules(con, "blocked", left)))
        found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
        bits = [name for name in con.table(found.physical_name).columns if name.startswith("mw_")]
        levels = [f'{level_number_sql(one)} AS "gamma_{one.name}"' for one in model.comparisons]
        chosen = ", ".join(["match_weight", *levels, *(f'"{name}"' for name in bits)])
        rows = join_pair_rows(con, found.physical_name)
        query = f"SELECT {LOW} AS unique_id_l, {HIGH} AS unique_id_r, {chosen} FROM {rows} ORDER BY 1, 2"  # noqa: S608
        return Linked(
            con.sql(query).to_arrow_table(),
            {rule.column: made(some) for rule, some in values.items()},
            {rule.column: some for rule, some in left.items() if some},
        )


def make_empty_pairs(model: Model) -> "pa.Table":
    """Give the table of no pairs, with the columns that ``link_accounts`` gives."""
    import pyarrow as pa

    bits = ["match_weight"]
    for one in model.comparisons:
        bits += [f"mw_{one.name}"]
        bits += [f"mw_tf_adj_{one.name}"] if any(level.term_frequency for level in one.levels) else []
    columns = [
        *((name, pa.int64()) for name in ("unique_id_l", "unique_id_r")),
        *((f"gamma_{one.name}", pa.int32()) for one in model.comparisons),
        *((name, pa.float64()) for name in bits),
    ]
    return pa.schema(columns).empty_table()


def join_pair_rows(con: "duckdb.DuckDBPyConnection", pairs: str) -> str:
    """Give the query for a table of pairs with the columns of both rows, named as comparisons name them."""
    names = [name for name in con.table("accounts").columns if name != "unique_id"]
    columns = ", ".join(f'{side}."{name}" AS "{name}_{side}"' for name in names for side in "lr")
    joins = " ".join(f"JOIN accounts AS {side} ON {side}.unique_id = p.unique_id_{side}" for side in "lr")
    bits = f"SELECT COLUMNS('^(unique_id_[lr]|match_weight|mw_.*)$') FROM {pairs}"  # noqa: S608 - Splink's own name
    return f"(SELECT p.*, {columns} FROM ({bits}) AS p {joins})"  # noqa: S608 - our own names


def level_number_sql(one: Comparison) -> str:
    """Give the number of the level of a pair in SQL, as Splink numbers them: 0 is the last.

    The bits tell the level; where several weigh the same, the first of these whose condition holds. Null would say that
    no level has these bits.
    """
    last, found = len(one.levels) - 1, []
    for place, level in enumerate(one.levels):
        alike = any(abs(other.bits - level.bits) <= 2 * NEAR for other in one.levels[place + 1 :])
        at = f'abs("mw_{one.name}" - {level.bits!r}) <= {NEAR}'
        found.append(f"WHEN {at}{f' AND ({level.sql})' if alike else ''} THEN {last - place}")
    return f"CASE {' '.join(found)} END"


def read_pair_levels(pairs: "pa.Table", comparisons: Sequence[Comparison]) -> "dict[str, Ints]":
    """Give the level of each pair by comparison, as Splink numbers them: 0 is the last."""
    import numpy as np

    return {one.name: pairs[f"gamma_{one.name}"].to_numpy().astype(np.int64) for one in comparisons}


@contextmanager
def open_memory_database() -> "Iterator[duckdb.DuckDBPyConnection]":
    """Open a database in memory, of one thread, without the network and without files."""
    import duckdb

    con = duckdb.connect(
        ":memory:",
        config={"threads": 1, "autoinstall_known_extensions": False, "autoload_known_extensions": False},
    )
    try:
        con.execute("SET enable_progress_bar = false")
        con.execute(MACRO)
        yield con
    finally:
        con.close()


def make_quiet_linker(con: "duckdb.DuckDBPyConnection", model: Model, **more: Any) -> Any:
    """Make Splink's linker on the table ``blocked``, without a word to the log.

    Splink's check of its settings only logs, and takes half the CPU of a small case: a test makes it once instead.
    """
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=con)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        blocked = api.register("blocked")
        return Linker(blocked, model.settings(**more), log_level=None, validate_settings=False)
