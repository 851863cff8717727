"""``python -m liaisons.trials``: learn weights on worlds, and write the cards that tell how analyses do on others."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaisons.trials import origins, worlds
from worlds.families import FAMILIES, FIRST, family_of

if TYPE_CHECKING:
    from liaisons.trials.runs import Worlds

LEARNERS = {"alias": "liaisons.trials.learning_aliases", "succession": "liaisons.trials.learning_successions"}
"""Modules with a function ``learn_kind``, which takes worlds and gives the weights as JSON values, and by family those
that never saw it."""
UNFITTED = frozenset({"shifted"})
"""Worlds that no weight is learnt on, and whose family others of it stand for."""

CARDS = origins.ROOT / "docs/cards"


@click.group()
def run_trials() -> None:
    """Learn on made-up worlds, and judge on others."""


def parse_seed_range(_context: click.Context, _parameter: click.Parameter, given: str) -> range:
    """Read FIRST-LAST, or one seed."""
    first, _, last = given.partition("-")
    try:
        return range(int(first), int(last or first) + 1)
    except ValueError as error:
        raise click.BadParameter(f"{given!r:.30} is no seed and no FIRST-LAST") from error


FITTED = f"{worlds.FIT[0]}-{worlds.FIT[-1]}"


@run_trials.command("floors")
@click.option("--jobs", default=2, show_default=True, help="Worlds at a time.")
def run_floors(jobs: int) -> None:
    """Set the floors of tests/test_floors.py from small worlds, each judged by weights that never saw its family."""
    from liaisons.trials import floors
    from liaisons.trials.runs import Trial
    from liaisons.trials.scores import score_trials

    by = {
        world: list(score_trials([Trial(world, seed, floors.SIZE, family_of(world)) for seed in floors.SEEDS], jobs))
        for world in floors.WORLDS
    }
    floors.write_floors(floors.compute_floors(by), floors.SEEDS)
    click.echo(f"floors in {floors.PATH}")


@run_trials.command("learn")
@click.argument("kinds", nargs=-1, type=click.Choice(sorted(LEARNERS)))
@click.option(
    "--seeds", "fitted", default=FITTED, show_default=True, callback=parse_seed_range, help="Seeds of the worlds."
)
@click.option("--size", default=worlds.SIZE, show_default=True, help="Accounts of a world.")
def run_learn(kinds: tuple[str, ...], fitted: range, size: int) -> None:
    """Learn the weights of KINDS, or of all that have any, on worlds of every family, and ship them.

    Beside them lie weights that were learnt without a family each, which that family is judged by."""
    from importlib import import_module

    from liaisons.trials import apart
    from liaisons.trials.runs import Trial, Worlds

    lessons = Worlds([Trial(world, seed, size) for world in FAMILIES if world not in UNFITTED for seed in fitted])
    for kind in kinds or sorted(LEARNERS):
        weights, without = import_module(LEARNERS[kind]).learn_kind(lessons)
        path = origins.ROOT / origins.LEARNT / f"{kind}.json"
        path.write_text(format_weights(weights), "utf-8")
        click.echo(f"weights in {path}")
        for family, some in without.items():
            apart.FOLDER.mkdir(parents=True, exist_ok=True)
            apart.path(kind, family).write_text(format_weights(some), "utf-8")
        click.echo(f"weights learnt without a family in {apart.FOLDER}: {', '.join(sorted(without))}")
    profiles = describe_families(lessons)
    path = origins.ROOT / origins.LEARNT / "families.json"
    path.write_text(format_weights(profiles), "utf-8")
    click.echo(f"what these worlds are made of in {path}")


def describe_families(lessons: "Worlds") -> dict[str, Any]:
    """Describe the worlds of each family, so that it can be said how far a case is from all of them."""
    from graph.analysis.calibration.familiarity import measure_profile

    found: dict[str, list[dict[str, Any]]] = {}
    for world in lessons:
        found.setdefault(family_of(world.kind), []).append(measure_profile(world.snapshot).plain())
    return found


def format_weights(weights: dict[str, Any]) -> str:
    """Give weights as text of JSON, figures cut to what they can tell."""
    return f"{json.dumps(round_figures(weights), ensure_ascii=False, indent=1, sort_keys=True)}\n"


def round_figures(value: Any) -> Any:
    """Cut figures to six digits."""
    if isinstance(value, dict):
        return {key: round_figures(one) for key, one in value.items()}
    if isinstance(value, list):
        return [round_figures(one) for one in value]
    return float(f"{value:.6g}") if isinstance(value, float) else value


@run_trials.command("families")
@click.option(
    "--seeds",
    "judged",
    default="0-4",
    show_default=True,
    callback=parse_seed_range,
    help="Seeds of families not fitted on.",
)
@click.option("--size", default=5_000, show_default=True, help="Accounts of a world.")
@click.option(
    "--family", "chosen", multiple=True, type=click.Choice(sorted(FAMILIES)), help="Only this; may be repeated."
)
@click.option("--jobs", default=2, show_default=True, help="Worlds at a time.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=CARDS, show_default="docs/cards")
def run_families(judged: range, size: int, chosen: tuple[str, ...], jobs: int, out: Path) -> None:
    """Run every analysis on worlds of each family, and write the card that prints the worst beside the mean.

    Each family is judged by weights that were learnt without it. Of *plain* stand beside it the figures of the weights
    that are shipped, which know its family, on seeds that they have not seen."""
    from liaisons.trials import analyst, families
    from liaisons.trials.analyst import Play
    from liaisons.trials.runs import RANKED, Trial
    from liaisons.trials.scores import Score, score_trials
    from liaisons.trials.tallies import Pool

    chosen = chosen or tuple(FAMILIES)
    wanted = [Trial(world, seed, size, without=family_of(world)) for world in chosen for seed in judged]
    if "plain" in chosen:
        wanted += [Trial("plain", worlds.JUDGE[0] + seed, size) for seed in judged]
    found: dict[str, list[Score]] = {}
    for trial, score in zip(wanted, score_trials(wanted, jobs), strict=True):
        click.echo(
            f"{trial}: {'; '.join(summarize_scores(kind, one) for kind, one in score['kinds'].items())}", err=True
        )
        found.setdefault(trial.world if trial.without else families.KNOWN, []).append(score)
    taught: dict[str, dict[str, list[list[Play]]]] = {kind: {} for kind in RANKED}
    every = [(trial, kind) for trial in wanted for kind in RANKED]
    for (trial, kind), some in zip(every, analyst.play_trials(wanted, RANKED, jobs), strict=True):
        taught[kind].setdefault(trial.world if trial.without else families.KNOWN, []).append(some)
    by = {family: Pool(some) for family, some in found.items()}
    out.mkdir(parents=True, exist_ok=True)
    (out / "families.md").write_text(families.write_card(by, size, taught), "utf-8")
    for line in families.summarize_worst(by):
        click.echo(line)


@run_trials.command("leads")
@click.option("--seed", default=77, show_default=True, help="Seed of the world.")
@click.option("--size", default=5_000, show_default=True, help="Accounts of the world.")
@click.option("--world", "kind", default="plain", show_default=True, type=click.Choice(FIRST), help="Its kind.")
def run_leads(seed: int, size: int, kind: str) -> None:
    """Print how the first leads of a world and the names of its crews do."""
    from liaisons.trials import first_leads

    world = worlds.load_world(kind, seed, size)
    found = first_leads.find_all(world.snapshot)
    for one in first_leads.measure_first(found, world.truth):
        shown = min(one.count, first_leads.FIRST)
        click.echo(
            f"{one.kind}: {shown - len(one.wrong)} of the first {shown} true; "
            f"{len(one.innocent)} sheltered innocents in the first {min(one.count, first_leads.WIDER)} of {one.count:,}"
        )
    crews = first_leads.name_crews(found, world.snapshot, world.truth)
    click.echo(f"{sum(one.brand for one in crews)} of {len(crews)} crews bear their own brand")
    for crew in crews:
        click.echo(f"  {crew.crew}: {crew.name or 'no cluster'}{'' if crew.brand else ' (no brand)'}")


def summarize_scores(kind: str, one: dict[str, float]) -> str:
    """Say how a kind did, in a few words."""
    return f"{kind} P {one['precision']:.2f} R {one['recall']:.2f}"


if __name__ == "__main__":
    run_trials()
