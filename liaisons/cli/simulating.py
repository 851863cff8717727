"""The command that makes worlds with known truth, and scores a case against one."""

from pathlib import Path
from typing import Any

import click

from liaisons.cli.options import Call, called

WORLDS = ("sample", "plain", "hard", "shifted")
MOST = 500_000
"""Accounts of a world at most: the numbers reserved for fiction do not suffice for more."""


@click.command()
@click.argument("folder", metavar="[OUT]", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--world", type=click.Choice(WORLDS), default="sample", show_default=True, help="How hard it is.")
@click.option("--size", type=click.IntRange(200, MOST), default=2_000, show_default=True, help="Accounts in it.")
@click.option("--seed", type=int, default=7, show_default=True, help="The same seed gives the same bytes.")
@click.option("--score", "scored", metavar="CASE", type=click.Path(path_type=Path, file_okay=False, exists=True),
              help="Score the last findings of a case.")  # fmt: skip
@click.option(
    "--truth", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="The truth to score against."
)
@called(case=False)
def simulate(
    call: Call, folder: Path | None, world: str, size: int, seed: int, scored: Path | None, truth: Path | None
) -> None:
    """Write a made-up world with known truth as export files, or score a case against one.

    OUT/case holds the files, OUT/truth.json what is true of them. Without --world it is the sample."""
    if (scored is None) == (folder is None) or (scored is None) != (truth is None):
        raise click.UsageError("either OUT, or --score CASE with --truth FILE")
    if folder is not None:
        answer = written(folder, world, size, seed)
        said = [f"{folder}/case and {folder}/truth.json"]
    else:
        answer, said = scores(scored or Path(), truth or Path())
    if call.json:
        from liaisons.cli.screen import document

        document(answer)
    else:
        for line in said:
            click.echo(line, err=scored is None)


def written(folder: Path, world: str, size: int, seed: int) -> dict[str, Any]:
    """Write a world, and say what it is."""
    if world == "sample":
        from worlds.sample import write_sample

        write_sample(folder, seed)
        return {"case": str(folder / "case"), "truth": str(folder / "truth.json"), "world": world, "seed": seed}
    from worlds.families import FAMILIES

    posts = FAMILIES[world](folder, seed, size)
    answer = {"case": str(folder / "case"), "truth": str(folder / "truth.json"), "world": world, "seed": seed}
    return answer | {"size": size, "posts": posts}


def scores(case: Path, truth: Path) -> tuple[dict[str, Any], list[str]]:
    """Score a case, and beside it the naive readers where the raw facts of the world lie."""
    from liaisons.examining import examine
    from worlds.scoring.printing import lines

    score = examine(case, truth)
    return score, lines(score, score["naive"])
