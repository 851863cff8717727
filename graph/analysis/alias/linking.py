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

from graph.analysis.alias.model import Comparison, Model, Rule

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

PAIRS = 50
"""Pairs an account, above which a rule is refused: it takes everybody for everybody's alias."""

MACRO = """CREATE OR REPLACE MACRO top_bits(a, b) AS
    coalesce(list_max(list_transform(list_intersect(a, b), lambda x: x % 32)), -1)"""
"""The greatest of the low five bits of the numbers that two lists share; -1 where they share none."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What a run over a table gave."""

    pairs: "pa.Table"
    """One row a pair, sorted, the smaller id first: ``unique_id_l``, ``unique_id_r``, ``match_weight`` in bits, and for
    each comparison ``gamma_`` (the level, 0 for the last) and ``mw_`` (its bits; with term frequencies
    ``mw_tf_adj_`` beside it). The match weight is the prior plus all of these."""
    counted: Mapping[str, int]
    """Pairs that each rule makes by itself, those of two shared values twice."""
    refused: tuple[str, ...]
    """Rules that make more than ``PAIRS`` an account, and were left out."""


def link(table: "pa.Table", model: Model, least: float | None = None, told: bool = True) -> Linked:
    """Compare the rows of a table that has ``unique_id`` and the columns that the model names.

    ``least`` leaves out pairs below so many bits; ``told`` gives the levels too, for which Splink carries the columns
    of both rows along. A rule that makes too many pairs is left out.
    """
    with connection() as con:
        con.register("accounts", table)
        counted = {rule.column: pairs(con, rule) for rule in model.rules}
        refused = tuple(name for name, count in counted.items() if count > PAIRS * max(len(table), 1))
        rules = tuple(rule for rule in model.rules if rule.column not in refused)
        linker = quietly(con, replace(model, rules=rules), retain_matching_columns=told)
        found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
        con.execute(f"CREATE VIEW kept AS SELECT * FROM {found.physical_name}")  # noqa: S608 - Splink's own name
        low, high = "least(unique_id_l, unique_id_r)", "greatest(unique_id_l, unique_id_r)"
        columns = [name for name in con.table("kept").columns if name.startswith(("gamma_", "mw_"))]
        chosen = ", ".join(["match_weight", *(f'"{name}"' for name in columns)])
        query = f"SELECT {low} AS unique_id_l, {high} AS unique_id_r, {chosen} FROM kept ORDER BY 1, 2"  # noqa: S608
        return Linked(con.sql(query).to_arrow_table(), counted, refused)


def levels(pairs: "pa.Table", comparisons: Sequence[Comparison]) -> "dict[str, npt.NDArray[np.int64]]":
    """Give the level of each pair by comparison, as Splink numbers them: 0 is the last."""
    import numpy as np

    return {one.name: pairs[f"gamma_{one.name}"].to_numpy().astype(np.int64) for one in comparisons}


@contextmanager
def connection() -> "Iterator[duckdb.DuckDBPyConnection]":
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


def quietly(con: "duckdb.DuckDBPyConnection", model: Model, **more: Any) -> Any:
    """Make Splink's linker on the table ``accounts``, without a word to the log."""
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=con)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Linker(api.register("accounts"), model.settings(**more), log_level=None)


def pairs(con: "duckdb.DuckDBPyConnection", rule: Rule) -> int:
    """Count the pairs of a rule, those of two shared values twice."""
    value = f"unnest({rule.column})" if rule.listed else rule.column
    keys = f"SELECT {value} AS k FROM accounts"  # noqa: S608 - our own names
    users = f"SELECT count(*) AS n FROM ({keys}) WHERE k IS NOT NULL GROUP BY k"  # noqa: S608
    [(count,)] = con.sql(f"SELECT coalesce(sum(n * (n - 1) // 2), 0) FROM ({users})").fetchall()  # noqa: S608
    return int(count)
