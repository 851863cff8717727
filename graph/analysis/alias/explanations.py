"""What else may explain a pair that shares a contact: a household, an office or crew, a number handed on, a customer.

Of pairs in worlds that were not of one hand the truth says what they were. How often each explanation holds is counted
by how the names of two compare and how many give the contact out; it is told beside a lead, whose own probability
does not rest on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Rival = Literal["household", "office", "handed-on", "customer"]
RIVALS: tuple[Rival, ...] = ("household", "office", "handed-on", "customer")

NAMES = ("equal", "alike", "word", "differ")
"""How names compare, by how their levels begin; where none does, a name is not known."""

USERS = ("two", "three", "few", "many")
"""How many give a contact out, by how the levels of contacts begin."""

TURNS = ("resold", "in_turn", "declared")
"""Levels of a number that one gave out after the other."""


def name_cell(phone: str, name: str, alone: str) -> str:
    """Give the cell that a pair counts in, by the levels of its number and of its names beside it and without."""
    level = name if name != "other" else alone
    names = next((one for one in NAMES if level.startswith(one)), "unknown")
    if phone in TURNS:
        return f"{names} in turn"
    return f"{names} {next((one for one in USERS if phone.startswith(one)), 'none')}"


@dataclass(frozen=True, slots=True)
class Explanations:
    """Shares of the explanations of pairs that are not of one hand, by cell; each sums to 1."""

    shares: Mapping[str, tuple[float, ...]]

    def strongest(self, cell: str, probability: float) -> tuple[Rival, float] | None:
        """Give the likeliest explanation beside one hand, and its part of what is left; None where nothing is known."""
        if cell not in self.shares:
            return None
        share, rival = max(zip(self.shares[cell], RIVALS, strict=True))
        return rival, round(share * (1 - probability), 3)

    def plain(self) -> dict[str, list[float]]:
        """Give it as JSON values; ``read`` takes them back."""
        return {cell: list(shares) for cell, shares in self.shares.items()}

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "Explanations":
        """Take it back from its JSON values."""
        return cls({cell: tuple(shares) for cell, shares in plain.items()})
