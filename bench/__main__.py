"""``python -m bench``: measure, print the tables, and with ``--write`` put them into a page."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bench import (
    blocks,
    commands,
    febrl,
    judging,
    killed,
    merging,
    public_texts,
    repeated,
    report_pdf,
    second_answers,
    second_find,
    server,
    small_files,
    table,
    worlds,
)  # fmt: skip
from bench.exports import telegram
from bench.measuring import Bench, Measured
from bench.processes import compile_modules
from bench.setting import Setting
from bench.subject import SIZES
from bench.subjects import ROOMS, SUBJECTS
from bench.table import Row

STAGES: dict[str, Callable[[Setting], Iterator[Row]]] = {
    killed.STAGE: killed.measure,
    merging.STAGE: merging.measure,
    commands.STAGE: commands.measure,
    repeated.STAGE: repeated.measure,
    small_files.STAGE: small_files.measure,
    second_find.STAGE: second_find.measure,
    second_answers.STAGE: second_answers.measure,
    judging.STAGE: judging.measure,
    public_texts.STAGE: public_texts.measure,
    report_pdf.STAGE: report_pdf.measure,
    worlds.STAGE: worlds.measure,
}
"""What is checked at one size."""


@click.command()
@click.option("--sizes", multiple=True, type=int, help=f"Measure at this size; may be repeated.  [default: {SIZES}]")
@click.option("--only", multiple=True, type=click.Choice([*SUBJECTS, *STAGES]), help="Only this; may be repeated.")
@click.option("--messages", default=200_000, show_default=True, help="Messages that stages of one size load.")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False),
    help="Folder of public data: Febrl4, libphonenumber, twitter-text, CAVIAR.",
)
@click.option("--write", type=click.Path(path_type=Path, dir_okay=False), help="Put the tables into this page.")
def bench(sizes: tuple[int, ...], only: tuple[str, ...], messages: int, data: str | None, write: Path | None) -> None:
    """Measure, and print the tables; exit with 1 where a bar does not hold."""
    if data:
        os.environ[febrl.DATA] = str(Path(data).resolve())
    compile_modules()
    wanted = only or (*SUBJECTS, *STAGES)
    beside: list[Measured] = []
    rows: list[Row] = []
    with TemporaryDirectory(prefix="bench-") as home:
        for row in measured(Path(home), [name for name in SUBJECTS if name in wanted], sizes):
            click.echo(blocks.plain(row))
            beside.append(row)
            put(write, beside, rows)
        for check in checked(Path(home), [name for name in STAGES if name in wanted], messages):
            said = f"{check.value} {check.bar and f'({check.bar})'} {table.verdict(check.holds)}"
            click.echo(f"{check.stage}: {check.what}: {said}")
            rows.append(check)
            put(write, beside, rows)
    click.echo(f"\n{page(beside, rows)}")
    broken = [row for row in rows if row.holds is False]
    if broken or any(holds is False for row in beside for _, holds in row.bars()):
        raise SystemExit(1)


def put(write: Path | None, beside: Sequence[Measured], rows: Sequence[Row]) -> None:
    """Write what has been measured so far: a run takes an hour, and may be ended."""
    if write:
        table.write(write, page(beside, rows))


def page(beside: Sequence[Measured], rows: Sequence[Row]) -> str:
    """Give the blocks of each room, then the checks."""
    made = [
        f"## {room}\n\n{blocks.markdown(some)}"
        for room, subjects in ROOMS.items()
        if (some := [row for row in beside if row.subject in subjects])
    ]
    return table.page([*made, f"## Checks\n\n{table.markdown(rows)}" if rows else ""])


def measured(home: Path, names: Sequence[str], sizes: Sequence[int]) -> Iterator[Measured]:
    """Measure subjects beside their peers."""
    run = Bench(home)
    for name in names:
        yield from run.measured(SUBJECTS[name], sizes)


def checked(home: Path, names: Sequence[str], messages: int) -> Iterator[Row]:
    """Run the stages of one size; one that fails says so, and the next is run."""
    if not names:
        return
    export = home / "result.json"
    telegram(export, messages)
    setting = Setting(home, export, messages, lacking=server.missing())
    if setting.lacking:
        yield Row("", "Neo4j", f"not measured: {setting.lacking}")
    for name in names:
        try:
            yield from STAGES[name](setting)
        except RuntimeError as error:
            yield Row(name, "not measured", str(error)[-300:].replace("\n", " "), "runs", False)


if __name__ == "__main__":
    bench()
