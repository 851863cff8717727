"""Survival: how long groups live and names last, by platform, and before and after removals."""

from collections.abc import Sequence

from graph.picture.survival import draw_survival as picture
from graph.reports.blocks import Block, Plot, Section, Table, Text, make_row, phrase_words
from graph.views.shapes import Overview, Phrase
from graph.views.survival import Curve

TITLES = {
    "group": "Groups and pages, until they go dark",
    "group name": "Names of groups, until the next name",
    "account name": "Names of accounts, until the next name",
}
PARTS = {"before": "before a removal in its cluster", "after": "begun after it"}

READ = (
    "Counted from the first sight in the files: what is older than the files is older than it looks. A group's life "
    "ends with its last post when it was found removed, or fell silent while its files go on; one that is no longer "
    "collected did not end, and is followed to its last post. A name ends where another takes its place, in the middle "
    "between two sights where no file dates it."
)
CAPTION = (
    "Share that lasts longer than so many days (Kaplan and Meier), the 95 % band pale; drawn while five or more are "
    "still followed. Before: in clusters of which no group was found removed so far, followed to the first removal at "
    "most. After: what began in a cluster after its first removal."
)
FEW = "too few to say"
MARKS = (90, 365)
"""Days of which the table tells the share that lasts."""


def write_survival_section(view: Overview) -> Section:
    """Give a picture of each sort that enough is known of, and the numbers of all."""
    title = "How long groups and names last"
    if not any(one.count for one in view.survival):
        return Section(
            title, (Text(phrase_words("No group with a dated post and no dated name was read.")),), None, "Survival"
        )
    blocks: list[Block] = [Text(phrase_words(READ))]
    caption = CAPTION
    for what, said in TITLES.items():
        some = [one for one in view.survival if one.what == what]
        left, right = choose_platforms(some), [one for one in some if one.split == "removal"]
        if any(one.steps for one in (*left, *right)):
            blocks.append(Plot(picture(left, right, said), caption))
            caption = "To be read as the picture above it."
    columns = (
        "What",
        "Of which",
        "Followed",
        "Ended",
        "Found removed",
        "Half end within",
        *(f"Last over {days:,} days" for days in MARKS),
    )
    counted = [one for one in view.survival if one.count]
    firsts = {next(at for at, one in enumerate(counted) if one.what == what) for what in {one.what for one in counted}}
    rows = tuple(make_curve_row(one, TITLES[one.what] if at in firsts else "") for at, one in enumerate(counted))
    blocks.append(Table("In numbers, with 95 % ranges", columns, rows, frozenset({2, 3, 4})))
    return Section(title, tuple(blocks), None, "Survival")


def choose_platforms(some: Sequence[Curve]) -> list[Curve]:
    """Give what is drawn on the left: each platform that is large enough first, or all where none is."""
    apart = sorted(
        (one for one in some if one.split == "platform"), key=lambda one: (not one.steps, -one.count, one.part)
    )
    return apart if any(one.steps for one in apart) else [one for one in some if not one.split]


def make_curve_row(one: Curve, title: str) -> tuple[Phrase, ...]:
    """Give a curve as a row; the first of its sort bears the title."""
    of = {"": "all", "platform": one.part, "removal": PARTS.get(one.part, one.part)}[one.split]
    removed = one.removed if one.what == "group" else ""
    said = (
        (describe_half(one), *(describe_lasting(one, days) for days in MARKS))
        if one.steps
        else (FEW, *("" for _ in MARKS))
    )
    return make_row(title.partition(",")[0], of, one.count, one.ended, removed, *said)


def describe_half(one: Curve) -> str:
    """Say within how many days half had ended."""
    low, high = (f"{days:,}" if days is not None else "open" for days in one.range)
    if one.median is None:
        return "more than half last"
    return f"{one.median:,} days ({low} to {high})"


def describe_lasting(one: Curve, days: int) -> str:
    """Say which share lasts longer than so many days."""
    step = one.at(days)
    if step is None:
        return "not followed so far"
    return f"{step.share:.0%} ({step.low:.0%} to {step.high:.0%})" if step.low < step.share else f"{step.share:.0%}"
