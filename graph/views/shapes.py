"""What a report and a page are made of: values that passed the gate and hold nothing that has not.

Times are ISO text in UTC; every id is one that may be shown. Nobody looks anything up any more: what is here can be
rendered, stored or made by hand in a test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.answers.collected import PlaceShown
from graph.answers.findings import FindingShown, JudgementShown
from graph.answers.outreach import OutreachShown
from graph.answers.quotes import Quote
from graph.answers.records import FileLeft, NoticeShown, RefusalShown
from graph.answers.things import Thing
from graph.answers.watches import WatchHitShown
from graph.kinds import kind_of
from graph.views import chances
from graph.views.survival import Curve

if TYPE_CHECKING:
    from graph.views.changes import ChangesView  # which is made of phrases


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence: words of ours, or a value that is set apart so that its script turns nothing around."""

    text: str
    kind: str = ""
    """``name``, ``contact``, ``text``, ``time``, or ``command`` for what can be typed; empty for our own words."""
    id: str | None = None
    """Of what node it is the name."""


Phrase = tuple[Piece, ...]

OUTSIDE = "outside"
"""Id of the circle of what is in no cluster; it is the last."""


def plain(phrase: Phrase) -> str:
    """Give a phrase as text."""
    return "".join(piece.text for piece in phrase)


