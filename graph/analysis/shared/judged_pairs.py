"""Judged pairs: the verdict that stands on each pair of subjects that people judged."""

from collections.abc import Iterable, Iterator

from graph.finding import Judgement


def read_verdicts(judgements: Iterable[Judgement], kind: str = "alias") -> Iterator[tuple[tuple[str, str], str]]:
    """Yield each judged pair with the last verdict on it: sorted, or old before new where the kind has an order."""
    last: dict[tuple[str, str], str] = {}
    for judgement in sorted(judgements, key=lambda judgement: judgement.n):
        if judgement.kind == kind and len(judgement.subjects) == 2:
            a, b = (subject.id for subject in judgement.subjects)
            a, b = sorted((a, b)) if kind == "alias" else (a, b)
            last[a, b] = judgement.verdict
    yield from sorted(last.items())
