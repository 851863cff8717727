"""Hierarchy: where a cluster stands on the ladder: its stability, what it lies in, and what lies in it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from graph.analysis.cluster.layers import Layer
from graph.analysis.cluster.resolution import BORDERLINE, Division, find_greatest_overlaps
from graph.snapshot import Snapshot

LEAST = 3
"""Accounts and groups that make a cluster a finding, and a part of one worth telling."""

INSIDE = 0.5
"""Share of a finer cluster that must lie in a coarser one to be told as its part."""


class Levels:
    """A division's clusters as the findings tell them; a number is a place among its clusters."""

    def __init__(self, snapshot: Snapshot, layer: Layer, division: Division) -> None:
        self.snapshot, self.layer, self.division = snapshot, layer, division

    def score(self, number: int) -> float:
        """Give the mean stability of a cluster's accounts and groups."""
        return round(float(self.division.stability[self._rows(number)].mean()), 4)

    def parts(self, number: int) -> Mapping[str, Any]:
        """Give what a finding tells: doubtful members, the rung with all others, what is above and what below.

        ``above`` numbers the clusters of the coarser rung, so that those that lie in one bear one number; ``below``
        gives the members of each finer one.
        """
        division, stability = self.division, self.division.stability
        doubtful = sorted((round(float(stability[row]), 3), row) for row in self._rows(number))
        doubtful = [(share, row) for share, row in doubtful if share < BORDERLINE]
        return {
            "borderline": self._ids([row for _, row in doubtful]),
            "borderline_shares": [share for share, _ in doubtful],
            "rung": division.rungs[division.opening][0],
            "agreement": round(division.rungs[division.opening][1], 4),
            "ladder": [[round(figure, 4) for figure in rung] for rung in division.rungs],
            "apart": self.layer.audience,
            "above": self._above[number] if division.coarser else None,
            "below": [self._ids(division.finer[place]) for place in self._below.get(number, ())],
        }

    def _rows(self, number: int) -> list[int]:
        return [row for row in self.division.clusters[number] if not self.layer.guests[row]]

    def _ids(self, rows: "list[int] | tuple[int, ...]") -> list[str]:
        return [self.snapshot.ids[user] for user in self.layer.residents(rows)]

    @cached_property
    def _above(self) -> list[dict[str, Any]]:
        division = self.division
        found = find_greatest_overlaps(division.clusters, division.coarser, len(self.layer.users))
        large = {place for place, rows in enumerate(division.clusters) if len(self.layer.residents(rows)) >= LEAST}
        numbers: dict[int, int] = {}
        for own, (place, _) in enumerate(found):
            if own in large:
                numbers.setdefault(place, len(numbers) + 1)
        return [
            {
                "number": numbers.get(place, 0),
                "size": len(self.layer.residents(division.coarser[place])),
                "share": round(share, 3),
            }
            for place, share in found
        ]

    @cached_property
    def _below(self) -> dict[int, list[int]]:
        finer = self.division.finer
        large = [place for place, rows in enumerate(finer) if len(self.layer.residents(rows)) >= LEAST]
        found: dict[int, list[int]] = {}
        held = find_greatest_overlaps([finer[place] for place in large], self.division.clusters, len(self.layer.users))
        for place, (home, share) in zip(large, held, strict=True):
            if share >= INSIDE:
                found.setdefault(home, []).append(place)
        return found
