"""Splink by itself: the settings and rules it is given, its own training, its own pairs."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

SEED = 1
PAIRS = 1_000_000
"""Pairs drawn to see how often others agree."""
THREADS = 1


def linked(
    accounts: "pa.Table | Sequence[pa.Table]",
    settings: Mapping[str, Any],
    *,
    sure: Sequence[str] = (),
    recall: float = 0.6,
    by: Sequence[str] = (),
    macros: Sequence[str] = (),
    least: float = 0.5,
) -> "pa.Table":
    """Train where rules are named, and give the pairs at a probability of ``least`` or more, as Splink does."""
    import duckdb
    from splink import DuckDBAPI, Linker

    with duckdb.connect(config={"threads": THREADS}) as con:
        for macro in macros:
            con.execute(macro)
        api = DuckDBAPI(con)
        tables = [accounts] if hasattr(accounts, "column_names") else accounts
        linker = Linker([api.register(table) for table in tables], dict(settings), log_level=None)
        if sure:
            linker.training.estimate_probability_two_random_records_match(list(sure), recall=recall)
        if by:
            linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=SEED)
        for rule in by:
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        found: pa.Table = linker.inference.predict(threshold_match_probability=least).as_pyarrow_table()  # type: ignore[no-untyped-call]
        return found
