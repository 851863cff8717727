"""``python -m bench``: run the stages, print the table, and with ``--write`` put it into a page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bench import commands, killed, loading, merging, repeated, server, table
from bench.exports import telegram
from bench.setting import Setting
from bench.table import Row

STAGES: dict[str, Callable[[Setting], Iterator[Row]]] = {
    loading.STAGE: loading.measure,
    killed.STAGE: killed.measure,
    merging.STAGE: merging.measure,
    commands.STAGE: commands.measure,
    repeated.STAGE: repeated.measure,
}


@click.command()
@click.option("--messages", default=200_000, show_default=True, help="Messages of the export that is made.")
@click.option("--only", multiple=True, type=click.Choice(list(STAGES)), help="Run this stage; may be repeated.")
@click.option("--data", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Load this export instead.")
@click.option("--write", type=click.Path(path_type=Path, dir_okay=False), help="Put the table into this page.")
def bench(messages: int, only: tuple[str, ...], data: Path | None, write: Path | None) -> None:
    """Measure, and print the table; exit with 1 where a bar does not hold."""
    with TemporaryDirectory(prefix="bench-") as home:
        export = data or Path(home) / "result.json"
        if data is None:
            telegram(export, messages)
        setting = Setting(Path(home), export, messages, lacking=server.missing())
        rows: list[Row] = []
        if setting.lacking:
            rows.append(Row("", "Neo4j", f"not measured: {setting.lacking}"))
        for name in only or STAGES:
            for row in STAGES[name](setting):
                click.echo(f"{row.stage}: {row.what}: {row.value} {row.bar and f'({row.bar})'} {table.verdict(row)}")
                rows.append(row)
    on = table.machine()
    click.echo(f"\n{table.markdown(rows, on)}")
    if write:
        table.write(write, rows, on)
    if any(row.holds is False for row in rows):
        raise SystemExit(1)


if __name__ == "__main__":
    bench()
