"""The reliability plot of a card: share of true findings over probability, a panel a kind of world."""

from collections.abc import Mapping, Sequence
from math import sqrt

from graph.picture.svg import Drawing, Label, n
from liaisons.trials.tallies import Bin, Rate

SIDE, GAP, LEFT, TOP, FOOT = 250.0, 56.0, 52.0, 34.0, 46.0
INK, SOFT, FAINT, BLUE = "#0f172a", "#64748b", "#e2e8f0", "#2563eb"
CERTAIN = 1.96
"""Standard deviations of an interval at 95 %."""


def reliability(panels: Mapping[str, Sequence[Bin]], what: str) -> str:
    """Draw the plot as a file of SVG that stands alone."""
    drawing = Drawing()
    width = LEFT + len(panels) * SIDE + (len(panels) - 1) * GAP + 16
    height = TOP + SIDE + FOOT
    drawing.add("rect", x=0, y=0, width=width, height=height, fill="#ffffff")
    for place, (name, bins) in enumerate(panels.items()):
        panel(drawing, LEFT + place * (SIDE + GAP), name, bins)
    told = "; ".join(f"{name}: {sum(one.true.of for one in bins):,}" for name, bins in panels.items())
    picture = drawing.picture(width, height, f"{what}: share of true ones over probability; findings in {told}")
    return picture.svg().replace("<svg ", '<svg font-family="sans-serif" ', 1) + "\n"


def panel(drawing: Drawing, left: float, name: str, bins: Sequence[Bin]) -> None:
    """Draw the points of one kind of world over the line on which they should lie."""

    def x(share: float) -> float:
        return left + share * SIDE

    def y(share: float) -> float:
        return TOP + (1 - share) * SIDE

    for tenth in range(0, 11, 2):
        at = tenth / 10
        across = f"M{n(x(0))} {n(y(at))}H{n(x(1))}M{n(x(at))} {n(y(0))}V{n(y(1))}"
        drawing.add("path", d=across, stroke=FAINT, stroke_width=1, fill="none")
        drawing.labels.append(Label(x(0) - 6, y(at) + 4, f"{at:.1f}", 10.5, "end", SOFT))
        drawing.labels.append(Label(x(at), y(0) + 16, f"{at:.1f}", 10.5, "middle", SOFT))
    line = f"M{n(x(0))} {n(y(0))}L{n(x(1))} {n(y(1))}"
    drawing.add("path", d=line, stroke=SOFT, stroke_width=1, stroke_dasharray="4 3", fill="none")
    most = max((one.true.of for one in bins), default=1)
    for one in bins:
        share, (low, high) = one.true.share or 0.0, wilson(one.true)
        at = x(one.probability)
        told = f"probability {one.probability:.3f}: {one.true.hits:,} of {one.true.of:,} true"
        drawing.add("path", told, d=f"M{n(at)} {n(y(low))}V{n(y(high))}", stroke=BLUE, stroke_width=1.5, fill="none")
        radius = 2.5 + 5.5 * sqrt(one.true.of / most)
        drawing.add("circle", told, cx=at, cy=y(share), r=radius, fill=BLUE, fill_opacity=0.75)
    drawing.labels.append(Label(x(0), TOP - 14, f"{name}, {sum(b.true.of for b in bins):,} findings", 12.5, fill=INK))
    drawing.labels.append(Label(x(0.5), y(0) + 34, "probability", 11, "middle", SOFT))


def wilson(rate: Rate) -> tuple[float, float]:
    """Give the interval at 95 % of a share (Wilson 1927, https://doi.org/10.2307/2276774)."""
    share, z = rate.share or 0.0, CERTAIN
    whole = 1 + z * z / rate.of
    middle = (share + z * z / (2 * rate.of)) / whole
    half = z * sqrt(share * (1 - share) / rate.of + z * z / (4 * rate.of * rate.of)) / whole
    return max(middle - half, 0.0), min(middle + half, 1.0)
