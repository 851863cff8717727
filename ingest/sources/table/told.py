"""What is told of a table besides its records: what was left out of rows that were taken, by its kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.record import Noticed

UNNAMED = "cells in columns without a name, not read"
NUMBERS = "cells of ids or telephones that were numbers: zeros and a plus before them are lost"
REPEATED = "rows that repeat the header, left out"


@dataclass(slots=True)
class Told:
    """Counts what is to be told by its words, with the first place and example of each."""

    counts: dict[str, int] = field(default_factory=dict)
    firsts: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, place: str, says: str, example: str = "") -> None:
        """Count one more of a kind."""
        self.counts[says] = self.counts.get(says, 0) + 1
        self.firsts.setdefault(says, (place, example))

    def passes(self, place: str, cells: Sequence[str], header: Sequence[str]) -> bool:
        """Say whether a row is no row but the header again; tell of cells that no column names."""
        for at, cell in enumerate(cells):
            if (at >= len(header) or not header[at]) and cell.strip():
                self.add(place, UNNAMED, f"{cell!r:.40}")
        if cells[0].strip() == header[0] and [cell.strip() for cell in cells[: len(header)]] == list(header):
            self.add(place, REPEATED)
            return True
        return False

    def notices(self) -> Iterator[Noticed]:
        """Give what was counted, each kind once at its first place."""
        for says, count in self.counts.items():
            place, example = self.firsts[says]
            yield Noticed(place=place, says=f"{says}: {count:,}" + (f", the first {example}" if example else ""))
