"""Subject ``febrl``: the public set Febrl4, 5,000 persons and a damaged record of each, beside bare Splink."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import accounts
from bench.processes import ROOT
from bench.subject import Cost

if TYPE_CHECKING:
    import pyarrow as pa

DATA = "BENCH_DATA"
"""Environment variable that names the folder of the two files; else it is where ``make febrl`` puts them."""
FILES = "dataset4a.csv", "dataset4b.csv"
PERSONS = 5_000

NAMES = ("given_name", "surname")
CODES = {"date_of_birth": (1, 2), "soc_sec_id": (1, 2), "postcode": (1,), "street_number": (1,)}
"""Columns of digits, and by how many slips they may differ on a level of their own."""
PLACES = ("address_1", "suburb")
RULES = (
    ("given_name", "surname"),
    ("date_of_birth",),
    ("soc_sec_id",),
    ("surname", "postcode"),
    ("address_1", "street_number"),
    ("given_name", "suburb"),
)
SURE = ("given_name", "surname", "date_of_birth"), ("soc_sec_id",)
RECALL = 0.9
BY = ("date_of_birth",), ("surname", "postcode")


def folder() -> Path:
    """Name the folder of the two files."""
    return Path(os.environ.get(DATA) or ROOT / ".cache/febrl")


def missing() -> str | None:
    """Say how to get the files where they are not there."""
    there = all((folder() / name).is_file() for name in FILES)
    return None if there else "Febrl4 is not at hand; make febrl fetches it"


def records(name: str) -> "pa.Table":
    """Read one of the files: every column text, without blanks around it, empty is null."""
    import pyarrow as pa
    import pyarrow.csv as csv

    with (folder() / name).open(encoding="utf-8") as file:
        columns = [column.strip() for column in file.readline().split(",")]
    read = csv.ReadOptions(column_names=columns, skip_rows=1)
    convert = csv.ConvertOptions(column_types=dict.fromkeys(columns, pa.string()))
    table = csv.read_csv(folder() / name, read, convert_options=convert)
    stripped = [trimmed(table[column]) for column in columns]
    return pa.table(dict(zip(columns, stripped, strict=True)))


def trimmed(column: "pa.ChunkedArray") -> "pa.ChunkedArray":
    """Give values without blanks around them, empty ones as null."""
    import pyarrow as pa
    import pyarrow.compute as pc

    bare = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(bare, ""), pa.scalar(None, pa.string()), bare)


def prepare(size: int, into: Path) -> None:
    """Write both files as columns, with the pairs of one person: records of one number."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = [records(name).slice(0, size) for name in FILES]
    for name, table in zip(FILES, tables, strict=True):
        pq.write_table(table, into / f"{name}.parquet")
    ids = [table["rec_id"].to_pylist() for table in tables]
    of = {id.split("-")[1]: id for id in ids[0]}
    pairs = sorted((of[number], id) for id in ids[1] if (number := id.split("-")[1]) in of)
    pq.write_table(pa.table({"a": [a for a, _ in pairs], "b": [b for _, b in pairs]}), into / accounts.TRUTH)


def settings() -> dict[str, Any]:
    """Give how records are compared, as Splink takes it."""
    levels = {
        name: [
            ("{0}_l = {0}_r", True),
            *((f"jaro_winkler_similarity({{0}}_l, {{0}}_r) >= {at}", False) for at in (0.92, 0.8)),
        ]
        for name in NAMES
    }
    levels |= {
        name: [("{0}_l = {0}_r", False), *((f"damerau_levenshtein({{0}}_l, {{0}}_r) <= {n}", False) for n in slips)]
        for name, slips in CODES.items()
    }
    levels |= {
        name: [("{0}_l = {0}_r", True), ("jaro_winkler_similarity({0}_l, {0}_r) >= 0.9", False)] for name in PLACES
    }
    levels["state"] = [("{0}_l = {0}_r", True)]
    return {
        "link_type": "link_only",
        "unique_id_column_name": "rec_id",
        "comparisons": [comparison(name, some) for name, some in levels.items()],
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule(names)} for names in RULES],
        "retain_matching_columns": False,
    }


def comparison(column: str, levels: list[tuple[str, bool]]) -> dict[str, Any]:
    """Give a comparison: nothing known, its levels, everything else."""
    known = [
        {"sql_condition": (sql := level.format(column)), "label_for_charts": sql}
        | ({"tf_adjustment_column": column} if frequent else {})
        for level, frequent in levels
    ]
    none = {
        "sql_condition": f"{column}_l IS NULL OR {column}_r IS NULL",
        "label_for_charts": "null",
        "is_null_level": True,
    }
    return {
        "output_column_name": column,
        "comparison_levels": [none, *known, {"sql_condition": "ELSE", "label_for_charts": "else"}],
    }


def rule(columns: tuple[str, ...]) -> str:
    """Give a rule by which records meet: these columns are equal."""
    return " and ".join(f"l.{name} = r.{name}" for name in columns)


def bare(size: int, into: Path) -> Cost:
    """Link them by Splink alone."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from bench.bare_splink import linked
    from bench.subject import metered

    tables = [pq.read_table(into / f"{name}.parquet") for name in FILES]
    work = lambda: linked(tables, settings(), sure=[*map(rule, SURE)], recall=RECALL, by=[*map(rule, BY)])  # noqa: E731
    found, cpu, peak = metered(work, again=False)
    pairs = pa.table({"a": found["rec_id_l"], "b": found["rec_id_r"]})
    return Cost(2 * size, cpu, peak, accounts.quality(into, pairs))
