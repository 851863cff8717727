"""Tables of a card in Markdown, and figures as people read them."""

from collections.abc import Iterable, Mapping, Sequence

from liaisons.trials.tallies import Rate, Rates

EMPTY = "–"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Give a table; what would end a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def share(rate: Rate | None, digits: int = 3) -> str:
    """Give a share, and of how many; a dash for that of nothing."""
    return EMPTY if rate is None or rate.share is None else f"{rate.share:.{digits}f} of {rate.of:,}"


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
