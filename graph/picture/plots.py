"""Plots that people would rather look at than read: activity by month, names over time, the network small."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from math import sqrt
from zoneinfo import ZoneInfo

from graph.languages import Language
from graph.picture.layout import arrange_nodes
from graph.picture.palette import COLOURS, LANES
from graph.picture.shared import shared_things
from graph.picture.svg import Drawing, Label, Picture, cut_label, n, width_of
from graph.views.shapes import Activity, Lane, Network

WIDTH = 980
NAMES = 230
"""Width of the column of names."""
COUNT = 56
"""Width of the column of totals."""
INK, SOFT, FAINT, BLUE, GREY, BAD = "#0f172a", "#64748b", "#e2e8f0", "#2563eb", "#94a3b8", "#b91c1c"


def draw_activity(data: Activity, what: str, language: Language) -> Picture:
    """Draw a row of bars a subject; what was not collected is hatched, so that nobody reads it as silence."""
    drawing = Drawing()
    height, top, bottom = 26, 22, 6
    space = WIDTH - NAMES - COUNT
    step = space / max(len(data.months), 1)
    most = max((max(row.counts) for row in data.rows), default=1) or 1
    draw_years(drawing, data.months, language, step, top, top + height * len(data.rows))
    for place, row in enumerate(data.rows):
        base = top + height * (place + 1) - 3
        drawing.add("path", d=f"M0 {n(base + 2.5)}H{n(WIDTH)}", stroke=FAINT, stroke_width=1, fill="none")
        for begin, end in ((0, row.collected[0]), (row.collected[1] + 1, len(data.months))):
            if end > begin:
                draw_hatching(
                    drawing, NAMES + begin * step, base - height + 6, (end - begin) * step, height - 7, language
                )
        for at, count in enumerate(row.counts):
            if count:
                # the root, so that a month of one post is seen beside a month of hundreds
                tall = max((height - 8) * (count / most) ** 0.5, 1.5)
                drawing.add(
                    "rect",
                    language.say("activity.month", month=language.write_month(data.months[at]), n=count),
                    x=NAMES + at * step + 1,
                    y=base - tall,
                    width=max(step - 2, 1),
                    height=tall,
                    fill=COLOURS.get(row.id, BLUE),
                )
        drawing.labels.append(Label(0, base - 5, cut_label(row.name, NAMES - 14, 12), 12, fill=INK))
        drawing.labels.append(Label(WIDTH, base - 5, language.write_number(row.total), 11, "end", SOFT))
    total = sum(row.total for row in data.rows)
    span = write_months(data.months, language)
    alt = language.say("activity.picture", what=what, rows=len(data.rows), span=span, total=total, most=most)
    return drawing.picture(WIDTH, top + height * len(data.rows) + bottom, alt)


def write_months(months: Sequence[str], language: Language) -> str:
    """Say from which month to which a picture goes."""
    if not months:
        return language.say("activity.no_month")
    return language.say("date.span", first=language.write_month(months[0]), last=language.write_month(months[-1]))


def draw_years(
    drawing: Drawing, months: Sequence[str], language: Language, step: float, top: float, end: float
) -> None:
    """Draw a line and a label where a year begins, and labels of months between where there is room."""
    for at, month in enumerate(months):
        x = NAMES + at * step
        if month.endswith("-01") or at == 0:
            drawing.add("path", d=f"M{n(x)} {n(top - 8)}V{n(end)}", stroke="#cbd5e1", stroke_width=1, fill="none")
        said = language.write_month(month) if at == 0 else month[:4]
        if month.endswith("-01") or (at == 0 and not any(m.endswith("-01") for m in months[1:4])):
            drawing.labels.append(Label(x + 3, top - 8, said, 10.5, fill=SOFT, bold=True))
        elif step > 24 and month[-2:] in ("04", "07", "10"):
            drawing.labels.append(Label(x + 3, top - 8, month[-2:], 10, fill=SOFT))


def draw_hatching(drawing: Drawing, x: float, y: float, width: float, height: float, language: Language) -> None:
    """Draw strokes over what was not collected."""
    strokes = "".join(
        f"M{n(x + at)} {n(y + height)}L{n(min(x + at + height * 0.6, x + width))} "
        f"{n(y + height - min(height * 0.6, width - at) / 0.6)}"
        for at in range(0, int(width), 6)
    )
    drawing.add(
        "path", language.say("activity.not_collected"), d=strokes, stroke="#cbd5e1", stroke_width=1, fill="none"
    )


def draw_lanes(data: Sequence[Lane], language: Language, zone: ZoneInfo) -> Picture:
    """Draw a lane a subject and a bar a name; an end that no file dates is soft: it fades in steps."""
    drawing = Drawing()
    height, top = 34, 24
    moments = [parse_seconds(at) for lane in data for bar in lane.bars for at in (bar.begin, bar.end) if at is not None]
    moments += [at for lane in data if (at := removed_at(lane)) is not None]
    low, high = min(moments, default=0.0), max(moments, default=1.0)
    high = max(high, low + 86_400.0)
    space = WIDTH - NAMES - 10

    def x(at: float) -> float:
        return NAMES + (at - low) / (high - low) * space

    draw_calendar(drawing, low, high, x, language, top, top + height * len(data))
    for place, lane in enumerate(data):
        y = top + height * place + 5
        drawing.add("path", d=f"M0 {n(y + 28)}H{n(WIDTH)}", stroke=FAINT, stroke_width=1, fill="none")
        drawing.labels.append(Label(0, y + 14, cut_label(lane.subject.name, NAMES - 16, 12), 12, fill=INK, bold=True))
        what = say_word(language, "word", lane.subject.label.lower())
        if lane.subject.state:
            what = language.say("renames.state", what=what, state=say_word(language, "state", lane.subject.state))
        drawing.labels.append(Label(0, y + 25, what, 9.5, fill=SOFT))
        for number, bar in enumerate(lane.bars):
            begin, end = (x(parse_seconds(at)) if at else None for at in (bar.begin, bar.end))
            if begin is not None:
                rest = [x(parse_seconds(later.begin)) for later in lane.bars[number + 1 :] if later.begin]
                room = min(rest, default=WIDTH + 0.0) - 14
                draw_spell(
                    drawing,
                    lane,
                    number,
                    (begin, max(end if end is not None else begin, begin + 5), room),
                    y,
                    language,
                    zone,
                )
        if (gone := removed_at(lane)) is not None:
            told = write_bar_day(lane.subject.state_at, language, zone)
            draw_cross(drawing, x(gone), y + 11, language.say("renames.removed", name=lane.subject.name, day=told))
    alt = language.say("renames.picture", n=len(data))
    return drawing.picture(WIDTH, top + height * len(data) + 6, alt)


def say_word(language: Language, table: str, word: str) -> str:
    """Give a word in a language that has it."""
    return language.text(f"{table}.{word}") if language.has(f"{table}.{word}") else word


def write_bar_day(at: str | None, language: Language, zone: ZoneInfo) -> str:
    """Give the day of a moment; nothing where none is known."""
    return language.write_day(at, zone) if at else ""


def removed_at(lane: Lane) -> float | None:
    """Give when the subject of a lane was found removed."""
    told = lane.subject.state_at
    return parse_seconds(told) if told and lane.subject.state == "removed" else None


def draw_cross(drawing: Drawing, x: float, y: float, told: str) -> None:
    """Draw where a lane ends for good."""
    strokes = f"M{n(x - 6)} {n(y - 6)}L{n(x + 6)} {n(y + 6)}M{n(x - 6)} {n(y + 6)}L{n(x + 6)} {n(y - 6)}"
    drawing.add("path", told, d=strokes, stroke=BAD, stroke_width=3, fill="none")


def draw_spell(
    drawing: Drawing,
    lane: Lane,
    number: int,
    ends: tuple[float, float, float],
    y: float,
    language: Language,
    zone: ZoneInfo,
) -> None:
    """Draw one name between two ends; where it does not fit, beside them, up to the third."""
    begin, end, room = ends
    bar = lane.bars[number]
    fill = LANES[bar is lane.bars[-1]]
    first, last = (write_bar_day(at, language, zone) for at in (bar.begin, bar.end))
    told = language.say("renames.bar", name=bar.name, first=first, last=last)
    drawing.add(
        "rect", told, x=begin, y=y, width=end - begin, height=22, rx=3, fill=fill, stroke="#94a3b8", stroke_width=0.8
    )
    for soft, edge, way in ((bar.soft_begin, begin, -1), (bar.soft_end, end, 1)):
        if soft:
            for step in range(3):
                at = edge + way * (1.5 + 3 * step)
                drawing.add("path", d=f"M{n(at)} {n(y + 2 + step * 2)}V{n(y + 20 - step * 2)}", stroke="#94a3b8",
                            stroke_width=1, stroke_opacity=0.9 - 0.25 * step, fill="none")  # fmt: skip
    said = cut_label(bar.name, end - begin - 10, 11)
    if len(said) < 4 and room - end > 40:
        drawing.labels.append(Label(end + 12, y + 15, cut_label(bar.name, room - end - 12, 11), 11, fill=SOFT))
    elif said:
        drawing.labels.append(Label(begin + 5, y + 15, said, 11, fill=INK))


def draw_calendar(
    drawing: Drawing,
    low: float,
    high: float,
    x: Callable[[float], float],
    language: Language,
    top: float,
    end: float,
) -> None:
    """Draw the quarters between two moments."""
    first, last = datetime.fromtimestamp(low, UTC), datetime.fromtimestamp(high, UTC)
    step = 1 if (last - first).days < 200 else 3 if (last - first).days < 1100 else 12
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        begin = datetime(year, month, 1, tzinfo=UTC).timestamp()
        if low <= begin <= high and (month - 1) % step == 0:
            drawing.add(
                "path", d=f"M{n(x(begin))} {n(top - 6)}V{n(end)}", stroke="#cbd5e1" if month == 1 else FAINT,
                stroke_width=1, fill="none")  # fmt: skip
            said = str(year) if month == 1 else language.write_month(f"{year}-{month:02}")
            if x(begin) + 3 + width_of(said, 10) <= WIDTH:
                drawing.labels.append(Label(x(begin) + 3, top - 8, said, 10, fill=SOFT))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def parse_seconds(at: str) -> float:
    """Give a time as seconds."""
    return datetime.fromisoformat(at).timestamp()


def draw_network(data: Network, language: Language, width: float = WIDTH, height: float = 420) -> Picture:
    """Draw the crews of a network with lines where two share something rare: size by members, strokes by how many.

    Audiences and what lies outside of all clusters have links with most of them, and would hide how crews hang
    together.
    """
    drawing = Drawing()
    crews = [at for at, circle in enumerate(data.circles) if circle.crew]
    circles = [data.circles[at] for at in crews]
    place = {at: number for number, at in enumerate(crews)}
    between = {
        (place[a], place[b]): len(things) for (a, b), things in shared_things(data).items() if a in place and b in place
    }
    radii = [size_disc(circle.size) for circle in circles]
    places = arrange_nodes([one + 34 for one in radii], [(a, b, float(count)) for (a, b), count in between.items()],
                     groups=list(range(len(radii))))  # fmt: skip
    scale, wide, dx, dy = fit_discs(places, radii, width, height)
    at = [(dx + x * wide, dy + y * scale) for x, y in places]
    most = max(between.values(), default=1)
    for (a, b), count in sorted(between.items()):
        drawing.add(
            "path", language.say("clusters.shared", n=count), d=draw_curve(at[a], at[b]),
            stroke="#94a3b8", stroke_opacity=0.7, stroke_width=1 + 5 * (count / most) ** 0.5, fill="none")  # fmt: skip
    for circle, (x, y), size in zip(circles, at, radii, strict=True):
        counts = {"accounts": circle.accounts, "groups": circle.groups, "contacts": circle.contacts}
        told = language.say("clusters.circle", name=circle.name, **counts)
        drawing.add(
            "circle", told, cx=x, cy=y, r=size * scale, fill="#eff6ff" if circle.finding else "#f8fafc",
            stroke="#2563eb" if circle.finding else "#94a3b8", stroke_width=1.5)  # fmt: skip
        drawing.labels.append(Label(x, y + 4, language.write_number(circle.size), 12, "middle", INK, bold=True))
    discs = [(x, y, size * scale) for (x, y), size in zip(at, radii, strict=True)]
    drawing.labels += place_labels([circle.name for circle in circles], discs)
    alt = language.say("clusters.picture", n=len(circles))
    return drawing.picture(width, height, alt)


def place_labels(names: Sequence[str], discs: Sequence[tuple[float, float, float]]) -> list[Label]:
    """Give the names below discs, the largest first; one that would lie over another is left to the disc's title."""
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in discs]
    labels = []
    for place in sorted(range(len(discs)), key=lambda at: (-discs[at][2], at)):
        x, y, r = discs[place]
        label = Label(x, y + r + 15, cut_label(names[place], 190, 12), 12, "middle", INK, halo=True)
        half = width_of(label.text, 12) / 2
        box = (x - half, y + r + 3, x + half, y + r + 19)
        if not any(box[0] < c and a < box[2] and box[1] < d and b < box[3] for a, b, c, d in taken):
            taken.append(box)
            labels.append(label)
    return labels


