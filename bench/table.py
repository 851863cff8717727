"""The table of a run: what was measured, against which bar, and whether the bar holds."""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
HEAD = """# Performance

Measured by `make bench`, which makes its own exports, cases and servers and writes the table below. Rates and ratios
of one run are compared with each other only: what runs beside it on the machine moves them all.

"""


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement."""

    stage: str
    what: str
    value: str
    bar: str = ""
    holds: bool | None = None
    """None where there is no bar."""


def machine() -> str:
    """Say on what was measured."""
    memory = ""
    try:
        said = Path("/proc/meminfo").read_text()
        memory = f", {int(said.split()[1]) / 2**20:.0f} GB of memory"
    except OSError:
        pass  # no such file on macOS
    system = f"{platform.system()} on {platform.machine()}"
    return f"{os.cpu_count()} cores{memory}, {system}, Python {platform.python_version()}"


def verdict(row: Row) -> str:
    """Say whether the bar holds."""
    return "" if row.holds is None else "yes" if row.holds else "**no**"


def markdown(rows: Iterable[Row], on: str) -> str:
    """Give the table as Markdown."""
    lines = [f"On {on}.", "", "| stage | measured | value | bar | holds |", "|---|---|---|---|---|"]
    lines += [f"| {row.stage} | {row.what} | {row.value} | {row.bar} | {verdict(row)} |" for row in rows]
    return "\n".join(lines)


def write(path: Path, rows: Sequence[Row], on: str) -> None:
    """Put the table into a page between its marks; what people wrote around it stays."""
    table = f"{BEGIN}\n{markdown(rows, on)}\n{END}"
    page = path.read_text("utf-8") if path.is_file() else f"{HEAD}{BEGIN}\n{END}\n"
    made, count = re.subn(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: table, page, flags=re.DOTALL)
    path.write_text(made if count else f"{page.rstrip()}\n\n{table}\n", "utf-8")
