"""How long things last, drawn: shares that last by days, with their bands, and how many were still followed."""

from collections.abc import Sequence

from graph.languages import Language
from graph.picture.svg import Drawing, Label, Picture, cut_label, format_path, n
from graph.views.survival import Curve, Step

WIDTH, GAP = 980.0, 40.0
PANEL = (WIDTH - GAP) / 2
NAMES = 84.0
"""Width of the column that names the rows below the axis."""
TALL, TOP, ROW = 170.0, 58.0, 17.0
INK, SOFT, FAINT, RULE = "#0f172a", "#475569", "#e2e8f0", "#94a3b8"

LOOKS = (("#0072b2", ""), ("#b84a00", "7 3"), ("#00795a", "2 3"), ("#8a4f7d", "9 3 2 3"))
"""Colour and dashes of each curve: the first hues of Okabe and Ito (2008), dark enough to be read as text, and told
apart in grey by their dashes."""

LEAST = 5
"""A curve is drawn as far as so many are still followed: beyond, one end is a landslide."""

STEPS = (7, 14, 30, 60, 90, 180, 365, 730, 1460)
"""Days between the ticks of the axis."""
TICKS = 7


def draw_survival(left: Sequence[Curve], right: Sequence[Curve], what: str, language: Language) -> Picture:
    """Draw two panels side by side: by platform, and before and after a removal."""
    drawing = Drawing()
    drawing.labels.append(Label(0, 14, what, 13, fill=INK, bold=True))
    low = 0.0
    for at, (title, curves) in enumerate((("survival.by_platform", left), ("survival.by_removal", right))):
        panel = draw_panel(drawing, at * (PANEL + GAP), language.say(title), curves[: len(LOOKS)], language)
        low = max(low, panel)
    comma = language.text("list.comma")
    said = [comma.join(describe_curve(one, language) for one in some) for some in (left, right)]
    return drawing.picture(WIDTH, low, language.say("survival.picture", what=what, left=said[0], right=said[1]))


def describe_curve(one: Curve, language: Language) -> str:
    """Say a curve in words."""
    part = name_part(one, language)
    if not one.steps:
        return language.say("survival.curve_few", part=part, ended=one.ended, count=one.count)
    if one.median is None:
        return language.say("survival.curve_most", part=part, ended=one.ended, count=one.count)
    return language.say("survival.curve_half", part=part, ended=one.ended, count=one.count, days=one.median)


def name_part(one: Curve, language: Language) -> str:
    """Give what a curve is of: all, a platform, or before or after a removal."""
    if one.split == "removal" and one.part in ("before", "after"):
        return language.say(f"survival.{one.part}")
    return one.part or language.say("survival.all")


def draw_panel(drawing: Drawing, x: float, title: str, curves: Sequence[Curve], language: Language) -> float:
    """Draw one panel at ``x``; give where it ends below."""
    drawing.labels.append(Label(x, TOP - 22, title, 12, fill=SOFT))
    known = [(one, look) for one, look in zip(curves, LOOKS, strict=False) if one.steps]
    if not known:
        for place, one in enumerate(curves):
            drawing.labels.append(Label(x, TOP + 8 + ROW * place, describe_curve(one, language), 12, fill=SOFT))
        return TOP + 12 + ROW * max(len(curves), 1)
    longest = max(find_last_day(one) for one, _ in known)
    step = next((days for days in STEPS if longest / days <= TICKS), STEPS[-1])
    scale = (PANEL - NAMES - 14) / max(longest, 1)
    draw_axes(drawing, x, longest, step, scale, language)
    for one, (colour, dashes) in known:
        draw_survival_curve(drawing, x, one, scale, (colour, dashes), language)
    y = TOP + TALL + 36
    drawing.labels.append(Label(x, y, language.say("survival.still"), 10.5, fill=SOFT))
    for one, (colour, _) in known:
        y += ROW
        drawing.labels.append(
            Label(x, y, cut_label(name_part(one, language), NAMES - 8, 11), 11, fill=colour, bold=True)
        )
        for days in range(0, longest + 1, step):
            passed = one.at(days)
            if passed is not None:
                drawing.labels.append(
                    Label(x + NAMES + days * scale, y, language.write_number(passed.followed), 10.5, "middle", INK)
                )
    for one in curves:
        if not one.steps:
            y += ROW
            drawing.labels.append(Label(x, y, describe_curve(one, language), 11, fill=SOFT))
    return y + 8


def find_last_day(one: Curve) -> int:
    """Give the last day on which enough are followed."""
    return max((step.days for step in one.steps if step.followed >= LEAST), default=one.steps[0].days)


def draw_axes(drawing: Drawing, x: float, longest: int, step: int, scale: float, language: Language) -> None:
    """Draw shares from 0 to 100 % and the days."""
    left, right = x + NAMES, x + NAMES + longest * scale
    for quarter in range(5):
        y = TOP + TALL * (1 - quarter / 4)
        colour = RULE if quarter in (0, 2) else FAINT
        drawing.add("path", d=f"M{n(left)} {n(y)}H{n(right)}", stroke=colour, stroke_width=1, fill="none")
        drawing.labels.append(
            Label(left - 6, y + 3.5, language.say("number.percent", n=25 * quarter), 10.5, "end", SOFT)
        )
    for days in range(0, longest + 1, step):
        at = left + days * scale
        drawing.add("path", d=f"M{n(at)} {n(TOP + TALL)}V{n(TOP + TALL + 4)}", stroke=RULE, stroke_width=1, fill="none")
        drawing.labels.append(Label(at, TOP + TALL + 16, language.write_number(days), 10.5, "middle", SOFT))
    drawing.labels.append(Label(x, TOP + TALL + 16, language.say("survival.days"), 10.5, fill=SOFT))


def draw_survival_curve(
    drawing: Drawing, x: float, one: Curve, scale: float, look: tuple[str, str], language: Language
) -> None:
    """Draw one curve in steps above its band; a title tells it to who points at it."""
    last = find_last_day(one)
    kept = [Step(0, 1.0, 1.0, 1.0, one.count), *(step for step in one.steps if step.days <= last)]

    def place(days: int, share: float) -> tuple[float, float]:
        return x + NAMES + days * scale, TOP + TALL * (1 - share)

    shares, lows, highs = (
        list_stairs([(step.days, getattr(step, edge)) for step in kept], last) for edge in ("share", "low", "high")
    )
    band = [*(place(*one) for one in highs), *(place(*one) for one in reversed(lows))]
    colour, dashes = look
    drawing.add("path", d=f"{format_path(band)}Z", fill=colour, fill_opacity=0.12, stroke="none")
    dashed: dict[str, str] = {"stroke_dasharray": dashes} if dashes else {}
    drawing.add(
        "path",
        describe_curve(one, language),
        d=format_path([place(*one) for one in shares]),
        stroke=colour,
        stroke_width=2,
        fill="none",
        **dashed,
    )


def list_stairs(points: Sequence[tuple[int, float]], last: int) -> list[tuple[int, float]]:
    """Give the corners of a step function up to a day; where nothing changes there is no corner."""
    corners = [points[0]]
    for days, value in points[1:]:
        if value != corners[-1][1]:
            corners += [(days, corners[-1][1]), (days, value)]
    return [*corners, (last, corners[-1][1])]
