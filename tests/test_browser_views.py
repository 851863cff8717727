"""Report and page as they are looked at: in the dark, on paper, on a small screen; back, reload and undo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from graph.picture.page import network
from graph.reports import html
from graph.views.shapes import Overview, Piece, Section
from graph.views.ways import Net, find_way

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


STATED: dict[int, dict[str, Any]] = {
    8: {"state": "removed", "state_at": "2024-09-15T00:00:00Z", "name": "باب البحر", "names": ("Лесная тропа",)},
    29: {"state": "private", "name": "Хаджи Мурат"},
    30: {"id": "+33199007660", "name": "+33 1 99 00 76 60", "mark": "widely shared: 64 of 201"},
    31: {"id": "telegram:@sea_door_sample", "name": "@sea_door_sample"},
    32: {"id": "invite:chat.whatsapp.com/SAMPLEZkZtv8HsnCfondBw", "name": "chat.whatsapp.com/SAMPLEZkZtv8HsnCfondBw"},
    36: {"state": "flagged", "state_at": "2025-01-02T00:00:00Z"},
    42: {"name": "هدى الياقوتي"},
    49: {"name": "Amadou Rônier"},
}
"""What a few nodes of the page are, by their place."""


@pytest.fixture(scope="module")
def folder(view: Overview, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a report with its page: two crews, an audience, and a public group on the shortest way of two accounts."""
    folder = tmp_path_factory.mktemp("views")
    net = view.network
    audience = replace(net.circles[1], id="e" * 12, name="Sunday walks", accounts=6, size=6, shown=5, audience=True)
    nodes = tuple(
        replace(
            node,
            home=node.home if at < 70 else 2 if at < 75 else 3,
            public=at == 15,
            **STATED.get(at, {}),
        )
        for at, node in enumerate(net.nodes)
    )
    net = replace(net, circles=(*net.circles[:2], audience, net.circles[2]), nodes=nodes)
    html.write_report_page(view, folder / "report.html")
    network.write_network_page(replace(view, network=net), folder / "network.html")
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
@pytest.mark.parametrize("name", ["report.html", "network.html", "network.html#node=telegram%3Auser2"])
def test_every_text_stands_out_from_what_is_behind_it_by_day_and_by_night(opened: Any, name: str, dark: bool) -> None:
    file, mark, hash = name.partition("#")
    page = opened(file, mark + hash, dark=dark)
    assert page.evaluate(PALE) == []
    behind = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert behind == ("rgb(11, 18, 32)" if dark else "rgb(255, 255, 255)")


def test_the_plots_of_a_report_turn_dark_with_it(opened: Any) -> None:
    page = opened("report.html", dark=True)
    label = page.locator('figure svg text[fill="#0f172a"]').first
    assert label.evaluate("(one) => getComputedStyle(one).fill") == "rgb(226, 232, 240)"


def test_a_report_of_hundreds_of_leads_prints_on_some_thirty_sheets(view: Overview, opened: Any, folder: Path) -> None:
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
    html.write_report_page(replace(view, sections=sections, files=view.files[:5]), folder / "long.html")
    page = opened("long.html")
    assert sheets(page.pdf(**SHEET)) <= 33  # three of them for names of thousands of letters in tables
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
        style = html.render_style(name)
        assert re.search(r'content: "(?:\\[0-9a-f]+ |[A-Za-z0-9 ])*";', style)
        assert name[:40] not in style or name == ""


def point(page: Page, id: str) -> tuple[float, float]:
    """Give where an entity stands on the screen."""
    spot = page.evaluate("(id) => window.liaisons.place(id)", id)
    assert spot is not None
    return spot["x"], spot["y"]


def rows(page: Page) -> int:
    """Count the rows of the list."""
    return page.locator("#rows tbody tr").count()


def test_crews_stand_in_front_audiences_are_one_row_that_opens_and_outside_is_no_circle(opened: Any) -> None:
    page = opened("network.html")
    places = [page.evaluate("(id) => window.liaisons.place(id)", id) for id in ("c" * 12, "e" * 12, "outside")]
    assert places[0] is not None
    assert places[1:] == [None, None]
    assert "1 audience, 6 accounts" in page.inner_text("#status")
    page.mouse.click(*point(page, "bar"))
    assert page.evaluate("(id) => window.liaisons.place(id)", "e" * 12) is not None
    names = page.locator("#rows tbody .cell").all_inner_texts()
    assert names[-2:] == ["Sunday walks audience", "Outside all clusters"]
    page.mouse.click(*point(page, "bar"))
    assert page.evaluate("(id) => window.liaisons.place(id)", "e" * 12) is None


