"""Where a cluster stands on the ladder: its stability, what it lies in, and what lies in it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from graph.analysis.ladder import BORDERLINE, Division, overlaps
from graph.analysis.projection import Ties
from graph.snapshot import Snapshot

LEAST = 3
"""Accounts and groups that make a cluster a finding, and a part of one worth telling."""

INSIDE = 0.5
"""Share of a finer cluster that must lie in a coarser one to be told as its part."""


class Levels:
    """A division's clusters as the findings tell them; numbers are places in the list of findings."""

    def __init__(self, snapshot: Snapshot, shared: Ties, division: Division, clusters: Sequence[Sequence[int]]) -> None:
        """Take the accounts and groups of each cluster by node number."""
        import numpy as np

        self.snapshot, self.shared, self.division = snapshot, shared, division
        self.rows = [np.searchsorted(shared.users, cluster).tolist() for cluster in clusters]

    def score(self, number: int) -> float:
        """Give the mean stability of a cluster's accounts and groups."""
        return round(float(self.division.stability[self.rows[number]].mean()), 4)

    def parts(self, number: int) -> Mapping[str, Any]:
        """Give what a finding tells: doubtful members, the rung with all others, what is above and what below.

        ``above`` numbers the clusters of the coarser rung, so that those that lie in one bear one number; ``below``
        gives the members of each finer one.
        """
        division, stability = self.division, self.division.stability
        doubtful = sorted((round(float(stability[row]), 3), row) for row in self.rows[number])
        doubtful = [(share, row) for share, row in doubtful if share < BORDERLINE]
        return {
            "borderline": [self._id(row) for _, row in doubtful],
            "borderline_shares": [share for share, _ in doubtful],
            "rung": division.rungs[division.opening][0],
            "agreement": round(division.rungs[division.opening][1], 4),
            "ladder": [[round(figure, 4) for figure in rung] for rung in division.rungs],
            "above": self._above[number] if division.coarser else None,
            "below": [[self._id(row) for row in division.finer[place]] for place in self._below.get(number, ())],
        }

    def _id(self, row: int) -> str:
        return self.snapshot.ids[int(self.shared.users[row])]

    @cached_property
    def _above(self) -> list[dict[str, Any]]:
        found = overlaps(self.rows, self.division.coarser, len(self.shared.users))
        numbers = {place: n for n, place in enumerate(dict.fromkeys(place for place, _ in found), 1)}
        return [
            {"number": numbers[place], "size": len(self.division.coarser[place]), "share": round(share, 3)}
            for place, share in found
        ]

    @cached_property
    def _below(self) -> dict[int, list[int]]:
        own = [tuple(rows) for rows in self.rows]
        number = {rows: n for n, rows in enumerate(own)}
        large = [place for place, rows in enumerate(self.division.finer) if len(rows) >= LEAST]
        found: dict[int, list[int]] = {}
        clusters = self.division.clusters
        held = overlaps([self.division.finer[place] for place in large], clusters, len(self.shared.users))
        for place, (home, share) in zip(large, held, strict=True):
            if share >= INSIDE and clusters[home] in number:
                found.setdefault(number[clusters[home]], []).append(place)
        return found
