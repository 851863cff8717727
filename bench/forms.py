"""Subjects ``calls-*`` and ``vcard``: calls in every form of table, and an address book, read into records."""

import csv
import gzip
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from bench.subject import Bar, Cost, Subject, metered
from ingest.answers import Answers
from ingest.sources import SOURCES
from ingest.sources.table import calls

START = datetime(2020, 1, 1, tzinfo=UTC)
HEADER = ("A Party", "B Party", "Date", "Time", "Duration", "Call Type", "First CGI", "IMEI")
GIVEN = Answers(mapping=calls.make_call_mapping(calls.find_call_columns(HEADER) or {}), time_zone="Europe/Berlin")
OWNER = Answers(own={"exporter": "+44 20 7946 0001"})
FORMS = ("csv", "csv.gz", "json", "parquet", "xlsx")
MOST = 0.3
"""GB."""


def make_rows(size: int) -> Iterator[tuple[str, ...]]:
    """Yield rows of one telephone's records, as its company writes them."""
    dice = Random(0)
    for number in range(size):
        at = START + timedelta(seconds=40 * number)
        other = f"+493023125{dice.randrange(1000):03}"
        kind = dice.choice(("IN", "OUT", "SMT", "SMO"))
        cell = f"262-01-1-{dice.randrange(4000)}"
        seconds = str(dice.randrange(600))
        yield "+442079460001", other, f"{at:%Y-%m-%d}", f"{at:%H:%M:%S}", seconds, kind, cell, "350000000000017"


def prepare(size: int, folder: Path) -> None:
    """Write one list of calls in every form."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    import xlsxwriter

    with (folder / "calls.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(make_rows(size))
    # neither packed file has the time in it, which differs from run to run
    target = (folder / "calls.csv.gz").open("wb")
    with (folder / "calls.csv").open("rb") as plain, target, gzip.GzipFile("", "wb", fileobj=target, mtime=0) as packed:
        shutil.copyfileobj(plain, packed)
    with (folder / "calls.json").open("w", encoding="utf-8") as file:
        for number, row in enumerate(make_rows(size)):
            file.write(("," if number else "[") + json.dumps(dict(zip(HEADER, row, strict=True))))
        file.write("]")
    columns = zip(*make_rows(size), strict=True)
    pq.write_table(pa.table(dict(zip(HEADER, map(list, columns), strict=True))), folder / "calls.parquet")
    book = xlsxwriter.Workbook(folder / "calls.xlsx", {"constant_memory": True})
    book.set_properties({"created": datetime(2020, 1, 1, tzinfo=UTC)})
    sheet = book.add_worksheet("Calls")
    for at, row in enumerate([HEADER, *make_rows(size)]):
        sheet.write_row(at, 0, row)
    book.close()


def read_form(form: str, size: int, folder: Path) -> Cost:
    """Read all records of one form."""
    return read_file("table", folder / f"calls.{form}", GIVEN, size)


def prepare_cards(size: int, folder: Path) -> None:
    """Write an address book."""
    with (folder / "book.vcf").open("w", encoding="utf-8", newline="") as file:
        for number in range(size):
            lines = ("BEGIN:VCARD", "VERSION:3.0", f"FN:Person {number}", f"TEL;TYPE=CELL:+4930231{number % 100000:05}")
            file.write("\r\n".join([*lines, "PHOTO;ENCODING=b:" + "A" * 60, " " + "B" * 70, "END:VCARD", ""]))


def read_cards(size: int, folder: Path) -> Cost:
    """Read all records of an address book."""
    return read_file("vcard", folder / "book.vcf", OWNER, size)


def read_file(source: str, path: Path, answers: Answers, size: int) -> Cost:
    """Read a file into records."""

    def work() -> Counter[str]:
        return Counter(type(record).__name__ for record in SOURCES[source].read(path, answers))

    found, cpu, peak = metered(work)
    if found["Refused"]:
        raise RuntimeError(f"{found['Refused']} rows were refused")
    return Cost(size, cpu, peak, {"records": found.total(), "MB": round(path.stat().st_size / 1e6)})


def make_subject(
    name: str, says: str, unit: str, prepare: Callable[[int, Path], None], ours: Callable[[int, Path], Cost]
) -> Subject:
    """Give a subject that must stay within the memory of a reader."""
    bar = Bar(f"at most {MOST} GB", lambda ours, _: ours.peak is None or ours.peak <= MOST)
    return Subject(name, says, unit, prepare, ours, bars=(bar,))


SUBJECTS = (
    *(
        make_subject(
            f"calls-{form}", f"Call records as {form}, read into records.", "rows", prepare, partial(read_form, form)
        )
        for form in FORMS
    ),
    make_subject("vcard", "An address book as vCard, read into records.", "cards", prepare_cards, read_cards),
)
