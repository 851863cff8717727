"""Colours of pictures and pages, on white and on dark: what a kind is in one scheme it is in the other.

Pictures are drawn in the colours for white and stay so in a file of their own. On a dark page a rule for each colour
puts its partner in its place; shapes, pictograms and dashes tell kinds apart for who sees no colours.
"""

from collections.abc import Mapping

WHITE, NIGHT = "#ffffff", "#0b1220"
"""What a page is drawn on."""

COLOURS: Mapping[str, str] = {
    "Account": "#2563eb",
    "Group": "#c2410c",
    "Phone": "#0f766e",
    "Handle": "#7c3aed",
    "Invite": "#a16207",
    "Site": "#0369a1",
    "Email": "#be185d",
    "Post": "#475569",
    "Name": "#92400e",
    "Source": "#6b7280",
}
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
    "#2563eb": "#6ea8fe",
    "#c2410c": "#fb923c",
    "#0f766e": "#2dd4bf",
    "#7c3aed": "#c4b5fd",
    "#a16207": "#facc15",
    "#0369a1": "#38bdf8",
    "#be185d": "#f472b6",
    "#92400e": "#d6a06b",
    "#6b7280": "#9ca3af",
    "#b91c1c": "#f87171",
    "#0072b2": "#5cb8ee",
    "#b84a00": "#f2994a",
    "#00795a": "#3fcfa0",
    "#8a4f7d": "#d9a0cc",
}
"""The partner on dark of every colour that a picture is drawn in."""


def night(colour: str) -> str:
    """Give the partner of a colour on dark."""
    return DARK[colour]


def dark_rules() -> str:
    """Give the rules that turn a picture dark; they stand within the page's own condition for dark screens."""
    return "".join(
        f'svg [{what}="{light}"]{{{what}:{dark}}}\n' for light, dark in DARK.items() for what in ("fill", "stroke")
    )