def test_leads_come_first_then_what_holds_a_crew_together_and_nothing_is_ranked_by_links(opened: Any) -> None:
    page = opened("network.html")
    titles = [title.lower() for title in page.locator("#panel h4").all_inner_texts()]
    assert titles == ["leads", "what holds it together"]
    page.locator("#rows tbody tr").first.dblclick()
    assert page.locator("#rows thead th[aria-sort]").inner_text().startswith("Inside")


def test_filters_say_that_they_work_in_an_open_cluster(opened: Any) -> None:
    page = opened("network.html")
    assert page.locator("#legend input:enabled").count() == 0
    assert page.inner_text("#nofilter") == "filters work in an open cluster"
    page.locator("#rows tbody tr").first.dblclick()
    assert page.locator("#legend input:disabled").count() == 0


def test_a_small_screen_shows_the_whole_legend_and_is_no_wider_than_itself(opened: Any) -> None:
    page = opened("network.html", "#node=telegram%3Auser2")
    assert (
        page.evaluate("() => { const l = document.getElementById('legend'); return l.scrollHeight - l.clientHeight; }")
        <= 0
    )
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_undo_takes_back_changes_and_leaves_looks(opened: Any) -> None:
    page = opened("network.html", "#node=telegram%3Auser2")
    count = rows(page)
    page.keyboard.press("h")
    for at in range(3):
        page.locator("#rows tbody tr").nth(at).click()
    assert rows(page) == count - 1
    page.keyboard.press("Control+z")
    assert rows(page) == count
    assert page.locator('#rows tr[aria-selected="true"]').get_attribute("data-at") is not None
    assert page.locator("#b-undo").is_disabled()


def test_back_and_forward_lead_through_what_one_looked_at(opened: Any) -> None:
    page = opened("network.html")
    page.mouse.dblclick(*point(page, "d" * 12))
    page.mouse.click(*point(page, "telegram:user45"))
    assert page.inner_text("#panel code") == "telegram:user45"
    page.go_back()
    assert page.locator("#panel code").count() == 0
    assert "باب–البحر 2" in page.inner_text("#trail")
    page.go_back()
    page.go_back()
    assert rows(page) == 4
    page.go_forward()
    page.go_forward()
    page.go_forward()
    assert page.inner_text("#panel code") == "telegram:user45"


def test_reload_keeps_circle_choice_filters_places_and_what_is_hidden(opened: Any) -> None:
    page = opened("network.html", "#node=telegram%3Auser45")
    page.keyboard.press("f")
    x, y = point(page, "telegram:user52")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    page.locator('#legend input[data-key="Email"]').click()
    page.mouse.click(*point(page, "telegram:user47"))
    page.keyboard.press("h")
    page.mouse.click(*point(page, "telegram:user45"))
    page.click("#tab-leads")
    told = page.inner_text("#status"), page.evaluate("() => location.hash")
    page.click("#b-fit")
    where = point(page, "telegram:user52")
    page.reload()
    page.wait_for_selector('body[data-ready="true"]')
    assert (page.inner_text("#status"), page.evaluate("() => location.hash")) == told
    assert page.inner_text("#panel code") == "telegram:user45"
    assert page.locator("#tab-leads").get_attribute("aria-selected") == "true"
    assert point(page, "telegram:user52") == pytest.approx(where, abs=1)
    assert page.evaluate("(id) => window.liaisons.place(id)", "telegram:user47") is None


