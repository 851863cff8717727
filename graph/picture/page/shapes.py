"""The shapes of the JSON that the page carries: ``data.py`` fills them from the views, the scripts read them.

The types of the scripts are written from these classes: ``python -m graph.picture.page.typescript``.
"""

from typing import Annotated, Literal, NotRequired, TypeAlias, TypedDict

from graph.views.ordering import Order


class PageNode(TypedDict):
    """A node with its place in its circle."""

    id: str
    l: Annotated[str, "label"]  # noqa: E741
    n: Annotated[str, "name"]
    c: Annotated[int, "its circle"]
    x: float
    y: float
    d: Annotated[float, "diameter"]
    k: Annotated[int, "how many links it has in the case"]
    p: Annotated[int, "posts"]
    f: Annotated[str, "first day"]
    t: Annotated[str, "last day"]
    o: Annotated[list[str], "older names, newest first"]
    words: Annotated[list[str], "the words of its names, as a search compares them"]
    sounds: Annotated[list[str], "how its names sound"]
    state: NotRequired[Annotated[str, "removed, flagged or private"]]
    stateAt: NotRequired[Annotated[str, "the day of the state"]]
    public: NotRequired[Literal[1]]
    mark: NotRequired[Annotated[str, "says that a contact is widely shared or protected"]]
    near: NotRequired[Annotated[Literal[1], "stands around the core of its cluster"]]
    stands: NotRequired[Annotated[str, "what puts it in the core or around it"]]


PageLink = TypedDict(
    "PageLink",
    {
        "from": Annotated[int, "its start, by place among the nodes"],
        "to": Annotated[int, "its end, by place among the nodes"],
        "t": Annotated[str, "type"],
        "s": Annotated[str, "observed, inferred or judged"],
        "p": NotRequired[Annotated[int, "posts"]],
        "f": NotRequired[Annotated[str, "first day"]],
        "u": NotRequired[Annotated[str, "last day"]],
        "q": NotRequired[Annotated[list[int], "quotes, by place"]],
        "m": NotRequired[Annotated[int, "how many more quotes there are"]],
        "g": NotRequired[Annotated[str, "the finding that it is drawn from"]],
    },
)


class PageQuote(TypedDict):
    """A quote with its file and its place in it."""

    x: Annotated[tuple[str, str, str], "text before the marked part, the part, text after it"]
    a: Annotated[str, "when, to the minute"]
    w: Annotated[str, "who wrote it"]
    g: Annotated[str, "the chat"]
    i: Annotated[int, "the file, by place"]
    l: Annotated[str, "the place in the file"]  # noqa: E741
    n: Annotated[int, "how many files say so"]
    o: Annotated[str, "the post"]


class PageCircle(TypedDict):
    """A cluster, an audience, or what lies outside of all."""

    id: str
    n: Annotated[str, "name"]
    kind: Literal["crew", "audience", "outside"]
    lead: str | None
    size: int
    of: Annotated[tuple[int, int, int], "accounts, groups, contacts"]
    shown: Annotated[int, "how many of it are on the page"]
    x: float
    y: float
    r: Annotated[float, "radius"]
    g: Annotated[list[tuple[int, float, float]], "nodes of other circles with their places in this one"]
    f: Annotated[str, "first day"]
    t: Annotated[str, "last day"]


class PageLead(TypedDict):
    """A finding as the page shows it."""

    id: str
    kind: str
    says: str
    sure: Annotated[str, "what its score is worth, in words"]
    chance: float | None
    f: Annotated[str, "first day"]
    who: Annotated[list[int], "subjects, by place among the nodes"]
    size: Annotated[int, "how many subjects there are"]
    why: Annotated[list[tuple[float, str, list[int], int]], "weight in bits, words, quotes, how many more quotes"]
    more: Annotated[int, "reasons that are not shown"]
    notes: list[str]
    judged: Annotated[tuple[str, str, str, str] | None, "verdict, who, when, why"]


class Ways(TypedDict):
    """What a search for a path goes by."""

    generic: Annotated[int, "links from which on a thing is no tie"]
    cost: Annotated[dict[str, float], "of a link by its type, beside 1"]


PageLabel: TypeAlias = tuple[str, str, str, str, bool]
PageType: TypeAlias = tuple[str, str, str, str, str, str]


class PageRest(TypedDict):
    """All that is neither node nor link."""

    name: str
    number: Annotated[int, "of the report"]
    made: Annotated[str, "when the report was made"]
    computed: Annotated[str, "when the analyses ran"]
    since: Annotated[dict[str, int], "what came in after that"]
    zone: Annotated[str, "time zone of the reader"]
    hidden: Annotated[bool, "whether names are hidden"]
    circles: list[PageCircle]
    between: Annotated[list[tuple[int, int, list[int]]], "two circles, and the nodes that they share"]
    coverage: str
    leads: list[PageLead]
    summary: list[str]
    review: Annotated[list[str], "ids of leads in the order of a review"]
    orders: Annotated[dict[Order, str], "what each order is called"]
    first: Annotated[list[str], "ids of the leads that matter most"]
    ways: Ways
    left: Annotated[int, "nodes that are not on the page"]
    cut: Annotated[int, "links that are not on the page"]
    kinds: Annotated[dict[str, tuple[str, str]], "colours of the leads of each kind, by day and by night"]
    lines: Annotated[dict[str, tuple[str, str, str, str, str]], "how the links of findings are named and drawn"]
    colours: Annotated[dict[str, tuple[str, str]], "of labels, by day and by night"]
    labels: Annotated[list[PageLabel], "what is drawn: label, its plural, its noun, shape, whether it is a contact"]
    types: Annotated[list[PageType], "of links: type, word, what the start does, what the end undergoes, colours"]
    letters: Annotated[dict[str, str], "how letters of other scripts read"]
    quotes: list[PageQuote]
    files: Annotated[list[tuple[str, str]], "name and SHA-256"]


class PageData(PageRest):
    """All that the page carries."""

    nodes: list[PageNode]
    links: list[PageLink]
