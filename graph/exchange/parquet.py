"""Parquet: a zip of tables with typed columns, for pandas, duckdb, R and others.

Two versions of the library write other bytes for the same rows: compare values, never files.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph.answers.exchange import Exchange
from graph.exchange import Written
from graph.exchange.archives import pack_files
from graph.exchange.table_rows import Cell, Table, list_tables

if TYPE_CHECKING:
    import pyarrow as pa

TYPES: Mapping[Cell, str] = {"text": "string", "int": "int64", "float": "float64", "bool": "bool"}


def write_parquet(view: Exchange) -> Written:
    """Write a view as a zip of Parquet files."""
    return Written(pack_parquet(list_tables(view, {})))


def pack_parquet(tables: Iterable[Table]) -> bytes:
    """Give tables as a zip of Parquet files."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    files = {}
    for table in tables:
        sink = pa.BufferOutputStream()
        pq.write_table(make_arrow_table(table), sink)
        files[f"{table.name}.parquet"] = sink.getvalue().to_pybytes()
    return pack_files(files)


def make_arrow_table(table: Table) -> "pa.Table":
    """Give a table with the types that its columns declare."""
    import pyarrow as pa

    schema = pa.schema([(name, pa.type_for_alias(TYPES[cell])) for name, cell in table.columns.items()])
    columns = [pa.array([row[place] for row in table.rows], field.type) for place, field in enumerate(schema)]
    return pa.table(columns, schema=schema)
