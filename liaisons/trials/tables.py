"""Tables of a card in Markdown, and figures as people read them."""

from collections.abc import Iterable, Sequence

from liaisons.trials.tallies import Rate

EMPTY = "–"


def format_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Give a table; what would end a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def format_share(rate: Rate | None, digits: int = 3) -> str:
    """Give a share, and of how many; a dash for that of nothing."""
    return EMPTY if rate is None or rate.share is None else f"{rate.share:.{digits}f} of {rate.of:,}"


def format_seeds(seeds: Sequence[int]) -> str:
    """Give seeds as people write them."""
    whole = list(seeds) == list(range(seeds[0], seeds[0] + len(seeds)))
    return f"{seeds[0]} to {seeds[-1]}" if whole and len(seeds) > 1 else ", ".join(map(str, seeds))
