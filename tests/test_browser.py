"""Report and page in a browser: nothing is asked for, nothing hostile runs, all works by mouse and by keyboard."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.picture.page import network
from graph.reports import html
from graph.views.shapes import Overview

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

ROOT = Path(__file__).parent.parent
WATCH = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.__violations.push(event.violatedDirective));
"""


@dataclass
class Seen:
    """What a page did that it should not."""

    page: Page
    folder: Path
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, name: str, *, hash: str = "") -> Page:
        """Open a file of the report's folder."""
        self.page.goto(f"{(self.folder / name).as_uri()}{hash}")
        if name == "network.html":
            self.page.wait_for_selector('body[data-ready="true"]')
        return self.page

    def closed(self, dialog: Dialog) -> None:
        """Close a dialog, and tell of it."""
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def point(self, id: str) -> tuple[float, float]:
        """Give where an entity stands on the screen."""
        spot = self.page.evaluate("(id) => window.liaisons.place(id)", id)
        assert spot is not None
        return spot["x"], spot["y"]

    def title(self) -> str:
        """Give the heading of the evidence panel."""
        return self.page.inner_text("#panel h3")


@pytest.fixture(scope="module")
def folder(view: Overview, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    html.write_report_page(view, folder / "report.html")
    network.write_network_page(view, folder / "network.html")
    return folder


@pytest.fixture
def seen(browser: Browser, folder: Path) -> Iterator[Seen]:
    """Give a page that is watched; any fault fails the test that caused it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce", offline=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.add_init_script(WATCH)
    watched = Seen(page, folder)
    page.on("request", lambda request: watched.requests.append(request.url))
    page.on("console", lambda said: watched.faults.append(f"console {said.type}: {said.text}"))
    page.on("pageerror", lambda error: watched.faults.append(f"error: {error}"))
    page.on("dialog", watched.closed)
    yield watched
    assert page.evaluate("() => window.__xss") is None
    assert page.evaluate("() => window.__violations") == []
    assert watched.faults == []
    allowed = {(folder / name).as_uri() for name in ("report.html", "network.html")}
    assert {url.partition("#")[0] for url in watched.requests if not url.startswith("data:")} <= allowed
    context.close()


def test_a_report_asks_for_nothing_and_runs_nothing_of_hostile_names(seen: Seen, hostile: tuple[str, ...]) -> None:
    page = seen.open("report.html")
    for summary in page.locator("summary:visible").all()[:6]:
        summary.click()
    page.hover(".card h3")
    assert hostile[1] in page.inner_text("h1")
    assert len(seen.requests) == 1


def test_no_name_makes_a_report_wider_than_its_window(seen: Seen) -> None:
    page = seen.open("report.html")
    for width in (1280, 700):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_open_on_the_first_screen_leads_to_the_lead_and_its_quotes(seen: Seen) -> None:
    page = seen.open("report.html")
    page.locator("a.open").nth(2).focus()
    page.keyboard.press("Enter")
    lead = page.locator(".lead:target")
    assert lead.count() == 1
    lead.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert lead.locator("details[open] mark").first.is_visible()
    assert "messages[" in lead.locator("details[open] .src").first.inner_text()


def test_one_of_two_stands_open_with_both_lists_of_reasons_and_the_evidence_of_the_other(seen: Seen) -> None:
    page = seen.open("report.html")
    rival = page.locator(".lead.succession details.rival")
    assert "One of these two: <img src=x" in rival.locator("> summary").inner_text()
    rows = rival.locator("tbody tr")
    assert rows.first.locator("td").nth(1).inner_text() == "nothing of this kind"
    quotes = rows.nth(1).locator("td").nth(1).locator("details")
    quotes.locator("summary").focus()
    page.keyboard.press("Enter")
    assert "messages[5]" in quotes.locator(".src").first.inner_text()
    rival.locator("> summary").click()
    assert not rows.first.is_visible()


def test_the_page_asks_for_nothing_and_runs_nothing_wherever_one_points(seen: Seen) -> None:
    page = seen.open("network.html")
    page.locator("#rows tbody tr").first.dblclick()
    rows = page.locator("#rows tbody tr").count()
    for at in range(rows):
        page.locator("#rows tbody tr").nth(at).click()
    for id in ("telegram:user0", "telegram:user1", "telegram:user5"):
        page.mouse.move(*seen.point(id))
        page.mouse.click(*seen.point(id))
    page.click("#tab-leads")
    for at in range(page.locator("#rows tbody tr").count()):
        page.locator("#rows tbody tr").nth(at).click()
    page.keyboard.press("/")
    page.keyboard.type("<img src=x onerror=")
    assert page.locator('#hits [role="option"]').count() > 0
    assert rows == 42
    assert len(seen.requests) == 1


def test_a_circle_opens_by_mouse_and_the_way_back_costs_nothing(seen: Seen) -> None:
    page = seen.open("network.html")
    page.mouse.dblclick(*seen.point("d" * 12))
    assert "باب–البحر 2" in page.inner_text("#trail")
    assert page.locator("#rows tbody tr").count() == 30
    page.click("#back")
    assert page.locator("#rows tbody tr").count() == 3
    assert "باب–البحر 2" in seen.title()


def test_a_circle_says_how_many_more_there_are(seen: Seen) -> None:
    page = seen.open("network.html")
    page.locator("#rows tbody tr").first.dblclick()
    assert "40 of 4,000, 3,960 more" in page.inner_text("#trail")
    assert "2 outlined: of other clusters" in page.inner_text("#trail")


def test_evidence_opens_by_mouse_from_node_and_from_link(seen: Seen) -> None:
    page = seen.open("network.html", hash="#node=telegram%3Auser2")
    page.mouse.click(*seen.point("telegram:user2"))
    assert page.inner_text("#panel code") == "telegram:user2"
    page.locator("#panel details[open] .go").first.click()
    assert page.locator("#panel .badge").inner_text() in ("observed", "inferred", "judged")
    assert "messages[" in page.inner_text("#panel .src >> nth=0")
    (a, b), (c, d) = seen.point("telegram:user2"), seen.point("telegram:user15")
    page.keyboard.press("Escape")
    page.mouse.click((a + c) / 2, (b + d) / 2)
    assert page.locator("#panel mark").first.inner_text() == "+46 70 174 06 71"


def test_a_journey_by_keyboard_from_search_to_evidence_and_back(seen: Seen) -> None:
    page = seen.open("network.html")
    page.keyboard.press("/")
    page.keyboard.type("testova")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert seen.title() == "Nadia Testova"
    assert page.evaluate("() => document.activeElement.id") == "panel"
    page.keyboard.press("e")
    assert "neighbour" in page.inner_text("#status")
    page.locator("#panel details > summary").first.focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('#panel details .go')"):
            break
    page.keyboard.press("Enter")
    assert page.locator("#panel .badge").count() == 1
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.locator("#rows tbody tr").count() == 3


def test_the_list_is_walked_by_arrows_and_opened_by_enter(seen: Seen) -> None:
    page = seen.open("network.html")
    page.locator('#rows tbody tr[tabindex="0"]').focus()
    page.keyboard.press("ArrowDown")
    assert page.locator('#rows tr[aria-selected="true"] td').first.inner_text() == seen.title()
    page.keyboard.press("Enter")
    assert page.locator("#rows tbody tr").count() == 30
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator('#rows tr[aria-selected="true"]')
    assert chosen.count() == 1
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "panel"


def test_the_list_sorts_by_each_column_and_back(seen: Seen) -> None:
    page = seen.open("network.html")
    sizes = page.locator("#rows tbody td.num")
    assert sizes.all_inner_texts() == ["4,000", "30", "10"]
    page.click("#rows thead th:nth-child(2) button")
    assert page.locator('#rows thead th[aria-sort="descending"]').inner_text().startswith("In it")
    page.click("#rows thead th:nth-child(2) button")
    assert sizes.all_inner_texts() == ["10", "30", "4,000"]
    page.click("#rows thead th:nth-child(1) button")
    assert page.locator('#rows thead th[aria-sort="ascending"]').inner_text().startswith("Cluster")


def test_the_legend_filters_counts_and_is_taken_back(seen: Seen) -> None:
    page = seen.open("network.html", hash="#node=telegram%3Auser2")
    page.keyboard.press("Escape")
    before = page.locator("#rows tbody tr").count()
    account = page.locator("#legend label").filter(has=page.locator('input[data-key="Account"]'))
    count = int(account.locator(".count").inner_text())
    account.locator("input").focus()
    page.keyboard.press("Space")
    assert page.locator("#rows tbody tr").count() == before - count
    assert f"{count} hidden" in page.inner_text("#status")
    assert page.evaluate("() => document.activeElement.dataset.key") == "Account"
    page.keyboard.press("Control+z")
    assert page.locator("#rows tbody tr").count() == before
    assert page.locator('#legend input[data-key="Account"]').is_checked()


def test_hiding_and_keeping_are_taken_back_whole(seen: Seen) -> None:
    page = seen.open("network.html", hash="#node=telegram%3Auser2")
    first = page.inner_text("#status")
    page.keyboard.press("Shift+H")
    kept = page.locator("#rows tbody tr").count()
    assert kept < 40
    page.keyboard.press("h")
    assert page.locator("#rows tbody tr").count() == kept - 1
    for _ in range(2):
        page.keyboard.press("Control+z")
    assert page.inner_text("#status") == first
    page.keyboard.press("Control+y")
    assert page.locator("#rows tbody tr").count() == kept


def test_a_report_leads_to_the_node_and_to_the_lead(seen: Seen) -> None:
    page = seen.open("report.html")
    page.locator('.lead.cluster a[href*="#lead="]').first.click()
    page.wait_for_selector('body[data-ready="true"]')
    assert page.inner_text("#panel .sub").startswith("cluster")
    assert page.locator("#panel details").count() > 0


def test_inferred_links_are_told_from_observed_ones_in_words(seen: Seen) -> None:
    page = seen.open("network.html", hash="#node=telegram%3Auser0")
    page.locator("#panel details", has_text="alias of").locator(".go").first.click()
    assert page.inner_text("#panel .badge") == "inferred"
    assert "a lead, no fact" in page.inner_text("#panel .sub")


def test_keys_are_told_and_none_fires_while_one_types(seen: Seen) -> None:
    page = seen.open("network.html", hash="#node=telegram%3Auser2")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    rows = page.locator("#rows tbody tr").count()
    page.keyboard.press("/")
    page.keyboard.type("hhe")
    assert page.locator("#rows tbody tr").count() == rows


@pytest.mark.parametrize(("name", "width", "height"), [("report", 1280, 900), ("network", 1280, 800)])
def test_a_picture_of_each_page_is_more_than_a_blank(seen: Seen, name: str, width: int, height: int) -> None:
    """The pictures of the README: LIAISONS_SCREENSHOTS names the folder of a report to take them of."""
    wanted = os.environ.get("LIAISONS_SCREENSHOTS")
    if wanted:
        seen.folder = Path(wanted)
    page = seen.open(f"{name}.html")
    page.set_viewport_size({"width": width, "height": height})
    if name == "network":
        page.click("#tab-leads")
        page.locator("#rows tbody tr").first.click()
        page.locator("#panel summary").first.click()
    taken = page.screenshot()
    if wanted:
        seen.requests.clear()
        (ROOT / "docs" / f"{name}.png").write_bytes(taken)
    assert len(taken) > 20_000
