"""Families of worlds: each is written apart, by other assumptions of what people do, and has its own rates.

What is learnt on one family holds in that family; a figure is honest on a family that nothing was fitted to.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from worlds.families.bazaar import write_world as write_bazaar
from worlds.families.dossier import write_world as write_dossier
from worlds.families.first.writing import write_world as write_first
from worlds.families.kin import write_world as write_kin
from worlds.families.relay import write_world as write_relay
from worlds.families.square import write_world as write_square

FIRST = ("plain", "hard", "shifted")
"""Worlds of the first family, of three sets of rates."""

FAMILIES: dict[str, Callable[[Path, int, int], int]] = {
    **{kind: partial(write_first, world=kind) for kind in FIRST},
    "bazaar": write_bazaar,
    "relay": write_relay,
    "kin": write_kin,
    "dossier": write_dossier,
    "square": write_square,
}
"""What writes a world, by its name: takes a folder, a seed and a size in accounts, and gives the number of posts.

*plain*, *hard* and *shifted* are three sets of rates of the first family.
"""


def family_of(world: str) -> str:
    """Give the family that a world is of: *first* for the three sets of rates of the first one."""
    return "first" if world in FIRST else world
