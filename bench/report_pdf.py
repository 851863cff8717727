"""Stage ``report-pdf``: what it takes to set a PDF of 300 rows in nine scripts, in a process of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bench.processes import job, median
from bench.setting import Setting
from bench.table import Row

STAGE = "report-pdf"
ROWS = 300
RUNS = 5
MOST = 0.5
"""CPU seconds of 300 rows, fonts read and the library loaded; Python and our modules come before."""

NAMES = (
    "Blue Heron Services", "Лесная тропа", "Κατάστημα Ηλίας", "باب البحر (الجديد)", "شاهراه گرم", "שער הים",
    "ባሕሪ በር", "সমুদ্রের দরজা", "समुद्र का द्वार", "\U0001f468\u200d\U0001f469\u200d\U0001f467 sea",
)  # fmt: skip


def measure(_: Setting) -> Iterator[Row]:
    """Set the rows in a few processes."""
    done = [job("set-rows", str(ROWS)) for _ in range(RUNS)]
    used = median([one["cpu"] for one in done])
    yield Row(
        STAGE,
        f"a PDF of {ROWS} rows in nine scripts",
        f"{used:.2f} CPU s, {done[0]['bytes'] / 1000:,.0f} kB, {done[0]['peak']:.2f} GB",
        f"at most {MOST} CPU s",
        used <= MOST,
    )


def set_rows(count: int) -> bytes:
    """Set so many rows of four columns, by the template of the report."""
    from graph.languages import read_language
    from graph.reports import fonts, pdf
    from graph.reports.blocks import Section, Table
    from graph.reports.pdf.content import MOST_ROWS, Content
    from graph.reports.pdf.glyphs import Glyphs
    from graph.views.shapes import Piece

    folder = fonts.require_fonts()
    content = Content(Glyphs(fonts.read_coverage(folder)), read_language("en"), ZoneInfo("UTC"))
    rows = tuple(
        (
            (Piece(f"{NAMES[at % len(NAMES)]} {at}", "name"),),
            (Piece(f"+44 7700 900{at % 1000:03}", "contact"),),
            (Piece("2025-03-01T12:00:00Z", "time"),),
            (Piece(f"a lead with {at} posts"),),
        )
        for at in range(count)
    )
    tables = tuple(
        Table("Rows", ("Name", "Number", "Day", "What"), rows[begin : begin + MOST_ROWS])
        for begin in range(0, count, MOST_ROWS)
    )
    section = content.describe_section("rows", Section("Rows", tables), set(), 0)
    frame = dict.fromkeys(
        ("running", "name", "head", "hidden", "span", "notice", "short", "contents", "page", "foot"), ""
    )
    lists: dict[str, list[str]] = {"told": [], "counts": [], "cut": []}
    said = {
        "language": "en",
        "direction": "ltr",
        "width": 176,
        "title": "Rows",
        "fonts": fonts.FAMILIES,
        "sections": [section],
    }
    return pdf.set_pages({**frame, **lists, **said}, {}, folder, datetime(2025, 7, 7, tzinfo=UTC))
