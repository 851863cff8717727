"""Family kin: trust runs through households, villages and marriages; relatives share telephones, names and roads."""

from worlds.families.kin.rates import RATES
from worlds.families.kin.writing import write_world

__all__ = ["RATES", "write_world"]
