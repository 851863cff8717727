"""The report as one HTML file: no script, no request, everything foreign escaped and isolated."""

import base64
import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from graph import forms
from graph.forms.texts import BIDI
from graph.kinds import KINDS
from graph.model import DRAWN, READING, Post, describe_label, label
from graph.picture import palette
from graph.reports.blocks import Leads, Section
from graph.reports.sections import report_sections
from graph.reports.sections.case import describe_news
from graph.reports.sections.changes import write_change_sections
from graph.views.changes import ChangesView
from graph.views.ordering import EVIDENCE
from graph.views.shapes import Overview

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent / "templates"

PAPER: Mapping[str, int] = {"full": 8, "brief": 40, "rows": 25, "name": 300}
"""What is printed of a long list: leads with their reasons, leads in all, rows of a table; the rest is counted.

Of a name with more letters than ``name`` the first lines are printed.
"""

COUNTED = tuple(
    (label(cls), describe_label(cls).noun, describe_label(cls).plural)
    for drawn in (False, True)
    for cls in READING
    if (label(cls) in DRAWN if drawn else cls is Post)
)
"""What is counted at the head: posts, and all that is drawn, with what one and many are called."""

_BIDI = re.compile(f"[{BIDI}]")


def render_report(view: Overview, page: str | None = "network.html") -> str:
    """Render a report; ``page`` is the file of the network beside it, None where there is none."""
    from markupsafe import Markup

    css = render_style(
        f"{forms.clean_line(view.name)[:60]}, report {view.number}, "
        f"{format_local_time(view.made, ZoneInfo(view.zone), '%Y-%m-%d')}"
    )
    sections: dict[str, Section] = {
        key: made for key, make in report_sections().items() if (made := make(view)) is not None
    }
    listed = (block.leads for section in sections.values() for block in section.blocks if isinstance(block, Leads))
    places = {lead.id for leads in listed for lead in leads}
    return (
        make_environment(ZoneInfo(view.zone))
        .get_template("report.html.j2")
        .render(
            view=view,
            counted=COUNTED,
            sections=sections,
            since=describe_news(view),
            page=page,
            placed=places,
            paper=PAPER,
            css=Markup(css),  # noqa: S704  # ours, out of the file beside this one; what is foreign in it is escaped
            policy=f"default-src 'none'; style-src {csp_hash(css)}; img-src data:; base-uri 'none'; form-action 'none'",
        )
    )


def render_changes(changes: ChangesView, name: str, zone: str) -> bytes:
    """Render what changed from one report to another as a page of its own."""
    from markupsafe import Markup

    title = f"{forms.clean_line(name)[:60]}, reports {changes.then.number} and {changes.now.number}"
    css = render_style(title)
    sections = write_change_sections(changes)
    text: str = (
        make_environment(ZoneInfo(zone))
        .get_template("changes.html.j2")
        .render(
            name=name,
            changes=changes,
            sections=sections,
            page=None,
            placed=(),
            paper=PAPER,
            css=Markup(css),  # noqa: S704  # ours, as in ``render_report``
            policy=f"default-src 'none'; style-src {csp_hash(css)}; img-src data:; base-uri 'none'; form-action 'none'",
        )
    )
    return text.encode("utf-8", "replace")


def render_style(running: str) -> str:
    """Give the style of the page: pictures turn dark with it, and each printed sheet bears the running header."""
    css = (HERE / "report.css").read_text("utf-8")
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{palette.dark_rules()}}}\n"
    return css.replace('"running header"', css_string(running)) + kind_rules() + dark


def kind_rules() -> str:
    """Give the rules that colour the leads of each kind, on white and on dark."""
    on_white, on_dark = (
        "".join(
            f".card.{kind.name},\n.lead.{kind.name} {{\n  border-inline-start-color: {kind.colours[at]};\n}}\n"
            for kind in KINDS.values()
        )
        for at in (0, 1)
    )
    return f"{on_white}@media screen and (prefers-color-scheme: dark) {{\n{on_dark}}}\n"


def css_string(text: str) -> str:
    """Give text as a string of CSS, in which nothing but plain letters, digits and spaces stands as itself."""
    plain = "".join(
        char if char == " " or (char.isascii() and char.isalnum()) else f"\\{ord(char):x} " for char in text
    )
    return f'"{plain}"'


def csp_hash(text: str) -> str:
    """Give the hash by which a policy knows an element's text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def make_environment(zone: ZoneInfo) -> "Environment":
    """Give the templates, escaping everything, with the filters that they use."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        autoescape=True, undefined=StrictUndefined, loader=FileSystemLoader(HERE), trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {
        "clean": forms.clean_line,
        "steered": lambda text: bool(_BIDI.search(text)),
        "day": lambda at: format_local_time(at, zone, "%Y-%m-%d"),
        "minute": lambda at: format_local_time(at, zone, "%Y-%m-%d %H:%M"),
        "many": lambda number: f"{number:,}",
        "digits": lambda text: not any(char.isalpha() for char in text),
        "weight": format_weight,
        "evidence": EVIDENCE.__getitem__,
        "part": lambda text: quote(text, safe=""),
        "svg": lambda picture: Markup(picture.svg()),  # noqa: S704  # graph.picture.svg escapes
    }
    made.tests |= {"of": lambda block, name: type(block).__name__ == name}
    return made


def format_local_time(at: str, zone: ZoneInfo, form: str) -> str:
    """Give a time where the reader is; what is no time stays as it is."""
    try:
        return datetime.fromisoformat(at).astimezone(zone).strftime(form)
    except ValueError:
        return at


def format_weight(bits: float) -> str:
    """Give a weight in words."""
    return "no weight" if bits == 0 else f"{bits:+.1f} {'bit' if abs(bits) == 1 else 'bits'}"


def write_report_page(view: Overview, path: Path, page: str | None = "network.html") -> bytes:
    """Write a report as UTF-8; give its bytes."""
    data: bytes = render_report(view, page).encode("utf-8", "replace")
    path.write_bytes(data)
    return data
