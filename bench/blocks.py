"""The blocks of the table: one a subject, one row a size."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bench.measuring import Measured
from bench.subject import Cost, Failed, Subject
from bench.table import line, verdict


def markdown(rows: Sequence[Measured]) -> str:
    """Give all blocks as Markdown, in the order of their rows."""
    return "\n\n".join(block(list(some)) for _, some in groupby(rows, key=lambda row: row.subject.name))


def block(rows: Sequence[Measured]) -> str:
    """Give the block of one subject."""
    subject = rows[0].subject
    facts = told(row.ours for row in rows)
    theirs: Sequence[str] = ()
    head = [subject.unit, f"{subject.counted} a CPU s".strip(), "CPU s", "peak GB", *facts]
    if subject.peer:
        theirs = told(row.peer for row in rows)
        head += [f"{subject.peer.name}, CPU s", "peak GB", *(f"its {name}" for name in theirs), "times as fast"]
    head += ["bar", "holds"]
    lines = [f"**{subject.name}.** {subject.says}", "", line(head), line(["---"] * len(head))]
    return "\n".join([*lines, *(line([*cells(row, facts, theirs)]) for row in rows)])


def cells(row: Measured, facts: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """Yield the cells of a row."""
    yield f"{row.size:,}"
    yield from spent(row.ours, facts, rate=True)
    peer = row.subject.peer
    if peer:
        yield from spent(row.peer, theirs, rate=False, of=row.size if peer.part else None)
        yield times(row)
    bars = list(row.bars())
    yield "; ".join(says for says, _ in bars)
    yield "; ".join(verdict(holds) for _, holds in bars)


def spent(cost: Cost | Failed | None, facts: Sequence[str], *, rate: bool, of: int | None = None) -> Iterator[str]:
    """Yield what something cost; ``of`` is the size where it worked through a part of it."""
    if not isinstance(cost, Cost):
        yield cost.why if cost else ""
        yield from [""] * (len(facts) + 1 + rate)
        return
    if rate:
        yield significant(cost.rate)
    part = f" for {cost.count:,}" if of is not None and cost.count != of else ""
    yield f"{significant(cost.cpu)}{part}"
    yield "" if cost.peak is None else f"{cost.peak:.2f}"
    yield from (figure(cost.facts[name]) if name in cost.facts else "" for name in facts)


def times(row: Measured) -> str:
    """Say how many times as fast as the peer."""
    if row.ratio is None:
        return ""
    return ("over " if isinstance(row.peer, Failed) else "") + significant(row.ratio)


def told(costs: Iterable[Cost | Failed | None]) -> Sequence[str]:
    """Give the names of what else is told of costs, in the order in which they come."""
    return list(dict.fromkeys(name for cost in costs if isinstance(cost, Cost) for name in cost.facts))


def significant(value: float) -> str:
    """Say a number with three digits that count, two below 10."""
    return f"{float(f'{value:.3g}'):,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2g}"


def figure(value: float) -> str:
    """Say a fact: whole numbers whole, shares with four digits."""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.4g}"


def plain(row: Measured) -> str:
    """Say a row in a line, while the run goes on."""
    subject: Subject = row.subject
    ours = row.ours.why if isinstance(row.ours, Failed) else f"{significant(row.ours.cpu)} CPU s"
    peer = "" if row.peer is None else f", {times(row) or row.peer.why if isinstance(row.peer, Failed) else times(row)}"
    return f"{subject.name} {row.size:,}: {ours}{peer}"
