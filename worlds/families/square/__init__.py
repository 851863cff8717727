"""A family of worlds seen by a platform's safety team and a monitor: big public places, captured by machine."""

from pathlib import Path

from worlds.families.square.crowd import add_namesakes, fill_world, tell_firms
from worlds.families.square.doings import let_happen
from worlds.families.square.files import Files, write_sources, write_tables
from worlds.families.square.gathering import gather_world
from worlds.families.square.people import World
from worlds.families.square.posting import write_posts
from worlds.families.square.rates import RATES
from worlds.families.square.telegram import number_messages, write_exports
from worlds.families.square.telling import tell_truth

__all__ = ["RATES", "write_world"]


def write_world(folder: Path, seed: int, size: int) -> int:
    """Write a world into a folder, its files below ``case``, its truth as ``truth.json``; give the number of posts.

    ``size`` is about how many accounts there are.
    """
    world = World(seed, size)
    fill_world(world)
    let_happen(world)
    tell_firms(world)
    add_namesakes(world)
    posts = write_posts(world)
    seen = gather_world(world, posts)
    numbered = number_messages(world, posts)
    files = Files(world, folder / "case")
    write_tables(files, seen)
    write_exports(files, seen, numbered)
    write_sources(files)
    tell_truth(world, seen, files, posts).write(folder / "truth.json")
    return sum(post.captured for post in posts)
