"""What changed from one report to another, on the terminal."""

from graph.views.changes import ChangesView
from graph.views.shapes import plain
from liaisons.cli.screen import Screen

SHOWN = 60
"""Changes that are listed; ``--format json`` has all."""


def print_changes(screen: Screen, found: ChangesView) -> None:
    """Print a difference: how many of each sort, then each with how it came or why it is gone."""
    screen.line(f"from report {found.then.number} ({found.then.made}) to report {found.now.number} ({found.now.made})")
    if found.answer.nothing:
        screen.line("nothing changed")
        return
    for text in found.summary:
        screen.line(f"  {text}")
    if found.late:
        screen.line(f"{found.late:,} of these come from what was read late, and are no trend")
    for one in found.changes[:SHOWN]:
        screen.line(f"{one.tag}: {plain(one.says)}")
        for line in one.lines:
            screen.line(f"    {plain(line)}")
        if one.note:
            screen.line(f"    {one.note}")
    if len(found.changes) > SHOWN:
        screen.line(f"{len(found.changes) - SHOWN:,} more: --format json")
    counts = {how: sum(each.how == how for each in found.collected) for how in ("on", "back", "between", "place")}
    screen.line(
        f"read since: {counts['on']:,} places went on, {counts['back']:,} further back, {counts['between']:,} filled "
        f"in, {counts['place']:,} not read before"
    )
    if found.gone:
        screen.line(f"{len(found.gone):,} files taken back")