def test_several_are_chosen_by_ctrl_and_by_a_box_and_hidden_or_kept_together(opened: Any) -> None:
    page = opened("network.html", "#node=telegram%3Auser45")
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    count = rows(page)
    page.mouse.click(*point(page, "telegram:user45"))
    page.keyboard.down("Control")
    page.mouse.click(*point(page, "telegram:user52"))
    page.keyboard.up("Control")
    assert page.inner_text("#panel h3") == "2 chosen"
    assert page.locator('#rows tr[aria-selected="true"]').count() == 2
    page.keyboard.press("h")
    assert rows(page) == count - 2
    page.keyboard.press("Control+z")
    frame = page.locator("#canvas").bounding_box()
    page.keyboard.down("Shift")
    page.mouse.move(frame["x"] + 3, frame["y"] + 45)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] - 3, frame["y"] + frame["height"] - 25, steps=3)
    page.mouse.up()
    page.keyboard.up("Shift")
    chosen = int(page.inner_text("#panel h3").split()[0])
    assert chosen > 10
    page.keyboard.press("Shift+H")
    assert rows(page) == chosen


def test_one_link_is_hidden_and_comes_back(opened: Any) -> None:
    page = opened("network.html", "#link=telegram%3Auser2&link=telegram%3Auser15&link=MEMBER_OF")
    links = page.inner_text("#status")
    page.click("#panel .acts button")
    assert page.inner_text("#status") != links
    assert "1 hidden" in page.inner_text("#trail")
    page.keyboard.press("Control+z")
    assert page.inner_text("#status").split(".")[0] == links.split(".")[0]


def test_the_right_button_offers_what_can_be_done(opened: Any) -> None:
    page = opened("network.html", "#node=telegram%3Auser45")
    count = rows(page)
    page.mouse.click(*point(page, "telegram:user45"), button="right")
    page.locator("#menu button", has_text="Hide").click()
    assert rows(page) == count - 1


def test_a_path_is_a_line_of_rare_ties_with_both_ends_and_says_when_there_is_none(opened: Any) -> None:
    page = opened("network.html", "#node=telegram%3Auser2")
    page.keyboard.press("p")
    page.mouse.click(*point(page, "telegram:user22"))
    steps = page.locator("#steps .go").count()
    way = page.inner_text("#panel")
    page.locator("#wide").check()
    assert page.inner_text("#panel h3") == "Path of 2 links"
    assert page.locator("#steps .go").count() == 3
    assert steps != 3, way
    heights = {round(point(page, f"telegram:user{at}")[1]) for at in (2, 15, 22)}
    assert len(heights) == 1
    assert rows(page) == 3
    page.click("#endpath")
    assert rows(page) > 3


@pytest.mark.parametrize("ends", [(2, 22), (7, 11), (35, 53), (42, 6)])
def test_the_path_of_the_page_is_as_long_as_the_way_that_the_command_gives(
    opened: Any, view: Overview, ends: tuple[int, int]
) -> None:
    around: dict[int, list[tuple[int, str, str]]] = {}
    for edge in view.network.edges:
        around.setdefault(edge.start, []).append((edge.end, edge.type, edge.basis))
        around.setdefault(edge.end, []).append((edge.start, edge.type, edge.basis))
    links = {at: node.links for at, node in enumerate(view.network.nodes)}
    found = find_way(Net(around, links, {15: "public group"}), *ends)
    assert found is not None
    page = opened("network.html", "#" + "&".join(f"path=telegram%3Auser{end}" for end in ends))
    shown = page.locator("#steps .go").count()
    assert shown == (0 if found[1] else len(found[0]))


def test_leads_are_filtered_by_kind_and_by_judgement_and_their_order_is_named(opened: Any) -> None:
    page = opened("network.html")
    page.click("#tab-leads")
    every = rows(page)
    assert page.inner_text("#order").startswith(f"{every} of {every} leads; ")
    page.select_option("#f-kind", "rename")
    assert set(page.locator("#rows tbody .kind").all_inner_texts()) <= {"RENAME", "RENAME "}
    assert rows(page) == 4
    page.select_option("#f-kind", "")
    page.locator("#f-open").check()
    assert page.locator("#rows .state.unsure").count() == 0
    assert 0 < rows(page) < every


