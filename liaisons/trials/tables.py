"""Tables of a card in Markdown, and figures as people read them."""

from collections.abc import Iterable, Mapping, Sequence

from liaisons.trials.tallies import Figure, Rate, Rates

EMPTY = "–"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Give a table; what would end a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def number(value: float | None, digits: int = 3) -> str:
    """Give a number; a dash for none."""
    return EMPTY if value is None else f"{value:.{digits}f}"


def with_worst(figure: Figure | None) -> str:
    """Give a mean, and the worst world beside it."""
    return EMPTY if figure is None else f"{figure.mean:.3f} ({figure.worst:.3f})"


def share(rate: Rate | None) -> str:
    """Give a share, and of how many."""
    return EMPTY if rate is None or rate.share is None else f"{rate.share:.3f} of {rate.of:,}"


def across(what: str, columns: Mapping[str, Rates]) -> list[str]:
    """Give a table of rates with a column a kind of world, labels that any of them has as rows."""
    labels = sorted({label for rates in columns.values() for label in rates}, key=in_order)
    rows = [[label or EMPTY, *(share(rates.get(label)) for rates in columns.values())] for label in labels]
    return table([what, *columns], rows)


def in_order(label: str) -> tuple[float, str]:
    """Sort numbers and shares by what they are worth, what is under before what is up, and names by name."""
    digits = "".join(char for char in label if char.isdigit())
    return (float(digits) - label.startswith("under") if digits else -1.0), label


def span(seeds: Sequence[int]) -> str:
    """Give seeds as people write them."""
    whole = list(seeds) == list(range(seeds[0], seeds[0] + len(seeds)))
    return f"{seeds[0]} to {seeds[-1]}" if whole and len(seeds) > 1 else ", ".join(map(str, seeds))
