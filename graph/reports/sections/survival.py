"""Survival: how long groups live and names last, by platform, and before and after removals."""

from collections.abc import Sequence

from graph.languages import Language, read_language
from graph.picture.survival import draw_survival as picture
from graph.reports.blocks import Block, Plot, Section, Table, Text, make_row, phrase_words
from graph.views.shapes import Overview, Phrase
from graph.views.survival import Curve

SORTS = {"group": "group", "group name": "group_name", "account name": "account_name"}
"""What lasts, and the name of the texts about it."""

MARKS = (90, 365)
"""Days of which the table tells the share that lasts."""


def write_survival_section(view: Overview) -> Section:
    """Give a picture of each sort that enough is known of, and the numbers of all."""
    language = read_language(view.language)
    say = language.say
    title, short = say("survival.title"), say("survival.short")
    if not any(one.count for one in view.survival):
        return Section(title, (Text(phrase_words(say("survival.nothing"))),), None, short)
    blocks: list[Block] = [Text(phrase_words(say("survival.read")))]
    caption = say("survival.caption")
    for what, key in SORTS.items():
        some = [one for one in view.survival if one.what == what]
        left, right = choose_platforms(some), [one for one in some if one.split == "removal"]
        if any(one.steps for one in (*left, *right)):
            blocks.append(Plot(picture(left, right, say(f"survival.{key}"), language), caption))
            caption = say("survival.caption_next")
    columns = (
        *(say(f"survival.{name}") for name in ("what", "of_which", "followed", "ended", "removed", "half")),
        *(say("survival.last_over", n=days) for days in MARKS),
    )
    counted = [one for one in view.survival if one.count]
    firsts = {next(at for at, one in enumerate(counted) if one.what == what) for what in {one.what for one in counted}}
    rows = tuple(make_curve_row(one, at in firsts, language) for at, one in enumerate(counted))
    blocks.append(Table(say("survival.table"), columns, rows, frozenset({2, 3, 4})))
    return Section(title, tuple(blocks), None, short)


def choose_platforms(some: Sequence[Curve]) -> list[Curve]:
    """Give what is drawn on the left: each platform that is large enough first, or all where none is."""
    apart = sorted(
        (one for one in some if one.split == "platform"), key=lambda one: (not one.steps, -one.count, one.part)
    )
    return apart if any(one.steps for one in apart) else [one for one in some if not one.split]


def make_curve_row(one: Curve, first: bool, language: Language) -> tuple[Phrase, ...]:
    """Give a curve as a row; the first of its sort bears the title."""
    say = language.say
    title = say(f"survival.{SORTS[one.what]}_row") if first else ""
    of = {"": say("survival.all"), "platform": one.part}.get(one.split) or say(f"survival.{one.part}_row")
    removed = one.removed if one.what == "group" else ""
    lasting = (describe_lasting(one, days, language) for days in MARKS)
    said = (describe_half(one, language), *lasting) if one.steps else (say("survival.few"), *("" for _ in MARKS))
    return make_row(language, title, of, one.count, one.ended, removed, *said)


def describe_half(one: Curve, language: Language) -> str:
    """Say within how many days half had ended."""
    if one.median is None:
        return language.say("survival.half_last")
    low, high = (
        language.write_number(days) if days is not None else language.say("survival.open") for days in one.range
    )
    return language.say("survival.half_days", days=one.median, low=low, high=high)


def describe_lasting(one: Curve, days: int, language: Language) -> str:
    """Say which share lasts longer than so many days."""
    step = one.at(days)
    if step is None:
        return language.say("survival.not_followed")
    share, low, high = map(language.write_share, (step.share, step.low, step.high))
    return language.say("survival.lasting", share=share, low=low, high=high) if step.low < step.share else share
