"""Writes a world: ``OUT/case`` as platforms would, ``OUT/truth.json`` and the raw facts of naive readers apart."""

import csv
import shutil
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path

from worlds.families.first.audience import Audience
from worlds.families.first.calling import Calling
from worlds.families.first.chats import Chats
from worlds.families.first.crewing import Crew, make_crews
from worlds.families.first.fates import Fates
from worlds.families.first.lookalikes import LookAlikes
from worlds.families.first.pages import Pages
from worlds.families.first.rates import WORLDS
from worlds.families.first.secondhand import SecondHand
from worlds.families.first.sheets import Sheets
from worlds.families.first.stage import BEGIN, EARLY, END, Stage
from worlds.families.first.telling import Teller
from worlds.families.first.witness import Witness
from worlds.families.first.work import Work
from worlds.world import at_time

OTHERS = (("agencies", 2), ("hotlines", 1), ("exchanges", 1), ("families", 3), ("journalists", 1))
"""Innocents with accounts of their own, and how many each has."""


def write_world(out: Path, seed: int, size: int, world: str = "plain") -> int:
    """Write a world of about ``size`` accounts into a folder, and give how many posts it has.

    The same seed, size and kind give the same bytes. An older world in the folder goes; anything else stays.
    """
    stage = Stage(seed, size, WORLDS[world], world)
    made = plan_world(stage)
    if (out / "truth.json").is_file():
        # Ours, then: without a truth beside it a folder named case is somebody's work.
        shutil.rmtree(out / "case", ignore_errors=True)
    home = out / "case"
    home.mkdir(parents=True, exist_ok=True)
    teller, witness = Teller(stage, made), Witness(stage)
    chats = Chats(home, stage, made, teller, witness)
    chats.write()
    Sheets(home, stage, teller, witness).write()
    answers = [
        '# What the files do not say of themselves.\n[[file]]\nmatch = "facebook/posts_early_*.csv"\n'
        f"exported = {EARLY:%Y-%m-%dT%H:%M:%SZ}\n",
        f'[[file]]\nmatch = "facebook/*.csv"\nexported = {END:%Y-%m-%dT%H:%M:%SZ}\n',
    ]
    answers += [f'[[file]]\nmatch = "{name}"\nexported = {at:%Y-%m-%dT%H:%M:%SZ}\n' for name, at in chats.answers]
    (home / "sources.toml").write_text("\n".join(answers), encoding="utf-8", newline="\n")
    witness.settle(made)
    stage.truth.write(out / "truth.json")
    write_raw_facts(out / "raw", stage, witness)
    return teller.posts


def plan_world(stage: Stage) -> list[Crew]:
    """Make everybody and everything that happens, without a word of it yet."""
    made = make_crews(stage)
    rates = stage.rates
    others = sum(stage.per_thousand(getattr(rates, name)) * each for name, each in OTHERS)
    audience = Audience(stage, max(stage.size - len(stage.accounts) - others, stage.size // 3))
    audience.gather(made)
    fates = Fates(stage, made, audience)
    fates.run()
    pages = Pages(stage, made, audience, fates)
    pages.run()
    LookAlikes(stage, made, audience).run()
    pages.visited()
    SecondHand(stage, made, audience).run()
    Calling(stage).run()
    Work(stage, made, audience).run()
    plan_collection(stage)
    return made


def plan_collection(stage: Stage) -> None:
    """Decide how each group is collected: not at all, from some day on, with weeks missing, twice."""
    rng, rates = stage.rng, stage.rates
    for group in stage.groups:
        taking = stage.takings[group.id]
        taking.closed = stage.chance(rates.closed) and group.topic in ("crew", "host")
        if stage.chance(rates.halves):
            taking.since = BEGIN + timedelta(days=rng.randrange(60, 260))
        if stage.chance(rates.gaps):
            begin = BEGIN + timedelta(days=rng.randrange(60, 430))
            taking.gaps.append((begin, begin + timedelta(days=rng.randrange(10, 60))))
        if stage.chance(rates.capped):
            taking.most = rng.randrange(30, 120)
        if stage.chance(rates.twice) and group.platform == "telegram":
            taking.twice = BEGIN + timedelta(days=rng.randrange(200, 480), hours=7)


def write_raw_facts(out: Path, stage: Stage, witness: Witness) -> None:
    """Write what the files say as rows, for naive readers: who gives out what, who is where, who bears which name."""
    out.mkdir(parents=True, exist_ok=True)
    uses = [(*key, str(count)) for key, (_, count, _, _) in sorted(witness.uses.items()) if key in witness.plain]
    _write_rows(out / "uses.csv", ("subject", "contact", "posts"), uses)
    people = [a for a in stage.accounts if a.id in witness.named]
    _write_rows(out / "names.csv", ("account", "name"), sorted((a.id, at_time(a.names, END)) for a in people))
    members = sorted((group, member) for group, some in witness.all_members.items() for member in some)
    _write_rows(out / "members.csv", ("group", "account"), members)
    lives = [
        (g.id, f"{g.born:%Y-%m-%d}", f"{g.died:%Y-%m-%d}" if g.died else "")
        for g in stage.groups
        if g.id in witness.present
    ]
    lives += [
        (a.id, f"{a.names[0][0]:%Y-%m-%d}", f"{a.removed:%Y-%m-%d}" if a.removed else "")
        for a in people
        if a.page and a.id in witness.all_members
    ]
    _write_rows(out / "groups.csv", ("group", "born", "died"), sorted(lives))


def _write_rows(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
