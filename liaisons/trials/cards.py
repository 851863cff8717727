"""The card of an analysis: what it reads and says, the bars it is held to, and every figure measured on worlds."""

import json
from collections.abc import Sequence
from typing import Any

from liaisons.trials import bars, origins
from liaisons.trials.mistakes import RANKED
from liaisons.trials.sections import By, apart, held, measured, paid, probabilities, readers, sized, wrong
from liaisons.trials.tables import table
from liaisons.trials.words import AGAIN, CARDS, FIELD, HEAD, INDEX, MEANS, READERS


def card(kind: str, by: By, small: By, fit: range, size: int) -> str:
    """Write the card of a kind of finding from scores of large and of small worlds."""
    words = CARDS[kind]
    seeds = next(iter(by.values())).seeds
    head = HEAD.format(fit=span(fit), judge=span(seeds), size=size)
    lines = [f"# {words.title}", "", head, "", f"**Reads** {words.reads}", "", f"**Says** {words.says}", ""]
    lines += [f"**Does not say** {words.says_not}", "", FIELD, ""]
    for path in sorted((origins.ROOT / "docs/decisions").glob(f"{words.decided}-*.md") if words.decided else ()):
        lines += [f"Why it works as it does: [decision {words.decided}](../decisions/{path.name}).", ""]
    lines += learnt(kind)
    lines += ["## Bars", "", *held(kind, by), ""]
    lines += ["## Measures", "", MEANS, "", *measured(kind, by), ""]
    lines += apart(kind, by)
    lines += ["## By size", "", *sized(kind, by, small), ""]
    if kind in RANKED:
        lines += ["## Probabilities", "", *probabilities(kind, by), ""]
        lines += ["## What innocents pay", "", *paid(kind, by), ""]
        lines += ["## Naive readers", "", READERS, "", *readers(kind, by), ""]
    lines += ["## Mistakes", "", *wrong(kind, by)]
    lines += ["## How to repeat", "", *repeated(kind, by), ""]
    return "\n".join(lines)


def index(by: By, size: int) -> str:
    """Write the page that lists the cards, with every bar that is broken."""
    rows, broken = [], []
    for kind, words in CARDS.items():
        states = [(world, one) for world, pool in by.items() for one in bars.verdicts(kind, world, pool)]
        held = [sum(one.holds is wanted for _, one in states) for wanted in (True, False, None)]
        rows.append([f"[{words.title}]({kind}.md)", *map(str, held)])
        broken += [
            f"- {kind}, {world}: {one.says}: {one.figure}, {one.limit}" for world, one in states if one.holds is False
        ]
    seeds = next(iter(by.values())).seeds
    head = INDEX.format(size=size, seeds=span(seeds))
    lines = ["# Cards of the analyses", "", head, "", FIELD, ""]
    lines += [*table(["card", "bars held", "broken", "too little to say"], rows), ""]
    lines += ["## Broken bars", "", *(broken or ["None."]), "", AGAIN, ""]
    return "\n".join(lines)


def span(seeds: Sequence[int]) -> str:
    """Give seeds as people write them."""
    whole = list(seeds) == list(range(seeds[0], seeds[0] + len(seeds)))
    return f"{seeds[0]} to {seeds[-1]}" if whole and len(seeds) > 1 else ", ".join(map(str, seeds))


def learnt(kind: str) -> list[str]:
    """Say what the weights were learnt on; nothing where a kind has none."""
    path = origins.ROOT / origins.LEARNT / f"{kind}.json"
    if not path.is_file():
        return []
    known: dict[str, Any] = json.loads(path.read_text("utf-8"))
    said = [[name, told(value)] for name, value in known.items() if isinstance(value, str | int | float)]
    said += [
        [f"{name.replace('_', ' ')}: {key}", told(value)]
        for name, part in known.items()
        if isinstance(part, dict) and name in ("learnt", "from", "learnt_from", "thresholds")
        for key, value in part.items()
    ]
    return ["## Learnt on", "", *table(["", f"`{origins.LEARNT}/{kind}.json`"], said), ""]


def told(value: object) -> str:
    """Give a value of the file of weights in short."""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return ", ".join(told(one) for one in value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def repeated(kind: str, by: By) -> list[str]:
    """Say how to make the figures again, and what the analysis took."""
    lines = [
        "`make cards` (worlds and findings are kept below `.cache` until code changes; without them it takes hours)."
    ]
    lines += [
        "`liaisons simulate OUT --seed 10 --size 20000 --world plain` writes one of the worlds as export files.",
        "",
    ]
    rows = []
    for world, pool in by.items():
        took = [score["kinds"][kind]["took"] for score in pool.scores]
        seconds = sum(one["seconds"] for one in took) / len(took)
        rows.append([world, f"{seconds:.1f}", f"{max(one['seconds'] for one in took):.1f}"])
    return [*lines, *table(["world", "CPU seconds a run, mean", "most"], rows)]
