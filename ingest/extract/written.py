"""A text as readings get it, and what one of them says: nodes, and links with the words that they stand in.

Each reading gets the whole text: what one leaves out another may find, and their spans may overlap. Where in the text
something stands is told by its link, as ``begin`` and ``raw``; in the order of characters, not of the folded text.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graph import forms
from graph.model import Link, Mentions, Node, Post
from ingest.extract.page import Found


class Written:
    """The text of one post, whose links start at ``post`` and have its ``place``."""

    __slots__ = ("_folded", "place", "platform", "post", "regions", "text")

    def __init__(self, post: Post, place: str, text: str, regions: Sequence[str] = ()) -> None:
        self.post, self.place, self.text, self.regions = post, place, text, regions
        self.platform = post.platform
        """Where it was written."""
        self._folded: forms.Folded | None = None

    @property
    def folded(self) -> forms.Folded:
        """The text in its folded form, which is made when a reading first asks for it."""
        if self._folded is None:
            self._folded = forms.Folded.of(self.text)
        return self._folded


@dataclass(frozen=True, slots=True)
class Reading:
    """Something that is read out of the texts of posts."""

    read: Callable[[Written], Iterable[Node | Link]]
    """Yield what the text says: nodes, and links whose ends are the post or such nodes."""
    version: int
    """Raised when the same text gives something else; files read before are then loaded again."""


def make_mention(post: Post, place: str, found: Found) -> Mentions:
    """Give the link from a post to what it names."""
    return Mentions(
        start=post,
        end=found.node,
        place=place,
        raw=forms.make_storable(found.raw),
        begin=found.begin,
        rule=found.rule,
        app=found.app,
        candidates=found.candidates,
        plausibility=found.plausibility,
    )
