"""What a file would give, read to its end and written nowhere: for a dry run."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.errors import LiaisonsError
from ingest.plan import Planned
from ingest.record import Noticed, Record, Refused
from ingest.sources import SOURCES

ROWS = 10
"""Places of a file whose records are shown as they would load."""

_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")


@dataclass(slots=True)
class Preview:
    """What came of reading one file."""

    name: str
    source: str
    first: list[Record] = field(default_factory=list)
    """The records of the first ROWS places that gave any."""
    read: Counter[str] = field(default_factory=Counter)
    """Records by kind, as ``message``."""
    refused: Counter[str] = field(default_factory=Counter)
    """Refusals by reason; what was quoted of the file stands as ``...``."""
    places: dict[str, str] = field(default_factory=dict)
    """The first place of each reason."""
    noticed: list[Noticed] = field(default_factory=list)


def preview(planned: Planned) -> Preview | None:
    """Read a file that is ready, to its end; None for one that is not."""
    if planned.found is None or planned.source is None or not planned.ready:
        return None
    seen = Preview(planned.name, planned.source)
    places: set[str] = set()
    for thing in _things(planned, planned.source):
        if isinstance(thing, Refused):
            reason = _QUOTED.sub("...", thing.found)
            seen.refused[reason] += 1
            seen.places.setdefault(reason, thing.place)
        elif isinstance(thing, Noticed):
            seen.noticed.append(thing)
        else:
            seen.read[type(thing).__name__.lower()] += 1
            if len(places) < ROWS or thing.place in places:
                places.add(thing.place)
                seen.first.append(thing)
    return seen


def _things(planned: Planned, source: str) -> Iterator[Record | Refused]:
    """Read; a file that turns out to be of the wrong kind is refused as one."""
    if planned.found is None:
        return
    try:
        yield from SOURCES[source].read(planned.found.path, planned.answers)
    except LiaisonsError as error:
        yield Refused(place="file", found=error.found, expected=error.expected)
