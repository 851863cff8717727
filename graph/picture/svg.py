"""Pictures as SVG of our own: shapes, and labels apart from them, each foreign text through one escape.

Numbers have one decimal and attributes a fixed order, so that the same picture is the same bytes. Nothing here uses a
style, a script, an id or an address: a page may forbid them all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from graph import forms


@dataclass(frozen=True, slots=True)
class Label:
    """A text of a picture; ``anchor`` is start, middle or end."""

    x: float
    y: float
    text: str
    size: float = 11
    anchor: str = "start"
    fill: str = "#334155"
    bold: bool = False
    halo: bool = False
    """Whether a white edge keeps it legible above lines."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of this width and height, which says in ``alt`` what it shows."""

    width: float
    height: float
    shapes: tuple[str, ...]
    labels: tuple[Label, ...]
    alt: str

    def svg(self, *, labelled: bool = True) -> str:
        """Give it as one inline element, labels as texts of their own direction; or without, for who sets them."""
        labels = map(write_label, self.labels) if labelled else ()
        return (
            f'<svg role="img" viewBox="0 0 {n(self.width)} {n(self.height)}" width="{n(self.width)}" '
            f'height="{n(self.height)}" xmlns="http://www.w3.org/2000/svg"><title>{escape_text(self.alt)}</title>'
            f"{''.join(self.shapes)}{''.join(labels)}</svg>"
        )


@dataclass(slots=True)
class Drawing:
    """A picture that is being drawn."""

    shapes: list[str] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def add(self, name: str, title: str = "", **attributes: float | str) -> None:
        """Add a shape; a title is told by screens that point at it."""
        said = "".join(
            f' {key.rstrip("_").replace("_", "-")}="{write_value(value)}"' for key, value in attributes.items()
        )
        inner = f"<title>{escape_text(title)}</title>" if title else ""
        self.shapes.append(f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>")

    def picture(self, width: float, height: float, alt: str) -> Picture:
        """Give the picture as it is now."""
        return Picture(width, height, tuple(self.shapes), tuple(self.labels), alt)


def write_label(label: Label) -> str:
    """Give a label; a right-to-left name keeps its own direction, and starts where the label stands."""
    turned = forms.clean_line(label.text)
    anchor = label.anchor
    rtl = right_to_left(turned)
    if rtl and anchor != "middle":
        anchor = "end" if anchor == "start" else "start"  # anchors follow the direction of the text
    bold = ' font-weight="600"' if label.bold else ""
    bold += ' paint-order="stroke" stroke="#fff" stroke-width="3"' if label.halo else ""
    way = ' direction="rtl"' if rtl else ""
    return (
        f'<text x="{n(label.x)}" y="{n(label.y)}" font-size="{n(label.size)}" text-anchor="{anchor}"{bold}'
        f'{way} unicode-bidi="isolate" fill="{escape_text(label.fill)}">{escape_text(turned)}</text>'
    )


def right_to_left(text: str) -> bool:
    """Say whether the first letter with a direction goes from right to left."""
    import unicodedata

    for char in text:
        way = unicodedata.bidirectional(char)
        if way in ("L", "R", "AL"):
            return way != "L"
    return False


def n(value: float) -> str:
    """Give a number with at most one decimal."""
    said = f"{value:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said


def write_value(value: float | str) -> str:
    """Give the value of an attribute: a number, or text that cannot end it."""
    return escape_text(value) if isinstance(value, str) else n(value)


def escape_text(value: str) -> str:
    """Give text that ends no element and no attribute; controls and direction marks are taken out."""
    return escape(forms.clean_line(value), quote=True)


def format_path(points: Iterable[tuple[float, float]]) -> str:
    """Give points as the path between them."""
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points)


def width_of(label: str, size: float) -> float:
    """Give about how wide a text is; wide scripts count twice."""
    import unicodedata

    wide = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in label)
    return wide * size * 0.56


def cut_label(label: str, width: float, size: float) -> str:
    """Cut a text to a width, between two letters; an ellipsis says so."""
    label = forms.clean_line(label)
    if width_of(label, size) <= width:
        return label
    most = max(int(width / (size * 0.56)) - 1, 0)
    while most > 0 and is_one_letter(label, most):
        most -= 1
    return f"{label[:most].rstrip()}…" if most > 1 else ""


def is_one_letter(label: str, at: int) -> bool:
    """Say whether a cut would part a letter from its marks, or an emoji from what makes it."""
    import unicodedata

    if at >= len(label):
        return False
    char = label[at]
    return (
        unicodedata.category(char)[0] == "M"
        or "\u200d" in label[at - 1 : at + 1]
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )
