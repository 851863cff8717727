"""Splink by itself: the settings and rules it is given, its own training, its own pairs."""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

SEED = 1
PAIRS = 1_000_000
"""Pairs drawn to see how often others agree."""


@dataclass(frozen=True, slots=True)
class Training:
    """How Splink is trained without labels, as its documentation has it."""

    macros: Sequence[str]
    sure: Sequence[str]
    """Rules whose pairs are nearly all true."""
    recall: float
    """Share of all true pairs that these find: a guess."""
    by: Sequence[str]
    """Rules by whose pairs the weights are learnt."""


@contextmanager
def linker(tables: "Sequence[pa.Table]", settings: Mapping[str, Any], macros: Sequence[str]) -> Iterator[Any]:
    """Make a linker on DuckDB, of one thread as ours."""
    import duckdb
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    with duckdb.connect(config={"threads": 1}) as con:
        for macro in macros:
            con.execute(macro)
        api = DuckDBAPI(con)
        yield Linker([api.register(table) for table in tables], dict(settings), log_level=None)


def train(tables: "Sequence[pa.Table]", settings: Mapping[str, Any], how: Training, into: "Path") -> None:
    """Write the settings that Splink learns from the tables themselves."""
    with linker(tables, settings, how.macros) as splink:
        splink.training.estimate_probability_two_random_records_match(list(how.sure), recall=how.recall)
        splink.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=SEED)
        for rule in how.by:
            splink.training.estimate_parameters_using_expectation_maximisation(rule)
        learnt = whole(splink.misc.save_model_to_json(), splink)
    learnt.pop("linker_uid", None)  # drawn by chance
    into.write_text(json.dumps(learnt, sort_keys=True), "utf-8")


def whole(learnt: dict[str, Any], splink: Any) -> dict[str, Any]:
    """Give saved settings with m and u of every level, as they are in effect.

    Saving leaves out what training did not learn, and Splink then counts by a guess of its own: with a million accounts
    no drawn pair has equal names. Ours has to weigh such a level by the same guess, and not by nothing.
    """
    known = splink._settings_obj.core_model_settings.comparisons  # noqa: SLF001 - its charts tell it, and want altair
    for one, comparison in zip(learnt["comparisons"], known, strict=True):
        for level, held in zip(one["comparison_levels"], comparison.comparison_levels, strict=True):
            if not held.is_null_level:
                level |= {"m_probability": held.m_probability, "u_probability": held.u_probability}
    return learnt


def predicted(tables: "Sequence[pa.Table]", learnt: Mapping[str, Any], macros: Sequence[str]) -> "pa.Table":
    """Give the pairs that are more likely true than not."""
    with linker(tables, learnt, macros) as splink:
        found: pa.Table = splink.inference.predict(threshold_match_probability=0.5).as_pyarrow_table()
        return found


def weights(learnt: Mapping[str, Any]) -> tuple[float, dict[str, dict[str, list[float]]]]:
    """Give the prior in bits, and bits and share of every level by comparison: what our core takes."""
    prior = learnt["probability_two_random_records_match"]
    return log2(prior / (1 - prior)), {
        one["output_column_name"]: {
            level["label_for_charts"]: weight(level.get("m_probability"), level.get("u_probability"))
            for level in one["comparison_levels"]
        }
        for one in learnt["comparisons"]
    }


def weight(m: float | None, u: float | None) -> list[float]:
    """Give bits and share of a level; what is not known weighs nothing."""
    return [log2(m / u), m] if m and u else [0.0, 1e-4]
