"""Worlds as a police unit and a prosecutor see them: seized phones, calls, and slow requests decide what is known."""

from pathlib import Path

from worlds.families.dossier.arrests import arrest_people, open_whatsapp
from worlds.families.dossier.desk import Desk
from worlds.families.dossier.groups import Scene
from worlds.families.dossier.ledger import Ledger
from worlds.families.dossier.livings import add_crews, add_houses, add_others
from worlds.families.dossier.opening import open_places
from worlds.families.dossier.people import World
from worlds.families.dossier.phones import write_phones
from worlds.families.dossier.rates import RATES, draw_rates
from worlds.families.dossier.tables import write_tables
from worlds.families.dossier.talk import write_everything
from worlds.families.dossier.truths import tell_truth

__all__ = ["RATES", "write_world"]


def write_world(folder: Path, seed: int, size: int) -> int:
    """Write a world into ``folder/case`` and its truth into ``folder/truth.json``.

    Args:
        folder: where to write.
        seed: what chance starts from; the same seed and size give the same bytes.
        size: about how many accounts stand in the files.

    Returns:
        How many posts stand in the files.
    """
    world = World(seed, size, {})
    world.rates = draw_rates(world.rng)
    add_crews(world)
    add_houses(world)
    add_others(world)
    arrests = arrest_people(world)
    open_whatsapp(world)
    scene = Scene(world, arrests)
    open_places(scene)
    posts = write_everything(scene)
    case = folder / "case"
    case.mkdir(parents=True, exist_ok=True)
    ledger = Ledger()
    phones = write_phones(scene, ledger, posts, case)
    write_tables(Desk(scene, ledger, posts, phones, case, []))
    tell_truth(scene, ledger, size).write(folder / "truth.json")
    return len(ledger.counted)
