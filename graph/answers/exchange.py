"""What leaves the case for another program: things, links, findings, judgements and files, as one view of plain values.

The gate has let every value of it pass (``graph.views.exchanging``); the writers of ``graph.exchange`` make bytes of it
and ask nobody. Times are ISO text in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

BasisExchanged = Literal["observed", "inferred", "judged"]
"""Whether files say it, an analysis infers it, or a person judged that it is so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameExchanged:
    """A name that a thing bore, and when it was seen to."""

    name: str
    first: str | None
    last: str | None
    exact_first: bool
    """Whether it began at that moment; else it was seen first then."""
    exact_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingExchanged:
    """An account, group, contact, name, post, picture or file."""

    id: str
    """As it may be shown: hidden, a pseudonym."""
    label: str
    name: str
    platform: str = ""
    names: tuple[NameExchanged, ...] = ()
    """All names that an account or group bore, the oldest first."""
    state: str = ""
    """removed, flagged or private; empty where it is not."""
    state_at: str | None = None
    mark: str = ""
    """Why a contact says little: widely shared, protected, nobody's own."""
    posts: int = 0
    """Posts that it wrote, that stand in it, or that name it."""
    first: str | None = None
    """When any link of it was seen first."""
    last: str | None = None
    clusters: tuple[str, ...] = ()
    """The ids of the findings in whose core it is."""
    near: tuple[str, ...] = ()
    """The ids of the clusters that it is around, without being in their core."""
    chosen: bool = True
    """Whether it was selected; False where it stands at the other end of a link."""
    sources: tuple[str, ...] = ()
    """SHA-256 of the files that say any link of it."""
    text: str = ""
    """Of a post."""
    sha256: str = ""
    """Of a picture or file that is kept, where names are not hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkExchanged:
    """What ties two things; several sayings of one kind between the same two are one link with a count."""

    id: str
    """Digits that depend on type, ends and finding as they are shown."""
    type: str
    start: str
    end: str
    basis: BasisExchanged
    how: tuple[str, ...] = ()
    """Words of the files or the program: ``joined``, ``profile``, ``whatsapp``."""
    count: int = 1
    """How many posts, calls or entries say so; of an inferred link, links of evidence."""
    first: str | None = None
    last: str | None = None
    plausibility: float | None = None
    """Share of such strings that are contacts; None where that is certain."""
    confidence: str = ""
    """Of an inferred link how much evidence there is: weak, fair or strong."""
    chance: float | None = None
    """Share of such leads that were true, where that was measured and holds for this case."""
    worth: str = ""
    """What the score is called, as a chance in percent or a band; empty where it is observed or not measured."""
    finding: str | None = None
    verdict: str = ""
    """What a person judged of it."""
    sources: tuple[str, ...] = ()
    """SHA-256 of the files that say so, or hold its evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonExchanged:
    """A reason of a finding in words."""

    says: str
    weight: float
    """Doublings of the odds."""
    links: int
    """How many links of evidence it has."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementExchanged:
    """What a person decided of a finding."""

    entry: int
    """Number of the journal's entry."""
    verdict: str
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingExchanged:
    """A finding of the last run, in words."""

    id: str
    kind: str
    says: str
    basis: BasisExchanged
    """Judged where a person judged it the same."""
    confidence: str
    chance: float | None
    worth: str
    bits: float
    first: str | None
    last: str | None
    subjects: tuple[str, ...]
    """Ids of things of this view."""
    others: int
    """Subjects that are not in this view."""
    reasons: tuple[ReasonExchanged, ...]
    judgement: JudgementExchanged | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileExchanged:
    """A file that says any of it."""

    sha256: str
    name: str
    reader: str
    exported: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadExchanged:
    """What this is, of which case, when and by whose program."""

    case: str
    purpose: str
    legal_basis: str
    profile: str
    zone: str
    program: str
    """Name and version."""
    made: str
    computed: str | None
    """When the analyses ran; None where none has run."""
    hidden: bool
    selection: tuple[str, ...]
    """Ids that were selected; empty for the whole case."""
    around: bool
    posts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What is not in the file, and why."""

    what: str
    """A label, a type of link or a kind of finding."""
    count: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """All that goes out, in order: things by id, links by type and ends, findings by kind and id, files by hash."""

    head: HeadExchanged
    things: tuple[ThingExchanged, ...]
    links: tuple[LinkExchanged, ...]
    findings: tuple[FindingExchanged, ...]
    files: tuple[FileExchanged, ...]
    left: tuple[LeftOut, ...]
    """What the selection leaves out; a form may leave out more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportAnswer:
    """A file that was written for another program."""

    file: str
    form: str
    bytes: int
    sha256: str
    """Of what was written; the journal has it too."""
    hidden: bool
    things: Mapping[str, int]
    """By label."""
    links: Mapping[str, int]
    """By type."""
    findings: Mapping[str, int]
    """By kind."""
    files: int
    left: tuple[LeftOut, ...]
    """What is not in the file: by the selection, or because the form cannot hold it."""
