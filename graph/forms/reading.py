"""What was read out of an address, in words that need no model."""

from dataclasses import dataclass

NOTHING = ""
"""Label of a link that leads to nobody and only carries words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an address leads to. ``label`` is that of the node, ``id`` its id."""

    label: str
    id: str
    rule: str
    """The form it was read by, as ``t.me``."""
    app: str
    """The app it opens, as ``telegram``."""
    text: str = ""
    """Words that the link carries along, to be read for contacts too."""
    candidates: tuple[str, ...] | None = None
    """Countries a national number may belong to."""
    plausibility: float | None = None
    """Share of such readings that are right; absent means certain."""
