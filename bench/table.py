"""The page of a run: what was measured, against which bar, and whether the bar holds."""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
HEAD = """# Performance

Measured by `make bench`, which makes its own exports, accounts, cases and servers and writes what stands below;
`python -m bench --only aliases --sizes 10000` measures a part. Each step runs in a process of its own, ours and the
peer's in one run on the same input. CPU seconds are of all threads, without making and reading the input; peak memory
is with it. A peer is ended after 120 CPU seconds or at 8 GB, and the table says so. Where it works through a part of
the input, its CPU stands with how much that was, and rates are compared. Figures of one run are compared with each
other only: what runs beside it on the machine moves them all.

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


def verdict(holds: bool | None) -> str:
    """Say whether a bar holds."""
    return "" if holds is None else "yes" if holds else "**no**"


def markdown(rows: Iterable[Row]) -> str:
    """Give rows as one table in Markdown."""
    head = ("stage", "measured", "value", "bar", "holds")
    cells = ((row.stage, row.what, row.value, row.bar, verdict(row.holds)) for row in rows)
    return "\n".join(map(line, [head, ["---"] * len(head), *cells]))


def line(cells: Sequence[str]) -> str:
    """Give one line of a table."""
    return f"| {' | '.join(cells)} |"


def page(parts: Iterable[str]) -> str:
    """Give the parts of a run, the machine named once above them."""
    return "\n\n".join([f"On {machine()}.", *filter(None, parts)])


def write(path: Path, made: str) -> None:
    """Put what was made into a page between its marks; what people wrote around it stays."""
    table = f"{BEGIN}\n{made}\n{END}"
    text = path.read_text("utf-8") if path.is_file() else f"{HEAD}{BEGIN}\n{END}\n"
    done, count = re.subn(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: table, text, flags=re.DOTALL)
    path.write_text(done if count else f"{text.rstrip()}\n\n{table}\n", "utf-8")
