"""The report as a PDF, set by typst: PDF/A-2a and PDF/UA-1, in fonts of ours alone, without a request.

The template is one and fixed. All that is said comes to it as JSON and is never read as markup; the folder that it may
read is made for it and goes. The same case at the same moment gives the same bytes.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from zoneinfo import ZoneInfo

from graph.languages import read_language
from graph.reports.blocks import Section
from graph.reports.fonts import FAMILIES, read_coverage, require_fonts
from graph.reports.pdf.content import Content
from graph.reports.pdf.glyphs import Glyphs
from graph.views.shapes import Overview

Standard = Literal["a-2a", "ua-1"]
TEMPLATE = Path(__file__).with_name("report.typ")

STANDARDS: tuple[Standard, ...] = ("a-2a", "ua-1")
"""For archives, with tags; and for readers who hear a page. typst refuses what does not hold to them."""


def render_pdf(view: Overview, sections: Mapping[str, Section]) -> bytes:
    """Render a report; raise InstallError where its fonts are not here."""
    fonts = require_fonts()
    content = Content(Glyphs(read_coverage(fonts)), read_language(view.language), ZoneInfo(view.zone))
    described = content.describe_report(view, sections)
    return set_pages(described | {"fonts": FAMILIES}, content.pictures, fonts, datetime.fromisoformat(view.made))


def set_pages(described: Mapping[str, object], pictures: Mapping[str, str], fonts: Path, at: datetime) -> bytes:
    """Set what is described; ``at`` is the date that the file bears."""
    import typst

    with TemporaryDirectory(prefix="liaisons-pdf-") as made:
        home = Path(made)
        (home / "report.json").write_text(json.dumps(described, ensure_ascii=False), "utf-8", errors="replace")
        for name, svg in pictures.items():
            (home / name).write_text(svg, "utf-8", errors="replace")
        page = home / TEMPLATE.name
        page.write_bytes(TEMPLATE.read_bytes())
        pdf: bytes = typst.compile(
            page,
            root=home,
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs={"data": "report.json"},
            pdf_standards=[*STANDARDS],
            timestamp=int(at.timestamp()),
            package_path=home / "no-packages",
            package_cache_path=home / "no-packages",
        )
    return pdf