def draw_curve(start: tuple[float, float], end: tuple[float, float], by: float = 0.12) -> str:
    """Give a curve between two points, so that links of one direction do not lie over one another."""
    (a, b), (c, d) = start, end
    x, y = (a + c) / 2 - (d - b) * by, (b + d) / 2 + (c - a) * by
    return f"M{n(a)} {n(b)}Q{n(x)} {n(y)} {n(c)} {n(d)}"


def size_disc(members: int) -> float:
    """Give the size of a circle by its members."""
    return min(14 + 3.4 * sqrt(members), 90.0)


def fit_discs(
    places: Sequence[tuple[float, float]], radii: Sequence[float], width: float, height: float
) -> tuple[float, float, float, float]:
    """Give the scale, that of the breadth, and the shift that bring circles with their labels into a picture.

    Pictures are broad and layouts round: pulled apart sideways, no two circles come nearer and names find room.
    """
    if not places:
        return 1.0, 1.0, width / 2, height / 2
    left = min(x - r for (x, _), r in zip(places, radii, strict=True))
    right = max(x + r for (x, _), r in zip(places, radii, strict=True))
    high = min(y - r for (_, y), r in zip(places, radii, strict=True))
    low = max(y + r for (_, y), r in zip(places, radii, strict=True)) + 24
    scale = min((width - 200) / max(right - left, 1), (height - 24) / max(low - high, 1), 1.4)
    wide = min((width - 200) / max(right - left, 1), 2.4 * scale)
    return scale, wide, width / 2 - wide * (left + right) / 2, height / 2 - scale * (high + low) / 2
