"""Parquet files, batch by batch: what is held is a group of rows as the file packs them, and a batch unpacked."""

import base64
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.sources.table.cells import NumberCell
from ingest.sources.table.lines import Line, Wrong

if TYPE_CHECKING:
    import pyarrow as pa

MAGIC = b"PAR1"
UNIT = "row"
BATCH = 1_000
GROUP = 1_000_000_000
"""Bytes of a group of rows, unpacked, above which it is refused: it is read as a whole."""


def is_parquet(start: bytes, path: Path) -> bool:
    """Say whether a file is one: it begins and ends with the same mark."""
    if not start.startswith(MAGIC):
        return False
    try:
        with path.open("rb") as file:
            file.seek(-len(MAGIC), 2)
            return file.read() == MAGIC
    except OSError:
        return False


def read_parquet_rows(path: Path) -> Iterator[Line | Wrong]:
    """Yield the rows of a file as objects; a group of rows that is damaged costs what is left of itself."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            number = 0
            for group in range(file.num_row_groups):
                told = file.metadata.row_group(group)
                end = number + told.num_rows
                if told.total_byte_size > GROUP:
                    found = f"a group of rows of {told.total_byte_size:,} bytes: write the file in smaller groups"
                    yield Wrong(number + 1, found, "", UNIT)
                    number = end
                    continue
                try:
                    for batch in file.iter_batches(BATCH, row_groups=[group], use_threads=False):
                        for row in _read_batch(batch):
                            number += 1
                            yield Line(number, row, "", UNIT)
                except (pa.ArrowException, OSError, ValueError) as error:
                    yield Wrong(number + 1, f"damaged ({error!s:.80}); rows up to {end:,} are lost", "", UNIT)
                number = end
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Wrong(0, f"no Parquet that can be read ({error!s:.80})", "", "file")


def _read_batch(batch: "pa.RecordBatch") -> Iterator[dict[str, Any]]:
    """Yield the rows of a batch; of a column that stands there twice both values."""
    names = batch.schema.names
    columns = [_read_column(batch.column(at)) for at in range(len(names))]
    twice = {name for name in names if names.count(name) > 1}
    for values in zip(*columns, strict=True):
        row: dict[str, Any] = dict(zip(names, values, strict=True))
        for name in twice:
            row[name] = [value for other, value in zip(names, values, strict=True) if other == name]
        yield row


def _read_column(column: "pa.Array") -> list[Any]:
    """Give a column's values as a table has them; instants are in UTC, whatever zone the file names."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", "UTC" if column.type.tz else None), safe=False)
    return [show_value(value) for value in column.to_pylist()]


def show_value(value: Any) -> Any:
    """Give a value as JSON lines would have it: texts, lists and objects."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | Decimal):
        return NumberCell(value)
    if isinstance(value, float):
        return NumberCell(repr(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(round(value.total_seconds()))
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return base64.b64encode(value).decode("ascii")
    if isinstance(value, dict):
        return {str(key): show_value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [show_value(inner) for inner in value]
    return str(value)