def test_the_view_is_saved_with_title_date_legend_and_names_as_text(opened: Any, view: Overview) -> None:
    page = opened("network.html", "#node=telegram%3Auser2")
    with page.expect_download() as saved:
        page.click("#b-svg")
    root = ElementTree.parse(saved.value.path()).getroot()
    words = " ".join("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "2025-07-07" in words
    assert "accounts" in words
    assert "posts 2024-01-01 to 2025-06-30" in words
    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {"svg", "path", "text"}
    with page.expect_download() as saved:
        page.click("#b-png")
    assert Path(saved.value.path()).stat().st_size > 20_000


@pytest.mark.parametrize("hash", ["", "#node=telegram%3Auser2"])
def test_the_network_prints_as_a_picture_with_its_legend_on_two_sheets(opened: Any, hash: str) -> None:
    page = opened("network.html", hash, dark=True)
    printed = page.pdf(**SHEET)
    assert sheets(printed) <= 2
    assert len(printed) > 30_000


@pytest.fixture(scope="module")
def finder(browser: Browser, folder: Path) -> Iterator[Page]:
    """Give the page once for all that is searched for."""
    page = browser.new_page(offline=True)
    page.goto((folder / "network.html").as_uri())
    page.wait_for_selector('body[data-ready="true"]')
    yield page
    page.close()


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("telegram:user45", 45),
        ("باب البحر", 8),
        ("باب", 8),
        ("bab al bahr", 8),
        ("Bab al-Bahr", 8),
        ("bab el bahr", 8),
        ("albahr", 8),
        ("lesnaya tropa", 8),
        ("ЛЕСНАЯ", 8),
        ("huda al yaquti", 42),
        ("Houda Yaqouti", 42),
        ("khadzhi murat", 29),
        ("amadou ronier", 49),
        ("AMADOU RÔNIER", 49),
        ("ronier", 49),
        ("+33 1 99 00 76 60", 30),
        ("+33 (0)1 99 00 76 60", 30),
        ("0033199007660", 30),
        ("00 33 1 99 00 76 60", 30),
        ("01 99 00 76 60", 30),
        ("0199007660", 30),
        ("33199007660", 30),
        ("٠١٩٩٠٠٧٦٦٠", 30),
        ("99 00 76 60", 30),
        ("https://wa.me/33199007660", 30),
        ("tel:+33199007660", 30),
        ("sea_door_sample", 31),
        ("@Sea_Door_Sample", 31),
        ("t.me/sea_door_sample", 31),
        ("https://t.me/sea_door_sample/12?single", 31),
        ("https://chat.whatsapp.com/SAMPLEZkZtv8HsnCfondBw", 32),
    ],
)
def test_the_page_finds_what_the_command_finds(finder: Page, typed: str, at: int) -> None:
    id = STATED.get(at, {}).get("id", f"telegram:user{at}")
    assert finder.evaluate("(text) => window.liaisons.search(text)", typed)[:1] == [id]


@pytest.mark.parametrize("typed", ["bab kahira", "+33 1 99 00 76 61", "0033199007661", "@sea_door_sampl", "qqq"])
def test_the_page_does_not_find_what_nobody_asked_for(finder: Page, typed: str) -> None:
    found = finder.evaluate("(text) => window.liaisons.search(text)", typed)
    assert not {"telegram:user8", "+33199007660"} & set(found)


def test_what_is_removed_flagged_private_or_widely_shared_says_so_in_title_list_hits_and_legend(opened: Any) -> None:
    page = opened("network.html", "#node=telegram%3Auser8")
    assert page.inner_text("#panel h3 .state") == "removed 2024-09-15"
    page.keyboard.press("Escape")
    listed = page.locator("#rows .state").all_inner_texts()
    assert sorted(listed) == ["flagged 2025-01-02", "private", "removed 2024-09-15", "widely shared: 64 of 201"]
    assert page.locator("#legend .states li").all_inner_texts() == ["removed\n1", "flagged\n1", "private\n1"]
    page.keyboard.press("/")
    page.keyboard.type("01 99 00 76 60")
    assert "widely shared: 64 of 201" in page.inner_text("#hits")
    page.keyboard.press("Enter")
    assert "widely shared: 64 of 201" in page.inner_text("#panel .card >> nth=0")


def test_states_are_drawn_each_in_a_way_of_its_own(opened: Any) -> None:
    page = opened("network.html", "#node=telegram%3Auser8")
    pictures = page.locator("#legend .states img").evaluate_all("(all) => all.map((one) => one.src)")
    plain = page.locator('#legend label:has([data-key="Group"]) img').get_attribute("src")
    assert len({*pictures, plain}) == 4
