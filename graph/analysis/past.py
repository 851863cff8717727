"""What an analysis knows of before: the last run, what people decided, what the case protects."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.finding import Finding, Judgement


@dataclass(frozen=True, slots=True)
class Past:
    """Everything an analysis takes beside the snapshot."""

    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """Findings of the run before, by kind."""
    judgements: tuple[Judgement, ...] = ()
    protected: frozenset[str] = frozenset()
    """Ids of contacts that weigh nothing: hotlines, banks, help."""
    seed: int = 0
