"""Colours of pictures and pages, on white and on dark: what a kind is in one scheme it is in the other.

Pictures are drawn in the colours for white and stay so in a file of their own. On a dark page a rule for each colour
puts its partner in its place; shapes, pictograms and dashes tell kinds apart for who sees no colours.
"""

from collections.abc import Mapping

from graph.model import READING, describe_label, label

WHITE, NIGHT = "#ffffff", "#0b1220"
"""What a page is drawn on."""

COLOURS: Mapping[str, str] = {label(cls): describe_label(cls).look.light for cls in READING}
"""Of each label, at 4.5:1 or better on white."""

LANES = ("#e2e8f0", "#bfdbfe")
"""Fill of a name that was borne before, and of the one that is borne now; dark ink on both."""

DARK: Mapping[str, str] = {
    "#0f172a": "#e2e8f0",
    "#334155": "#cbd5e1",
    "#475569": "#b6c2d2",
    "#64748b": "#a3b1c4",
    "#94a3b8": "#64748b",
    "#cbd5e1": "#475569",
    "#e2e8f0": "#2a3950",
    "#f8fafc": "#131d30",
    "#eff6ff": "#172b4d",
    "#bfdbfe": "#1e4a86",
    "#fff": NIGHT,
    **{describe_label(cls).look.light: describe_label(cls).look.dark for cls in READING},
    "#b91c1c": "#f87171",
    "#0072b2": "#5cb8ee",
    "#b84a00": "#f2994a",
    "#00795a": "#3fcfa0",
    "#8a4f7d": "#d9a0cc",
}
"""The partner on dark of every colour that a picture is drawn in."""


def find_night_colour(colour: str) -> str:
    """Give the partner of a colour on dark."""
    return DARK[colour]


def dark_rules() -> str:
    """Give the rules that turn a picture dark; they stand within the page's own condition for dark screens."""
    return "".join(
        f'svg [{what}="{light}"]{{{what}:{dark}}}\n' for light, dark in DARK.items() for what in ("fill", "stroke")
    )
