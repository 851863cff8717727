"""Context: what an analysis knows of before: the last run, what people decided, what the case protects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.finding import Finding, Judgement


@dataclass(frozen=True, slots=True)
class Past:
    """Everything an analysis takes beside the snapshot."""

    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """Findings of the run before, by kind."""
    earlier: Mapping[str, tuple[tuple[Finding, ...], ...]] = field(default_factory=dict)
    """Findings of the runs before that, by kind, the latest first; a run that did not look for a kind is no run."""
    fewer: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """Findings of the last run over fewer files, by kind: what a partition starts from. Since it does not change with
    reruns and judgements, findings follow from files and judgements, whatever was judged and taken back between."""
    judgements: tuple[Judgement, ...] = ()
    protected: frozenset[str] = frozenset()
    """Ids of contacts that weigh nothing: hotlines, banks, help."""
    learnt: Mapping[str, Any] = field(default_factory=dict)
    """Weights that the case taught itself, by kind, as JSON values; of other kinds those shipped count."""
    seed: int = 0
