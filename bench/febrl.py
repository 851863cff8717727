"""Subject ``febrl``: the public set Febrl4, 5,000 persons and a damaged record of each, beside bare Splink."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench import accounts, alias_settings, aliases, bare_splink
from bench.processes import ROOT
from bench.subject import Bar, Cost, Peer, Subject

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.analysis.alias.model import Model

DATA = "BENCH_DATA"
"""Environment variable that names the folder of the two files; else it is where ``make febrl`` puts them."""
FILES = "dataset4a.csv", "dataset4b.csv"
PERSONS = 5_000

EQUAL = ("equal", "{0}_l = {0}_r")
NEAR, ALIKE = (
    (key, f"jaro_winkler_similarity({{0}}_l, {{0}}_r) >= {least}") for key, least in (("near", 0.92), ("alike", 0.8))
)
SLIP, SLIPS = ((key, f"damerau_levenshtein({{0}}_l, {{0}}_r) <= {most}") for key, most in (("slip", 1), ("slips", 2)))
LEVELS = {
    "given_name": (EQUAL, NEAR, ALIKE),
    "surname": (EQUAL, NEAR, ALIKE),
    "date_of_birth": (EQUAL, SLIP, SLIPS),
    "soc_sec_id": (EQUAL, SLIP, SLIPS),
    "postcode": (EQUAL, SLIP),
    "street_number": (EQUAL, SLIP),
    "address_1": (EQUAL, NEAR),
    "suburb": (EQUAL, NEAR),
    "state": (EQUAL,),
}
FREQUENT = "given_name", "surname", "address_1", "suburb", "state"
"""Columns in which an equal value weighs by how often it occurs."""
RULES = (
    ("given_name", "surname"),
    ("date_of_birth",),
    ("soc_sec_id",),
    ("surname", "postcode"),
    ("address_1", "street_number"),
    ("given_name", "suburb"),
)
"""What makes a pair: records with these columns equal."""
F1 = 0.999


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
    """Write both files as one table, the pairs of one person (records of one number), and what Splink learns."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    both = [records(name).slice(0, size) for name in FILES]
    table = pa.concat_tables(both).rename_columns({"rec_id": "unique_id"})
    for columns in RULES:
        if len(columns) > 1:
            table = table.append_column(
                "_".join(columns), pc.binary_join_element_wise(*(table[c] for c in columns), "|")
            )
    pq.write_table(table, into / accounts.ACCOUNTS)
    ids = [some["rec_id"].to_pylist() for some in both]
    of = {id.split("-")[1]: id for id in ids[0]}
    pairs = sorted(sorted((of[number], id)) for id in ids[1] if (number := id.split("-")[1]) in of)
    pq.write_table(pa.table({"a": [a for a, _ in pairs], "b": [b for _, b in pairs]}), into / accounts.TRUTH)
    how = bare_splink.Training(
        (),
        [equal("given_name", "surname", "date_of_birth"), equal("soc_sec_id")],
        0.9,
        [equal("date_of_birth"), equal("surname", "postcode")],
    )
    bare_splink.train([table], alias_settings.untrained(model()), how, into / aliases.LEARNT)


def model() -> "Model":
    """Give all that records are compared by, without weights."""
    from graph.analysis.alias.model import Model, Rule

    compared = (
        alias_settings.comparison(
            name, [(key, sql.format(name)) for key, sql in levels], name if name in FREQUENT else ""
        )
        for name, levels in LEVELS.items()
    )
    return Model(tuple(compared), tuple(Rule("_".join(columns), False) for columns in RULES), -20.0)


def equal(*columns: str) -> str:
    """Give the condition that columns of two records are equal."""
    return " and ".join(f"l.{name} = r.{name}" for name in columns)


def ours(size: int, into: Path) -> Cost:
    """Link the records by our core."""
    return replace(aliases.by_core(model(), into), count=2 * size)


def bare(size: int, into: Path) -> Cost:
    """Link them by Splink alone."""
    return replace(aliases.by_splink((), into), count=2 * size)


SUBJECTS = (
    Subject(
        "febrl",
        "Febrl4, 5,000 persons and a damaged record of each, linked by the code of aliases, its columns swapped in.",
        "persons",
        prepare,
        ours,
        Peer("bare Splink", bare),
        (
            Bar(f"F1 at least {F1}", lambda ours, _: ours.facts["F1"] >= F1, PERSONS),
            Bar("F1 no lower", lambda ours, peer: ours.facts["F1"] >= peer.facts.get("F1", 0.0), PERSONS),
        ),
        sizes=(PERSONS,),
        fixed=True,
        lacking=missing,
    ),
)
