"""The report as one HTML file: no script, no request, everything foreign escaped and isolated."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote
from zoneinfo import ZoneInfo

from graph import forms
from graph.forms.texts import BIDI
from graph.kinds import KINDS
from graph.languages import Language, read_language
from graph.model import DRAWN, READING, Node, Post, describe_label, label
from graph.picture import palette
from graph.reports.blocks import Leads, Section, name_kind
from graph.reports.sections import make_sections
from graph.reports.sections.case import describe_news
from graph.reports.sections.changes import write_change_sections
from graph.reports.sections.choice import describe_choice
from graph.views import chances
from graph.views.changes import ChangesView
from graph.views.shapes import Overview

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

HERE = Path(__file__).parent / "templates"

PAPER: Mapping[str, int] = {"full": 8, "brief": 40, "rows": 25, "name": 300}
"""What is printed of a long list: leads with their reasons, leads in all, rows of a table; the rest is counted.

Of a name with more letters than ``name`` the first lines are printed.
"""

COUNTED = tuple(cls for drawn in (False, True) for cls in READING if (label(cls) in DRAWN if drawn else cls is Post))
"""What is counted at the head: posts, and all that is drawn."""

Counted = TypeVar("Counted")
"""A number as a form sets it."""

_BIDI = re.compile(f"[{BIDI}]")


def render_report(
    view: Overview, page: str | None = "network.html", sections: Mapping[str, Section] | None = None
) -> str:
    """Render a report; ``page`` is the file of the network beside it, None where there is none.

    ``sections`` are those of ``make_sections``, where another form has them already.
    """
    from markupsafe import Markup

    language, zone = read_language(view.language), ZoneInfo(view.zone)
    name, day = forms.clean_line(view.name)[:60], language.write_day(view.made, zone)
    css = render_style(language.say("page.running", name=name, number=view.number, day=day))
    sections = make_sections(view) if sections is None else sections
    listed = (block.leads for section in sections.values() for block in section.blocks if isinstance(block, Leads))
    places = {lead.id for leads in listed for lead in leads}
    return (
        make_environment(language, zone)
        .get_template("report.html.j2")
        .render(
            view=view,
            counts=list_counts(view, language),
            sections=sections,
            since=describe_news(view),
            chosen=describe_choice(view, sections),
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

    language = read_language(changes.language)
    numbers = {"then": changes.then.number, "now": changes.now.number}
    css = render_style(language.say("changed.running", name=forms.clean_line(name)[:60], **numbers))
    sections = write_change_sections(changes)
    text: str = (
        make_environment(language, ZoneInfo(zone))
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


def list_counts(view: Overview, language: Language) -> Iterator["Markup"]:
    """Yield how many posts, accounts and so on the case has, and files; the number apart from its noun."""
    from markupsafe import Markup

    for cls in COUNTED:
        count = view.counts.get(label(cls), 0)
        yield Markup("").join(fill_label_count(language, cls, count, embolden(language, count)))
    files = len(view.files)
    yield Markup("").join(language.fill("count.file", files, n=embolden(language, files)))


def embolden(language: Language, number: int) -> "Markup":
    """Give a number in bold."""
    from markupsafe import Markup

    return Markup("<b>{}</b>").format(language.write_number(number))


def fill_label_count(language: Language, cls: type[Node], count: int, n: Counted) -> Iterator[str | Counted]:
    """Yield how many of a label there are; a language that does not know the label says it as the model does."""
    if language.has(f"label.{label(cls)}"):
        yield from language.fill(f"label.{label(cls)}", count, n=n)
    else:
        said = describe_label(cls)
        yield from (n, f" {said.noun if count == 1 else said.plural}")


def make_environment(language: Language, zone: ZoneInfo) -> "Environment":
    """Give the templates in a language, escaping everything, with the filters that they use."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    apart = Markup(' dir="ltr"') if language.direction == "rtl" else Markup("")  # else dates and signs turn around
    time = Markup("<time{}>{}</time>")

    def say(key: str, /, **values: Any) -> Markup:
        """Give a text with its values, each escaped or already markup."""
        count = values.get("n")
        filled = language.fill(key, count if isinstance(count, int) else 0, **values)
        return Markup("").join(language.write_number(one) if isinstance(one, int) else one for one in filled)

    def write_weight(bits: float) -> Markup:
        """Give a weight in words."""
        if bits == 0:
            return say("lead.no_weight")
        written = language.write_decimal(bits, sign=True)
        number = Markup("<bdi{}>{}</bdi>").format(apart, written) if apart else written
        return Markup("").join(language.fill("lead.weight", 1 if abs(bits) == 1 else abs(bits) + 0.01, n=number))

    made = Environment(
        autoescape=True, undefined=StrictUndefined, loader=FileSystemLoader(HERE), trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {
        "clean": forms.clean_line,
        "steered": is_steered,
        "day": lambda at: time.format(apart, language.write_day(at, zone)),
        "minute": lambda at: time.format(apart, language.write_minute(at, zone)),
        "many": language.write_number,
        "command": lambda text: Markup("<bdi{}>{}</bdi>").format(apart, text) if apart else text,
        "digits": lambda text: not any(char.isalpha() for char in text),
        "weight": write_weight,
        "bold": Markup("<b>{}</b>").format,
        "isolated": lambda text: Markup("<bdi>{}</bdi>").format(forms.clean_line(text)),
        "kind": partial(name_kind, language),
        "sure": lambda lead: chances.sure(lead.kind, lead.basis, lead.score, lead.parts, language),
        "part": lambda text: quote(text, safe=""),
        "svg": lambda picture: Markup(picture.svg()),  # noqa: S704  # graph.picture.svg escapes
    }
    made.tests |= {"of": lambda block, name: type(block).__name__ == name}
    made.globals |= {"say": say, "language": language}
    return made


def is_steered(text: str) -> bool:
    """Say whether a text holds marks that steer its direction: they are taken out, and that is told."""
    return bool(_BIDI.search(text))


def write_report_page(
    view: Overview, path: Path, page: str | None = "network.html", sections: Mapping[str, Section] | None = None
) -> bytes:
    """Write a report as UTF-8; give its bytes."""
    data: bytes = render_report(view, page, sections).encode("utf-8", "replace")
    path.write_bytes(data)
    return data
