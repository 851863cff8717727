"""Findings in words, with their reasons and evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.answers.plain import HIDDEN, OMITTED, to_json
from graph.answers.quotes import Quote
from graph.answers.things import Thing


@dataclass(frozen=True, slots=True)
class LinkShown:
    """The address of a link behind a reason, with what files say of it where it was opened."""

    type: str
    start: str
    end: str
    quotes: tuple[Quote, ...] | None = field(default=None, metadata=OMITTED)
    """Left out where the link was not opened."""


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """A reason in words."""

    says: str
    weight: float
    """Doublings of the odds for (above 0) or against (below 0); 0 where a fact is only told."""
    evidence: tuple[LinkShown, ...]


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Reasons of one sort for the answer that was given, and for the next best one."""

    mine: tuple[ReasonShown, ...]
    theirs: tuple[ReasonShown, ...]


@dataclass(frozen=True, slots=True)
class JudgementShown:
    """What a person decided."""

    entry: int
    """Number of the journal's entry."""
    verdict: str
    """same, different or unsure."""
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingShown:
    """A finding of the last run, in words."""

    id: str
    kind: str
    says: str
    basis: Literal["observed", "inferred"]
    score: float | None
    """1 where it was observed, the stability of a cluster, else a plausibility or chance; null where there is none."""
    chance: float | None
    """The share of such leads that were true, where that was measured and holds for this case."""
    calibrated: bool
    """Whether the score is a fact or a measured chance."""
    bits: float
    """The sum of the weights of its reasons."""
    confidence: Literal["weak", "fair", "strong"]
    """How much evidence there is."""
    subjects: tuple[Thing, ...]
    parts: Mapping[str, Any]
    """What its kind adds; ``graph/kinds`` says what each part means."""
    reasons: tuple[ReasonShown, ...]
    notes: tuple[str, ...]
    """What else a reader must know."""
    judgement: JudgementShown | None
    beside: tuple[ReasonRow, ...] = field(default=(), metadata=HIDDEN)
    """Its reasons and those of the next best answer; in JSON it stands in ``parts.runner_up``."""

    def amend_json(self, made: dict[str, Any]) -> dict[str, Any]:
        """Put both lists of reasons where the JSON has them."""
        if self.beside:
            parts = made["parts"]
            made["parts"] = {**parts, "runner_up": {**parts["runner_up"], "beside": to_json(self.beside)}}
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsAnswer:
    """Findings, as ``find`` lists them and ``show``, ``judge`` and ``name`` give one."""

    computed: str | None
    """When the analyses ran; null where none has run."""
    since: Mapping[str, int]
    """Sources read or taken back, and judgements made or taken back, after that."""
    likeness: Mapping[str, Any] = field(default_factory=dict, metadata=OMITTED)
    """How far the case is from the made-up worlds that chances were learnt on."""
    order: Literal["surest", "review"] | None = field(default=None, metadata=OMITTED)
    """Where findings are listed: how."""
    not_led: Mapping[str, int] = field(default_factory=dict, metadata=OMITTED)
    """How many ways are counted and not listed, by why."""
    findings: tuple[FindingShown, ...]
    partial: Mapping[str, Any] | None = field(default=None, metadata=OMITTED)
    """What of the files was not in the graph when this was answered; left out where it was whole."""
