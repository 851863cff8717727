"""The command that makes worlds with known truth, and scores a case against one."""

from importlib import import_module
from inspect import getdoc
from pathlib import Path

import click

from graph.spelling import ask_nearest
from liaisons.answers import ScoreAnswer, WorldAnswer
from liaisons.cli.options import Call, add_call_options

OF_ONE_FAMILY = {
    "sample": "the small case of the demo",
    "plain": "the first family, with the evidence that published worlds have",
    "hard": "the first family, with half the evidence and twice the look-alikes",
    "shifted": "hard, with languages, names and habits that the other two never use",
}
"""What the worlds are that share a module; every other family says in the head of its own what it is."""

MOST = 500_000
"""Accounts of a world at most: the numbers reserved for fiction do not suffice for more."""


def describe_worlds() -> dict[str, str]:
    """Give what each world is that can be made, by its name."""
    from worlds.families import FAMILIES  # a second of imports, which no other command needs

    heads = {name: getdoc(import_module(f"worlds.families.{name}")) for name in FAMILIES if name not in OF_ONE_FAMILY}
    return OF_ONE_FAMILY | {name: (head or "").partition("\n")[0] for name, head in heads.items()}


def check_world_name(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Take the name of a world there is; which there are is looked up only where one is typed."""
    if value not in OF_ONE_FAMILY and value not in (known := describe_worlds()):
        meant = ask_nearest(value, known)
        raise click.BadParameter(f"no world {value!r:.60}{meant}; there are {', '.join(known)}", context, parameter)
    return value


class Simulate(click.Command):
    """The command, with the worlds listed in its help."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Say what each world is."""
        with formatter.section("Worlds"):
            formatter.write_dl(list(describe_worlds().items()))


@click.command("simulate", cls=Simulate)
@click.argument("folder", metavar="[OUT]", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--world",
    metavar="WORLD",
    callback=check_world_name,
    default="sample",
    show_default=True,
    help="Which one; they are listed below.",
)
@click.option("--size", type=click.IntRange(200, MOST), default=2_000, show_default=True, help="Accounts in it.")
@click.option("--seed", type=int, default=7, show_default=True, help="The same seed gives the same bytes.")
@click.option("--months", type=click.IntRange(1, 17), help="Release the sample month by month, some of it late.")
@click.option("--score", "scored", metavar="CASE", type=click.Path(path_type=Path, file_okay=False, exists=True),
              help="Score the last findings of a case.")  # fmt: skip
@click.option(
    "--truth", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="The truth to score against."
)
@add_call_options(case=False)
def run_simulate(
    call: Call,
    folder: Path | None,
    world: str,
    size: int,
    seed: int,
    months: int | None,
    scored: Path | None,
    truth: Path | None,
) -> None:
    """Write a made-up world with known truth as export files, or score a case against one.

    OUT/case holds the files, OUT/truth.json what is true of them. Without --world it is the sample. With --months
    OUT/releases holds a folder for each month, and OUT/months.json tells what happened in each and what was read late.
    """
    if (scored is None) == (folder is None) or (scored is None) != (truth is None):
        raise click.UsageError("either OUT, or --score CASE with --truth FILE")
    if months is not None and (folder is None or world != "sample"):
        raise click.UsageError("--months releases the sample: it takes OUT and no other world")
    if folder is not None and months is not None:
        from worlds.months import write_months

        write_months(folder, months, seed)
        answer: WorldAnswer | ScoreAnswer = WorldAnswer(
            str(folder / "releases"), str(folder / "truth.json"), world, seed
        )
        said = [f"{folder}/releases, {folder}/months.json and {folder}/truth.json"]
    elif folder is not None:
        answer = write_world(folder, world, size, seed)
        said = [f"{folder}/case and {folder}/truth.json"]
    else:
        answer, said = score_case(scored or Path(), truth or Path())
    if call.json:
        from liaisons.cli.screen import write_document

        write_document(answer)
    else:
        for line in said:
            click.echo(line, err=scored is None)


def write_world(folder: Path, world: str, size: int, seed: int) -> WorldAnswer:
    """Write a world, and say what it is."""
    if world == "sample":
        from worlds.sample import write_sample

        write_sample(folder, seed)
        return WorldAnswer(str(folder / "case"), str(folder / "truth.json"), world, seed)
    from worlds.families import FAMILIES

    posts = FAMILIES[world](folder, seed, size)
    return WorldAnswer(str(folder / "case"), str(folder / "truth.json"), world, seed, size, posts)


def score_case(case: Path, truth: Path) -> tuple[ScoreAnswer, list[str]]:
    """Score a case, and beside it the naive readers where the raw facts of the world lie."""
    from liaisons.examining import score_last_findings
    from worlds.scoring.printing import print_world_score

    score = score_last_findings(case, truth)
    return ScoreAnswer(**score), print_world_score(score, score["naive"])