@dataclass(frozen=True, slots=True)
class Said:
    """A reason in words, with the first quotes behind it."""

    says: Phrase
    weight: float
    quotes: tuple[Quote, ...] = ()
    more: int = 0
    """Links behind it that are not quoted."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Reasons of one sort for the answer that was given, and for the next best one."""

    mine: tuple[Said, ...]
    theirs: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """The next best answer, and the reasons of both side by side."""

    says: Phrase
    """How far it is behind."""
    thing: Thing
    mine: str
    """What the answer that was given is called."""
    bits: float
    close: bool
    """Whether it is so near that it may as well be this one."""
    rows: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A member of a cluster, and what puts it in the core or around it."""

    thing: Thing
    says: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A finding as a reader meets it."""

    id: str
    kind: str
    says: Phrase
    basis: str
    score: float | None
    confidence: str
    bits: float
    subjects: tuple[Thing, ...]
    """The first of them, and the last."""
    size: int
    """How many there are; those around a cluster are not counted."""
    reasons: tuple[Said, ...]
    core: tuple[Standing, ...] = ()
    """Of a cluster."""
    around: tuple[Standing, ...] = ()
    more: int = 0
    """Reasons that are not shown, the lightest ones."""
    notes: tuple[Phrase, ...] = ()
    """What else a reader must know: what the score is worth, who else is drawn in, what the next best answer is."""
    rival: Rival | None = None
    first: str | None = None
    last: str | None = None
    judgement: JudgementShown | None = None
    parts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def holds_members(self) -> bool:
        """Whether it is a set of members, as a cluster is."""
        return kind_of(self.kind).holds_members

    @property
    def sure(self) -> str:
        """What the score is worth, in words; that of a cluster is how well its members hold together."""
        return chances.sure(self.kind, self.basis, self.score, self.parts)

    @property
    def chance(self) -> float | None:
        """The chance that it is right, where that was measured."""
        return chances.numbered(self.kind, self.basis, self.score, self.parts)

    @property
    def quote(self) -> Quote | None:
        """The first quote that comes out of a post and marks something, else any."""
        every = [quote for reason in self.reasons for quote in reason.quotes]
        best = [quote for quote in every if quote.post and quote.begin is not None]
        return next(iter([*best, *(quote for quote in every if quote.post), *every]), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding as the tables of a report keep it: what changed is read from two of these."""

    id: str
    kind: str
    basis: str
    score: float | None
    bits: float
    confidence: str
    judgement: str | None
    digest: str
    """Of the typed reasons, their weights and links: no word or name changes it."""
    subjects: tuple[Thing, ...]
    shown: FindingShown
    """In words."""
    first: str | None = None
    """When it begins and ends, where its kind says so."""
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one kind: the first of them, surest first, and how many there are."""

    kind: str
    count: int
    leads: tuple[Lead, ...]
    review: tuple[str, ...] = ()
    """Ids of these leads in the order of review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What came of a file that was read."""

    name: str
    sha256: str
    source: str
    read: Mapping[str, int]
    refused: int
    first_refused: tuple[RefusalShown, ...]
    noticed: tuple[NoticeShown, ...]
    exported: str | None
    run: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of which nothing was collected, though more came before or after."""

    what: str
    """Of a group, its name; else a platform."""
    kind: str
    """``name`` of a group, empty for a platform."""
    begin: str
    end: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """How often something happened, a number a month."""

    name: str
    id: str
    counts: tuple[int, ...]
    collected: tuple[int, int]
    """First and last month that files can tell of, as places in the months; what lies outside was not collected."""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Activity:
    """Rows over the same months."""

    months: tuple[str, ...]
    """As ``2025-03``, without a gap."""
    rows: tuple[Row, ...]
    more: int = 0
    """Rows that are left out, those with the least."""
    undated: int = 0
    outside: int = 0
    """What is older than the months, or dated later than the report."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and its dates; None where no file tells."""

    name: str
    begin: str | None
    end: str | None
    soft_begin: bool
    soft_end: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """The names of one account or group over time."""

    subject: Thing
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node of the picture."""

    id: str
    label: str
    name: str
    home: int
    """Its circle, by place in ``Network.circles``."""
    links: int
    posts: int = 0
    first: str | None = None
    last: str | None = None
    names: tuple[str, ...] = ()
    """What it was called before, newest first."""
    state: str = ""
    """removed, flagged or private; empty where it is not."""
    state_at: str | None = None
    public: bool = False
    """Whether a platform says that anybody may read it."""
    mark: str = ""
    """Of a contact that is widely shared or protected."""
    near: bool = False
    """Whether it stands around the core of its cluster."""
    stands: str = ""
    """What puts it in the core or around it, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A link of the picture, both ends by place in ``Network.nodes``."""

    start: int
    end: int
    type: str
    basis: str
    """observed, inferred or judged."""
    posts: int = 0
    first: str | None = None
    last: str | None = None
    quotes: tuple[Quote, ...] = ()
    more: int = 0
    finding: str | None = None
    """Id of the finding that an inferred link is drawn from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A cluster, or what lies outside of all."""

    id: str
    name: str
    finding: str | None
    size: int
    accounts: int
    groups: int
    contacts: int
    shown: int
    """Members that the picture holds; the rest is told as "n more"."""
    audience: bool = False
    """Whether its members share no contact: people who read the same groups."""
    guests: tuple[int, ...] = ()
    """Nodes of other circles that two members or more have links with, by place in ``Network.nodes``."""
    first: str | None = None
    last: str | None = None

    @property
    def crew(self) -> bool:
        """Whether it is a cluster whose members share contacts."""
        return self.id != OUTSIDE and not self.audience


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and links to be drawn, in circles; ``left`` nodes are in none that fits."""

    circles: tuple[Circle, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left: int = 0
    """Nodes that the picture leaves out."""
    cut: int = 0
    """Links between shown nodes that the picture leaves out, the weakest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceShown:
    """What a report was asked to hold, and what it leaves out."""

    name: str = ""
    """Of the report; empty where it has none."""
    issue: int = 0
    """How many reports of this name there are with it."""
    sections: tuple[str, ...] = ()
    """Anchors of the sections that were asked for; empty for all."""
    kinds: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    about: tuple[str, ...] = ()
    """Members whose clusters it is about, by what they are called."""
    watchlist: bool = False
    probability: float = 0.0
    left: Mapping[str, int] = field(default_factory=dict)
    """How many findings are left out, by why: kind, about, undated, period or probability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything that a report and its page show."""

    name: str
    purpose: str
    legal_basis: str
    profile: str
    zone: str
    """Time zone of the reader."""
    scope: Mapping[str, Any]
    number: int
    made: str
    computed: str | None
    since: Mapping[str, int]
    likeness: tuple[str, ...] = ()
    """How far the case is from the made-up worlds that chances were learnt on, in sentences."""
    hidden: bool
    language: str = "en"
    """The code of the language that it is said in (``graph.languages``)."""
    counts: Mapping[str, int]
    """Nodes by label."""
    span: tuple[str | None, str | None]
    """Oldest and newest post."""
    first: tuple[Lead, ...]
    """What matters most: few, and few of a kind."""
    summary: tuple[str, ...] = ()
    """How much was found, in a few words a kind."""
    sections: tuple[Section, ...]
    watched: int = 0
    """How many things are watched."""
    hits: tuple[WatchHitShown, ...] = ()
    """What answers to them and nobody has done with: new ones first, then those that grew."""
    found: tuple[Found, ...]
    """Every finding, also those that are not shown, by id."""
    files: tuple[File, ...]
    left: tuple[FileLeft, ...]
    """Files that were not read."""
    gaps: tuple[Gap, ...]
    places: tuple[PlaceShown, ...] = ()
    """What was read of each group, those with most posts first."""
    activity: Activity
    contacts: Activity
    """New contacts a month."""
    lanes: tuple[Lane, ...]
    laned: int = 0
    """Accounts and groups that bore several names with dates; ``lanes`` shows the first of them."""
    survival: tuple[Curve, ...]
    """How long groups live and names last."""
    outreach: tuple[OutreachShown, ...] = ()
    """Which groups reach most people: of the case, of each platform, of the largest clusters."""
    network: Network
    told: tuple[str, ...] = ()
    """What a reader must know of the schedule that the report was made by: reports that were missed, what failed."""
    changes: "ChangesView | None" = None
    """What changed since an earlier report; None where there is none."""
    choice: ChoiceShown = ChoiceShown()
    """What it was asked to hold."""

    def section(self, kind: str) -> Section:
        """Give the findings of a kind."""
        return next((one for one in self.sections if one.kind == kind), Section(kind, 0, ()))
