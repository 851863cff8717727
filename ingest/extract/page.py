"""One text while contacts are read out of it: what was found, and what is still free to be read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph import forms
from graph.model import Mentions, Name, Node, label

LABELS: dict[str, type[Node]] = {label(cls): cls for cls in Mentions.ends[1] if cls is not Name}
"""What a reading's label names: all that a post can mention by an id."""

TAKEN = "\x1f"
"""Stands in the free text where something was found: no rule reads across it."""


@dataclass(frozen=True, slots=True)
class Found:
    """One contact, account, group or post that a text, button or card names."""

    node: Node
    raw: str
    """As it was written; of a hidden link the words it hides behind, or its address."""
    begin: int | None
    """Offset of ``raw`` in the text, in characters; None where it does not stand in it."""
    rule: str
    """What read it, as ``phone``, ``wa.me``, ``handle`` or ``card``."""
    app: str | None = None
    """The app it leads to, as ``whatsapp``."""
    candidates: tuple[str, ...] | None = None
    """Countries a national number may belong to."""
    plausibility: float | None = None
    """Share of such strings that are contacts, 0 to 1; absent means certain."""


@dataclass(slots=True)
class Page:
    """A text, its folded form, and what was found in it so far."""

    folded: forms.Folded
    platform: str | None
    regions: Sequence[str]
    free: str
    """The folded text with ``TAKEN`` over all that was found."""
    found: list[Found] = field(default_factory=list)
    carried: list[tuple[int, str]] = field(default_factory=list)
    """Words that links carry along, and where the link stands."""
    _taken: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, platform: str | None, regions: Sequence[str]) -> "Page":
        """Begin a text."""
        folded = forms.Folded.of(text)
        return cls(folded, platform, regions, folded.text)

    def take(self, begin: int, end: int, reading: forms.Reading) -> None:
        """Keep what was read in a span of the folded text; of a link that leads to nobody its words alone."""
        first, last = self.folded.span(begin, end)
        if reading.label:
            self.found.append(make_found_contact(reading, self.folded.raw[first:last], first))
        self._taken.append((begin, end))
        if reading.text:
            self.carried.append((first, reading.text))

    def close(self) -> None:
        """Cover what was taken. Once a rule, not once a contact: a text may be of 10 MB and full of them."""
        if not self._taken:
            return
        parts: list[str] = []
        at = 0
        for begin, end in sorted(self._taken):
            parts += self.free[at:begin], TAKEN * (end - begin)
            at = end
        self.free = "".join(parts) + self.free[at:]
        self._taken.clear()


def make_found_contact(reading: forms.Reading, raw: str, begin: int | None, rule: str | None = None) -> Found:
    """Give a reading its node."""
    return Found(
        LABELS[reading.label](id=reading.id),
        raw,
        begin,
        rule or reading.rule,
        reading.app,
        reading.candidates,
        reading.plausibility,
    )
