"""Report and page as they are looked at: in the dark, on paper, on a small screen; back, reload and undo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.disclosure.views import Overview, Piece, Section
from graph.picture.page import network
from graph.reports import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHEET = {"format": "A4", "prefer_css_page_size": True}

PALE = """
() => {
  const light = (color) => {
    const [r, g, b] = color.map((one) => { const part = one / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parts = (text) => text.match(/[\\d.]+/g).map(Number);
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const color = parts(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] > 0.5) return color.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const one of document.body.querySelectorAll("*")) {
    const own = Array.from(one.childNodes).some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!own || one.disabled || !one.checkVisibility() || one.closest("svg, script")) continue;
    const [a, b] = [parts(getComputedStyle(one).color).slice(0, 3), behind(one)].map(light);
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const said = `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)}`;
    if (contrast < 4.5) found.push(`${said} ${contrast}`);
  }
  return found;
}
"""
"""Texts that stand out too little from what is behind them."""


@pytest.fixture(scope="module")
def folder(view: Overview, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("views")
    html.write(view, folder / "report.html")
    network.write(view, folder / "network.html")
    return folder


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Any]:
    """Give what opens a page of the folder in a window of its own, and fails the test where the page errs."""
    contexts: list[Any] = []
    faults: list[str] = []

    def open_page(name: str, hash: str = "", *, size: tuple[int, int] = (1280, 720), dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            offline=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda said: faults.append(said.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{(folder / name).as_uri()}{hash}")
        if name == "network.html":
            page.wait_for_selector('body[data-ready="true"]')
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def sheets(pdf: bytes) -> int:
    """Count the pages of a PDF."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["report.html"])
def test_every_text_stands_out_from_what_is_behind_it_by_day_and_by_night(opened: Any, name: str, dark: bool) -> None:
    page = opened(name, dark=dark)
    assert page.evaluate(PALE) == []
    behind = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert behind == ("rgb(11, 18, 32)" if dark else "rgb(255, 255, 255)")


def test_the_plots_of_a_report_turn_dark_with_it(opened: Any) -> None:
    page = opened("report.html", dark=True)
    label = page.locator('figure svg text[fill="#0f172a"]').first
    assert label.evaluate("(one) => getComputedStyle(one).fill") == "rgb(226, 232, 240)"


def test_a_report_of_hundreds_of_leads_prints_on_thirty_sheets(view: Overview, opened: Any, folder: Path) -> None:
    """As many leads as the sample has, each with eight reasons of three quotes; unfolded they took two hundred."""
    counts = {"succession": 3, "alias": 20, "handoff": 80, "cluster": 17, "reuse": 6, "rename": 29}
    reason = view.sections[0].leads[0].reasons[0]
    plain = Piece("Sea Gate fell silent, and Sea Gate 2 may be its successor", "name")
    reasons = (replace(reason, says=(plain,), quotes=reason.quotes * 3),) * 8
    full = replace(view.sections[0].leads[0], says=(plain,), reasons=reasons, rival=None, subjects=())
    sections = tuple(
        Section(kind, count, tuple(replace(full, id=f"{kind}{at}", kind=kind) for at in range(count)))
        for kind, count in counts.items()
    )
    html.write(replace(view, sections=sections, files=view.files[:5], turns=()), folder / "long.html")
    page = opened("long.html")
    assert sheets(page.pdf(**SHEET)) <= 30
    page.emulate_media(media="print")
    assert "40 more are in the page" in page.inner_text("#handoffs")
    assert not page.locator("details .src").first.is_visible()


def test_a_quote_that_somebody_opened_is_printed_with_its_source(opened: Any) -> None:
    page = opened("report.html")
    page.locator(".lead summary").first.click()
    page.emulate_media(media="print")
    assert page.locator(".lead details[open] .src").first.is_visible()
    assert not page.locator("nav").is_visible()


def test_a_running_header_is_a_string_of_its_sheet_whatever_a_case_is_called(hostile: tuple[str, ...]) -> None:
    for name in hostile:
        style = html.look(name)
        assert re.search(r'content: "(?:\\[0-9a-f]+ |[A-Za-z0-9 ])*"; font', style)
        assert name[:40] not in style or name == ""
