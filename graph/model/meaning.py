"""What a declaration of the model may say: what a property means, how a label is called and looks, what a link says.

The classes of ``graph.model.nodes`` and ``graph.model.links`` use these. Whatever writes, reads, shows, hides or draws
asks the declarations (``graph.model.schema``) and keeps no table of labels, link types or properties of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

C = TypeVar("C")
T = TypeVar("T")

Meaning = Literal[
    "Account",
    "Group",
    "Node",
    "Source",
    "bool",
    "digest",
    "float",
    "int",
    "list of word",
    "name",
    "party",
    "place",
    "raw",
    "text",
    "time",
    "word",
]
"""What a value is, by which it is shown and hidden. A label is the id of such a node, ``Node`` an id of any label;
``party`` is an id, or the name of somebody who has none; ``raw`` a contact as somebody wrote it; ``word`` is one of a
platform's or of ours; ``name`` and ``text`` are somebody's; ``place`` is where in a file; times are UTC."""

NO_MEANING = "undeclared"
"""Stands for the meaning of a property that has none: such a value is hidden whole."""

Column = Literal["time", "int", "float", "bool", "list", "text"]
"""How a value is stored."""

Kept = Literal["first", "least", "greatest"]
"""Which value stands when one file says the same link twice."""

Origin = Literal["id", "file", "load"]
"""Where a node's property comes from: its id and what it is made with, what files say of it (the best statement
stands), or the load that reads a file."""


@dataclass(frozen=True, slots=True)
class Means:
    """The meaning of a property, for ``typing.Annotated``, and what it holds in a sentence for people."""

    meaning: Meaning
    about: str
    keep: Kept = "first"


@dataclass(frozen=True, slots=True)
class Property:
    """A property as it stands in the graph."""

    name: str
    column: Column
    meaning: Meaning | None
    """None where nothing is declared: then it is hidden wherever names are."""
    about: str
    field: str = ""
    """The field of the class; empty where the class has none, because a load sets it."""
    origin: Origin = "id"
    keep: Kept = "first"

    @property
    def shown_as(self) -> str:
        """The meaning by which it is shown and hidden."""
        return self.meaning or NO_MEANING


Shape = Literal["circle", "hexagon", "square", "diamond", "triangle", "cut", "tag"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a node is drawn: colour on white and on dark (each at 4.5:1 or better), and shape.

    Without a shape it is not drawn by itself: pages fold it into links and panels.
    """

    light: str
    dark: str
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class LabelDeclaration:
    """What a label is called, how its ids look and how it is drawn; the docstring of the class says what it is."""

    noun: str
    plural: str
    form: str
    """The form of its ids, for people."""
    look: Look
    prefixes: tuple[str, ...] = ()
    """What its ids begin with, and no other label's: ``+``, a word with its colon, or ``*:@`` for any platform and
    ``@``. Without one an id does not show its label."""
    mask: str = ""
    """One word for the pseudonym that stands for a hidden one; the noun where it is not given."""
    loaded: tuple[Property, ...] = ()
    """What the load of a file sets on it."""


@dataclass(frozen=True, slots=True)
class LinkLook:
    """How a link is drawn between two nodes that are: its words on the page and its colours."""

    word: str
    does: str
    """What the start does to the end."""
    undergoes: str
    """What the end undergoes from the start."""
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The list of a link's other ends in what is told of a node."""

    key: str
    title: str
    column: str
    """What the other end is to the node, as ``group``; empty where it is not listed."""


@dataclass(frozen=True, slots=True)
class LinkDeclaration:
    """The sentence in which a link is evidence, its lists for the node at its start and at its end, and its look.

    A sentence holds ``{start}``, ``{end}`` and names of properties in braces; what stands in square brackets is left
    out where a property in it is not known. A link that a post makes is shown as the post.
    """

    sentence: str
    at_start: Heading | None = None
    at_end: Heading | None = None
    listed: tuple[str, ...] = ()
    """Properties that the lists hold beside the other end and the dates."""
    look: LinkLook | None = None


def once_a_class(work: Callable[[C], T]) -> Callable[[C], T]:
    """Keep what a function gives of a class; a type checker holds that a class of frozen values has no hash."""
    kept: dict[Any, T] = {}

    def known(cls: C) -> T:
        if cls not in kept:
            kept[cls] = work(cls)
        return kept[cls]

    return known
